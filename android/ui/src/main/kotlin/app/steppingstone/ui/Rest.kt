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
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.steppingstone.core.Words
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.fitting

/** Says above the field that not all of a text from another app fits into it. */
@Composable
internal fun CutNotice(words: Chrome) {
    Text(
        words["share.cut"],
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        style = MaterialTheme.typography.bodyLarge,
    )
}

/** The end of it that did not fit, some of it at a time. */
@Composable
internal fun Rest(cut: Words, words: Chrome) {
    var inSight by remember(cut) { mutableStateOf(PART) }
    val (part, more) = remember(cut, inSight) { cut.text.fitting(inSight) }
    Sheet(MaterialTheme.colorScheme.surfaceVariant) {
        Text(words["share.rest"], style = MaterialTheme.typography.titleMedium)
        Text(part, style = MaterialTheme.typography.bodyMedium)
        if (more.isNotEmpty()) QuietAction(words["share.more"]) { inSight += PART }
    }
}

private const val PART = 1000
