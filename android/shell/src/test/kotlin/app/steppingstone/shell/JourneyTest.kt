package app.steppingstone.shell

import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.io.TempDir

/** Rust, Kotlin and Swift play the same journeys and must agree byte for byte. */
class JourneyTest {
    @TempDir
    lateinit var directory: Path

    @TestFactory
    fun `journeys agree`(): List<DynamicTest> = Journey.all().map { dynamicTest(it.name) { play(it.name, it.json) } }

    /** One value changed in memory, in the last expectation of a move and in the records: the player must notice. */
    @TestFactory
    fun `a planted wrong expectation fails`(): List<DynamicTest> = Journey.all().flatMap { journey ->
        listOf("moves" to journey.json.wrongMove(), "records" to journey.json.wrongAt("records"))
            .mapNotNull { (where, wrong) -> wrong?.let { Triple(journey, where, it) } }
            .map { (journey, where, wrong) ->
                dynamicTest("${journey.name}, wrong $where") {
                    assertNotEquals(journey.json, wrong)
                    assertThrows(AssertionError::class.java) { play("$where-${journey.name}", wrong) }
                }
            }
    }

    @Test
    fun `a move of an unknown kind is an error`() {
        assertThrows(IllegalStateException::class.java) { play("unknown", ofOneMove("""{"do": "dance"}""")) }
    }

    @Test
    fun `what is seen must be expected, and what is expected must be seen`() {
        listOf("""{"do": "offers"}""", """{"do": "wait", "minutes": 1, "expect": []}""").forEachIndexed { n, move ->
            assertThrows(AssertionError::class.java) { play("unequal-$n", ofOneMove(move)) }
        }
    }

    private fun ofOneMove(move: String) =
        JsonObject(Journey.all().first().json + ("moves" to JsonArray(listOf(Json.parseToJsonElement(move)))))

    private fun play(name: String, journey: JsonObject) =
        runBlocking { JourneyPlayer(name, journey, directory.resolve(name)).play() }

    private fun JsonObject.wrongAt(key: String): JsonObject? = get(key)?.wrong()?.let { JsonObject(this + (key to it)) }

    private fun JsonObject.wrongMove(): JsonObject? {
        val moves = getValue("moves").jsonArray
        val last = moves.indexOfLast { it.jsonObject["expect"]?.wrong() != null }
        if (last < 0) return null
        val wrong = checkNotNull(moves[last].jsonObject.wrongAt("expect"))
        return JsonObject(this + ("moves" to moves.with(last, wrong)))
    }

    /** The same with its first value changed; none if it holds no value. */
    private fun JsonElement.wrong(): JsonElement? = when (this) {
        is JsonNull -> JsonPrimitive("planted")
        is JsonPrimitive -> JsonPrimitive("planted $content")
        is JsonArray -> indices.firstNotNullOfOrNull { at -> this[at].wrong()?.let { with(at, it) } }
        is JsonObject -> keys.firstNotNullOfOrNull { wrongAt(it) }
    }

    private fun JsonArray.with(at: Int, value: JsonElement) =
        JsonArray(mapIndexed { i, old -> if (i == at) value else old })
}
