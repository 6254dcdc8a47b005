package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Check
import androidx.compose.material.icons.filled.Info
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.steppingstone.core.DeliveryFinding
import app.steppingstone.core.Detail
import app.steppingstone.core.Purpose
import app.steppingstone.core.QuietHours
import app.steppingstone.core.ReminderSettings
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.ReminderRow
import app.steppingstone.shell.RemindersActions
import app.steppingstone.shell.RemindersState
import app.steppingstone.shell.Shown
import app.steppingstone.shell.clockTime
import app.steppingstone.shell.date
import app.steppingstone.shell.purpose
import app.steppingstone.shell.quiet
import app.steppingstone.shell.saying
import app.steppingstone.shell.says
import app.steppingstone.shell.toggled
import java.time.LocalDate

/** The reminders, and whether they would come: what stands in the way, with the button that mends it. */
@Composable
fun RemindersContent(
    state: Shown<RemindersState>,
    today: LocalDate,
    frame: Frame,
    actions: RemindersActions,
    onSettings: () -> Unit,
) {
    val words = frame.words
    ScreenPage(words["menu.reminders"], frame, state.trouble) {
        val found = state.content ?: return@ScreenPage
        item("delivery") { Delivery(found.findings, words, actions) }
        item("settings") { Door(words["reminders.settings"], null, onSettings) }
        if (found.reminders.isNotEmpty()) item("list") { PartTitle(words["reminders.list"]) }
        items(found.reminders.size, { found.reminders[it].reminder.id }) { at ->
            One(found.reminders[at], today, words, actions)
        }
    }
}

@Composable
private fun Delivery(findings: List<DeliveryFinding>, words: Chrome, actions: RemindersActions) {
    Sheet {
        Text(
            words["delivery.title"],
            Modifier.semantics { heading() },
            style = MaterialTheme.typography.titleMedium,
        )
        if (findings.isEmpty()) Noted(words["delivery.all_well"], isWell = true)
        findings.forEach { finding ->
            Noted(finding.sentence, isWell = false)
            val spoken = "${finding.sentence} ${finding.mendLabel}"
            QuietAction(finding.mendLabel, MaterialTheme.colorScheme.primary, spoken) { actions.mend(finding) }
        }
    }
}

@Composable
private fun Noted(sentence: String, isWell: Boolean) {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(14.dp), Alignment.CenterVertically) {
        val colors = MaterialTheme.colorScheme
        if (isWell) {
            Icon(Icons.Default.Check, null, tint = colors.primary)
        } else {
            Icon(Icons.Default.Info, null, tint = colors.secondary)
        }
        Text(sentence, Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
    }
}

@Composable
private fun One(row: ReminderRow, today: LocalDate, words: Chrome, actions: RemindersActions) {
    val reminder = row.reminder
    val name = "${words.purpose(reminder.purpose)}, ${row.rhythm}"
    Sheet {
        Column(Modifier.semantics(mergeDescendants = true) {}) {
            Text(words.purpose(reminder.purpose), style = MaterialTheme.typography.bodyLarge)
            Small(row.rhythm)
            reminder.restsUntil?.let {
                Small(words["reminders.rests", "date" to words.date(LocalDate.parse(it), today)])
            }
        }
        Pebbles {
            val rest = words[if (reminder.restsUntil == null) "reminders.rest_week" else "reminders.go_on"]
            Pebble(rest, false, spoken = "$name: $rest") { actions.rest(reminder) }
            val remove = words["reminders.remove"]
            Pebble(remove, false, spoken = "$name: $remove") { actions.remove(reminder.id) }
        }
    }
}

/** Quiet hours, how many a day, which kinds, and how much a notification says. */
@Composable
fun ReminderSettingsContent(state: Shown<RemindersState>, frame: Frame, onSet: (ReminderSettings) -> Unit) {
    val words = frame.words
    ScreenPage(words["reminders.settings"], frame, state.trouble) {
        val settings = state.content?.settings ?: return@ScreenPage
        item("quiet") { Quiet(settings, words, onSet) }
        item("most") {
            Sheet {
                val most = settings.dailyCap.toInt()
                val said = { n: Int -> words["reminders.most", "n" to n] }
                Steps(said(most), said(most - 1).takeIf { most > 1 }, said(most + 1).takeIf { most < MOST_A_DAY }) {
                    onSet(settings.copy(dailyCap = (most + it).toUByte()))
                }
            }
        }
        item("kinds") {
            Sheet {
                Part(words["reminders.kinds"])
                Pebbles {
                    Purpose.entries.forEach { purpose ->
                        Pebble(words.purpose(purpose), purpose !in settings.off) { onSet(settings.toggled(purpose)) }
                    }
                }
            }
        }
        item("detail") { Says(settings, words, onSet) }
    }
}

private const val MOST_A_DAY = 20
private const val HALF_HOUR = 30
private const val DAY = 24 * 60
private val NIGHT = QuietHours((22 * 60).toUShort(), (7 * 60).toUShort())

@Composable
private fun Part(title: String) {
    Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
}

@Composable
private fun Quiet(settings: ReminderSettings, words: Chrome, onSet: (ReminderSettings) -> Unit) {
    Sheet {
        Part(words["reminders.quiet_some"])
        val hours = settings.quiet
        if (hours == null) {
            Small(words["reminders.quiet_none"])
            Pebble(words["reminders.quiet_set"], false) { onSet(settings.quiet(NIGHT)) }
            return@Sheet
        }
        val (from, to) = hours.from.toInt() to hours.to.toInt()
        val begins = { minute: Int -> words["reminders.quiet_begin", "time" to clockTime(minute)] }
        val ends = { minute: Int -> words["reminders.quiet_end", "time" to clockTime(minute)] }
        // Both ends on the same minute would be a whole day, which the core refuses.
        Steps(begins(from), begins(from.moved(-1)), begins(from.moved(1))) {
            onSet(settings.quiet(hours.copy(from = from.moved(it).toUShort())))
        }
        Steps(ends(to), ends(to.moved(-1)), ends(to.moved(1))) {
            onSet(settings.quiet(hours.copy(to = to.moved(it).toUShort())))
        }
        Pebble(words["reminders.quiet_none"], false) { onSet(settings.quiet(null)) }
    }
}

private fun Int.moved(halfHours: Int) = Math.floorMod(this + halfHours * HALF_HOUR, DAY)

/** A value between a step down and a step up; a screen reader says where each leads. */
@Composable
private fun Steps(said: String, lower: String?, higher: String?, onStep: (Int) -> Unit) {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(12.dp), Alignment.CenterVertically) {
        Stepper("−", lower ?: said, lower != null) { onStep(-1) }
        Text(said, Modifier.weight(1f), textAlign = TextAlign.Center, style = MaterialTheme.typography.titleMedium)
        Stepper("+", higher ?: said, higher != null) { onStep(1) }
    }
}

/** One word on all kinds; a kind that differs shows as none chosen. */
@Composable
private fun Says(settings: ReminderSettings, words: Chrome, onSet: (ReminderSettings) -> Unit) {
    val all = Purpose.entries.map(settings::says).toSet().singleOrNull()
    Sheet {
        Part(words["reminders.detail"])
        listOf(
            Detail.NEUTRAL to "reminders.detail_neutral",
            Detail.PURPOSE to "reminders.detail_purpose",
            Detail.WORDS to "reminders.detail_words",
        ).forEach { (detail, key) ->
            OptionRow(words[key], { onSet(settings.saying(detail)) }, chosen = detail == all)
        }
    }
}
