package app.steppingstone.remind

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Context
import app.steppingstone.R
import app.steppingstone.core.Purpose
import app.steppingstone.service

/** A channel for each purpose, so that a person can switch each off, or give it its own sound, where the phone does. */
internal object Channels {
    /** The channel of a purpose; it stays the same for ever. */
    fun of(purpose: Purpose): String = "reminder.${purpose.name.lowercase()}"

    /** Creates them all, or names them anew after the phone's language changed; what the person set stays. */
    fun create(context: Context) =
        context.service<NotificationManager>().createNotificationChannels(Purpose.entries.map { channel(context, it) })

    /** The purposes whose channel is switched off. */
    fun off(context: Context): List<Purpose> {
        val manager = context.service<NotificationManager>()
        return Purpose.entries.filter {
            manager.getNotificationChannel(of(it))?.importance == NotificationManager.IMPORTANCE_NONE
        }
    }

    private fun channel(context: Context, purpose: Purpose): NotificationChannel {
        val name = context.getString(nameOf(purpose))
        return NotificationChannel(of(purpose), name, NotificationManager.IMPORTANCE_DEFAULT).apply {
            lockscreenVisibility = Notification.VISIBILITY_PRIVATE
            // A number on the icon would count what was not done.
            setShowBadge(false)
        }
    }

    private fun nameOf(purpose: Purpose): Int = when (purpose) {
        Purpose.PAUSED_REPLY -> R.string.channel_paused_reply
        Purpose.GRACE_END -> R.string.channel_grace_end
        Purpose.CHALLENGE -> R.string.channel_challenge
        Purpose.SMALL_STEP -> R.string.channel_small_step
        Purpose.ADJUSTMENT_TRY -> R.string.channel_adjustment_try
        Purpose.RE_RATING -> R.string.channel_re_rating
        Purpose.FOLLOW_UP -> R.string.channel_follow_up
        Purpose.ROUTINE -> R.string.channel_routine
    }
}
