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
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import app.steppingstone.remind.ReminderTaps
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.today
import app.steppingstone.ui.App
import app.steppingstone.ui.LocalPulse
import app.steppingstone.ui.SteppingstoneTheme

/** The app on the phone. */
class MainActivity : ComponentActivity() {
    private val app get() = application as SteppingstoneApplication

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        // While the process lives, the models know where the person is.
        if (app.model.isOpening.value) app.model.open(savedInstanceState?.getStringArrayList(WAY).orEmpty())
        // Turned, it is still the same tap.
        if (savedInstanceState == null) follow(intent)
        setContent { Screen() }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        follow(intent)
    }

    override fun onResume() {
        super.onResume()
        app.onFront()
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putStringArrayList(WAY, ArrayList(app.model.navigator.saved()))
    }

    private fun follow(intent: Intent?) {
        ReminderTaps.of(intent)?.let(app.model::follow)
    }

    @Composable
    private fun Screen() {
        val words by produceState<Chrome?>(null) { value = app.model.gateway.chrome() }
        val places by app.model.navigator.places.collectAsState()
        BackHandler(places.size > 1) { app.model.navigator.back() }
        SteppingstoneTheme(isSystemInDarkTheme(), reduceMotion = !ValueAnimator.areAnimatorsEnabled()) {
            CompositionLocalProvider(LocalPulse provides ::pulse) {
                words?.let { App(app.model, it, app.clock::today, ::dial) }
            }
        }
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
