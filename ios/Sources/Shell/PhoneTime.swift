import Foundation
import SteppingstoneCore

extension Now {
    /// This moment, by the phone's clock and in its zone.
    public static var current: Now {
        Now(date: Date(), zone: .autoupdatingCurrent)
    }

    /// The moment `date` as a clock in `zone` shows it.
    public init(date: Date, zone: TimeZone) {
        self.init(
            utcMs: Int64((date.timeIntervalSince1970 * 1000).rounded(.down)),
            offsetSeconds: Int32(zone.secondsFromGMT(for: date)),
            zone: zone.identifier
        )
    }
}

/// The phone's own time-zone rules, which its maker keeps up to date.
public final class FoundationZoneRules: ZoneRules {
    /// Rules as Foundation knows them.
    public init() {}

    /// Seconds east of UTC in `zone` at `utcSeconds`.
    public func offsetSeconds(zone: String, utcSeconds: Int64) throws -> Int32 {
        guard let timeZone = TimeZone(identifier: zone) else {
            throw ZoneRulesError.UnknownZone
        }
        return Int32(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(utcSeconds))))
    }
}
