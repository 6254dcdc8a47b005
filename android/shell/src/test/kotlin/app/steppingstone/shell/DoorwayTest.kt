package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Card
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.Input
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Words
import java.nio.file.Path
import kotlin.io.path.exists
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Coming from outside, with and without a lock, on the real core. */
@OptIn(ExperimentalCoroutinesApi::class)
class DoorwayTest {
    @TempDir
    lateinit var directory: Path

    private val clock = StillClock()
    private val scope = CoroutineScope(Dispatchers.Unconfined)
    private val journal by lazy { directory.resolve("journal") }
    private val gateway by lazy {
        CoreGateway(clock, dispatcher = Dispatchers.Unconfined) { RustCore.open(journal.toString(), seed = 7u) }
    }
    private val phone = object : DeliveryPhone {
        override fun conditions() = DeliveryConditions(Permission.GRANTED, emptyList(), false, false, false)

        override fun mend(mend: Mend) = Unit
    }
    private val lock = PlayedLock(clock = clock)
    private val app by lazy { AppModel(gateway, scope, clock, phone) }
    private val door by lazy { Doorway(app, lock, PlayedBiometric(KeyStanding.None), scope, clock) }
    private val here get() = app.navigator.here
    private val ask get() = app.guide.state.value.step as? Step.Ask

    @AfterEach
    fun close() = runBlocking { gateway.close() }

    private fun come(entry: Entry) {
        door.want(entry)
        door.arrive()
    }

    private fun goTo(prompt: String) {
        while (ask?.prompt?.id != prompt) {
            val told = SHORT_CHECK_IN[checkNotNull(ask).prompt.id]
            told?.let(app.guide::answer) ?: app.guide.skip()
        }
    }

    @Test
    fun `from outside the first question is there at once, even at the very first start`() {
        come(Entry.CheckIn)
        assertEquals("feeling" to Destination.Guide, ask?.prompt?.id to here)
        app.leaveGuide()
        assertEquals(Destination.Home, here)
        // Again, from somewhere else in the running app.
        app.navigator.go(Destination.Settings)
        door.want(Entry.CheckIn)
        assertEquals("feeling" to 2, ask?.prompt?.id to app.navigator.places.value.size)
    }

    @Test
    fun `grounding, help and the line come at once`() {
        door.arrive()
        door.want(Entry.Ground)
        assertTrue((ask?.prompt?.input as? Input.Info)?.card is Card.Grounding)
        door.want(Entry.Help)
        assertEquals(listOf(Destination.Home, Destination.Help), app.navigator.places.value)
        door.want(Entry.ThoughtBack)
        assertEquals(listOf(Destination.Home, Destination.ThoughtBack), app.navigator.places.value)
        door.want(Entry.App)
        assertEquals(Destination.ThoughtBack, here)
    }

    @Test
    fun `behind the lock a wish waits, and nothing is opened`() {
        lock.pin = "2580"
        come(Entry.Shared("They all went without me"))
        assertEquals(Gate.Shut, door.lock.state.value.gate)
        assertTrue(app.isOpening.value)
        assertFalse(journal.exists())
        door.lock.pad.type("2580")
        goTo("event")
        assertEquals(Answer.Chosen(emptyList(), Words("They all went without me")), app.guide.state.value.input)
    }

    @Test
    fun `grounding and help do not wait, and are not come to twice`() {
        lock.pin = "2580"
        come(Entry.Ground)
        assertEquals(BeforeLock.Ground, door.lock.state.value.place)
        door.want(Entry.Help)
        assertEquals(BeforeLock.Help, door.lock.state.value.place)
        assertFalse(journal.exists())
        door.lock.pad.type("2580")
        assertEquals(Destination.Guide, here) // The welcome of a first start.
        assertEquals("hello", ask?.prompt?.id)
    }

    @Test
    fun `a quick exit leads to the first screen behind the lock, and keeps the draft and what was typed`() {
        come(Entry.CheckIn)
        goTo("thought")
        app.guide.put(Answer.Text(Words("They must"), null))
        lock.pin = "2580"
        door.leaveAtOnce()
        assertEquals(LockScreen() to listOf(Destination.Home), door.lock.state.value to app.navigator.places.value)
        door.arrive()
        door.lock.pad.type("2580")
        assertEquals(Destination.Home, here)
        val draft = runBlocking { gateway.drafts().done() }.single()
        app.resume(draft.id)
        assertEquals(Answer.Text(Words("They must"), null), app.guide.state.value.input)
    }

    @Test
    fun `what is shared is not kept before it was sent, and safety reads it like any answer`() {
        come(Entry.Shared("I want to die"))
        goTo("event")
        assertTrue(runBlocking { gateway.timeline(limit = 10).done() }.records.isEmpty())
        app.guide.answer((app.guide.state.value.input as Answer.Chosen).copy(ids = listOf("no_answer")))
        assertTrue((ask?.prompt?.input as? Input.Info)?.card is Card.Help)
    }

    @Test
    fun `what does not fit is shown, and nothing of it is lost before it is sent`() {
        val long = "word ".repeat(20_000).trim()
        come(Entry.Shared(long))
        goTo("event")
        val unsent = checkNotNull(app.guide.state.value.unsent)
        val fits = checkNotNull((unsent.answer as Answer.Chosen).note).text
        assertEquals(2000, fits.length)
        assertEquals(long, fits + unsent.cut?.text)
        app.guide.put(Answer.Chosen(emptyList(), Words("shorter")))
        assertEquals(unsent.cut, app.guide.state.value.unsent?.cut)
        app.guide.answer(Answer.Chosen(listOf("no_answer"), Words("shorter")))
        assertEquals("thought", ask?.prompt?.id)
        assertNull(app.guide.state.value.unsent)
        assertFalse("word" in unsent.toString())
    }

    @Test
    fun `with a draft in the way the text waits for what the person decides`() {
        come(Entry.CheckIn)
        goTo("event")
        app.guide.answer(SHORT_CHECK_IN.getValue("event"))
        door.want(Entry.Shared("A second message"))
        val occupied = app.guide.state.value.step as Step.Occupied
        app.guide.setAside(occupied.draft.id)
        goTo("event")
        assertEquals(Answer.Chosen(emptyList(), Words("A second message")), app.guide.state.value.input)
    }

    @Test
    fun `a wish that comes while a call is under way is not lost`() {
        val held = TestScope()
        val slow = CoreGateway(clock, dispatcher = StandardTestDispatcher(held.testScheduler)) {
            RustCore.open(journal.toString(), seed = 7u)
        }
        val guide = GuideModel(slow, scope)
        guide.start(Start.ground)
        guide.enter(Start.checkIn, "A message")
        assertTrue(guide.state.value.busy)
        held.runCurrent()
        assertEquals("feeling", (guide.state.value.step as? Step.Ask)?.prompt?.id)
        scope.launch { slow.close() }
        held.runCurrent()
    }
}
