package app.steppingstone.ui

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.Mend
import app.steppingstone.core.Now
import app.steppingstone.core.Permission
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.Biometric
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.CoreLock
import app.steppingstone.shell.DeliveryPhone
import app.steppingstone.shell.Doorway
import app.steppingstone.shell.Entry
import app.steppingstone.shell.KeyStanding
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.Privacy
import app.steppingstone.shell.PrivacyModel
import app.steppingstone.shell.PrivacyPhone
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.today
import java.nio.file.Path
import kotlin.io.path.exists
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The app behind its lock, on the real core: what can be seen, tapped and heard before and after. */
@OptIn(ExperimentalTestApi::class)
class LockTest {
    @TempDir
    lateinit var directory: Path

    private val clock = PhoneClock { Now(NOON, 3600, "Europe/Berlin") }
    private val scope = CoroutineScope(Dispatchers.Unconfined)
    private val journal by lazy { directory.resolve("journal") }
    private val gateway by lazy {
        CoreGateway(clock, dispatcher = Dispatchers.Unconfined) { RustCore.open(journal.toString(), seed = 7u) }
    }
    private val phone = object : DeliveryPhone, PrivacyPhone, Biometric {
        override fun conditions() = DeliveryConditions(Permission.GRANTED, emptyList(), false, false, false)

        override fun mend(mend: Mend) = Unit

        override suspend fun read() = Privacy()

        override suspend fun write(privacy: Privacy) = Unit

        override suspend fun standing() = KeyStanding.None

        override suspend fun recognises() = false

        override suspend fun renew() = false

        override suspend fun forget() = Unit
    }
    private val lock by lazy { CoreLock(directory.toString(), clock, Dispatchers.Unconfined) }
    private val app by lazy { AppModel(gateway, scope, clock, phone) }
    private val door by lazy { Doorway(app, lock, phone, scope, clock) }
    private val privacy = PrivacyModel(phone, scope)
    private val called = mutableListOf<String>()

    @AfterEach
    fun close() = runBlocking { gateway.close() }

    private fun start(pin: String?, entry: Entry = Entry.App, test: DesktopComposeUiTest.() -> Unit) {
        runBlocking { pin?.let { lock.setPin(it) } }
        door.want(entry)
        runDesktopComposeUiTest(width = 412, height = 915) {
            setContent {
                val seen by privacy.state.collectAsState()
                val leave: () -> Unit = door::leaveAtOnce
                CompositionLocalProvider(LocalQuickExit provides leave.takeIf { seen.quickExit }) {
                    SteppingstoneTheme(false) {
                        val call: (String) -> Unit = { called += it }
                        BehindLock(door.lock, gateway, directory.toString(), Room.words, seen.neutralName, call) {
                            App(app, Room.words, clock::today, Phone(door.settings, privacy), call)
                        }
                    }
                }
            }
            waitForIdle()
            assertEquals(0, onAllNodes(hasText("", substring = true)).fetchSemanticsNodes().size, "drawn too early")
            door.arrive()
            waitForIdle()
            test()
        }
    }

    private fun DesktopComposeUiTest.tap(name: String) {
        val wanted = hasClickAction() and (hasText(name) or hasContentDescription(name))
        if (onAllNodes(wanted).fetchSemanticsNodes().isEmpty()) {
            onNode(hasScrollToNodeAction()).performScrollToNode(wanted)
        }
        val node = onAllNodes(wanted)[0]
        runCatching { node.performScrollTo() } // What does not scroll is in sight anyway.
        node.performClick()
        waitForIdle()
    }

    private fun DesktopComposeUiTest.type(pin: String) {
        pin.forEach { tap("$it") }
        tap("Go on")
    }

    private fun DesktopComposeUiTest.isInSight(words: String) =
        onAllNodes(hasText(words, substring = true)).fetchSemanticsNodes().isNotEmpty()

    @Test
    fun `behind the lock nothing of the journal is there, and the number opens it`() = start("2580") {
        assertTrue(isInSight("Steppingstone is locked"))
        assertFalse(journal.exists())
        type("1111")
        assertTrue(isInSight(Room.words["lock.wrong"]))
        assertFalse(journal.exists())
        type("2580")
        assertTrue(isInSight("For the minutes after it stings"))
    }

