package app.steppingstone.ui

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import app.steppingstone.core.Insight
import app.steppingstone.core.InsightUnit
import app.steppingstone.core.InsightWindow
import app.steppingstone.core.Point
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.InsightsState
import app.steppingstone.shell.Shown
import app.steppingstone.shell.date
import java.time.DateTimeException
import java.time.LocalDate
import java.time.YearMonth

/** What shows over time: the core's sentence, a drawing beside it, and the numbers on demand. */
@Composable
fun InsightsContent(state: Shown<InsightsState>, today: LocalDate, frame: Frame, onChoose: (InsightWindow) -> Unit) {
    val words = frame.words
    ScreenPage(words["menu.insights"], frame, state.trouble) {
        val found = state.content ?: return@ScreenPage
        item("windows") {
            Pebbles {
                InsightWindow.entries.forEach { window ->
                    val name = words["insights.${window.name.lowercase().replace("days", "days_")}"]
                    Pebble(name, window == found.window) { onChoose(window) }
                }
            }
        }
        // What says something comes before what still takes more notes.
        val (telling, waiting) = found.insights.partition { it.n >= it.minimum }
        (telling + waiting).forEach { insight -> item(insight.id) { Told(insight, today, words) } }
    }
}

@Composable
private fun Told(insight: Insight, today: LocalDate, words: Chrome) {
    var isOpen by rememberSaveable { mutableStateOf(false) }
    val isTelling = insight.n >= insight.minimum
    Sheet {
        Column(Modifier.semantics(mergeDescendants = true) { heading() }) {
            Text(insight.title, style = MaterialTheme.typography.titleMedium)
            insight.about?.let { Text(it.text, color = MaterialTheme.colorScheme.secondary) }
        }
        if (isTelling && insight.points.size > 1) Chart(insight, today, words)
        if (isTelling) {
            Text(insight.sentence, style = MaterialTheme.typography.bodyLarge)
        } else {
            Small(insight.sentence)
        }
        if (isTelling && isOpen) insight.points.forEach { Numbers(it, insight.unit, today, words) }
        if (isTelling && !isOpen) {
            val label = words["insights.numbers"]
            QuietAction(
                label,
                MaterialTheme.colorScheme.primary,
                "${insight.title} ${insight.about?.text.orEmpty()}: $label",
            ) {
                isOpen =
                    true
            }
        }
    }
}

@Composable
private fun Numbers(point: Point, unit: InsightUnit, today: LocalDate, words: Chrome) {
    val key = when (unit) {
        InsightUnit.OF_HUNDRED -> if (point.second == null) "story.value" else "insights.pair"
        InsightUnit.PERCENT -> "insights.percent"
        InsightUnit.HOURS -> "insights.hours"
        InsightUnit.MINUTES -> "insights.minutes"
        InsightUnit.TIMES -> "insights.times"
    }
    val said = words[key, "value" to point.value, "second" to (point.second ?: "")]
    Small("${words.place(point, today)}: $said")
}

/** Where a point stands: its date or month in words, or what is counted, as the core says it. */
internal fun Chrome.place(point: Point, today: LocalDate): String = when (point.label.length) {
    DATE.length -> parsed(point.label) { date(LocalDate.parse(it), today) }
    MONTH.length -> parsed(point.label) { YearMonth.parse(it).run { "${get("month.$monthValue")} $year" } }
    else -> point.label
}

private fun parsed(label: String, say: (String) -> String) = try {
    say(label)
} catch (_: DateTimeException) {
    label
}

private const val DATE = "2026-11-24"
private const val MONTH = "2026-11"
