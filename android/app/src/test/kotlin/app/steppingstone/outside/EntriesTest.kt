package app.steppingstone.outside

import android.app.Application
import android.content.Intent
import android.graphics.Typeface
import android.net.Uri
import android.os.Parcel
import android.os.Parcelable
import android.text.SpannableString
import android.text.style.StyleSpan
import app.steppingstone.MainActivity
import app.steppingstone.PhoneRunner
import app.steppingstone.shell.Entry
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Intents from outside, those of the app itself and those that anybody may send. */
@RunWith(PhoneRunner::class)
class EntriesTest {
    private val context: Application = RuntimeEnvironment.getApplication()

    private fun send(type: String? = "text/plain", text: CharSequence? = null) =
        Intent(Intent.ACTION_SEND).setType(type).apply { text?.let { putExtra(Intent.EXTRA_TEXT, it) } }

    @Test
    fun `each of its own ways is known again, and leads to the one activity`() {
        listOf(Entry.CheckIn, Entry.Ground, Entry.Help, Entry.ThoughtBack, Entry.App).forEach {
            val intent = context.intentTo(it)
            assertEquals(it, intent.entry())
            assertEquals(MainActivity::class.java.name, intent.component?.className)
            assertTrue(shadowOf(context.wayTo(it)).isImmutable)
        }
    }

    @Test
    fun `two ways are two, although both lead to the same activity`() {
        val actions = listOf(Entry.CheckIn, Entry.Ground).map { shadowOf(context.wayTo(it)).savedIntent.action }
        assertEquals(listOf("app.steppingstone.action.CHECK_IN", "app.steppingstone.action.GROUND"), actions)
    }

    @Test
    fun `a task taken up again from the recent ones asks for nothing`() {
        val again = send(text = "They all went").addFlags(Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY)
        assertEquals(Entry.App, again.entry())
    }

    @Test
    fun `text arrives, rich text as its words`() {
        assertEquals(Entry.Shared("They all went"), send(text = "They all went").entry())
        val rich = SpannableString("They all went").apply { setSpan(StyleSpan(Typeface.BOLD), 0, 4, 0) }
        assertEquals(Entry.Shared("They all went"), send(text = rich).entry())
        assertEquals(100_000, (send(text = "x".repeat(100_000)).entry() as Entry.Shared).text.length)
        assertEquals(Entry.Shared("a\uFFFDb"), send(text = "a\uDC00b").entry())
    }

    @Test
    fun `what is no text does nothing but open the app, or a check-in without words`() {
        assertEquals(Entry.CheckIn, send().entry())
        assertEquals(Entry.CheckIn, send(text = "  ").entry())
        assertEquals(Entry.CheckIn, send().putExtra(Intent.EXTRA_TEXT, 7).entry())
        assertEquals(Entry.CheckIn, send().putExtra(Intent.EXTRA_TEXT, byteArrayOf(1, 2)).entry())
        assertEquals(Entry.CheckIn, send().putStringArrayListExtra(Intent.EXTRA_TEXT, arrayListOf("a")).entry())
        val picture = send("image/png").putExtra(Intent.EXTRA_STREAM, Uri.parse("content://somewhere/1"))
        assertEquals(Entry.App, picture.entry())
        assertEquals(Entry.App, Intent(Intent.ACTION_VIEW, Uri.parse("steppingstone://check-in")).entry())
        assertEquals(Entry.App, Intent().entry())
    }

    @Test
    fun `extras that cannot be unpacked break nothing`() {
        val packed = Parcel.obtain()
        send(text = "They all went").putExtra("junk", Unknown()).writeToParcel(packed, 0)
        packed.setDataPosition(0)
        val received = Intent.CREATOR.createFromParcel(packed)
        received.setExtrasClassLoader(object : ClassLoader(null) {})
        // Old phones unpack all or nothing.
        assertTrue(received.entry() in listOf(Entry.CheckIn, Entry.Shared("They all went")))
    }

    /** Known to the sender alone. */
    class Unknown : Parcelable {
        override fun describeContents() = 0

        override fun writeToParcel(parcel: Parcel, flags: Int) = parcel.writeInt(1)
    }
}
