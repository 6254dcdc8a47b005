package app.steppingstone

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.os.Looper
import android.os.UserManager
import app.steppingstone.core.NewReminder
import app.steppingstone.core.Now
import app.steppingstone.core.Purpose
import app.steppingstone.core.Reminder
import app.steppingstone.core.Rule
import app.steppingstone.core.ZonePolicy
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.OpenCore
import app.steppingstone.shell.Outcome
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.RustCore
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.job
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertNotSame
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager

/** A clock that stands still until a test moves it: Monday, 23 November 2026, noon in Berlin. */
class StillClock(var utcMs: Long = 1_795_431_600_000) : PhoneClock {
    override fun now() = Now(utcMs, 3600, "Europe/Berlin")
}

/** The app as it is, but for the clock; Robolectric finds it by its name. */
class TestSteppingstoneApplication : SteppingstoneApplication() {
    override val clock = StillClock()

    /** How the journal is opened; a test may let it fail. */
    var openCore: () -> OpenCore = { RustCore.open(journal.path) }

    override val gateway by lazy {
        CoreGateway(clock) {
            assertNotSame("The journal was opened on the main thread", Looper.getMainLooper(), Looper.myLooper())
            openCore()
        }
    }
}

/** A phone with the app on it, and a real journal in a folder of its own. */
@RunWith(PhoneRunner::class)
abstract class PhoneTest {
    protected val app get() = RuntimeEnvironment.getApplication() as TestSteppingstoneApplication
    protected val manager: NotificationManager get() = app.service()
    protected val alarms: ShadowAlarmManager get() = shadowOf(app.service<AlarmManager>())
    protected val clock get() = app.clock

    /** What is in sight, by key. */
    protected val inSight: Map<String, Notification>
        get() = manager.activeNotifications.associate { it.tag to it.notification }

    @After
    fun letGo() {
        settle()
        runBlocking {
            app.reminding.following.cancelAndJoin()
            app.gateway.close()
        }
    }

    protected fun <T> asking(call: suspend CoreGateway.() -> Outcome<T>): T =
        when (val outcome = runBlocking { app.gateway.call() }) {
            is Outcome.Done -> outcome.value
            is Outcome.Failed -> throw AssertionError("failed: ${outcome.trouble}")
        }

    /** Makes a reminder that comes in an hour. */
    protected fun remind(purpose: Purpose = Purpose.ROUTINE, minutes: UInt = 60u): Reminder =
        asking { addReminder(NewReminder(purpose, Rule.After(minutes), ZonePolicy.Floating)) }

    protected fun reconcile() = runBlocking { app.reminding.bringInLine() }

    /** Lets time go on; the phone sleeps meanwhile. */
    protected fun pass(minutes: Int) {
        clock.utcMs += minutes * MINUTE
    }

    /** Waits until everything that was begun is done. */
    protected fun settle() {
        val begun = app.reminding.background.coroutineContext.job
        do {
            shadowOf(Looper.getMainLooper()).idle()
            runBlocking { begun.children.toList().forEach { it.join() } }
        } while (begun.children.any())
        shadowOf(Looper.getMainLooper()).idle()
    }

    /** Waits for what changes bring about by themselves. */
    protected fun eventually(isSo: () -> Boolean) {
        val last = System.nanoTime() + 5_000_000_000
        while (!isSo()) {
            if (System.nanoTime() > last) throw AssertionError("It did not come about.")
            Thread.sleep(5)
            shadowOf(Looper.getMainLooper()).idle()
        }
    }

    protected fun unlocked(isSo: Boolean) = shadowOf(app.service<UserManager>()).setUserUnlocked(isSo)

    protected val Notification.title: String? get() = extras.getString(Notification.EXTRA_TITLE)

    protected companion object {
        const val MINUTE = 60_000L
        const val NEUTRAL = "Something is waiting for you"
    }
}
