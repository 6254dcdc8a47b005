package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.CivilMinute
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Label
import app.steppingstone.core.LineKind
import app.steppingstone.core.Plan
import app.steppingstone.core.Planned
import app.steppingstone.core.Repeat
import app.steppingstone.core.Share
import app.steppingstone.core.SortedLine
import app.steppingstone.core.Verdict
import app.steppingstone.core.Weekday
import app.steppingstone.core.When
import app.steppingstone.core.Who
import app.steppingstone.core.Words
import app.steppingstone.core.writtenOutcome
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** A file of `tests/journeys`: see the README there. */
class Journey(val name: String, val json: JsonObject) {
    companion object {
        /** All journeys; none at all is an error, or a wrong path would pass for success. */
        fun all(): List<Journey> {
            val folder = Path.of(checkNotNull(System.getProperty("journeys.dir")) { "journeys.dir is not set" })
            val files = Files.list(folder).use { all ->
                all.filter { it.extension == "json" && it.name != "schema.json" }.sorted().toList()
            }
            check(files.isNotEmpty()) { "no journeys in $folder" }
            return files.map { Journey(it.name, Json.parseToJsonElement(it.readText()).jsonObject) }
        }
    }
}

fun JsonObject.text(key: String): String = getValue(key).jsonPrimitive.content

fun JsonObject.textOrNull(key: String): String? = present(key)?.jsonPrimitive?.content

fun JsonObject.texts(key: String): List<String> = getValue(key).jsonArray.map { it.jsonPrimitive.content }

fun JsonObject.number(key: String): Int = getValue(key).jsonPrimitive.int

fun JsonObject.present(key: String): JsonElement? = get(key).takeUnless { it == null || it is JsonNull }

private fun JsonObject.objects(key: String): List<JsonObject> = getValue(key).jsonArray.map { it.jsonObject }

private fun JsonObject.percent(key: String): UByte = number(key).toUByte()

private fun JsonObject.percentOrNull(key: String): UByte? = present(key)?.let { percent(key) }

private fun JsonObject.words(key: String) = Words(text(key))

private fun JsonObject.wordsOrNull(key: String) = textOrNull(key)?.let { Words(it) }

/** An answer as it is written in a journey. */
fun JsonObject.answer(): Answer = when (val kind = text("kind")) {
    "text" -> Answer.Text(words("words"), percentOrNull("rating"))
    "rating" -> Answer.Rating(percent("value"))
    "labels" -> Answer.Labels(objects("labels").map { Label(it.text("id"), it.percentOrNull("rating")) })
    "chosen" -> Answer.Chosen(texts("ids"), wordsOrNull("note"))
    "sorted" -> Answer.Sorted(objects("lines").map { SortedLine(it.words("text"), it.lineKind()) })
    "shares" -> Answer.Shares(objects("shares").map { Share(it.text("id"), it.percent("percent")) })
    "judged" -> Answer.Judged(objects("verdicts").map { it.verdict() }, wordsOrNull("other"))
    "composed" -> Answer.Composed(words("words"), percentOrNull("rating"))
    "when" -> Answer.When(getValue("when").jsonObject.moment())
    "person" -> Answer.Person(getValue("who").jsonObject.who())
    "seen" -> Answer.Seen(textOrNull("choice"))
    else -> error("no answer of kind $kind")
}

private fun JsonObject.lineKind() = LineKind.valueOf(text("kind").uppercase())

private fun JsonObject.verdict() = Verdict(text("id"), text("accepted").toBooleanStrict())

private fun JsonObject.moment(): When {
    val first = getValue("first").jsonObject
    val minute = CivilMinute(first.text("date"), first.number("minute").toUShort())
    return When(minute, getValue("repeat").jsonObject.repetition())
}

private fun JsonObject.repetition(): Repeat = when (val kind = text("kind")) {
    "once" -> Repeat.Once
    "daily" -> Repeat.Daily
    "weekdays" -> Repeat.Weekdays(days())
    "every_days" -> Repeat.EveryDays(number("days").toUShort())
    "per_week" -> Repeat.PerWeek(number("times").toUByte(), days())
    "monthly" -> Repeat.Monthly
    else -> error("no repeat of kind $kind")
}

private fun JsonObject.days() = texts("days").map { Weekday.valueOf(it.uppercase()) }

/** What became of an occurrence, as it is written in a move. */
fun JsonObject.outcome(): HandledAs = writtenOutcome(getValue("as").toString())

/** A due list as a plan in which nothing is held back. */
fun List<Planned>.asPlan() = Plan(this, emptyList(), 0)

private fun JsonObject.who(): Who = when (val kind = text("kind")) {
    "known" -> Who.Known(text("id"))
    "new" -> Who.New(words("alias"))
    else -> error("nobody of kind $kind")
}
