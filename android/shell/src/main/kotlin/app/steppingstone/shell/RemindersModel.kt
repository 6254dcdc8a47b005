package app.steppingstone.shell

import app.steppingstone.core.Area
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.DeliveryFinding
import app.steppingstone.core.Detail
import app.steppingstone.core.Mend
import app.steppingstone.core.Purpose
import app.steppingstone.core.PurposeDetail
import app.steppingstone.core.QuietHours
import app.steppingstone.core.Reminder
import app.steppingstone.core.ReminderSettings
import java.time.LocalDate
import kotlinx.coroutines.CoroutineScope

/** What the phone says about itself, and how it is put right. */
interface DeliveryPhone {
    /** How notifications stand now. */
    fun conditions(): DeliveryConditions

    /** Opens the place where the phone is put right. */
    fun mend(mend: Mend)
}

/**
 * One reminder in the list.
 *
 * @property rhythm when it comes, in words
 */
data class ReminderRow(val reminder: Reminder, val rhythm: String)

/**
 * Reminders.
 *
 * @property findings why one would not come, the gravest first; empty if nothing stands in the way
 */
data class RemindersState(
    val reminders: List<ReminderRow>,
    val settings: ReminderSettings,
    val findings: List<DeliveryFinding>,
)

/** What can be done about reminders. */
interface RemindersActions {
    /** Removes one. */
    fun remove(reminder: String)

    /** Lets one rest for a week from today, or ends its rest. */
    fun rest(reminder: Reminder)

    /** Changes what is set about all. */
    fun set(settings: ReminderSettings)

    /** Puts right what keeps reminders from coming. */
    fun mend(finding: DeliveryFinding)
}

/** The reminders, what is set about all of them, and whether they would come. */
class RemindersModel(
    gateway: CoreGateway,
    scope: CoroutineScope,
    private val clock: PhoneClock,
    private val phone: DeliveryPhone,
    private val onMend: (Mend) -> Unit,
) : ScreenModel<RemindersState>(gateway, scope, setOf(Area.REMINDERS)),
    RemindersActions {
    override suspend fun read(): Outcome<RemindersState> = gateway.reminders().then { all ->
        gateway.reminderSettings().then { settings ->
            gateway.checkDelivery(phone.conditions()).then { findings ->
                val rows = all.map { ReminderRow(it, gateway.rhythm(it)) }
                Outcome.Done(RemindersState(rows, settings, findings))
            }
        }
    }

    override fun remove(reminder: String) = deed { gateway.removeReminder(reminder) }

    override fun rest(reminder: Reminder) {
        val until = if (reminder.restsUntil == null) "${clock.today().plusDays(WEEK)}" else null
        deed { gateway.restReminder(reminder.id, until) }
    }

    override fun set(settings: ReminderSettings) = deed { gateway.setReminderSettings(settings) }

    override fun mend(finding: DeliveryFinding) = when (finding.mend) {
        Mend.REMINDERS, Mend.REMINDER_SETTINGS, Mend.PLAN_AGAIN -> onMend(finding.mend)
        else -> phone.mend(finding.mend)
    }

    private companion object {
        const val WEEK = 7L
    }
}

/** The local date. */
fun PhoneClock.today(): LocalDate = now().run { localDate(utcMs, offsetSeconds) }

/** The same settings with quiet hours moved, begun or ended. */
fun ReminderSettings.quiet(hours: QuietHours?): ReminderSettings = copy(quiet = hours)

/** The same settings with a purpose switched on or off. */
fun ReminderSettings.toggled(purpose: Purpose): ReminderSettings =
    copy(off = if (purpose in off) off - purpose else off + purpose)

/** The same settings with one word on how much a notification says, whatever it is for. */
fun ReminderSettings.saying(detail: Detail): ReminderSettings =
    copy(details = Purpose.entries.map { PurposeDetail(it, detail) })

/** How much a purpose says: the last word counts, and without one the neutral text. */
fun ReminderSettings.says(purpose: Purpose): Detail =
    details.lastOrNull { it.purpose == purpose }?.detail ?: Detail.NEUTRAL
