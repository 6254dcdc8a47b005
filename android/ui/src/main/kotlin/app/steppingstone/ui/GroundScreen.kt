package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import app.steppingstone.core.Exercise
import app.steppingstone.shell.Shown

/** Grounding where the journal cannot be had: every exercise, and no questions around it. */
@Composable
fun GroundContent(state: Shown<List<Exercise>>, frame: Frame, onDone: () -> Unit) {
    val words = frame.words
    var chosen by rememberSaveable { mutableStateOf<String?>(null) }
    val exercises = state.content.orEmpty()
    val exercise = exercises.firstOrNull { it.id == chosen }
    val another: (@Composable ColumnScope.() -> Unit)? =
        exercise?.let { { QuietAction(words["action.other_exercise"]) { chosen = null } } }
    val done: @Composable () -> Unit = { MainAction(words["action.done"], onClick = onDone) }
    ScreenPage(exercise?.label ?: words["menu.ground"], frame, state.trouble, done, another) {
        if (exercise != null) {
            item("session") {
                Column(verticalArrangement = Arrangement.spacedBy(Gap)) { SessionView(exercise, words) }
            }
        } else {
            item("lead") { Small(words["ground.lead"]) }
            items(exercises.size, { exercises[it].id }) { at ->
                Door(exercises[at].label, exercises[at].about, { chosen = exercises[at].id })
            }
        }
    }
}
