package app.steppingstone.ui

import androidx.compose.runtime.Composable
import app.steppingstone.core.Start
import app.steppingstone.shell.PractiseState
import app.steppingstone.shell.Shown

/** Practising between hard moments: what is being tried, noted in one tap, and everything the core offers. */
@Composable
fun PractiseContent(state: Shown<PractiseState>, frame: Frame, onTried: (String) -> Unit, onBegin: (Start) -> Unit) {
    val words = frame.words
    ScreenPage(words["menu.practise"], frame, state.trouble) {
        val found = state.content ?: return@ScreenPage
        if (found.active.isNotEmpty()) {
            item("trying") { PartTitle(words["practise.trying"]) }
            items(found.active.size, { found.active[it].id }) { at ->
                val plan = found.active[at]
                OptionRow(words["action.tried", "plan" to (plan.headline?.text ?: plan.label)], { onTried(plan.id) })
            }
            item("practices") { PartTitle(words["practise.all"]) }
        }
        offers(found.practices) { onBegin(it.start) }
        if (found.path.isNotEmpty()) {
            item("path") { PartTitle(words["practise.path"]) }
            offers(found.path) { onBegin(it.start) }
        }
        if (found.practices.isEmpty() && found.path.isEmpty()) item("empty") { Nothing(words["empty.practise"]) }
    }
}
