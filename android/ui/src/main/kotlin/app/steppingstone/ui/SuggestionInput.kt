package app.steppingstone.ui

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.withStyle
import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Suggestion
import app.steppingstone.core.Verdict
import app.steppingstone.core.Words
import app.steppingstone.shell.Chrome

/** Suggestions to accept or reject, and room for something else. */
@Composable
internal fun SuggestionInput(given: Given<Input.Suggestion, Answer.Judged>) {
    val answer = given.answer ?: return
    var other by remember { mutableStateOf(answer.other) }
    given.input.suggestions.forEach { suggestion ->
        val verdict = answer.verdicts.firstOrNull { it.id == suggestion.id }?.accepted
        SuggestionCard(suggestion, verdict, given.words) { accepted ->
            val others = answer.verdicts.filterNot { it.id == suggestion.id }
            given.put(Answer.Judged(others + Verdict(suggestion.id, accepted), other))
        }
    }
    WordsField(
        other?.text.orEmpty(),
        { text ->
            other = Words(text).takeIf { text.isNotBlank() }
            given.put(Answer.Judged(answer.verdicts, other))
        },
        given.input.other,
        given.input.other,
    )
}

@Composable
private fun SuggestionCard(suggestion: Suggestion, verdict: Boolean?, words: Chrome, onJudge: (Boolean) -> Unit) {
    var why by remember { mutableStateOf(false) }
    Sheet {
        Text(suggestion.label, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
        Marked(suggestion)
        Text(suggestion.question, style = MaterialTheme.typography.bodyLarge)
        if (why) {
            val color = MaterialTheme.colorScheme.onSurfaceVariant
            val said = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
            Text(suggestion.why, said, color, style = MaterialTheme.typography.bodyMedium)
        } else {
            QuietAction(words["action.why"]) { why = true }
        }
        Pebbles {
            listOf(true to "action.fits", false to "action.does_not_fit").forEach { (accepted, key) ->
                val spoken = "${suggestion.label}: ${words[key]}"
                Pebble(words[key], verdict == accepted, spoken = spoken) { onJudge(accepted) }
            }
        }
    }
}

/** The person's sentence; the words a suggestion rests on are underlined as well as coloured. */
@Composable
private fun Marked(suggestion: Suggestion) {
    val colors = MaterialTheme.colorScheme
    val mark = SpanStyle(
        color = colors.onSecondaryContainer,
        background = colors.secondaryContainer,
        textDecoration = TextDecoration.Underline,
    )
    val text = buildAnnotatedString {
        suggestion.pieces.forEach { piece ->
            withStyle(if (piece.marked) mark else SpanStyle()) { append(piece.text.text) }
        }
    }
    Text(text, style = MaterialTheme.typography.bodyLarge)
}
