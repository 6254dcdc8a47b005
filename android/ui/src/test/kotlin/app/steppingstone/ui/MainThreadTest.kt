package app.steppingstone.ui

import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import app.steppingstone.core.CircleInterface
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.GuidesInterface
import app.steppingstone.core.InsightsInterface
import app.steppingstone.core.JournalInterface
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.core.PracticeInterface
import app.steppingstone.core.RemindersInterface
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.DeliveryPhone
import app.steppingstone.shell.OpenCore
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.today
import java.lang.reflect.Proxy
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Through all screens with the gateway as the app has it: the thread that draws never waits for the journal. */
@OptIn(ExperimentalTestApi::class)
class MainThreadTest {
    @TempDir
    lateinit var directory: Path

    private val phone = object : DeliveryPhone {
        override fun conditions() = DeliveryConditions(Permission.GRANTED, emptyList(), false, false, false)

        override fun mend(mend: Mend) = Unit
    }

    @Test
    fun `no call to the journal is made where screens are drawn`() =
        runDesktopComposeUiTest(width = 412, height = 915) {
            val watched = Watched()
            val gateway = CoreGateway(PhoneClock.system()) { watched.over(RustCore.open(directory.toString())) }
            val app = AppModel(gateway, CoroutineScope(Dispatchers.Unconfined), PhoneClock.system(), phone)
            setContent { SteppingstoneTheme(false) { App(app, Room.words, PhoneClock.system()::today) {} } }
            app.open()
            tap("Look around first")
            tap("Enough for now")
            tap("Done")
            listOf("Practise", "Look back", "Circle", "Reminders", "Settings").forEach {
                tap(it)
                awaits(it)
                tap("Back")
            }
            tap("The thought is back")
            tap("Done")
            tap("Check in")
            tap("hurt")
            tap("rejected")
            tap("Go on")
            tap("quite")
            tap("Enough for now")
            tap("Help")
            tap("Back")
            assertTrue(watched.calls.keys.containsAll(listOf("timeline", "offers", "answer", "people", "check")))
            assertEquals(emptySet<String>(), watched.calls.filterValues { "draws" in it }.keys)
            runBlocking { gateway.close() }
        }

    private fun DesktopComposeUiTest.awaits(name: String) = waitUntil(name, WAIT_MS) {
        onAllNodes(hasText(name) or hasContentDescription(name)).fetchSemanticsNodes().isNotEmpty()
    }

    private fun DesktopComposeUiTest.tap(name: String) {
        val wanted = hasClickAction() and (hasText(name) or hasContentDescription(name))
        waitUntil(name, WAIT_MS) {
            runCatching { onNode(hasScrollToNodeAction()).performScrollToNode(wanted) }
            onAllNodes(wanted).fetchSemanticsNodes().isNotEmpty()
        }
        onAllNodes(wanted)[0].performClick()
        waitForIdle()
    }

    /** Notes on which threads each call is made. The thread of the test is the one that draws. */
    private class Watched {
        val calls = ConcurrentHashMap<String, Set<String>>()
        private val drawing = Thread.currentThread()

        fun over(real: OpenCore) = object : OpenCore {
            override val opened get() = real.opened.also { note("opened") }
            override val guides = noting(GuidesInterface::class.java, real.guides)
            override val journal = noting(JournalInterface::class.java, real.journal)
            override val circle = noting(CircleInterface::class.java, real.circle)
            override val practice = noting(PracticeInterface::class.java, real.practice)
            override val insights = noting(InsightsInterface::class.java, real.insights)
            override val reminders = noting(RemindersInterface::class.java, real.reminders)

            override fun close() = real.close()
        }.also { note("open") }

        private fun note(call: String) {
            val thread = Thread.currentThread()
            val drawn = thread == drawing || thread.name.startsWith("AWT")
            calls.merge(call, setOf(if (drawn) "draws" else "apart")) { one, other -> one + other }
        }

        private fun <T : Any> noting(facade: Class<T>, target: T): T {
            val proxy = Proxy.newProxyInstance(facade.classLoader, arrayOf(facade)) { _, method, arguments ->
                note(method.name.substringBefore('-'))
                method.invoke(target, *arguments.orEmpty())
            }
            return facade.cast(proxy)
        }
    }

    private companion object {
        const val WAIT_MS = 40_000L
    }
}
