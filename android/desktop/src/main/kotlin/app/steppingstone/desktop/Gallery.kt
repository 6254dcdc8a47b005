package app.steppingstone.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.InsightWindow
import app.steppingstone.core.Label
import app.steppingstone.core.LockState
import app.steppingstone.core.Permission
import app.steppingstone.core.QuietHours
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Words
import app.steppingstone.core.chrome
import app.steppingstone.core.lockState
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.Destination
import app.steppingstone.shell.Gate
import app.steppingstone.shell.LockScreen
import app.steppingstone.shell.LockSettings
import app.steppingstone.shell.LockSettingsActions
import app.steppingstone.shell.PinAsked
import app.steppingstone.shell.PinPadActions
import app.steppingstone.shell.PinPadState
import app.steppingstone.shell.Privacy
import app.steppingstone.shell.ScreenModel
import app.steppingstone.shell.Shown
import app.steppingstone.shell.Trouble
import app.steppingstone.shell.checkIn
import app.steppingstone.shell.ground
import app.steppingstone.shell.quiet
import app.steppingstone.shell.today
import app.steppingstone.shell.welcome
import app.steppingstone.ui.App
import app.steppingstone.ui.AroundYou
import app.steppingstone.ui.CircleContent
import app.steppingstone.ui.Frame
import app.steppingstone.ui.GroundContent
import app.steppingstone.ui.GuideContent
import app.steppingstone.ui.GuideExits
import app.steppingstone.ui.HomeContent
import app.steppingstone.ui.HomeExits
import app.steppingstone.ui.InsightsContent
import app.steppingstone.ui.LocalQuickExit
import app.steppingstone.ui.LockContent
import app.steppingstone.ui.OwnHelpContent
import app.steppingstone.ui.PathContent
import app.steppingstone.ui.PinAskContent
import app.steppingstone.ui.PractiseContent
import app.steppingstone.ui.RecordContent
import app.steppingstone.ui.RecordExits
import app.steppingstone.ui.ReminderSettingsContent
import app.steppingstone.ui.RemindersContent
import app.steppingstone.ui.SettingsContent
import app.steppingstone.ui.ThoughtContent
import java.nio.file.Path
import kotlinx.coroutines.runBlocking

/** One screen in one state. */
class Shot(val name: String, val content: @Composable () -> Unit)

/**
 * Every screen in every state, made of what the real core says: of an empty journal, and of one with some weeks in it.
 * The words are those of the locale that is spoken when it is made.
 */
class Gallery(directory: Path) : AutoCloseable {
    private val unlocked = lockState(directory.toString())
    private val empty = Stage(directory.resolve("empty"))
    private val full = Stage(directory.resolve("full"))
    private val words = Chrome(chrome())
    private val newest = full.live()

    init {
        listOf(empty, full).forEach { it.app.open() }
        // The next day: what was set for it has come.
        full.clock.utcMs += DAY
    }

    override fun close() {
        empty.close()
        full.close()
    }

    private val frame = Frame(words, {}, {}, {})
    private val homeFrame = Frame(words, null, null, {})
    private val guideExits = GuideExits({}, {}, {}, {})

    /** All of them. */
    val shots: List<Shot> =
        welcome() + guides() + home() + records() + path() + menus() + reminders() + grounding() + help() +
            lock() + around()

    private fun <T> ScreenModel<T>.read(): Shown<T> = runBlocking {
        refresh()
        state.value
    }

    private fun shot(name: String, content: @Composable () -> Unit) = Shot(name, content)

    private fun guide(name: String, stage: Stage): Shot {
        val state = stage.app.guide.state.value
        return shot(name) { GuideContent(state, words, stage.app.guide, guideExits) }
    }

    private fun welcome(): List<Shot> {
        val guide = empty.app.guide
        guide.start(Start.welcome)
        val shots = mutableListOf<Shot>()
        while (guide.state.value.step is Step.Ask) {
            val ask = guide.state.value.step as Step.Ask
            shots += guide("welcome-${ask.prompt.id}", empty)
            val on = (ask.prompt.input as? Input.Info)?.options?.lastOrNull()
            if (on == null) guide.skip() else guide.answer(Answer.Seen(on.id))
        }
        (guide.state.value.step as? Step.Review)?.let { guide.finish() }
        return shots
    }

