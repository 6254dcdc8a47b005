import SteppingstoneCore

/// An open journal by its facades: what the gateway needs of it, so that a test can count calls.
///
/// The gateway fetches each facade once, when it is first needed.
public protocol OpenCore: Sendable {
    /// What opening found.
    var opened: Opened { get }
    /// Questionnaires.
    var guides: any GuidesProtocol { get }
    /// Records and settings.
    var journal: any JournalProtocol { get }
    /// People by alias.
    var circle: any CircleProtocol { get }
    /// What is noted in one tap.
    var practice: any PracticeProtocol { get }
    /// What the records say over time.
    var insights: any InsightsProtocol { get }
    /// What would come, and what is due.
    var reminders: any RemindersProtocol { get }
}

/// The journal of the Rust core.
public struct RustCore: OpenCore {
    private let file: Steppingstone

    /// The facades of an open journal.
    public init(_ file: Steppingstone) {
        self.file = file
    }

    public var opened: Opened { file.opened() }
    public var guides: any GuidesProtocol { file.guides() }
    public var journal: any JournalProtocol { file.journal() }
    public var circle: any CircleProtocol { file.circle() }
    public var practice: any PracticeProtocol { file.practice() }
    public var insights: any InsightsProtocol { file.insights() }
    public var reminders: any RemindersProtocol { file.reminders() }
}
