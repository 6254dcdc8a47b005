package app.steppingstone

import android.app.Application
import app.steppingstone.lock.KeystoreKey
import app.steppingstone.lock.PhoneBiometric
import app.steppingstone.lock.SystemDialog
import app.steppingstone.outside.PhonePrivacy
import app.steppingstone.outside.Shortcuts
import app.steppingstone.outside.TodayWidget
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.CoreLock
import app.steppingstone.shell.Doorway
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.PrivacyModel
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.TodayKeeper
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch

/** Holds what outlives a screen: one journal per process, and the app's models with what is typed in them. */
class SteppingstoneApplication : Application() {
    private val scope = MainScope()

    /** The phone's clock. */
    val clock: PhoneClock = PhoneClock.system()

    /** Where the journal lies, and the small files beside it. */
    val journal: String by lazy { filesDir.resolve("journal").path }

    /** The whole app; turning the phone loses nothing typed. */
    val model: AppModel by lazy {
        AppModel(CoreGateway(clock) { RustCore.open(journal) }, scope, clock, NotificationState(this))
    }

    /** The way in, and the lock on it. */
    val door: Doorway by lazy {
        val biometric = PhoneBiometric(KeystoreKey(), SystemDialog(this, model.gateway::chrome))
        Doorway(model, CoreLock(journal, clock), biometric, scope, clock).also { keepOutsideTrue() }
    }

    /** What others may see. */
    val privacy: PrivacyModel by lazy { PrivacyModel(PhonePrivacy(this), scope).apply { open() } }

    /** From when the person has the journal open; the widget alone never opens it. */
    private fun keepOutsideTrue() {
        val shortcuts = Shortcuts(this)
        val keeper = TodayKeeper(model.gateway, clock, TodayWidget.file(this)) { hasLine ->
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
