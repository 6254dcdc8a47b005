import Foundation
import Shell
import SteppingstoneCore

/// How often the core was called.
final class Crossings: @unchecked Sendable {
    private let lock = NSLock()
    private var soFar = 0

    var count: Int {
        lock.withLock { soFar }
    }

    func counted<Value>(_ call: () throws -> Value) rethrows -> Value {
        lock.withLock { soFar += 1 }
        return try call()
    }
}

/// A real journal with every call of it counted, fetching a facade included.
struct CountingCore: OpenCore {
    let real: RustCore
    let crossings = Crossings()

    var opened: Opened { crossings.counted { real.opened } }
    var guides: any GuidesProtocol { crossings.counted { CountedGuides(guides: real.guides, crossings: crossings) } }
    var journal: any JournalProtocol {
        crossings.counted { CountedJournal(journal: real.journal, crossings: crossings) }
    }
    var circle: any CircleProtocol { crossings.counted { CountedCircle(circle: real.circle, crossings: crossings) } }
    var practice: any PracticeProtocol {
        crossings.counted { CountedPractice(practice: real.practice, crossings: crossings) }
    }
    var insights: any InsightsProtocol {
        crossings.counted { CountedInsights(insights: real.insights, crossings: crossings) }
    }
    var reminders: any RemindersProtocol {
        crossings.counted { CountedReminders(reminders: real.reminders, crossings: crossings) }
    }
}

private final class CountedGuides: GuidesProtocol {
    private let guides: any GuidesProtocol
    private let crossings: Crossings

    init(guides: any GuidesProtocol, crossings: Crossings) {
        self.guides = guides
        self.crossings = crossings
    }

    func start(start: Start, now: Now) throws -> Answered {
        try crossings.counted { try guides.start(start: start, now: now) }
    }

    func answer(draft: DraftId, prompt: String, seq: UInt32, answer: Answer, now: Now) throws -> Answered {
        try crossings.counted { try guides.answer(draft: draft, prompt: prompt, seq: seq, answer: answer, now: now) }
    }

    func skip(draft: DraftId, prompt: String, seq: UInt32, now: Now) throws -> Answered {
        try crossings.counted { try guides.skip(draft: draft, prompt: prompt, seq: seq, now: now) }
    }

    func back(draft: DraftId, seq: UInt32, now: Now) throws -> Answered {
        try crossings.counted { try guides.back(draft: draft, seq: seq, now: now) }
    }

    func enoughForNow(draft: DraftId, seq: UInt32, now: Now) throws -> Answered {
        try crossings.counted { try guides.enoughForNow(draft: draft, seq: seq, now: now) }
    }

    func finish(draft: DraftId, seq: UInt32, now: Now) throws -> Answered {
        try crossings.counted { try guides.finish(draft: draft, seq: seq, now: now) }
    }

    func resume(draft: DraftId, now: Now) throws -> Answered {
        try crossings.counted { try guides.resume(draft: draft, now: now) }
    }

    func setAside(draft: DraftId, now: Now) throws -> Answered {
        try crossings.counted { try guides.setAside(draft: draft, now: now) }
    }

    func discard(draft: DraftId, now: Now) throws -> Answered {
        try crossings.counted { try guides.discard(draft: draft, now: now) }
    }

    func drafts(now: Now) throws -> [DraftSummary] {
        try crossings.counted { try guides.drafts(now: now) }
    }

    func offers(about: RecordId?, now: Now) throws -> [Offer] {
        try crossings.counted { try guides.offers(about: about, now: now) }
    }
}

private final class CountedJournal: JournalProtocol {
    private let journal: any JournalProtocol
    private let crossings: Crossings

    init(journal: any JournalProtocol, crossings: Crossings) {
        self.journal = journal
        self.crossings = crossings
    }

    func timeline(practice: String?, after: RecordId?, limit: UInt16) throws -> RecordPage {
        try crossings.counted { try journal.timeline(practice: practice, after: after, limit: limit) }
    }

    func search(text: String, after: RecordId?, limit: UInt16) throws -> RecordPage {
        try crossings.counted { try journal.search(text: text, after: after, limit: limit) }
    }

    func entry(id: RecordId) throws -> Entry {
        try crossings.counted { try journal.entry(id: id) }
    }

    func summary(id: RecordId) throws -> RecordSummary {
        try crossings.counted { try journal.summary(id: id) }
    }

    func story(id: RecordId) throws -> [StoryLine] {
        try crossings.counted { try journal.story(id: id) }
    }

    func returningThought() throws -> ReturningThought? {
        try crossings.counted { try journal.returningThought() }
    }

    func region() throws -> String? {
        try crossings.counted { try journal.region() }
    }

    func setRegion(code: String?) throws -> Changes {
        try crossings.counted { try journal.setRegion(code: code) }
    }

    func canonical() throws -> String {
        try crossings.counted { try journal.canonical() }
    }

    func versions(id: RecordId) throws -> [EarlierVersion] {
        try crossings.counted { try journal.versions(id: id) }
    }

    func backdate(id: RecordId, when: Now, now: Now) throws -> Changes {
        try crossings.counted { try journal.backdate(id: id, when: when, now: now) }
    }

    func delete(id: RecordId, now: Now) throws -> Changes {
        try crossings.counted { try journal.delete(id: id, now: now) }
    }

    func undelete(id: RecordId) throws -> Changes {
        try crossings.counted { try journal.undelete(id: id) }
    }

    func purge() throws -> Changes {
        try crossings.counted { try journal.purge() }
    }

