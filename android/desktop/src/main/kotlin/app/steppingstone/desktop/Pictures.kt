package app.steppingstone.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import app.steppingstone.ui.SteppingstoneTheme
import java.awt.image.BufferedImage
import java.awt.image.IndexColorModel
import java.io.ByteArrayInputStream
import java.io.File
import javax.imageio.ImageIO
import org.jetbrains.skia.EncodedImageFormat

/** How a screen is looked at. */
enum class Look(
    val suffix: String,
    val dark: Boolean = false,
    val fontScale: Float = 1f,
    val direction: LayoutDirection = LayoutDirection.Ltr,
    val size: Pair<Int, Int> = 412 to 915,
) {
    /** As most people see it. */
    Light(""),

    /** At night. */
    Dark("-dark", dark = true),

    /** With type twice as large. */
    Large("-large", fontScale = 2f),

    /** From right to left. */
    Mirrored("-mirrored", direction = LayoutDirection.Rtl),

    /** On a tablet, or a phone on its side. */
    Wide("-wide", size = 915 to 412),
}

/** Draws screens to pictures, without a display. */
@OptIn(ExperimentalComposeUiApi::class)
object Pictures {
    private const val TWO_SECONDS = 2_000_000_000L
    private const val COLORS = 64

    /** Draws one screen; [scale] pixels for each dp. */
    fun draw(look: Look, scale: Float, content: @Composable () -> Unit): BufferedImage {
        val (width, height) = look.size
        val scene = ImageComposeScene(
            (width * scale).toInt(),
            (height * scale).toInt(),
            Density(scale, look.fontScale),
        ) {
            CompositionLocalProvider(LocalLayoutDirection provides look.direction) {
                SteppingstoneTheme(look.dark) { content() }
            }
        }
        val bytes = try {
            scene.render(0)
            checkNotNull(scene.render(TWO_SECONDS).encodeToData(EncodedImageFormat.PNG)).bytes
        } finally {
            scene.close()
        }
        return ImageIO.read(ByteArrayInputStream(bytes))
    }

    /** Writes a picture with few colours, since a screen of ours has few: a fifth of the size. */
    fun write(image: BufferedImage, file: File) {
        val pixels = image.getRGB(0, 0, image.width, image.height, null, 0, image.width)
        val counted = pixels.toList().groupingBy { it and RGB }.eachCount()
        val palette = counted.entries.sortedWith(compareBy({ -it.value }, { it.key })).take(COLORS).map { it.key }
        val channel = { shift: Int -> ByteArray(palette.size) { (palette[it] shr shift).toByte() } }
        val model = IndexColorModel(8, palette.size, channel(16), channel(8), channel(0))
        val nearest = palette.withIndex().associate { (at, color) -> color to at }.toMutableMap()
        val indexed = BufferedImage(image.width, image.height, BufferedImage.TYPE_BYTE_INDEXED, model)
        val places = IntArray(pixels.size) { at ->
            val color = pixels[at] and RGB
            nearest.getOrPut(color) { palette.indices.minBy { distance(palette[it], color) } }
        }
        indexed.raster.setSamples(0, 0, image.width, image.height, 0, places)
        check(ImageIO.write(indexed, "png", file)) { "no writer for PNG" }
    }

    /** How far two colours are apart, summed over the channels. */
    fun distance(one: Int, other: Int): Int =
        listOf(16, 8, 0).sumOf { shift -> Math.abs((one shr shift and 255) - (other shr shift and 255)) }

    private const val RGB = 0xFFFFFF
}
