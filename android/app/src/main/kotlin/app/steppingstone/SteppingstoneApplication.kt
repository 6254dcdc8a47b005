package app.steppingstone

import android.app.Application
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.GuideModel
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.RustCore
import kotlinx.coroutines.MainScope

/** Holds what outlives a screen: one journal per process, and the guide with what is typed in it. */
class SteppingstoneApplication : Application() {
    /** The one way to the core. */
    val gateway: CoreGateway by lazy {
        CoreGateway(PhoneClock.system()) { RustCore.open(filesDir.resolve("journal").path) }
    }

    /** The guide on screen; turning the phone loses nothing typed. */
    val guide: GuideModel by lazy { GuideModel(gateway, MainScope()) }
}
