package app.steppingstone.remind

import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Intent
import app.steppingstone.PhoneTest
import app.steppingstone.core.Detail
import app.steppingstone.core.Purpose
import app.steppingstone.core.Words
import app.steppingstone.shell.CoreLock
import app.steppingstone.shell.saying
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

class NotificationsTest : PhoneTest() {
    @Test
    fun `each purpose has a channel with a name that says nothing about a person`() {
        val channels = manager.notificationChannels.associateBy { it.id }
        assertEquals(Purpose.entries.map(Channels::of).toSet(), channels.keys)
        assertEquals(channels.size, channels.values.map { "${it.name}" }.toSet().size)
        assertTrue(channels.values.all { it.lockscreenVisibility == Notification.VISIBILITY_PRIVATE })
        assertFalse(channels.values.any { it.canShowBadge() })
    }

    @Test
    fun `one that comes is neutral, for everybody and for the person, until they choose more`() {
        assertEquals(NEUTRAL to NEUTRAL, shown(Detail.NEUTRAL))
        assertEquals("Your routine" to NEUTRAL, shown(Detail.PURPOSE))
    }

    @Test
    fun `chosen words are shown to the person, and never on a lock screen`() {
        remind()
        pass(61)
        val planned = asking { due() }.single().copy(text = Words(SECRET))
        app.reminding.show(planned)
        val shown = inSight.values.single()
        assertEquals(SECRET, shown.title)
        assertEquals(Notification.VISIBILITY_PRIVATE, shown.visibility)
        assertEquals(NEUTRAL, shown.publicVersion.title)
        assertFalse(SECRET in "${shown.publicVersion.extras}")
        assertTrue(shown.publicVersion.actions.orEmpty().isEmpty())
    }

    @Test
    fun `behind the app's own lock it is neutral for everybody, whatever was chosen`() {
        runBlocking { CoreLock(app.journal.path, clock, Dispatchers.Unconfined).setPin("2580") }
        remind()
        pass(61)
        app.reminding.show(asking { due() }.single().copy(text = Words(SECRET)))
        val shown = inSight.values.single()
        assertEquals(NEUTRAL, shown.title)
        assertFalse(SECRET in "${shown.extras}")
    }

    @Test
    fun `it goes by itself when it is over, and no watch repeats it`() {
        val shown = shownOne()
        assertEquals(12 * 60 * MINUTE - MINUTE, shown.timeoutAfter)
        assertTrue(shown.flags and Notification.FLAG_LOCAL_ONLY != 0)
        assertEquals(Channels.of(Purpose.ROUTINE), shown.channelId)
    }

    @Test
    fun `Done, Later and Skip are broadcasts that nobody can change`() {
        val actions = shownOne().actions
        assertEquals(listOf("Done", "Later", "Skip"), actions.map { "${it.title}" })
        actions.map { shadowOf(it.actionIntent) }.forEach {
            assertTrue(it.isBroadcast)
            assertTrue(it.flags and PendingIntent.FLAG_IMMUTABLE != 0)
            assertEquals(ActionReceiver::class.java.name, it.savedIntent.component?.className)
        }
    }

    @Test
    fun `done is done, in the journal too`() {
        tap(0)
        assertTrue(inSight.isEmpty())
        assertEquals("done", handled())
        assertTrue(asking { due() }.isEmpty())
    }

    @Test
    fun `skipped is let go`() {
        tap(2)
        assertEquals("skipped", handled())
    }

    @Test
    fun `later comes again in an hour`() {
        tap(1)
        assertTrue(inSight.isEmpty())
        assertEquals("later", handled())
        assertEquals(clock.utcMs + 60 * MINUTE, alarms.scheduledAlarms.single().triggerAtMs)
        pass(60)
        reconcile()
        assertEquals(1, inSight.size)
    }

    @Test
    fun `several at once are one notification, and one tap answers them all`() {
        listOf(Purpose.ROUTINE, Purpose.SMALL_STEP).forEach { remind(it) }
        pass(60)
        reconcile()
        val one = inSight.values.single()
        one.actions[0].actionIntent.send()
        settle()
        assertTrue(asking { due() }.isEmpty())
        assertEquals(null, tapOf(one)?.about)
    }

    @Test
    fun `a tap opens the app at the right place`() {
        val intent = shadowOf(shownOne().contentIntent)
        assertTrue(intent.isActivity)
        assertTrue(intent.flags and PendingIntent.FLAG_IMMUTABLE != 0)
        assertEquals(Purpose.ROUTINE, ReminderTaps.of(intent.savedIntent)?.purpose)
        val again = Intent(intent.savedIntent).addFlags(Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY)
        assertNull(ReminderTaps.of(again))
    }

    @Test
    fun `a record travels with the tap`() {
        remind()
        pass(60)
        app.reminding.show(asking { due() }.single().copy(about = "0192", purpose = Purpose.CHALLENGE))
        val tap = tapOf(inSight.values.single())
        assertEquals("0192" to Purpose.CHALLENGE, tap?.about to tap?.purpose)
    }

    @Test
    fun `two notifications keep their own answers`() {
        val keys = listOf(60u, 70u).map { remind(minutes = it).id }
        pass(70)
        reconcile()
        assertEquals(2, inSight.size)
        val first = inSight.entries.first { it.key.startsWith(keys[0]) }.value
        first.actions[0].actionIntent.send()
        settle()
        assertEquals(keys[1], asking { due() }.single().reminder)
    }

    @Test
    fun `what is switched off is not shown, not noted as shown, and comes once it may`() {
        val routine = manager.getNotificationChannel(Channels.of(Purpose.ROUTINE))
        for (switch in listOf<(Boolean) -> Unit>(
            { isOn -> shadowOf(manager).setNotificationsEnabled(isOn) },
            { isOn -> routine.importance = if (isOn) NotificationManager.IMPORTANCE_DEFAULT else 0 },
        )) {
            remind()
            pass(60)
            switch(false)
            reconcile()
            assertTrue(inSight.isEmpty())
            assertFalse(asking { due() }.single().shown)
            switch(true)
            reconcile()
            inSight.values.single().actions[0].actionIntent.send()
            settle()
        }
    }

    private fun shown(detail: Detail): Pair<String?, String?> {
        asking { setReminderSettings(asking { reminderSettings() }.saying(detail)) }
        val shown = shownOne()
        manager.cancelAll()
        return shown.title to shown.publicVersion.title
    }

    private fun shownOne(): Notification {
        remind()
        reconcile()
        pass(61)
        reconcile()
        return inSight.values.last()
    }

    private fun tap(action: Int) {
        shownOne().actions[action].actionIntent.send()
        settle()
    }

    private fun handled(): String? = asking { deliveryLog() }.firstOrNull { it.handled != null }?.handled

    private fun tapOf(one: Notification) = ReminderTaps.of(shadowOf(one.contentIntent).savedIntent)

    private companion object {
        const val SECRET = "call Robin"
    }
}
