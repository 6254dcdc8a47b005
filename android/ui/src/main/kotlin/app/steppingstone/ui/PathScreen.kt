package app.steppingstone.ui

import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.steppingstone.core.RecordSummary
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.PathActions
import app.steppingstone.shell.PathState
import app.steppingstone.shell.Shown
import app.steppingstone.shell.clockTime
import app.steppingstone.shell.date
import app.steppingstone.shell.time
import java.time.LocalDate

/** Looking back: a path of stones, the newest first; the stronger it was, the larger the stone. */
@Composable
fun PathContent(
    state: Shown<PathState>,
    today: LocalDate,
    frame: Frame,
    actions: PathActions,
    onOpen: (String) -> Unit,
    onInsights: () -> Unit,
) {
    val words = frame.words
    ScreenPage(words["menu.look_back"], frame, state.trouble) {
        val path = state.content ?: return@ScreenPage
        item("insights") { Door(words["menu.insights"], null, onInsights) }
        item("search") {
            WordsField(path.query, actions::find, words["path.search"], words["path.search"])
        }
        when {
            path.records.isNotEmpty() -> records(path, today, words, onOpen)
            path.query.isBlank() -> item("empty") { Nothing(words["empty.look_back"]) }
            else -> item("empty") { Small(words["empty.search"]) }
        }
        path.next?.let { next ->
            item("older") {
                LaunchedEffect(next) { actions.older() }
                QuietAction(words["action.older"], onClick = actions::older)
            }
        }
    }
}

private fun LazyListScope.records(path: PathState, today: LocalDate, words: Chrome, onOpen: (String) -> Unit) {
    path.records.forEachIndexed { at, record ->
        val date = record.at.date
        if (at == 0 || path.records[at - 1].at.date != date) {
            // A record that was moved may bring a day in twice.
            item("day:${record.id}") { PartTitle(words.date(date, today)) }
        }
        item(record.id) { Passed(record, words.date(date, today), words) { onOpen(record.id) } }
    }
}

/** One record as a stone on the path. */
@Composable
private fun Passed(record: RecordSummary, day: String, words: Chrome, onOpen: () -> Unit) {
    val colors = MaterialTheme.colorScheme
    val headline = record.headline?.text
    val kind = record.feelings.ifEmpty { record.label }
    val clock = clockTime(record.at.time.hour * 60 + record.at.time.minute)
    val strength = record.intensity?.let { words["path.strength", "value" to it] }
    val closer = words["path.looked_closer"].takeIf { record.lookedCloser }
    val small = listOfNotNull(kind.takeIf { headline != null }, closer, clock).joinToString(" · ")
    val spoken = listOfNotNull(headline, kind, strength, closer, day, clock).joinToString()
    Door(headline ?: kind, small, onOpen, spoken) {
        val share = 0.5f + 0.5f * (record.intensity?.toInt() ?: 0) / 100f
        val color = if (record.lookedCloser) colors.primary else colors.outline
        Stone(share, color, Modifier.size(40.dp))
    }
}
