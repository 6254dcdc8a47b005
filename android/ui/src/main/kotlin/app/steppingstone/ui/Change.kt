package app.steppingstone.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import app.steppingstone.core.StoryLine

/**
 * How a rating changed: the words, and under them the way from a ring (at first) to a full dot (later) on a line from
 * 0 to 100. The drawing says nothing that the words do not say.
 */
@Composable
internal fun Changed(line: StoryLine) {
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        Line(line)
        val change = line.change ?: return@Column
        val (before, after) = (change.before ?: return@Column) to (change.after ?: return@Column)
        val colors = MaterialTheme.colorScheme
        val isMirrored = LocalLayoutDirection.current == LayoutDirection.Rtl
        Canvas(Modifier.fillMaxWidth().height(20.dp)) {
            val edge = 8.dp.toPx()
            fun at(value: UByte): Offset {
                val share = value.toInt() / WHOLE
                return Offset(edge + (if (isMirrored) 1 - share else share) * (size.width - 2 * edge), center.y)
            }
            val ends = Offset(edge, center.y) to Offset(size.width - edge, center.y)
            drawLine(colors.outlineVariant, ends.first, ends.second, 2.dp.toPx(), StrokeCap.Round)
            drawLine(colors.primary, at(before), at(after), 3.dp.toPx(), StrokeCap.Round)
            drawCircle(colors.surface, 7.dp.toPx(), at(before))
            drawCircle(colors.secondary, 5.dp.toPx(), at(before), style = Stroke(2.5.dp.toPx()))
            drawCircle(colors.primary, 7.dp.toPx(), at(after))
        }
    }
}

private const val WHOLE = 100f
