package app.steppingstone.outside

import android.content.ClipData
import android.content.ClipDescription
import android.os.PersistableBundle
import android.view.inputmethod.EditorInfo
import android.view.inputmethod.InputConnection
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.platform.ClipEntry
import androidx.compose.ui.platform.Clipboard
import androidx.compose.ui.platform.InterceptPlatformTextInput
import androidx.compose.ui.platform.LocalClipboard
import androidx.compose.ui.platform.PlatformTextInputInterceptor
import androidx.compose.ui.platform.PlatformTextInputMethodRequest
import androidx.compose.ui.platform.PlatformTextInputSession

/** Screens whose words no keyboard learns from, and whose copies no phone shows while it keeps them. */
@OptIn(ExperimentalComposeUiApi::class)
@Composable
fun Discreet(content: @Composable () -> Unit) {
    val clipboard = LocalClipboard.current
    val sensitive = remember(clipboard) { SensitiveClipboard(clipboard) }
    CompositionLocalProvider(LocalClipboard provides sensitive) {
        InterceptPlatformTextInput(ForgetfulKeyboard, content)
    }
}

/** Compose has no option for it; this is where it fills in what it tells a keyboard. */
@OptIn(ExperimentalComposeUiApi::class)
internal object ForgetfulKeyboard : PlatformTextInputInterceptor {
    override suspend fun interceptStartInputMethod(
        request: PlatformTextInputMethodRequest,
        nextHandler: PlatformTextInputSession,
    ): Nothing = nextHandler.startInputMethod(Forgetful(request))

    private class Forgetful(private val request: PlatformTextInputMethodRequest) : PlatformTextInputMethodRequest {
        override fun createInputConnection(outAttributes: EditorInfo): InputConnection =
            request.createInputConnection(outAttributes).also {
                // Compose writes all options anew, so this comes after it.
                outAttributes.imeOptions = outAttributes.imeOptions or EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING
            }
    }
}

/** What is copied is marked, so that the phone does not show it. */
internal class SensitiveClipboard(private val phones: Clipboard) : Clipboard by phones {
    override suspend fun setClipEntry(clipEntry: ClipEntry?) {
        clipEntry?.clipData?.markSensitive()
        phones.setClipEntry(clipEntry)
    }
}

/** Phones before 33 know the same mark, or none. */
internal fun ClipData.markSensitive() {
    description.extras = (description.extras ?: PersistableBundle()).apply {
        putBoolean(ClipDescription.EXTRA_IS_SENSITIVE, true)
    }
}
