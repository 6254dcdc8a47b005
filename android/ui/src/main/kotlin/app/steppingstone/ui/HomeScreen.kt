package app.steppingstone.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Planned
import app.steppingstone.core.Start
import app.steppingstone.shell.AnHourLater
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.Destination
import app.steppingstone.shell.HomeActions
import app.steppingstone.shell.HomeState
import app.steppingstone.shell.Shown
import app.steppingstone.shell.Waiting
import app.steppingstone.shell.checkIn
import app.steppingstone.shell.purpose

/** Where the first screen leads. */
class HomeExits(
    /** Begins a guide. */
    val begin: (Start) -> Unit,
    /** Goes on with a draft. */
    val resume: (String) -> Unit,
    /** Grounding at once. */
    val ground: () -> Unit,
    /** Goes somewhere. */
    val go: (Destination) -> Unit,
)

/** The first screen: what is for the hard minute at the bottom, under the thumb; what waits above it. */
@Composable
fun HomeContent(state: Shown<HomeState>, frame: Frame, actions: HomeActions, exits: HomeExits) {
    val words = frame.words
    val home = state.content ?: HomeState()
    val checkIn: @Composable () -> Unit = { MainAction(words["menu.check_in"]) { exits.begin(Start.checkIn) } }
    ScreenPage(words["home.lead"], frame, state.trouble, checkIn, { First(words, exits) }) {
        home.movedAside?.let { item("aside") { Sheet { Text(words["notice.moved_aside", "file" to it]) } } }
        if (home.waiting.isEmpty()) {
            if (state.trouble == null) {
                item("still") {
                    Box(Modifier.fillMaxWidth().padding(vertical = 36.dp), Alignment.Center) { Cairn() }
                }
            }
        } else {
            waiting(home, words, actions, exits)
        }
        item("doors") { Doors(home, words, exits) }
    }
}

private fun LazyListScope.waiting(home: HomeState, words: Chrome, actions: HomeActions, exits: HomeExits) {
    item("waiting") { PartTitle(words["home.waiting"]) }
    items(home.waiting.size, { home.waiting[it].key() }) { at ->
        when (val one = home.waiting[at]) {
            is Waiting.Draft -> {
                val label = words["home.draft", "label" to one.draft.label]
                Door(one.draft.inSight?.text ?: label, label, { exits.resume(one.draft.id) })
            }

            is Waiting.Running -> {
                val label = words["due.running", "label" to one.record.label]
                Door(one.record.headline?.text ?: label, label, { exits.go(Destination.Record(one.record.id)) })
            }

            is Waiting.Reminded -> Reminded(one.planned, words, actions, exits)
        }
    }
    val more = when (home.more) {
        0 -> null
        1 -> words["home.more_one"]
        else -> words["home.more_many", "n" to home.more]
    }
    more?.let { item("more") { Small(it) } }
}

private fun Waiting.key(): String = when (this) {
    is Waiting.Draft -> "draft:${draft.id}"
    is Waiting.Running -> "running:${record.id}"
    is Waiting.Reminded -> "due:${planned.key}"
}

/** A reminder that has come, with its three answers. */
@Composable
private fun Reminded(planned: Planned, words: Chrome, actions: HomeActions, exits: HomeExits) {
    val name = words.purpose(planned.purpose)
    Sheet {
        Column(Modifier.semantics(mergeDescendants = true) {}) {
            Text(planned.text?.text ?: name, style = MaterialTheme.typography.bodyLarge)
            if (planned.text != null) Small(name)
        }
        Pebbles {
            planned.about?.let { about ->
                val see = words["action.open"]
                Pebble(see, false, spoken = "$name: $see") { exits.go(Destination.Record(about)) }
            }
            listOf(
                "reminder.action.done" to HandledAs.Done,
                "reminder.action.later" to AnHourLater,
                "reminder.action.skip" to HandledAs.Skipped,
            ).forEach { (key, outcome) ->
                Pebble(words[key], false, spoken = "$name: ${words[key]}") { actions.handle(planned, outcome) }
            }
        }
    }
}

/** When there is time: the rest of the app, small. */
@Composable
private fun Doors(home: HomeState, words: Chrome, exits: HomeExits) {
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        PartTitle(words["home.doors"])
        Pebbles {
            home.also.forEach { offer -> Pebble(offer.label, false) { exits.begin(offer.start) } }
            listOf(
                "menu.practise" to Destination.Practise,
                "menu.look_back" to Destination.Path,
                "menu.circle" to Destination.Circle,
                "menu.reminders" to Destination.Reminders,
                "menu.settings" to Destination.Settings,
            ).forEach { (key, to) -> Pebble(words[key], false) { exits.go(to) } }
        }
    }
}

/** What is for the hard minute, beside a check-in. */
@Composable
private fun First(words: Chrome, exits: HomeExits) {
    val colors = MaterialTheme.colorScheme
    OptionRow(words["menu.ground"], exits.ground) { Stone(1f, colors.tertiary, Modifier.size(36.dp, 30.dp)) }
    OptionRow(words["menu.thought_back"], { exits.go(Destination.ThoughtBack) }) {
        Stone(1f, colors.secondary, Modifier.size(36.dp, 30.dp))
    }
}
