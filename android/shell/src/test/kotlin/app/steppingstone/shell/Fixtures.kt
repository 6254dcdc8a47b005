package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Answered
import app.steppingstone.core.Label
import app.steppingstone.core.Now
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Words
import java.nio.file.Path
import java.time.Instant
import java.time.ZoneId
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.fail

/** A clock that stands still until a test moves it. */
class StillClock(var utcMs: Long = NOON, var zone: String = "Europe/Berlin") : PhoneClock {
    override fun now(): Now = at(utcMs)

    /** Another moment in the same zone. */
    fun at(utcMs: Long): Now {
        val offset = ZoneId.of(zone).rules.getOffset(Instant.ofEpochMilli(utcMs))
        return Now(utcMs, offset.totalSeconds, zone)
    }

    companion object {
        /** Monday, 23 November 2026, noon in Berlin. */
        const val NOON = 1_795_431_600_000
    }
}

fun gateway(directory: Path, clock: PhoneClock = StillClock()) =
    CoreGateway(clock) { RustCore.open(directory.toString(), seed = 7u) }

fun <T> Outcome<T>.done(): T = when (this) {
    is Outcome.Done -> value
    is Outcome.Failed -> fail("failed: $trouble")
}

fun Outcome<*>.trouble(): Trouble = assertInstanceOf(Outcome.Failed::class.java, this).trouble

val Outcome<Answered>.step: Step get() = done().step

val Outcome<Answered>.ask: Step.Ask get() = assertInstanceOf(Step.Ask::class.java, step)

/** Plays a guide through: answers what [told] has an answer for, passes over the rest, and returns the record. */
suspend fun CoreGateway.play(start: Start, told: Map<String, Answer> = SHORT_CHECK_IN): String {
    var step = start(start).step
    while (step is Step.Ask) {
        val (at, prompt) = step.at to step.prompt.id
        step = (told[prompt]?.let { answer(at, prompt, it) } ?: skip(at, prompt)).step
    }
    val end = finish(assertInstanceOf(Step.Review::class.java, step).at).step
    return checkNotNull(assertInstanceOf(Step.Ended::class.java, end).record)
}

/** The one answer that makes a line for oneself. */
fun line(text: String): Map<String, Answer> = mapOf("text" to Answer.Text(Words(text), null))

/** The six answers of a short check-in in which nothing is left for later, by prompt. */
val SHORT_CHECK_IN: Map<String, Answer> = mapOf(
    "feeling" to Answer.Labels(listOf(Label("hurt", null))),
    "intensity" to Answer.Rating(50u),
    "event" to Answer.Chosen(listOf("no_answer"), Words("She read it and did not answer")),
    "thought" to Answer.Text(Words("They must think I'm boring"), null),
    "about_me" to Answer.Rating(75u),
    "now" to Answer.Chosen(listOf("tomorrow"), null),
)
