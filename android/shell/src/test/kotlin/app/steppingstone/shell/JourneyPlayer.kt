package app.steppingstone.shell

import app.steppingstone.core.AgeBand
import app.steppingstone.core.Answered
import app.steppingstone.core.Insight
import app.steppingstone.core.InsightWindow
import app.steppingstone.core.Place
import app.steppingstone.core.Planned
import app.steppingstone.core.RecordSummary
import app.steppingstone.core.ReturningThought
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Words
import app.steppingstone.core.canonicalHelp
import app.steppingstone.core.canonicalJson
import app.steppingstone.core.canonicalPlan
import app.steppingstone.core.canonicalStep
import java.nio.file.Path
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.junit.jupiter.api.Assertions.assertEquals

/** Plays one journey through the gateway on a fresh journal, and compares what it sees byte for byte. */
class JourneyPlayer(private val name: String, private val journey: JsonObject, private val directory: Path) {
    private val clock = journey.getValue("now").jsonObject.let {
        StillClock(it.getValue("utc_ms").jsonPrimitive.long, it.text("zone"))
    }
    private val seed = journey.getValue("seed").jsonPrimitive.content.toULong()
    private lateinit var core: RustCore
    private val gateway = CoreGateway(clock) { RustCore.open(directory.toString(), seed).also { core = it } }
    private var step: Step? = null
    private var planned: List<Planned> = emptyList()
    private var deleted: String? = null

    /** Plays all moves and compares; a difference is an assertion error. */
    suspend fun play() = try {
        gateway.open().done()
        journey.getValue("moves").jsonArray.forEachIndexed { number, move -> play(number, move.jsonObject) }
        same("records", journey.getValue("records"), core.journal.canonical())
        same("plan", journey.getValue("plan"), canonicalPlan(gateway.plan().done()))
    } finally {
        gateway.close()
    }

    private suspend fun play(number: Int, move: JsonObject) =
        same("move $number (${move.text("do")})", move["expect"], act(move))

    /** What is shown must be expected, and what is expected must be shown. */
    private fun same(what: String, expected: JsonElement?, seen: String?) =
        assertEquals(expected?.let { canonicalJson(it.toString()) }, seen, "$name: $what")

    /** Makes the move and returns what it shows, if anything. */
    private suspend fun act(move: JsonObject): String? = when (val act = move.text("do")) {
        "start", "answer", "skip", "back", "enough_for_now", "finish", "resume", "set_aside", "discard" ->
            guide(act, move).done().step.also { step = it }.let(::canonicalStep)

        "plan" -> gateway.plan().done().also { planned = it.planned }.let(::canonicalPlan)

        "due" -> gateway.due().done().also { planned = it }.let { canonicalPlan(it.asPlan()) }

        "help" -> canonicalHelp(gateway.help(null))

        "help_before_lock" -> canonicalHelp(gateway.helpBeforeLock(directory.toString()))

        "help_for" -> canonicalHelp(gateway.helpFor(move.textOrNull("region"), band(move)))

        "returning_thought" -> canonicalJson(returned(gateway.returningThought().done()).toString())

        "offers" -> list(gateway.offers(about(move)).done().map { it.start.guide })

        "search" -> list(gateway.search(move.text("text"), limit = PAGE).done().records.map(::found))

        "insights" -> canonicalJson(JsonArray(gateway.insights(window(move)).done().map(::told)).toString())

        "own_facts" -> list(ownFacts(move).map { "${it.text.text} (${it.why})" })

        else -> null.also { silent(act, move) }
    }

    private suspend fun guide(act: String, move: JsonObject): Outcome<Answered> = when (act) {
        "start" -> gateway.start(start(move))
        "answer" -> gateway.answer(place(move), prompt(move), move.getValue("answer").jsonObject.answer())
        "skip" -> gateway.skip(place(move), prompt(move))
        "back" -> gateway.back(place(move))
        "enough_for_now" -> gateway.enoughForNow(place(move))
        "finish" -> gateway.finish(place(move))
        "resume" -> gateway.resume(gateway.drafts().done()[move.number("draft")].id)
        "set_aside" -> gateway.setAside(draft())
        else -> gateway.discard(draft())
    }

