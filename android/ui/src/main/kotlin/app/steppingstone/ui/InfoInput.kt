package app.steppingstone.ui

import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.alpha
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Answer
import app.steppingstone.core.Card
import app.steppingstone.core.Cue
import app.steppingstone.core.Exercise
import app.steppingstone.core.Input
import app.steppingstone.shell.Chrome
import kotlinx.coroutines.delay

/** A card to read, and the ways on from it. */
@Composable
internal fun InfoInput(given: Given<Input.Info, Answer.Seen>, exits: GuideExits) {
    when (val card = given.input.card) {
        is Card.Notice -> Unit

        is Card.Help -> {
            card.why?.let { Text(it, style = MaterialTheme.typography.bodyLarge) }
            HelpNumbers(card.help, given.words, exits.call, exits.chooseRegion)
            Options(given.input.options, emptyList()) { given.send(Answer.Seen(it)) }
            HelpSuggestions(card.help, given.words, exits.call)
            return
        }

        is Card.Grounding -> Grounding(card.exercise, given.words)
    }
    Options(given.input.options, emptyList()) { given.send(Answer.Seen(it)) }
}

/** An exercise: it runs by itself, and can be stopped at any moment. */
@Composable
private fun Grounding(exercise: Exercise, words: Chrome) {
    var cue by remember { mutableStateOf<Cue?>(null) }
    var over by remember { mutableStateOf(false) }
    LaunchedEffect(over) {
        if (!over) {
            run(exercise) { cue = it }
            over = true
        }
    }
    Text(exercise.about, style = MaterialTheme.typography.bodyLarge)
    val wide = Modifier.fillMaxWidth().padding(vertical = 16.dp)
    Column(wide, Arrangement.spacedBy(16.dp), Alignment.CenterHorizontally) {
        BreathingStone(cue.takeUnless { over })
        Text(
            if (over) exercise.close else cue?.words.orEmpty(),
            Modifier.semantics {
                liveRegion = LiveRegionMode.Polite
                cue?.takeUnless { over }?.let { contentDescription = it.spoken }
            },
            textAlign = TextAlign.Center,
            style = MaterialTheme.typography.titleLarge,
        )
        if (!over) QuietAction(words["action.stop_early"]) { over = true }
    }
    val quiet = MaterialTheme.colorScheme.onSurfaceVariant
    Text(exercise.caution, color = quiet, style = MaterialTheme.typography.bodyMedium)
}

private suspend fun run(exercise: Exercise, onCue: (Cue) -> Unit) {
    exercise.cues.forEach { cue ->
        onCue(cue)
        delay(cue.lastsMs.toLong())
    }
}

private const val BREATH_MS = 4000
private const val LONGEST_MS = 8000

/** How full the lungs, or how tense the muscles, are after a cue; a little more at the top of a double breath. */
private fun fullness(cue: Cue?) = when (cue?.cue) {
    "in", "hold", "tense", "step" -> 1f
    "top" -> 1.1f
    else -> 0f
}

/** Grows with breathing in and shrinks with breathing out; with reduced motion it only fades. */
@Composable
private fun BreathingStone(cue: Cue?) {
    val lasts = (cue?.lastsMs?.toInt() ?: BREATH_MS).coerceAtMost(LONGEST_MS)
    val full by animateFloatAsState(fullness(cue), tween(lasts), label = "breath")
    val colors = MaterialTheme.colorScheme
    val still = LocalReduceMotion.current
    Box(Modifier.fillMaxWidth().height(200.dp), Alignment.Center) {
        Stone(1f, colors.surfaceVariant, Modifier.size(240.dp, 200.dp))
        val share = if (still) 1f else 0.45f + 0.5f * full
        val alpha = if (still) (0.35f + 0.65f * full).coerceAtMost(1f) else 1f
        Stone(share, colors.tertiary, Modifier.size(220.dp, 180.dp).alpha(alpha))
    }
}
