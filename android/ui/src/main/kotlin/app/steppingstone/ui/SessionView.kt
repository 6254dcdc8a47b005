package app.steppingstone.ui

import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.alpha
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Cue
import app.steppingstone.core.Exercise
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.Session
import app.steppingstone.shell.SessionState

/** Lets the phone vibrate as a cue says (`rise`, `fall`, `tick`); a desktop stays still. */
val LocalPulse = staticCompositionLocalOf<(String) -> Unit> { {} }

/** An exercise: it runs by itself, can be paused, and can be stopped at any moment. */
@Composable
internal fun SessionView(exercise: Exercise, words: Chrome) {
    val session = remember(exercise) { Session(exercise) }
    val state by session.state.collectAsState()
    val pulse = LocalPulse.current
    LaunchedEffect(session, state.isPaused) { session.run() }
    LaunchedEffect(state.running) { state.running?.let { pulse(it.haptic) } }
    SessionContent(exercise, state, words, session)
}

/** The same, drawn from a state. */
@Composable
private fun SessionContent(exercise: Exercise, state: SessionState, words: Chrome, session: Session) {
    Text(exercise.about, style = MaterialTheme.typography.bodyLarge)
    Column(
        Modifier.fillMaxWidth().padding(vertical = 12.dp),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterHorizontally,
    ) {
        BreathingStone(state)
        Text(
            if (state.isOver) exercise.close else state.cue.words,
            Modifier.semantics {
                liveRegion = LiveRegionMode.Polite
                state.running?.let { contentDescription = it.spoken }
            },
            textAlign = TextAlign.Center,
            style = MaterialTheme.typography.headlineMedium,
        )
        if (!state.isOver) {
            Small(words.left(state))
            FlowRow(horizontalArrangement = Arrangement.spacedBy(24.dp)) {
                if (state.isPaused) {
                    QuietAction(words["action.go_on"], onClick = session::goOn)
                } else {
                    QuietAction(words["action.pause"], onClick = session::pause)
                }
                QuietAction(words["action.stop_early"], onClick = session::stop)
            }
        }
    }
    Small(exercise.caution)
}

private const val MINUTE_MS = 60_000
private const val HALF_MINUTE_MS = 45_000

private fun Chrome.left(state: SessionState): String = when {
    state.isPaused -> this["ground.paused"]
    state.leftMs <= HALF_MINUTE_MS -> this["timer.half_minute"]
    state.leftMs < 2 * MINUTE_MS - HALF_MINUTE_MS / 2 -> this["timer.minute"]
    else -> this["timer.left", "n" to (state.leftMs + MINUTE_MS / 2) / MINUTE_MS]
}

private const val BREATH_MS = 4000
private const val LONGEST_MS = 8000

/** How full the lungs, or how tense the muscles, are after a cue; a little more at the top of a double breath. */
private fun fullness(cue: Cue?) = when (cue?.cue) {
    "in", "hold", "tense", "step" -> 1f
    "top" -> 1.1f
    else -> 0f
}

/** Grows with breathing in and shrinks with breathing out, and counts; with reduced motion it only fades. */
@Composable
private fun BreathingStone(state: SessionState) {
    val cue = state.running
    val lasts = (cue?.lastsMs?.toInt() ?: BREATH_MS).coerceAtMost(LONGEST_MS)
    val full by animateFloatAsState(fullness(cue), tween(lasts), label = "breath")
    val colors = MaterialTheme.colorScheme
    val still = LocalReduceMotion.current
    Box(Modifier.fillMaxWidth().height(200.dp).clearAndSetSemantics {}, Alignment.Center) {
        Stone(1f, colors.surfaceVariant, Modifier.size(240.dp, 200.dp))
        val share = if (still) 1f else 0.45f + 0.5f * full
        val alpha = if (still) (0.35f + 0.65f * full).coerceAtMost(1f) else 1f
        Stone(share, colors.tertiary, Modifier.size(220.dp, 180.dp).alpha(alpha))
        if (cue != null && !state.isPaused) {
            Text("${state.count}", color = colors.onTertiary, style = MaterialTheme.typography.titleLarge)
        }
    }
}
