package app.steppingstone.shell

import app.steppingstone.core.Cue
import app.steppingstone.core.Exercise
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update

/**
 * An exercise on its way.
 *
 * @property cue what happens now; the phone vibrates as it says when it changes
 * @property count seconds left of the cue, at least one while it runs
 * @property leftMs milliseconds left of the exercise
 */
data class SessionState(
    val cue: Cue,
    val count: Int,
    val leftMs: Int,
    val isPaused: Boolean = false,
    val isOver: Boolean = false,
) {
    /** The cue while it is being followed. */
    val running: Cue? get() = cue.takeUnless { isOver }
}

/** Plays the cues of an exercise. It can be paused, goes on where it was, and can be stopped at any moment. */
class Session(exercise: Exercise) {
    private val script = exercise.cues
    private val duration = exercise.durationMs.toInt()
    private var position = 0
    private val current = MutableStateFlow(at(0))

    /** Where it stands. */
    val state: StateFlow<SessionState> = current.asStateFlow()

    /** Plays on until the end; being cancelled, it stands where it was. Paused or over, it does nothing. */
    suspend fun run() {
        while (!current.value.isPaused && !current.value.isOver) {
            val step = (SECOND - position % SECOND).coerceAtMost(untilNextCue()).coerceAtMost(duration - position)
            delay(step.toLong())
            position += step
            // Paused or stopped meanwhile: that stays.
            current.update { now ->
                at(position).copy(isPaused = now.isPaused, isOver = now.isOver || position >= duration)
            }
        }
    }

    /** Waits, for as long as it takes. */
    fun pause() = current.update { it.copy(isPaused = true) }

    /** Goes on where it was; [run] it again. */
    fun goOn() = current.update { it.copy(isPaused = false) }

    /** Ends here, which is as good as finishing. */
    fun stop() = current.update { it.copy(isOver = true) }

    private fun at(position: Int): SessionState {
        val cue = script.last { it.atMs.toInt() <= position }
        val left = cue.atMs.toInt() + cue.lastsMs.toInt() - position
        return SessionState(cue, ((left + SECOND - 1) / SECOND).coerceAtLeast(1), duration - position)
    }

    private fun untilNextCue(): Int = script.map { it.atMs.toInt() - position }.filter { it > 0 }.minOrNull() ?: SECOND

    private companion object {
        const val SECOND = 1000
    }
}
