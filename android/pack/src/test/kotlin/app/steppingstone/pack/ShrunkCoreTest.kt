package app.steppingstone.pack

import java.io.File
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Shell, bindings and JNA, shrunk by the rules that the phone's are shrunk by, on the real core. */
class ShrunkCoreTest {
    @TempDir
    lateinit var journal: Path

    private class Run(val code: Int, val said: String)

    @Test
    fun `shrunk by our rules, a check-in is made, read back and planned`() {
        val run = run("with-our-rules.jar")
        assertEquals(0, run.code, run.said)
        assertTrue(run.said.startsWith("A check-in was made and read back"), run.said)
    }

    @Test
    fun `without our rules the core is not reached`() {
        val run = run("without-our-rules.jar")
        assertNotEquals(0, run.code, run.said)
        // Where JNA's native part looks for its own classes by name.
        assertTrue("UnsatisfiedLinkError: Can't obtain peer field ID" in run.said, run.said)
        assertTrue(journal.toFile().list().isNullOrEmpty())
    }

    /** A Java of its own, with nothing on its class path but what was shrunk. */
    private fun run(jar: String): Run {
        val process = ProcessBuilder(
            File(System.getProperty("java.home"), "bin/java").path,
            "-Djna.library.path=${System.getProperty("native.dir")}",
            "-cp",
            packed(jar).path,
            "app.steppingstone.pack.shrunk.CheckInKt",
            journal.toString(),
        ).redirectErrorStream(true).start()
        val said = process.inputStream.bufferedReader().readText()
        return Run(process.waitFor(), said)
    }
}
