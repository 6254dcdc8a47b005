package app.steppingstone.ui

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.compositeOver
import androidx.compose.ui.text.TextStyle
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

class ThemeTest {
    @TestFactory
    fun `text and edges stand out enough`(): List<DynamicTest> =
        listOf("light" to LightColors, "dark" to DarkColors).flatMap { (name, colors) ->
            texts(colors).map { (what, pair) -> dynamicTest("$name $what") { assertAtLeast(TEXT, pair) } } +
                edges(colors).map { (what, pair) -> dynamicTest("$name $what") { assertAtLeast(EDGE, pair) } }
        }

    @Test
    fun `nothing is smaller than 14 sp`() {
        val styles: List<TextStyle> = Type.run {
            listOf(headlineMedium, titleLarge, titleMedium, bodyLarge, bodyMedium, bodySmall) +
                listOf(labelLarge, labelMedium, labelSmall)
        }
        assertTrue(styles.all { it.fontSize.value >= 14f })
    }

    private fun assertAtLeast(least: Double, pair: Pair<Color, Color>) {
        val found = contrast(pair.first, pair.second)
        assertTrue(found >= least, "$found is less than $least")
    }

    private fun texts(colors: ColorScheme) = colors.run {
        mapOf(
            "onBackground" to (onBackground to background),
            "onSurface" to (onSurface to surface),
            "onSurface on variant" to (onSurface to surfaceVariant),
            "onSurfaceVariant on background" to (onSurfaceVariant to background),
            "onSurfaceVariant on surface" to (onSurfaceVariant to surface),
            "onSurfaceVariant on variant" to (onSurfaceVariant to surfaceVariant),
            "onPrimary" to (onPrimary to primary),
            "onPrimaryContainer" to (onPrimaryContainer to primaryContainer),
            "onSecondaryContainer" to (onSecondaryContainer to secondaryContainer),
            "primary on background" to (primary to background),
            "primary on surface" to (primary to surface),
            "error on surface" to (error to surface),
            "primary on a stone" to (primary to stone(colors)),
            "onSurfaceVariant on a stone" to (onSurfaceVariant to stone(colors)),
        )
    }

    /** A stone of the riverbed; none lies on another. */
    private fun stone(colors: ColorScheme): Color =
        colors.surfaceVariant.copy(alpha = RIVERBED_ALPHA).compositeOver(colors.background)

    private fun edges(colors: ColorScheme) = colors.run {
        mapOf(
            "outline on background" to (outline to background),
            "outline on surface" to (outline to surface),
            "outline on variant" to (outline to surfaceVariant),
            "tertiary on variant" to (tertiary to surfaceVariant),
        )
    }

    private companion object {
        const val TEXT = 6.0
        const val EDGE = 3.0
    }
}
