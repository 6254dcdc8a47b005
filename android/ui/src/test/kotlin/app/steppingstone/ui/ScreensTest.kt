package app.steppingstone.ui

import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.IntSize
import app.steppingstone.shell.GuideState
import java.io.File
import java.nio.file.Path
import javax.imageio.ImageIO
import org.jetbrains.skia.EncodedImageFormat
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.io.TempDir

/** Screens drawn to pictures, without a display: `target/screens`. */
@OptIn(ExperimentalComposeUiApi::class)
class ScreensTest {
    @TempDir
    lateinit var directory: Path

    private val folder = File(System.getProperty("screens.dir")).apply { mkdirs() }

    @TestFactory
    fun `a check-in on the real core`(): List<DynamicTest> = PROMPTS.map { prompt ->
        val name = prompt ?: "review"
        dynamicTest(name) {
            val room = Room(directory.resolve(name)).goTo(prompt)
            draw(name, room.state)
            draw("$name-dark", room.state, dark = true)
            draw("$name-large", room.state, fontScale = 2f)
            room.close()
        }
    }

    @TestFactory
    fun `every input and every step`(): List<DynamicTest> = Samples.all.map { (name, state) ->
        dynamicTest(name) {
            draw("sample-$name", state)
            draw("sample-$name-wide", state, fontScale = 2f, size = IntSize(1830, 824))
        }
    }

    private fun draw(
        name: String,
        state: GuideState,
        dark: Boolean = false,
        fontScale: Float = 1f,
        size: IntSize = IntSize(824, 1830),
    ) {
        val (width, height) = size.width to size.height
        val scene = ImageComposeScene(width, height, Density(2f, fontScale)) {
            SteppingstoneTheme(dark) { GuideContent(state, Room.words, Unmoved, Room.exits) }
        }
        val bytes = try {
            scene.render(0)
            scene.render(TWO_SECONDS).encodeToData(EncodedImageFormat.PNG)!!.bytes
        } finally {
            scene.close()
        }
        File(folder, "$name.png").writeBytes(bytes)
        val image = ImageIO.read(bytes.inputStream())
        assertEquals(width to height, image.width to image.height)
        val points = (0 until height step 4).flatMap { y -> (0 until width step 4).map { x -> x to y } }
        assertTrue(points.map { (x, y) -> image.getRGB(x, y) }.toSet().size > 20, "$name looks empty")
    }

    private companion object {
        const val TWO_SECONDS = 2_000_000_000L

        /** Where to stop; without one, at the review. */
        val PROMPTS =
            listOf("feeling", "intensity", "event", "thought", "now", "facts", "traps", "balanced", "when", null)
    }
}
