package app.steppingstone.remind

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.content.SharedPreferences
import android.provider.Settings
import app.steppingstone.service
import app.steppingstone.shell.Wake

/**
 * The one alarm. It may come ten minutes late, which is what the core's delivery check reckons with, and it lets a
 * phone that lies asleep go on sleeping: `setAndAllowWhileIdle` would wake it, but leaves the lateness to the system.
 *
 * What it is set for is noted where it can be read before the first unlock.
 */
internal class WakeAlarm(private val context: Context) {
    private val alarms = context.service<AlarmManager>()
    private val note: SharedPreferences
        get() = context.createDeviceProtectedStorageContext().getSharedPreferences("wake", Context.MODE_PRIVATE)

    /** What it is set for. */
    val next: Wake?
        get() = note.run {
            if (contains(AT)) Wake(getLong(AT, 0), getString(KEY, null), getLong(UNTIL, 0)) else null
        }

    /** Sets it in place of any earlier one; none cancels it. */
    fun set(wake: Wake?) {
        write(wake)
        if (wake == null) {
            pending(PendingIntent.FLAG_NO_CREATE)?.let {
                alarms.cancel(it)
                it.cancel()
            }
        } else {
            val pending = checkNotNull(pending(PendingIntent.FLAG_UPDATE_CURRENT))
            alarms.setWindow(AlarmManager.RTC_WAKEUP, wake.utcMs, WINDOW_MS, pending)
        }
    }

    /** Sets it again as noted, where the phone forgot it and the journal cannot be read yet. */
    fun setAgain() = set(next)

    /** What was due has been told, and is not told again. */
    fun told() = write(next?.copy(key = null))

    /** Whether the phone forgot it without having been started anew, as it does when an app is stopped by force. */
    fun isForgotten(): Boolean =
        next != null && note.getInt(BOOT, 0) == boots() && pending(PendingIntent.FLAG_NO_CREATE) == null

    private fun write(wake: Wake?) {
        val edit = note.edit().clear()
        if (wake != null) {
            edit.putLong(AT, wake.utcMs).putLong(UNTIL, wake.untilUtcMs).putString(KEY, wake.key).putInt(BOOT, boots())
        }
        // At once: the receiver's process may be gone right after. A full disk leaves the note as it was.
        edit.commit()
    }

    private fun boots(): Int = Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0)

    private fun pending(flag: Int): PendingIntent? {
        val intent = Intent(context, WakeReceiver::class.java).setAction(WakeReceiver.ALARM)
        return PendingIntent.getBroadcast(context, 0, intent, flag or PendingIntent.FLAG_IMMUTABLE)
    }

    private companion object {
        const val AT = "at"
        const val KEY = "key"
        const val UNTIL = "until"
        const val BOOT = "boot"
        const val WINDOW_MS = 10 * 60_000L
    }
}
