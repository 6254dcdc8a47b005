import Foundation
import Shell
import SteppingstoneCore

/// A folder that lasts as long as somebody holds it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The file of a journal that was opened here.
    var journalFile: URL {
        url.appendingPathComponent("journal.sqlite")
    }
}

/// A clock that stands still until it is told otherwise.
final class TestClock: @unchecked Sendable {
    private let lock = NSLock()
    private var utcMs: Int64
    private var zone: String

    /// Unless told otherwise: Monday 23 November 2026, 14:00 in Berlin.
    init(utcMs: Int64 = 1_795_438_800_000, zone: String = "Europe/Berlin") {
        self.utcMs = utcMs
        self.zone = zone
    }

    /// The moment, with the offset that the zone rules under test give it.
    func now() -> Now {
        before(minutes: 0)
    }

    /// An earlier moment in the same zone.
    func before(minutes: Int64) -> Now {
        lock.withLock {
            let utcMs = utcMs - minutes * 60_000
            let offset = try? FoundationZoneRules().offsetSeconds(zone: zone, utcSeconds: utcMs / 1000)
            return Now(utcMs: utcMs, offsetSeconds: offset ?? 0, zone: zone)
        }
    }

    func advance(minutes: Int64) {
        lock.withLock { utcMs += minutes * 60_000 }
    }

    func travel(to zone: String) {
        lock.withLock { self.zone = zone }
    }
}

/// A journal of the real core, and a gateway to it.
struct TestJournal {
    let core: Steppingstone
    let gateway: Gateway

    init(in folder: TemporaryFolder, seed: UInt64 = 7, clock: TestClock = TestClock()) throws {
        core = try Steppingstone.open(config: Config(directory: folder.url.path, seed: seed))
        gateway = Gateway(core: RustCore(core), now: clock.now)
    }
}
