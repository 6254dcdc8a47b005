package app.steppingstone.remind

import android.app.NotificationManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.steppingstone.SteppingstoneApplication

/** The moment has come, or what reminders depend on changed: start, update, clock, zone, language, permission. */
class WakeReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action !in EXPECTED) return
        val reminding = (context.applicationContext as SteppingstoneApplication).reminding
        if (intent.action == Intent.ACTION_LOCALE_CHANGED) reminding.nameChannels()
        workOn(reminding) { bringInLine() }
    }

    internal companion object {
        /** The app's own alarm. */
        const val ALARM = "app.steppingstone.WAKE"

        /** What it is there for; the manifest lists the same, and a test compares. */
        val EXPECTED = setOf(
            ALARM,
            Intent.ACTION_BOOT_COMPLETED,
            Intent.ACTION_LOCKED_BOOT_COMPLETED,
            Intent.ACTION_MY_PACKAGE_REPLACED,
            Intent.ACTION_TIME_CHANGED,
            Intent.ACTION_TIMEZONE_CHANGED,
            Intent.ACTION_LOCALE_CHANGED,
            NotificationManager.ACTION_APP_BLOCK_STATE_CHANGED,
            NotificationManager.ACTION_NOTIFICATION_CHANNEL_BLOCK_STATE_CHANGED,
        )
    }
}

/** What a person did on a notification. */
class ActionReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val action = ReminderAction.of(intent) ?: return
        workOn((context.applicationContext as SteppingstoneApplication).reminding) { act(action) }
    }
}
