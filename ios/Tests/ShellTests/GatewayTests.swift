import Foundation
import Shell
import SteppingstoneCore
import Testing

@Suite("Gateway")
struct GatewayTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A whole short check-in, from opening to its reminder and its record, crosses at most 20 times")
    @MainActor
    func crossesSeldom() async throws {
        let core = try Steppingstone.open(config: Config(directory: folder.url.path, seed: 7))
        let counting = CountingCore(real: RustCore(core))
        let gateway = Gateway(core: counting, now: TestClock().now)
        let opening = 1
        let model = GuideModel(gateway: gateway)
        await model.start(.checkIn)
        let steps = await CheckIn().answerAll(in: model)
        try await ReminderReconciler(gateway: gateway, scheduler: RecordingScheduler()).reconcile()
        guard case .ended(let record?, _) = model.step else {
            Issue.record("the check-in did not end in a record")
            return
        }
        _ = try await gateway.story(record)
        #expect(steps.count >= 8)
        #expect(counting.crossings.count >= 14)
        #expect(opening + counting.crossings.count <= 20)
    }

    @Test("A journal of a newer app is refused and left as it is")
    func refusesNewer() async throws {
        _ = try await Gateway.open(directory: folder.url)
        var bytes = try Data(contentsOf: folder.journalFile)
        bytes[60] = 1  // the highest byte of the schema's version
        try bytes.write(to: folder.journalFile)
        let failure = await failureOfOpening()
        guard case .core(.TooNew) = failure else {
            Issue.record("opening ended with \(String(describing: failure))")
            return
        }
        #expect(failure?.chromeKey == "error.too_new")
        #expect(try Data(contentsOf: folder.journalFile) == bytes)
        #expect(!help(region: "NZ", ageBand: nil, now: .current).suggestions.isEmpty, "help needs no journal")
    }

    @Test("A damaged journal is kept aside, and a new one begun")
    func keepsDamaged() async throws {
        let damaged = Data("not a journal at all".utf8)
        try damaged.write(to: folder.journalFile)
        let gateway = try await Gateway.open(directory: folder.url)
        let aside = try #require(gateway.opened.movedAside)
        #expect(try Data(contentsOf: folder.url.appendingPathComponent(aside)) == damaged)
        #expect(try await gateway.timeline(limit: 10).records.isEmpty)
    }

    @Test("Half a character from Objective-C becomes U+FFFD, and the rest of the text stays")
    func makesTextWellFormed() async throws {
        // Foundation on Linux mends such a text on the way to Swift; on Apple's platforms it is left to the gateway.
        let units: [UInt16] = [0x61, 0xD83D, 0x62, 0xDE00, 0xD83D, 0xDE00]
        let bridged = NSString(characters: units, length: units.count) as String
        let gateway = try TestJournal(in: folder).gateway
        var step = try await gateway.start(.checkIn).step
        while case .ask(let at, let prompt, _, _, _) = step, prompt.id != "thought" {
            step = try await gateway.answer(CheckIn().answer(to: prompt), to: prompt.id, at: at).step
        }
        guard case .ask(let at, _, _, _, _) = step else {
            Issue.record("the thought was not asked for")
            return
        }
        step = try await gateway.answer(.text(words: Words(text: bridged), rating: nil), to: "thought", at: at).step
        guard case .ask(_, _, let inSight?, _, _) = step else {
            Issue.record("the thought is out of sight")
            return
        }
        #expect(Array(inSight.text.unicodeScalars) == Array("a\u{FFFD}b\u{FFFD}\u{1F600}".unicodeScalars))
    }

    @Test("Whoever listens hears what changed, and only that", .timeLimit(.minutes(1)))
    func publishesChanges() async throws {
        let gateway = try TestJournal(in: folder).gateway
        var heard = await gateway.changes().makeAsyncIterator()
        _ = try await gateway.region()
        try await gateway.setRegion("NZ")
        #expect(await heard.next() == Changes(areas: [.settings]))
        _ = try await gateway.start(.checkIn)
        #expect(await heard.next() == Changes(areas: [.drafts]))
    }

    @Test("Every failure has a sentence of its own among the core's words")
    func failuresHaveWords() {
        let failures: [Failure] = [
            .unforeseen, .core(.Locked), .core(.NotFound(what: .draft)), .core(.TooNew(found: 2, supported: 1)),
            .core(.Invalid(field: .answer, reason: .wrongKind)), .core(.Invalid(field: .text, reason: .tooLong)),
            .core(.Invalid(field: .rating, reason: .outOfRange)), .core(.Invalid(field: .date, reason: .outOfRange)),
            .core(.Storage(kind: .full)), .core(.Storage(kind: .readOnly)), .core(.Storage(kind: .corrupt)),
        ]
        let words = chrome()
        #expect(Set(failures.map(\.chromeKey)).count == failures.count)
        #expect(failures.allSatisfy { words[$0.chromeKey] != nil })
    }

    private func failureOfOpening() async -> Failure? {
        do {
            _ = try await Gateway.open(directory: folder.url)
            return nil
        } catch {
            return error
        }
    }
}