    /** A check-in as far as its last word, left open: what follows finds it waiting. */
    private fun guides(): List<Shot> {
        val guide = full.app.guide
        guide.start(Start.checkIn)
        val told = mapOf(
            "feeling" to Answer.Labels(listOf(Label("left_out", null))),
            "intensity" to Answer.Rating(50u),
            "event" to Answer.Chosen(listOf("left_out"), Words("They all went for lunch and nobody asked me")),
            "thought" to Answer.Text(Words("They must think I'm boring"), null),
        )
        val shots = mutableListOf<Shot>()
        told.forEach { (id, answer) ->
            shots += guide("check-in-$id", full)
            guide.answer(answer)
        }
        return shots + guide("check-in-about-me", full)
    }

    private fun home(): List<Shot> {
        val exits = HomeExits({}, {}, {}, {})
        val (still, waiting) = empty.app.home.read() to full.app.home.read()
        return listOf(
            shot("home") { HomeContent(still, homeFrame, empty.app.home, exits) },
            shot("home-waiting") { HomeContent(waiting, homeFrame, full.app.home, exits) },
            shot("home-trouble") {
                HomeContent(Shown(trouble = Trouble("error.too_new")), homeFrame, full.app.home, exits)
            },
        )
    }

    private fun records(): List<Shot> {
        val exits = RecordExits({}, {}, {})
        val model = full.app.record(newest)
        val (read, today) = model.read() to full.clock.today()
        model.showVersions()
        val versions = model.state.value
        val (nothing, back) = empty.app.thought.read() to full.app.thought.read()
        return listOf(
            shot("record") { RecordContent(read, false, today, frame, model, exits) },
            shot("record-new") { RecordContent(read, true, today, frame, model, exits) },
            shot("record-versions") { RecordContent(versions, false, today, frame, model, exits) },
            shot("record-gone") {
                RecordContent(Shown(trouble = Trouble("error.not_found")), false, today, frame, model, exits)
            },
            shot("thought-back") { ThoughtContent(back, frame, {}, {}) },
            shot("thought-back-empty") { ThoughtContent(nothing, frame, {}, {}) },
        )
    }

    private fun path(): List<Shot> {
        val today = full.clock.today()
        val (all, nothing) = full.app.path.read() to empty.app.path.read()
        full.app.path.find("lake")
        val found = full.app.path.state.value
        full.app.path.find("zebra")
        val none = full.app.path.state.value
        val drawn = listOf("path" to all, "path-empty" to nothing, "path-found" to found, "path-not-found" to none)
        return drawn.map { (name, state) ->
            shot(name) { PathContent(state, today, frame, full.app.path, {}, {}) }
        }
    }

    private fun menus(): List<Shot> {
        val (practise, today) = full.app.practise.read() to full.clock.today()
        val (circle, nobody) = full.app.circle.read() to empty.app.circle.read()
        full.app.insights.choose(InsightWindow.DAYS365)
        val (insights, few) = full.app.insights.read() to empty.app.insights.read()
        val (own, nothing) = full.app.ownHelp.read() to empty.app.ownHelp.read()
        val (settings, unset) = full.app.settings.read() to empty.app.settings.read()
        return listOf(
            shot("practise") { PractiseContent(practise, frame, {}, {}) },
            shot("circle") { CircleContent(circle, frame, full.app.circle) {} },
            shot("circle-empty") { CircleContent(nobody, frame, empty.app.circle) {} },
            shot("insights") { InsightsContent(insights, today, frame) {} },
            shot("insights-empty") { InsightsContent(few, today, frame) {} },
            shot("settings") { SettingsContent(settings, frame, {}, {}) },
            shot("own-help") { OwnHelpContent(own, frame, { _, _ -> }, {}) {} },
            shot("own-help-empty") { OwnHelpContent(nothing, frame, { _, _ -> }, {}) {} },
            shot("settings-empty") { SettingsContent(unset, frame, {}, {}) },
        )
    }

    private fun reminders(): List<Shot> {
        val (model, today) = full.app.reminders to full.clock.today()
        val well = model.read()
        val nothing = empty.app.reminders.read()
        full.phone.permission = Permission.DENIED
        val denied = model.read()
        well.content?.let { content ->
            model.rest(content.reminders.first().reminder)
            model.set(content.settings.quiet(QuietHours(TEN, SEVEN)))
        }
        val quiet = model.read()
        return listOf(
            shot("reminders") { RemindersContent(well, today, frame, model) {} },
            shot("reminders-empty") { RemindersContent(nothing, today, frame, model) {} },
            shot("reminders-denied") { RemindersContent(denied, today, frame, model) {} },
            shot("reminders-resting") { RemindersContent(quiet, today, frame, model) {} },
            shot("reminder-settings") { ReminderSettingsContent(well, frame) {} },
            shot("reminder-settings-quiet") { ReminderSettingsContent(quiet, frame) {} },
        )
    }