    @Test
    fun `what is heard of a number is how many digits it has`() = start("2580") {
        listOf("2", "5", "8").forEach { tap(it) }
        val heard = onAllNodes(hasContentDescription("digits typed", substring = true)).fetchSemanticsNodes().single()
        assertEquals(listOf("3 digits typed"), heard.config.getOrNull(SemanticsProperties.ContentDescription))
        assertFalse("258" in onRoot().fetchSemanticsNode().toString())
        tap("Delete the last digit")
        assertTrue(onAllNodes(hasContentDescription("2 digits typed")).fetchSemanticsNodes().isNotEmpty())
    }

    @Test
    fun `help and grounding are one tap from the lock, and open nothing`() = start("2580") {
        tap("Help")
        tap("Choose where you are")
        tap("New Zealand")
        tap("New Zealand 111")
        assertEquals(listOf("111"), called)
        tap("Back")
        tap("Ground me")
        assertTrue(isInSight("Pick one"))
        tap("Back")
        assertTrue(isInSight("Steppingstone is locked"))
        assertFalse(journal.exists())
    }

    @Test
    fun `a text from another app is there once the number is given`() =
        start("2580", Entry.Shared("They all went without me")) {
            assertFalse(isInSight("They all went"))
            type("2580")
            tap("hurt")
            tap("rejected")
            tap("Go on")
            tap("quite")
            assertTrue(isInSight("They all went without me"))
            onAllNodes(hasSetTextAction()).fetchSemanticsNodes().single()
        }

    @Test
    fun `what did not fit can be read to its end`() = start(null, Entry.Shared("word ".repeat(1000) + "the very end")) {
        tap("hurt")
        tap("rejected")
        tap("Go on")
        tap("quite")
        assertTrue(isInSight(Room.words["share.cut"]))
        assertFalse(isInSight("the very end"))
        repeat(3) { tap(Room.words["share.more"]) }
        assertTrue(isInSight("the very end"))
    }

    @Test
    fun `the lock is set, changed and taken away by tapping`() = start(null) {
        tap("Look around first")
        tap("Enough for now")
        tap("Done")
        tap("Settings")
        tap("Lock the app with a number")
        type("2580")
        type("2580")
        assertTrue(runBlocking { lock.isNeeded(null) })
        tap("One minute")
        type("2580")
        assertFalse(runBlocking { lock.isNeeded(NOON - 59_000) })
        tap("A fingerprint or face may stand for it")
        type("2580")
        assertTrue(isInSight(Room.words["lock.no_biometric"]))
        tap("Take the lock away")
        type("1111")
        assertTrue(isInSight(Room.words["lock.wrong"]))
        tap("Back")
        tap("Take the lock away")
        type("2580")
        assertFalse(runBlocking { lock.isNeeded(null) })
    }

    @Test
    fun `the way out stands on every bar, and leads to the lock`() = start("2580") {
        privacy.set { copy(quickExit = true) }
        type("2580")
        listOf("Look around first", "Enough for now", "Done").forEach {
            assertTrue(canLeave(), it)
            tap(it)
        }
        listOf("Practise", "Look back", "Circle", "Reminders", "Settings", "Help").forEach {
            tap(it)
            assertTrue(canLeave(), it)
            tap("Back")
        }
        tap("Check in")
        tap("Leave now")
        door.arrive()
        waitForIdle()
        assertTrue(isInSight("Steppingstone is locked"))
        assertTrue(canLeave())
        type("2580")
        assertTrue(isInSight("What happened, happened"))
    }

    @Test
    fun `with a neutral name the lock does not say what app it is`() = start("2580") {
        privacy.set { copy(neutralName = true) }
        waitForIdle()
        assertFalse(isInSight("Steppingstone"))
        assertTrue(isInSight("Your number"))
    }

    private fun DesktopComposeUiTest.canLeave() =
        onAllNodes(hasContentDescription("Leave now")).fetchSemanticsNodes().size == 1

    private companion object {
        /** Monday, 23 November 2026, noon in Berlin. */
        const val NOON = 1_795_431_600_000
    }
}
