package app.steppingstone

import android.Manifest
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** What the app asks of the phone and shows to others, as it is linked. Only Gradle sees what libraries add to it. */
@RunWith(PhoneRunner::class)
@Config(sdk = [35])
class ManifestTest {
    private class Element(val name: String, val attributes: MutableMap<String, String> = mutableMapOf()) {
        operator fun get(attribute: String) = attributes[attribute]

        /** The class it names, in full. */
        val className get() = checkNotNull(this["name"]).let { if (it.startsWith(".")) "app.steppingstone$it" else it }
    }

    private val elements = mutableListOf<Element>()

    init {
        dump("xmltree", "--file", "AndroidManifest.xml").forEach { line ->
            ELEMENT.find(line)?.let { elements += Element(it.groupValues[1]) }
            ATTRIBUTE.find(line)?.let { elements.last().attributes[it.groupValues[1]] = it.groupValues[2].trim('"') }
        }
    }

    private val components = elements.filter { it.name in COMPONENTS }

    @Test
    fun `exactly these permissions are asked for, the network not among them`() {
        val asked = elements.filter { it.name.startsWith("uses-permission") }.map { it["name"] }
        val needed = listOf("POST_NOTIFICATIONS", "RECEIVE_BOOT_COMPLETED", "USE_BIOMETRIC")
        assertEquals(needed.map { "android.permission.$it" }.toSet(), asked.toSet())
        assertTrue(elements.none { it.name in listOf("permission", "permission-group", "permission-tree") })
    }

    @Test
    fun `every permission that is named is one of the system's`() {
        val known = Manifest.permission::class.java.fields.filter { it.type == String::class.java }.map { it.get(null) }
        val named = elements.filter { it.name.startsWith("uses-permission") }.map { it["name"] } +
            components.mapNotNull { it["permission"] }
        assertEquals(emptyList<String>(), named.filter { it !in known })
    }

    @Test
    fun `others can start these, and nothing else`() {
        val open = components.filter { it["exported"] != "false" }.map { it.className }
        val named = listOf("Steppingstone", "Daybook", "outside.CheckInTile").map { "app.steppingstone.$it" }
        assertEquals(named, open)
        // Of the last, only the system can.
        val tile = components.single { it.className == named.last() }
        assertEquals(Manifest.permission.BIND_QUICK_SETTINGS_TILE, tile["permission"])
        assertTrue(components.all { it["exported"] != null })
    }

    @Test
    fun `only what must is there before the first unlock`() {
        val early = elements.filter { it["directBootAware"] == "true" }.map { it.className }
        assertEquals(listOf("app.steppingstone.remind.WakeReceiver"), early)
    }

    @Test
    fun `every class that is named is there`() {
        val (aliases, others) = components.partition { it.name == "activity-alias" }
        val named = (others + elements.filter { it.name == "application" }).map { it.className }
        assertTrue(named.size >= 6)
        assertTrue(aliases.isNotEmpty() && aliases.all { "app.steppingstone${it["targetActivity"]}" in named })
        named.forEach { Class.forName(it, false, javaClass.classLoader) }
    }

    @Test
    fun `the journal is left out of the system's backups`() {
        assertEquals("false", elements.single { it.name == "application" }["allowBackup"])
    }

    @Test
    fun `everything is there in the configuration that all others fall back to`() {
        val configurations = mutableMapOf<String, MutableList<String>>()
        dump("resources").forEach { line ->
            RESOURCE.find(line)?.destructured?.let { (type, name) ->
                configurations["$type/$name"] = mutableListOf()
            }
            VALUE.find(line)?.let { configurations.values.last() += it.groupValues[1] }
        }
        assertTrue(configurations.keys.containsAll(listOf("string/app_name", "drawable/ic_launcher")))
        assertEquals(emptyMap<String, List<String>>(), configurations.filterValues { "" !in it })
    }

    private fun dump(vararg what: String): List<String> {
        val linked = File(System.getProperty("linked.dir"), "app.apk").path
        val process = ProcessBuilder(
            System.getProperty("aapt2"),
            "dump",
            *what,
            linked,
        ).redirectErrorStream(true).start()
        return process.inputStream.bufferedReader().readLines().also { assertEquals("$it", 0, process.waitFor()) }
    }

    private companion object {
        val COMPONENTS = setOf("activity", "activity-alias", "receiver", "service", "provider")
        val ELEMENT = Regex("""^\s*E: ([\w-]+) """)
        val ATTRIBUTE = Regex("""^\s*A: (?:.*:)?(\w+)(?:\(0x[0-9a-f]+\))?=("[^"]*"|\S+)""")
        val RESOURCE = Regex("""^\s*resource 0x[0-9a-f]+ (\w+)/(\S+)""")
        val VALUE = Regex("""^\s*\(([^)]*)\) """)
    }
}
