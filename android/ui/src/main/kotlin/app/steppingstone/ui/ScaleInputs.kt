package app.steppingstone.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedIconButton
import androidx.compose.material3.Slider
import androidx.compose.material3.SliderDefaults
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.lerp
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Scale
import app.steppingstone.core.Share
import app.steppingstone.shell.Chrome
import kotlin.math.roundToInt

private const val WORD = 25
private const val MIDDLE = 50

/** Five words, one tap; fine steps for those who want them. */
@Composable
internal fun ScaleInput(given: Given<Input.Scale, Answer.Rating>) {
    val value = given.answer?.value
    var fine by remember { mutableStateOf(value != null && value.toInt() % WORD != 0) }
    val scale = given.input.scale
    if (fine) {
        FineSteps(scale, value?.toInt() ?: MIDDLE, given.words) { given.put(Answer.Rating(it.toUByte())) }
    } else {
        ScaleWords(scale, value, given.words) { given.send(Answer.Rating(it)) }
        QuietAction(given.words["action.fine_steps"]) { fine = true }
    }
}

/** Five stones, from a grain to a boulder. */
@Composable
internal fun ScaleWords(scale: Scale, value: UByte?, words: Chrome, onChoose: (UByte) -> Unit) {
    val colors = MaterialTheme.colorScheme
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        scale.words.forEachIndexed { at, word ->
            val stands = at * WORD
            val color = lerp(colors.outlineVariant, colors.primary, 0.25f + at * 0.1875f)
            OptionRow(
                word,
                { onChoose(stands.toUByte()) },
                chosen = value?.toInt() == stands,
                spoken = spoken(scale, stands, words),
                note = "$stands",
            ) { Stone(0.34f + at * 0.165f, color, Modifier.size(44.dp)) }
        }
    }
}

private fun word(scale: Scale, value: Int): String = scale.words[(value / WORD.toFloat()).roundToInt()]

private fun spoken(scale: Scale, value: Int, words: Chrome): String = "${scale.label}, ${said(scale, value, words)}"

private fun said(scale: Scale, value: Int, words: Chrome): String =
    "${words["guide.out_of_100", "value" to value]}, ${word(scale, value)}"

@Composable
private fun FineSteps(scale: Scale, value: Int, words: Chrome, onChange: (Int) -> Unit) {
    Sheet {
        Column(Modifier.fillMaxWidth().clearAndSetSemantics {}, horizontalAlignment = Alignment.CenterHorizontally) {
            Text(word(scale, value), style = MaterialTheme.typography.titleLarge)
            val color = MaterialTheme.colorScheme.onSurfaceVariant
            Text(words["guide.out_of_100", "value" to value], color = color, style = MaterialTheme.typography.bodySmall)
        }
        Slider(
            value = value.toFloat(),
            onValueChange = { onChange((it / STEP).roundToInt() * STEP) },
            modifier = Modifier.semantics {
                contentDescription = scale.label
                stateDescription = said(scale, value, words)
            },
            colors = MaterialTheme.colorScheme.run {
                SliderDefaults.colors(inactiveTrackColor = surfaceVariant, inactiveTickColor = outline)
            },
            valueRange = 0f..100f,
            steps = 100 / STEP - 1,
        )
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
            Stepper("−", spoken(scale, lower(value), words), value > 0) { onChange(lower(value)) }
            Stepper("+", spoken(scale, higher(value), words), value < 100) { onChange(higher(value)) }
        }
    }
}

private fun lower(value: Int) = (value - STEP).coerceAtLeast(0)

private fun higher(value: Int) = (value + STEP).coerceAtMost(100)

/** A step down or up; a screen reader says where it leads. */
@Composable
internal fun Stepper(sign: String, leadsTo: String, enabled: Boolean, onClick: () -> Unit) {
    val edge = BorderStroke(1.dp, MaterialTheme.colorScheme.outline)
    val modifier = Modifier.size(Target).semantics { contentDescription = leadsTo }
    OutlinedIconButton(onClick, modifier, enabled, border = edge) {
        Text(sign, Modifier.clearAndSetSemantics {}, style = MaterialTheme.typography.titleLarge)
    }
}

/** Parts of 100; the last row takes the rest. */
@Composable
internal fun SharesInput(given: Given<Input.Shares, Answer.Shares>) {
    val shares = given.answer?.shares ?: return
    Bar(shares)
    shares.forEachIndexed { at, share ->
        val label = given.input.parts[at].label
        val others = shares.dropLast(1).filterIndexed { i, _ -> i != at }.sumOf { it.percent.toInt() }
        val most = if (at < shares.lastIndex) 100 - others else null
        ShareRow(label, share.percent.toInt(), most, given.words) { percent ->
            val changed = shares.mapIndexed { i, old -> if (i == at) old.copy(percent = percent.toUByte()) else old }
            given.put(Answer.Shares(withRest(changed)))
        }
    }
}

/** One row; without [most] it only shows what is left over. */
@Composable
private fun ShareRow(label: String, percent: Int, most: Int?, words: Chrome, onChange: (Int) -> Unit) {
    val said = { value: Int -> "$label, ${words["guide.out_of_100", "value" to value]}" }
    Sheet {
        Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(12.dp), Alignment.CenterVertically) {
            Column(Modifier.weight(1f).semantics(mergeDescendants = true) { contentDescription = said(percent) }) {
                Text(label, style = MaterialTheme.typography.bodyLarge)
                val quiet = MaterialTheme.colorScheme.onSurfaceVariant
                Text("$percent", color = quiet, style = MaterialTheme.typography.bodySmall)
            }
            most?.let {
                Stepper("−", said(lower(percent)), percent > 0) { onChange(lower(percent)) }
                val more = (percent + STEP).coerceAtMost(it)
                Stepper("+", said(more), percent < it) { onChange(more) }
            }
        }
    }
}

/** The same as a bar, to look at. */
@Composable
private fun Bar(shares: List<Share>) {
    val colors = MaterialTheme.colorScheme
    val inks = listOf(colors.primary, colors.secondary, colors.tertiary, colors.outline)
    Row(Modifier.fillMaxWidth().height(20.dp).clip(RoundedCornerShape(10.dp)).clearAndSetSemantics {}) {
        shares.forEachIndexed { at, share ->
            if (share.percent > 0u) {
                Box(Modifier.weight(share.percent.toFloat()).fillMaxHeight().background(inks[at % inks.size]))
            }
        }
    }
}
