package app.steppingstone.pack.shrunk

import app.steppingstone.core.Answer
import app.steppingstone.core.Answered
import app.steppingstone.core.Label
import app.steppingstone.core.NewReminder
import app.steppingstone.core.Purpose
import app.steppingstone.core.Rule
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.SteppingstoneException
import app.steppingstone.core.Words
import app.steppingstone.core.ZonePolicy
import app.steppingstone.core.ZoneRules
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.JavaZoneRules
import app.steppingstone.shell.Outcome
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.Trouble
import app.steppingstone.shell.checkIn
import kotlinx.coroutines.runBlocking

private const val THOUGHT = "They must think I'm boring"

private val ANSWERS = mapOf(
    "feeling" to Answer.Labels(listOf(Label("hurt", null))),
    "intensity" to Answer.Rating(50u),
    "event" to Answer.Chosen(listOf("no_answer"), Words("She read it and did not answer")),
    "thought" to Answer.Text(Words(THOUGHT), null),
    "about_me" to Answer.Rating(75u),
    "now" to Answer.Chosen(listOf("tomorrow"), null),
)

private class CountedZoneRules : ZoneRules {
    var asked = 0

    override fun offsetSeconds(zone: String, utcSeconds: Long): Int {
        asked += 1
        return JavaZoneRules.offsetSeconds(zone, utcSeconds)
    }
}

private fun <T> Outcome<T>.done(): T = (this as Outcome.Done).value

/** One crossing of each kind, in a journal in the directory named first: this is what is shrunk, and run shrunk. */
fun main(arguments: Array<String>) = runBlocking {
    val zones = CountedZoneRules()
    val gateway = CoreGateway(PhoneClock.system(), zones) { RustCore.open(arguments[0]) }
    check(gateway.chrome()["error.storage"].isNotBlank())
    check(gateway.open().done().fresh)

    val record = gateway.play(Start.checkIn)
    check(gateway.story(record).done().any { THOUGHT in it.text.text })

    gateway.addReminder(NewReminder(Purpose.ROUTINE, Rule.After(60u), ZonePolicy.Floating)).done()
    check(gateway.plan().done().planned.isNotEmpty())
    check(zones.asked > 0) { "the core did not call back" }

    check((gateway.resume("nobody") as Outcome.Failed).trouble == Trouble("error.not_found"))
    gateway.close()
    check(refusal(arguments[0]) is SteppingstoneException.NotFound)
    println("A check-in was made and read back; the core asked for ${zones.asked} offsets.")
}

private suspend fun CoreGateway.play(start: Start): String {
    var answered: Answered = start(start).done()
    while (true) {
        answered = when (val step = answered.step) {
            is Step.Ask -> {
                val (at, prompt) = step.at to step.prompt.id
                (ANSWERS[prompt]?.let { answer(at, prompt, it) } ?: skip(at, prompt)).done()
            }

            is Step.Review -> finish(step.at).done()

            is Step.Ended -> return checkNotNull(step.record)

            else -> error("not a step of a check-in")
        }
    }
}

/** The core's own error, as it crosses. */
private fun refusal(directory: String): SteppingstoneException? = RustCore.open(directory).use { core ->
    try {
        core.journal.story("nobody")
        null
    } catch (error: SteppingstoneException) {
        error
    }
}
