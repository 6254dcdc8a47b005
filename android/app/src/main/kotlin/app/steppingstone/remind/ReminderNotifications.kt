package app.steppingstone.remind

import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.graphics.drawable.Icon
import app.steppingstone.R
import app.steppingstone.core.Planned
import app.steppingstone.core.Purpose
import app.steppingstone.core.chrome
import app.steppingstone.service
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.Wake

/**
 * Notifications of reminders. How much one says was decided by the core: on a lock screen, the neutral text only.
 *
 * @param isLocked whether the app has a lock of its own, and nothing may say more than the neutral text
 */
internal class ReminderNotifications(
    private val context: Context,
    private val clock: PhoneClock,
    private val isLocked: () -> Boolean,
) {
    private val manager = context.service<NotificationManager>()

    // They come from the core, and need no journal.
    private val words by lazy { Chrome(chrome()) }

    /** Keys of those in sight. */
    fun inSight(): Set<String> = manager.activeNotifications.filter { it.id == ID }.mapNotNull { it.tag }.toSet()

    /** Shows one; false where notifications or those of its purpose are switched off. */
    fun show(planned: Planned): Boolean {
        val words = planned.text?.text?.takeUnless { isLocked() } ?: planned.publicText
        val built = base(Channels.of(planned.purpose), words, planned.expiresUtcMs)
            .setWhen(planned.fireUtcMs)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setPublicVersion(base(Channels.of(planned.purpose), planned.publicText, planned.expiresUtcMs).build())
            .setContentIntent(opening(ReminderTaps.intent(context, planned)))
        actions(planned.keys).forEach(built::addAction)
        return post(planned.key, Channels.of(planned.purpose), built)
    }

    /** Says that something waits, without a word on what: before the first unlock, or where the journal is closed. */
    fun showNeutral(key: String, wake: Wake): Boolean {
        val channel = Channels.of(Purpose.FOLLOW_UP)
        val neutral = base(channel, words["reminder.public"], wake.untilUtcMs).setWhen(wake.utcMs)
        return post(key, channel, neutral.setContentIntent(opening(ReminderTaps.intent(context, key))))
    }

    /** Takes one out of sight. */
    fun withdraw(key: String) = manager.cancel(key, ID)

    private fun post(key: String, channel: String, notification: Notification.Builder): Boolean {
        val importance = manager.getNotificationChannel(channel)?.importance
        val isOff = importance == null || importance == NotificationManager.IMPORTANCE_NONE
        if (isOff || !manager.areNotificationsEnabled()) return false
        manager.notify(key, ID, notification.build())
        return true
    }

    private fun base(channel: String, text: String, untilUtcMs: Long): Notification.Builder =
        Notification.Builder(context, channel)
            .setSmallIcon(R.drawable.ic_notification)
            .setContentTitle(text)
            .setCategory(Notification.CATEGORY_REMINDER)
            .setShowWhen(true)
            .setAutoCancel(true)
            .setOnlyAlertOnce(true)
            // A watch shows it where others see it.
            .setLocalOnly(true)
            // Over is over, also where the app is not woken for it.
            .setTimeoutAfter((untilUtcMs - clock.now().utcMs).coerceAtLeast(1))

    private fun actions(keys: List<String>): List<Notification.Action> =
        listOf("done", "later", "skip").zip(ReminderAction.NAMES.keys).map { (name, outcome) ->
            val tapped = ReminderAction(keys, outcome).intent(context)
            val pending = PendingIntent.getBroadcast(context, 0, tapped, FLAGS)
            val icon = Icon.createWithResource(context, R.drawable.ic_notification)
            Notification.Action.Builder(icon, words["reminder.action.$name"], pending).build()
        }

    private fun opening(intent: Intent): PendingIntent = PendingIntent.getActivity(context, 0, intent, FLAGS)

    private companion object {
        /** Of all reminders; a tag, their key, tells them apart. */
        const val ID = 1
        const val FLAGS = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
    }
}
