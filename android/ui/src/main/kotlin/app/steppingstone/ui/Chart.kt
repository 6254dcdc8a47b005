package app.steppingstone.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Insight
import app.steppingstone.core.InsightUnit
import app.steppingstone.core.Point
import app.steppingstone.shell.Chrome
import java.time.LocalDate

/** The newest so many points are drawn: more would be a smear on a phone. */
private const val MOST_POINTS = 24

/** What is drawn: a value as a ring, what came after as a full dot, single values as bars. */
private class Inks(val first: Color, val second: Color, val line: Color)

/** An insight as a drawing. The sentence beside it says the same, so a screen reader passes over it. */
@Composable
internal fun Chart(insight: Insight, today: LocalDate, words: Chrome) {
    val points = insight.points.takeLast(MOST_POINTS)
    val inks = MaterialTheme.colorScheme.run { Inks(secondary, primary, outlineVariant) }
    val isMirrored = LocalLayoutDirection.current == LayoutDirection.Rtl
    Column(Modifier.fillMaxWidth().clearAndSetSemantics {}) {
        Canvas(Modifier.fillMaxWidth().height(132.dp)) {
            listOf(0f, 0.5f, 1f).forEach { share ->
                val y = low - share * span
                drawLine(inks.line, Offset(0f, y), Offset(size.width, y), 1.dp.toPx())
            }
            val whole = insight.whole(points)
            points.forEachIndexed { at, point ->
                val place = (at + 0.5f) / points.size * size.width
                val x = if (isMirrored) size.width - place else place
                val second = point.second?.takeIf { insight.unit != InsightUnit.MINUTES }
                if (second == null) {
                    bar(x, point.value / whole, size.width / points.size, inks)
                } else {
                    pair(x, point.value / whole, second.toInt() / HUNDRED, inks)
                }
            }
        }
        FlowRow(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
            Small(words.place(points.first(), today))
            Small(words.place(points.last(), today))
        }
        if (points.any { it.second != null }) Legend(insight.unit, inks, words)
    }
}

/** What ring and dot stand for. */
@Composable
private fun Legend(unit: InsightUnit, inks: Inks, words: Chrome) {
    val (first, second) = when (unit) {
        InsightUnit.PERCENT -> "insights.came" to "insights.expected"
        InsightUnit.MINUTES -> return
        InsightUnit.OF_HUNDRED, InsightUnit.HOURS, InsightUnit.TIMES -> "insights.first" to "insights.then"
    }
    FlowRow(Modifier.padding(top = 6.dp), Arrangement.spacedBy(20.dp)) {
        Sign(words[first]) { drawCircle(inks.first, 5.dp.toPx(), style = Stroke(2.5.dp.toPx())) }
        Sign(words[second]) { drawCircle(inks.second, 6.dp.toPx()) }
    }
}

@Composable
private fun Sign(words: String, draw: DrawScope.() -> Unit) {
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
        Canvas(Modifier.size(16.dp), draw)
        Small(words)
    }
}

private const val HUNDRED = 100f

/** What the full height stands for. */
private fun Insight.whole(points: List<Point>): Float = when (unit) {
    InsightUnit.OF_HUNDRED, InsightUnit.PERCENT -> HUNDRED
    InsightUnit.HOURS, InsightUnit.MINUTES, InsightUnit.TIMES -> points.maxOf { it.value }.coerceAtLeast(1).toFloat()
}

private val DrawScope.low get() = size.height - 8.dp.toPx()
private val DrawScope.span get() = size.height - 16.dp.toPx()

private fun DrawScope.bar(x: Float, share: Float, room: Float, inks: Inks) {
    val wide = (room * 0.6f).coerceAtMost(28.dp.toPx())
    val high = (share * span).coerceAtLeast(2.dp.toPx())
    val corner = CornerRadius(wide.coerceAtMost(16.dp.toPx()) / 2)
    drawRoundRect(inks.second, Offset(x - wide / 2, low - high), Size(wide, high), corner)
}

private fun DrawScope.pair(x: Float, first: Float, second: Float, inks: Inks) {
    val (from, to) = low - first * span to low - second * span
    drawLine(inks.line, Offset(x, from), Offset(x, to), 3.dp.toPx())
    drawCircle(inks.first, 5.dp.toPx(), Offset(x, from), style = Stroke(2.5.dp.toPx()))
    drawCircle(inks.second, 6.dp.toPx(), Offset(x, to))
}
