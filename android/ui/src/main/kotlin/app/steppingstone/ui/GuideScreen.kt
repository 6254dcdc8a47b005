package app.steppingstone.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.BoxWithConstraintsScope
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Warning
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Card
import app.steppingstone.core.Input
import app.steppingstone.core.Prompt
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Words
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.GuideActions
import app.steppingstone.shell.GuideModel
import app.steppingstone.shell.GuideState
import app.steppingstone.shell.Trouble
import app.steppingstone.shell.checkIn

/** Ways out of a guide that only the phone knows. */
class GuideExits(
    /** Leaves the guide; everything is kept. */
    val close: () -> Unit,
    /** Shows help. */
    val help: () -> Unit,
    /** Offers to call a number. */
    val call: (String) -> Unit,
    /** Lets the person choose where they are. */
    val chooseRegion: () -> Unit,
)

/** A guide: one question per screen, the thought in sight, the next thing to do at the bottom. */
@Composable
fun GuideScreen(model: GuideModel, words: Chrome, exits: GuideExits) {
    val state by model.state.collectAsState()
    GuideContent(state, words, model, exits)
}

/** The same, drawn from a state. */
@Composable
fun GuideContent(state: GuideState, words: Chrome, actions: GuideActions, exits: GuideExits) {
    Page {
        // In a low window, or one made low by large type, only the main action stays put; the rest scrolls.
        val isLow = maxHeight < LOW.dp * LocalDensity.current.fontScale
        // A new prompt starts at the top, with inputs of its own.
        key(state.step.place()) {
            Column(Modifier.widthIn(max = 640.dp).fillMaxSize()) {
                if (!isLow) Above(state, words, exits)
                BoxWithConstraints(Modifier.weight(1f)) {
                    val least = if (isLow) 0.dp else maxHeight
                    Column(Modifier.verticalScroll(rememberScrollState())) {
                        if (isLow) Above(state, words, exits)
                        Body(state, words, actions, exits, Modifier.heightIn(min = least))
                        if (isLow) Around(state, words, actions)
                    }
                }
                Column(Modifier.padding(horizontal = Edge).padding(top = 8.dp, bottom = 4.dp)) {
                    state.trouble?.let { Problem(it, words) }
                    Onwards(state, words, actions, exits)
                }
                if (!isLow) Around(state, words, actions)
            }
        }
    }
}

/** Paper with stones on it, clear of what the phone draws at its edges. */
@Composable
internal fun Page(content: @Composable BoxWithConstraintsScope.() -> Unit) {
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
        Riverbed()
        val clear = Modifier.windowInsetsPadding(WindowInsets.safeDrawing)
        BoxWithConstraints(clear, Alignment.TopCenter, content = content)
    }
}

internal const val LOW = 440
internal val Edge = 20.dp

private fun Step?.place(): Any? = when (this) {
    is Step.Ask -> at
    is Step.Review -> at
    else -> this
}

/** What stays above the question: the ways out, how far it goes, and the thought in sight. */
@Composable
private fun Above(state: GuideState, words: Chrome, exits: GuideExits) {
    val step = state.step
    Row(Modifier.fillMaxWidth().padding(4.dp), Arrangement.SpaceBetween, Alignment.CenterVertically) {
        val isOver = step is Step.Resting || step is Step.Ended
        if (isOver) Spacer(Modifier.size(Target)) else CloseButton(words["action.close"], exits.close)
        QuickExit(words)
        // What is said in the middle makes room for the ways out.
        Box(Modifier.weight(1f), Alignment.Center) { (step as? Step.Ask)?.left?.let { Left(it.toInt(), words) } }
        if (step.showsHelp()) Spacer(Modifier.size(Target)) else QuietAction(words["menu.help"], exits.help)
    }
    (step as? Step.Ask)?.inSight?.let { InSight(it, words["guide.in_sight"], Modifier.padding(horizontal = Edge)) }
}

private fun Step?.showsHelp() = ((this as? Step.Ask)?.prompt?.input as? Input.Info)?.card is Card.Help

@Composable
private fun Left(left: Int, words: Chrome) {
    val text = when (left) {
        0 -> words["guide.left_none"]
        1 -> words["guide.left_one"]
        else -> words["guide.left_many", "n" to left]
    }
    Column(verticalArrangement = Arrangement.spacedBy(3.dp), horizontalAlignment = Alignment.CenterHorizontally) {
        Steps(left)
        val color = MaterialTheme.colorScheme.onSurfaceVariant
        Text(text, color = color, textAlign = TextAlign.Center, style = MaterialTheme.typography.labelMedium)
    }
}

private val Input.isOnlyToRead get() = (this as? Input.Info)?.card is Card.Notice

/** Something quiet to look at above words that are only to read. */
@Composable
private fun Still() = Box(Modifier.fillMaxWidth().padding(bottom = 32.dp), Alignment.Center) { Cairn() }

