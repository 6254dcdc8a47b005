package app.steppingstone.remind

import android.app.Notification
import android.content.Intent
import android.os.Bundle
import android.os.Parcel
import android.os.Parcelable
import app.steppingstone.MainActivity
import app.steppingstone.PhoneTest
import app.steppingstone.core.HandledAs
import app.steppingstone.core.RemindersInterface
import app.steppingstone.core.SteppingstoneException
import app.steppingstone.core.StorageKind
import app.steppingstone.shell.OpenCore
import app.steppingstone.shell.RustCore
import java.io.File
import java.io.RandomAccessFile
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

/** What should not be there, and what should be and is not: never a crash, and always a way on. */
class JunkTest : PhoneTest() {
    @Test
    fun `intents that carry junk do nothing`() {
        val key = shownOne().key
        val junk = listOf<Intent.() -> Unit>(
            { },
            { putExtra("keys", key) },
            { putExtra("keys", 7) },
            { putExtra("keys", emptyArray<String>()) },
            { putExtra("keys", arrayOf<String?>(null)) },
            { putExtra("keys", arrayOf("")) },
            { putExtra("keys", arrayOf("no such key")) },
            { putExtra("keys", arrayOf("x".repeat(10_000))) },
            { putExtra("keys", Array(10_000) { "r/$it" }) },
            { replaceExtras(unreadable()) },
            { putExtra("keys", arrayOf(key)).action = "app.steppingstone.EVERYTHING" },
            { putExtra("keys", arrayOf(key)).action = null },
        )
        for (spoil in junk) {
            app.sendBroadcast(Intent(app, ActionReceiver::class.java).setAction("app.steppingstone.DONE").apply(spoil))
            settle()
        }
        assertEquals(setOf(key), inSight.keys)
        assertTrue(asking { due() }.single().shown)
    }

    @Test
    fun `an activity started with junk leads nowhere, or to what waits`() {
        val ours = shadowOf(shownOne().value.contentIntent).savedIntent.action
        assertNull(ReminderTaps.of(null))
        assertNull(ReminderTaps.of(Intent(Intent.ACTION_MAIN)))
        assertNull(ReminderTaps.of(Intent("app.steppingstone.ELSEWHERE").putExtra("about", "r")))
        val junk = listOf<Intent.() -> Unit>(
            { },
            { putExtra("purpose", 3).putExtra("about", arrayOf("r")) },
            { putExtra("purpose", "EVERYTHING").putExtra("about", "r") },
            { putExtra("purpose", "CHALLENGE").putExtra("about", "x".repeat(100_000)) },
            { putExtra("purpose", "CHALLENGE").putExtra("about", "") },
            { replaceExtras(unreadable()) },
        )
        for (spoil in junk) {
            val tap = ReminderTaps.of(Intent(app, MainActivity::class.java).setAction(ours).apply(spoil))
            assertNotNull(tap)
            assertNull(tap?.about)
        }
    }

    @Test
    fun `an answer to what is gone takes the notification away`() {
        remind()
        pass(61)
        reconcile()
        val done = inSight.values.single().actions[0].actionIntent
        asking { removeReminder(asking { reminders() }.single().id) }
        done.send()
        settle()
        assertTrue(inSight.isEmpty())
        assertEquals(emptyList<File>(), inbox())
    }

    @Test
    fun `a damaged journal is put aside, and its notifications go`() {
        shownOne()
        closed().writeBytes(ByteArray(4096) { 7 })
        reconcile()
        assertTrue(inSight.isEmpty())
        assertTrue(alarms.scheduledAlarms.isEmpty())
        assertTrue(app.journal.resolve("damaged-1.sqlite").exists())
    }

    @Test
    fun `a journal of a newer version stays as it is, and what was planned comes without its words`() {
        remind()
        reconcile()
        makeNewer(closed())
        pass(61)
        alarms.fireAlarm(alarms.scheduledAlarms.single())
        settle()
        val neutral = inSight.values.single()
        assertEquals(NEUTRAL, neutral.title)
        assertTrue(neutral.actions.orEmpty().isEmpty())
        manager.cancelAll() // The person swiped it away.
        reconcile()
        assertTrue(inSight.isEmpty())
    }

    @Test
    fun `an answer given while the journal is closed waits in the inbox`() {
        val shown = shownOne().value
        makeNewer(closed())
        shown.actions[0].actionIntent.send()
        settle()
        assertTrue(inSight.isEmpty())
        assertEquals(1, inbox().size)
        makeNewer(app.journal.resolve("journal.sqlite"), by = -1)
        assertTrue(asking { due() }.isEmpty())
    }

    @Test
    fun `where the disk is full the answer cannot be kept, and the notification stays to be answered later`() {
        val shown = shownOne()
        app.journal.resolve("inbox").run {
            deleteRecursively()
            writeText("no folder can be made here")
        }
        shown.value.actions[0].actionIntent.send()
        settle()
        assertEquals(setOf(shown.key), inSight.keys)
    }

    @Test
    fun `where the disk is full it is shown all the same, once, and the next alarm is set`() {
        remind(minutes = 120u)
        remind()
        letGo()
        app.openCore = { Full(RustCore.open(app.journal.path)) }
        pass(61)
        repeat(2) { reconcile() }
        assertEquals(listOf(3), inSight.values.map { it.actions.size })
        assertEquals(clock.utcMs + 59 * MINUTE, alarms.scheduledAlarms.single().triggerAtMs)
        assertFalse(asking { due() }.single().shown)
    }

    @Test
    fun `a permission that was taken away leaves everything as it is`() {
        shownOne()
        shadowOf(manager).setNotificationsEnabled(false)
        manager.cancelAll() // As the system does.
        pass(30)
        reconcile()
        assertTrue(inSight.isEmpty())
        assertEquals(1, asking { due() }.size)
    }

    private fun shownOne(): Map.Entry<String, Notification> {
        remind()
        pass(61)
        reconcile()
        return inSight.entries.single()
    }

    /** The journal's file, let go by everybody. */
    private fun closed(): File {
        letGo()
        return app.journal.resolve("journal.sqlite")
    }

    /** The number of the version stands at byte 60 of the file. */
    private fun makeNewer(file: File, by: Int = 1) = RandomAccessFile(file, "rw").use {
        it.seek(60)
        val version = it.readInt()
        it.seek(60)
        it.writeInt(version + by)
    }

    private fun inbox(): List<File> = app.journal.resolve("inbox").listFiles().orEmpty().filter {
        it.extension == "json"
    }

    /** A bundle as another app sends it, with something in it of a class that is not here. */
    private fun unreadable(): Bundle {
        val parcel = Parcel.obtain()
        parcel.writeBundle(Bundle().apply { putParcelable("purpose", Foreign()) })
        parcel.setDataPosition(0)
        return checkNotNull(parcel.readBundle(ClassLoader.getPlatformClassLoader()))
    }

    private class Foreign : Parcelable {
        override fun writeToParcel(parcel: Parcel, flags: Int) = Unit

        override fun describeContents() = 0
    }

    /** A journal on a disk that is full. */
    private class Full(real: OpenCore) : OpenCore by real {
        override val reminders = object : RemindersInterface by real.reminders {
            override fun handle(keys: List<String>, outcome: HandledAs, now: app.steppingstone.core.Now) =
                throw SteppingstoneException.Storage(StorageKind.FULL)
        }
    }
}
