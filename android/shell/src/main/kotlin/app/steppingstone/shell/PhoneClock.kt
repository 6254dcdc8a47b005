package app.steppingstone.shell

import app.steppingstone.core.Now
import java.time.Clock

/** Where calls get their moment from. */
fun interface PhoneClock {
    /** The moment, as the phone sees it. */
    fun now(): Now

    companion object {
        /** The phone's own clock and zone; both are read anew each time, since both can change. */
        fun system(): PhoneClock = PhoneClock { Clock.systemDefaultZone().asNow() }
    }
}

internal fun Clock.asNow(): Now {
    val instant = instant()
    return Now(instant.toEpochMilli(), zone.rules.getOffset(instant).totalSeconds, zone.id)
}
