package app.steppingstone

import android.app.Application
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.RustCore
import kotlinx.coroutines.MainScope

/** Holds what outlives a screen: one journal per process, and the app's models with what is typed in them. */
class SteppingstoneApplication : Application() {
    /** The phone's clock. */
    val clock: PhoneClock = PhoneClock.system()

    /** The whole app; turning the phone loses nothing typed. */
    val model: AppModel by lazy {
        val gateway = CoreGateway(clock) { RustCore.open(filesDir.resolve("journal").path) }
        AppModel(gateway, MainScope(), clock, NotificationState(this))
    }
}
