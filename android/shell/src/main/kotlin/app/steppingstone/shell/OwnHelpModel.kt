package app.steppingstone.shell

import app.steppingstone.core.Area
import app.steppingstone.core.Offer
import app.steppingstone.core.OwnHelp
import kotlinx.coroutines.CoroutineScope

/**
 * The person's own lines in Help.
 *
 * @property lines contacts, then the safety plan line by line
 * @property offers what makes or changes them
 */
data class OwnHelpState(val lines: List<OwnHelp> = emptyList(), val offers: List<Offer> = emptyList()) {
    /** The record of the plan, where there is one: it is changed there. */
    val plan: String? get() = lines.firstOrNull { it.kind != CONTACT }?.record

    private companion object {
        const val CONTACT = "contact"
    }
}

/** The person's own lines in Help: making them, and choosing which of them anyone may see before the lock. */
class OwnHelpModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<OwnHelpState>(gateway, scope, setOf(Area.RECORDS, Area.SETTINGS)) {
    override suspend fun read(): Outcome<OwnHelpState> = gateway.ownHelp().then { lines ->
        gateway.offers().then { offers -> Outcome.Done(OwnHelpState(lines, offers.filter { it.group == "help" })) }
    }

    /** Shows a line before the lock, or no longer. Which others show is read anew, so two quick taps both count. */
    fun showBeforeLock(line: String, shows: Boolean) = deed {
        gateway.ownHelp().then { lines ->
            val others = lines.filter { it.beforeLock && it.id != line }.map { it.id }
            gateway.showBeforeLock(if (shows) others + line else others)
        }
    }
}
