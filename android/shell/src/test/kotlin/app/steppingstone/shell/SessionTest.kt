package app.steppingstone.shell

import app.steppingstone.core.groundingExercises
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Exercises in virtual time. */
@OptIn(ExperimentalCoroutinesApi::class)
class SessionTest {
    private val breathing = groundingExercises().first { it.id == "slow_breathing" }
    private val session = Session(breathing)
    private val now get() = session.state.value

    @Test
    fun `every cue of every exercise comes at its time, and the end at the end`() = groundingExercises().forEach {
        runTest {
            val session = Session(it)
            val seen = mutableListOf<Pair<Long, String>>()
            val watching = launch { session.state.collect { now -> seen += currentTime to now.cue.words } }
            session.run()
            runCurrent()
            watching.cancel()
            assertEquals(it.durationMs.toLong(), currentTime, it.id)
            assertTrue(session.state.value.isOver)
            val told = it.cues.map { cue -> cue.atMs.toLong() to cue.words }
            assertTrue(seen.containsAll(told), "${it.id}: $told, $seen")
        }
    }

    @Test
    fun `it counts down, waits where it was paused, and goes on from there`() = runTest {
        play(1500)
        assertEquals("In" to 3, now.cue.words to now.count)
        session.pause()
        advanceUntilIdle()
        assertEquals(58_000, now.leftMs)
        session.goOn()
        play(2000)
        assertEquals("Out" to 6, now.cue.words to now.count)
        assertFalse(now.isPaused)
    }

    @Test
    fun `it stops at any moment`() = runTest {
        play(5000)
        session.stop()
        advanceUntilIdle()
        assertTrue(now.isOver)
        assertEquals(null, now.running)
    }

    private fun TestScope.play(ms: Long) {
        launch { session.run() }
        advanceTimeBy(ms + 1)
    }
}
