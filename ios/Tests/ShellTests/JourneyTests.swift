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

    @Test("A move of an unknown kind is an error")
    func refusesUnknownMoves() async throws {
        let journey = try JourneyFile.all().first?.read().with(move: ["do": .string("dance")])
        await #expect(throws: Interruption.self) { try await JourneyPlayer.play(#require(journey)) }
    }

    @Test(
        "What is seen must be expected, and what is expected must be seen",
        arguments: [
            ["do": JSON.string("offers")], ["do": .string("wait"), "minutes": .number(1), "expect": .array([])],
        ])
    func comparesWhatIsMissing(move: [String: JSON]) async throws {
        let journey = try #require(try JourneyFile.all().first?.read().with(move: move))
        #expect(try await JourneyPlayer.play(journey).contains { $0.place.hasPrefix("move 0") })
    }
}
