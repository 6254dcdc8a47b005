package app.steppingstone.remind

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.BadParcelableException
import app.steppingstone.MainActivity
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Planned
import app.steppingstone.core.Purpose
import app.steppingstone.shell.AnHourLater
import app.steppingstone.shell.ReminderTap

/** What a person did on a notification, to all the keys it stands for. */
internal class ReminderAction(val keys: List<String>, val outcome: HandledAs) {
    /** The broadcast that carries it to [ActionReceiver]. */
    fun intent(context: Context): Intent = Intent(context, ActionReceiver::class.java)
        .setAction(NAMES.getValue(outcome))
        // Two notifications are two intents; extras alone do not make them so.
        .setData(Uri.fromParts(SCHEME, keys.first(), null))
        .putExtra(KEYS, keys.toTypedArray())

    companion object {
        private const val SCHEME = "reminder"
        private const val KEYS = "keys"

        /** The three answers, as intents name them, in the order of the buttons. */
        val NAMES: Map<HandledAs, String> = mapOf(
            HandledAs.Done to "app.steppingstone.DONE",
            AnHourLater to "app.steppingstone.LATER",
            HandledAs.Skipped to "app.steppingstone.SKIP",
        )

        /** What an intent carries; none if it is not one of these. The core checks the keys. */
        fun of(intent: Intent): ReminderAction? {
            val outcome = NAMES.entries.firstOrNull { it.value == intent.action }?.key ?: return null
            val keys = intent.read { getStringArrayExtra(KEYS) }?.filterNotNull()
            return keys?.takeIf { it.isNotEmpty() }?.let { ReminderAction(it, outcome) }
        }
    }
}

/** A tap on a notification, as an intent of [MainActivity], and back. */
internal object ReminderTaps {
    private const val ACTION = "app.steppingstone.REMINDER"
    private const val PURPOSE = "purpose"
    private const val ABOUT = "about"
    private const val LONGEST = 100

    /** The intent of a notification; where several reminders came at once, it leads to what waits. */
    fun intent(context: Context, planned: Planned): Intent =
        intent(context, planned.key, planned.purpose, planned.about.takeIf { planned.keys.size == 1 })

    /** The intent of a notification of which only the [key] is known. */
    fun intent(context: Context, key: String): Intent = intent(context, key, null, null)

    private fun intent(context: Context, key: String, purpose: Purpose?, about: String?): Intent =
        Intent(context, MainActivity::class.java).setAction(ACTION).setData(Uri.fromParts("reminder", key, null))
            .putExtra(PURPOSE, purpose?.name).putExtra(ABOUT, about)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP)

    /** The tap that an intent carries; none if it carries none. Anybody may start the activity, with anything. */
    fun of(intent: Intent?): ReminderTap? {
        if (intent?.action != ACTION || intent.isOld()) return null
        val named = intent.read { getStringExtra(PURPOSE) }
        val about = intent.read { getStringExtra(ABOUT) }?.takeIf { it.length in 1..LONGEST }
        val purpose = Purpose.entries.firstOrNull { it.name == named }
        return if (purpose == null) ReminderTap(Purpose.ROUTINE, null) else ReminderTap(purpose, about)
    }
}

/** Opened from the list of recent apps: the tap was long ago. */
private fun Intent.isOld(): Boolean = flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0

/** Extras of another app can be of classes that are not here; reading any of them then fails. */
@Suppress("SwallowedException") // Junk has nothing to tell.
private fun <T> Intent.read(extra: Intent.() -> T?): T? = try {
    extra()
} catch (junk: BadParcelableException) {
    null
}
