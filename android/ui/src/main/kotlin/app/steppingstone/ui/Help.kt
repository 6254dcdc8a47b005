package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Call
import androidx.compose.material3.Button
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Help
import app.steppingstone.core.Region
import app.steppingstone.shell.Chrome

/** Numbers to call, before anything else. */
@Composable
internal fun HelpNumbers(help: Help, words: Chrome, onCall: (String) -> Unit, onChooseRegion: () -> Unit) {
    val quiet = MaterialTheme.colorScheme.onSurfaceVariant
    Sheet {
        Text(help.lead, style = MaterialTheme.typography.titleMedium)
        help.emergency?.let { emergency ->
            emergency.numbers.forEach { number -> CallButton("${emergency.region.name} $number") { onCall(number) } }
            Text(emergency.source, color = quiet, style = MaterialTheme.typography.bodySmall)
        }
        help.withoutNumber?.let { Text(it, style = MaterialTheme.typography.bodyLarge) }
        QuietAction(words["action.choose_region"], onChooseRegion)
    }
}

@Composable
private fun CallButton(label: String, onClick: () -> Unit) {
    Button(onClick, Modifier.fillMaxWidth().heightIn(min = 60.dp), shape = MaterialTheme.shapes.medium) {
        Row(Modifier.weight(1f), Arrangement.spacedBy(16.dp), Alignment.CenterVertically) {
            Icon(Icons.Default.Call, null)
            Text(label, style = MaterialTheme.typography.titleLarge)
        }
    }
}

/** What can be done now, and what to know. */
@Composable
internal fun HelpSuggestions(help: Help) {
    val quiet = MaterialTheme.colorScheme.onSurfaceVariant
    Sheet {
        help.suggestions.forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
        Text(help.discretion, color = quiet, style = MaterialTheme.typography.bodyMedium)
        Text(help.standing, color = quiet, style = MaterialTheme.typography.bodyMedium)
    }
}

/** Help, from anywhere. It needs no journal. */
@Composable
fun HelpScreen(help: Help, words: Chrome, onCall: (String) -> Unit, onChooseRegion: () -> Unit, onClose: () -> Unit) {
    Over(help.title, words, onClose) {
        Column(Modifier.verticalScroll(rememberScrollState()).padding(vertical = 8.dp), Arrangement.spacedBy(Gap)) {
            HelpNumbers(help, words, onCall, onChooseRegion)
            HelpSuggestions(help)
        }
    }
}

/** Where the person is, so that help shows the right number. */
@Composable
fun RegionScreen(regions: List<Region>, words: Chrome, onChoose: (String) -> Unit, onClose: () -> Unit) {
    Over(words["action.choose_region"], words, onClose) {
        LazyColumn(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            items(regions, { it.code }) { OptionRow(it.name, { onChoose(it.code) }) }
        }
    }
}

/** A page over the guide, with its title and a way back. */
@Composable
private fun Over(title: String, words: Chrome, onClose: () -> Unit, content: @Composable ColumnScope.() -> Unit) {
    Page {
        Column(Modifier.widthIn(max = 640.dp).fillMaxSize().padding(horizontal = Edge, vertical = 4.dp)) {
            CloseButton(words["action.back"], onClose)
            Text(
                title,
                Modifier.padding(vertical = 8.dp).semantics {
                    heading()
                    liveRegion = LiveRegionMode.Polite
                },
                style = MaterialTheme.typography.headlineMedium,
            )
            content()
        }
    }
}
