import Foundation
import SteppingstoneCore

/// The one way to the journal: off the main thread, one call after the other.
///
/// The core's calls block for a transaction at most, so the actor brings them to a background thread and nothing else
/// is needed. A call that has begun runs to its end, even if the task that waits for it is cancelled. Keep one gateway
/// per journal and process.
///
/// Help, regions, grounding exercises and all words around the prompts are free functions of `SteppingstoneCore`. They
/// need no gateway, and so they work when opening one fails.
public actor Gateway {
    /// Tells the moment of a call.
    public typealias Clock = @Sendable () -> Now

    /// What opening found: a first start, or a damaged journal that was kept aside.
    public nonisolated let opened: Opened

    private let guides: any GuidesProtocol
    private let journal: any JournalProtocol
    private let reminders: any RemindersProtocol
    private let zones: any ZoneRules
    private let now: Clock
    private var listeners: [UUID: AsyncStream<Changes>.Continuation] = [:]

    /// A gateway to the facades of an open journal, or to stand-ins for them.
    public init(
        guides: any GuidesProtocol,
        journal: any JournalProtocol,
        reminders: any RemindersProtocol,
        opened: Opened,
        zones: any ZoneRules = FoundationZoneRules(),
        now: @escaping Clock = { .current }
    ) {
        self.guides = guides
        self.journal = journal
        self.reminders = reminders
        self.opened = opened
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
        let core = try Failure.catching {
            try Steppingstone.open(config: Config(directory: directory.path, seed: seed))
        }
        return Gateway(
            guides: core.guides(),
            journal: core.journal(),
            reminders: core.reminders(),
            opened: core.opened(),
            now: now
        )
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

    // MARK: - Guides
    //
    // Each call tells where the person stands now, and what it changed: nothing, if the tap came twice or too late.

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

    /// Records, newest first: `limit` (1 to 200) of them, from after the record `after` on.
    public func timeline(after: EntryId? = nil, limit: UInt16) throws(Failure) -> EntryPage {
        try Failure.catching { try journal.timeline(after: after, limit: limit) }
    }

    /// One record.
    public func entry(_ id: EntryId) throws(Failure) -> Entry {
        try Failure.catching { try journal.entry(id: id) }
    }

    /// One record as sentences, in reading order.
    public func story(_ id: EntryId) throws(Failure) -> [StoryLine] {
        try Failure.catching { try journal.story(id: id) }
    }

    /// What stands ready when a thought is back.
    public func returningThought() throws(Failure) -> ReturningThought? {
        try Failure.catching { try journal.returningThought() }
    }

    /// The region chosen for help.
    public func region() throws(Failure) -> String? {
        try Failure.catching { try journal.region() }
    }

    /// Chooses the region for help, or none.
    public func setRegion(_ code: String?) throws(Failure) {
        publish(try Failure.catching { try journal.setRegion(code: code) })
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
        publish(try Failure.catching { try reminders.remove(id: reminder) })
    }

    /// What would come, soonest first.
    public func plan() throws(Failure) -> Plan {
        try Failure.catching { try reminders.plan(now: now(), zones: zones) }
    }

    /// What has come and was neither done nor let go, oldest first.
    public func due() throws(Failure) -> [Planned] {
        try Failure.catching { try reminders.due(now: now(), zones: zones) }
    }

    /// Notes what became of an occurrence.
    public func handle(_ key: String, as outcome: HandledAs) throws(Failure) {
        publish(try Failure.catching { try reminders.handle(key: key, outcome: outcome, now: now()) })
    }
}
