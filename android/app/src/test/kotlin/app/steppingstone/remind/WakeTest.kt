package app.steppingstone.remind

import android.app.AlarmManager
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.provider.Settings
import app.steppingstone.PhoneTest
import app.steppingstone.core.Purpose
import app.steppingstone.service
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

class WakeTest : PhoneTest() {
    private val alarm get() = alarms.scheduledAlarms.single()

    @Suppress("DEPRECATION") // There is no other way to it.
    private val operation get() = checkNotNull(alarm.operation)

    @Test
    fun `one alarm, within ten minutes of what comes next`() {
        remind(minutes = 90u)
        remind(minutes = 60u)
        reconcile()
        assertEquals(clock.utcMs + 60 * MINUTE, alarm.triggerAtMs)
        assertEquals(10 * MINUTE, alarm.windowLengthMs)
        assertEquals(AlarmManager.RTC_WAKEUP, alarm.getType())
        assertFalse(alarm.isAllowWhileIdle)
        assertTrue(shadowOf(operation).flags and PendingIntent.FLAG_IMMUTABLE != 0)
    }

    @Test
    fun `it is set by itself when a reminder is made, moved when another comes first, and gone with the last`() {
        val first = remind(minutes = 90u)
        eventually { alarms.scheduledAlarms.firstOrNull()?.triggerAtMs == clock.utcMs + 90 * MINUTE }
        val second = remind(minutes = 60u)
        eventually { alarms.scheduledAlarms.singleOrNull()?.triggerAtMs == clock.utcMs + 60 * MINUTE }
        listOf(first, second).forEach { asking { removeReminder(it.id) } }
        eventually { alarms.scheduledAlarms.isEmpty() }
    }

    @Test
    fun `the alarm shows what is due, and sets the next`() {
        remind(minutes = 60u)
        remind(minutes = 180u)
        reconcile()
        pass(63)
        alarms.fireAlarm(alarm)
        settle()
        assertEquals(NEUTRAL, inSight.values.single().title)
        assertEquals(clock.utcMs + 117 * MINUTE, alarm.triggerAtMs)
    }

    @Test
    fun `whatever changes, it is planned again, in less than a second`() {
        remind()
        reconcile()
        pass(5)
        for (action in WakeReceiver.EXPECTED - WakeReceiver.ALARM) {
            WakeAlarm(app).set(null)
            assertTrue(alarms.scheduledAlarms.isEmpty())
            assertNotNull(action, receiverOf(action))
            val from = System.nanoTime()
            app.sendBroadcast(Intent(action).setPackage(app.packageName))
            settle()
            val tookMs = (System.nanoTime() - from) / 1_000_000
            assertTrue("$action took $tookMs ms", tookMs < 1000)
            assertEquals(action, clock.utcMs + 55 * MINUTE, alarm.triggerAtMs)
        }
    }

    @Test
    fun `the manifest lists what the receiver expects, and no more`() {
        val filtered = WakeReceiver.EXPECTED.filter { receiverOf(it) == WakeReceiver::class.java.name }
        assertEquals(WakeReceiver.EXPECTED - WakeReceiver.ALARM, filtered.toSet())
        app.sendBroadcast(Intent(Intent.ACTION_POWER_CONNECTED).setClass(app, WakeReceiver::class.java))
        settle()
        assertNull(WakeAlarm(app).next)
    }

    @Test
    fun `the receiver alone opens the journal, and is done within a second`() {
        remind()
        letGo()
        pass(61)
        val from = System.nanoTime()
        app.sendBroadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        settle()
        assertTrue((System.nanoTime() - from) / 1_000_000 < 1000)
        assertEquals(1, inSight.size)
    }

    @Test
    fun `a clock set forth shows it, a clock set back does not show it again`() {
        remind()
        pass(120)
        app.sendBroadcast(Intent(Intent.ACTION_TIME_CHANGED))
        settle()
        assertEquals(1, inSight.size)
        manager.cancelAll()
        pass(-120)
        app.sendBroadcast(Intent(Intent.ACTION_TIME_CHANGED))
        settle()
        assertTrue(inSight.isEmpty())
    }

