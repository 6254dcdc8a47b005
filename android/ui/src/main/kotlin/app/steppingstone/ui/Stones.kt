package app.steppingstone.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.translate
import androidx.compose.ui.unit.dp

/** The outline of a river stone within [size]: round, and not quite even. */
private fun outline(size: Size) = Path().apply {
    val (w, h) = size.width to size.height
    moveTo(0.02f * w, 0.56f * h)
    cubicTo(0f, 0.22f * h, 0.28f * w, 0.01f * h, 0.56f * w, 0.02f * h)
    cubicTo(0.86f * w, 0.03f * h, w, 0.3f * h, 0.98f * w, 0.55f * h)
    cubicTo(0.96f * w, 0.86f * h, 0.7f * w, 0.99f * h, 0.42f * w, 0.98f * h)
    cubicTo(0.17f * w, 0.97f * h, 0.03f * w, 0.84f * h, 0.02f * w, 0.56f * h)
    close()
}

private fun DrawScope.stone(color: Color, at: Offset, size: Size) {
    translate(at.x, at.y) { drawPath(outline(size), color) }
}

/** A river stone that takes [share] of its place. Purely to look at, as all stones are. */
@Composable
internal fun Stone(share: Float, color: Color, modifier: Modifier = Modifier) {
    Canvas(modifier) {
        val wide = Size(size.width * share, size.height * share * FLAT)
        stone(color, Offset((size.width - wide.width) / 2, (size.height - wide.height) / 2), wide)
    }
}

private const val FLAT = 0.74f

/** The way ahead: the stone one stands on, and those to come. */
@Composable
internal fun Steps(left: Int) {
    val (here, ahead) = MaterialTheme.colorScheme.run { primary to outlineVariant }
    Row(horizontalArrangement = Arrangement.spacedBy(5.dp)) {
        (0..left.coerceAtMost(MOST_STEPS)).forEach { at ->
            Stone(1f, if (at == 0) here else ahead, Modifier.size(14.dp, 12.dp))
        }
    }
}

private const val MOST_STEPS = 8

/** Three stones on each other. */
@Composable
internal fun Cairn() {
    val colors = MaterialTheme.colorScheme
    Canvas(Modifier.size(180.dp, 148.dp)) {
        val (w, h) = size.width to size.height
        stone(colors.surfaceVariant, Offset(0f, 0.55f * h), Size(w, 0.45f * h))
        stone(colors.primaryContainer, Offset(0.16f * w, 0.23f * h), Size(0.66f * w, 0.36f * h))
        stone(colors.secondaryContainer, Offset(0.3f * w, 0f), Size(0.36f * w, 0.26f * h))
    }
}

/** Pale stones in the lower corner of the page. Text over them keeps its contrast: a test computes it. */
@Composable
internal fun Riverbed() {
    val color = MaterialTheme.colorScheme.surfaceVariant.copy(alpha = RIVERBED_ALPHA)
    Canvas(Modifier.fillMaxSize()) {
        val unit = size.minDimension
        val (right, low) = size.width to size.height - 0.5f * unit
        stone(color, Offset(right - 0.5f * unit, low - 0.08f * unit), Size(0.8f * unit, 0.42f * unit))
        stone(color, Offset(right - 0.92f * unit, low + 0.16f * unit), Size(0.42f * unit, 0.24f * unit))
        stone(color, Offset(right - 0.3f * unit, low - 0.27f * unit), Size(0.26f * unit, 0.15f * unit))
    }
}

internal const val RIVERBED_ALPHA = 0.45f
