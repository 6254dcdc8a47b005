package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Answer
import app.steppingstone.core.Chip
import app.steppingstone.core.Input
import app.steppingstone.core.Label
import app.steppingstone.core.LabelFamily
import app.steppingstone.core.LineKind
import app.steppingstone.core.SortedLine
import app.steppingstone.core.Words

/** Families of feelings; a family opens its words. */
@Composable
internal fun LabelsInput(given: Given<Input.Labels, Answer.Labels>) {
    val chosen = given.answer?.labels.orEmpty().map { it.id }
    val (families, apart) = given.input.families to given.input.apart
    var open by remember { mutableStateOf(families.firstOrNull { it.holds(chosen) }?.id) }
    val put = { ids: List<String> -> given.put(Answer.Labels(ids.map { Label(it, null) })) }
    val feelings = chosen - apart.map { it.id }.toSet()
    Pebbles {
        families.forEach { family ->
            val stands = family.id == open || family.holds(chosen)
            Pebble(family.label, stands, spoken = family.spoken()) { open = family.id }
        }
    }
    families.firstOrNull { it.id == open }?.let { family ->
        Sheet(MaterialTheme.colorScheme.surfaceVariant) {
            Pebbles {
                family.words.forEach { word ->
                    val isChosen = word.id in chosen
                    val fits = isChosen || feelings.size < given.input.max.toInt()
                    Pebble(word.label, isChosen, fits) {
                        put(if (isChosen) feelings - word.id else feelings + word.id)
                    }
                }
            }
        }
    }
    HorizontalDivider(Modifier.padding(vertical = 4.dp), color = MaterialTheme.colorScheme.outlineVariant)
    Pebbles {
        apart.forEach { chip ->
            val isChosen = chip.id in chosen
            Pebble(chip.label, isChosen) { put(if (isChosen) emptyList() else listOf(chip.id)) }
        }
    }
}

/** A family and a word in it may be called the same. */
private fun LabelFamily.spoken() = "$label: ${words.joinToString { it.label }}"

private fun LabelFamily.holds(ids: List<String>) = words.any { it.id in ids }

/** One or several of these. A line of own words comes first, so that one tap can end it. */
@Composable
internal fun ChoiceInput(given: Given<Input.Choice, Answer.Chosen>) {
    val answer = given.answer ?: return
    val input = given.input
    var note by remember { mutableStateOf(answer.note) }
    input.note?.let { placeholder ->
        WordsField(
            note?.text.orEmpty(),
            { text ->
                note = Words(text).takeIf { text.isNotBlank() }
                given.put(Answer.Chosen(answer.ids, note))
            },
            placeholder,
            placeholder,
        )
    }
    Options(input.options, answer.ids) { id ->
        when {
            !input.several -> given.send(Answer.Chosen(listOf(id), note))
            id in answer.ids -> given.put(Answer.Chosen(answer.ids - id, note))
            else -> given.put(Answer.Chosen(answer.ids + id, note))
        }
    }
}

/** A few options as rows, many as pebbles. */
@Composable
internal fun Options(options: List<Chip>, chosen: List<String>, onTap: (String) -> Unit) {
    if (options.size > FEW) {
        Pebbles { options.forEach { Pebble(it.label, it.id in chosen) { onTap(it.id) } } }
    } else {
        Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
            options.forEach { OptionRow(it.label, { onTap(it.id) }, chosen = it.id in chosen) }
        }
    }
}

private const val FEW = 6

/** Sentences to sort; the core's guess is a question until the person says otherwise. */
@Composable
internal fun LinesInput(given: Given<Input.Lines, Answer.Sorted>) {
    val lines = given.answer?.lines ?: return
    var touched by remember { mutableStateOf(emptySet<Int>()) }
    lines.forEachIndexed { at, line ->
        Sheet {
            Text(line.text.text, style = MaterialTheme.typography.bodyLarge)
            Kinds(line, given.input.kinds, at in touched) { kind ->
                touched = touched + at
                given.put(Answer.Sorted(lines.mapIndexed { i, old -> if (i == at) old.copy(kind = kind) else old }))
            }
        }
    }
}

@Composable
private fun Kinds(line: SortedLine, kinds: List<Chip>, isSure: Boolean, onChoose: (LineKind) -> Unit) {
    Pebbles {
        LineKind.entries.zip(kinds).forEach { (kind, chip) ->
            val isGuess = line.kind == kind && !isSure
            val label = if (isGuess) "${chip.label}?" else chip.label
            Pebble(label, line.kind == kind, spoken = "${line.text.text}: $label") { onChoose(kind) }
        }
    }
}
