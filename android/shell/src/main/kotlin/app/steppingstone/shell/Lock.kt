package app.steppingstone.shell

import app.steppingstone.core.LockAnswer
import app.steppingstone.core.LockState
import app.steppingstone.core.lockNeeded
import app.steppingstone.core.lockRemove
import app.steppingstone.core.lockSetOptions
import app.steppingstone.core.lockSetPin
import app.steppingstone.core.lockState
import app.steppingstone.core.lockTry
import java.security.SecureRandom
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext

/** The app's own lock, as the core keeps it beside the journal. Calls leave the caller's thread. */
interface Lock {
    /** What is set. */
    suspend fun state(): Outcome<LockState>

    /** Whether the PIN is asked for now; [leftMs] is when the person left, none after a cold start. */
    suspend fun isNeeded(leftMs: Long?): Boolean

    /** Tries a PIN. */
    suspend fun attempt(pin: String): Outcome<LockAnswer>

    /** Sets a PIN, in place of the one there is. */
    suspend fun setPin(pin: String): Outcome<Unit>

    /** Sets whether a finger or a face may open it too, and after how many seconds away it is asked for. */
    suspend fun setOptions(biometric: Boolean, afterSeconds: UInt): Outcome<Unit>

    /** Takes the lock away. */
    suspend fun remove(pin: String): Outcome<LockAnswer>
}

/** The core's lock, in its small file in [directory]. A try that has begun is counted even if the screen is gone. */
class CoreLock(
    private val directory: String,
    private val clock: PhoneClock,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO.limitedParallelism(1),
) : Lock {
    override suspend fun state(): Outcome<LockState> = onCore { lockState(directory) }

    /** Where the core does not answer, the PIN is asked for. */
    override suspend fun isNeeded(leftMs: Long?): Boolean =
        (onCore { lockNeeded(directory, leftMs, nowMs()) } as? Outcome.Done)?.value ?: true

    override suspend fun attempt(pin: String): Outcome<LockAnswer> = onCore { lockTry(directory, pin, nowMs()) }

    override suspend fun setPin(pin: String): Outcome<Unit> = onCore { lockSetPin(directory, pin, salt()) }

    override suspend fun setOptions(biometric: Boolean, afterSeconds: UInt): Outcome<Unit> =
        onCore { lockSetOptions(directory, biometric, afterSeconds) }

    override suspend fun remove(pin: String): Outcome<LockAnswer> = onCore { lockRemove(directory, pin, nowMs()) }

    private suspend fun <T> onCore(call: () -> T): Outcome<T> =
        withContext(NonCancellable + dispatcher) { outcome(call) }

    private fun nowMs() = clock.now().utcMs

    private fun salt() = ByteArray(SALT_BYTES).also(SecureRandom()::nextBytes)

    private companion object {
        const val SALT_BYTES = 16
    }
}

/** How a phone's key stands that only an enrolled finger or face can use. */
enum class KeyStanding {
    /** It can be asked for. */
    Ready,

    /** A finger or a face was added since it was made: the PIN comes first. */
    Changed,

    /** There is none, or the phone cannot have one. */
    None,
}

/** A phone's own recognition. Everything it does not recognise leads to the PIN. */
interface Biometric {
    /** How the key stands. */
    suspend fun standing(): KeyStanding

    /** Asks for a finger or a face; whether it was recognised. */
    suspend fun recognises(): Boolean

    /** Makes a new key, only ever after the PIN; false where the phone cannot. */
    suspend fun renew(): Boolean

    /** Forgets the key. */
    suspend fun forget()
}
