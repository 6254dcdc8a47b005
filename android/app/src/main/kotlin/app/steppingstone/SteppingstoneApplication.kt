package app.steppingstone

import android.app.Application
import app.steppingstone.lock.KeystoreKey
import app.steppingstone.lock.PhoneBiometric
import app.steppingstone.lock.SystemDialog
import app.steppingstone.outside.PhonePrivacy
import app.steppingstone.outside.Shortcuts
import app.steppingstone.outside.TodayWidget
import app.steppingstone.remind.Reminding
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.CoreLock
import app.steppingstone.shell.Doorway
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.PrivacyModel
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.TodayKeeper
import java.io.File
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch

/** Holds what outlives a screen: one journal per process, and the app's models with what is typed in them. */
open class SteppingstoneApplication : Application() {
    private val foreground = Foreground()
    private val scope = MainScope()

    /** The phone's clock. */
    open val clock: PhoneClock = PhoneClock.system()

    /** Where the journal is, and the small files beside it: in storage that the system opens at the first unlock. */
    val journal: File get() = filesDir.resolve("journal")

    /** The one way to the journal; it is opened when it is first needed. */
    open val gateway: CoreGateway by lazy { CoreGateway(clock) { RustCore.open(journal.path) } }

    /** How notifications stand on this phone. */
    val notifications: NotificationState by lazy { NotificationState(this) { foreground.activity } }

    /** Reminders, with or without a screen. */
    val reminding: Reminding by lazy { Reminding(this, gateway, clock, journal, notifications) }

    /** The whole app; turning the phone loses nothing typed. */
    val model: AppModel by lazy { AppModel(gateway, scope, clock, notifications, reminding::planAgain) }

    private val lock by lazy { CoreLock(journal.path, clock) }

    /** The way in, and the lock on it. */
    val door: Doorway by lazy {
        val biometric = PhoneBiometric(KeystoreKey(), SystemDialog(this, gateway::chrome))
        Doorway(model, lock, biometric, scope, clock).also { keepOutsideTrue() }
    }

    /** What others may see. */
    val privacy: PrivacyModel by lazy { PrivacyModel(PhonePrivacy(this), scope).apply { open() } }

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

    /** From when the person has the journal open; the widget alone never opens it. */
    private fun keepOutsideTrue() {
        val shortcuts = Shortcuts(this)
        val keeper = TodayKeeper(gateway, clock, TodayWidget.file(this), lock) { hasLine ->
            TodayWidget.drawAgain(this)
            shortcuts.offerThoughtBack(hasLine && !privacy.state.value.neutralName)
        }
        scope.launch {
            model.isOpening.first { !it }
            launch { keeper.keepFresh() }
            // Under the neutral name no shortcut tells what this is.
            privacy.state.map { it.neutralName }.distinctUntilChanged().collect { keeper.refresh() }
        }
    }
}
