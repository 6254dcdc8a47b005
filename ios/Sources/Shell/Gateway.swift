import Foundation
import SteppingstoneCore

/// The one way to the journal: off the main thread, one call after the other.
///
/// The core's calls block for a transaction at most, so the actor brings them to a background thread and nothing else
/// is needed. A call that has begun runs to its end, even if the task that waits for it is cancelled. Keep one gateway
/// per journal and process.
///
/// Help for a region and before the lock, regions, grounding exercises and all words around the prompts are free functions
/// of `SteppingstoneCore`. They need no gateway, and so they work when opening one fails.
public actor Gateway {
    /// Tells the moment of a call.
    public typealias Clock = @Sendable () -> Now

    /// What opening found: a first start, or a damaged journal that was kept aside.
    public nonisolated let opened: Opened

    private let core: any OpenCore
    private lazy var guides = core.guides
    private lazy var journal = core.journal
    private lazy var circle = core.circle
    private lazy var practice = core.practice
    private lazy var insights = core.insights
    private lazy var reminders = core.reminders
    private let zones: any ZoneRules
    private let now: Clock
    private var listeners: [UUID: AsyncStream<Changes>.Continuation] = [:]

    /// A gateway to an open journal, or to a stand-in for it.
    public init(
        core: any OpenCore,
        zones: any ZoneRules = FoundationZoneRules(),
        now: @escaping Clock = { .current }
    ) {
        self.core = core
        opened = core.opened
        self.zones = zones
        self.now = now
    }

    /// Opens the journal in `directory`, which lies in the app's private storage; makes it if there is none.
    ///
    /// - Parameter seed: Only for tests: with the same seed, the same calls make the same ids.
    public static func open(
        directory: URL,
        seed: UInt64? = nil,
        now: @escaping Clock = { .current }
    ) async throws(Failure) -> Gateway {
        let journal = try Failure.catching {
            try Steppingstone.open(config: Config(directory: directory.path, seed: seed))
        }
        return Gateway(core: RustCore(journal), now: now)
    }

    // MARK: - Changes

    /// What changes from here on, whoever changes it. Screens that show a changed area load it again.
    public func changes() -> AsyncStream<Changes> {
        let (stream, listener) = AsyncStream.makeStream(of: Changes.self)
        let id = UUID()
        listener.onTermination = { [weak self] _ in
            Task { await self?.forgetListener(id) }
        }
        listeners[id] = listener
        return stream
    }

    private func forgetListener(_ id: UUID) {
        listeners[id] = nil
    }

    private func publish(_ changes: Changes) {
        guard !changes.areas.isEmpty else { return }
        for listener in listeners.values {
            listener.yield(changes)
        }
    }

    private func publishing(_ call: () throws -> Changes) throws(Failure) {
        publish(try Failure.catching(call))
    }

    // MARK: - Guides
    //
    // Each call tells where the person stands now, and what it changed: nothing, if the tap came twice or too late.

    /// What can be begun from home, or from the record `about`: menus are made of these.
    public func offers(about record: RecordId? = nil) throws(Failure) -> [Offer] {
        try Failure.catching { try guides.offers(about: record, now: now()) }
    }

    /// Begins a guide.
    public func start(_ start: Start) throws(Failure) -> Answered {
        try saving { try guides.start(start: start, now: $0) }
    }

    /// Answers the prompt on screen.
    public func answer(_ answer: Answer, to prompt: String, at place: Place) throws(Failure) -> Answered {
        let answer = answer.wellFormed
        return try saving {
            try guides.answer(draft: place.draft, prompt: prompt, seq: place.seq, answer: answer, now: $0)
        }
    }

    /// Passes over the prompt on screen.
    public func skip(_ prompt: String, at place: Place) throws(Failure) -> Answered {
        try saving { try guides.skip(draft: place.draft, prompt: prompt, seq: place.seq, now: $0) }
    }

    /// Goes back one prompt.
    public func back(from place: Place) throws(Failure) -> Answered {
        try saving { try guides.back(draft: place.draft, seq: place.seq, now: $0) }
    }

    /// Ends the guide here; what was answered becomes the record.
    public func enoughForNow(at place: Place) throws(Failure) -> Answered {
        try saving { try guides.enoughForNow(draft: place.draft, seq: place.seq, now: $0) }
    }

    /// Ends the guide after its review, and makes its record.
    public func finish(at place: Place) throws(Failure) -> Answered {
        try saving { try guides.finish(draft: place.draft, seq: place.seq, now: $0) }
    }

    /// Goes on with a draft.
    public func resume(_ draft: DraftId) throws(Failure) -> Answered {
        try saving { try guides.resume(draft: draft, now: $0) }
    }

    /// Keeps a draft for later.
    public func setAside(_ draft: DraftId) throws(Failure) -> Answered {
        try saving { try guides.setAside(draft: draft, now: $0) }
    }

    /// Throws a draft away, answers included.
    public func discard(_ draft: DraftId) throws(Failure) -> Answered {
        try saving { try guides.discard(draft: draft, now: $0) }
    }

    /// Drafts that are not finished, the one opened last first.
    public func drafts() throws(Failure) -> [DraftSummary] {
        try Failure.catching { try guides.drafts(now: now()) }
    }

    private func saving(_ call: (Now) throws -> Answered) throws(Failure) -> Answered {
        let answered = try Failure.catching { try call(now()) }
        publish(answered.changes)
        return answered
    }

    // MARK: - Journal

    /// Records of one practice or of all, newest first: `limit` (1 to 200) of them, from after the record `after` on.
    public func timeline(
        of practice: String? = nil, after: RecordId? = nil, limit: UInt16
    ) throws(Failure) -> RecordPage {
        try Failure.catching { try journal.timeline(practice: practice, after: after, limit: limit) }
    }

    /// Records in which every word of `text` begins a word, newest first.
    public func search(_ text: String, after: RecordId? = nil, limit: UInt16) throws(Failure) -> RecordPage {
        try Failure.catching { try journal.search(text: text.wellFormed, after: after, limit: limit) }
    }

    /// One check-in.
    public func entry(_ id: RecordId) throws(Failure) -> Entry {
        try Failure.catching { try journal.entry(id: id) }
    }

    /// One record as sentences, in reading order.
    public func story(_ id: RecordId) throws(Failure) -> [StoryLine] {
        try Failure.catching { try journal.story(id: id) }
    }

    /// What a record said before it was changed, the oldest state first.
    public func versions(_ id: RecordId) throws(Failure) -> [EarlierVersion] {
        try Failure.catching { try journal.versions(id: id) }
    }

    /// Moves a record to when it really was.
    public func backdate(_ id: RecordId, to moment: Now) throws(Failure) {
        try publishing { try journal.backdate(id: id, when: moment, now: now()) }
    }

    /// Deletes a record, and the notes that only make sense with it; ``undelete(_:)`` brings them back.
    public func delete(_ id: RecordId) throws(Failure) {
        try publishing { try journal.delete(id: id, now: now()) }
    }

    /// Brings back what was deleted with a record, until ``purge()`` or the next opening.
    public func undelete(_ id: RecordId) throws(Failure) {
        try publishing { try journal.undelete(id: id) }
    }

    /// Makes every deletion final.
    public func purge() throws(Failure) {
        try publishing { try journal.purge() }
    }

    /// The person's own dated facts, those that fit the kind of `event` and the text about it best first.
    public func ownFacts(for event: String?, _ text: Words, limit: UInt16) throws(Failure) -> [OwnFact] {
        let text = text.wellFormed
        return try Failure.catching { try journal.ownFacts(event: event, text: text, now: now(), limit: limit) }
    }

    /// What stands ready when a thought is back.
    public func returningThought() throws(Failure) -> ReturningThought? {
        try Failure.catching { try journal.returningThought() }
    }

    /// What the records say over time, one sentence a series.
    public func insights(over window: InsightWindow) throws(Failure) -> [Insight] {
        try Failure.catching { try insights.all(window: window, now: now()) }
    }

    /// All tags by name.
    public func tags() throws(Failure) -> [Tag] {
        try Failure.catching { try journal.tags() }
    }

    /// The tags of one record, by name.
    public func tags(of record: RecordId) throws(Failure) -> [Words] {
        try Failure.catching { try journal.tagsOf(id: record) }
    }

    /// Puts exactly these tags on a record.
    public func setTags(_ names: [Words], of record: RecordId) throws(Failure) {
        let names = names.map(\.wellFormed)
        try publishing { try journal.setTags(id: record, names: names, now: now()) }
    }

    /// Gives a tag another name.
    public func rename(tag: TagId, to name: Words) throws(Failure) {
        try publishing { try journal.renameTag(id: tag, name: name.wellFormed) }
    }

    /// Makes two tags one: records that have `tag` have `other` from now on.
    public func merge(tag: TagId, into other: TagId) throws(Failure) {
        try publishing { try journal.mergeTags(from: tag, into: other) }
    }

    /// The age band, if one was chosen.
    public func ageBand() throws(Failure) -> AgeBand? {
        try Failure.catching { try journal.ageBand() }
    }

    /// Chooses the age band, or none.
    public func setAgeBand(_ band: AgeBand?) throws(Failure) {
        try publishing { try journal.setAgeBand(band: band) }
    }

    /// The region chosen for help.
    public func region() throws(Failure) -> String? {
        try Failure.catching { try journal.region() }
    }

    /// Chooses the region for help, or none.
    public func setRegion(_ code: String?) throws(Failure) {
        try publishing { try journal.setRegion(code: code) }
    }

    // MARK: - Help

    /// Help for the place and age band that were chosen, with all of the person's own lines.
    public func help() throws(Failure) -> Help {
        try Failure.catching { try journal.help(now: now()) }
    }

    /// The person's own lines in Help: contacts, then the safety plan line by line.
    public func ownHelp() throws(Failure) -> [OwnHelp] {
        try Failure.catching { try journal.ownHelp() }
    }

    /// Shows exactly these of the person's own lines before the lock, by their ids.
    public func showBeforeLock(_ lines: [String]) throws(Failure) {
        try publishing { try journal.showBeforeLock(lines: lines) }
    }

    // MARK: - Practices and the circle

    /// The if-thens that are being tried, newest first, each ready for ``tried(_:)``.
    public func active() throws(Failure) -> [RecordSummary] {
        try Failure.catching { try practice.active() }
    }

    /// Notes one try of an if-then; what comes back is the new record.
    public func tried(_ adjustment: RecordId) throws(Failure) -> RecordId {
        let noted = try Failure.catching { try practice.tried(adjustment: adjustment, now: now()) }
        publish(noted.changes)
        return noted.record
    }

    /// Everybody of the circle, with what they are good for.
    public func people() throws(Failure) -> [Supporter] {
        try Failure.catching { try circle.people() }
    }

    /// Gives somebody another alias.
    public func rename(person: PersonId, to alias: Words) throws(Failure) {
        try publishing { try circle.rename(id: person, alias: alias.wellFormed) }
    }

    /// Makes two people one: records that name `person` name `other` from now on.
    public func merge(person: PersonId, into other: PersonId) throws(Failure) {
        try publishing { try circle.merge(from: person, into: other) }
    }

    /// Forgets somebody.
    public func remove(person: PersonId) throws(Failure) {
        try publishing { try circle.remove(id: person) }
    }

    // MARK: - Reminders

    /// All reminders, oldest first.
    public func allReminders() throws(Failure) -> [Reminder] {
        try Failure.catching { try reminders.all() }
    }

    /// Makes a reminder by hand; guides make their own.
    public func add(_ reminder: NewReminder) throws(Failure) -> Reminder {
        let added = try Failure.catching { try reminders.add(new: reminder, now: now()) }
        publish(added.changes)
        return added.reminder
    }

    /// Removes a reminder and everything planned of it.
    public func remove(_ reminder: ReminderId) throws(Failure) {
        try publishing { try reminders.remove(id: reminder) }
    }

    /// What would come, soonest first.
    public func plan() throws(Failure) -> Plan {
        try Failure.catching { try reminders.plan(now: now(), zones: zones) }
    }

    /// What has come and was neither done nor let go, oldest first.
    public func due() throws(Failure) -> [Planned] {
        try Failure.catching { try reminders.due(now: now(), zones: zones) }
    }

    /// Notes what became of a notification; it takes all its keys.
    public func handle(_ keys: [String], as outcome: HandledAs) throws(Failure) {
        try publishing { try reminders.handle(keys: keys, outcome: outcome, now: now()) }
    }

    /// What to change in the phone's own list so that it holds exactly the plan.
    public func diff(from pending: [Pending]) throws(Failure) -> Diff {
        try Failure.catching { try reminders.diff(pending: pending, now: now(), zones: zones) }
    }

    /// When to wake the app next, as UTC milliseconds; none if nothing can come any more.
    public func nextWake() throws(Failure) -> Int64? {
        try Failure.catching { try reminders.nextWake(now: now(), zones: zones) }
    }

    /// Notes for the log that the phone was told of these.
    public func noteArmed(_ armed: [Planned]) throws(Failure) {
        try Failure.catching { try reminders.noteArmed(armed: armed, now: now()) }
    }

    /// Takes in what was done on notifications and widgets while the journal was closed.
    public func takeInbox() throws(Failure) {
        try publishing { try reminders.takeInbox() }
    }

    /// Lets a reminder rest until a local date, on which it comes again; none ends the rest.
    public func rest(_ reminder: ReminderId, until date: String?) throws(Failure) {
        try publishing { try reminders.rest(id: reminder, until: date) }
    }

    /// What is set about all reminders.
    public func reminderSettings() throws(Failure) -> ReminderSettings {
        try Failure.catching { try reminders.settings() }
    }

    /// Sets quiet hours, the most a day, purposes that are off, how much is said, and a rest from all.
    public func set(_ settings: ReminderSettings) throws(Failure) {
        try publishing { try reminders.setSettings(settings: settings) }
    }

    /// Why a reminder would not come, the gravest first; empty if nothing stands in the way.
    public func checkDelivery(_ conditions: DeliveryConditions) throws(Failure) -> [DeliveryFinding] {
        try Failure.catching { try reminders.check(conditions: conditions, now: now(), zones: zones) }
    }

    /// What was handed to the phone in the last 30 days and what came of it, newest first.
    public func deliveryLog() throws(Failure) -> [DeliveryLine] {
        try Failure.catching { try reminders.log() }
    }
}
