package app.steppingstone.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.runtime.rememberCoroutineScope
import app.steppingstone.core.Help
import app.steppingstone.core.Region
import app.steppingstone.core.Step
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.GuideModel
import app.steppingstone.shell.Outcome
import java.util.Locale
import kotlinx.coroutines.launch

/** What lies on top. */
enum class Place {
    /** The guide, or another screen that help can lie over. */
    Guide,

    /** Help. */
    Help,

    /** Choosing a region, on the way to help. */
    Regions,
}

/**
 * Help over what lies [behind] it, the guide if nothing else does. [place] and [onGo] are the caller's, for the phone's
 * back; [onOwn] leads to the safety plan and own contacts, where there is a journal to keep them in.
 */
@Composable
fun Steppingstone(
    gateway: CoreGateway,
    model: GuideModel,
    words: Chrome,
    place: Place,
    onGo: (Place) -> Unit,
    call: (String) -> Unit,
    close: () -> Unit,
    onOwn: (() -> Unit)? = null,
    behind: @Composable () -> Unit = {
        GuideScreen(model, words, GuideExits(close, { onGo(Place.Help) }, call, { onGo(Place.Regions) }))
    },
) {
    val scope = rememberCoroutineScope()
    when (place) {
        Place.Guide -> behind()

        Place.Help -> {
            val help by produceState<Help?>(null) {
                value = gateway.help((gateway.region() as? Outcome.Done)?.value)
            }
            val exits = HelpExits(call, { onGo(Place.Regions) }, onOwn) { onGo(Place.Guide) }
            help?.let { HelpScreen(it, words, exits) }
        }

        Place.Regions -> {
            val regions by produceState(emptyList<Region>()) { value = gateway.regions() }
            val choose = { code: String ->
                scope.launch {
                    gateway.setRegion(code)
                    // A help card on screen shows the number at once.
                    (model.state.value.step as? Step.Ask)?.let { model.resume(it.at.draft) }
                    onGo(Place.Help)
                }
                Unit
            }
            RegionScreen(regions, suggestedRegion(gateway), words, choose) { onGo(Place.Guide) }
        }
    }
}

/** The region that the phone's language speaks of, to be offered first. */
@Composable
internal fun suggestedRegion(gateway: CoreGateway): Region? {
    val suggested by produceState<Region?>(null) {
        value = gateway.suggestedRegion(Locale.getDefault().toLanguageTag())
    }
    return suggested
}
