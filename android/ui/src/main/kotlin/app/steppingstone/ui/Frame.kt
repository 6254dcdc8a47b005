package app.steppingstone.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.ArrowBack
import androidx.compose.material.icons.automirrored.filled.KeyboardArrowRight
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Offer
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.Trouble

/**
 * What stands around every screen.
 *
 * @property back the way back; none on the first screen
 * @property ground grounding at once; none where it stands on the screen itself
 * @property notice what can be taken back, if anything
 */
class Frame(
    val words: Chrome,
    val back: (() -> Unit)?,
    val ground: (() -> Unit)?,
    val help: () -> Unit,
    val notice: @Composable () -> Unit = {},
)

/**
 * A screen: the bar, a title, and a list that composes what is in sight.
 *
 * @param main the one thing to do, always in sight at the bottom
 * @param beside what belongs to it, above it; in a low window it scrolls, in a wide one it stands beside the list
 */
@Composable
internal fun ScreenPage(
    title: String,
    frame: Frame,
    trouble: Trouble? = null,
    main: (@Composable () -> Unit)? = null,
    beside: (@Composable ColumnScope.() -> Unit)? = null,
    content: LazyListScope.() -> Unit,
) {
    Page {
        // A low window is also one made low by large type.
        val isLow = maxHeight < LOW.dp * LocalDensity.current.fontScale
        val isWide = isLow && maxWidth >= WIDE.dp * LocalDensity.current.fontScale && main != null
        val list: @Composable (Modifier) -> Unit = { modifier ->
            LazyColumn(
                modifier,
                contentPadding = PaddingValues(horizontal = Edge, vertical = 8.dp),
                verticalArrangement = Arrangement.spacedBy(Gap),
            ) {
                if (isLow) item("bar") { Bar(frame) }
                item("title") { ScreenTitle(title) }
                trouble?.let { item("trouble") { Problem(it, frame.words) } }
                content()
                if (isLow && !isWide) beside?.let { item("beside") { Beside(it) } }
            }
        }
        if (isWide) {
            Row(Modifier.widthIn(max = 1100.dp).fillMaxSize()) {
                list(Modifier.weight(1.4f))
                val column = Modifier.weight(1f).fillMaxHeight().padding(Edge).verticalScroll(rememberScrollState())
                Column(column, Arrangement.spacedBy(Gap, Alignment.Bottom)) { Below(frame, main, beside) }
            }
        } else {
            Column(Modifier.widthIn(max = 640.dp).fillMaxSize()) {
                if (!isLow) Bar(frame)
                list(Modifier.weight(1f))
                Column(Modifier.padding(horizontal = Edge)) { Below(frame, main, beside.takeIf { !isLow }) }
            }
        }
    }
}

private const val WIDE = 700

@Composable
private fun Bar(frame: Frame) {
    Row(Modifier.fillMaxWidth().padding(4.dp), Arrangement.SpaceBetween, Alignment.CenterVertically) {
        val back = frame.back
        if (back == null) {
            Spacer(Modifier.size(Target))
        } else {
            IconButton(back, Modifier.size(Target)) {
                Icon(Icons.AutoMirrored.Default.ArrowBack, frame.words["action.back"])
            }
        }
        QuickExit(frame.words)
        // With large type they stand below each other rather than being squeezed.
        FlowRow(Modifier.weight(1f), Arrangement.spacedBy(16.dp, Alignment.End)) {
            frame.ground?.let {
                QuietAction(frame.words["menu.ground"], MaterialTheme.colorScheme.tertiary, onClick = it)
            }
            QuietAction(frame.words["menu.help"], onClick = frame.help)
        }
    }
}

@Composable
private fun Below(frame: Frame, main: (@Composable () -> Unit)?, beside: (@Composable ColumnScope.() -> Unit)?) {
    frame.notice()
    beside?.let { Beside(it) }
    main?.let { Box(Modifier.padding(top = 10.dp, bottom = 12.dp)) { it() } }
}

@Composable
private fun Beside(content: @Composable ColumnScope.() -> Unit) {
    Column(Modifier.padding(top = 8.dp), Arrangement.spacedBy(10.dp), content = content)
}

/** What a screen is about. A screen reader says it when it comes. */
@Composable
internal fun ScreenTitle(text: String) {
    Text(
        text,
        Modifier.padding(vertical = 8.dp).semantics {
            heading()
            liveRegion = LiveRegionMode.Polite
        },
        style = MaterialTheme.typography.headlineMedium,
    )
}

/** The name of a part of a screen. */
@Composable
internal fun PartTitle(text: String) {
    Text(
        text,
        Modifier.padding(top = 12.dp).semantics { heading() },
        MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.titleMedium,
    )
}

/** Small words beside large ones. */
@Composable
internal fun Small(text: String, modifier: Modifier = Modifier) {
    val color = MaterialTheme.colorScheme.onSurfaceVariant
    Text(text, modifier, color, style = MaterialTheme.typography.bodyMedium)
}

/** Somewhere to go, or something to begin: its name, and a sentence about it. */
@Composable
internal fun Door(
    label: String,
    about: String?,
    onClick: () -> Unit,
    spoken: String? = null,
    before: @Composable () -> Unit = {},
) {
    val colors = MaterialTheme.colorScheme
    Surface(
        onClick = onClick,
        modifier = Modifier.fillMaxWidth().semantics {
            role = Role.Button
            spoken?.let { contentDescription = it }
        },
        shape = MaterialTheme.shapes.medium,
        color = colors.surface,
        contentColor = colors.onSurface,
        border = BorderStroke(1.dp, colors.outlineVariant),
    ) {
        Row(
            Modifier.heightIn(min = 60.dp).padding(horizontal = 18.dp, vertical = 12.dp),
            Arrangement.spacedBy(16.dp),
            Alignment.CenterVertically,
        ) {
            before()
            Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
                Text(label, style = MaterialTheme.typography.bodyLarge)
                about?.let { Small(it) }
            }
            Icon(Icons.AutoMirrored.Default.KeyboardArrowRight, null, tint = colors.onSurfaceVariant)
        }
    }
}

/** What can be begun, from the core's own menu. */
internal fun LazyListScope.offers(offers: List<Offer>, onBegin: (Offer) -> Unit) {
    items(offers.size, { "offer:${offers[it].start.guide}" }) { at ->
        val offer = offers[at]
        Door(offer.label, offer.about, { onBegin(offer) })
    }
}

/** Nothing is here yet: three stones, and what will be. */
@Composable
internal fun Nothing(words: String) {
    Column(
        Modifier.fillMaxWidth().padding(vertical = 40.dp),
        Arrangement.spacedBy(24.dp),
        Alignment.CenterHorizontally,
    ) {
        Cairn()
        val color = MaterialTheme.colorScheme.onSurfaceVariant
        Text(words, color = color, textAlign = TextAlign.Center, style = MaterialTheme.typography.bodyLarge)
    }
}
