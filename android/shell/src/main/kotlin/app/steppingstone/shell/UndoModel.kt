package app.steppingstone.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch

/** Something done in one tap, which can be taken back in one. */
sealed interface Undoable {
    /** The record it is about. */
    val record: String

    /** A record was deleted. */
    data class Deleted(override val record: String) : Undoable

    /** A try of an if-then was noted. */
    data class Tried(override val record: String) : Undoable
}

/**
 * The last thing that can be taken back.
 *
 * @property done what was done; none where there is nothing to take back
 * @property trouble why the latest deed failed
 */
data class UndoState(val done: Undoable? = null, val trouble: Trouble? = null)

/** Deeds of one tap, and taking them back. Once the person goes on, a deletion is final: no byte is kept. */
class UndoModel(private val gateway: CoreGateway, private val scope: CoroutineScope) {
    private val current = MutableStateFlow(UndoState())

    /** What can be taken back now. */
    val state: StateFlow<UndoState> = current.asStateFlow()

    /** Deletes a record; what was deleted before is final now. */
    fun delete(record: String) = deed(Undoable.Deleted(record)) {
        settle().then { gateway.delete(record) }
    }

    /** Notes one try of an if-then. */
    fun tried(adjustment: String) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) {
            current.value = when (val outcome = settle().then { gateway.tried(adjustment) }) {
                is Outcome.Done -> UndoState(Undoable.Tried(outcome.value))
                is Outcome.Failed -> UndoState(trouble = outcome.trouble)
            }
        }
    }

    /** Takes the last deed back. */
    fun undo() {
        when (val done = current.value.done) {
            is Undoable.Deleted -> deed(null) { gateway.undelete(done.record) }
            is Undoable.Tried -> deed(null) { gateway.delete(done.record).then { gateway.purge() } }
            null -> Unit
        }
    }

    /** The person goes on: what was deleted is gone now. */
    fun dismiss() = deed(null) { settle() }

    private suspend fun settle(): Outcome<Unit> =
        if (current.value.done is Undoable.Deleted) gateway.purge() else Outcome.Done(Unit)

    private fun deed(after: Undoable?, call: suspend () -> Outcome<Unit>) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) {
            current.value = when (val outcome = call()) {
                is Outcome.Done -> UndoState(after)

                // What could not be taken back can be tried again.
                is Outcome.Failed -> current.value.copy(trouble = outcome.trouble)
            }
        }
    }
}
