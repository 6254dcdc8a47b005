import Foundation
import SteppingstoneCore
import Testing

/// Rust, Kotlin and Swift play the same reminder vectors: see tests/vectors/README.md.
@Suite("Reminder vectors")
struct VectorTests {
    @Test("A vector goes as it is written", arguments: try VectorFile.all())
    func plays(file: VectorFile) throws {
        let vector = try file.read()
        let expected = try vector.moves.map { try $0.expectation?.canonical() }
        #expect(try VectorPlayer(vector).play() == expected)
    }

    @Test("A planted wrong expectation is noticed")
    func noticesWrongExpectations() throws {
        let vector = try #require(try VectorFile.all().first).read()
        let wrong = try vector.moves.map { try $0.expectation?.withOneValueChanged.canonical() }
        #expect(try VectorPlayer(vector).play() != wrong)
    }
}

/// Rules, a moment, zones as tables, and what the core makes of them.
private struct Vector: Decodable {
    let seed: UInt64
    let zones: [String: [[Int64]]]
    let now: Journey.Start
    let moves: [JSON]
}

/// A file with a vector.
struct VectorFile: CustomTestStringConvertible {
    let url: URL

    var testDescription: String {
        url.lastPathComponent
    }

    fileprivate func read() throws -> Vector {
        try JSONDecoder().decode(Vector.self, from: Data(contentsOf: url))
    }

    /// All vectors: beside the journeys.
    static func all() throws -> [VectorFile] {
        let folder = JourneyFile.folder.deletingLastPathComponent()
            .appendingPathComponent("vectors/reminders", isDirectory: true)
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map(VectorFile.init(url:))
    }
}

/// The zones of a vector, as a phone would answer about them.
private final class ZoneTable: ZoneRules {
    private let zones: [String: [[Int64]]]

    init(_ zones: [String: [[Int64]]]) {
        self.zones = zones
    }

    func offsetSeconds(zone: String, utcSeconds: Int64) throws -> Int32 {
        guard let spans = zones[zone] else { throw ZoneRulesError.UnknownZone }
        guard let span = spans.last(where: { $0[0] <= utcSeconds }) ?? spans.first else { throw ZoneRulesError.Failed }
        return Int32(span[1])
    }
}

/// Plays one vector on a fresh journal.
private final class VectorPlayer {
    private let vector: Vector
    private let zones: ZoneTable
    private let folder: TemporaryFolder
    private var core: Steppingstone
    private var utcMs: Int64
    private var zone: String
    private var listed: [Planned] = []

    init(_ vector: Vector) throws {
        self.vector = vector
        zones = ZoneTable(vector.zones)
        folder = try TemporaryFolder()
        core = try Self.open(folder, vector)
        utcMs = vector.now.utcMs
        zone = vector.now.zone
    }

    private static func open(_ folder: TemporaryFolder, _ vector: Vector) throws -> Steppingstone {
        try Steppingstone.open(config: Config(directory: folder.url.path, seed: vector.seed))
    }

    /// What came of each move: nothing, canonical JSON, or that it was refused.
    func play() throws -> [String?] {
        try vector.moves.map { move in
            do {
                return try make(move)
            } catch is SteppingstoneError {
                return "\"refused\""
            }
        }
    }

    private var now: Now {
        let offset = try? zones.offsetSeconds(zone: zone, utcSeconds: utcMs / 1000)
        return Now(utcMs: utcMs, offsetSeconds: offset ?? 0, zone: zone)
    }

    private func make(_ move: JSON) throws -> String? {
        let reminders = core.reminders()
        switch try move["do"].string() {
        case "plan":
            let plan = try reminders.plan(now: now, zones: zones)
            listed = plan.planned
            return canonicalPlan(plan: plan)
        case "due":
            listed = try reminders.due(now: now, zones: zones)
            return canonicalPlan(plan: Plan(planned: listed, held: [], completeUntilUtcMs: 0))
        case "diff":
            return canonicalDiff(diff: try reminders.diff(pending: pending(move), now: now, zones: zones))
        case "next_wake":
            return try reminders.nextWake(now: now, zones: zones).map(String.init) ?? "null"
        case let name:
            try change(name, move, reminders)
            return nil
        }
    }

    private func change(_ name: String, _ move: JSON, _ reminders: Reminders) throws {
        switch name {
        case "add": _ = try reminders.add(new: writtenReminder(json: move["reminder"].canonical()), now: now)
        case "settings":
            _ = try reminders.setSettings(settings: writtenReminderSettings(json: move["settings"].canonical()))
        case "rest": _ = try reminders.rest(id: reminder(move), until: move["until"].optional { try $0.string() })
        case "remove": _ = try reminders.remove(id: reminder(move))
        case "handle": _ = try reminders.handle(keys: keys(move), outcome: outcome(move), now: now)
        case "post":
            try postAction(directory: folder.url.path, keys: keys(move), outcome: outcome(move), utcMs: utcMs)
        case "take_inbox": _ = try reminders.takeInbox()
        case "reopen": core = try Self.open(folder, vector)
        case "wait": utcMs += try move["minutes"].integer() * 60_000
        case "clock": utcMs = try move["utc_ms"].integer()
        case "travel": zone = try move["zone"].string()
        default: throw NotInTheFormat(description: "unknown move: \(name)")
        }
    }

    private func reminder(_ move: JSON) throws -> ReminderId {
        try core.reminders().all()[move["reminder"].integer()].id
    }

    private func keys(_ move: JSON) throws -> [String] {
        listed[try move["listed"].integer()].keys
    }

    private func outcome(_ move: JSON) throws -> HandledAs {
        try writtenOutcome(json: move["as"].canonical())
    }

    private func pending(_ move: JSON) throws -> [Pending] {
        try move["pending"].array {
            Pending(key: try $0["key"].string(), contentHash: try $0["content_hash"].string())
        }
    }
}
