package app.steppingstone.ui

import app.steppingstone.core.Permission
import app.steppingstone.ui.Visitor.Companion.visit
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Whole journeys through the app by tapping and typing, each ending with what is in the journal. */
class AppTest {
    @TempDir
    lateinit var directory: Path

    @Test
    fun `the first minute, and nothing is required`() = visit(directory, welcomed = false) {
        sees("For the minutes after it stings")
        tap("Look around first")
        sees("It stays with you")
        tap("Go on")
        tap("Go on")
        tap("18 or over")
        tap("New Zealand")
        if (isInSight("Save")) tap("Save")
        tap("Done")
        sees("What happened, happened")
        tap("Settings")
        sees("New Zealand")
        tap("Back")
        tap("Help")
        sees("New Zealand 111")
        assertTrue(journal().isEmpty())
    }

    @Test
    fun `just happened leads from the first card to the first question`() = visit(directory, welcomed = false) {
        tap("Just happened? Start.")
        sees("What is strongest?")
        assertEquals(1, taps)
    }

    @Test
    fun `ghosted, looked at closer, a fairer line, and a reminder`() = visit(directory) {
        tap("Check in")
        ghosted()
        tap("Look closer")
        skipTo("Is there a fairer way to say it?")
        retype("There is no answer yet, and I do not know why")
        tap("mostly")
        tap("Go on")
        tap("a little")
        skipTo("One thing to take along?")
        tap("One if-then")
        skipTo("Pick one moment: if …")
        type("If I look at the phone again")
        tap("Go on")
        type("I put it into the drawer")
        tap("Go on")
        tap("Tomorrow morning")
        tap("Save")
        tap("Done")
        sees("Side by side")
        sees("There is no answer yet, and I do not know why")
        val entry = journal().first { it.practice == "check_in" }
        assertTrue(entry.lookedCloser)
        assertEquals(1, reminders())
        // The thought is back: the line stands ready, with nothing to fill in.
        tap("Back")
        tap("The thought is back")
        sees("There is no answer yet, and I do not know why")
        tap("Where this comes from")
        sees("Side by side")
    }

    @Test
    fun `when it is too much, grounding comes first and the rest waits`() = visit(directory) {
        tap("Check in")
        tap("hurt")
        tap("rejected")
        tap("Go on")
        tap("as strong as it gets")
        skipTo("This is a lot. What would help first?")
        tap("Ground me")
        sees("A minute to come back")
        tap("Stop early")
        tap("Close and keep")
        sees("Not finished: Check in")
        assertTrue(journal().isEmpty())
    }

    @Test
    fun `being turned down counts as done`() = visit(directory) {
        tap("Settings")
        tap("18 or over")
        tap("Back")
        tap("Practise")
        tap("Plan a small challenge")
        skipTo("What would you do, in one sentence?")
        type("Ask next door for the drill")
        tap("Go on")
        skipTo("When would you try it?")
        tap("Skip")
        tap("Save")
        tap("Done")
        sees("Saved")
        tap("What really happened?")
        tap("I was turned down")
        tap("Enough for now")
        tap("Done")
        tap("Done")
        sees("What happened, happened")
        val (debrief, challenge) = journal()
        assertEquals(listOf("challenge_debrief", "challenge"), listOf(debrief.practice, challenge.practice))
        assertTrue(story(debrief.id).any { "turned down" in it.text.text.lowercase() }, "told")
    }

    @Test
    fun `help from inside a guide and back, without losing a word`() = visit(directory) {
        tap("Check in")
        skipTo("What are you telling yourself?")
        type("They must think I'm boring")
        tap("Help")
        sees("call now")
        tap("Back")
        sees("They must think I'm boring")
        tap("Go on")
        tap("Enough for now")
        tap("Done")
        assertEquals("They must think I'm boring", journal().single().headline?.text)
    }

    @Test
    fun `a deleted record is brought back in one tap`() = visit(directory) {
        lineForMyself("It passed last time")
        tap("Delete")
        sees("It can be brought back now")
        assertTrue(journal().isEmpty())
        tap("Undo")
        assertEquals("It passed last time", journal().single().headline?.text)
        tap("Back")
        tap("Look back")
        tap(journal().single().run { "It passed last time, $label, Today, 12:00" })
        tap("Delete")
        tap("All right")
        assertFalse(isInSight("brought back"))
        sees("Nothing here yet")
        assertTrue(journal().isEmpty())
    }