    private fun grounding(): List<Shot> {
        val list = empty.app.ground.read()
        empty.app.guide.start(Start.ground)
        return listOf(
            guide("ground", empty),
            shot("ground-without-journal") { GroundContent(list, Frame(words, {}, null, {})) {} },
        )
    }

    /** Help lies over everything, so it is drawn with the whole app behind it. */
    private fun help(): List<Shot> = listOf("help" to full, "help-nowhere" to empty).map { (name, stage) ->
        shot(name) { AppAt(Destination.Help, stage) }
    } + shot("regions") { AppAt(Destination.Regions, empty) }

    private fun lock(): List<Shot> {
        val lockFrame = Frame(words, null, {}, {})
        val shut = LockScreen(Gate.Shut)
        val pads = listOf(
            "lock" to PinPadState(),
            "lock-wrong" to PinPadState(notice = "lock.wrong"),
            "lock-waiting" to PinPadState(waitSeconds = 42),
            "lock-typed" to PinPadState(count = 12),
            "lock-busy" to PinPadState(busy = true),
        )
        val finger = shut.copy(offersBiometric = true)
        val renewed = PinPadState(notice = "lock.new_biometric")
        return pads.map { (name, pad) ->
            shot(name) { LockContent(shut, pad, lockFrame, Untouched, isNeutral = false) {} }
        } + listOf(
            shot("lock-finger") { LockContent(finger, PinPadState(), lockFrame, Untouched, isNeutral = false) {} },
            shot("lock-neutral") { LockContent(shut, renewed, lockFrame, Untouched, isNeutral = true) {} },
        ) + PinAsked.entries.map { asks ->
            shot("pin-${asks.name.lowercase()}") { PinAskContent(asks, PinPadState(4), frame, Untouched) }
        }
    }

    /** What is set about the people around, and the tap that leaves at once. */
    private fun around(): List<Shot> {
        val settings = empty.app.settings.read()
        val locked = unlocked.copy(on = true, biometric = true)
        val states = listOf(
            "settings-unlocked" to around(unlocked),
            "settings-locked" to around(locked, Privacy(coverRecents = true, quickExit = true, neutralName = true)),
            "settings-lock-trouble" to
                AroundYou(LockSettings(locked, trouble = "lock.no_biometric"), Privacy(), Untouched) {},
        )
        val still = empty.app.home.read()
        return states.map { (name, around) ->
            shot(name) { SettingsContent(settings, frame, {}, {}, around) }
        } + shot("home-quick-exit") {
            CompositionLocalProvider(LocalQuickExit provides {}) {
                HomeContent(still, homeFrame, empty.app.home, HomeExits({}, {}, {}, {}))
            }
        } + shared()
    }

    private fun around(lock: LockState, privacy: Privacy = Privacy()) =
        AroundYou(LockSettings(lock), privacy, Untouched) {}

    /** A text from another app, longer than fits. */
    private fun shared(): Shot {
        val guide = empty.app.guide
        (guide.state.value.step as? Step.Ask)?.let { runBlocking { empty.app.gateway.discard(it.at.draft) } }
        guide.enter(Start.checkIn, "They all went for lunch and nobody asked me. ".repeat(LONG))
        guide.answer(Answer.Labels(listOf(Label("left_out", null))))
        guide.answer(Answer.Rating(50u))
        return guide("check-in-shared", empty)
    }

    /** Does nothing with what is tapped. */
    private object Untouched : PinPadActions, LockSettingsActions {
        override fun digit(digit: Int) = Unit

        override fun erase() = Unit

        override fun send() = Unit

        override fun setPin() = Unit

        override fun remove() = Unit

        override fun setBiometric(on: Boolean) = Unit

        override fun setDelay(seconds: UInt) = Unit

        override fun cancel() = Unit
    }

    private companion object {
        const val LONG = 80
        const val DAY = 86_400_000L
        const val TEN: UShort = 1320u
        const val SEVEN: UShort = 420u
    }

    @Composable
    private fun AppAt(destination: Destination, stage: Stage) {
        stage.app.navigator.restore(listOf(destination.key))
        App(stage.app, words, stage.clock::today) {}
    }
}
