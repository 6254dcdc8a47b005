package app.steppingstone.lock

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import app.steppingstone.shell.KeyStanding
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.KeyStoreException
import java.security.ProviderException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey

/** The key in the phone's own store. Nothing is encrypted with it: that it can be used is the whole message. */
class KeystoreKey : GuardedKey {
    @Suppress("SwallowedException") // What a key is worth is all that is asked.
    override fun standing(): KeyStanding = try {
        cipher()
        KeyStanding.Ready
    } catch (error: KeyPermanentlyInvalidatedException) {
        KeyStanding.Changed
    } catch (error: GeneralSecurityException) {
        KeyStanding.None
    }

    override fun cipher(): Cipher = guarded {
        val key = store().getKey(NAME, null) as? SecretKey ?: throw KeyStoreException("no key")
        Cipher.getInstance("AES/GCM/NoPadding").apply { init(Cipher.ENCRYPT_MODE, key) }
    }

    /** It fails where no finger or face is enrolled. */
    override fun make() = guarded {
        val maker = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE)
        maker.init(guardedSpec())
        maker.generateKey()
        Unit
    }

    override fun forget() = guarded { store().deleteEntry(NAME) }

    private fun store() = KeyStore.getInstance(STORE).apply { load(null) }

    /** A store that broke is to the lock what one without the key is. */
    private fun <T> guarded(deed: () -> T): T = try {
        deed()
    } catch (error: ProviderException) {
        throw KeyStoreException(error)
    } catch (error: IOException) {
        throw KeyStoreException(error)
    }

    companion object {
        private const val STORE = "AndroidKeyStore"
        private const val NAME = "lock"

        /** Every use needs a finger or a face, and a new one ends the key. */
        internal fun guardedSpec(): KeyGenParameterSpec =
            KeyGenParameterSpec.Builder(NAME, KeyProperties.PURPOSE_ENCRYPT)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setUserAuthenticationRequired(true)
                .setInvalidatedByBiometricEnrollment(true)
                .apply { if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) everyUseByBiometric() }
                .build()

        private fun KeyGenParameterSpec.Builder.everyUseByBiometric() =
            setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG)
    }
}
