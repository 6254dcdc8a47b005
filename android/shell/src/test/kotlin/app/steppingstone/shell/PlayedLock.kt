package app.steppingstone.shell

import app.steppingstone.core.LockAnswer
import app.steppingstone.core.LockDelay
import app.steppingstone.core.LockState

/** A lock as the core's is said to be, for what the models make of its answers. */
class PlayedLock(var pin: String? = null, private val clock: StillClock = StillClock()) : Lock {
    var biometric = false
    var afterSeconds = 0u
    var trouble: Trouble? = null
    val answers = ArrayDeque<LockAnswer>()

    override suspend fun state(): Outcome<LockState> =
        answer { LockState(pin != null, biometric, afterSeconds, DELAYS) }

    override suspend fun isNeeded(leftMs: Long?): Boolean =
        pin != null && (leftMs == null || clock.utcMs - leftMs !in 0 until afterSeconds.toLong() * 1000)

    override suspend fun attempt(pin: String): Outcome<LockAnswer> =
        answer { answers.removeFirstOrNull() ?: if (pin == this.pin) LockAnswer.Open else LockAnswer.Wrong }

    override suspend fun setPin(pin: String): Outcome<Unit> = answer { this.pin = pin }

    override suspend fun setOptions(biometric: Boolean, afterSeconds: UInt): Outcome<Unit> = answer {
        this.biometric = biometric
        this.afterSeconds = afterSeconds
    }

    override suspend fun remove(pin: String): Outcome<LockAnswer> = attempt(pin).then { answer ->
        if (answer is LockAnswer.Open) {
            this.pin = null
            biometric = false
        }
        Outcome.Done(answer)
    }

    private fun <T> answer(value: () -> T): Outcome<T> = trouble?.let { Outcome.Failed(it) } ?: Outcome.Done(value())

    companion object {
        val DELAYS = listOf(LockDelay(0u, "at once"), LockDelay(60u, "after a minute"))
    }
}

/** A phone's recognition, as a test wants it to be. */
class PlayedBiometric(var key: KeyStanding = KeyStanding.Ready, var knows: Boolean = false) : Biometric {
    var canMake = true
    val done = mutableListOf<String>()

    override suspend fun standing(): KeyStanding = key

    override suspend fun recognises(): Boolean = knows.also { done += "ask" }

    override suspend fun renew(): Boolean {
        done += "renew"
        if (canMake) key = KeyStanding.Ready
        return canMake
    }

    override suspend fun forget() {
        done += "forget"
        key = KeyStanding.None
    }
}

fun PinPad.type(pin: String) {
    pin.forEach { digit(it.digitToInt()) }
    send()
}
