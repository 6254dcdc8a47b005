import SteppingstoneCore

/// What the phone does about reminders: hold them until they come.
public protocol ReminderScheduler: Sendable {
    /// All of this app's reminders that wait, each with the hash of the plan it was made from.
    func pending() async -> [Pending]
    /// Keys of the notifications that have come, as far as the phone still knows them; all keys of each.
    func delivered() async -> [[String]]
    /// Lets `reminder` come at its time, in place of one that waits under the same key.
    func schedule(_ reminder: Planned) async throws
    /// Takes back what waits under these keys.
    func cancel(_ keys: Set<String>) async
}

/// Brings the phone's scheduler in line with the core's plan.
///
/// Call ``reconcile()`` at start, after a change of reminders, and when clock, zone or permission changed. Doing it
/// twice is doing it once.
public actor ReminderReconciler {
    private let gateway: Gateway
    private let scheduler: any ReminderScheduler
    private var isRunning = false
    private var isAskedAgain = false

    /// A reconciler between a journal and the phone's scheduler.
    public init(gateway: Gateway, scheduler: any ReminderScheduler) {
        self.gateway = gateway
        self.scheduler = scheduler
    }

    /// Takes in what was done meanwhile, schedules what is planned and missing or changed, and takes back what is no longer planned.
    ///
    /// While one run is under way, a second call only asks it to go round once more, so that an older plan never
    /// overtakes a newer one.
    public func reconcile() async throws {
        isAskedAgain = true
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        while isAskedAgain {
            isAskedAgain = false
            try await reconcileOnce()
        }
    }

    private func reconcileOnce() async throws {
        try await gateway.takeInbox()
        // What has come must be known, or a clock that is set back would bring it again. Its reminder may be gone.
        for keys in await scheduler.delivered() {
            try? await gateway.handle(keys, as: .shown)
        }
        let change = try await gateway.diff(from: await scheduler.pending())
        if !change.remove.isEmpty {
            await scheduler.cancel(Set(change.remove))
        }
        for reminder in change.add {
            try await scheduler.schedule(reminder)
        }
        try await gateway.noteArmed(change.add)
    }
}

extension Planned {
    /// This occurrence as the phone's scheduler reports it back.
    public var pending: Pending {
        Pending(key: key, contentHash: contentHash)
    }
}
