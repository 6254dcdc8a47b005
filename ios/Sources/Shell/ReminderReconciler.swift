import SteppingstoneCore

/// A reminder that waits in the phone's own scheduler.
public struct PendingReminder: Hashable, Sendable {
    /// The key it was planned under.
    public let key: String
    /// When it will come, as UTC milliseconds.
    public let fireUtcMs: Int64

    /// A reminder that waits under `key`.
    public init(key: String, fireUtcMs: Int64) {
        self.key = key
        self.fireUtcMs = fireUtcMs
    }
}

/// What the phone does about reminders: hold them until they come.
public protocol ReminderScheduler: Sendable {
    /// All of this app's reminders that wait.
    func pending() async -> Set<PendingReminder>
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

    /// Schedules what is planned and missing or moved, and takes back what is no longer planned.
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
        let planned = try await gateway.plan().planned
        let pending = await scheduler.pending()
        let stale = Set(pending.map(\.key)).subtracting(planned.map(\.key))
        if !stale.isEmpty {
            await scheduler.cancel(stale)
        }
        for reminder in planned where !pending.contains(reminder.pending) {
            try await scheduler.schedule(reminder)
        }
    }
}

extension Planned {
    /// This occurrence as the phone's scheduler reports it back.
    public var pending: PendingReminder {
        PendingReminder(key: key, fireUtcMs: fireUtcMs)
    }
}
