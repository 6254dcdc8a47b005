package app.steppingstone.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.combine

/**
 * The way in. What somebody wanted from outside waits behind the lock; help and grounding do not. The journal is opened
 * when the lock is.
 */
class Doorway(private val app: AppModel, lock: Lock, biometric: Biometric, scope: CoroutineScope, clock: PhoneClock) {
    private var wanted: Entry = Entry.App
    private var saved: List<String> = emptyList()

    /** The lock on it. */
    val lock = LockModel(lock, biometric, scope, clock, ::opened)

    /** What is set about the lock. */
    val settings = LockSettingsModel(lock, biometric, scope, this.lock::changed)

    /** Somebody wants [entry]; it is followed as soon as the lock is open. */
    fun want(entry: Entry) {
        if (entry == Entry.App) return
        wanted = entry
        when (lock.state.value.gate) {
            Gate.Open -> follow()
            Gate.Shut -> entry.beforeLock().takeIf { it != BeforeLock.Keys }?.let(lock::go)
            Gate.Unknown -> Unit
        }
    }

    /** The screen is there. [way] is where the person was before the system ended the process. */
    fun arrive(way: List<String> = emptyList()) {
        if (app.isOpening.value) saved = way
        lock.arrive(wanted.beforeLock())
    }

    /** The screen is gone. */
    fun leave() {
        settings.cancel()
        lock.leave()
    }

    /** Whether there is a place to go back to; otherwise the phone's own back leaves the app. */
    val canGoBack: Flow<Boolean> = this.lock.state.combine(app.navigator.places) { screen, places ->
        if (screen.gate == Gate.Open) places.size > 1 else screen.place != BeforeLock.Keys
    }

    /** The phone's own back. */
    fun back() {
        when {
            lock.state.value.gate != Gate.Open -> lock.back()
            settings.state.value.asks != null -> settings.cancel()
            else -> app.navigator.back()
        }
    }

    /** Leaves at once: the next start is the first screen, behind the lock. What was not sent stays in memory. */
    fun leaveAtOnce() {
        wanted = Entry.App
        settings.cancel()
        app.navigator.restore(emptyList())
        lock.shut()
    }

    private fun opened(wasShut: Boolean) {
        // Who had it before the lock does not get it twice.
        if (wasShut && wanted.beforeLock() != BeforeLock.Keys) wanted = Entry.App
        if (app.isOpening.value) app.open(saved, taken()) else follow()
    }

    private fun follow() = app.enter(taken())

    private fun taken() = wanted.also { wanted = Entry.App }

    private fun Entry.beforeLock() = when (this) {
        Entry.Ground -> BeforeLock.Ground
        Entry.Help -> BeforeLock.Help
        else -> BeforeLock.Keys
    }
}
