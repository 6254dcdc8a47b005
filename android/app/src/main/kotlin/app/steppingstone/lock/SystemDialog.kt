package app.steppingstone.lock

import android.content.Context
import android.hardware.biometrics.BiometricPrompt
import android.hardware.biometrics.BiometricPrompt.AuthenticationCallback
import android.hardware.biometrics.BiometricPrompt.AuthenticationResult
import android.hardware.biometrics.BiometricPrompt.CryptoObject
import android.os.CancellationSignal
import app.steppingstone.shell.Chrome
import javax.crypto.Cipher
import kotlin.coroutines.resume
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.suspendCancellableCoroutine

/** The framework's dialog, the same from 28 on. Its second button leads to the PIN. */
class SystemDialog(private val context: Context, private val words: suspend () -> Chrome) : BiometricDialog {
    override suspend fun unlocks(cipher: Cipher): Boolean {
        val words = words()
        return suspendCancellableCoroutine { waiting ->
            val cancel = CancellationSignal()
            waiting.invokeOnCancellation { cancel.cancel() }
            val prompt = BiometricPrompt.Builder(context)
                .setTitle(words["lock.biometric"])
                .setNegativeButton(words["lock.ask"], context.mainExecutor) { _, _ -> waiting.end(false) }
                .build()
            prompt.authenticate(CryptoObject(cipher), cancel, context.mainExecutor, Answer(waiting))
        }
    }

    private class Answer(private val waiting: CancellableContinuation<Boolean>) : AuthenticationCallback() {
        override fun onAuthenticationSucceeded(result: AuthenticationResult) = waiting.end(true)

        /** Taken away, too many tries, or none enrolled. A finger that was not the one is tried again by the phone. */
        override fun onAuthenticationError(code: Int, message: CharSequence) = waiting.end(false)
    }
}

private fun CancellableContinuation<Boolean>.end(recognised: Boolean) {
    if (isActive) resume(recognised)
}
