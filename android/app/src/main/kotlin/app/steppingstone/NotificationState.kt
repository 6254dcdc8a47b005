package app.steppingstone

import android.app.ActivityManager
import android.app.NotificationManager
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.shell.DeliveryPhone

/** What this phone says about notifications, and the pages of its settings that put it right. */
class NotificationState(private val context: Context) : DeliveryPhone {
    override fun conditions(): DeliveryConditions {
        val notifications = context.service<NotificationManager>()
        return DeliveryConditions(
            permission = if (notifications.areNotificationsEnabled()) Permission.GRANTED else Permission.DENIED,
            channelsOff = emptyList(),
            batteryRestricted = context.service<ActivityManager>().isBackgroundRestricted,
            doNotDisturb = notifications.currentInterruptionFilter > NotificationManager.INTERRUPTION_FILTER_ALL,
            wasForceStopped = false,
        )
    }

    override fun mend(mend: Mend) {
        val page = when (mend) {
            Mend.BATTERY_SETTINGS -> Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, context.asUri())

            Mend.FOCUS_SETTINGS -> Intent(Settings.ACTION_SOUND_SETTINGS)

            else -> Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS)
                .putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName)
        }
        context.startActivity(page.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    }

    private fun Context.asUri(): Uri = Uri.fromParts("package", packageName, null)
}
