package app.steppingstone.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** Whether the app behind the lock may be drawn. */
enum class Gate {
    /** It is not known yet; nothing is drawn. */
    Unknown,

    /** The PIN is asked for. */
    Shut,

    /** It may. */
    Open,
}

/** Where a person is who stands before the lock. */
enum class BeforeLock {
    /** The keys. */
    Keys,

    /** Help, with the lines they chose to show. */
    Help,

    /** Choosing a region for it. */
    Regions,

    /** Grounding. */
    Ground,
}

/**
 * The lock.
 *
 * @property place where the person is while it is shut
 * @property offersBiometric whether a finger or a face can be asked for
 */
data class LockScreen(
    val gate: Gate = Gate.Unknown,
    val place: BeforeLock = BeforeLock.Keys,
    val offersBiometric: Boolean = false,
)

/** The lock in front of everything. Call it from one thread (the main one). */
class LockModel(
    private val lock: Lock,
    private val biometric: Biometric,
    private val scope: CoroutineScope,
    private val clock: PhoneClock,
    private val onOpen: (wasShut: Boolean) -> Unit,
) {
    private val current = MutableStateFlow(LockScreen())
    private var leftMs: Long? = null
    private var isOn = true

    /** How it stands. */
    val state: StateFlow<LockScreen> = current.asStateFlow()

    /** The keys on it. */
    val pad = PinPad(scope, ::judge)

    /** Somebody came: asks whether the PIN is needed. Help and grounding, [place], need none. */
    fun arrive(place: BeforeLock = BeforeLock.Keys) = launch {
        if (current.value.gate != Gate.Unknown) return@launch
        if (lock.isNeeded(leftMs)) shut(place) else open()
        // Only what is known to be off lets the app stay in sight when it is left.
        isOn = (lock.state() as? Outcome.Done)?.value?.on ?: true
    }

    /** The person left; turning the phone is not leaving. */
    fun leave() {
        if (!isOn || current.value.gate != Gate.Open) return
        leftMs = clock.now().utcMs
        current.update { it.copy(gate = Gate.Unknown) }
    }

    /** Shuts at once, as if the app had just been started. */
    fun shut() {
        leftMs = null
        pad.clear()
        current.value = LockScreen()
    }

    /** The lock was set, changed or taken away. */
    fun changed(isOn: Boolean) {
        this.isOn = isOn
    }

    /** Asks for a finger or a face. */
    fun recognise() = launch {
        if (current.value.offersBiometric && biometric.recognises() && current.value.gate == Gate.Shut) open()
    }

    /** Goes somewhere before the lock. */
    fun go(place: BeforeLock) = current.update { it.copy(place = place) }

    /** Goes back; false where the phone's own back leaves the app. */
    fun back(): Boolean {
        val place = current.value.place
        if (place == BeforeLock.Keys) return false
        go(if (place == BeforeLock.Regions) BeforeLock.Help else BeforeLock.Keys)
        return true
    }

    private suspend fun shut(place: BeforeLock) {
        val wanted = (lock.state() as? Outcome.Done)?.value?.biometric == true
        val key = if (wanted) biometric.standing() else KeyStanding.None
        pad.clear(NEW_FINGER.takeIf { key == KeyStanding.Changed })
        current.value = LockScreen(Gate.Shut, place, offersBiometric = key == KeyStanding.Ready)
        if (place == BeforeLock.Keys) recognise()
    }

    private suspend fun judge(pin: String): PinVerdict {
        val verdict = lock.attempt(pin).verdict()
        if (verdict == PinVerdict.Taken) {
            renewKey()
            open()
        }
        return verdict
    }

    /** After the PIN, and only then, a finger or a face that was added may open it, too. */
    private suspend fun renewKey() {
        val wanted = (lock.state() as? Outcome.Done)?.value?.biometric == true
        if (wanted && biometric.standing() != KeyStanding.Ready) biometric.renew()
    }

    private fun open() {
        val wasShut = current.value.gate == Gate.Shut
        pad.clear()
        leftMs = null
        current.value = LockScreen(Gate.Open)
        onOpen(wasShut)
    }

    private fun launch(block: suspend () -> Unit) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) { block() }
    }

    private companion object {
        const val NEW_FINGER = "lock.new_biometric"
    }
}
