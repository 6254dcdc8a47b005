package app.steppingstone.shell

import app.steppingstone.core.Area
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.core.Purpose
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.filter

/**
 * Keeps the phone in line with the reminders while the app runs, and asks for the permission to show notifications
 * when the first reminder is there: not at start, and not a second time.
 */
class ReminderKeeper(
    private val gateway: CoreGateway,
    private val reconciler: ReminderReconciler,
    private val phone: DeliveryPhone,
) {
    /** Follows every change; it ends only by being cancelled. */
    suspend fun follow() {
        gateway.changes.filter { it.any(AREAS::contains) }.conflate().collect { changed() }
    }

    private suspend fun changed() {
        reconciler.reconcile()
        if (phone.conditions().permission != Permission.NOT_ASKED) return
        val all = gateway.reminders()
        if (all is Outcome.Done && all.value.isNotEmpty()) phone.mend(Mend.ASK_PERMISSION)
    }

    private companion object {
        /** Besides the reminders themselves: the words that some of them show. */
        val AREAS = setOf(Area.REMINDERS, Area.RECORDS)
    }
}

/**
 * A tap on a notification.
 *
 * @property about the record it belongs to; none where several came at once, or where there is none
 */
data class ReminderTap(val purpose: Purpose, val about: String?) {
    /** What a person would do next; it is begun where the core offers it for the record. */
    internal val guide: String? = when (purpose) {
        Purpose.PAUSED_REPLY -> "pause_reply_after"
        Purpose.GRACE_END -> "grace_end"
        Purpose.CHALLENGE -> "challenge_debrief"
        Purpose.ADJUSTMENT_TRY -> "adjustment_try"
        Purpose.RE_RATING -> "next_day"
        Purpose.SMALL_STEP, Purpose.FOLLOW_UP, Purpose.ROUTINE -> null
    }
}

/** What *Later* means: it comes again in an hour. */
val AnHourLater: HandledAs = HandledAs.Later(60u)
