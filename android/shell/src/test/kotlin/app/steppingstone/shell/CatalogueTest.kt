package app.steppingstone.shell

import java.nio.file.Path
import kotlin.io.path.readText
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** One catalogue of versions for two builds. */
class CatalogueTest {
    private val android = Path.of("..").toAbsolutePath().normalize()
    private val catalogue = Regex("""(?m)^(\w+) = "([^"]+)"$""")
        .findAll(android.resolve("gradle/libs.versions.toml").readText())
        .associate { it.groupValues[1] to it.groupValues[2] }
    private val poms = listOf("", "bindings/", "shell/", "ui/", "desktop/", "androidx/", "app/", "pack/", "lint/")
        .associateWith { android.resolve("${it}pom.xml").readText() }

    @Test
    fun `Maven's versions are those of the catalogue`() {
        val shared = Regex("""<(\w+)\.version>([^<]+)</""").findAll(poms.getValue(""))
            .associate { it.groupValues[1] to it.groupValues[2] }
        assertTrue(shared.size >= 10, "$shared")
        assertEquals(catalogue.filterKeys { it in shared.keys }, shared)
    }

    @Test
    fun `no pom writes a version of its own beside a dependency`() {
        val own = Regex("""<version>(?!\$|0\.1\.0<)[^<]*""")
        val found = poms.mapValues { (_, pom) -> own.findAll(pom).map { it.value }.toList() }
        assertEquals(poms.mapValues { emptyList<String>() }, found)
    }
}
