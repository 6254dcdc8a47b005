package app.steppingstone.shell

import app.steppingstone.core.Now
import app.steppingstone.core.Pending
import app.steppingstone.core.Planned
import app.steppingstone.core.SteppingstoneException
import app.steppingstone.core.ZoneRules
import app.steppingstone.core.ZoneRulesException
import app.steppingstone.core.canonicalDiff
import app.steppingstone.core.canonicalJson
import app.steppingstone.core.canonicalPlan
import app.steppingstone.core.postAction
import app.steppingstone.core.writtenReminder
import app.steppingstone.core.writtenReminderSettings
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.io.TempDir

/** Rust, Kotlin and Swift play the same reminder vectors: see `tests/vectors/README.md`. */
class VectorTest {
    @TempDir
    lateinit var directory: Path

    @TestFactory
    fun `vectors agree`(): List<DynamicTest> = vectors().map { (name, vector) ->
        dynamicTest(name) { assertEquals(expected(vector), VectorPlayer(vector, directory.resolve(name)).play()) }
    }

    @Test
    fun `a planted wrong expectation fails`() {
        val (name, vector) = vectors().first()
        val wrong = expected(vector).map { it?.plus("x") }
        assertNotEquals(wrong, VectorPlayer(vector, directory.resolve(name)).play())
    }

    private fun expected(vector: JsonObject) =
        vector.moves().map { move -> move["expect"]?.let { canonicalJson(it.toString()) } }

    private fun vectors(): List<Pair<String, JsonObject>> {
        val journeys = Path.of(checkNotNull(System.getProperty("journeys.dir")) { "journeys.dir is not set" })
        val folder = journeys.resolveSibling("vectors").resolve("reminders")
        val files = Files.list(folder).use { all -> all.filter { it.extension == "json" }.sorted().toList() }
        check(files.isNotEmpty()) { "no vectors in $folder" }
        return files.map { it.name to Json.parseToJsonElement(it.readText()).jsonObject }
    }
}

private fun JsonObject.moves() = getValue("moves").jsonArray.map { it.jsonObject }

/** The zones of a vector, as a phone would answer about them. */
private class ZoneTable(zones: JsonObject) : ZoneRules {
    private val spans = zones.mapValues { (_, spans) ->
        spans.jsonArray.map { it.jsonArray[0].jsonPrimitive.long to it.jsonArray[1].jsonPrimitive.int }
    }

    override fun offsetSeconds(zone: String, utcSeconds: Long): Int {
        val known = spans[zone] ?: throw ZoneRulesException.UnknownZone()
        return (known.lastOrNull { it.first <= utcSeconds } ?: known.first()).second
    }

    fun knows(zone: String) = zone in spans
}

/** Plays one vector on a fresh journal and returns what came of each move. */
private class VectorPlayer(private val vector: JsonObject, private val directory: Path) {
    private val zones = ZoneTable(vector.getValue("zones").jsonObject)
    private val seed = vector.text("seed").toULong()
    private var utcMs = vector.getValue("now").jsonObject.getValue("utc_ms").jsonPrimitive.long
    private var zone = vector.getValue("now").jsonObject.text("zone")
    private var listed: List<Planned> = emptyList()
    private var core = open()
    private val reminders get() = core.reminders
    private val now
        get() = Now(utcMs, if (zones.knows(zone)) zones.offsetSeconds(zone, utcMs.floorDiv(SECOND)) else 0, zone)

    fun play(): List<String?> = try {
        vector.moves().map { move ->
            try {
                seen(move)
            } catch (_: SteppingstoneException) {
                "\"refused\""
            }
        }
    } finally {
        core.close()
    }

    private fun open() = RustCore.open(directory.toString(), seed)

    private fun seen(move: JsonObject): String? = when (move.text("do")) {
        "plan" -> reminders.plan(now, zones).also { listed = it.planned }.let(::canonicalPlan)
        "due" -> reminders.due(now, zones).also { listed = it }.let { canonicalPlan(it.asPlan()) }
        "diff" -> canonicalDiff(reminders.diff(pending(move), now, zones))
        "next_wake" -> reminders.nextWake(now, zones).toString()
        else -> null.also { silent(move) }
    }

    private fun silent(move: JsonObject) {
        when (val act = move.text("do")) {
            "add" -> reminders.add(writtenReminder(move.getValue("reminder").toString()), now)
            "settings" -> reminders.setSettings(writtenReminderSettings(move.getValue("settings").toString()))
            "rest" -> reminders.rest(nth(move), move.textOrNull("until"))
            "remove" -> reminders.remove(nth(move))
            "handle" -> reminders.handle(keys(move), move.outcome(), now)
            "post" -> postAction(directory.toString(), keys(move), move.outcome(), utcMs)
            "take_inbox" -> reminders.takeInbox()
            "reopen" -> reopen()
            "wait" -> utcMs += move.number("minutes") * MINUTE
            "clock" -> utcMs = move.getValue("utc_ms").jsonPrimitive.long
            "travel" -> zone = move.text("zone")
            else -> error("no move called $act")
        }
    }

    private fun reopen() {
        core.close()
        core = open()
    }

    private fun nth(move: JsonObject) = reminders.all()[move.number("reminder")].id

    private fun keys(move: JsonObject) = listed[move.number("listed")].keys

    private fun pending(move: JsonObject) = move.getValue("pending").jsonArray.map { it.jsonObject }
        .map { Pending(it.text("key"), it.text("content_hash")) }

    private companion object {
        const val SECOND = 1000L
        const val MINUTE = 60_000L
    }
}
