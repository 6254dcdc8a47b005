package app.steppingstone.shell

import app.steppingstone.core.AgeBand
import app.steppingstone.core.Answer
import app.steppingstone.core.Answered
import app.steppingstone.core.Area
import app.steppingstone.core.Changes
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.DeliveryFinding
import app.steppingstone.core.DeliveryLine
import app.steppingstone.core.Diff
import app.steppingstone.core.DraftSummary
import app.steppingstone.core.EarlierVersion
import app.steppingstone.core.Exercise
import app.steppingstone.core.GuidesInterface
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Help
import app.steppingstone.core.Insight
import app.steppingstone.core.InsightWindow
import app.steppingstone.core.NewReminder
import app.steppingstone.core.Now
import app.steppingstone.core.Offer
import app.steppingstone.core.Opened
import app.steppingstone.core.OwnFact
import app.steppingstone.core.OwnHelp
import app.steppingstone.core.Pending
import app.steppingstone.core.Place
import app.steppingstone.core.Plan
import app.steppingstone.core.Planned
import app.steppingstone.core.RecordPage
import app.steppingstone.core.RecordSummary
import app.steppingstone.core.Region
import app.steppingstone.core.Reminder
import app.steppingstone.core.ReminderSettings
import app.steppingstone.core.ReturningThought
import app.steppingstone.core.Start
import app.steppingstone.core.StoryLine
import app.steppingstone.core.Supporter
import app.steppingstone.core.Tag
import app.steppingstone.core.Words
import app.steppingstone.core.ZoneRules
import app.steppingstone.core.chrome as coreChrome
import app.steppingstone.core.groundingExercises
import app.steppingstone.core.help as coreHelp
import app.steppingstone.core.helpBeforeLock as coreHelpBeforeLock
import app.steppingstone.core.postAction
import app.steppingstone.core.regions as coreRegions
import app.steppingstone.core.reminderRhythm
import app.steppingstone.core.suggestedRegion as coreSuggestedRegion
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.SharedFlow
import kotlinx.coroutines.flow.asSharedFlow
import kotlinx.coroutines.withContext

/**
 * The one way to the core. It owns the journal, opens it when it is first needed, makes every call on one thread at a
 * time away from the screen, and says afterwards what changed. It decides nothing.
 *
 * A call that has begun is finished even if the screen that made it is gone: an answer once given is kept.
 */
