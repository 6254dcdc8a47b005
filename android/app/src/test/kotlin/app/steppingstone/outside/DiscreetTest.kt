package app.steppingstone.outside

import android.content.ClipData
import android.content.ClipDescription
import android.view.View
import android.view.inputmethod.BaseInputConnection
import android.view.inputmethod.EditorInfo
import android.view.inputmethod.InputConnection
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.platform.ClipEntry
import androidx.compose.ui.platform.Clipboard
import androidx.compose.ui.platform.PlatformTextInputMethodRequest
import androidx.compose.ui.platform.PlatformTextInputSession
import app.steppingstone.PhoneRunner
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** What keyboards and the clipboard are told, at the place where Compose tells them. */
@OptIn(ExperimentalComposeUiApi::class)
@RunWith(PhoneRunner::class)
class DiscreetTest {
    private val view = View(RuntimeEnvironment.getApplication())

    private class Told(val request: PlatformTextInputMethodRequest) : Exception()

    @Test
    fun `a keyboard learns nothing, whatever else a field asks of it`() {
        val connection = BaseInputConnection(view, true)
        val field = object : PlatformTextInputMethodRequest {
            override fun createInputConnection(outAttributes: EditorInfo): InputConnection {
                outAttributes.imeOptions = EditorInfo.IME_ACTION_DONE
                return connection
            }
        }
        val session = object : PlatformTextInputSession {
            override val view = this@DiscreetTest.view

            override suspend fun startInputMethod(request: PlatformTextInputMethodRequest): Nothing =
                throw Told(request)
        }
        val told = runCatching { runBlocking { ForgetfulKeyboard.interceptStartInputMethod(field, session) } }
        val attributes = EditorInfo()
        assertSame(connection, (told.exceptionOrNull() as Told).request.createInputConnection(attributes))
        val wanted = EditorInfo.IME_ACTION_DONE or EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING
        assertEquals(wanted, attributes.imeOptions)
    }

    @Test
    fun `what is copied is marked, and what marks it had stays`() {
        val phones = object : Clipboard {
            var kept: ClipEntry? = null

            override suspend fun getClipEntry() = kept

            override suspend fun setClipEntry(clipEntry: ClipEntry?) {
                kept = clipEntry
            }
        }
        val clipboard = SensitiveClipboard(phones)
        runBlocking {
            clipboard.setClipEntry(ClipEntry(ClipData.newPlainText("label", "my own words")))
            val kept = checkNotNull(clipboard.getClipEntry()).clipData
            assertTrue(kept.description.extras.getBoolean(ClipDescription.EXTRA_IS_SENSITIVE))
            assertEquals("my own words", kept.getItemAt(0).text)
            clipboard.setClipEntry(null)
            assertEquals(null, phones.kept)
        }
    }
}
