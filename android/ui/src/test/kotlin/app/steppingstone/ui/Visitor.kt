package app.steppingstone.ui

import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.Mend
import app.steppingstone.core.Now
import app.steppingstone.core.Permission
import app.steppingstone.core.RecordSummary
import app.steppingstone.core.StoryLine
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.DeliveryPhone
import app.steppingstone.shell.Outcome
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.localDate
import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/** Somebody with the whole app on the real core in front of them, who taps, types and looks. */
@OptIn(ExperimentalTestApi::class)
class Visitor(private val directory: Path, private val ui: DesktopComposeUiTest) : DeliveryPhone {
    /** Where the clock stands; Monday, 23 November 2026, noon in Berlin, until a test moves it. */
    var utcMs = NOON

    /** How notifications stand. */
    var permission = Permission.GRANTED

    /** What was called. */
    val called = mutableListOf<String>()
    private val gateway = CoreGateway({ now() }, dispatcher = Dispatchers.Unconfined) {
        RustCore.open(directory.toString(), seed = 7u)
    }
    private val app = AppModel(gateway, CoroutineScope(Dispatchers.Unconfined), { now() }, this)

    /** How often something was tapped. */
    var taps = 0
        private set

    /** How many letters were typed. */
    var typed = 0
        private set

    private fun now() = Now(utcMs, OFFSET, "Europe/Berlin")

    override fun conditions() = DeliveryConditions(permission, emptyList(), false, false, false)

    override fun mend(mend: Mend) {
        permission = Permission.GRANTED
    }

    /** Opens the app; a new one begins with the welcome, which is passed over unless wanted. */
    fun open(welcomed: Boolean = true) {
        app.open()
        ui.setContent {
            SteppingstoneTheme(false) { App(app, Room.words, { localDate(utcMs, OFFSET) }) { called += it } }
        }
        if (welcomed) app.navigator.back()
        ui.waitForIdle()
    }

    /** Taps what is called so, wherever on the screen it is. */
    fun tap(name: String) {
        find(hasClickAction() and (hasText(name) or hasContentDescription(name))).performClick()
        ui.waitForIdle()
        taps++
    }

    /** Types into the only field on screen. */
    fun type(text: String) {
        find(hasSetTextAction()).performTextInput(text)
        ui.waitForIdle()
        typed += text.length
    }

    /** Writes anew what stands in the only field on screen. */
    fun retype(text: String) {
        find(hasSetTextAction()).performTextReplacement(text)
        ui.waitForIdle()
    }

    /** Looks for words, and scrolls to them. */
    fun sees(words: String) {
        find(hasText(words, substring = true)).assertIsDisplayed()
    }

    /** Whether words are anywhere in sight without scrolling. */
    fun isInSight(words: String) = ui.onAllNodes(hasText(words, substring = true)).fetchSemanticsNodes().isNotEmpty()

    /** Passes over prompts until one has this title. */
    fun skipTo(title: String) {
        repeat(MOST_PROMPTS) {
            if (isInSight(title)) return
            tap("Skip")
        }
        error("No prompt is called $title")
    }

    private fun find(what: SemanticsMatcher): SemanticsNodeInteraction {
        if (ui.onAllNodes(what).fetchSemanticsNodes().isEmpty()) {
            ui.onNode(hasScrollToNodeAction()).performScrollToNode(what)
        }
        val node = ui.onAllNodes(what)[0]
        runCatching { node.performScrollTo() } // What does not scroll is in sight anyway.
        return node
    }

    /** What is in the journal, newest first. */
    fun journal(): List<RecordSummary> = runBlocking { (gateway.timeline(limit = 100) as Outcome.Done).value.records }

    /** A record as told. */
    fun story(record: String): List<StoryLine> = runBlocking { (gateway.story(record) as Outcome.Done).value }

    /** How many reminders there are. */
    fun reminders(): Int = runBlocking { (gateway.reminders() as Outcome.Done).value.size }

    /** The numbers that anyone who holds the phone can call. */
    fun beforeLock(): List<String?> = runBlocking { gateway.helpBeforeLock("$directory").own.map { it.number } }

    private fun close() = runBlocking { gateway.close() }

    companion object {
        private const val NOON = 1_795_431_600_000
        private const val MOST_PROMPTS = 40
        private const val OFFSET = 3600

        /** Lets somebody visit on a phone of usual size. */
        fun visit(directory: Path, welcomed: Boolean = true, journey: Visitor.() -> Unit) =
            runDesktopComposeUiTest(width = 412, height = 915) {
                Visitor(directory, this).run {
                    open(welcomed)
                    journey()
                    close()
                }
            }
    }
}
