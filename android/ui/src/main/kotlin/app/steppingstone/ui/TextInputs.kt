package app.steppingstone.ui

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.withStyle
import app.steppingstone.core.Answer
import app.steppingstone.core.ComposedText
import app.steppingstone.core.Input
import app.steppingstone.core.Prompt
import app.steppingstone.core.Scale
import app.steppingstone.core.Who
import app.steppingstone.core.Words
import app.steppingstone.shell.Chrome

/** Own words; the keyboard is there without a tap. */
@Composable
internal fun TextInput(given: Given<Input.Text, Answer.Text>, prompt: Prompt) {
    val answer = given.answer ?: return
    // The latest state, also for a keystroke that comes before the next frame.
    var rating by remember { mutableStateOf(answer.rating) }
    var typed by remember { mutableStateOf(answer.words) }
    val put = { given.put(Answer.Text(typed, rating)) }
    val focus = remember { FocusRequester() }
    LaunchedEffect(Unit) { focus.requestFocus() }
    WordsField(
        answer.words.text,
        { text ->
            typed = Words(text)
            put()
        },
        prompt.title,
        prompt.example,
        Modifier.focusRequester(focus),
        if (given.input.long) 4 else 1,
        given.input.maxChars.toInt(),
    )
    given.input.scale?.let { scale ->
        RidingScale(scale, rating, given.words) {
            rating = it
            put()
        }
    }
}

/** A text to start from, in an editor; the other drafts below it. */
@Composable
internal fun ComposeInput(given: Given<Input.Compose, Answer.Composed>, prompt: Prompt) {
    val answer = given.answer ?: return
    var rating by remember { mutableStateOf(answer.rating) }
    var typed by remember { mutableStateOf(answer.words) }
    var begun by remember { mutableStateOf(0) }
    val put = { given.put(Answer.Composed(typed, rating)) }
    val write = { text: String ->
        typed = Words(text)
        put()
    }
    key(begun) {
        WordsField(typed.text, write, prompt.title, prompt.example, lines = 4, maxChars = given.input.maxChars.toInt())
    }
    given.input.scale?.let { scale ->
        RidingScale(scale, rating, given.words) {
            rating = it
            put()
        }
    }
    given.input.drafts.filter { it.text.text != typed.text }.forEach { draft ->
        Draft(draft, given.words) {
            write(draft.text.text)
            begun++
        }
    }
}

/** A draft whose own words stand out, each with where it comes from. */
@Composable
private fun Draft(draft: ComposedText, words: Chrome, onUse: () -> Unit) {
    val own = SpanStyle(color = MaterialTheme.colorScheme.secondary, fontWeight = FontWeight.Medium)
    val text = buildAnnotatedString {
        draft.parts.forEachIndexed { at, part ->
            if (at > 0) append(' ')
            val isOwn = words.find("story.${part.source}") != null
            withStyle(if (isOwn) own else SpanStyle()) { append(part.text.text) }
        }
    }
    Sheet {
        Text(text, style = MaterialTheme.typography.bodyLarge)
        QuietAction(words["action.use_draft"], onUse)
    }
}

@Composable
private fun RidingScale(scale: Scale, rating: UByte?, words: Chrome, onRate: (UByte) -> Unit) {
    Text(scale.label, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
    ScaleWords(scale, rating, words, onRate)
}

/** Somebody of the circle: one tap on an alias, or a new one. */
@Composable
internal fun PersonInput(given: Given<Input.Person, Answer.Person>, prompt: Prompt) {
    val who = given.answer?.who
    var isNew by remember { mutableStateOf(who is Who.New) }
    val known = given.input.known
    if (known.isNotEmpty()) {
        Pebbles {
            known.forEach { person ->
                val chosen = (who as? Who.Known)?.id == person.id
                Pebble(person.alias.text, chosen) { given.send(Answer.Person(Who.Known(person.id))) }
            }
            Pebble(given.words["action.someone_new"], isNew) { isNew = true }
        }
    }
    if (isNew) {
        val alias = (who as? Who.New)?.alias?.text.orEmpty()
        val put = { text: String -> given.put(Answer.Person(Who.New(Words(text)))) }
        WordsField(alias, put, prompt.title, prompt.example, maxChars = ALIAS)
    }
}

private const val ALIAS = 60