    @Test
    fun `channels are named anew when the phone's language changes`() {
        val id = Channels.of(Purpose.ROUTINE)
        manager.createNotificationChannel(NotificationChannel(id, "Alltag", NotificationManager.IMPORTANCE_DEFAULT))
        app.sendBroadcast(Intent(Intent.ACTION_LOCALE_CHANGED))
        settle()
        assertEquals("Routines", "${manager.getNotificationChannel(id).name}")
        assertEquals(Purpose.entries.size, manager.notificationChannels.size)
    }

    @Test
    fun `before the first unlock the journal stays shut, and the alarm is set again`() {
        remind()
        reconcile()
        restarted()
        app.sendBroadcast(Intent(Intent.ACTION_LOCKED_BOOT_COMPLETED))
        settle()
        assertEquals(0, opened)
        assertEquals(clock.utcMs + 60 * MINUTE, alarm.triggerAtMs)
    }

    @Test
    fun `what is due before the first unlock is told without a word of the person's, and in full afterwards`() {
        remind()
        reconcile()
        restarted()
        pass(61)
        app.sendBroadcast(Intent(Intent.ACTION_LOCKED_BOOT_COMPLETED))
        settle()
        val neutral = inSight.entries.single()
        assertEquals(NEUTRAL, neutral.value.title)
        assertTrue(neutral.value.actions.orEmpty().isEmpty())
        assertEquals(0, opened)
        unlocked(true)
        app.sendBroadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        settle()
        assertEquals(neutral.key to 3, inSight.entries.single().let { it.key to it.value.actions.size })
    }

    @Test
    fun `what is over at the first start after days is not told`() {
        remind()
        reconcile()
        restarted()
        pass(60 + 12 * 60)
        app.sendBroadcast(Intent(Intent.ACTION_LOCKED_BOOT_COMPLETED))
        settle()
        assertTrue(inSight.isEmpty())
    }

    @Test
    fun `only key and times can be read before the first unlock`() {
        remind()
        reconcile()
        val open = app.createDeviceProtectedStorageContext()
        val kept = open.dataDir.walk().filter { it.isFile }.map { it.name }.toList()
        assertEquals(listOf("wake.xml"), kept)
        val note = open.getSharedPreferences("wake", Context.MODE_PRIVATE).all
        assertEquals(setOf("at", "key", "until", "boot"), note.keys)
        assertFalse(app.journal.path.startsWith(open.dataDir.path))
    }

    @Test
    fun `an app that was stopped by force says so, until it has planned again`() {
        remind()
        reconcile()
        assertFalse(WakeAlarm(app).isForgotten())
        operation.cancel() // As the system does.
        assertTrue(WakeAlarm(app).isForgotten())
        app.notifications.wasForceStopped = WakeAlarm(app).isForgotten()
        val findings = asking { checkDelivery(app.notifications.conditions()) }
        assertEquals(listOf("force_stopped"), findings.map { it.id })
        runBlocking { app.reminding.planAgain() }
        assertTrue(asking { checkDelivery(app.notifications.conditions()) }.isEmpty())
        assertFalse(WakeAlarm(app).isForgotten())
    }

    @Test
    fun `a phone that was started anew did not stop it`() {
        remind()
        reconcile()
        restarted()
        assertFalse(WakeAlarm(app).isForgotten())
    }

    private var opened = 0

    /** The phone was started anew, forgot every alarm, and is not unlocked yet. */
    private fun restarted() {
        letGo()
        val open = app.openCore
        app.openCore = { open().also { opened++ } }
        operation.let {
            app.service<AlarmManager>().cancel(it)
            it.cancel()
        }
        Settings.Global.putInt(app.contentResolver, Settings.Global.BOOT_COUNT, 2)
        unlocked(false)
    }

    private fun receiverOf(action: String): String? {
        val intent = Intent(action).setPackage(app.packageName)
        val flags = PackageManager.MATCH_DIRECT_BOOT_AWARE or PackageManager.MATCH_DIRECT_BOOT_UNAWARE
        return app.packageManager.queryBroadcastReceivers(intent, flags).singleOrNull()?.activityInfo?.name
    }
}
