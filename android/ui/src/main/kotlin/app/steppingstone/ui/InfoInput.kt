package app.steppingstone.ui

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.steppingstone.core.Answer
import app.steppingstone.core.Card
import app.steppingstone.core.Input

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

        is Card.Grounding -> SessionView(card.exercise, given.words)
    }
    Options(given.input.options, emptyList()) { given.send(Answer.Seen(it)) }
}
