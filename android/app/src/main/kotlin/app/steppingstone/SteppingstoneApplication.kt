package app.steppingstone

import android.app.Application
import app.steppingstone.remind.Reminding
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.RustCore
import java.io.File
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch

/** Holds what outlives a screen: one journal per process, and the app's models with what is typed in them. */
open class SteppingstoneApplication : Application() {
    private val foreground = Foreground()
    private val scope = MainScope()

    /** The phone's clock. */
    open val clock: PhoneClock = PhoneClock.system()

    /** Where the journal is: in storage that the system opens at the first unlock. */
    val journal: File get() = filesDir.resolve("journal")

    /** The one way to the journal; it is opened when it is first needed. */
    open val gateway: CoreGateway by lazy { CoreGateway(clock) { RustCore.open(journal.path) } }

    /** How notifications stand on this phone. */
    val notifications: NotificationState by lazy { NotificationState(this) { foreground.activity } }

    /** Reminders, with or without a screen. */
    val reminding: Reminding by lazy { Reminding(this, gateway, clock, journal, notifications) }

    /** The whole app; turning the phone loses nothing typed. */
    val model: AppModel by lazy { AppModel(gateway, scope, clock, notifications, reminding::planAgain) }

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(foreground)
        reminding.start()
    }

    /** A screen is in front again: the person may come from the phone's settings. */
    fun onFront() {
        reminding.background.launch { reminding.bringInLine() }
        scope.launch { model.reminders.refresh() }
    }
}