    func ownFacts(event: String?, text: Words, now: Now, limit: UInt16) throws -> [OwnFact] {
        try crossings.counted { try journal.ownFacts(event: event, text: text, now: now, limit: limit) }
    }

    func tags() throws -> [Tag] {
        try crossings.counted { try journal.tags() }
    }

    func tagsOf(id: RecordId) throws -> [Words] {
        try crossings.counted { try journal.tagsOf(id: id) }
    }

    func setTags(id: RecordId, names: [Words], now: Now) throws -> Changes {
        try crossings.counted { try journal.setTags(id: id, names: names, now: now) }
    }

    func renameTag(id: TagId, name: Words) throws -> Changes {
        try crossings.counted { try journal.renameTag(id: id, name: name) }
    }

    func mergeTags(from: TagId, into: TagId) throws -> Changes {
        try crossings.counted { try journal.mergeTags(from: from, into: into) }
    }

    func ageBand() throws -> AgeBand? {
        try crossings.counted { try journal.ageBand() }
    }

    func setAgeBand(band: AgeBand?) throws -> Changes {
        try crossings.counted { try journal.setAgeBand(band: band) }
    }

    func help(now: Now) throws -> Help {
        try crossings.counted { try journal.help(now: now) }
    }

    func ownHelp() throws -> [OwnHelp] {
        try crossings.counted { try journal.ownHelp() }
    }

    func showBeforeLock(lines: [String]) throws -> Changes {
        try crossings.counted { try journal.showBeforeLock(lines: lines) }
    }
}

private final class CountedCircle: CircleProtocol {
    private let circle: any CircleProtocol
    private let crossings: Crossings

    init(circle: any CircleProtocol, crossings: Crossings) {
        self.circle = circle
        self.crossings = crossings
    }

    func people() throws -> [Supporter] {
        try crossings.counted { try circle.people() }
    }

    func rename(id: PersonId, alias: Words) throws -> Changes {
        try crossings.counted { try circle.rename(id: id, alias: alias) }
    }

    func merge(from: PersonId, into: PersonId) throws -> Changes {
        try crossings.counted { try circle.merge(from: from, into: into) }
    }

    func remove(id: PersonId) throws -> Changes {
        try crossings.counted { try circle.remove(id: id) }
    }
}

private final class CountedPractice: PracticeProtocol {
    private let practice: any PracticeProtocol
    private let crossings: Crossings

    init(practice: any PracticeProtocol, crossings: Crossings) {
        self.practice = practice
        self.crossings = crossings
    }

    func active() throws -> [RecordSummary] {
        try crossings.counted { try practice.active() }
    }

    func tried(adjustment: RecordId, now: Now) throws -> Noted {
        try crossings.counted { try practice.tried(adjustment: adjustment, now: now) }
    }
}

private final class CountedInsights: InsightsProtocol {
    private let insights: any InsightsProtocol
    private let crossings: Crossings

    init(insights: any InsightsProtocol, crossings: Crossings) {
        self.insights = insights
        self.crossings = crossings
    }

    func all(window: InsightWindow, now: Now) throws -> [Insight] {
        try crossings.counted { try insights.all(window: window, now: now) }
    }
}

private final class CountedReminders: RemindersProtocol {
    private let reminders: any RemindersProtocol
    private let crossings: Crossings

    init(reminders: any RemindersProtocol, crossings: Crossings) {
        self.reminders = reminders
        self.crossings = crossings
    }

    func add(new: NewReminder, now: Now) throws -> AddedReminder {
        try crossings.counted { try reminders.add(new: new, now: now) }
    }

    func all() throws -> [Reminder] {
        try crossings.counted { try reminders.all() }
    }

    func remove(id: ReminderId) throws -> Changes {
        try crossings.counted { try reminders.remove(id: id) }
    }

    func plan(now: Now, zones: any ZoneRules) throws -> Plan {
        try crossings.counted { try reminders.plan(now: now, zones: zones) }
    }

    func due(now: Now, zones: any ZoneRules) throws -> [Planned] {
        try crossings.counted { try reminders.due(now: now, zones: zones) }
    }

    func handle(keys: [String], outcome: HandledAs, now: Now) throws -> Changes {
        try crossings.counted { try reminders.handle(keys: keys, outcome: outcome, now: now) }
    }

    func diff(pending: [Pending], now: Now, zones: any ZoneRules) throws -> Diff {
        try crossings.counted { try reminders.diff(pending: pending, now: now, zones: zones) }
    }

    func nextWake(now: Now, zones: any ZoneRules) throws -> Int64? {
        try crossings.counted { try reminders.nextWake(now: now, zones: zones) }
    }

    func noteArmed(armed: [Planned], now: Now) throws {
        try crossings.counted { try reminders.noteArmed(armed: armed, now: now) }
    }

    func takeInbox() throws -> Changes {
        try crossings.counted { try reminders.takeInbox() }
    }

    func rest(id: ReminderId, until: String?) throws -> Changes {
        try crossings.counted { try reminders.rest(id: id, until: until) }
    }

    func settings() throws -> ReminderSettings {
        try crossings.counted { try reminders.settings() }
    }

    func setSettings(settings: ReminderSettings) throws -> Changes {
        try crossings.counted { try reminders.setSettings(settings: settings) }
    }

    func check(conditions: DeliveryConditions, now: Now, zones: any ZoneRules) throws -> [DeliveryFinding] {
        try crossings.counted { try reminders.check(conditions: conditions, now: now, zones: zones) }
    }

    func log() throws -> [DeliveryLine] {
        try crossings.counted { try reminders.log() }
    }
}
