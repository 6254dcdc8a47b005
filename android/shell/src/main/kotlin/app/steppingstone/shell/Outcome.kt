package app.steppingstone.shell

import app.steppingstone.core.InternalException
import app.steppingstone.core.SteppingstoneException
import app.steppingstone.core.errorKey

/** What came of a call. */
sealed interface Outcome<out T> {
    /** It went through. */
    class Done<T>(val value: T) : Outcome<T>

    /** It did not; nothing was changed. */
    data class Failed(val trouble: Trouble) : Outcome<Nothing>
}

/** What a person is told when a call fails: [key] finds the words in [Chrome]. None of them quotes anybody. */
@JvmInline
value class Trouble(val key: String) {
    companion object {
        /** Something that should never happen did. */
        val Unforeseen: Trouble = Trouble("error.storage")

        internal fun of(error: SteppingstoneException): Trouble = Trouble(errorKey(error))
    }
}

/** Runs [call] and turns the core's errors, a panic included, into an outcome. */
@Suppress("SwallowedException") // Trouble says all that may be said.
internal inline fun <T> outcome(call: () -> T): Outcome<T> = try {
    Outcome.Done(call())
} catch (error: SteppingstoneException) {
    Outcome.Failed(Trouble.of(error))
} catch (error: InternalException) {
    Outcome.Failed(Trouble.Unforeseen)
}

/** What comes of [next] where this went through; otherwise the trouble there was. */
internal inline fun <T, R> Outcome<T>.then(next: (T) -> Outcome<R>): Outcome<R> = when (this) {
    is Outcome.Done -> next(value)
    is Outcome.Failed -> this
}
