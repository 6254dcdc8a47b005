import Shell
import SteppingstoneCore

/// A scheduler that only remembers what it was asked to do.
actor RecordingScheduler: ReminderScheduler {
    private var waiting: [String: Pending] = [:]
    private(set) var scheduled: [String] = []
    private(set) var cancelled: [String] = []

    /// Answers as late as a phone's own scheduler may, so that runs could overlap.
    func pending() async -> [Pending] {
        let pending = Array(waiting.values)
        try? await Task.sleep(for: .milliseconds(1))
        return pending
    }

    /// What has come: the test says so.
    private(set) var came: [[String]] = []

    func deliver(_ key: String) {
        waiting[key] = nil
        came.append([key])
    }

    func delivered() -> [[String]] {
        came
    }

    func schedule(_ reminder: Planned) {
        waiting[reminder.key] = reminder.pending
        scheduled.append(reminder.key)
    }

    /// A phone that was set up anew holds nothing.
    func forget() {
        waiting = [:]
    }

    func cancel(_ keys: Set<String>) {
        for key in keys {
            waiting[key] = nil
        }
        cancelled += keys.sorted()
    }
}
