package app.steppingstone.shell

import app.steppingstone.core.Plan
import app.steppingstone.core.Planned

/** What the phone has to do for reminders. */
interface ReminderScheduler {
    /** What is scheduled now: the moment (UTC milliseconds) by key. */
    fun pending(): Map<String, Long>

    /** Schedules an occurrence; one of the same key is replaced. */
    fun schedule(planned: Planned)

    /** Takes back what was scheduled under [key]. */
    fun cancel(key: String)
}

/**
 * Makes the phone hold exactly what the core planned: takes back what is no longer planned, and schedules what is new
 * or has moved (after a change of zone an occurrence keeps its key). Doing it twice is doing it once.
 */
class ReminderReconciler(private val scheduler: ReminderScheduler) {
    /** Brings the phone in line with [plan]. */
    fun reconcile(plan: Plan) {
        val pending = scheduler.pending()
        val planned = plan.planned.associateBy { it.key }
        (pending.keys - planned.keys).forEach(scheduler::cancel)
        planned.values.filter { pending[it.key] != it.fireUtcMs }.forEach(scheduler::schedule)
    }
}
