package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Answered
import app.steppingstone.core.Place
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/**
 * A guide as a screen sees it. It passes on what a person does and shows what the core says; call it from one thread
 * (the main one). While a call is under way further taps are let go: the core would answer them with the same step.
 */
class GuideModel(private val gateway: CoreGateway, private val scope: CoroutineScope) : GuideActions {
    private val current = MutableStateFlow(GuideState())
    private val unsent = mutableMapOf<OnScreen, Unsent>()
    private var wanted: Start = Start.checkIn

    /** What is on screen. */
    val state: StateFlow<GuideState> = current.asStateFlow()

    override fun start(start: Start) {
        wanted = start
        call { gateway.start(start) }
    }

    override fun put(answer: Answer) {
        val ask = current.value.step as? Step.Ask ?: return
        unsent[ask.onScreen()] = Unsent(answer)
        current.update { it.copy(unsent = Unsent(answer)) }
    }

    override fun answer(answer: Answer) {
        val ask = current.value.step as? Step.Ask ?: return
        if (current.value.busy) return
        put(answer)
        call(sent = ask.onScreen()) { gateway.answer(ask.at, ask.prompt.id, answer) }
    }

    override fun skip() {
        val ask = current.value.step as? Step.Ask ?: return
        call { gateway.skip(ask.at, ask.prompt.id) }
    }

    override fun back() = at { call { gateway.back(it) } }

    override fun enough() = at { call { gateway.enoughForNow(it) } }

    override fun finish() = at { call { gateway.finish(it) } }

    override fun resume(draft: String) = call { gateway.resume(draft) }

    override fun setAside(draft: String) = call { gateway.setAside(draft).then { gateway.start(wanted) } }

    override fun discard(draft: String) = call { gateway.discard(draft).then { gateway.start(wanted) } }

    private fun at(act: (Place) -> Unit) {
        when (val step = current.value.step) {
            is Step.Ask -> act(step.at)
            is Step.Review -> act(step.at)
            is Step.Resting, is Step.Occupied, is Step.Ended, null -> Unit
        }
    }

    /** Makes a call even if the screen goes away right after the tap. */
    private fun call(sent: OnScreen? = null, make: suspend () -> Outcome<Answered>) {
        if (current.value.busy) return
        current.update { it.copy(busy = true) }
        scope.launch(start = CoroutineStart.UNDISPATCHED) {
            when (val outcome = make()) {
                is Outcome.Done -> show(outcome.value, sent)
                is Outcome.Failed -> current.update { it.copy(busy = false, trouble = outcome.trouble) }
            }
        }
    }

    /** Input is forgotten only when the core has taken it; a stale tap changes nothing. */
    private fun show(answered: Answered, sent: OnScreen?) {
        if (answered.changes.areas.isNotEmpty()) unsent.remove(sent)
        val step = answered.step
        current.value = GuideState(step = step, unsent = (step as? Step.Ask)?.let { unsent[it.onScreen()] })
    }

    private suspend fun Outcome<Answered>.then(next: suspend () -> Outcome<Answered>): Outcome<Answered> =
        if (this is Outcome.Done) next() else this

    /** A prompt of one draft: another draft may ask the same. */
    private data class OnScreen(val draft: String, val prompt: String)

    private fun Step.Ask.onScreen() = OnScreen(at.draft, prompt.id)
}
