package app.steppingstone.outside

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import app.steppingstone.MainActivity
import app.steppingstone.remind.ReminderTaps
import app.steppingstone.shell.Entry

/** The intent that brings somebody to [entry]. It carries nothing else. */
fun Context.intentTo(entry: Entry): Intent = Intent(Entry.action(entry) ?: Intent.ACTION_MAIN)
    .setClass(this, MainActivity::class.java)
    .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)

/** The same for who taps outside the app. Nobody can put anything into it. */
fun Context.wayTo(entry: Entry): PendingIntent = PendingIntent.getActivity(
    this,
    0,
    intentTo(entry),
    PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
)

/**
 * What an intent asks for. Whatever else is in it stays unread; what cannot be read at all just opens the app, and a
 * task that is taken up again from the recent ones asks for nothing anew.
 */
fun Intent.entry(): Entry {
    if (flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0) return Entry.App
    ReminderTaps.of(this)?.let { return Entry.Reminder(it) }
    // Extras are unpacked here, and another app may have packed anything.
    val text = if (action == Intent.ACTION_SEND) runCatching { getCharSequenceExtra(Intent.EXTRA_TEXT) } else null
    return Entry.of(action, type, text?.getOrNull())
}
