package app.steppingstone.ui

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import app.steppingstone.core.AgeBand
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.Destination
import app.steppingstone.shell.SettingsState
import app.steppingstone.shell.Shown

/** The few things a person sets, and what this is and is not. */
@Composable
fun SettingsContent(
    state: Shown<SettingsState>,
    frame: Frame,
    onAge: (AgeBand?) -> Unit,
    onGo: (Destination) -> Unit,
    around: AroundYou? = null,
) {
    val words = frame.words
    ScreenPage(words["menu.settings"], frame, state.trouble) {
        val settings = state.content ?: return@ScreenPage
        item("place") {
            val name = settings.region?.name ?: words["action.no_region"]
            Door(words["settings.place"], name, { onGo(Destination.Regions) })
        }
        item("reminders") { Door(words["menu.reminders"], null, { onGo(Destination.Reminders) }) }
        item("age") { Age(settings.ageBand, words, onAge) }
        around?.let { aroundYou(it, words) }
        item("limits") {
            Sheet {
                Text(words["settings.limits"], style = MaterialTheme.typography.titleMedium)
                Text(words["help.standing"], style = MaterialTheme.typography.bodyLarge)
                Text(words["welcome.privacy"], style = MaterialTheme.typography.bodyLarge)
            }
        }
        item("sources") { PartTitle(words["settings.sources"]) }
        items(settings.sources.size) { at ->
            val source = settings.sources[at]
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(source.label, style = MaterialTheme.typography.bodyLarge)
                Small(source.source)
            }
        }
    }
}

@Composable
private fun Age(band: AgeBand?, words: Chrome, onAge: (AgeBand?) -> Unit) {
    Sheet {
        Text(words["settings.age_title"], style = MaterialTheme.typography.titleMedium)
        Small(words["settings.age_about"])
        Pebbles {
            listOf(
                AgeBand.MINOR to "age.minor",
                AgeBand.ADULT to "age.adult",
                AgeBand.UNSAID to "age.unsaid",
                null to "age.none",
            ).forEach { (one, key) -> Pebble(words[key], band == one) { onAge(one) } }
        }
    }
}
