package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Start
import app.steppingstone.core.StoryLine
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.RecordActions
import app.steppingstone.shell.RecordState
import app.steppingstone.shell.Shown
import app.steppingstone.shell.ThoughtState
import app.steppingstone.shell.clockTime
import app.steppingstone.shell.date
import app.steppingstone.shell.localDate
import app.steppingstone.shell.time
import java.time.LocalDate

/** Where a record leads. */
class RecordExits(
    /** Begins a guide from it. */
    val begin: (Start) -> Unit,
    /** Deletes it and leaves; it can be taken back for now. */
    val delete: () -> Unit,
    /** Leaves it. */
    val done: () -> Unit,
)

/** A record, read as a story; right after it was made, with the one thing that could come next. */
@Composable
fun RecordContent(
    state: Shown<RecordState>,
    isNew: Boolean,
    today: LocalDate,
    frame: Frame,
    actions: RecordActions,
    exits: RecordExits,
) {
    val words = frame.words
    val record = state.content
    val title = if (isNew) words["record.saved"] else record?.summary?.label ?: words["menu.look_back"]
    val next = record?.next
    val main: @Composable () -> Unit = {
        if (next == null) {
            MainAction(words["action.done"], onClick = exits.done)
        } else {
            MainAction(next.label) { exits.begin(next.start) }
        }
    }
    val done: (@Composable ColumnScope.() -> Unit)? =
        if (next != null && isNew) ({ QuietAction(words["action.done"], exits.done) }) else null
    ScreenPage(title, frame, state.trouble, main, done) {
        if (record == null) return@ScreenPage
        item("when") { Small(words.whenItWas(record, isNew, today)) }
        story(record.story, words)
        item("tags") { Tags(record, words, actions) }
        if (record.offers.isNotEmpty()) {
            item("next") { PartTitle(words["record.next"]) }
            offers(record.offers) { exits.begin(it.start) }
        }
        item("more") { PartTitle(words["record.more"]) }
        item("move") { Moved(record, today, words, actions) }
        record.change?.let { item("change") { OptionRow(it.label, { exits.begin(it.start) }) } }
        versions(record, words, actions)
        item("delete") { OptionRow(words["action.delete"], exits.delete) }
    }
}

private fun Chrome.whenItWas(record: RecordState, isNew: Boolean, today: LocalDate): String {
    val at = record.summary.at
    val moment = "${date(at.date, today)}, ${clockTime(at.time.hour * 60 + at.time.minute)}"
    return if (isNew) "${record.summary.label}, $moment" else moment
}

/** The thought and what was found fairer beside each other, then the rest in reading order. */
private fun LazyListScope.story(story: List<StoryLine>, words: Chrome) {
    val thought = story.firstOrNull { it.id == "thought" }
    val fairer = story.firstOrNull { it.id == "balanced" }
    if (thought != null && fairer != null) {
        item("both") {
            val colors = MaterialTheme.colorScheme
            Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
                PartTitle(words["record.both"])
                Said(thought, colors.secondaryContainer, colors.onSecondaryContainer)
                Said(fairer, colors.primaryContainer, colors.onPrimaryContainer)
            }
        }
    }
    val changes = story.filter { it.change != null }
    if (changes.isNotEmpty()) item("changes") { Sheet { changes.forEach { Changed(it) } } }
    val told = if (fairer == null) emptySet() else setOfNotNull(thought, fairer)
    val rest = story - told - changes.toSet()
    if (rest.isNotEmpty()) item("story") { Sheet { rest.forEach { Line(it) } } }
}

/** One's own words on a ground of their own. */
@Composable
private fun Said(line: StoryLine, ground: Color, ink: Color) {
    Surface(Modifier.fillMaxWidth(), MaterialTheme.shapes.medium, ground, ink) {
        Column(Modifier.padding(horizontal = 18.dp, vertical = 14.dp).semantics(mergeDescendants = true) {}) {
            Text(line.label, style = MaterialTheme.typography.labelMedium)
            Text(line.text.text, style = MaterialTheme.typography.titleMedium)
        }
    }
}

@Composable
private fun Tags(record: RecordState, words: Chrome, actions: RecordActions) {
    val now = record.tags.joinToString { it.text }
    var isOpen by rememberSaveable { mutableStateOf(false) }
    if (!isOpen) {
        Door(words["record.tags"], now.ifEmpty { null }, { isOpen = true })
        return
    }
    var written by rememberSaveable { mutableStateOf(now) }
    Sheet {
        Small(words["ask.tags"])
        WordsField(written, { written = it }, words["record.tags"], null)
        QuietAction(words["action.save"]) {
            actions.setTags(written)
            isOpen = false
        }
    }
}

/** When it was: the last days, and a time of day. */
@Composable
private fun Moved(record: RecordState, today: LocalDate, words: Chrome, actions: RecordActions) {
    var isOpen by rememberSaveable { mutableStateOf(false) }
    if (!isOpen) {
        OptionRow(words["record.move"], { isOpen = true })
        return
    }
    val at = record.summary.at
    var day by rememberSaveable { mutableStateOf("${at.date}") }
    var minute by rememberSaveable { mutableStateOf(at.time.toSecondOfDay() / SECONDS) }
    Sheet {
        Pebbles {
            (DAYS_BACK downTo 0L).map(today::minusDays).forEach { one ->
                Pebble(words.date(one, today), day == "$one") { day = "$one" }
            }
        }
        TimeOfDay(minute) { minute = it }
        QuietAction(words["action.save"]) {
            actions.moveTo(LocalDate.parse(day), minute)
            isOpen = false
        }
    }
}

private const val SECONDS = 60

/** Days that are a tap away. */
private const val DAYS_BACK = 6L

private fun LazyListScope.versions(record: RecordState, words: Chrome, actions: RecordActions) {
    val versions = record.versions
    when {
        versions == null -> item("versions") { OptionRow(words["action.versions"], actions::showVersions) }

        versions.isEmpty() -> item("versions") { Small(words["empty.versions"]) }

        else -> items(versions.size) { at ->
            val version = versions[at]
            val until = localDate(version.replacedUtcMs, record.summary.at.offsetSeconds)
            Sheet {
                Small(words["record.replaced", "date" to words.date(until, until.plusDays(2))])
                version.story.forEach { Line(it) }
            }
        }
    }
}

/** The thought is back: one's own line, a fact of one's own, and nothing to fill in. */
@Composable
fun ThoughtContent(state: Shown<ThoughtState>, frame: Frame, onSee: (String) -> Unit, onDone: () -> Unit) {
    val words = frame.words
    val found = state.content
    val title = words[if (found?.line == null) "menu.thought_back" else "thought_back.lead"]
    ScreenPage(title, frame, state.trouble, { MainAction(words["action.done"], onClick = onDone) }) {
        val line = found?.line
        if (found != null && line == null) item("empty") { Nothing(words["empty.thought_back"]) }
        if (line != null) {
            item("line") {
                val colors = MaterialTheme.colorScheme
                Said(
                    StoryLine("line", words["thought_back.line"], line),
                    colors.primaryContainer,
                    colors.onPrimaryContainer,
                )
            }
        }
        found?.fact?.let { item("fact") { Sheet { Line(StoryLine("fact", words["thought_back.fact"], it)) } } }
        found?.entry?.let { item("see") { QuietAction(words["thought_back.see"]) { onSee(it) } } }
    }
}