    @Test
    fun `a line for myself, found again by a word of it`() = visit(directory) {
        lineForMyself("One evening says little about a year")
        repeat(2) { tap("Back") }
        tap("Look back")
        type("even")
        sees("One evening says little about a year")
        retype("zebra")
        sees("Nothing was found")
        assertEquals(1, journal().size)
    }

    @Test
    fun `somebody of the circle gets another name and is forgotten, asked twice`() = visit(directory) {
        tap("Circle")
        tap("Someone in my circle")
        type("Robin")
        tap("Go on")
        tap("Enough for now")
        tap("Done")
        tap("Back")
        tap("Robin")
        retype("Rob")
        tap("Use this name")
        tap("Rob")
        tap("Forget them")
        sees("Forget Rob?")
        tap("Leave it as it is")
    }

    @Test
    fun `what keeps reminders from coming is said and mended`() = visit(directory) {
        permission = Permission.DENIED
        tap("Check in")
        ghosted()
        tap("Leave it till tomorrow")
        tap("Tomorrow morning")
        tap("Save")
        tap("Done")
        tap("Done")
        tap("Reminders")
        sees("does not let the app show notifications")
        tap("This phone does not let the app show notifications. Notification settings")
        tap("Quiet hours and how much they say")
        tap("Set quiet hours")
        sees("Quiet from 22:00")
        tap("Quiet from 21:30")
        sees("Quiet from 21:30")
        tap("Back")
        sees("Nothing stands in their way")
        assertEquals(1, reminders())
    }

    @Test
    fun `a reminder that has come is answered on the first screen`() = visit(directory) {
        tap("Check in")
        ghosted()
        tap("Leave it till tomorrow")
        tap("Tomorrow morning")
        tap("Save")
        tap("Done")
        utcMs += 24 * 3_600_000L
        tap("Done")
        sees("Waiting for you")
        tap("Yesterday, looked at again: Done")
        assertFalse(isInSight("Waiting for you"))
    }

    @Test
    fun `a short check-in takes eight taps and less than a minute`() = visit(directory) {
        tap("Check in")
        val from = taps
        listOf("hurt", "rejected", "Go on", "quite", "no answer").forEach { tap(it) }
        type("They must think that I'm the boring one who never has a story")
        listOf("Go on", "a lot", "Enough for now").forEach { tap(it) }
        assertEquals(8, taps - from)
        assertTrue(typed >= 60)
        assertTrue(seconds(taps - from, typed) <= 60, "${seconds(taps - from, typed)} s")
        assertEquals("check_in", journal().single().practice)
    }

    /** At a person's pace: three seconds to read and tap, and 29 words of five letters a minute. */
    private fun seconds(taps: Int, typed: Int): Int = taps * 3 + typed * 60 / (29 * 5)

    @Test
    fun `a draft waits on the first screen, and goes on with a tap`() = visit(directory) {
        tap("Check in")
        skipTo("What are you telling yourself?")
        type("Nobody likes me")
        tap("Go on")
        tap("Close and keep")
        tap("Nobody likes me")
        sees("How much does that say about you?")
    }

    private fun Visitor.ghosted() {
        tap("hurt")
        tap("rejected")
        tap("Go on")
        tap("quite")
        tap("no answer")
        type("They must think I'm boring")
        tap("Go on")
        tap("a lot")
    }

    private fun Visitor.lineForMyself(line: String) {
        tap("Practise")
        tap("A line for myself")
        type(line)
        tap("Go on")
        tap("Save")
        tap("Done")
        sees("Saved")
    }

    @Test
    fun `somebody to call is added in Help, and shows before the lock only when chosen`() = visit(directory) {
        tap("Help")
        tap("Safety plan and own people")
        tap("Add someone to call")
        type("Lu")
        tap("Go on")
        type("021 555 0123")
        tap("Go on")
        tap("Save")
        tap("Done")
        tap("Back")
        sees("Which lines may anyone who holds this device see?")
        assertTrue(beforeLock().isEmpty())
        tap("Lu")
        assertEquals(listOf("0215550123"), beforeLock())
        tap("Lu")
        assertTrue(beforeLock().isEmpty())
        tap("Back")
        sees("Lu")
    }
}
