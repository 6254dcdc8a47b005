package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.steppingstone.core.DraftSummary
import app.steppingstone.core.Step
import app.steppingstone.core.StoryLine
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.GuideActions

@Composable
private fun Title(text: String) {
    Text(
        text,
        Modifier.padding(vertical = 8.dp).semantics {
            heading()
            liveRegion = LiveRegionMode.Polite
        },
        style = MaterialTheme.typography.titleLarge,
    )
}

/** The record as it stands, in sentences. */
@Composable
internal fun Story(review: Step.Review) {
    Title(review.spoken)
    Sheet { review.story.forEach { Line(it) } }
}

/** One line of a record: what it is about, and what it says. */
@Composable
internal fun Line(line: StoryLine) {
    Column(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}) {
        val color = MaterialTheme.colorScheme.secondary
        Text(line.label, color = color, style = MaterialTheme.typography.labelMedium)
        Text(line.text.text, style = MaterialTheme.typography.bodyLarge)
    }
}

/** What is said on leaving, under three stones. */
@Composable
internal fun Farewell(words: String) {
    val wide = Modifier.fillMaxWidth().padding(vertical = 48.dp)
    Column(wide, Arrangement.spacedBy(32.dp), Alignment.CenterHorizontally) {
        Cairn()
        Text(
            words,
            Modifier.semantics {
                heading()
                liveRegion = LiveRegionMode.Polite
            },
            textAlign = TextAlign.Center,
            style = MaterialTheme.typography.headlineMedium,
        )
    }
}

/** Another guide is open: go on with it, keep it for later, or throw it away (asked once more). */
@Composable
internal fun InTheWay(draft: DraftSummary, words: Chrome, actions: GuideActions) {
    var asked by remember { mutableStateOf(false) }
    Title(words["guide.occupied"])
    draft.inSight?.let { InSight(it, words["guide.in_sight"]) }
    OptionRow(words["action.resume"], { actions.resume(draft.id) })
    OptionRow(words["action.set_aside"], { actions.setAside(draft.id) })
    OptionRow(words["action.discard"], { asked = true })
    if (asked) {
        AlertDialog(
            onDismissRequest = { asked = false },
            confirmButton = { QuietAction(words["action.discard"]) { actions.discard(draft.id) } },
            dismissButton = { QuietAction(words["action.back"]) { asked = false } },
            title = { Text(words["action.discard"]) },
            text = draft.inSight?.let { { Text(it.text, style = MaterialTheme.typography.bodyLarge) } },
        )
    }
}
