package app.steppingstone

import android.animation.ValueAnimator
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.checkIn
import app.steppingstone.ui.Place
import app.steppingstone.ui.Steppingstone
import app.steppingstone.ui.SteppingstoneTheme

/** The guide on the phone. Opening the app begins a check-in, or offers the one that was not finished. */
class MainActivity : ComponentActivity() {
    private val app get() = application as SteppingstoneApplication

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        val step = app.guide.state.value.step
        if (step == null || step is Step.Ended || step is Step.Resting) app.guide.start(Start.checkIn)
        setContent { Screen() }
    }

    @Composable
    private fun Screen() {
        val words by produceState<Chrome?>(null) { value = app.gateway.chrome() }
        var place by rememberSaveable { mutableStateOf(Place.Guide) }
        BackHandler(place != Place.Guide) { place = Place.Guide }
        SteppingstoneTheme(isSystemInDarkTheme(), reduceMotion = !ValueAnimator.areAnimatorsEnabled()) {
            words?.let { Steppingstone(app.gateway, app.guide, it, place, { to -> place = to }, ::dial, ::finish) }
        }
    }

    /** Opens the dialler with the number in it: the person makes the call, and no permission is needed. */
    private fun dial(number: String) = startActivity(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))
}
