package app.steppingstone.desktop

import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.DeliveryPhone
import app.steppingstone.shell.RustCore
import java.nio.file.Path
import java.time.ZoneId
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/** A desktop has no notifications of its own: it plays a phone on which they are allowed, or not. */
class PlayedPhone(var permission: Permission = Permission.GRANTED) : DeliveryPhone {
    override fun conditions() = DeliveryConditions(permission, emptyList(), false, false, false)

    override fun mend(mend: Mend) {
        permission = Permission.GRANTED
    }
}

/** The app on the real core with a clock that stands still, for pictures: everything happens on the caller's thread. */
class Stage(directory: Path) : AutoCloseable {
    /** Monday, 23 November 2026, seven in the evening in Auckland. */
    val clock = SetClock(ZoneId.of("Pacific/Auckland"), EVENING)

    /** How notifications stand. */
    val phone = PlayedPhone()
    private val gateway = CoreGateway(clock, dispatcher = Dispatchers.Unconfined) {
        RustCore.open(directory.toString(), seed = SEED)
    }

    /** The app. */
    val app = AppModel(gateway, CoroutineScope(Dispatchers.Unconfined), clock, phone)

    /** Lives the weeks of an invented person; the newest check-in is what comes back. */
    fun live(): String = runBlocking { Life(gateway, clock).live() }

    override fun close() = runBlocking { gateway.close() }

    private companion object {
        const val EVENING = 1_795_413_600_000L
        const val SEED: ULong = 7u
    }
}
