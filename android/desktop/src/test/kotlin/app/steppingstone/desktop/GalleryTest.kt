package app.steppingstone.desktop

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.InternalComposeUiApi
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.InternalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import app.steppingstone.core.speak
import app.steppingstone.ui.SteppingstoneTheme
import java.awt.image.BufferedImage
import java.io.File
import java.nio.file.Path
import javax.imageio.ImageIO
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.io.TempDir

/** Every screen in every state: what a screen reader and a shaky thumb need, and how it looks. */
@OptIn(ExperimentalTestApi::class, InternalTestApi::class, InternalComposeUiApi::class)
class GalleryTest {
    @TestFactory
    fun `everything to tap has a name of its own and is large enough`(): List<DynamicTest> = onEach(gallery) { ui ->
        val nodes = ui.onAllNodes(hasClickAction()).fetchSemanticsNodes()
        assertTrue(nodes.isNotEmpty())
        val names = nodes.map { it.name() }
        assertEquals(emptyList<String>(), names.filter { it.isBlank() }, "nameless")
        assertEquals(names.toSet().toList(), names, "names that repeat")
        val small = nodes.filter { it.touchBoundsInRoot.run { width < TARGET || height < TARGET } }
        assertEquals(emptyList<String>(), small.map { "${it.name()} ${it.touchBoundsInRoot}" }, "small")
    }

    @TestFactory
    fun `every screen has one heading that is said when it comes`(): List<DynamicTest> = onEach(gallery) { ui ->
        val said = SemanticsMatcher.keyIsDefined(SemanticsProperties.Heading)
            .and(SemanticsMatcher.keyIsDefined(SemanticsProperties.LiveRegion))
        val heading = ui.onAllNodes(said).fetchSemanticsNodes().single()
        assertTrue(heading.name().isNotBlank())
    }

