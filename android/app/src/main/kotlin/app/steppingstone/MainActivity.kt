package app.steppingstone

import android.animation.ValueAnimator
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.HapticFeedbackConstants
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import app.steppingstone.outside.Discreet
import app.steppingstone.outside.cover
import app.steppingstone.outside.entry
import app.steppingstone.outside.goHome
import app.steppingstone.outside.nameTask
import app.steppingstone.outside.refuseAutofill
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.Privacy
import app.steppingstone.shell.today
import app.steppingstone.ui.App
import app.steppingstone.ui.BehindLock
import app.steppingstone.ui.LocalPulse
import app.steppingstone.ui.LocalQuickExit
import app.steppingstone.ui.Phone
import app.steppingstone.ui.SteppingstoneTheme

/** The app on the phone. */
class MainActivity : ComponentActivity() {
    private val app get() = application as SteppingstoneApplication
    private var way: List<String> = emptyList()

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        // Before anything is drawn, and until it is known whether the person wants it otherwise.
        cover(true)
        refuseAutofill()
        enableEdgeToEdge()
        way = savedInstanceState?.getStringArrayList(WAY).orEmpty()
        if (savedInstanceState == null) app.door.want(intent.entry())
        setContent { Screen() }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        app.door.want(intent.entry())
    }

    override fun onStart() {
        super.onStart()
        app.door.arrive(way)
    }

    override fun onStop() {
        if (!isChangingConfigurations) app.door.leave()
        super.onStop()
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putStringArrayList(WAY, ArrayList(app.model.navigator.saved()))
    }

    @Composable
    private fun Screen() {
        val words by produceState<Chrome?>(null) { value = app.gateway.chrome() }
        val privacy by app.privacy.state.collectAsState()
        val canGoBack by app.door.canGoBack.collectAsState(false)
        BackHandler(canGoBack) { app.door.back() }
        LaunchedEffect(privacy) {
            cover(privacy.coverRecents)
            nameTask(privacy.neutralName)
        }
        SteppingstoneTheme(isSystemInDarkTheme(), reduceMotion = !ValueAnimator.areAnimatorsEnabled()) {
            words?.let { Discreet { Everything(it, privacy) } }
        }
    }

    @Composable
    private fun Everything(words: Chrome, privacy: Privacy) {
        val exit: (() -> Unit)? = if (privacy.quickExit) ::leaveAtOnce else null
        CompositionLocalProvider(LocalPulse provides ::pulse, LocalQuickExit provides exit) {
            val door = app.door
            BehindLock(door.lock, app.gateway, app.journal.path, words, privacy.neutralName, ::dial) {
                App(app.model, words, app.clock::today, Phone(door.settings, app.privacy), ::dial)
            }
        }
    }

    private fun leaveAtOnce() {
        app.door.leaveAtOnce()
        goHome()
    }

    /** The phone's own short ticks; they ask for no permission, and stay away where the person switched them off. */
    private fun pulse(kind: String) {
        val tick = when (kind) {
            "rise" -> HapticFeedbackConstants.LONG_PRESS
            "fall", "tick" -> HapticFeedbackConstants.CLOCK_TICK
            else -> return
        }
        window.decorView.performHapticFeedback(tick)
    }

    /** Opens the dialler with the number in it: the person makes the call, and no permission is needed. */
    private fun dial(number: String) = startActivity(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))

    private companion object {
        const val WAY = "way"
    }
}
