package app.steppingstone.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import app.steppingstone.core.Answer
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Words
import app.steppingstone.shell.Outcome
import app.steppingstone.shell.checkIn
import java.nio.file.Path
import kotlin.io.path.writeText
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Help from anywhere, also when the journal cannot be opened. */
@OptIn(ExperimentalTestApi::class)
class HelpTest {
    @TempDir
    lateinit var directory: Path

    private var place by mutableStateOf(Place.Guide)
    private val called = mutableListOf<String>()

    @Test
    fun `two taps to help, and the number of the place that was chosen`() {
        val room = Room(directory)
        shown(room) {
            onNodeWithText("Help").performClick()
            onNodeWithText("Choose where you are").performClick()
            onNode(hasScrollToNodeAction()).performScrollToNode(hasText("New Zealand"))
            onNodeWithText("New Zealand").performClick()
            onNodeWithText("New Zealand 111").performClick()
        }
        assertEquals(listOf("111"), called)
        room.close()
    }

    @Test
    fun `help is there when the journal is not`() {
        val file = directory.resolve("file").apply { writeText("in the way") }
        shown(Room(file)) {
            onNodeWithText(Room.words[requireNotNull(it.state.trouble).key]).assertExists()
            onNodeWithText("Help").performClick()
            onNodeWithText("Choose where you are").assertExists()
        }
    }

    @Test
    fun `a helpline says where it was read, and a tap calls it`() {
        val room = Room(directory)
        runBlocking { room.gateway.setRegion("NZ") }
        shown(room) {
            onNodeWithText("Help").performClick()
            onAllNodesWithText("Helpline", substring = true).onFirst().performScrollTo().assertExists()
            onAllNodesWithText("No answer? Call 111.", substring = true).onFirst().assertExists()
            val call = onAllNodesWithText("Call 1737")
            call.onFirst().performScrollTo().performClick()
        }
        assertEquals(listOf("1737"), called)
        room.close()
    }

    @Test
    fun `a place that was picked is known although the journal cannot keep it`() {
        val file = directory.resolve("file").apply { writeText("in the way") }
        shown(Room(file)) {
            onNodeWithText("Help").performClick()
            onNodeWithText("Choose where you are").performClick()
            onNode(hasScrollToNodeAction()).performScrollToNode(hasText("New Zealand"))
            onNodeWithText("New Zealand").performClick()
            onNodeWithText("New Zealand 111").assertExists()
        }
    }

    @Test
    fun `someone to call stands above every helpline`() {
        val room = Room(directory)
        runBlocking {
            val first = (room.gateway.start(Start("contact")) as Outcome.Done).value.step as Step.Ask
            val named = room.gateway.answer(first.at, first.prompt.id, Answer.Text(Words("Lu"), null))
            val second = (named as Outcome.Done).value.step as Step.Ask
            val number = Answer.Text(Words("021 555 0123"), null)
            val told = (room.gateway.answer(second.at, second.prompt.id, number) as Outcome.Done).value.step
            room.gateway.finish((told as Step.Review).at)
        }
        shown(room) {
            onNodeWithText("Help").performClick()
            onNodeWithText("Lu").performScrollTo().performClick()
        }
        assertEquals(listOf("0215550123"), called)
        room.close()
    }

    private fun shown(room: Room, test: DesktopComposeUiTest.(Room) -> Unit) =
        runDesktopComposeUiTest(width = 412, height = 915) {
            room.model.start(Start.checkIn)
            setContent {
                SteppingstoneTheme(false) {
                    Steppingstone(room.gateway, room.model, Room.words, place, { place = it }, { called += it }, {})
                }
            }
            test(room)
        }
}