@Composable
private fun Body(state: GuideState, words: Chrome, actions: GuideActions, exits: GuideExits, modifier: Modifier) {
    Column(modifier.fillMaxWidth().padding(horizontal = Edge, vertical = 8.dp), Arrangement.spacedBy(Gap)) {
        when (val step = state.step) {
            is Step.Ask -> {
                // What takes one tap lies within the thumb's reach.
                if (step.prompt.input.isOneTap) Spacer(Modifier.weight(1f))
                if (step.prompt.input.isOnlyToRead) Still()
                Question(step.prompt)
                if (state.unsent?.cut != null) CutNotice(words)
                PromptInput(step.prompt, state.input ?: step.prompt.input.untouched(), words, actions, exits)
                state.unsent?.cut?.let { Rest(it, words) }
            }

            is Step.Review -> Story(step)

            is Step.Resting -> Farewell(step.words)

            is Step.Occupied -> InTheWay(step.draft, words, actions)

            is Step.Ended -> Farewell(step.words)

            null -> Unit
        }
    }
}

/** The thought being worked on: the person's own words, always in sight. */
@Composable
internal fun InSight(thought: Words, label: String, modifier: Modifier = Modifier) {
    Surface(
        modifier.fillMaxWidth(),
        MaterialTheme.shapes.medium,
        MaterialTheme.colorScheme.secondaryContainer,
        MaterialTheme.colorScheme.onSecondaryContainer,
    ) {
        Column(Modifier.padding(horizontal = 18.dp, vertical = 12.dp).semantics(mergeDescendants = true) {}) {
            Text(label, style = MaterialTheme.typography.labelMedium)
            val style = MaterialTheme.typography.titleMedium
            Text(thought.text, maxLines = 3, overflow = TextOverflow.Ellipsis, style = style)
        }
    }
}

/** The question. A screen reader says the whole prompt at once. */
@Composable
private fun Question(prompt: Prompt) {
    Text(
        prompt.title,
        Modifier.padding(top = 8.dp).semantics {
            heading()
            liveRegion = LiveRegionMode.Polite
            contentDescription = prompt.spoken
        },
        style = MaterialTheme.typography.headlineMedium,
    )
    prompt.help?.let {
        val color = MaterialTheme.colorScheme.onSurfaceVariant
        val silent = Modifier.clearAndSetSemantics {}.padding(bottom = 8.dp)
        Text(it, silent, color, style = MaterialTheme.typography.bodyMedium)
    }
}

/** The one thing to do next, if it is not a tap on the input itself. */
@Composable
private fun Onwards(state: GuideState, words: Chrome, actions: GuideActions, exits: GuideExits) {
    when (val step = state.step) {
        is Step.Ask -> {
            val answer = state.input ?: step.prompt.input.untouched()
            val ready = answer?.isReady == true
            if (ready || !step.prompt.input.isOneTap) {
                MainAction(words["action.go_on"], ready) { answer?.let(actions::answer) }
            }
        }

        is Step.Review -> MainAction(words["action.save"], onClick = actions::finish)

        is Step.Resting, is Step.Ended -> MainAction(words["action.done"], onClick = exits.close)

        is Step.Occupied -> Unit

        null -> if (state.trouble != null) MainAction(words["action.go_on"]) { actions.start(Start.checkIn) }
    }
}

/** Ways around the question: they work at every prompt. */
@Composable
private fun Around(state: GuideState, words: Chrome, actions: GuideActions) {
    FlowRow(Modifier.fillMaxWidth().padding(horizontal = Edge), Arrangement.SpaceBetween) {
        when (val step = state.step) {
            is Step.Ask -> {
                if (step.at.canGoBack) QuietAction(words["action.back"], actions::back)
                QuietAction(words["action.skip"], actions::skip)
                QuietAction(words["action.enough"], actions::enough)
            }

            is Step.Review -> if (step.at.canGoBack) QuietAction(words["action.back"], actions::back)

            is Step.Resting -> QuietAction(words["action.resume"]) { actions.resume(step.draft) }

            is Step.Occupied, is Step.Ended, null -> Unit
        }
    }
}

/** Why the last call failed. Said at once; what was typed is still there. */
@Composable
internal fun Problem(trouble: Trouble, words: Chrome) {
    val colors = MaterialTheme.colorScheme
    Surface(
        Modifier.fillMaxWidth().padding(bottom = 8.dp).semantics(mergeDescendants = true) {
            liveRegion = LiveRegionMode.Assertive
        },
        MaterialTheme.shapes.medium,
        colors.surface,
        colors.error,
        border = BorderStroke(1.dp, colors.error),
    ) {
        Row(Modifier.padding(14.dp), Arrangement.spacedBy(12.dp), Alignment.CenterVertically) {
            Icon(Icons.Default.Warning, null)
            Text(words[trouble.key], style = MaterialTheme.typography.bodyMedium)
        }
    }
}
