package app.steppingstone.shell

import app.steppingstone.core.Area
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.onSubscription
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/**
 * What all screens share: reading from the core, reading again after a change of [areas], and deeds whose failure is
 * told. Call it from one thread (the main one); the gateway leaves that thread for every call.
 */
abstract class ScreenModel<T>(
    protected val gateway: CoreGateway,
    private val scope: CoroutineScope,
    private val areas: Set<Area>,
) {
    private val current = MutableStateFlow(Shown<T>())

    /** What is on screen. */
    val state: StateFlow<Shown<T>> = current.asStateFlow()

    /** What was read last. */
    protected val content: T? get() = current.value.content

    /** Reads now, and again after every change of what is shown; it ends only by being cancelled. */
    suspend fun keepFresh() {
        gateway.changes.onSubscription { refresh() }.filter { it.any(areas::contains) }.collect { refresh() }
    }

    /** Reads once. What could be read before stays in sight when it fails now. */
    suspend fun refresh() {
        when (val outcome = read()) {
            is Outcome.Done -> current.value = Shown(outcome.value)
            is Outcome.Failed -> current.update { it.copy(trouble = outcome.trouble) }
        }
    }

    protected abstract suspend fun read(): Outcome<T>

    /** Changes what is shown without asking the core, where something was read. */
    protected fun show(change: (T) -> T) {
        current.update { shown -> shown.content?.let { Shown(change(it)) } ?: shown }
    }

    /** Does something even if the screen goes away right after the tap; changes bring themselves on screen. */
    protected fun <R> deed(done: suspend (R) -> Unit = {}, call: suspend () -> Outcome<R>) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) {
            when (val outcome = call()) {
                is Outcome.Done -> {
                    current.update { it.copy(trouble = null) }
                    done(outcome.value)
                }

                is Outcome.Failed -> current.update { it.copy(trouble = outcome.trouble) }
            }
        }
    }
}
