package app.steppingstone.shell

import app.steppingstone.core.AgeBand
import app.steppingstone.core.Answer
import app.steppingstone.core.Area
import app.steppingstone.core.InsightWindow
import app.steppingstone.core.Start
import app.steppingstone.core.Who
import app.steppingstone.core.Words
import java.nio.file.Path
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Looking back, putting right, and the circle: the gateway's calls on the real core. */
class JournalTest {
    @TempDir
    lateinit var directory: Path

    private val clock = StillClock()
    private val gateway by lazy { gateway(directory, clock) }

    @AfterEach
    fun close() = runBlocking { gateway.close() }

    @Test
    fun `the timeline comes page by page, of one practice or of all`() = runBlocking {
        val checkIn = gateway.play(Start.checkIn)
        val line = gateway.play(Start("line"), line("It passed last time"))
        val first = gateway.timeline(limit = 1).done()
        assertEquals(listOf("line"), first.records.map { it.practice })
        assertEquals(listOf(checkIn), gateway.timeline(after = first.next, limit = 1).done().records.map { it.id })
        assertEquals(listOf(line), gateway.timeline("line", limit = 10).done().records.map { it.id })
    }

    @Test
    fun `words are found again, half a character included`() = runBlocking {
        val line = gateway.play(Start("line"), line("Étienne asked about the choir"))
        assertEquals(listOf(line), gateway.search("etien CHO", limit = 10).done().records.map { it.id })
        assertTrue(gateway.search("\uD83D", limit = 10).done().records.isEmpty())
        assertTrue(gateway.search("work", limit = 10).done().records.isEmpty())
    }

    @Test
    fun `a changed record keeps what it said before`() = runBlocking {
        val line = gateway.play(Start("line"), line("It passed"))
        clock.utcMs += HOUR
        assertEquals(line, gateway.play(Start("line", line), line("It passed, twice")))
        assertEquals(listOf("It passed, twice"), gateway.story(line).done().map { it.text.text })
        val before = gateway.versions(line).done().single()
        assertEquals(listOf("It passed"), before.story.map { it.text.text })
        assertEquals(clock.utcMs, before.replacedUtcMs)
    }

    @Test
    fun `a record moves to when it really was, and not ahead of the clock`() = runBlocking {
        val line = gateway.play(Start("line"), line("It passed"))
        gateway.backdate(line, clock.at(clock.utcMs - HOUR)).done()
        assertEquals(clock.utcMs - HOUR, gateway.timeline(limit = 1).done().records.single().at.utcMs)
        assertEquals(Trouble("error.not_yet"), gateway.backdate(line, clock.at(clock.utcMs + HOUR)).trouble())
    }

    @Test
    fun `a deletion can be taken back until it is final`() = runBlocking {
        val line = gateway.play(Start("line"), line("It passed"))
        val changed = async(start = CoroutineStart.UNDISPATCHED) { gateway.changes.first() }
        gateway.delete(line).done()
        assertTrue(Area.RECORDS in changed.await())
        assertTrue(gateway.timeline(limit = 10).done().records.isEmpty())
        gateway.undelete(line).done()
        assertEquals(1, gateway.timeline(limit = 10).done().records.size)
        gateway.delete(line).done()
        gateway.purge().done()
        assertEquals(Trouble("error.not_found"), gateway.undelete(line).trouble())
    }

    @Test
    fun `tags are put on, renamed and made one`() = runBlocking {
        val line = gateway.play(Start("line"), line("It passed"))
        gateway.setTags(line, listOf(Words("work"), Words("job \uD83D"))).done()
        assertEquals(listOf("job \uFFFD", "work"), gateway.tagsOf(line).done().map { it.text })
        val (job, work) = gateway.tags().done().map { it.id }
        assertEquals(Trouble("error.invalid"), gateway.renameTag(job, Words("work")).trouble())
        gateway.mergeTags(job, work).done()
        gateway.renameTag(work, Words("office")).done()
        assertEquals(listOf("office" to 1u), gateway.tags().done().map { it.name.text to it.records })
    }

    @Test
    fun `an if-then is tried in one tap, and what helped is an own fact`() = runBlocking {
        val ifThen = gateway.play(Start("adjustment"), IF_THEN)
        assertTrue("adjustment_try" in gateway.offers(ifThen).done().map { it.start.guide })
        assertEquals(listOf(ifThen), gateway.active().done().map { it.id })
        val tried = gateway.tried(ifThen).done()
        assertEquals(tried, gateway.timeline("adjustment_try", limit = 10).done().records.single().id)
        assertTrue(gateway.ownFacts(null, Words("lunch \uD83D"), 5).done().isEmpty())
        gateway.play(Start("adjustment_try", tried), mapOf("effect" to Answer.Rating(75u)))
        val fact = gateway.ownFacts("left_out", Words("at lunch"), 5).done().single()
        assertEquals(tried, fact.record)
        assertTrue("say good morning" in fact.text.text)
    }

    @Test
    fun `what the records say over time is told for a window`() = runBlocking {
        gateway.play(Start.checkIn)
        val (lately, all) = listOf(InsightWindow.DAYS30, InsightWindow.DAYS365).map { gateway.insights(it).done() }
        assertTrue(lately.isNotEmpty() && lately.all { it.sentence.isNotBlank() })
        clock.utcMs += 40 * 24 * HOUR
        assertNotEquals(lately, gateway.insights(InsightWindow.DAYS30).done())
        assertEquals(all, gateway.insights(InsightWindow.DAYS365).done())
    }

    @Test
    fun `the circle is renamed, made one and forgotten`() = runBlocking {
        listOf("Robin", "R.").forEach { alias -> gateway.play(Start.checkIn, asking(alias)) }
        val (short, long) = gateway.people().done().map { it.person }
        assertEquals("R." to "Robin", short.alias.text to long.alias.text)
        gateway.mergePeople(short.id, long.id).done()
        gateway.renamePerson(long.id, Words("Rob \uD83D")).done()
        assertEquals(listOf("Rob \uFFFD"), gateway.people().done().map { it.person.alias.text })
        gateway.removePerson(long.id).done()
        assertTrue(gateway.people().done().isEmpty())
    }

    @Test
    fun `the age band is chosen, and can be taken back`() = runBlocking {
        assertNull(gateway.ageBand().done())
        gateway.setAgeBand(AgeBand.ADULT).done()
        assertEquals(AgeBand.ADULT, gateway.ageBand().done())
        gateway.setAgeBand(null).done()
        assertNull(gateway.ageBand().done())
    }

    @Test
    fun `what is offered at home can be begun`() = runBlocking {
        val offers = gateway.offers().done()
        assertEquals(Start.checkIn, offers.first().start)
        offers.forEach { offer -> gateway.discard(gateway.start(offer.start).ask.at.draft).done() }
    }

    private fun asking(alias: String) = SHORT_CHECK_IN + mapOf(
        "now" to Answer.Chosen(listOf("ask"), null),
        "ask_whom" to Answer.Person(Who.New(Words(alias))),
    )

    private companion object {
        const val HOUR = 3_600_000L

        val IF_THEN = mapOf(
            "cue" to Answer.Text(Words("I come into the kitchen"), null),
            "response" to Answer.Text(Words("say good morning"), null),
        )
    }
}
