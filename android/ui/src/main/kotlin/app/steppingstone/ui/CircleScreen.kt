package app.steppingstone.ui

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import app.steppingstone.core.Start
import app.steppingstone.core.Supporter
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.CircleActions
import app.steppingstone.shell.CircleState
import app.steppingstone.shell.Shown

/** People by alias and what each is good for, and what leans on them. */
@Composable
fun CircleContent(state: Shown<CircleState>, frame: Frame, actions: CircleActions, onBegin: (Start) -> Unit) {
    val words = frame.words
    var open by rememberSaveable { mutableStateOf<String?>(null) }
    ScreenPage(words["menu.circle"], frame, state.trouble) {
        val circle = state.content ?: return@ScreenPage
        if (circle.people.isEmpty()) item("empty") { Nothing(words["empty.circle"]) }
        items(circle.people.size, { circle.people[it].person.id }) { at ->
            val one = circle.people[at]
            if (one.person.id == open) {
                Somebody(one, circle.people - one, words, actions) { open = null }
            } else {
                Door(one.person.alias.text, one.goodForWords.ifEmpty { null }, { open = one.person.id })
            }
        }
        if (circle.offers.isNotEmpty()) item("with") { PartTitle(words["circle.with_them"]) }
        offers(circle.offers) { onBegin(it.start) }
    }
}

/** Another name, the same person as somebody else, or forgotten (asked once more). */
@Composable
private fun Somebody(
    one: Supporter,
    others: List<Supporter>,
    words: Chrome,
    actions: CircleActions,
    onClose: () -> Unit,
) {
    val name = one.person.alias.text
    var alias by rememberSaveable { mutableStateOf(name) }
    var isMerging by remember { mutableStateOf(false) }
    var isAsked by remember { mutableStateOf(false) }
    Sheet {
        Column(Modifier.semantics(mergeDescendants = true) {}) {
            Text(name, style = MaterialTheme.typography.titleMedium)
            if (one.goodForWords.isNotEmpty()) Small(one.goodForWords)
        }
        WordsField(alias, { alias = it }, words["ask.alias"], null, maxChars = ALIAS)
        Pebbles {
            Pebble(words["action.save_name"], false, alias.isNotBlank() && alias != name) {
                actions.rename(one.person.id, alias)
                onClose()
            }
            if (others.isNotEmpty()) Pebble(words["action.merge"], isMerging) { isMerging = !isMerging }
            Pebble(words["action.forget"], false) { isAsked = true }
            Pebble(words["action.cancel"], false, onClick = onClose)
        }
        if (isMerging) {
            Small(words["circle.same_as", "name" to name])
            Pebbles {
                others.forEach { other ->
                    Pebble(other.person.alias.text, false) {
                        actions.merge(one.person.id, other.person.id)
                        onClose()
                    }
                }
            }
        }
    }
    if (isAsked) {
        AlertDialog(
            onDismissRequest = { isAsked = false },
            confirmButton = {
                QuietAction(words["action.forget"]) {
                    actions.forget(one.person.id)
                    onClose()
                }
            },
            dismissButton = { QuietAction(words["action.cancel"]) { isAsked = false } },
            text = { Text(words["circle.forget_ask", "name" to name], style = MaterialTheme.typography.bodyLarge) },
        )
    }
}

private const val ALIAS = 60
