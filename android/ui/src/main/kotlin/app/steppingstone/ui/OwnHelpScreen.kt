package app.steppingstone.ui

import androidx.compose.runtime.Composable
import app.steppingstone.core.Start
import app.steppingstone.shell.OwnHelpState
import app.steppingstone.shell.Shown

/**
 * The safety plan and own contacts: made and changed by guide, and line by line what shows before the lock.
 *
 * @param onShow shows a line before the lock, or no longer
 * @param onSee opens a record
 */
@Composable
fun OwnHelpContent(
    state: Shown<OwnHelpState>,
    frame: Frame,
    onShow: (String, Boolean) -> Unit,
    onSee: (String) -> Unit,
    onBegin: (Start) -> Unit,
) {
    val words = frame.words
    ScreenPage(words["help.own"], frame, state.trouble) {
        val found = state.content ?: return@ScreenPage
        found.plan?.let { item("plan") { Door(words["help.change_plan"], null, { onSee(it) }) } }
        offers(found.offers) { onBegin(it.start) }
        if (found.lines.isNotEmpty()) {
            item("before_lock") { PartTitle(words["help.before_lock"]) }
            item("ask") { Small(words["help.before_lock_ask"]) }
        }
        found.lines.groupBy { it.label }.forEach { (label, lines) ->
            item(label) { Small(label) }
            items(lines.size, { lines[it].id }) { at ->
                val line = lines[at]
                OptionRow(line.text.text, { onShow(line.id, !line.beforeLock) }, chosen = line.beforeLock)
            }
        }
    }
}
