package app.steppingstone.shell

import app.steppingstone.core.Mend
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch

/** The whole app but for what only a phone can do: where the person is, and a model for each screen. */
class AppModel(
    val gateway: CoreGateway,
    private val scope: CoroutineScope,
    clock: PhoneClock,
    phone: DeliveryPhone,
    private val planAgain: suspend () -> Unit = {},
) {
    /** Where the person is. */
    val navigator = Navigator()

    /** The guide on screen. */
    val guide = GuideModel(gateway, scope)

    /** The first screen. */
    val home = HomeModel(gateway, scope)

    /** For when a thought is back. */
    val thought = ThoughtModel(gateway, scope)

    /** Looking back. */
    val path = PathModel(gateway, scope)

    /** Practising. */
    val practise = PractiseModel(gateway, scope)

    /** People. */
    val circle = CircleModel(gateway, scope)

    /** What shows over time. */
    val insights = InsightsModel(gateway, scope)

    /** Reminders. */
    val reminders = RemindersModel(gateway, scope, clock, phone, ::mend)

    /** The few things a person sets. */
    val settings = SettingsModel(gateway, scope)

    /** The safety plan and own contacts. */
    val ownHelp = OwnHelpModel(gateway, scope)

    /** Exercises without a journal. */
    val ground = GroundModel(gateway, scope)

    /** What can be taken back. */
    val undo = UndoModel(gateway, scope)

    private val opening = MutableStateFlow(true)

    /** Whether it is not known yet what to show first. */
    val isOpening: StateFlow<Boolean> = opening.asStateFlow()

    /** A model for one record. */
    fun record(id: String) = RecordModel(gateway, scope, id)

    /**
     * Opens the journal. A first start begins with the welcome; after the system ended the process, the person stands
     * where they were, in the guide they were in. Who wanted something from outside gets that, before anything else.
     */
    fun open(saved: List<String> = emptyList(), entry: Entry = Entry.App) = launch {
        val opened = (gateway.open() as? Outcome.Done)?.value
        when {
            entry != Entry.App -> enter(entry)
            opened?.fresh == true -> begin(Start.welcome)
            saved.isNotEmpty() -> takeUp(saved)
        }
        opening.value = false
    }

    /** Goes where somebody wants to go who comes from outside; back leads to the first screen. */
    fun enter(entry: Entry) {
        if (entry == Entry.App) return
        navigator.restore(emptyList())
        when (entry) {
            Entry.CheckIn -> enter(Start.checkIn)
            is Entry.Shared -> enter(Start.checkIn, entry.text)
            Entry.Ground -> groundNow()
            Entry.Help -> navigator.go(Destination.Help)
            Entry.ThoughtBack -> navigator.go(Destination.ThoughtBack)
            is Entry.Reminder -> follow(entry.tap)
            Entry.App -> Unit
        }
    }

    private fun enter(start: Start, text: String? = null) {
        undo.dismiss()
        guide.enter(start, text)
        navigator.go(Destination.Guide)
    }

    /** Begins a guide. */
    fun begin(start: Start) {
        undo.dismiss()
        guide.start(start)
        navigator.go(Destination.Guide)
    }

    /** Leads where a notification points: into the guide that follows, to its record, or to what waits. */
    fun follow(tap: ReminderTap) = launch {
        val offers = tap.about?.let { (gateway.offers(it) as? Outcome.Done)?.value }
        val next = offers?.firstOrNull { it.start.guide == tap.guide }
        when {
            next != null -> begin(next.start)
            tap.about != null && offers != null -> navigator.go(Destination.Record(tap.about))
            else -> navigator.go(Destination.Home)
        }
    }

    /** Goes on with a draft. */
    fun resume(draft: String) {
        undo.dismiss()
        guide.resume(draft)
        navigator.go(Destination.Guide)
    }

    /** Grounding at once; where the journal cannot be had, without it. */
    fun groundNow() = launch {
        if (gateway.open() is Outcome.Done) enter(Start.ground) else navigator.go(Destination.Ground)
    }

    /** Leaves the guide: to the record it made, or to where the person came from. */
    fun leaveGuide() {
        val record = (guide.state.value.step as? Step.Ended)?.record
        if (record == null) navigator.back() else navigator.replace(Destination.Record(record, saved = true))
    }

    /** Deletes the record on screen and leaves it; it can be taken back for now. */
    fun delete(record: String) {
        navigator.back()
        undo.delete(record)
    }

    private suspend fun takeUp(saved: List<String>) {
        navigator.restore(saved)
        if (Destination.Guide !in navigator.places.value) return
        val open = (gateway.drafts() as? Outcome.Done)?.value?.firstOrNull { !it.aside }
        if (open == null) {
            navigator.restore(saved.filter { it != Destination.Guide.key })
        } else {
            guide.resume(open.id)
        }
    }

    private fun mend(mend: Mend) {
        when (mend) {
            Mend.REMINDERS -> navigator.go(Destination.Reminders)

            Mend.REMINDER_SETTINGS -> navigator.go(Destination.ReminderSettings)

            else -> launch {
                planAgain()
                reminders.refresh()
            }
        }
    }

    private fun launch(block: suspend () -> Unit) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) { block() }
    }
}
