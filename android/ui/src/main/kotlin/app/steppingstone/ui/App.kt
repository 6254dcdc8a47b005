package app.steppingstone.ui

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.steppingstone.core.Start
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.Destination
import app.steppingstone.shell.LockSettingsModel
import app.steppingstone.shell.PrivacyModel
import app.steppingstone.shell.ScreenModel
import app.steppingstone.shell.Shown
import app.steppingstone.shell.UndoModel
import app.steppingstone.shell.Undoable
import java.time.LocalDate

/** What a phone adds to the app: its lock, and what others may see of it. */
class Phone(
    /** The lock being set. */
    val lock: LockSettingsModel,
    /** What others may see. */
    val privacy: PrivacyModel,
)

/**
 * The whole app: the screen of the place where the person is, with help over it.
 *
 * @param today the local date, asked anew for each screen
 * @param call offers to call a number
 * @param phone what is set about the phone; none where there is no phone
 */
@Composable
fun App(app: AppModel, words: Chrome, today: () -> LocalDate, phone: Phone? = null, call: (String) -> Unit) {
    val places by app.navigator.places.collectAsState()
    val isOpening by app.isOpening.collectAsState()
    if (isOpening) {
        Page {}
        return
    }
    val over = when (places.last()) {
        Destination.Help -> Place.Help
        Destination.Regions -> Place.Regions
        else -> Place.Guide
    }
    val keeper = rememberSaveableStateHolder()
    val ownHelp = { app.navigator.go(Destination.OwnHelp) }
    Steppingstone(app.gateway, app.guide, words, over, app::go, call, app::leaveGuide, ownHelp) {
        val here = places.last()
        keeper.SaveableStateProvider(here.key) { Screen(here, app, words, today(), phone, call) }
    }
}

private fun AppModel.go(place: Place) = when (place) {
    Place.Guide -> navigator.leaveHelp()
    Place.Help -> navigator.go(Destination.Help)
    Place.Regions -> navigator.go(Destination.Regions)
}

@Composable
private fun Screen(
    here: Destination,
    app: AppModel,
    words: Chrome,
    today: LocalDate,
    phone: Phone?,
    call: (String) -> Unit,
) {
    val go = app.navigator::go
    val begin: (Start) -> Unit = app::begin
    val back: () -> Unit = { app.navigator.back() }
    val frame = Frame(
        words,
        back.takeIf { here != Destination.Home },
        app::groundNow.takeIf { here != Destination.Home && here != Destination.Ground },
        { go(Destination.Help) },
    ) { TakeBack(app.undo, words, begin) }
    when (here) {
        Destination.Home -> HomeContent(
            shown(app.home),
            frame,
            app.home,
            HomeExits(begin, app::resume, app::groundNow, go),
        )

        Destination.Guide -> GuideScreen(
            app.guide,
            words,
            GuideExits(app::leaveGuide, { go(Destination.Help) }, call, { go(Destination.Regions) }),
        )

        Destination.Ground -> GroundContent(shown(app.ground), frame, back)

        Destination.ThoughtBack ->
            ThoughtContent(shown(app.thought), frame, { go(Destination.Record(it)) }, back)

        Destination.Practise -> PractiseContent(shown(app.practise), frame, app.undo::tried, begin)

        Destination.Path -> PathContent(
            shown(app.path),
            today,
            frame,
            app.path,
            { go(Destination.Record(it)) },
            { go(Destination.Insights) },
        )

        Destination.Insights -> InsightsContent(shown(app.insights), today, frame, app.insights::choose)

        Destination.Circle -> CircleContent(shown(app.circle), frame, app.circle, begin)

        Destination.Reminders -> RemindersContent(shown(app.reminders), today, frame, app.reminders) {
            go(Destination.ReminderSettings)
        }

        Destination.ReminderSettings -> ReminderSettingsContent(shown(app.reminders), frame, app.reminders::set)

        Destination.Settings -> Settings(app, frame, phone, go)

        Destination.OwnHelp ->
            OwnHelpContent(
                shown(app.ownHelp),
                frame,
                app.ownHelp::showBeforeLock,
                { go(Destination.Record(it)) },
                begin,
            )

        is Destination.Record -> {
            val model = remember(here.id) { app.record(here.id) }
            // Right after it was made, what led there is done with.
            val exits = RecordExits(begin, { app.delete(here.id) }) { if (here.saved) go(Destination.Home) else back() }
            RecordContent(shown(model), here.saved, today, frame, model, exits)
        }

        // They lie over the others.
        Destination.Help, Destination.Regions -> Unit
    }
}

/** The settings; over them the keys, while a PIN is asked for. */
@Composable
private fun Settings(app: AppModel, frame: Frame, phone: Phone?, onGo: (Destination) -> Unit) {
    val settings = shown(app.settings)
    if (phone == null) return SettingsContent(settings, frame, app.settings::setAgeBand, onGo)
    LaunchedEffect(phone) { phone.lock.open() }
    val lock by phone.lock.state.collectAsState()
    val pad by phone.lock.pad.state.collectAsState()
    val privacy by phone.privacy.state.collectAsState()
    val asks = lock.asks
    if (asks == null) {
        val around = AroundYou(lock, privacy, phone.lock, phone.privacy::set)
        SettingsContent(settings, frame, app.settings::setAgeBand, onGo, around)
    } else {
        PinAskContent(asks, pad, Frame(frame.words, phone.lock::cancel, frame.ground, frame.help), phone.lock.pad)
    }
}

/** What a model has read, kept fresh for as long as it is on screen. */
@Composable
private fun <T> shown(model: ScreenModel<T>): Shown<T> {
    LaunchedEffect(model) { model.keepFresh() }
    val state by model.state.collectAsState()
    return state
}

/** What was done in one tap, and the tap that takes it back. */
@Composable
internal fun TakeBack(model: UndoModel, words: Chrome, onBegin: (Start) -> Unit) {
    val state by model.state.collectAsState()
    state.trouble?.let { Problem(it, words) }
    val done = state.done ?: return
    Column(Modifier.padding(top = 8.dp)) {
        Sheet(MaterialTheme.colorScheme.surfaceVariant) {
            Text(
                words[if (done is Undoable.Deleted) "notice.deleted" else "notice.noted"],
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.bodyLarge,
            )
            Pebbles {
                Pebble(words["action.undo"], false, onClick = model::undo)
                if (done is Undoable.Tried) {
                    Pebble(words["action.more"], false) { onBegin(Start("adjustment_try", done.record)) }
                }
                Pebble(words["action.ok"], false, onClick = model::dismiss)
            }
        }
    }
}
