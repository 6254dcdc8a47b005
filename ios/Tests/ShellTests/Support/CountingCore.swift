import Foundation
import SteppingstoneCore

/// The facades of a real journal, with every call of theirs counted.
final class CountingCore: @unchecked Sendable {
    private let guides: Guides
    private let journal: Journal
    private let reminders: Reminders
    private let lock = NSLock()
    private var count = 0

    init(_ core: Steppingstone) {
        guides = core.guides()
        journal = core.journal()
        reminders = core.reminders()
    }

    /// How often the core was called so far.
    var crossings: Int {
        lock.withLock { count }
    }

    private func counted<Value>(_ call: () throws -> Value) rethrows -> Value {
        lock.withLock { count += 1 }
        return try call()
    }
}

extension CountingCore: GuidesProtocol {
    func start(start: Start, now: Now) throws -> Answered {
        try counted { try guides.start(start: start, now: now) }
    }

    func answer(draft: DraftId, prompt: String, seq: UInt32, answer: Answer, now: Now) throws -> Answered {
        try counted { try guides.answer(draft: draft, prompt: prompt, seq: seq, answer: answer, now: now) }
    }

    func skip(draft: DraftId, prompt: String, seq: UInt32, now: Now) throws -> Answered {
        try counted { try guides.skip(draft: draft, prompt: prompt, seq: seq, now: now) }
    }

    func back(draft: DraftId, seq: UInt32, now: Now) throws -> Answered {
        try counted { try guides.back(draft: draft, seq: seq, now: now) }
    }

    func enoughForNow(draft: DraftId, seq: UInt32, now: Now) throws -> Answered {
        try counted { try guides.enoughForNow(draft: draft, seq: seq, now: now) }
    }

    func finish(draft: DraftId, seq: UInt32, now: Now) throws -> Answered {
        try counted { try guides.finish(draft: draft, seq: seq, now: now) }
    }

    func resume(draft: DraftId, now: Now) throws -> Answered {
        try counted { try guides.resume(draft: draft, now: now) }
    }

    func setAside(draft: DraftId, now: Now) throws -> Answered {
        try counted { try guides.setAside(draft: draft, now: now) }
    }

    func discard(draft: DraftId, now: Now) throws -> Answered {
        try counted { try guides.discard(draft: draft, now: now) }
    }

    func drafts(now: Now) throws -> [DraftSummary] {
        try counted { try guides.drafts(now: now) }
    }
}

extension CountingCore: JournalProtocol {
    func timeline(after: EntryId?, limit: UInt16) throws -> EntryPage {
        try counted { try journal.timeline(after: after, limit: limit) }
    }

    func entry(id: EntryId) throws -> Entry {
        try counted { try journal.entry(id: id) }
    }

    func story(id: EntryId) throws -> [StoryLine] {
        try counted { try journal.story(id: id) }
    }

    func returningThought() throws -> ReturningThought? {
        try counted { try journal.returningThought() }
    }

    func region() throws -> String? {
        try counted { try journal.region() }
    }

    func setRegion(code: String?) throws -> Changes {
        try counted { try journal.setRegion(code: code) }
    }

    func canonical() throws -> String {
        try counted { try journal.canonical() }
    }
}

extension CountingCore: RemindersProtocol {
    func add(new: NewReminder, now: Now) throws -> AddedReminder {
        try counted { try reminders.add(new: new, now: now) }
    }

    func all() throws -> [Reminder] {
        try counted { try reminders.all() }
    }

    func remove(id: ReminderId) throws -> Changes {
        try counted { try reminders.remove(id: id) }
    }

    func plan(now: Now, zones: any ZoneRules) throws -> Plan {
        try counted { try reminders.plan(now: now, zones: zones) }
    }

    func due(now: Now, zones: any ZoneRules) throws -> [Planned] {
        try counted { try reminders.due(now: now, zones: zones) }
    }

    func handle(key: String, outcome: HandledAs, now: Now) throws -> Changes {
        try counted { try reminders.handle(key: key, outcome: outcome, now: now) }
    }
}
