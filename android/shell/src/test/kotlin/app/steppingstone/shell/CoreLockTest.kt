package app.steppingstone.shell

import app.steppingstone.core.LockAnswer
import java.nio.file.Path
import kotlin.io.path.createDirectory
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The lock of the real core, through the file it keeps. */
class CoreLockTest {
    @TempDir
    lateinit var directory: Path

    private val clock = StillClock()
    private val lock by lazy { fresh() }
    private val file by lazy { directory.resolve("lock.json") }

    private fun fresh() = CoreLock(directory.toString(), clock, Dispatchers.Unconfined)

    private fun await(test: suspend () -> Unit) = runBlocking { test() }

    @Test
    fun `a PIN opens, another does not, and none of them stands in the file`() = await {
        assertFalse(lock.isNeeded(null))
        lock.setPin("258036").done()
        assertTrue(lock.isNeeded(null))
        assertEquals(LockAnswer.Wrong, lock.attempt("258037").done())
        assertEquals(LockAnswer.Open, lock.attempt("258036").done())
        assertFalse("258036" in file.readText())
        val before = file.readText()
        lock.setPin("258036").done()
        assertTrue(file.readText() != before) // Another salt each time.
    }

    @Test
    fun `a PIN that is none is refused with words for it`() = await {
        listOf("", "123", "1234567890123", "12a4", "١٢٣٤").forEach {
            assertEquals(Trouble("error.pin"), lock.setPin(it).trouble(), it)
        }
        assertFalse(lock.isNeeded(null))
    }

    @Test
    fun `the wait after wrong ones survives the end of the process`() = await {
        lock.setPin("258036").done()
        repeat(4) { assertEquals(LockAnswer.Wrong, lock.attempt("1111").done()) }
        val wait = (lock.attempt("1111").done() as LockAnswer.Wait).seconds
        assertTrue(fresh().attempt("258036").done() is LockAnswer.Wait)
        clock.utcMs += wait.toLong() * 1000
        assertEquals(LockAnswer.Open, fresh().attempt("258036").done())
    }

    @Test
    fun `options are kept, and only its PIN takes it away`() = await {
        lock.setPin("258036").done()
        lock.setOptions(biometric = true, afterSeconds = 60u).done()
        assertEquals(listOf(true, true, 60u), fresh().state().done().run { listOf(on, biometric, afterSeconds) })
        assertFalse(lock.isNeeded(clock.utcMs - 59_000))
        assertTrue(lock.isNeeded(clock.utcMs - 60_000))
        assertTrue(lock.isNeeded(clock.utcMs + 1))
        assertEquals(LockAnswer.Wrong, lock.remove("1111").done())
        assertEquals(LockAnswer.Open, lock.remove("258036").done())
        assertFalse(lock.isNeeded(null))
    }

    @Test
    fun `a file that is damaged shuts nobody out`() = await {
        lock.setPin("258036").done()
        file.writeText(file.readText().dropLast(5))
        assertFalse(fresh().isNeeded(null))
        assertFalse(fresh().state().done().on)
    }

    @Test
    fun `where nothing can be written the trouble is told`() = await {
        file.createDirectory().resolve("in the way").writeText("x")
        assertTrue(lock.setPin("258036").trouble().key.startsWith("error."))
    }
}
