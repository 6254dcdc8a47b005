package app.steppingstone

import android.Manifest
import android.app.Activity
import android.app.NotificationManager
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.provider.Settings
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.core.Purpose
import app.steppingstone.remind.Channels
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

class PermissionTest : PhoneTest() {
    private val screen by lazy { Robolectric.buildActivity(Activity::class.java).setup() }
    private val asked get() = shadowOf(screen.get()).lastRequestedPermission

    @Test
    @Config(sdk = [35])
    fun `it is asked for when the first reminder is there, and not at start`() {
        notAllowed()
        assertNull(asked)
        assertEquals(Permission.NOT_ASKED, permission())
        remind()
        eventually { asked != null }
        assertArrayEquals(arrayOf(Manifest.permission.POST_NOTIFICATIONS), asked.requestedPermissions)
    }

    @Test
    @Config(sdk = [35])
    fun `whoever said no is not asked again, and is shown the settings`() {
        notAllowed()
        remind()
        eventually { asked != null }
        assertEquals(Permission.DENIED, permission())
        val other = screen.pause().let { Robolectric.buildActivity(Activity::class.java).setup().get() }
        remind(minutes = 90u)
        app.notifications.mend(Mend.NOTIFICATION_SETTINGS)
        settle()
        assertNull(shadowOf(other).lastRequestedPermission)
        assertEquals(listOf("permission_denied"), findings())
        assertEquals(Settings.ACTION_APP_NOTIFICATION_SETTINGS, opened().action)
    }

    @Test
    @Config(sdk = [35])
    fun `without a screen in front nobody is asked, and it is not taken for a no`() {
        shadowOf(manager).setNotificationsEnabled(false)
        remind()
        settle()
        app.notifications.mend(Mend.ASK_PERMISSION)
        assertEquals(Permission.NOT_ASKED, permission())
        assertEquals(listOf("permission_not_asked"), findings())
        screen
        app.notifications.mend(Mend.ASK_PERMISSION)
        settle()
        assertArrayEquals(arrayOf(Manifest.permission.POST_NOTIFICATIONS), asked.requestedPermissions)
    }

    @Test
    fun `where it is allowed nobody is asked`() {
        screen
        remind()
        eventually { alarms.scheduledAlarms.isNotEmpty() }
        settle()
        assertNull(asked)
        assertEquals(Permission.GRANTED, permission())
    }

    @Test
    @Config(sdk = [28])
    fun `an older phone does not ask, and says where notifications are off`() {
        notAllowed()
        app.notifications.mend(Mend.ASK_PERMISSION)
        assertNull(asked)
        assertEquals(Permission.DENIED, permission())
    }

    @Test
    fun `channels that are off are named, and the button opens the one, or all of them`() {
        remind()
        off(Purpose.ROUTINE)
        assertEquals(listOf(Purpose.ROUTINE), app.notifications.conditions().channelsOff)
        assertEquals(listOf("channel_off"), findings())
        app.notifications.mend(Mend.CHANNEL_SETTINGS)
        val page = opened()
        assertEquals(Settings.ACTION_CHANNEL_NOTIFICATION_SETTINGS, page.action)
        assertEquals(Channels.of(Purpose.ROUTINE), page.getStringExtra(Settings.EXTRA_CHANNEL_ID))
        off(Purpose.CHALLENGE)
        app.notifications.mend(Mend.CHANNEL_SETTINGS)
        assertEquals(Settings.ACTION_APP_NOTIFICATION_SETTINGS, opened().action)
    }

    @Test
    fun `every finding of the phone has a page, also where the phone lacks it`() {
        val pages = listOf(Mend.BATTERY_SETTINGS, Mend.FOCUS_SETTINGS, Mend.NOTIFICATION_SETTINGS).map {
            app.notifications.mend(it)
            opened().action
        }
        assertEquals(3, pages.toSet().size)
        shadowOf(app).checkActivities(true)
        shadowOf(app.packageManager).addActivityIfNotPresent(SETTINGS)
        shadowOf(app.packageManager).addIntentFilterForActivity(
            SETTINGS,
            IntentFilter(Settings.ACTION_SETTINGS).apply { addCategory(Intent.CATEGORY_DEFAULT) },
        )
        app.notifications.mend(Mend.BATTERY_SETTINGS)
        assertEquals(Settings.ACTION_SETTINGS, opened().action)
    }

    private fun notAllowed() {
        screen
        shadowOf(manager).setNotificationsEnabled(false)
    }

    private fun permission() = app.notifications.conditions().permission

    private fun findings() = asking { checkDelivery(app.notifications.conditions()) }.map { it.id }

    private fun opened(): Intent = checkNotNull(shadowOf(app).nextStartedActivity)

    private fun off(purpose: Purpose) {
        manager.getNotificationChannel(Channels.of(purpose)).importance = NotificationManager.IMPORTANCE_NONE
    }

    private companion object {
        val SETTINGS = ComponentName("android.settings", "Settings")
    }
}
