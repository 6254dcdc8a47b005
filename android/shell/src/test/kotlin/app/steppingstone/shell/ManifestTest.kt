package app.steppingstone.shell

import java.nio.file.Path
import kotlin.io.path.readText
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the app asks of the phone. Only Gradle sees what libraries add to it. */
class ManifestTest {
    private val manifest = Path.of("../app/src/main/AndroidManifest.xml").readText()

    @Test
    fun `of what phones guard only the fingerprint is asked for, the network least of all`() {
        val asked = Regex("""<uses-permission[^>]*android:name="([^"]+)""").findAll(manifest).map { it.groupValues[1] }
        assertEquals(listOf("android.permission.USE_BIOMETRIC"), asked.toList())
    }

    @Test
    fun `the journal is left out of the system's backups`() {
        assertTrue("""android:allowBackup="false"""" in manifest)
    }
}
