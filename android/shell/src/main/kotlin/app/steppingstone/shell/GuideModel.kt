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
    private var carried: String? = null
    private var isWaiting = false

    /** What is on screen. */
    val state: StateFlow<GuideState> = current.asStateFlow()

    override fun start(start: Start) {
        wanted = start
        call { gateway.start(start) }
    }

    /**
     * Begins a guide on a wish from outside, once the call under way has returned. [text] waits for the first empty
     * field that takes words; it is the person who sends it.
     */
    fun enter(start: Start, text: String? = null) {
        wanted = start
        text?.let { carried = it }
        if (current.value.busy) isWaiting = true else start(start)
    }

    override fun put(answer: Answer) {
        val ask = current.value.step as? Step.Ask ?: return
        val unsent = Unsent(answer, unsent[ask.onScreen()]?.cut)
        this.unsent[ask.onScreen()] = unsent
        current.update { it.copy(unsent = unsent) }
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
            if (isWaiting) {
                isWaiting = false
                start(wanted)
            }
        }
    }

    /** Input is forgotten only when the core has taken it; a stale tap changes nothing. */
    private fun show(answered: Answered, sent: OnScreen?) {
        if (answered.changes.areas.isNotEmpty()) unsent.remove(sent)
        val step = answered.step
        (step as? Step.Ask)?.let(::unpack)
        current.value = GuideState(step = step, unsent = (step as? Step.Ask)?.let { unsent[it.onScreen()] })
    }

    /** Puts what is carried into the field on screen, where it is empty. */
    private fun unpack(ask: Step.Ask) {
        if (ask.earlier != null || ask.onScreen() in unsent) return
        unsent[ask.onScreen()] = ask.prompt.input.taking(carried ?: return) ?: return
        carried = null
    }

    private suspend fun Outcome<Answered>.then(next: suspend () -> Outcome<Answered>): Outcome<Answered> =
        if (this is Outcome.Done) next() else this

    /** A prompt of one draft: another draft may ask the same. */
    private data class OnScreen(val draft: String, val prompt: String)

    private fun Step.Ask.onScreen() = OnScreen(at.draft, prompt.id)
}
