import Foundation
import Shell
import SteppingstoneCore

/// An expectation that was not met.
struct Disagreement: CustomStringConvertible {
    let place: String
    let expected: String
    let seen: String

    var description: String {
        "\(place)\n  expected \(expected)\n  seen     \(seen)"
    }
}

/// A move that the core refused, or that the player cannot make.
struct Interruption: Error, CustomStringConvertible {
    let place: String
    let cause: any Error

    var description: String {
        "\(place): \(cause)"
    }
}

/// Plays a journey through a gateway to the real core, and notes where it disagrees.
final class JourneyPlayer {
    private let journey: Journey
    private let folder: TemporaryFolder
    private let clock: TestClock
    /// Opened when it is needed; a kill drops it.
    private var journal: TestJournal?
    private var step: Step?
    private var occurrences: [Planned] = []
    private var deleted: RecordId?
    private var disagreements: [Disagreement] = []

    private init(_ journey: Journey) throws {
        self.journey = journey
        folder = try TemporaryFolder()
        clock = TestClock(utcMs: journey.now.utcMs, zone: journey.now.zone)
    }

    static func play(_ journey: Journey) async throws -> [Disagreement] {
        let player = try JourneyPlayer(journey)
        for (index, move) in journey.moves.enumerated() {
            let place = journey.place(of: index)
            do {
                try player.compare(await player.make(move), with: move.expectation, at: place)
            } catch {
                throw Interruption(place: place, cause: error)
            }
        }
        try player.compare(player.opened().core.journal().canonical(), with: journey.records, at: "records")
        try player.compare(canonicalPlan(plan: await player.gateway.plan()), with: journey.plan, at: "plan")
        return player.disagreements
    }

    private var gateway: Gateway {
        get throws { try opened().gateway }
    }

    private func opened() throws -> TestJournal {
        if let journal { return journal }
        let opened = try TestJournal(in: folder, seed: journey.seed, clock: clock)
        journal = opened
        return opened
    }

    /// Byte for byte: Swift's own `==` takes different bytes for the same text. What is seen must be expected, and what
    /// is expected must be seen.
    private func compare(_ seen: String?, with expectation: JSON?, at place: String) throws {
        let expected = try expectation?.canonical()
        if seen.map({ Array($0.utf8) }) != expected.map({ Array($0.utf8) }) {
            let nothing = "nothing"
            disagreements.append(Disagreement(place: place, expected: expected ?? nothing, seen: seen ?? nothing))
        }
    }

    // MARK: - Moves

    /// Makes a move; what there is to see afterwards, as canonical JSON.
    private func make(_ move: JSON) async throws -> String? {
        switch try move["do"].string() {
        case "wait": clock.advance(minutes: try move["minutes"].integer())
        case "travel": clock.travel(to: try move["zone"].string())
        case "kill": journal = nil
        case "plan": return try await plan()
        case "due": return try await due()
        case "handle": try await handle(move)
        case "region": try await gateway.setRegion(try move["code"].optional { try $0.string() })
        case "age_band": try await gateway.setAgeBand(try move["band"].optional(AgeBand.init(written:)))
        case "tag": try await gateway.setTags(try move["names"].array(Words.init(written:)), of: record(move))
        case "backdate": try await gateway.backdate(record(move), to: clock.before(minutes: move["minutes"].integer()))
        case "delete": try await delete(record(move))
        case "undelete": try await undelete()
        case "tried": _ = try await gateway.tried(record(move, of: "adjustment"))
        case "help": return try await canonicalHelp(help: gateway.help())
        case "help_before_lock": return beforeLock()
        case "help_for": return try helpFor(move)
        case "show_before_lock": try await showBeforeLock(move)
        case "returning_thought": return try await returningThought()
        case "offers": return try await written(gateway.offers(about: about(move)).map(\.start.guide))
        case "search": return try await search(move)
        case "insights": return try await insights(move)
        case "own_facts": return try await ownFacts(move)
        case let name:
            let next = try await guide(name, move).step
            step = next
            return canonicalStep(step: next)
        }
        return nil
    }

    private func guide(_ name: String, _ move: JSON) async throws -> Answered {
        switch name {
        case "start": try await gateway.start(try await start(move))
        case "answer": try await gateway.answer(Answer(written: move["answer"]), to: prompt(move), at: place(move))
        case "skip": try await gateway.skip(prompt(move), at: place(move))
        case "back": try await gateway.back(from: place(move))
        case "enough_for_now": try await gateway.enoughForNow(at: place(move))
        case "finish": try await gateway.finish(at: place(move))
        case "resume": try await gateway.resume(gateway.drafts().at(move["draft"]).id)
        case "set_aside": try await gateway.setAside(draft())
        case "discard": try await gateway.discard(draft())
        default: throw NotInTheFormat(description: "unknown move: \(name)")
        }
    }

    private func start(_ move: JSON) async throws -> Start {
        Start(guide: try move["guide"].string(), about: try await about(move))
    }