    @TestFactory
    fun `no word is cut at twice the size, in long words, or from right to left`(): List<DynamicTest> =
        listOf(longer, mirrored).flatMap { (words, direction) ->
            onEach(words, 2f, direction, width = NARROW) { ui ->
                val texts = ui.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsActions.GetTextLayoutResult))
                    .fetchSemanticsNodes()
                assertTrue(texts.isNotEmpty())
                assertEquals(emptyList<String>(), texts.filter { it.isCut() }.map { it.name() }, "cut")
                val out = texts.filter { it.boundsInRoot.left < 0 || it.boundsInRoot.right > NARROW }
                assertEquals(emptyList<String>(), out.map { it.name() }, "out of sight")
            }
        }

    @TestFactory
    fun `the main action stays in sight on a small phone with large type`(): List<DynamicTest> =
        gallery.shots.filter { it.name in WITH_MAIN_ACTION }.map { shot ->
            dynamicTest(shot.name) {
                SkikoComposeUiTest(NARROW, 640, density = Density(1f, 1.3f)).runTest {
                    setContent { SteppingstoneTheme(false) { shot.content() } }
                    val last = onAllNodes(hasClickAction()).fetchSemanticsNodes().maxBy { it.boundsInRoot.bottom }
                    assertTrue(last.boundsInRoot.bottom <= 640 && last.boundsInRoot.height >= TARGET, last.name())
                }
            }
        }

    @Test
    fun `a path of many records composes what is in sight`() {
        val shot = gallery.shots.single { it.name == "path" }
        SkikoComposeUiTest(412, 915, density = Density(1f)).runTest {
            setContent { SteppingstoneTheme(false) { shot.content() } }
            val first = onAllNodes(hasClickAction()).fetchSemanticsNodes().size
            assertTrue(first in 3..14, "$first")
            onNode(hasScrollToNodeAction()).performScrollToIndex(30)
            assertTrue(onAllNodesWithText("Look back").fetchSemanticsNodes().isEmpty())
        }
    }

    @TestFactory
    fun `pictures are as they were looked at`(): List<DynamicTest> {
        val committed = File(System.getProperty("committed.dir"))
        val drawn = File(System.getProperty("screens.dir")).apply { mkdirs() }
        // Help changes with its data, so it is drawn and looked through above, but not compared.
        val compared = gallery.shots.filterNot { it.name.startsWith("help") || it.name == "regions" }
        val looks = compared.flatMap { shot ->
            Look.entries.filter { it == Look.Light || (it in OTHER_LOOKS && shot.name in MAIN_SCREENS) }.map {
                shot to
                    it
            }
        }
        return looks.map { (shot, look) ->
            val file = "${shot.name}${look.suffix}.png"
            dynamicTest(file) {
                val image = Pictures.draw(look, 1f, shot.content)
                Pictures.write(image, File(drawn, file))
                val known = File(committed, file)
                assertTrue(known.exists(), "no picture yet: look at $drawn/$file, then copy it to $committed")
                val before = ImageIO.read(known)
                assertEquals(before.width to before.height, image.width to image.height)
                val differing = differing(before, image)
                assertTrue(
                    differing <= MOST_DIFFERING,
                    "$differing of 1000 points differ: see $drawn/$file; if meant, copy it",
                )
            }
        }
    }

    @Test
    fun `a picture that differs is noticed`() {
        val (home, path) = listOf("home", "home-waiting").map { name ->
            Pictures.draw(Look.Light, 1f, gallery.shots.single { it.name == name }.content)
        }
        assertTrue(differing(home, path) > MOST_DIFFERING)
        assertEquals(0, differing(home, home))
    }

    private fun differing(one: BufferedImage, other: BufferedImage): Int {
        val points = (0 until one.height).sumOf { y ->
            (0 until one.width).count { x -> Pictures.distance(one.getRGB(x, y), other.getRGB(x, y)) > TOLERANCE }
        }
        return points * 1000 / (one.width * one.height)
    }

    // As high as it needs to be: what is scrolled away is not composed.
    private fun onEach(
        gallery: Gallery,
        fontScale: Float = 1f,
        direction: LayoutDirection = LayoutDirection.Ltr,
        width: Int = 412,
        check: (SkikoComposeUiTest) -> Unit,
    ) = gallery.shots.map { shot ->
        dynamicTest("${shot.name} at $fontScale $direction") {
            SkikoComposeUiTest(width, 9000, density = Density(1f, fontScale)).runTest {
                setContent {
                    CompositionLocalProvider(LocalLayoutDirection provides direction) {
                        SteppingstoneTheme(false) { shot.content() }
                    }
                }
                check(this)
            }
        }
    }

    /**
     * Lines left out, lower than its lines, narrower than one of them (a point is lost to rounding), or squeezed so
     * that words stand letter under letter.
     */
    private fun SemanticsNode.isCut(): Boolean {
        val results = mutableListOf<TextLayoutResult>()
        config[SemanticsActions.GetTextLayoutResult].action?.invoke(results)
        return results.any { laid ->
            val lines = laid.multiParagraph
            lines.didExceedMaxLines || lines.height > laid.size.height + 1 ||
                (0 until lines.lineCount).any { lines.getLineWidth(it) > laid.size.width + 1 } ||
                (lines.lineCount > 1 && laid.size.width < SQUEEZED)
        }
    }

    private fun SemanticsNode.name(): String {
        val spoken = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val texts = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return spoken.ifEmpty { texts }.joinToString()
    }

    companion object {
        private const val TARGET = 48f
        private const val NARROW = 360
        private const val SQUEEZED = 60
        private const val TOLERANCE = 96
        private const val MOST_DIFFERING = 4
        private val OTHER_LOOKS = listOf(Look.Dark, Look.Large)

        /** Compared in the dark and with large type, too. */
        private val MAIN_SCREENS = setOf(
            "welcome-hello",
            "check-in-thought",
            "home",
            "home-waiting",
            "record",
            "path",
            "insights",
            "practise",
            "reminders-denied",
            "ground",
            "thought-back",
        )
        private val WITH_MAIN_ACTION =
            setOf("home", "home-waiting", "home-trouble", "record", "record-new", "thought-back", "check-in-thought")

        @TempDir
        lateinit var directory: Path
        private lateinit var gallery: Gallery
        private lateinit var longer: Pair<Gallery, LayoutDirection>
        private lateinit var mirrored: Pair<Gallery, LayoutDirection>

        /** The words of a locale are those that were spoken when a gallery was made. */
        @BeforeAll
        @JvmStatic
        fun hang() {
            gallery = Gallery(directory.resolve("plain"))
            speak("en-XA")
            longer = Gallery(directory.resolve("longer")) to LayoutDirection.Ltr
            speak("ar-XB")
            mirrored = Gallery(directory.resolve("mirrored")) to LayoutDirection.Rtl
            speak("en")
        }

        @AfterAll
        @JvmStatic
        fun takeDown() = listOf(gallery, longer.first, mirrored.first).forEach { it.close() }
    }
}
