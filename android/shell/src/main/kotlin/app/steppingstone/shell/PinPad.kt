package app.steppingstone.shell

import app.steppingstone.core.LockAnswer
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/**
 * Keys for a PIN. The digits themselves are nowhere in it.
 *
 * @property count how many digits were tapped
 * @property notice what is said about the last try, as a key of the words
 * @property waitSeconds how long no PIN is taken
 * @property busy whether one is being looked at
 */
data class PinPadState(
    val count: Int = 0,
    val notice: String? = null,
    val waitSeconds: Int = 0,
    val busy: Boolean = false,
) {
    /** Whether keys do anything now. */
    val takes: Boolean get() = !busy && waitSeconds == 0

    /** Whether there are enough digits to send. */
    val isReady: Boolean get() = takes && count >= PinPad.LEAST
}

/** What can be done with the keys. */
interface PinPadActions {
    /** A digit was tapped. */
    fun digit(digit: Int)

    /** Takes the last digit back. */
    fun erase()

    /** Sends what was tapped. */
    fun send()
}

/** What becomes of a PIN that was sent. */
sealed interface PinVerdict {
    /** It was taken. */
    data object Taken : PinVerdict

    /** It was not, and [key] finds the words why. */
    data class Refused(val key: String) : PinVerdict

    /** None is taken for a while. */
    data class Wait(val seconds: Int) : PinVerdict
}

/** What an answer of the lock is to the keys. */
internal fun Outcome<LockAnswer>.verdict(): PinVerdict = when (this) {
    is Outcome.Failed -> PinVerdict.Refused(trouble.key)

    is Outcome.Done -> when (val answer = value) {
        is LockAnswer.Open -> PinVerdict.Taken
        is LockAnswer.Wrong -> PinVerdict.Refused(PinPad.WRONG)
        is LockAnswer.Wait -> PinVerdict.Wait(answer.seconds.toInt())
    }
}

/** Keeps the digits that were tapped, out of every state, and lets [judge] say what becomes of them. */
class PinPad(private val scope: CoroutineScope, private val judge: suspend (String) -> PinVerdict) : PinPadActions {
    private val typed = StringBuilder(MOST)
    private val current = MutableStateFlow(PinPadState())
    private var waiting: Job? = null

    /** How it stands. */
    val state: StateFlow<PinPadState> = current.asStateFlow()

    override fun digit(digit: Int) = edit { if (typed.length < MOST) typed.append(digit) }

    override fun erase() = edit { typed.setLength((typed.length - 1).coerceAtLeast(0)) }

    override fun send() {
        if (!current.value.isReady) return
        val pin = typed.toString()
        clear()
        current.update { it.copy(busy = true) }
        scope.launch(start = CoroutineStart.UNDISPATCHED) {
            val verdict = judge(pin)
            current.update { it.copy(busy = false) }
            when (verdict) {
                PinVerdict.Taken -> Unit
                is PinVerdict.Refused -> say(verdict.key)
                is PinVerdict.Wait -> wait(verdict.seconds)
            }
        }
    }

    /** Begins anew, with [notice] above the keys. What has to be waited for, is. */
    fun clear(notice: String? = null) {
        typed.setLength(0)
        current.update { it.copy(count = 0, notice = notice) }
    }

    private fun say(notice: String) = current.update { it.copy(notice = notice) }

    private fun edit(change: () -> Unit) {
        if (!current.value.takes) return
        change()
        current.update { it.copy(count = typed.length, notice = null) }
    }

    private fun wait(length: Int) {
        waiting?.cancel()
        waiting = scope.launch(start = CoroutineStart.UNDISPATCHED) {
            for (left in length downTo 1) {
                current.update { it.copy(waitSeconds = left) }
                delay(1.seconds)
            }
            current.update { it.copy(waitSeconds = 0) }
        }
    }

    companion object {
        /** The fewest digits of a PIN. */
        const val LEAST = 4

        /** The most. */
        const val MOST = 12
        internal const val WRONG = "lock.wrong"
    }
}
