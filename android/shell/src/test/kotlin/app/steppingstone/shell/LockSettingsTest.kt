package app.steppingstone.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

/** The lock being set: nothing weakens it without the PIN. */
class LockSettingsTest {
    private val lock = PlayedLock()
    private val phone = PlayedBiometric(KeyStanding.None)
    private val changes = mutableListOf<Boolean>()
    private val model = LockSettingsModel(lock, phone, CoroutineScope(Dispatchers.Unconfined)) { changes += it }
    private val asks get() = model.state.value.asks

    private fun locked() {
        lock.pin = "2580"
        model.open()
    }

    @Test
    fun `a PIN is set when it was given twice alike`() {
        model.open()
        model.setPin()
        assertEquals(PinAsked.New, asks)
        model.pad.type("2580")
        assertEquals(PinAsked.Again, asks)
        model.pad.type("2581")
        assertEquals(PinAsked.New to "lock.differs", asks to model.pad.state.value.notice)
        assertNull(lock.pin)
        repeat(2) { model.pad.type("2580") }
        assertEquals("2580" to null, lock.pin to asks)
        assertEquals(listOf(false, true), changes)
    }

    @Test
    fun `changing it asks for the one there is`() {
        locked()
        model.setPin()
        assertEquals(PinAsked.Current, asks)
        model.pad.type("1111")
        assertEquals(PinAsked.Current to "lock.wrong", asks to model.pad.state.value.notice)
        model.pad.type("2580")
        repeat(2) { model.pad.type("9999") }
        assertEquals("9999", lock.pin)
    }

    @Test
    fun `taking it away asks for it, and forgets the phone's key`() {
        locked()
        phone.key = KeyStanding.Ready
        model.remove()
        model.pad.type("1111")
        assertEquals("2580", lock.pin)
        model.pad.type("2580")
        assertEquals(null to KeyStanding.None, lock.pin to phone.key)
        assertEquals(false, changes.last())
    }

    @Test
    fun `a finger is let in after the PIN, and not where the phone has none`() {
        locked()
        model.setBiometric(true)
        assertEquals(emptyList<String>() to PinAsked.Current, phone.done to asks)
        phone.canMake = false
        model.pad.type("2580")
        assertEquals("lock.no_biometric" to false, model.state.value.trouble to lock.biometric)
        phone.canMake = true
        model.setBiometric(true)
        model.pad.type("2580")
        assertEquals(true to KeyStanding.Ready, lock.biometric to phone.key)
        model.setBiometric(false)
        assertEquals(false to KeyStanding.None, lock.biometric to phone.key)
    }

    @Test
    fun `asking later needs the PIN, asking sooner does not`() {
        locked()
        model.setDelay(60u)
        assertEquals(0u to PinAsked.Current, lock.afterSeconds to asks)
        model.pad.type("2580")
        assertEquals(60u to null, lock.afterSeconds to asks)
        model.setDelay(0u)
        assertEquals(0u, lock.afterSeconds)
    }

    @Test
    fun `leaving off changes nothing, and trouble is told`() {
        locked()
        model.remove()
        model.pad.digit(2)
        model.cancel()
        assertEquals(LockSettings(model.state.value.lock), model.state.value)
        assertEquals(0, model.pad.state.value.count)
        lock.trouble = Trouble("error.full")
        model.setDelay(0u)
        assertEquals("error.full", model.state.value.trouble)
        model.setPin()
        repeat(2) { model.pad.type("9999") }
        assertEquals("2580", lock.pin)
    }
}
