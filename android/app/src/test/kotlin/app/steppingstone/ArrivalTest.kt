package app.steppingstone

import android.content.Intent
import android.os.Looper
import app.steppingstone.core.Answer
import app.steppingstone.core.Label
import app.steppingstone.core.Step
import app.steppingstone.core.Words
import app.steppingstone.outside.TodayWidget
import app.steppingstone.outside.entry
import app.steppingstone.outside.intentTo
import app.steppingstone.shell.BeforeLock
import app.steppingstone.shell.CoreLock
import app.steppingstone.shell.Destination
import app.steppingstone.shell.Entry
import app.steppingstone.shell.Gate
import app.steppingstone.shell.Today
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

/** The app as the phone starts it, from an intent to the first question, on the real core. */
class ArrivalTest : PhoneTest() {
    private val gate get() = app.door.lock.state.value.gate
    private val ask get() = app.model.guide.state.value.step as? Step.Ask

    /** Lets the app do what it has to do, on the main thread and beside it. */
    private fun until(what: String, isSo: () -> Boolean) {
        repeat(TRIES) {
            shadowOf(Looper.getMainLooper()).idle()
            if (isSo()) return
            Thread.sleep(MS)
        }
        throw AssertionError("never: $what")
    }

    private fun come(intent: Intent) {
        app.door.want(intent.entry())
        app.door.arrive()
    }

    private fun lock() = runBlocking { CoreLock(app.journal.path, clock, Dispatchers.Unconfined).setPin("2580") }

    private fun type(pin: String) {
        pin.forEach { app.door.lock.pad.digit(it.digitToInt()) }
        app.door.lock.pad.send()
    }

    private fun answer(prompt: String, answer: Answer) {
        until(prompt) { ask?.prompt?.id == prompt && !app.model.guide.state.value.busy }
        app.model.guide.answer(answer)
    }

    @Test
    fun `a widget's tap at the very first start leads to the first question`() {
        come(app.intentTo(Entry.CheckIn))
        until("the first question") { ask?.prompt?.id == "feeling" }
        assertEquals(Destination.Guide, app.model.navigator.here)
        until("the widget's file") { app.filesDir.resolve("today").exists() }
        assertEquals(Today(), TodayWidget.file(app).read())
    }

    @Test
    fun `a text from another app waits for the PIN, and then stands in its field`() {
        lock()
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, "They all went")
        come(send)
        until("the lock") { gate == Gate.Shut }
        assertTrue(app.model.isOpening.value)
        type("1111")
        until("refused") { app.door.lock.pad.state.value.notice == "lock.wrong" }
        type("2580")
        answer("feeling", Answer.Labels(listOf(Label("left_out", null))))
        answer("intensity", Answer.Rating(50u))
        until("the field") { ask?.prompt?.id == "event" }
        assertEquals(Answer.Chosen(emptyList(), Words("They all went")), app.model.guide.state.value.input)
    }

    @Test
    fun `grounding from a shortcut comes before the lock, and junk comes to the lock`() {
        lock()
        come(app.intentTo(Entry.Ground))
        until("the lock") { gate == Gate.Shut }
        assertEquals(BeforeLock.Ground, app.door.lock.state.value.place)
        app.door.leaveAtOnce()
        come(Intent("app.steppingstone.action.OPEN_EVERYTHING").putExtra("record", "1"))
        until("the lock again") { gate == Gate.Shut }
        assertEquals(BeforeLock.Keys, app.door.lock.state.value.place)
        assertTrue(app.model.isOpening.value)
    }

    private companion object {
        const val TRIES = 1500
        const val MS = 10L
    }
}
