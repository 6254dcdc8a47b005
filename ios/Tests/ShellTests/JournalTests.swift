import Shell
import SteppingstoneCore
import Testing

@Suite("Looking back, putting right, and the circle")
struct JournalTests {
    private let folder: TemporaryFolder
    private let clock = TestClock()
    private let gateway: Gateway

    init() throws {
        folder = try TemporaryFolder()
        gateway = try TestJournal(in: folder, clock: clock).gateway
    }

    @Test("The timeline comes page by page, of one practice or of all")
    func pages() async throws {
        let checkIn = try await CheckIn().play(.checkIn, through: gateway)
        let line = try await note("It passed last time")
        let first = try await gateway.timeline(limit: 1)
        #expect(first.records.map(\.practice) == ["line"])
        #expect(try await gateway.timeline(after: first.next, limit: 1).records.map(\.id) == [checkIn])
        #expect(try await gateway.timeline(of: "line", limit: 10).records.map(\.id) == [line])
    }

    @Test("Words are found again")
    func searches() async throws {
        let line = try await note("Étienne asked about the choir")
        #expect(try await gateway.search("etien CHO", limit: 10).records.map(\.id) == [line])
        #expect(try await gateway.search("work", limit: 10).records.isEmpty)
    }

    @Test("A changed record keeps what it said before")
    func keepsVersions() async throws {
        let line = try await note("It passed")
        clock.advance(minutes: 60)
        #expect(try await note("It passed, twice", in: line) == line)
        #expect(try await gateway.story(line).map(\.text.text) == ["It passed, twice"])
        let versions = try await gateway.versions(line)
        #expect(versions.map { $0.story.map(\.text.text) } == [["It passed"]])
        #expect(versions.map(\.replacedUtcMs) == [clock.now().utcMs])
    }

    @Test("A record moves to when it really was, and not ahead of the clock")
    func backdates() async throws {
        let line = try await note("It passed")
        let before = clock.before(minutes: 60)
        try await gateway.backdate(line, to: before)
        #expect(try await gateway.timeline(limit: 1).records.map(\.at.utcMs) == [before.utcMs])
        await #expect(throws: Failure.core(.Invalid(field: .date, reason: .notYet))) {
            try await gateway.backdate(line, to: clock.before(minutes: -60))
        }
    }

    @Test("A deletion can be taken back until it is final", .timeLimit(.minutes(1)))
    func deletes() async throws {
        let line = try await note("It passed")
        var heard = await gateway.changes().makeAsyncIterator()
        try await gateway.delete(line)
        #expect(await heard.next()?.areas.contains(.records) == true)
        #expect(try await gateway.timeline(limit: 10).records.isEmpty)
        try await gateway.undelete(line)
        #expect(try await gateway.timeline(limit: 10).records.count == 1)
        try await gateway.delete(line)
        try await gateway.purge()
        await #expect(throws: Failure.core(.NotFound(what: .record))) { try await gateway.undelete(line) }
    }

    @Test("Tags are put on, renamed and made one")
    func tags() async throws {
        let line = try await note("It passed")
        try await gateway.setTags([Words(text: "work"), Words(text: "job")], of: line)
        #expect(try await gateway.tags(of: line).map(\.text) == ["job", "work"])
        let ids = try await gateway.tags().map(\.id)
        await #expect(throws: Failure.self) { try await gateway.rename(tag: ids[0], to: Words(text: "work")) }
        try await gateway.merge(tag: ids[0], into: ids[1])
        try await gateway.rename(tag: ids[1], to: Words(text: "office"))
        #expect(try await gateway.tags().map { "\($0.name.text) on \($0.records)" } == ["office on 1"])
    }

    @Test("An if-then is tried in one tap, and what helped is an own fact")
    func tries() async throws {
        let ifThen = try await CheckIn().play(Start(guide: "adjustment"), through: gateway)
        #expect(try await gateway.offers(about: ifThen).contains { $0.start.guide == "adjustment_try" })
        #expect(try await gateway.active().map(\.id) == [ifThen])
        let tried = try await gateway.tried(ifThen)
        #expect(try await gateway.timeline(of: "adjustment_try", limit: 10).records.map(\.id) == [tried])
        #expect(try await gateway.ownFacts(for: nil, Words(text: "lunch"), limit: 5).isEmpty)
        _ = try await CheckIn().play(Start(guide: "adjustment_try", about: tried), through: gateway)
        let facts = try await gateway.ownFacts(for: "left_out", Words(text: "at lunch"), limit: 5)
        #expect(facts.map(\.record) == [tried])
    }

    @Test("What the records say over time is told for a window")
    func tellsInsights() async throws {
        _ = try await CheckIn().play(.checkIn, through: gateway)
        let (lately, all) = (try await gateway.insights(over: .days30), try await gateway.insights(over: .days365))
        #expect(!lately.isEmpty && lately.allSatisfy { !$0.sentence.isEmpty })
        clock.advance(minutes: 40 * 24 * 60)
        #expect(try await gateway.insights(over: .days30) != lately)
        #expect(try await gateway.insights(over: .days365) == all)
    }

    @Test("The circle is renamed, made one and forgotten")
    func keepsTheCircle() async throws {
        for alias in ["Robin", "R."] {
            _ = try await CheckIn(words: Words(text: alias), wishes: ["ask"]).play(.checkIn, through: gateway)
        }
        let people = try await gateway.people().map(\.person)
        try #require(people.map(\.alias.text) == ["R.", "Robin"])
        try await gateway.merge(person: people[0].id, into: people[1].id)
        try await gateway.rename(person: people[1].id, to: Words(text: "Rob"))
        #expect(try await gateway.people().map(\.person.alias.text) == ["Rob"])
        try await gateway.remove(person: people[1].id)
        #expect(try await gateway.people().isEmpty)
    }

    @Test("The age band is chosen, and can be taken back")
    func choosesAgeBand() async throws {
        #expect(try await gateway.ageBand() == nil)
        try await gateway.setAgeBand(.adult)
        #expect(try await gateway.ageBand() == .adult)
        try await gateway.setAgeBand(nil)
        #expect(try await gateway.ageBand() == nil)
    }

    @Test("What is offered at home can be begun")
    func begins() async throws {
        let offers = try await gateway.offers()
        #expect(offers.first?.start == .checkIn)
        for offer in offers {
            let draft = try #require(try await gateway.start(offer.start).step.place?.draft, "\(offer.start.guide)")
            _ = try await gateway.discard(draft)
        }
    }

    /// A line for oneself, new or changed.
    private func note(_ text: String, in line: RecordId? = nil) async throws -> RecordId {
        try await CheckIn(words: Words(text: text)).play(Start(guide: "line", about: line), through: gateway)
    }
}
