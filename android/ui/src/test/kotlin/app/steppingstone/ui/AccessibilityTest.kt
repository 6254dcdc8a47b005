package app.steppingstone.ui

import androidx.compose.ui.InternalComposeUiApi
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.InternalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.unit.Density
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory

/** What a screen reader and a shaky thumb need, on every input and every kind of step, also with large type. */
@OptIn(ExperimentalTestApi::class, InternalTestApi::class, InternalComposeUiApi::class)
class AccessibilityTest {
    @TestFactory
    fun `everything to tap has a name and is large enough`(): List<DynamicTest> = onEverySample { ui ->
        val nodes = ui.onAllNodes(hasClickAction()).fetchSemanticsNodes()
        assertTrue(nodes.isNotEmpty())
        assertEquals(emptyList<String>(), nodes.filter { it.name().isBlank() }.map { "${it.config}" }, "nameless")
        val small = nodes.filter { it.touchBoundsInRoot.run { width < TARGET || height < TARGET } }
        assertEquals(emptyList<String>(), small.map { "${it.name()} ${it.touchBoundsInRoot}" }, "small")
    }

    @TestFactory
    fun `names do not repeat, so that a voice can tell them apart`(): List<DynamicTest> = onEverySample { ui ->
        val names = ui.onAllNodes(hasClickAction()).fetchSemanticsNodes().map { it.name() }
        assertEquals(names.toSet().size, names.size, "$names")
    }

    @TestFactory
    fun `every question and ending is a heading that is said when it comes`(): List<DynamicTest> = onEverySample { ui ->
        val said = SemanticsMatcher.keyIsDefined(SemanticsProperties.Heading)
            .and(SemanticsMatcher.keyIsDefined(SemanticsProperties.LiveRegion))
        assertEquals(1, ui.onAllNodes(said).fetchSemanticsNodes().size)
    }

    @TestFactory
    fun `on a small phone everything can be scrolled into sight`(): List<DynamicTest> =
        onEverySample(height = 600) { ui ->
            val nodes = ui.onAllNodes(hasClickAction())
            nodes.fetchSemanticsNodes().indices.forEach { at ->
                runCatching { nodes[at].performScrollTo() } // What does not scroll is in sight anyway.
                val seen = nodes[at].assertIsDisplayed().fetchSemanticsNode().boundsInRoot
                assertTrue(seen.height >= SEEN, "${nodes[at].fetchSemanticsNode().name()}: $seen")
            }
        }

    // As high as it needs to be: what is scrolled away has no size.
    private fun onEverySample(height: Int = 6000, check: (SkikoComposeUiTest) -> Unit) =
        Samples.all.flatMap { (name, state) ->
            listOf(1f, 2f).map { fontScale ->
                dynamicTest("$name at $fontScale") {
                    SkikoComposeUiTest(412, height, density = Density(1f, fontScale)).runTest {
                        setContent {
                            SteppingstoneTheme(false) { GuideContent(state, Room.words, Unmoved, Room.exits) }
                        }
                        check(this)
                    }
                }
            }
        }

    private fun SemanticsNode.name(): String {
        val spoken = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val texts = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return spoken.ifEmpty { texts }.joinToString()
    }

    private companion object {
        const val TARGET = 48f
        const val SEEN = 40f
    }
}