    /// The record that a move starts from, if any; `entry` is short for a record of the check-in.
    private func about(_ move: JSON) async throws -> RecordId? {
        if case .null = move["record"] {
            if case .null = move["entry"] { return nil }
            return try await record(move, of: "check_in", at: "entry")
        }
        return try await record(move)
    }

    /// A record by its place on the timeline: the newest one has number 0.
    private func record(_ move: JSON, of practice: String? = nil, at key: String = "record") async throws -> RecordId {
        let practice = try move["practice"].optional { try $0.string() } ?? practice
        return try await gateway.timeline(of: practice, limit: 200).records.at(move[key]).id
    }

    private func delete(_ record: RecordId) async throws {
        try await gateway.delete(record)
        deleted = record
    }

    private func undelete() async throws {
        guard let record = deleted else { throw NotInTheFormat(description: "nothing was deleted") }
        try await gateway.undelete(record)
        deleted = nil
    }

    private func search(_ move: JSON) async throws -> String {
        let found = try await gateway.search(move["text"].string(), limit: 200).records
        return try written(found.map { "\($0.practice): \($0.headline?.text ?? "")" })
    }

    private func ownFacts(_ move: JSON) async throws -> String {
        let event = try move["event"].optional { try $0.string() }
        let facts = try await gateway.ownFacts(for: event, Words(written: move["text"]), limit: 5)
        return try written(facts.map { "\($0.text.text) (\($0.why))" })
    }

    private func insights(_ move: JSON) async throws -> String {
        let window = try move["days"].optional(InsightWindow.init(written:)) ?? .days365
        let told = try await gateway.insights(over: window)
        return try JSON.array(told.map { .array([.string($0.id), .number(Int64($0.n)), .string($0.sentence)]) })
            .canonical()
    }

    private func written(_ lines: [String]) throws -> String {
        try JSON.array(lines.map(JSON.string)).canonical()
    }

    private func plan() async throws -> String {
        let plan = try await gateway.plan()
        occurrences = plan.planned
        return canonicalPlan(plan: plan)
    }

    private func due() async throws -> String {
        occurrences = try await gateway.due()
        return canonicalPlan(plan: Plan(planned: occurrences, held: [], completeUntilUtcMs: 0))
    }

    private func handle(_ move: JSON) async throws {
        let occurrence = try occurrences.at(move["occurrence"])
        try await gateway.handle(occurrence.keys, as: writtenOutcome(json: move["as"].canonical()))
    }

    private func beforeLock() -> String {
        canonicalHelp(help: helpBeforeLock(directory: folder.url.path, now: clock.now()))
    }

    private func helpFor(_ move: JSON) throws -> String {
        let region = try move["region"].optional { try $0.string() }
        let band = try move["band"].optional(AgeBand.init(written:))
        return canonicalHelp(help: help(region: region, ageBand: band, now: clock.now()))
    }

    private func showBeforeLock(_ move: JSON) async throws {
        let own = try await gateway.ownHelp()
        try await gateway.showBeforeLock(move["lines"].array { try own.at($0).id })
    }

    private func returningThought() async throws -> String {
        let thought = try await gateway.returningThought()
        let written: (Words?) -> JSON = { $0.map { .string($0.text) } ?? .null }
        return try JSON.object(["line": written(thought?.line), "fact": written(thought?.fact)]).canonical()
    }

    // MARK: - The last step

    private func prompt(_ move: JSON) throws -> String {
        if let named = try move["prompt"].optional({ try $0.string() }) { return named }
        guard case .ask(_, let prompt, _, _, _) = step else { throw NotInTheFormat(description: "no prompt to answer") }
        return prompt.id
    }

    private func place(_ move: JSON) throws -> Place {
        guard let seq: UInt32 = try move["seq"].optional({ try $0.integer() }) ?? step?.place?.seq else {
            throw NotInTheFormat(description: "no place to stand on")
        }
        return Place(draft: try draft(), seq: seq, canGoBack: true)
    }

    private func draft() throws -> DraftId {
        guard let draft = step?.draft else { throw NotInTheFormat(description: "no draft at hand") }
        return draft
    }
}

extension Array {
    fileprivate func at(_ place: JSON) throws -> Element {
        let place: Int = try place.integer()
        guard indices.contains(place) else { throw NotInTheFormat(description: "nothing at place \(place)") }
        return self[place]
    }
}

extension InsightWindow {
    fileprivate init(written json: JSON) throws {
        switch try json.integer() as Int {
        case 30: self = .days30
        case 90: self = .days90
        case 365: self = .days365
        case let days: throw NotInTheFormat(description: "no window of \(days) days")
        }
    }
}

extension AgeBand {
    fileprivate init(written json: JSON) throws {
        switch try json.string() {
        case "minor": self = .minor
        case "adult": self = .adult
        case "unsaid": self = .unsaid
        case let band: throw NotInTheFormat(description: "unknown age band: \(band)")
        }
    }
}
