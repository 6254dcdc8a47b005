import Testing

@Suite("Journeys")
struct JourneyTests {
    @Test("There are journeys to play")
    func areThere() throws {
        #expect(try !JourneyFile.all().isEmpty)
    }

    @Test("A journey goes as it is written", arguments: try JourneyFile.all())
    func plays(file: JourneyFile) async throws {
        for disagreement in try await JourneyPlayer.play(file.read()) {
            Issue.record("\(disagreement)")
        }
    }

    @Test("A wrong expectation is noticed wherever it is planted", arguments: try JourneyFile.all())
    func noticesWrongExpectations(file: JourneyFile) async throws {
        let journey = try file.read()
        let disagreements = try await JourneyPlayer.play(journey.withWrongExpectations)
        #expect(disagreements.map(\.place) == journey.expectations)
    }
}
