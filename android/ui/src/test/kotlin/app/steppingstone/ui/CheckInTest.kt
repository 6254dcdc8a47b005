package app.steppingstone.ui

import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsFocused
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.shell.checkIn
import java.nio.file.Path
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** A check-in on the real core, by tapping and typing. */
@OptIn(ExperimentalTestApi::class)
class CheckInTest {
    @TempDir
    lateinit var directory: Path

    private val room by lazy { Room(directory) }
    private var taps = 0

    @AfterEach
    fun close() = room.close()

    @Test
    fun `the short path takes six prompts and at most eight taps`() = screen {
        tap("hurt")
        tap("rejected")
        tap("Go on")
        tap("quite")
        tap("no answer")
        onNode(hasSetTextAction()).assertIsFocused().performTextInput("They must think I'm boring")
        tap("Go on")
        onNodeWithText("They must think I'm boring").assertIsDisplayed()
        tap("a lot")
        tap("Leave it till tomorrow")
        assertTrue(taps <= 8, "$taps taps")
        assertEquals("when", room.ask?.prompt?.id)
        tap("Skip")
        onNodeWithText("They must think I'm boring").assertIsDisplayed()
        tap("Save")
        onNodeWithText("Saved.").assertIsDisplayed()
        val entry = room.timeline().single()
        assertEquals("rejected", entry.feelings)
        assertEquals("They must think I'm boring", entry.headline?.text)
        assertEquals(50.toUByte(), entry.intensity)
    }

    @Test
    fun `looking closer, with every input on the way`() = screen {
        room.goTo("facts")
        tapSpoken("They must think I'm boring: Guessed?")
        tap("Go on")
        tap("mostly")
        tap("Bad timing, or a bad day")
        tap("Go on")
        write("Whether they thought I was out")
        tap("As I would talk to a friend")
        write("One lunch like that would sting anyone")
        tap("a little")
        tap("Why this?")
        tap("Fits")
        tap("Go on")
        tap("Go on") // with even shares of a hundred
        tap("a little")
        tap("Go on")
        tap("half")
        tap("some")
        write("Two people at a time is better")
        tap("Nothing of mine to change")
        write("Robin")
        tap("One if-then")
        tap("Skip") // the ready-made ones
        write("If I come into the kitchen")
        write("say good morning")
        tap("Another time")
        tap("Wednesday 25")
        tap("Every day")
        tap("Go on")
        tap("Save")
        assertInstanceOf(Step.Ended::class.java, room.state.step)
        val records = room.timeline().associateBy { it.practice }
        assertEquals(setOf("check_in", "adjustment"), records.keys)
        assertTrue(records.getValue("check_in").lookedCloser)
    }

    @Test
    fun `going back brings the answer along`() = screen {
        room.goTo("thought")
        onNode(hasSetTextAction()).performTextInput("Nobody likes me")
        tap("Go on")
        tap("Back")
        onNode(hasSetTextAction() and hasText("Nobody likes me")).assertExists()
        tap("Go on")
        assertEquals("about_me", room.ask?.prompt?.id)
    }

    @Test
    fun `fine steps end between two words`() = screen {
        room.goTo("intensity")
        tap("Fine steps")
        tapSpoken("How strong it is, 55 out of 100, quite")
        tap("Go on")
        room.model.enough()
        assertEquals(55.toUByte(), room.timeline().single().intensity)
    }

    @Test
    fun `a guide in the way is thrown away only when asked twice`() = screen {
        room.goTo("thought")
        room.model.start(Start.checkIn)
        tap("Throw it away")
        onNode(hasText("Back")).performClick()
        assertInstanceOf(Step.Occupied::class.java, room.state.step)
        tap("Keep it for later and start new")
        assertEquals("feeling", room.ask?.prompt?.id)
    }

    private fun screen(test: DesktopComposeUiTest.() -> Unit) = runDesktopComposeUiTest(width = 412, height = 915) {
        room.model.start(Start.checkIn)
        setContent { SteppingstoneTheme(false) { GuideScreen(room.model, Room.words, Room.exits) } }
        test()
    }

    private fun DesktopComposeUiTest.tap(label: String) {
        val node = onNode(hasText(label) and hasClickAction())
        runCatching { node.performScrollTo() } // What stands outside the scrolling part is in sight anyway.
        node.performClick()
        waitForIdle()
        taps++
    }

    private fun DesktopComposeUiTest.write(text: String) {
        onNode(hasSetTextAction()).performTextInput(text)
        tap("Go on")
    }

    private fun DesktopComposeUiTest.tapSpoken(name: String) {
        onNodeWithContentDescription(name).performScrollTo().performClick()
        waitForIdle()
    }
}
