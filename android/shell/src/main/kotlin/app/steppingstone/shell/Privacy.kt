package app.steppingstone.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/**
 * What others may see of the app on this phone, beside the lock.
 *
 * @property coverRecents whether pictures of the app stay away from recents and screenshots
 * @property quickExit whether every bar has the tap that leaves at once
 * @property neutralName whether the app has a name and an icon that say nothing about it
 */
data class Privacy(val coverRecents: Boolean = true, val quickExit: Boolean = false, val neutralName: Boolean = false)

/** Where a phone keeps this. It belongs to the phone and not to the journal: it is needed before the lock is open. */
interface PrivacyPhone {
    /** What is set. */
    suspend fun read(): Privacy

    /** Sets it. */
    suspend fun write(privacy: Privacy)
}

/** What others may see. Until it was read, the careful answer counts. */
class PrivacyModel(private val phone: PrivacyPhone, private val scope: CoroutineScope) {
    private val current = MutableStateFlow(Privacy())

    /** What is set. */
    val state: StateFlow<Privacy> = current.asStateFlow()

    /** Reads what is set. */
    fun open() = launch { current.value = phone.read() }

    /** Sets it as [change] says. */
    fun set(change: Privacy.() -> Privacy) {
        current.update(change)
        val wanted = current.value
        launch { phone.write(wanted) }
    }

    private fun launch(block: suspend () -> Unit) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) { block() }
    }
}
