package app.steppingstone

import android.Manifest
import android.app.Activity
import android.app.ActivityManager
import android.app.NotificationManager
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.content.SharedPreferences
import android.net.Uri
import android.os.Build
import android.provider.Settings
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.remind.Channels
import app.steppingstone.shell.DeliveryPhone

/**
 * What this phone says about notifications, and the pages of its settings that put it right.
 *
 * @property front the activity that can ask, if one is in front
 */
class NotificationState(private val context: Context, private val front: () -> Activity?) : DeliveryPhone {
    private val notes: SharedPreferences
        get() = context.getSharedPreferences("notifications", Context.MODE_PRIVATE)

    /** Whether the app was stopped by force and has not planned again since. */
    @Volatile
    internal var wasForceStopped: Boolean = false

    override fun conditions(): DeliveryConditions {
        val notifications = context.service<NotificationManager>()
        return DeliveryConditions(
            permission = permission(notifications),
            channelsOff = Channels.off(context),
            batteryRestricted = context.service<ActivityManager>().isBackgroundRestricted,
            doNotDisturb = notifications.currentInterruptionFilter > NotificationManager.INTERRUPTION_FILTER_ALL,
            wasForceStopped = wasForceStopped,
        )
    }

    override fun mend(mend: Mend) = when (mend) {
        Mend.ASK_PERMISSION -> ask()
        Mend.CHANNEL_SETTINGS -> open(channelPage())
        Mend.BATTERY_SETTINGS -> open(detailsPage())
        Mend.FOCUS_SETTINGS -> open(Intent(Settings.ACTION_SOUND_SETTINGS))
        else -> open(notificationsPage())
    }

    private fun permission(notifications: NotificationManager): Permission = when {
        notifications.areNotificationsEnabled() -> Permission.GRANTED
        mustAsk() && !notes.getBoolean(ASKED, false) -> Permission.NOT_ASKED
        else -> Permission.DENIED
    }

    /** Android asks since version 13; before, notifications are on until somebody switches them off. */
    private fun mustAsk(): Boolean = Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU

    /** Asks once; whoever said no is shown the phone's settings from then on, and not asked again. */
    private fun ask() {
        val activity = front()
        if (activity == null || !mustAsk()) return
        notes.edit().putBoolean(ASKED, true).apply()
        activity.runOnUiThread { activity.requestPermissions(arrayOf(Manifest.permission.POST_NOTIFICATIONS), 0) }
    }

    private fun channelPage(): Intent {
        val off = Channels.off(context).singleOrNull() ?: return notificationsPage()
        return Intent(Settings.ACTION_CHANNEL_NOTIFICATION_SETTINGS)
            .putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName)
            .putExtra(Settings.EXTRA_CHANNEL_ID, Channels.of(off))
    }

    private fun notificationsPage(): Intent =
        Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName)

    private fun detailsPage(): Intent =
        Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", context.packageName, null))

    /** Not every phone has every page; each has settings. */
    @Suppress("SwallowedException")
    private fun open(page: Intent) = try {
        context.startActivity(page.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    } catch (missing: ActivityNotFoundException) {
        context.startActivity(Intent(Settings.ACTION_SETTINGS).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    }

    private companion object {
        const val ASKED = "asked"
    }
}
