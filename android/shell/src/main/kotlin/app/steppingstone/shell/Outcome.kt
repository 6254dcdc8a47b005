package app.steppingstone.shell

import app.steppingstone.core.Field
import app.steppingstone.core.InternalException
import app.steppingstone.core.Reason
import app.steppingstone.core.SteppingstoneException
import app.steppingstone.core.StorageKind

/** What came of a call. */
sealed interface Outcome<out T> {
    /** It went through. */
    class Done<T>(val value: T) : Outcome<T>

    /** It did not; nothing was changed. */
    data class Failed(val trouble: Trouble) : Outcome<Nothing>
}

/** What a person is told when a call fails: [key] finds the words in [Chrome]. None of them quotes anybody. */
enum class Trouble(val key: String) {
    NotFound("error.not_found"),
    Invalid("error.invalid"),
    TooLong("error.too_long"),
    OutOfRange("error.out_of_range"),
    InThePast("error.in_the_past"),
    TooNew("error.too_new"),
    Locked("error.locked"),
    Full("error.full"),
    ReadOnly("error.read_only"),
    Corrupt("error.corrupt"),
    Storage("error.storage"),
    ;

    companion object {
        internal fun of(error: SteppingstoneException): Trouble = when (error) {
            is SteppingstoneException.NotFound -> NotFound
            is SteppingstoneException.Invalid -> of(error.field, error.reason)
            is SteppingstoneException.TooNew -> TooNew
            is SteppingstoneException.Locked -> Locked
            is SteppingstoneException.Storage -> of(error.kind)
        }

        private fun of(field: Field, reason: Reason): Trouble = when {
            reason == Reason.TOO_LONG -> TooLong
            reason == Reason.OUT_OF_RANGE && field == Field.RATING -> OutOfRange
            reason == Reason.OUT_OF_RANGE && field == Field.DATE -> InThePast
            else -> Invalid
        }

        private fun of(kind: StorageKind): Trouble = when (kind) {
            StorageKind.FULL -> Full
            StorageKind.READ_ONLY -> ReadOnly
            StorageKind.CORRUPT -> Corrupt
            StorageKind.IO, StorageKind.OTHER -> Storage
        }
    }
}

/** Runs [call] and turns the core's errors, a panic included, into an outcome. */
@Suppress("SwallowedException") // Trouble says all that may be said.
internal inline fun <T> outcome(call: () -> T): Outcome<T> = try {
    Outcome.Done(call())
} catch (error: SteppingstoneException) {
    Outcome.Failed(Trouble.of(error))
} catch (error: InternalException) {
    Outcome.Failed(Trouble.Storage)
}
