package app.steppingstone.remind

import android.content.BroadcastReceiver
import android.content.Context
import android.os.UserManager
import app.steppingstone.NotificationState
import app.steppingstone.core.Planned
import app.steppingstone.core.lockState
import app.steppingstone.service
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.Outcome
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.ReminderKeeper
import app.steppingstone.shell.ReminderPhone
import app.steppingstone.shell.ReminderReconciler
import app.steppingstone.shell.Wake
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull

/** Reminders on this phone: it executes what the core planned, and needs no screen. */
class Reminding(
    private val context: Context,
    private val gateway: CoreGateway,
    private val clock: PhoneClock,
    private val journal: File,
    private val state: NotificationState,
) : ReminderPhone {
    private val alarm = WakeAlarm(context)
    private val notifications = ReminderNotifications(context, clock) { lockState(journal.path).on }
    private val reconciler = ReminderReconciler(gateway, this)

    /** Work that must not keep a screen waiting, and that no screen ends. */
    internal val background = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    /** Follows every change of reminders, from the start of the process on. */
    internal lateinit var following: Job
        private set

    /** Begins with the process. */
    fun start() {
        Channels.create(context)
        state.wasForceStopped = alarm.isForgotten()
        following = CoroutineScope(Dispatchers.Default).launch { ReminderKeeper(gateway, reconciler, state).follow() }
    }

    /** Puts everything in line with the core; also what mends an app that was stopped by force. */
    suspend fun planAgain() {
        state.wasForceStopped = false
        bringInLine()
    }

    /** Something that reminders depend on changed, or the moment has come. */
    internal suspend fun bringInLine() {
        val isUnlocked = context.service<UserManager>().isUserUnlocked
        if (isUnlocked && reconciler.reconcile() is Outcome.Done) return
        // The journal cannot be read now. What was planned comes all the same, without its words.
        val wake = alarm.next ?: return
        val due = wake.due(clock.now().utcMs)
        if (due != null && notifications.showNeutral(due, wake)) alarm.told()
        if (clock.now().utcMs < wake.utcMs) alarm.setAgain()
    }

    /** Names the channels in the phone's language. */
    internal fun nameChannels() = Channels.create(context)

    /** Notes what a person did on a notification, and takes it out of sight even where the journal is closed. */
    internal suspend fun act(action: ReminderAction) {
        val posted = gateway.post(journal.path, action.keys, action.outcome)
        if (posted is Outcome.Done) action.keys.forEach(::withdraw)
        bringInLine()
    }

    override fun inSight(): Set<String> = notifications.inSight()

    override fun show(planned: Planned): Boolean = notifications.show(planned)

    override fun withdraw(key: String) = notifications.withdraw(key)

    override fun wakeFor(wake: Wake?) = alarm.set(wake)
}

/** Lets a receiver finish its work away from the main thread, and lets go of it before the system would end the app. */
internal fun BroadcastReceiver.workOn(reminding: Reminding, work: suspend Reminding.() -> Unit): Job {
    val pending = goAsync()
    return reminding.background.launch {
        // What the core has begun, it finishes, whether it is waited for or not.
        val done = reminding.background.launch { reminding.work() }
        withTimeoutOrNull(MOST_MS) { done.join() }
        pending?.finish()
    }
}

/** The system allows ten seconds. */
private const val MOST_MS = 8_000L
