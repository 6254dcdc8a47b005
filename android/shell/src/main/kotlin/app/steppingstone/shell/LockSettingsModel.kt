package app.steppingstone.shell

import app.steppingstone.core.LockState
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** Which PIN is asked for while the lock is being set. */
enum class PinAsked {
    /** The one there is. */
    Current,

    /** A new one. */
    New,

    /** The new one once more. */
    Again,
}

/**
 * What is set about the lock.
 *
 * @property lock as it stands; none until it was read
 * @property asks which PIN is asked for now, if one is
 * @property trouble why the last deed failed, as a key of the words
 */
data class LockSettings(val lock: LockState? = null, val asks: PinAsked? = null, val trouble: String? = null)

/** What can be done about the lock. */
interface LockSettingsActions {
    /** Sets a PIN, or changes it. */
    fun setPin()

    /** Takes the lock away. */
    fun remove()

    /** Lets a finger or a face open it, or no more. */
    fun setBiometric(on: Boolean)

    /** Asks for the PIN after so long away. */
    fun setDelay(seconds: UInt)

    /** Leaves everything as it is. */
    fun cancel()
}

/** The lock being set. Whatever weakens it asks for the PIN first. */
class LockSettingsModel(
    private val lock: Lock,
    private val biometric: Biometric,
    private val scope: CoroutineScope,
    private val onChange: (isOn: Boolean) -> Unit,
) : LockSettingsActions {
    private val current = MutableStateFlow(LockSettings())
    private var afterPin: suspend (String) -> PinVerdict = { PinVerdict.Taken }
    private var chosen = ""

    /** How it stands. */
    val state: StateFlow<LockSettings> = current.asStateFlow()

    /** The keys while a PIN is asked for. */
    val pad = PinPad(scope) { afterPin(it) }

    /** Reads it. */
    fun open() = launch { refresh() }

    override fun setPin() {
        if (current.value.lock?.on == true) askCurrent { askNew() } else askNew()
    }

    override fun remove() = ask(PinAsked.Current) { pin ->
        lock.remove(pin).verdict().also { if (it == PinVerdict.Taken) forgetKey() }
    }

    override fun setBiometric(on: Boolean) {
        val set = current.value.lock ?: return
        if (!on) return launch { settle(lock.setOptions(false, set.afterSeconds).then { Outcome.Done(forgetKey()) }) }
        askCurrent {
            if (biometric.renew()) {
                settle(lock.setOptions(true, set.afterSeconds))
            } else {
                settle(Outcome.Failed(Trouble(NO_BIOMETRIC)))
            }
        }
    }

    override fun setDelay(seconds: UInt) {
        val set = current.value.lock ?: return
        val isLonger = seconds > set.afterSeconds
        val change: suspend () -> Unit = { settle(lock.setOptions(set.biometric, seconds)) }
        if (isLonger) askCurrent(change) else launch(change)
    }

    override fun cancel() {
        chosen = ""
        pad.clear()
        current.update { it.copy(asks = null, trouble = null) }
    }

    private fun askCurrent(then: suspend () -> Unit) = ask(PinAsked.Current) { pin ->
        lock.attempt(pin).verdict().also { if (it == PinVerdict.Taken) then() }
    }

    private fun askNew() = ask(PinAsked.New) { pin ->
        chosen = pin
        ask(PinAsked.Again, ::keep)
        PinVerdict.Taken
    }

    private suspend fun keep(pin: String): PinVerdict {
        if (pin != chosen) {
            askNew()
            return PinVerdict.Refused(DIFFERENT)
        }
        return when (val outcome = lock.setPin(pin)) {
            is Outcome.Failed -> PinVerdict.Refused(outcome.trouble.key)
            is Outcome.Done -> PinVerdict.Taken.also { refresh() }
        }
    }

    private fun ask(which: PinAsked, judge: suspend (String) -> PinVerdict) {
        afterPin = judge
        pad.clear()
        current.update { it.copy(asks = which, trouble = null) }
    }

    private suspend fun forgetKey() {
        biometric.forget()
        refresh()
    }

    private suspend fun settle(outcome: Outcome<Unit>) {
        refresh()
        if (outcome is Outcome.Failed) current.update { it.copy(trouble = outcome.trouble.key) }
    }

    private suspend fun refresh() {
        chosen = ""
        when (val outcome = lock.state()) {
            is Outcome.Done -> {
                current.value = LockSettings(outcome.value)
                onChange(outcome.value.on)
            }

            is Outcome.Failed -> current.value = LockSettings(trouble = outcome.trouble.key)
        }
    }

    private fun launch(block: suspend () -> Unit) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) { block() }
    }

    private companion object {
        const val NO_BIOMETRIC = "lock.no_biometric"
        const val DIFFERENT = "lock.differs"
    }
}
