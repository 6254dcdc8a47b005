package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Words

/**
 * What a person has put in and not sent yet. It never prints itself, and asks nobody to.
 *
 * @property cut the end of a text from another app that did not fit
 */
class Unsent(val answer: Answer, val cut: Words? = null) {
    override fun equals(other: Any?): Boolean = other is Unsent && other.answer == answer && other.cut == cut

    override fun hashCode(): Int = answer.hashCode()

    override fun toString(): String = "Unsent(${answer::class.simpleName})"
}

/**
 * A guide on screen.
 *
 * @property step where the person stands; none until the first call has returned
 * @property unsent what they have put into the prompt of [step] since; nothing but sending it takes it away
 * @property busy whether a call is under way
 * @property trouble why the last call failed; it stays until one goes through
 */
data class GuideState(
    val step: Step? = null,
    val unsent: Unsent? = null,
    val busy: Boolean = false,
    val trouble: Trouble? = null,
) {
    /** What stands in the input: unsent, or else the answer given before going back. */
    val input: Answer? get() = unsent?.answer ?: (step as? Step.Ask)?.earlier
}

/** The guide that the app begins with. */
val Start.Companion.checkIn: Start get() = Start("check_in")

/** What a person can do in a guide. */
interface GuideActions {
    /** Begins a guide. */
    fun start(start: Start)

    /** Notes what is in the input so far. */
    fun put(answer: Answer)

    /** Sends an answer to the prompt on screen. */
    fun answer(answer: Answer)

    /** Passes over the prompt on screen. */
    fun skip()

    /** Goes back one prompt. */
    fun back()

    /** Ends the guide here and keeps what was answered. */
    fun enough()

    /** Ends the guide after its review. */
    fun finish()

    /** Goes on with a draft that waits. */
    fun resume(draft: String)

    /** Keeps the guide in the way for later, and begins the one that was wanted. */
    fun setAside(draft: String)

    /** Throws the guide in the way away, and begins the one that was wanted. */
    fun discard(draft: String)
}
