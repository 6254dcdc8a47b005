package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Repeat
import app.steppingstone.core.Weekday
import app.steppingstone.core.When
import app.steppingstone.shell.Chrome
import java.time.LocalDate

private const val DAYS = 7L
private const val HALF_HOUR = 30
private const val DAY = 24 * 60

/** Quick picks first; another time on demand. */
@Composable
internal fun WhenInput(given: Given<Input.When, Answer.When>) {
    val picks = given.input.picks
    val moment = given.answer?.`when`
    var other by remember { mutableStateOf(moment != null && picks.none { it.`when` == moment }) }
    Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
        picks.forEach { pick ->
            val time = clock(pick.`when`.first.minute.toInt())
            OptionRow(pick.label, { given.send(Answer.When(pick.`when`)) }, chosen = pick.`when` == moment, note = time)
        }
    }
    val first = picks.firstOrNull()?.`when` ?: return
    if (other) {
        val earliest = picks.minOf { it.`when`.first.date }
        OtherTime(moment ?: first, LocalDate.parse(earliest), given.input.repeats, given.words) {
            given.put(Answer.When(it))
        }
    } else {
        QuietAction(given.words["action.other_time"]) {
            other = true
            given.put(Answer.When(moment ?: first))
        }
    }
}

private fun clock(minute: Int) = "%02d:%02d".format(minute / 60, minute % 60)

@Composable
private fun OtherTime(moment: When, from: LocalDate, repeats: Boolean, words: Chrome, onChange: (When) -> Unit) {
    val at = moment.first
    Sheet {
        Pebbles {
            (0 until DAYS).map { from.plusDays(it) }.forEach { day ->
                Pebble(words.day(day), at.date == "$day") { onChange(moment.copy(first = at.copy(date = "$day"))) }
            }
        }
        TimeOfDay(at.minute.toInt()) { onChange(moment.copy(first = at.copy(minute = it.toUShort()))) }
        if (repeats) Repeats(moment, words, onChange)
    }
}

private fun Chrome.day(date: LocalDate) = "${this["day.${date.dayOfWeek.value}"]} ${date.dayOfMonth}"

/** A minute of the day, earlier or later by half an hour. */
@Composable
internal fun TimeOfDay(minute: Int, onChange: (Int) -> Unit) {
    val (earlier, later) = Math.floorMod(minute - HALF_HOUR, DAY) to Math.floorMod(minute + HALF_HOUR, DAY)
    Row(
        Modifier.fillMaxWidth(),
        Arrangement.spacedBy(20.dp, Alignment.CenterHorizontally),
        Alignment.CenterVertically,
    ) {
        Stepper("−", clock(earlier), true) { onChange(earlier) }
        Text(clock(minute), style = MaterialTheme.typography.titleLarge)
        Stepper("+", clock(later), true) { onChange(later) }
    }
}

@Composable
private fun Repeats(moment: When, words: Chrome, onChange: (When) -> Unit) {
    val days = (moment.repeat as? Repeat.Weekdays)?.days
    val own = Weekday.entries[LocalDate.parse(moment.first.date).dayOfWeek.ordinal]
    Text(words["when.repeat"], Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
    Pebbles {
        Pebble(words["when.once"], moment.repeat is Repeat.Once) { onChange(moment.copy(repeat = Repeat.Once)) }
        Pebble(words["when.daily"], moment.repeat is Repeat.Daily) { onChange(moment.copy(repeat = Repeat.Daily)) }
        Pebble(words["when.weekdays"], days != null) { if (days == null) onChange(moment.on(listOf(own))) }
    }
    if (days != null) {
        Pebbles {
            Weekday.entries.forEach { day ->
                val isOn = day in days
                Pebble(words["day.${day.ordinal + 1}"], isOn) {
                    val chosen = if (isOn) days - day else (days + day).sorted()
                    if (chosen.isNotEmpty()) onChange(moment.on(chosen))
                }
            }
        }
    }
}

private fun When.on(days: List<Weekday>) = copy(repeat = Repeat.Weekdays(days))
