package app.steppingstone.shell

import app.steppingstone.core.ZoneRules
import app.steppingstone.core.ZoneRulesException
import java.time.DateTimeException
import java.time.Instant
import java.time.ZoneId

/** The phone's time-zone rules. */
object JavaZoneRules : ZoneRules {
    @Suppress("SwallowedException") // The core only needs to know which of the two it was.
    override fun offsetSeconds(zone: String, utcSeconds: Long): Int {
        val rules = try {
            ZoneId.of(zone).rules
        } catch (error: DateTimeException) {
            throw ZoneRulesException.UnknownZone()
        }
        return try {
            rules.getOffset(Instant.ofEpochSecond(utcSeconds)).totalSeconds
        } catch (error: DateTimeException) {
            throw ZoneRulesException.Failed()
        }
    }
}
