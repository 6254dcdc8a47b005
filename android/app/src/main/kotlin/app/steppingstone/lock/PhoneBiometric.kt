package app.steppingstone.lock

import app.steppingstone.shell.Biometric
import app.steppingstone.shell.KeyStanding
import java.security.GeneralSecurityException
import javax.crypto.Cipher
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** A key that the phone lets nobody use before it has recognised a finger or a face. */
interface GuardedKey {
    /** Whether there is one, and whether the fingers and faces are those it was made for. */
    fun standing(): KeyStanding

    /** A cipher that waits for a finger or a face. */
    @Throws(GeneralSecurityException::class)
    fun cipher(): Cipher

    /** Makes one, in place of any other. */
    @Throws(GeneralSecurityException::class)
    fun make()

    /** Forgets it. */
    @Throws(GeneralSecurityException::class)
    fun forget()
}

/** The phone's own dialog. */
fun interface BiometricDialog {
    /** Asks for a finger or a face; whether [cipher] may be used now. */
    suspend fun unlocks(cipher: Cipher): Boolean
}

/**
 * Recognition by the phone. What counts is not that the dialog says yes but that the key then works: a key that was
 * made before a finger was added never works again.
 */
class PhoneBiometric(
    private val key: GuardedKey,
    private val dialog: BiometricDialog,
    private val io: CoroutineDispatcher = Dispatchers.IO,
) : Biometric {
    override suspend fun standing(): KeyStanding = withContext(io) { key.standing() }

    override suspend fun recognises(): Boolean {
        val cipher = attempt { key.cipher() } ?: return false
        return dialog.unlocks(cipher) && attempt { cipher.doFinal(PROBE) } != null
    }

    override suspend fun renew(): Boolean = attempt { key.make() } != null

    override suspend fun forget() {
        attempt { key.forget() }
    }

    /** What comes of [deed]; nothing where the phone does not allow it, and then it is the PIN that counts. */
    @Suppress("SwallowedException")
    private suspend fun <T> attempt(deed: () -> T): T? = withContext(io) {
        try {
            deed()
        } catch (error: GeneralSecurityException) {
            null
        }
    }

    private companion object {
        val PROBE = ByteArray(16)
    }
}
