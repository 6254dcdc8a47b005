package app.steppingstone.pack

import java.util.zip.ZipFile
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The APK as it would go to a phone, but for the core's own library. */
class PackTest {
    private val apk = packed("app.apk")
    private val entries = ZipFile(apk).use { zip ->
        zip.entries().asSequence().associate { it.name to zip.getInputStream(it).readBytes() }
    }
    private val dexes = entries.filterKeys { Regex("""classes\d*\.dex""").matches(it) }.values
    private val ours = packed("app.xml").readText()
    private val manifest =
        said(System.getProperty("aapt2"), "dump", "xmltree", "--file", "AndroidManifest.xml", apk.path)

    @Test
    fun `it is signed for every version it runs on`() {
        val said = said("apksigner", "verify", "--verbose", "--min-sdk-version", System.getProperty("minSdk"), apk.path)
        assertTrue("Verifies" in said, "$said")
        // Where every version knows the newer scheme, the older one is not looked at.
        assertTrue(said.any { Regex("""Verified using v[23] scheme .*: true""").matches(it) }, "$said")
    }

    @Test
    fun `it is aligned, and smaller than ten megabytes`() {
        said("zipalign", "-c", "-p", "4", apk.path)
        val code = dexes.sumOf { it.size }
        val classes = dexes.sumOf { classesOf(it).size }
        println("APK ${apk.length() / KILO} kB; code ${code / KILO} kB in $classes classes")
        assertTrue(apk.length() < 10_000 * KILO, "${apk.length()}")
    }

    @Test
    fun `every component of the merged manifest is among its classes`() {
        val classes = dexes.flatMap(::classesOf).toSet()
        val named = elements("application", "activity", "receiver", "service", "provider").map { it.getValue("name") }
        assertTrue(named.size >= 5, "$named")
        assertEquals(emptyList<String>(), named.filter { it !in classes })
    }

    @Test
    fun `what is read by reflection kept its name, the rest did not`() {
        val classes = dexes.flatMap(::classesOf).toSet()
        val kept = listOf("Steppingstone", "RustBuffer").map { "app.steppingstone.core.$it" } + "com.sun.jna.Native"
        assertEquals(emptyList<String>(), kept.filter { it !in classes })
        assertTrue(classes.none { it == "app.steppingstone.shell.CoreGateway" })
    }

    @Test
    fun `libraries add one permission, of the app's own, and no network`() {
        val asked = elements("uses-permission", "uses-permission-sdk-23").map { it.getValue("name") }
        val added = asked.filter { "\"$it\"" !in ours }
        assertEquals(listOf("app.steppingstone.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION"), added)
        assertTrue("android.permission.INTERNET" !in asked, "$asked")
    }

    @Test
    fun `of what libraries add, others can start one, and only the system's tools`() {
        val open = elements("activity", "activity-alias", "receiver", "service", "provider")
            .filter { !it.getValue("name").startsWith("app.steppingstone.") && it["exported"] != "false" }
            .associate { it.getValue("name") to it["permission"] }
        assertEquals(
            mapOf("androidx.profileinstaller.ProfileInstallReceiver" to "android.permission.DUMP"),
            open,
        )
    }

    @Test
    fun `its native libraries can be mapped in pages of 16 kB`() {
        val wide = entries.filterKeys { Regex("lib/(arm64-v8a|x86_64)/.*").matches(it) }
        assertTrue("lib/arm64-v8a/libjnidispatch.so" in wide, "${wide.keys}")
        wide.forEach { (name, library) -> assertEquals(0, alignmentOf(library) % PAGE, name) }
    }

    /** The attributes of the manifest's elements of these names. */
    private fun elements(vararg names: String): List<Map<String, String>> {
        val found = mutableListOf<Pair<String, MutableMap<String, String>>>()
        manifest.forEach { line ->
            ELEMENT.find(line)?.let { found += it.groupValues[1] to mutableMapOf() }
            ATTRIBUTE.find(line)?.let { found.last().second[it.groupValues[1]] = it.groupValues[2].trim('"') }
        }
        return found.filter { it.first in names }.map { it.second }
    }

    private companion object {
        const val KILO = 1_000
        const val PAGE = 16_384L
        val ELEMENT = Regex("""^\s*E: ([\w-]+) """)
        val ATTRIBUTE = Regex("""^\s*A: (?:.*:)?(\w+)(?:\(0x[0-9a-f]+\))?=("[^"]*"|\S+)""")
    }
}
