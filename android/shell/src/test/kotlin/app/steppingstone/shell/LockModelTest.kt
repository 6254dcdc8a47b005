package app.steppingstone.shell

import app.steppingstone.core.LockAnswer
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the lock's screen makes of the answers of a lock and of a phone's recognition. */
@OptIn(ExperimentalCoroutinesApi::class)
class LockModelTest {
    private val scope = TestScope(StandardTestDispatcher())
    private val clock = StillClock()
    private val lock = PlayedLock("2580", clock)
    private val phone = PlayedBiometric()
    private val opened = mutableListOf<Boolean>()
    private val model = LockModel(lock, phone, scope, clock) { opened += it }
    private val gate get() = model.state.value.gate

    private fun arrive(place: BeforeLock = BeforeLock.Keys) {
        model.arrive(place)
        scope.runCurrent()
    }

    private fun type(pin: String) {
        model.pad.type(pin)
        scope.runCurrent()
    }

    @Test
    fun `nothing is drawn before it is known whether the PIN is needed`() {
        assertEquals(Gate.Unknown, gate)
        arrive()
        assertEquals(Gate.Shut, gate)
        assertTrue(opened.isEmpty())
        type("2580")
        assertEquals(Gate.Open to listOf(true), gate to opened)
    }

    @Test
    fun `without a lock the app opens, and stays in sight when it is left`() {
        lock.pin = null
        arrive()
        assertEquals(Gate.Open to listOf(false), gate to opened)
        model.leave()
        assertEquals(Gate.Open, gate)
        model.changed(isOn = true)
        model.leave()
        assertEquals(Gate.Unknown, gate)
    }

    @Test
    fun `a short time away is forgiven, a longer one is not, nor a clock set back`() {
        lock.afterSeconds = 60u
        fun away(ms: Long): Gate {
            model.leave()
            assertEquals(Gate.Unknown, gate)
            clock.utcMs += ms
            arrive()
            return gate.also { if (it == Gate.Shut) type("2580") }
        }
        arrive()
        type("2580")
        assertEquals(listOf(Gate.Open, Gate.Shut, Gate.Shut), listOf(59_999L, 60_000, -1).map(::away))
        model.shut()
        arrive()
        assertEquals(Gate.Shut, gate)
    }

    @Test
    fun `a wrong PIN is said and forgotten, and the next digit takes the words away`() {
        arrive()
        type("1111")
        assertEquals(PinPadState(notice = "lock.wrong"), model.pad.state.value)
        model.pad.digit(2)
        assertEquals(PinPadState(count = 1), model.pad.state.value)
        listOf(5, 8, 0).forEach(model.pad::digit)
        model.pad.send()
        scope.runCurrent()
        assertEquals(Gate.Open, gate)
    }

    @Test
    fun `three digits are not sent, a thirteenth is not taken, and the last is taken back`() {
        arrive()
        val pad = model.pad
        pad.erase()
        repeat(3) { pad.digit(1) }
        assertFalse(pad.state.value.isReady)
        pad.send()
        scope.runCurrent()
        assertEquals(3, pad.state.value.count)
        repeat(20) { pad.digit(1) }
        assertEquals(12, pad.state.value.count)
        pad.erase()
        assertEquals(11, pad.state.value.count)
    }

    @Test
    fun `a wait counts down, and no key does anything before it is over`() {
        arrive()
        lock.answers += LockAnswer.Wait(30u)
        type("2580")
        val pad = model.pad
        assertEquals(30, pad.state.value.waitSeconds)
        scope.advanceTimeBy(29_500)
        pad.digit(1)
        assertEquals(PinPadState(waitSeconds = 1), pad.state.value)
        scope.advanceTimeBy(501)
        assertTrue(pad.state.value.takes)
        type("2580")
        assertEquals(Gate.Open, gate)
    }

    @Test
    fun `a lock that cannot be read stays shut and says why`() {
        lock.trouble = Trouble("error.storage")
        arrive()
        assertEquals(Gate.Shut, gate)
        type("2580")
        assertEquals("error.storage" to Gate.Shut, model.pad.state.value.notice to gate)
    }

    @Test
    fun `a finger opens it where it was chosen, and only there`() {
        phone.knows = true
        arrive()
        assertEquals(Gate.Shut to emptyList<String>(), gate to phone.done)
        model.recognise()
        scope.runCurrent()
        assertEquals(Gate.Shut, gate)
        model.shut()
        lock.biometric = true
        arrive()
        assertEquals(Gate.Open to listOf("ask"), gate to phone.done)
    }

    @Test
    fun `a finger that is not known leads to the PIN, and can be asked for again`() {
        lock.biometric = true
        arrive()
        assertEquals(Gate.Shut to true, gate to model.state.value.offersBiometric)
        phone.knows = true
        model.recognise()
        scope.runCurrent()
        assertEquals(Gate.Open, gate)
    }

    @Test
    fun `a new finger asks for the PIN, and the key is made anew only after it`() {
        lock.biometric = true
        phone.key = KeyStanding.Changed
        phone.knows = true
        arrive()
        assertEquals(Gate.Shut, gate)
        assertEquals("lock.new_biometric" to false, model.pad.state.value.notice to model.state.value.offersBiometric)
        model.recognise()
        type("1111")
        assertEquals(Gate.Shut to emptyList<String>(), gate to phone.done)
        type("2580")
        assertEquals(Gate.Open to listOf("renew"), gate to phone.done)
        model.shut()
        arrive()
        assertEquals(Gate.Open to listOf("renew", "ask"), gate to phone.done)
    }

    @Test
    fun `help and grounding come before the lock, without a finger being asked for`() {
        lock.biometric = true
        arrive(BeforeLock.Ground)
        assertEquals(BeforeLock.Ground to Gate.Shut, model.state.value.place to gate)
        assertTrue(phone.done.isEmpty())
        assertTrue(model.back())
        model.go(BeforeLock.Help)
        model.go(BeforeLock.Regions)
        assertTrue(model.back())
        assertEquals(BeforeLock.Help, model.state.value.place)
        assertTrue(model.back())
        assertFalse(model.back())
        assertEquals(Gate.Shut, gate)
    }

    @Test
    fun `no digit is in any state's text`() {
        arrive()
        listOf(9, 8, 7, 6).forEach(model.pad::digit)
        val printed = "${model.state.value} ${model.pad.state.value} ${model.pad} $model"
        assertFalse("9876" in printed || "[9, 8" in printed)
    }
}
