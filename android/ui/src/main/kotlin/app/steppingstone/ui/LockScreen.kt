package app.steppingstone.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.ArrowBack
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Exercise
import app.steppingstone.core.Help
import app.steppingstone.core.Region
import app.steppingstone.shell.BeforeLock
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.Gate
import app.steppingstone.shell.LockModel
import app.steppingstone.shell.LockScreen
import app.steppingstone.shell.PinAsked
import app.steppingstone.shell.PinPadActions
import app.steppingstone.shell.PinPadState
import app.steppingstone.shell.Shown
import kotlinx.coroutines.launch

/**
 * The app behind its lock. Until that is open nothing of the app is composed; help and grounding are there.
 *
 * @param directory where the journal lies: the lines that may show before the lock are beside it
 * @param isNeutral whether the screen must not say what app this is
 */
@Composable
fun BehindLock(
    lock: LockModel,
    gateway: CoreGateway,
    directory: String,
    words: Chrome,
    isNeutral: Boolean,
    call: (String) -> Unit,
    content: @Composable () -> Unit,
) {
    val screen by lock.state.collectAsState()
    // Where a list was scrolled to is kept while the lock is shut.
    val keeper = rememberSaveableStateHolder()
    when (screen.gate) {
        Gate.Unknown -> Page {}

        Gate.Shut -> when (screen.place) {
            BeforeLock.Keys -> Keys(lock, screen, words, isNeutral)
            BeforeLock.Ground -> GroundBeforeLock(lock, gateway, words)
            BeforeLock.Help, BeforeLock.Regions -> HelpBeforeLock(lock, screen, gateway, directory, words, call)
        }

        Gate.Open -> keeper.SaveableStateProvider("app") { content() }
    }
}

@Composable
private fun Keys(lock: LockModel, screen: LockScreen, words: Chrome, isNeutral: Boolean) {
    val pad by lock.pad.state.collectAsState()
    val frame = Frame(words, null, { lock.go(BeforeLock.Ground) }, { lock.go(BeforeLock.Help) })
    LockContent(screen, pad, frame, lock.pad, isNeutral, lock::recognise)
}

/** The lock: keys for the PIN, and what is there without it. */
@Composable
fun LockContent(
    screen: LockScreen,
    pad: PinPadState,
    frame: Frame,
    keys: PinPadActions,
    isNeutral: Boolean,
    onRecognise: () -> Unit,
) {
    val words = frame.words
    val title = words[if (isNeutral) "lock.ask" else "lock.title"]
    val recognise: (@Composable () -> Unit)? = if (screen.offersBiometric) {
        { QuietAction(words["lock.biometric"], onRecognise) }
    } else {
        null
    }
    PinPage(title, pad, frame, keys, recognise)
}

/** The same keys where the lock is set. */
@Composable
fun PinAskContent(asks: PinAsked, pad: PinPadState, frame: Frame, keys: PinPadActions) {
    val title = when (asks) {
        PinAsked.Current -> "lock.ask"
        PinAsked.New -> "lock.choose"
        PinAsked.Again -> "lock.again"
    }
    PinPage(frame.words[title], pad, frame, keys, null)
}

@Composable
private fun PinPage(
    title: String,
    pad: PinPadState,
    frame: Frame,
    keys: PinPadActions,
    beside: (@Composable () -> Unit)?,
) {
    val words = frame.words
    val main: @Composable () -> Unit = { MainAction(words["action.go_on"], pad.isReady, keys::send) }
    ScreenPage(title, frame, main = main, beside = beside?.let { { it() } }) {
        item("count") { Count(pad, words) }
        item("keys") { PinKeys(pad, words, keys) }
    }
}