    private suspend fun silent(act: String, move: JsonObject) {
        when (act) {
            "wait" -> clock.utcMs += minutes(move)
            "travel" -> clock.zone = move.text("zone")
            "kill" -> kill()
            "handle" -> gateway.handle(planned[move.number("occurrence")].keys, move.outcome()).done()
            "region" -> gateway.setRegion(move.textOrNull("code")).done()
            "age_band" -> gateway.setAgeBand(band(move)).done()
            "show_before_lock" -> showBeforeLock(move)
            "tag" -> gateway.setTags(record(move), move.texts("names").map(::Words)).done()
            "backdate" -> gateway.backdate(record(move), clock.at(clock.utcMs - minutes(move))).done()
            "delete" -> gateway.delete(record(move).also { deleted = it }).done()
            "undelete" -> undelete()
            "tried" -> gateway.tried(record(move, "adjustment")).done()
            else -> error("no move called $act")
        }
    }

    private suspend fun undelete() {
        gateway.undelete(checkNotNull(deleted) { "nothing was deleted" }).done()
        deleted = null
    }

    private suspend fun kill() {
        gateway.close()
        gateway.open().done()
    }

    private suspend fun start(move: JsonObject) = Start(move.text("guide"), about(move))

    /** The record that a move starts from, if any; `entry` is short for a record of the check-in. */
    private suspend fun about(move: JsonObject): String? = when {
        move.present("record") != null -> record(move)
        move.present("entry") != null -> record(move, "check_in", "entry")
        else -> null
    }

    /** A record by its place on the timeline: the newest one has number 0. */
    private suspend fun record(move: JsonObject, practice: String? = null, key: String = "record"): String {
        val page = gateway.timeline(move.textOrNull("practice") ?: practice, limit = PAGE).done()
        return page.records[move.number(key)].id
    }

    private suspend fun ownFacts(move: JsonObject) =
        gateway.ownFacts(move.textOrNull("event"), Words(move.text("text")), MOST_FACTS).done()

    private fun window(move: JsonObject) = InsightWindow.valueOf("DAYS${move.textOrNull("days") ?: 365}")

    private fun told(insight: Insight) =
        JsonArray(listOf(JsonPrimitive(insight.id), JsonPrimitive(insight.n.toLong()), JsonPrimitive(insight.sentence)))

    private fun found(record: RecordSummary) = "${record.practice}: ${record.headline?.text.orEmpty()}"

    private fun list(lines: List<String>) = canonicalJson(JsonArray(lines.map(::JsonPrimitive)).toString())

    private fun minutes(move: JsonObject) = move.number("minutes") * MINUTE_MS

    private fun band(move: JsonObject) = move.textOrNull("band")?.let { AgeBand.valueOf(it.uppercase()) }

    private suspend fun showBeforeLock(move: JsonObject) {
        val own = gateway.ownHelp().done()
        val lines = move.getValue("lines").jsonArray.map { own[it.jsonPrimitive.int].id }
        gateway.showBeforeLock(lines).done()
    }

    private fun returned(thought: ReturningThought?) = JsonObject(
        mapOf("line" to JsonPrimitive(thought?.line?.text), "fact" to JsonPrimitive(thought?.fact?.text)),
    )

    private fun place(move: JsonObject): Place {
        val place = stands()
        return move.present("seq")?.let { place.copy(seq = move.number("seq").toUInt()) } ?: place
    }

    private fun stands(): Place = when (val step = step) {
        is Step.Ask -> step.at
        is Step.Review -> step.at
        else -> error("nothing is asked here")
    }

    private fun prompt(move: JsonObject): String =
        move.textOrNull("prompt") ?: (step as? Step.Ask ?: error("nothing is asked here")).prompt.id

    private fun draft(): String = when (val step = step) {
        is Step.Resting -> step.draft
        is Step.Occupied -> step.draft.id
        else -> stands().draft
    }

    private companion object {
        const val MINUTE_MS = 60_000L
        const val PAGE = 200
        const val MOST_FACTS = 5
    }
}
