package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Detail
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Input
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import java.nio.file.Path
import kotlin.io.path.createDirectory
import kotlin.io.path.readText
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What a widget is told, on the real core, and what it makes of a file that is not what it should be. */
class TodayTest {
    @TempDir
    lateinit var directory: Path

    private val path by lazy { directory.resolve("today") }
    private val file by lazy { TodayFile(path.toFile()) }
    private val clock = StillClock()
    private val lock = PlayedLock()

    @Test
    fun `what was written is read, whatever stands in it`() {
        assertEquals(Today(), file.read())
        listOf(Today("Your small step", 5), Today(null, 5), Today("zwölf 😀", Long.MAX_VALUE)).forEach {
            assertTrue(file.write(it))
            assertEquals(it, file.read())
        }
        file.write(Today("two\nlines", 5))
        assertEquals("two lines", file.read().step)
    }

    @Test
    fun `an older, newer, halved or different file says nothing`() {
        file.write(Today("Your small step", 5))
        val whole = path.readText()
        val others = listOf(
            "",
            whole.replace("today 1", "today 0"),
            whole.replace("today 1", "today 2"),
            whole.dropLast(1),
            whole.take(30),
            whole.replace("\n5\n", "\nfive\n"),
            whole + "\nmore",
            "x".repeat(5000),
            "steppingstone today 1\n99999999999999999999\nstep\nend",
        )
        others.forEach {
            path.writeText(it)
            assertEquals(Today(), file.read(), it.take(60))
        }
        path.writeBytes(ByteArray(300) { (it * 37).toByte() })
        assertEquals(Today(), file.read())
    }

    @Test
    fun `where it cannot be written nothing breaks`() {
        path.createDirectory().resolve("in the way").writeText("x")
        assertFalse(file.write(Today("Your small step", 5)))
        assertEquals(Today(), file.read())
    }

    @Test
    fun `it ends at its time, and a clock that was set back shows nothing`() {
        val today = Today("Your small step", StillClock.NOON)
        assertEquals("Your small step", today.at(StillClock.NOON - 1))
        assertNull(today.at(StillClock.NOON))
        assertNull(today.at(StillClock.NOON - 3 * DAY))
        assertNull(Today().at(0))
    }

    @Test
    fun `a step is told in neutral words on its day, and no more once it is done`() = runBlocking {
        val gateway = CoreGateway(clock, dispatcher = Dispatchers.Unconfined) {
            RustCore.open(directory.resolve("journal").toString(), seed = 7u)
        }
        val told = mutableListOf<Boolean>()
        val keeper = TodayKeeper(gateway, clock, file, lock, Dispatchers.Unconfined) { told += it }
        val keeping = CoroutineScope(Dispatchers.Unconfined).launch { keeper.keepFresh() }
        assertNull(file.read().step)
        gateway.setReminderSettings(gateway.reminderSettings().done().saying(Detail.WORDS)).done()
        remindTomorrow(gateway)
        assertNull(file.read().step)
        assertTrue(told.size > 1 && told.none { it })
        clock.utcMs += DAY
        keeper.refresh()
        val due = gateway.due().done().single()
        assertEquals(gateway.chrome().purpose(due.purpose), file.read().at(clock.utcMs))
        lock.pin = "2580"
        keeper.refresh()
        assertEquals(due.publicText, file.read().at(clock.utcMs))
        assertTrue(due.publicText != gateway.chrome().purpose(due.purpose))
        assertFalse("boring" in path.readText())
        gateway.handle(gateway.due().done().single().keys, HandledAs.Done).done()
        assertNull(file.read().step)
        keeping.cancel()
        gateway.close()
    }

    @Test
    fun `without a journal it says nothing`() = runBlocking {
        val inTheWay = directory.resolve("no folder").apply { writeText("x") }
        val gateway = CoreGateway(clock, dispatcher = Dispatchers.Unconfined) { RustCore.open(inTheWay.toString()) }
        file.write(Today("Your small step", Long.MAX_VALUE))
        TodayKeeper(gateway, clock, file, lock, Dispatchers.Unconfined) {}.refresh()
        assertEquals(Today(), file.read())
    }

    private suspend fun remindTomorrow(gateway: CoreGateway) {
        var ask = gateway.start(Start.checkIn).ask
        while (ask.prompt.id != "when") {
            ask = gateway.answer(ask.at, ask.prompt.id, SHORT_CHECK_IN.getValue(ask.prompt.id)).ask
        }
        val pick = (ask.prompt.input as Input.When).picks[0]
        val next: Step = gateway.answer(ask.at, "when", Answer.When(pick.`when`)).step
        gateway.enoughForNow((next as? Step.Review)?.at ?: (next as Step.Ask).at).done()
    }

    private companion object {
        const val DAY = 86_400_000L
    }
}
