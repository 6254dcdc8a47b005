package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.SteppingstoneException
import app.steppingstone.core.StorageKind
import app.steppingstone.core.Words
import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class GuideModelTest {
    @TempDir
    lateinit var directory: Path

    private lateinit var core: FailingCore
    private val scope = CoroutineScope(Dispatchers.Unconfined)
    private val gateway = CoreGateway(StillClock(), dispatcher = Dispatchers.Unconfined) {
        FailingCore(RustCore.open(directory.toString(), seed = 7u)).also { core = it }
    }
    private val model = GuideModel(gateway, scope)
    private val ask get() = assertInstanceOf(Step.Ask::class.java, model.state.value.step)

    @AfterEach
    fun close() = runBlocking {
        scope.cancel()
        gateway.close()
    }

    @Test
    fun `a check-in from start to record`() {
        model.start(Start.checkIn)
        while (model.state.value.step is Step.Ask) SHORT_CHECK_IN[ask.prompt.id]?.let(model::answer) ?: model.skip()
        assertInstanceOf(Step.Review::class.java, model.state.value.step)
        model.finish()
        assertInstanceOf(Step.Ended::class.java, model.state.value.step)
        assertEquals(1, runBlocking { gateway.timeline(limit = 10).done().records.size })
    }

    @Test
    fun `typed text survives an error, and the next try sends it`() {
        goTo("thought")
        val typed = Answer.Text(Words("Nobody asked me along"), null)
        model.put(typed)
        core.failure = SteppingstoneException.Storage(StorageKind.FULL)
        model.answer(typed)
        assertEquals(Trouble("error.full"), model.state.value.trouble)
        assertEquals(typed, model.state.value.unsent?.answer)
        assertFalse(model.state.value.busy)
        core.failure = null
        model.answer(typed)
        assertNull(model.state.value.trouble)
        assertEquals("about_me", ask.prompt.id)
        model.back()
        assertEquals(typed, model.state.value.input)
        assertNull(model.state.value.unsent)
    }

    @Test
    fun `typed text survives going back and forth`() {
        goTo("thought")
        val typed = Answer.Text(Words("Half a sent"), null)
        model.put(typed)
        model.back()
        assertEquals("event", ask.prompt.id)
        model.answer(SHORT_CHECK_IN.getValue("event"))
        assertEquals(typed, model.state.value.input)
    }

    @Test
    fun `what one guide holds unsent does not appear in another`() {
        goTo("thought")
        model.put(Answer.Text(Words("Not for the other one"), null))
        model.start(Start.checkIn)
        model.setAside(assertInstanceOf(Step.Occupied::class.java, model.state.value.step).draft.id)
        goOn("thought")
        assertNull(model.state.value.input)
    }

    @Test
    fun `a guide in the way can be resumed, set aside or thrown away`() {
        goTo("event")
        model.start(Start.checkIn)
        val first = assertInstanceOf(Step.Occupied::class.java, model.state.value.step).draft.id
        model.resume(first)
        assertEquals("event", ask.prompt.id)
        model.start(Start.checkIn)
        model.setAside(first)
        assertEquals("feeling", ask.prompt.id)
        val second = ask.at.draft
        model.answer(SHORT_CHECK_IN.getValue("feeling"))
        model.start(Start.checkIn)
        model.discard(second)
        assertEquals("feeling", ask.prompt.id)
        val drafts = runBlocking { gateway.drafts().done().map { it.id } }
        assertEquals(listOf(first), drafts, "a guide in which nothing was said is none to go on with")
    }

    @Test
    fun `nothing a person wrote is in any description`() {
        val canary = "canary7f3a"
        goTo("thought")
        model.put(Answer.Text(Words("$canary and \uD83D a half"), null))
        assertFalse(canary in model.state.value.toString(), "unsent")
        model.answer(Answer.Text(Words("$canary, they must think I'm boring"), null))
        assertFalse(canary in model.state.value.toString(), "in sight")
        model.back()
        assertFalse(canary in model.state.value.toString(), "earlier")
        assertFalse(canary in "${Words(canary)} ${Answer.Text(Words(canary), null)} ${ask.earlier} $ask", "parts")
        goOn(null)
        assertFalse(canary in model.state.value.toString(), "review")
    }

    private fun goTo(prompt: String) {
        model.start(Start.checkIn)
        goOn(prompt)
    }

    private fun goOn(prompt: String?) {
        while ((model.state.value.step as? Step.Ask)?.let { it.prompt.id != prompt } == true) {
            SHORT_CHECK_IN[ask.prompt.id]?.let(model::answer) ?: model.skip()
        }
    }
}
