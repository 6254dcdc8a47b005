package app.steppingstone.lock

import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import app.steppingstone.PhoneRunner
import app.steppingstone.core.Now
import app.steppingstone.shell.Biometric
import app.steppingstone.shell.CoreLock
import app.steppingstone.shell.Gate
import app.steppingstone.shell.KeyStanding
import app.steppingstone.shell.LockModel
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.PinPad
import java.nio.file.Files
import java.security.KeyStoreException
import javax.crypto.Cipher
import javax.crypto.spec.SecretKeySpec
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Recognition with a double for the phone's key store, in front of the core's own lock. */
@RunWith(PhoneRunner::class)
class PhoneBiometricTest {
    private val key = PlayedKey()
    private var recognised = true
    private val phone: Biometric = PhoneBiometric(key, { recognised }, Dispatchers.Unconfined)

    /** A key store in which a finger can be enrolled. */
    private class PlayedKey : GuardedKey {
        var fingers = 1
        var madeFor: Int? = null
        var made = 0

        override fun standing() = when (madeFor) {
            null -> KeyStanding.None
            fingers -> KeyStanding.Ready
            else -> KeyStanding.Changed
        }

        override fun cipher(): Cipher = when (standing()) {
            KeyStanding.None -> throw KeyStoreException()

            KeyStanding.Changed -> throw KeyPermanentlyInvalidatedException()

            KeyStanding.Ready -> Cipher.getInstance("AES/GCM/NoPadding").apply {
                init(Cipher.ENCRYPT_MODE, SecretKeySpec(ByteArray(16), "AES"))
            }
        }

        override fun make() {
            if (fingers == 0) throw KeyStoreException()
            madeFor = fingers
            made++
        }

        override fun forget() {
            madeFor = null
        }
    }

    @Test
    fun `a finger counts only with a key that works`() = runBlocking {
        assertFalse(phone.recognises())
        assertTrue(phone.renew())
        assertTrue(phone.recognises())
        recognised = false
        assertFalse(phone.recognises())
        recognised = true
        key.fingers = 2
        assertEquals(KeyStanding.Changed to false, phone.standing() to phone.recognises())
        phone.forget()
        assertEquals(KeyStanding.None, phone.standing())
        key.fingers = 0
        assertFalse(phone.renew())
    }

    @Test
    fun `a finger added by somebody else opens nothing before the PIN`() {
        val clock = PhoneClock { Now(1_795_431_600_000, 3600, "Europe/Berlin") }
        val lock = CoreLock(Files.createTempDirectory("lock").toString(), clock, Dispatchers.Unconfined)
        runBlocking {
            lock.setPin("258036")
            lock.setOptions(biometric = true, afterSeconds = 0u)
            phone.renew()
        }
        val model = LockModel(lock, phone, CoroutineScope(Dispatchers.Unconfined), clock) {}
        model.arrive()
        assertEquals(Gate.Open, model.state.value.gate)
        key.fingers = 2
        model.leave()
        model.arrive()
        assertEquals(Gate.Shut to 1, model.state.value.gate to key.made)
        model.pad.type("111111")
        assertEquals(Gate.Shut to 1, model.state.value.gate to key.made)
        model.pad.type("258036")
        assertEquals(Gate.Open to 2, model.state.value.gate to key.made)
        model.leave()
        model.arrive()
        assertEquals(Gate.Open, model.state.value.gate)
    }

    @Test
    fun `the phone's own key needs a finger for every use, and ends with a new one`() {
        val spec = KeystoreKey.guardedSpec()
        assertTrue(spec.isUserAuthenticationRequired && spec.isInvalidatedByBiometricEnrollment)
        assertTrue(spec.userAuthenticationValidityDurationSeconds <= 0)
        assertEquals(KeyProperties.PURPOSE_ENCRYPT, spec.purposes)
    }

    @Test
    fun `without the phone's key store it is the PIN that counts`() = runBlocking {
        val none = PhoneBiometric(KeystoreKey(), { true }, Dispatchers.Unconfined)
        assertEquals(KeyStanding.None, none.standing())
        assertFalse(none.recognises())
        assertFalse(none.renew())
        none.forget()
    }

    private fun PinPad.type(pin: String) {
        pin.forEach { digit(it.digitToInt()) }
        send()
    }
}
