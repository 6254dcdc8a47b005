package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Chip
import app.steppingstone.core.Input
import app.steppingstone.core.Words
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

/** What comes from outside, and what becomes of it before anything else sees it. */
class EntryTest {
    private val send = "android.intent.action.SEND"

    private fun shared(text: CharSequence?, type: String? = "text/plain") = Entry.of(send, type, text)

    @Test
    fun `every action of its own is known again`() {
        listOf(Entry.CheckIn, Entry.Ground, Entry.Help, Entry.ThoughtBack).forEach {
            assertEquals(it, Entry.of(Entry.action(it), null, null))
        }
        assertNull(Entry.action(Entry.App))
        assertNull(Entry.action(Entry.Shared("text")))
    }

    @Test
    fun `junk just opens the app`() {
        listOf(
            null,
            "",
            "android.intent.action.MAIN",
            "android.intent.action.VIEW",
            "app.steppingstone.action.",
            "app.steppingstone.action.DELETE_EVERYTHING",
            "app.steppingstone.action.check_in",
        ).forEach { assertEquals(Entry.App, Entry.of(it, "text/plain", "text"), "$it") }
        assertEquals(Entry.App, shared("picture", "image/png"))
        assertEquals(Entry.App, shared("no type", null))
    }

    @Test
    fun `plain words arrive whole, without what no keyboard makes`() {
        assertEquals(Entry.Shared("They all went"), shared("  They all went\n"))
        assertEquals(Entry.Shared("one\ntwo\nthree"), shared("one\r\ntwo\rthree"))
        assertEquals(Entry.Shared("PNG  bytes"), shared("\u0000PNG\u0001 \u001b bytes\u0000"))
        assertEquals(Entry.Shared("a\uFFFDb 😀"), shared("a\uD83Db 😀"))
        assertEquals(Entry.Shared("rich"), shared(StringBuilder("rich"), "text/html"))
        assertEquals(100_000, (shared("x".repeat(100_000)) as Entry.Shared).text.length)
        assertFalse("canary" in "${shared("canary")}")
    }

    @Test
    fun `without words it is a check-in`() {
        listOf(null, "", " \n\t", "\u0000\u0007").forEach { assertEquals(Entry.CheckIn, shared(it)) }
    }

    @Test
    fun `a text is cut between what is read as characters`() {
        assertEquals("abc" to "", "abc".fitting(3))
        assertEquals("ab" to "c", "abc".fitting(2))
        assertEquals("a😀" to "b", "a😀b".fitting(2))
        // An accent stays with its letter.
        assertEquals("e" to "e\u0301x", "ee\u0301x".fitting(2))
        assertEquals("" to "e\u0301", "e\u0301".fitting(1))
    }

    @Test
    fun `only what takes words is given some`() {
        val chips = listOf(Chip("a", "A"))
        assertEquals(Answer.Text(Words("wo"), null), Input.Text(true, 2u, null).taking("word")?.answer)
        assertEquals(Words("rd"), Input.Text(true, 2u, null).taking("word")?.cut)
        assertNull(Input.Text(true, 4u, null).taking("word")?.cut)
        assertEquals(Answer.Chosen(emptyList(), Words("word")), Input.Choice(chips, false, "?").taking("word")?.answer)
        assertNull(Input.Choice(chips, false, null).taking("word"))
        assertNull(Input.Labels(emptyList(), chips, 3u).taking("word"))
        assertNull(Input.Person(emptyList()).taking("word"))
    }
}
