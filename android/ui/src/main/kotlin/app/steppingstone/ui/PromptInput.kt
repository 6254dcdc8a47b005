package app.steppingstone.ui

import androidx.compose.runtime.Composable
import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Prompt
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.GuideActions

/** An input with what stands in it, and where to send what a person does. */
internal class Given<I : Input, A : Answer>(
    val input: I,
    val answer: A?,
    val words: Chrome,
    private val actions: GuideActions,
) {
    /** Keeps what is in the input so far. */
    fun put(answer: A) = actions.put(answer)

    /** Sends it. */
    fun send(answer: A) = actions.answer(answer)
}

/** The input that takes the answer to a prompt. All guides, present and future, are made of these. */
@Composable
internal fun PromptInput(prompt: Prompt, answer: Answer?, words: Chrome, actions: GuideActions, exits: GuideExits) {
    when (val input = prompt.input) {
        is Input.Text -> TextInput(Given(input, answer as? Answer.Text, words, actions), prompt)
        is Input.Scale -> ScaleInput(Given(input, answer as? Answer.Rating, words, actions))
        is Input.Labels -> LabelsInput(Given(input, answer as? Answer.Labels, words, actions))
        is Input.Choice -> ChoiceInput(Given(input, answer as? Answer.Chosen, words, actions))
        is Input.Lines -> LinesInput(Given(input, answer as? Answer.Sorted, words, actions))
        is Input.Shares -> SharesInput(Given(input, answer as? Answer.Shares, words, actions))
        is Input.Suggestion -> SuggestionInput(Given(input, answer as? Answer.Judged, words, actions))
        is Input.Compose -> ComposeInput(Given(input, answer as? Answer.Composed, words, actions), prompt)
        is Input.When -> WhenInput(Given(input, answer as? Answer.When, words, actions))
        is Input.Person -> PersonInput(Given(input, answer as? Answer.Person, words, actions), prompt)
        is Input.Info -> InfoInput(Given(input, answer as? Answer.Seen, words, actions), exits)
    }
}
