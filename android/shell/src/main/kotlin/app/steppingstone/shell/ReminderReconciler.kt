package app.steppingstone.shell

import app.steppingstone.core.HandledAs
import app.steppingstone.core.Plan
import app.steppingstone.core.Planned
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/**
 * What the app is woken for next. It is all that may be read before a phone is first unlocked: times and a key, and
 * nothing a person wrote.
 *
 * @property utcMs when, in UTC milliseconds
 * @property key the notification that is due then; none if it is only time to plan again
 * @property untilUtcMs from this moment on it is over
 */
data class Wake(val utcMs: Long, val key: String? = null, val untilUtcMs: Long = utcMs) {
    /** The key, if something is due at [nowUtcMs] and not over. */
    fun due(nowUtcMs: Long): String? = key.takeIf { nowUtcMs in utcMs..<untilUtcMs }
}

/** What the phone has to do for reminders: show notifications, take them back, and wake the app once. */
interface ReminderPhone {
    /** Keys of the notifications that are in sight now. */
    fun inSight(): Set<String>

    /** Shows a notification; one of the same key is replaced. False where the phone does not let it be shown. */
    fun show(planned: Planned): Boolean

    /** Takes the notification of [key] out of sight. */
    fun withdraw(key: String)

    /** Wakes the app for [wake], in place of any earlier wish; none: not at all. */
    fun wakeFor(wake: Wake?)
}

/**
 * Makes the phone show exactly what is due and wake the app for what comes next. Call it at start and boot, after a
 * change of reminders, clock, zone, language or permission, after an update, and whenever the phone wakes the app.
 * Doing it twice is doing it once.
 */
class ReminderReconciler(private val gateway: CoreGateway, private val phone: ReminderPhone) {
    private val turn = Mutex()

    /** Brings the phone in line with the core; what fails is tried again at the next call. */
    suspend fun reconcile(): Outcome<Unit> = turn.withLock {
        // Where the disk is full nothing can be noted; what is due is shown and the phone is woken all the same.
        val steps = listOf(gateway.takeInbox(), gateway.due().then { show(it) }, gateway.plan().then { arm(it) })
        steps.firstOrNull { it is Outcome.Failed } ?: Outcome.Done(Unit)
    }

    private suspend fun arm(plan: Plan): Outcome<Unit> = gateway.nextWake().then { next ->
        val first = plan.planned.firstOrNull { it.fireUtcMs == next }
        phone.wakeFor(next?.let { Wake(it, first?.key, first?.expiresUtcMs ?: it) })
        gateway.noteArmed(plan.planned)
    }

    private suspend fun show(due: List<Planned>): Outcome<Unit> {
        (phone.inSight() - due.map { it.key }.toSet()).forEach(phone::withdraw)
        // Shown first and noted after: should the app die in between, the same notification takes its own place. What
        // the phone does not let be shown is not noted as shown, and comes once it may.
        val new = due.filterNot { it.shown }.filter(phone::show)
        return new.fold(Outcome.Done(Unit) as Outcome<Unit>) { noted, one ->
            noted.then { gateway.handle(one.keys, HandledAs.Shown) }
        }
    }
}
