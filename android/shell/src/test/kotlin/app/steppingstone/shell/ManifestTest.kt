package app.steppingstone.shell

import java.nio.file.Path
import kotlin.io.path.readText
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the app asks of the phone. Only Gradle sees what libraries add to it. */
class ManifestTest {
    private val manifest = Path.of("../app/src/main/AndroidManifest.xml").readText()

    @Test
    fun `no permission is asked for, the network least of all`() {
        assertFalse("<uses-permission" in manifest)
        assertFalse("android.permission" in manifest)
    }

    @Test
    fun `the journal is left out of the system's backups`() {
        assertTrue("""android:allowBackup="false"""" in manifest)
    }
}
