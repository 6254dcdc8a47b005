package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Area
import app.steppingstone.core.Field
import app.steppingstone.core.LineKind
import app.steppingstone.core.Reason
import app.steppingstone.core.SortedLine
import app.steppingstone.core.Start
import app.steppingstone.core.SteppingstoneException
import app.steppingstone.core.StorageKind
import app.steppingstone.core.Who
import app.steppingstone.core.Words
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.writeText
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class GatewayTest {
    @TempDir
    lateinit var directory: Path

    @Test
    fun `a whole short check-in crosses to the core at most 20 times`() = runBlocking {
        lateinit var core: CountingCore
        val gateway = CoreGateway(StillClock()) {
            CountingCore(RustCore.open(directory.toString())).also { core = it }
        }
        gateway.chrome()
        gateway.open().done()
        gateway.play(Start.checkIn)
        val chrome = 1
        assertTrue(core.crossings.size + chrome <= 20, "${core.crossings.size + chrome}: ${core.crossings}")
        assertTrue(core.crossings.containsAll(listOf("open", "start", "answer", "finish")), "${core.crossings}")
        gateway.close()
    }

    @Test
    fun `changes are published`() = runBlocking {
        val gateway = gateway(directory)
        val changed = async(start = CoroutineStart.UNDISPATCHED) { gateway.changes.first() }
        gateway.start(Start.checkIn).done()
        assertEquals(setOf(Area.DRAFTS), changed.await())
        gateway.close()
    }

    @Test
    fun `lone surrogates are replaced before they reach the core`() = runBlocking {
        val gateway = gateway(directory)
        var ask = gateway.start(Start.checkIn).ask
        while (ask.prompt.id != "event") {
            ask = gateway.answer(ask.at, ask.prompt.id, SHORT_CHECK_IN.getValue(ask.prompt.id)).ask
        }
        val note = Words("half \uD83D of it \uDC99, whole \uD83D\uDC99")
        ask = gateway.answer(ask.at, "event", Answer.Chosen(listOf("no_answer"), note)).ask
        val back = gateway.back(ask.at).ask
        val kept = assertInstanceOf(Answer.Chosen::class.java, back.earlier).note?.text
        assertEquals("half \uFFFD of it \uFFFD, whole \uD83D\uDC99", kept)
        gateway.close()
    }

    @Test
    fun `every text of an answer is made well-formed`() {
        val lone = "a\uD800"
        assertEquals("a\uFFFD", lone.wellFormed())
        val answers = listOf(
            Answer.Text(Words(lone), null),
            Answer.Composed(Words(lone), null),
            Answer.Chosen(emptyList(), Words(lone)),
            Answer.Sorted(listOf(SortedLine(Words(lone), LineKind.SAW))),
            Answer.Judged(emptyList(), Words(lone)),
            Answer.Person(Who.New(Words(lone))),
        )
        // Describing an answer takes its words through the bindings, which refuse a lone surrogate.
        answers.forEach { assertFalse(it.wellFormed().toString().isEmpty()) }
    }

    @Test
    fun `a stale tap changes nothing and shows where the person stands`() = runBlocking {
        val gateway = gateway(directory)
        val first = gateway.start(Start.checkIn).ask
        val answer = SHORT_CHECK_IN.getValue("feeling")
        val second = gateway.answer(first.at, "feeling", answer).ask
        val again = gateway.answer(first.at, "feeling", answer).done()
        assertEquals(second, again.step)
        assertTrue(again.changes.areas.isEmpty())
        gateway.close()
    }

    @Test
    fun `errors become what a person is told`() = runBlocking {
        val gateway = gateway(directory)
        val chrome = gateway.chrome()
        val ask = gateway.start(Start.checkIn).ask
        assertEquals(Trouble("error.invalid"), gateway.answer(ask.at, "feeling", Answer.Labels(emptyList())).trouble())
        assertEquals(Trouble("error.not_found"), gateway.resume("nobody").trouble())
        assertEquals(Trouble("error.not_found"), gateway.setRegion("ZZ").trouble())
        val errors = listOf(
            SteppingstoneException.Locked(),
            SteppingstoneException.TooNew(2u, 1u),
            SteppingstoneException.Invalid(Field.TEXT, Reason.TOO_LONG),
            SteppingstoneException.Storage(StorageKind.FULL),
        )
        (errors.map(Trouble::of) + Trouble.Unforeseen).forEach { assertTrue(chrome[it.key].isNotBlank()) }
        gateway.close()
    }

    @Test
    fun `the journal of a newer app is refused untouched, and help still works`() = runBlocking {
        gateway(directory).run {
            open().done()
            close()
        }
        val file = directory.resolve("journal.sqlite")
        val bytes = Files.readAllBytes(file)
        bytes[USER_VERSION + 3] = 99
        Files.write(file, bytes)
        val gateway = gateway(directory)
        assertEquals(Trouble("error.too_new"), gateway.open().trouble())
        assertEquals(Trouble("error.too_new"), gateway.start(Start.checkIn).trouble())
        assertTrue(bytes.contentEquals(Files.readAllBytes(file)))
        assertEquals(listOf("112"), gateway.help("DE").emergency?.numbers?.filter { it == "112" })
    }

    @Test
    fun `a damaged journal is kept aside and a new one begun`() = runBlocking {
        directory.resolve("journal.sqlite").writeText("this is no journal")
        val gateway = gateway(directory)
        val aside = checkNotNull(gateway.open().done().movedAside)
        assertTrue(directory.resolve(aside).exists())
        assertEquals("feeling", gateway.start(Start.checkIn).ask.prompt.id)
        gateway.close()
    }

    @Test
    fun `opening again after closing keeps what was answered`() = runBlocking {
        val gateway = gateway(directory)
        val first = gateway.start(Start.checkIn).ask
        val second = gateway.answer(first.at, "feeling", SHORT_CHECK_IN.getValue("feeling")).ask
        gateway.close()
        assertEquals(second, gateway.resume(first.at.draft).ask)
        assertFalse(gateway.open().done().fresh)
        gateway.close()
    }

    private companion object {
        /** Where SQLite keeps the schema's number: four bytes, the last one lowest. */
        const val USER_VERSION = 60
    }
}
