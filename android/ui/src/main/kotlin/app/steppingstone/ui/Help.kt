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
import app.steppingstone.core.Helpline
import app.steppingstone.core.OwnHelp
import app.steppingstone.core.Region
import app.steppingstone.shell.Chrome

/** Numbers to call, before anything else: the emergency number, and the person's own people. */
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
    if (help.own.isNotEmpty()) OwnLines(help.own, words, onCall)
}

/** The person's own lines, each with its number ready to call. */
@Composable
private fun OwnLines(own: List<OwnHelp>, words: Chrome, onCall: (String) -> Unit) = Sheet {
    Heading(words["help.own"])
    own.groupBy { it.label }.forEach { (label, lines) ->
        Text(
            label,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            style = MaterialTheme.typography.bodyMedium,
        )
        lines.forEach { line ->
            val number = line.number
            if (number == null) {
                Text(line.text.text, style = MaterialTheme.typography.bodyLarge)
            } else {
                CallButton(line.text.text) { onCall(number) }
            }
        }
    }
}

/** Helplines, what can be done now, and what to know. */
@Composable
internal fun HelpSuggestions(help: Help, words: Chrome, onCall: (String) -> Unit) {
    val quiet = MaterialTheme.colorScheme.onSurfaceVariant
    help.lines.forEach { Line(it, words, onCall) }
    Sheet {
        help.withoutLines?.let { Text(it, style = MaterialTheme.typography.bodyLarge) }
        Heading(words["help.now"])
        help.suggestions.forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
        Text(help.discretion, color = quiet, style = MaterialTheme.typography.bodyMedium)
        Text(help.standing, color = quiet, style = MaterialTheme.typography.bodyMedium)
    }
}

/** A helpline: how to reach it, what to know of it, and where that was read. */
@Composable
private fun Line(line: Helpline, words: Chrome, onCall: (String) -> Unit) = Sheet {
    val quiet = MaterialTheme.colorScheme.onSurfaceVariant
    Heading(line.name)
    line.forWhom?.let { Text(words["helpline.for", "whom" to it], style = MaterialTheme.typography.bodyLarge) }
    line.number?.let { number -> CallButton(words["helpline.call", "number" to number]) { onCall(number) } }
    listOfNotNull(
        line.text?.let { words["helpline.text", "text" to it] },
        line.chat?.let { words["helpline.chat", "chat" to it] },
        line.hours?.let { words["helpline.hours", "hours" to it] },
        line.languages?.let { words["helpline.languages", "languages" to it] },
        line.note,
        line.deafAccess,
        line.maySendPolice,
    ).forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
    listOfNotNull(line.source, line.old).forEach {
        Text(it, color = quiet, style = MaterialTheme.typography.bodySmall)
    }
}

@Composable
private fun Heading(text: String) =
    Text(text, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)

@Composable
private fun CallButton(label: String, onClick: () -> Unit) {
    Button(onClick, Modifier.fillMaxWidth().heightIn(min = 60.dp), shape = MaterialTheme.shapes.medium) {
        Row(Modifier.weight(1f), Arrangement.spacedBy(16.dp), Alignment.CenterVertically) {
            Icon(Icons.Default.Call, null)
            Text(label, style = MaterialTheme.typography.titleLarge)
        }
    }
}

/** Where Help leads. */
class HelpExits(
    val call: (String) -> Unit,
    val chooseRegion: () -> Unit,
    /** To the safety plan and own contacts; none where they cannot be changed, as before the lock. */
    val own: (() -> Unit)?,
    val close: () -> Unit,
)

/** Help, from anywhere. It needs no journal. */
@Composable
fun HelpScreen(help: Help, words: Chrome, exits: HelpExits) {
    Over(help.title, words, exits.close) {
        Column(Modifier.verticalScroll(rememberScrollState()).padding(vertical = 8.dp), Arrangement.spacedBy(Gap)) {
            HelpNumbers(help, words, exits.call, exits.chooseRegion)
            exits.own?.let { Door(words["help.own_change"], words["help.own_about"], it) }
            HelpSuggestions(help, words, exits.call)
        }
    }
}

/** Where the person is, so that help shows the right number. What the phone's language suggests comes first. */
@Composable
fun RegionScreen(
    regions: List<Region>,
    suggested: Region?,
    words: Chrome,
    onChoose: (String) -> Unit,
    onClose: () -> Unit,
) {
    Over(words["action.choose_region"], words, onClose) {
        LazyColumn(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            suggested?.let { region ->
                item("suggested") {
                    OptionRow(words["help.suggested", "region" to region.name], { onChoose(region.code) })
                }
            }
            items(regions, { it.code }) { OptionRow(it.name, { onChoose(it.code) }) }
        }
    }
}

/** A page over the guide, with its title and a way back. */
@Composable
private fun Over(title: String, words: Chrome, onClose: () -> Unit, content: @Composable ColumnScope.() -> Unit) {
    Page {
        Column(Modifier.widthIn(max = 640.dp).fillMaxSize().padding(horizontal = Edge, vertical = 4.dp)) {
            Row {
                CloseButton(words["action.back"], onClose)
                QuickExit(words)
            }
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