class CoreGateway(
    private val clock: PhoneClock,
    private val zones: ZoneRules = JavaZoneRules,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO.limitedParallelism(1),
    private val openCore: () -> OpenCore,
) {
    private val published = MutableSharedFlow<Set<Area>>(extraBufferCapacity = PUBLISHED_BUFFER)
    private var core: OpenCore? = null

    @Volatile
    private var picked: String? = null

    /** What each call changed; screens that show one of the areas read it again. */
    val changes: SharedFlow<Set<Area>> = published.asSharedFlow()

    /** Opens the journal now, to learn what was found. Any other call opens it too, again after a failure. */
    suspend fun open(): Outcome<Opened> = read { opened }

    /** Lets the journal go; the next call opens it again. */
    suspend fun close() = onCore {
        core?.close()
        core = null
    }

    /** The words around the prompts. They need no journal. */
    suspend fun chrome(): Chrome = onCore { Chrome(coreChrome()) }

    /**
     * Help for the place that was chosen, with the person's own lines. Where the journal does not answer it is help for
     * [region], or for what was picked meanwhile. It never fails.
     */
    suspend fun help(region: String?): Help = onCore {
        val help = outcome { opened().journal.help(clock.now()) }
        (help as? Outcome.Done)?.value ?: coreHelp((region ?: picked)?.wellFormed(), null, clock.now())
    }

    /** Help for a region and an age band, known or not. It needs no journal, and never fails. */
    suspend fun helpFor(region: String?, band: AgeBand?): Help =
        onCore { coreHelp(region?.wellFormed(), band, clock.now()) }

    /** Help before the lock, from the one small file beside the journal in [directory]. It never fails. */
    suspend fun helpBeforeLock(directory: String): Help = onCore { coreHelpBeforeLock(directory, clock.now()) }

    /** The person's own lines in Help: contacts, then the safety plan line by line. */
    suspend fun ownHelp(): Outcome<List<OwnHelp>> = read { journal.ownHelp() }

    /** Shows exactly these of the person's own lines before the lock, by their ids. */
    suspend fun showBeforeLock(lines: List<String>): Outcome<Unit> = write { journal.showBeforeLock(lines) }

    /** The region that a locale such as `en-NZ` speaks of: to offer first, never to choose. It needs no journal. */
    suspend fun suggestedRegion(locale: String): Region? = onCore { coreSuggestedRegion(locale.wellFormed()) }

    /** Regions that have an emergency number. They need no journal. */
    suspend fun regions(): List<Region> = onCore { coreRegions() }

    /** Grounding exercises. They need no journal. */
    suspend fun exercises(): List<Exercise> = onCore { groundingExercises() }

    /** What can be begun from home, or from the record [about]: menus are made of these. */
    suspend fun offers(about: String? = null): Outcome<List<Offer>> = read { guides.offers(about, clock.now()) }

    /** Begins a guide. */
    suspend fun start(start: Start) = guide { start(start, it) }

    /** Answers the prompt on screen. */
    suspend fun answer(at: Place, prompt: String, answer: Answer) =
        guide { answer(at.draft, prompt, at.seq, answer.wellFormed(), it) }

    /** Passes over the prompt on screen. */
    suspend fun skip(at: Place, prompt: String) = guide { skip(at.draft, prompt, at.seq, it) }

    /** Goes back one prompt. */
    suspend fun back(at: Place) = guide { back(at.draft, at.seq, it) }

    /** Ends the guide here and keeps what was answered. */
    suspend fun enoughForNow(at: Place) = guide { enoughForNow(at.draft, at.seq, it) }

    /** Ends the guide after its review. */
    suspend fun finish(at: Place) = guide { finish(at.draft, at.seq, it) }

    /** Goes on with a draft. */
    suspend fun resume(draft: String) = guide { resume(draft, it) }

    /** Keeps a draft for later. */
    suspend fun setAside(draft: String) = guide { setAside(draft, it) }

    /** Throws a draft away. */
    suspend fun discard(draft: String) = guide { discard(draft, it) }

    /** Guides that are not finished. */
    suspend fun drafts(): Outcome<List<DraftSummary>> = read { guides.drafts(clock.now()) }

    /** Records of one practice or of all, newest first, from after the record [after] on. */
    suspend fun timeline(practice: String? = null, after: String? = null, limit: Int): Outcome<RecordPage> =
        read { journal.timeline(practice, after, limit.toUShort()) }

    /** Records in which every word of [text] begins a word, newest first. */
    suspend fun search(text: String, after: String? = null, limit: Int): Outcome<RecordPage> =
        read { journal.search(text.wellFormed(), after, limit.toUShort()) }

    /** One record as it stands in lists. */
    suspend fun summary(record: String): Outcome<RecordSummary> = read { journal.summary(record) }

    /** One record as sentences. */
    suspend fun story(record: String): Outcome<List<StoryLine>> = read { journal.story(record) }

    /** What a record said before it was changed, the oldest state first. */
    suspend fun versions(record: String): Outcome<List<EarlierVersion>> = read { journal.versions(record) }

    /** Moves a record to when it really was. */
    suspend fun backdate(record: String, to: Now): Outcome<Unit> = write { journal.backdate(record, to, clock.now()) }

    /** Deletes a record, and the notes that only make sense with it; [undelete] brings them back. */
    suspend fun delete(record: String): Outcome<Unit> = write { journal.delete(record, clock.now()) }

    /** Brings back what was deleted with a record, until [purge] or the next opening. */
    suspend fun undelete(record: String): Outcome<Unit> = write { journal.undelete(record) }

    /** Makes every deletion final. */
    suspend fun purge(): Outcome<Unit> = write { journal.purge() }

    /** The person's own dated facts, those that fit the kind of [event] and the [text] about it best first. */
    suspend fun ownFacts(event: String?, text: Words, limit: Int): Outcome<List<OwnFact>> =
        read { journal.ownFacts(event, text.wellFormed(), clock.now(), limit.toUShort()) }

    /** What stands ready when a thought is back. */
    suspend fun returningThought(): Outcome<ReturningThought?> = read { journal.returningThought() }

    /** What the records say over time, one sentence a series. */
    suspend fun insights(window: InsightWindow): Outcome<List<Insight>> = read { insights.all(window, clock.now()) }

    /** All tags by name. */
    suspend fun tags(): Outcome<List<Tag>> = read { journal.tags() }

    /** The tags of one record, by name. */
    suspend fun tagsOf(record: String): Outcome<List<Words>> = read { journal.tagsOf(record) }

    /** Puts exactly these tags on a record. */
    suspend fun setTags(record: String, names: List<Words>): Outcome<Unit> =
        write { journal.setTags(record, names.map { it.wellFormed() }, clock.now()) }

    /** Gives a tag another name. */
    suspend fun renameTag(tag: String, name: Words): Outcome<Unit> = write { journal.renameTag(tag, name.wellFormed()) }

    /** Makes two tags one: records that have [from] have [into] from now on. */
    suspend fun mergeTags(from: String, into: String): Outcome<Unit> = write { journal.mergeTags(from, into) }

    /** Everybody of the circle, with what they are good for. */
    suspend fun people(): Outcome<List<Supporter>> = read { circle.people() }

    /** Gives somebody another alias. */
    suspend fun renamePerson(person: String, alias: Words): Outcome<Unit> =
        write { circle.rename(person, alias.wellFormed()) }

    /** Makes two people one: records that name [from] name [into] from now on. */
    suspend fun mergePeople(from: String, into: String): Outcome<Unit> = write { circle.merge(from, into) }

    /** Forgets somebody. */
    suspend fun removePerson(person: String): Outcome<Unit> = write { circle.remove(person) }

    /** The if-thens that are being tried, newest first, each ready for [tried]. */
    suspend fun active(): Outcome<List<RecordSummary>> = read { practice.active() }

    /** Notes one try of an if-then; what comes back is the new record. */
    suspend fun tried(adjustment: String): Outcome<String> = onCore {
        outcome { opened().practice.tried(adjustment, clock.now()).also { publish(it.changes) }.record }
    }

    /** The age band, if one was chosen. */
    suspend fun ageBand(): Outcome<AgeBand?> = read { journal.ageBand() }

    /** Chooses the age band, or none. */
    suspend fun setAgeBand(band: AgeBand?): Outcome<Unit> = write { journal.setAgeBand(band) }

    /** The region chosen for help. */
    suspend fun region(): Outcome<String?> = read { journal.region() }

    /** Chooses the region for help, or none. */
    suspend fun setRegion(code: String?): Outcome<Unit> {
        // Help knows it also where the journal cannot keep it.
        picked = code
        return write { journal.setRegion(code?.wellFormed()) }
    }

    /** What would come, for the [ReminderReconciler]. */
    suspend fun plan(): Outcome<Plan> = read { reminders.plan(clock.now(), zones) }

    /** What has come and waits. */
    suspend fun due(): Outcome<List<Planned>> = read { reminders.due(clock.now(), zones) }

    /** Notes what became of a notification; it takes all its keys. */
    suspend fun handle(keys: List<String>, outcome: HandledAs): Outcome<Unit> =
        write { reminders.handle(keys, outcome, clock.now()) }

    /** When to wake the app next, in UTC milliseconds; none if nothing can come any more. */
    suspend fun nextWake(): Outcome<Long?> = read { reminders.nextWake(clock.now(), zones) }

    /** What to change in a list of pending notifications. */
    suspend fun diff(pending: List<Pending>): Outcome<Diff> = read { reminders.diff(pending, clock.now(), zones) }

    /** Notes for the log that the phone was told of [armed]. */
    suspend fun noteArmed(armed: List<Planned>): Outcome<Unit> = read { reminders.noteArmed(armed, clock.now()) }

    /** Takes in what was done on notifications and widgets while the journal was closed. */
    suspend fun takeInbox(): Outcome<Unit> = write { reminders.takeInbox() }

    /**
     * Leaves an action for the journal in [directory], also where that cannot be opened now; the next reading of the
     * inbox takes it in.
     */
    suspend fun post(directory: String, keys: List<String>, handled: HandledAs): Outcome<Unit> =
        onCore { outcome { postAction(directory, keys, handled, clock.now().utcMs) } }

    /** All reminders, oldest first. */
    suspend fun reminders(): Outcome<List<Reminder>> = read { reminders.all() }

    /** When a reminder comes, in words. */
    suspend fun rhythm(reminder: Reminder): String = onCore { reminderRhythm(reminder) }

    /** Makes a reminder by hand; guides make their own. */
    suspend fun addReminder(new: NewReminder): Outcome<Reminder> = onCore {
        outcome { opened().reminders.add(new, clock.now()).also { publish(it.changes) }.reminder }
    }

    /** Removes a reminder and everything planned of it. */
    suspend fun removeReminder(id: String): Outcome<Unit> = write { reminders.remove(id) }

    /** Lets a reminder rest until a local date, on which it comes again; none ends the rest. */
    suspend fun restReminder(id: String, until: String?): Outcome<Unit> = write { reminders.rest(id, until) }

    /** What is set about all reminders. */
    suspend fun reminderSettings(): Outcome<ReminderSettings> = read { reminders.settings() }

    /** Sets quiet hours, the most a day, purposes that are off, how much is said, and a rest from all. */
    suspend fun setReminderSettings(settings: ReminderSettings): Outcome<Unit> =
        write { reminders.setSettings(settings) }

    /** Why a reminder would not come, the gravest first; empty if nothing stands in the way. */
    suspend fun checkDelivery(conditions: DeliveryConditions): Outcome<List<DeliveryFinding>> =
        read { reminders.check(conditions, clock.now(), zones) }

    /** What was handed to the phone in the last 30 days and what came of it, newest first. */
    suspend fun deliveryLog(): Outcome<List<DeliveryLine>> = read { reminders.log() }

    private suspend fun guide(call: GuidesInterface.(Now) -> Answered): Outcome<Answered> = onCore {
        outcome { guides().call(clock.now()).also { publish(it.changes) } }
    }

    private suspend fun write(call: OpenCore.() -> Changes): Outcome<Unit> =
        onCore { outcome { publish(opened().call()) } }

    private suspend fun <T> read(call: OpenCore.() -> T): Outcome<T> = onCore { outcome { opened().call() } }

    private suspend fun <T> onCore(block: suspend () -> T): T = withContext(NonCancellable + dispatcher) { block() }

    private fun opened(): OpenCore = core ?: openCore().also { core = it }

    private fun guides(): GuidesInterface = opened().guides

    private suspend fun publish(changes: Changes) {
        if (changes.areas.isNotEmpty()) published.emit(changes.areas.toSet())
    }

    private companion object {
        const val PUBLISHED_BUFFER = 16
    }
}