/** How many digits there are, never which, and what is said about the last try. */
@Composable
private fun Count(pad: PinPadState, words: Chrome) {
    val colors = MaterialTheme.colorScheme
    Column(verticalArrangement = Arrangement.spacedBy(Gap)) {
        Row(
            Modifier.fillMaxWidth().heightIn(min = 24.dp).clearAndSetSemantics {
                contentDescription = words["lock.digits", "n" to pad.count]
                liveRegion = LiveRegionMode.Polite
            },
            Arrangement.spacedBy(10.dp, Alignment.CenterHorizontally),
            Alignment.CenterVertically,
        ) {
            repeat(pad.count) { Box(Modifier.size(14.dp)) { Stone(1f, colors.primary, Modifier.size(14.dp)) } }
        }
        val said = when {
            pad.waitSeconds > 0 -> words["lock.wait", "n" to pad.waitSeconds]
            else -> pad.notice?.let { words[it] }
        }
        said?.let {
            // Spoken in half minutes: a voice that counts every second says nothing else.
            val spoken = if (pad.waitSeconds == 0) it else words["lock.wait", "n" to pad.waitSeconds.rounded()]
            Text(
                it,
                Modifier.fillMaxWidth().semantics {
                    contentDescription = spoken
                    liveRegion = LiveRegionMode.Polite
                },
                textAlign = TextAlign.Center,
                style = MaterialTheme.typography.bodyLarge,
            )
        }
    }
}

private fun Int.rounded() = (this + HALF_MINUTE - 1) / HALF_MINUTE * HALF_MINUTE

private const val HALF_MINUTE = 30

@Composable
private fun PinKeys(pad: PinPadState, words: Chrome, keys: PinPadActions) {
    Column(Modifier.fillMaxWidth().padding(vertical = 8.dp), Arrangement.spacedBy(Gap)) {
        listOf(1..3, 4..6, 7..9).forEach { row ->
            Row(horizontalArrangement = Arrangement.spacedBy(Gap)) { row.forEach { DigitKey(it, pad, keys) } }
        }
        Row(horizontalArrangement = Arrangement.spacedBy(Gap)) {
            Spacer(Modifier.weight(1f))
            DigitKey(0, pad, keys)
            Key(pad.takes, words["lock.delete_digit"], keys::erase) {
                Icon(Icons.AutoMirrored.Default.ArrowBack, null)
            }
        }
    }
}

@Composable
private fun RowScope.DigitKey(digit: Int, pad: PinPadState, keys: PinPadActions) =
    Key(pad.takes, "$digit", { keys.digit(digit) }) {
        Text("$digit", Modifier.clearAndSetSemantics {}, style = MaterialTheme.typography.titleLarge)
    }

@Composable
private fun RowScope.Key(enabled: Boolean, name: String, onClick: () -> Unit, content: @Composable () -> Unit) {
    val colors = MaterialTheme.colorScheme
    Surface(
        onClick = onClick,
        modifier = Modifier.weight(1f).heightIn(min = 64.dp).semantics {
            role = Role.Button
            contentDescription = name
        },
        enabled = enabled,
        shape = CircleShape,
        color = if (enabled) colors.surface else colors.surfaceVariant,
        contentColor = if (enabled) colors.onSurface else colors.onSurfaceVariant,
        border = BorderStroke(1.dp, colors.outlineVariant),
    ) { Box(Modifier.padding(8.dp), Alignment.Center) { content() } }
}

@Composable
private fun GroundBeforeLock(lock: LockModel, gateway: CoreGateway, words: Chrome) {
    val exercises by produceState(Shown<List<Exercise>>()) { value = Shown(gateway.exercises()) }
    val back: () -> Unit = { lock.back() }
    GroundContent(exercises, Frame(words, back, null, { lock.go(BeforeLock.Help) }), back)
}

/** Help from the small file beside the journal; a place chosen here is not kept, since nothing is opened for it. */
@Composable
private fun HelpBeforeLock(
    lock: LockModel,
    screen: LockScreen,
    gateway: CoreGateway,
    directory: String,
    words: Chrome,
    call: (String) -> Unit,
) {
    val scope = rememberCoroutineScope()
    var help by remember { mutableStateOf<Help?>(null) }
    LaunchedEffect(Unit) { help = gateway.helpBeforeLock(directory) }
    val back: () -> Unit = { lock.back() }
    if (screen.place == BeforeLock.Regions) {
        val regions by produceState(emptyList<Region>()) { value = gateway.regions() }
        val choose = { code: String ->
            scope.launch {
                help = gateway.helpFor(code, null).copy(own = help?.own.orEmpty())
                lock.go(BeforeLock.Help)
            }
            Unit
        }
        RegionScreen(regions, suggestedRegion(gateway), words, choose, back)
    } else {
        help?.let { HelpScreen(it, words, HelpExits(call, { lock.go(BeforeLock.Regions) }, null, back)) }
    }
}
