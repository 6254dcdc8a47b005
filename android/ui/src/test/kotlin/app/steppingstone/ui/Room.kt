package app.steppingstone.ui

import androidx.compose.ui.graphics.Color
import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Label
import app.steppingstone.core.Now
import app.steppingstone.core.SortedLine
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Verdict
import app.steppingstone.core.Who
import app.steppingstone.core.Words
import app.steppingstone.core.chrome
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.GuideModel
import app.steppingstone.shell.Outcome
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.checkIn
import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/** A guide on the real core, with everything on the thread of the test. */
class Room(directory: Path) {
    val gateway = CoreGateway({ Now(NOON, 3600, "Europe/Berlin") }, dispatcher = Dispatchers.Unconfined) {
        RustCore.open(directory.toString(), seed = 7u)
    }
    val model = GuideModel(gateway, CoroutineScope(Dispatchers.Unconfined))
    val state get() = model.state.value
    val ask get() = state.step as? Step.Ask

    fun close() = runBlocking { gateway.close() }

    fun timeline() = runBlocking { (gateway.timeline(limit = 10) as Outcome.Done).value.records }

    /** Answers with what somebody might say until the prompt is on screen; without one, until the review. */
    fun goTo(prompt: String?): Room {
        if (state.step == null) model.start(Start.checkIn)
        while (ask != null && ask?.prompt?.id != prompt) ask?.let { told(it)?.let(model::answer) ?: model.skip() }
        return this
    }

    private fun told(ask: Step.Ask): Answer? = TOLD[ask.prompt.id] ?: when (val input = ask.prompt.input) {
        is Input.Lines -> Answer.Sorted(input.lines.map { SortedLine(it.text, it.guess) })
        is Input.Suggestion -> Answer.Judged(input.suggestions.map { Verdict(it.id, true) }, null)
        is Input.Compose -> Answer.Composed(input.drafts[0].text, 50u)
        is Input.When -> Answer.When(input.picks[0].`when`)
        is Input.Info -> Answer.Seen(input.options.firstOrNull()?.id)
        is Input.Person -> Answer.Person(Who.New(Words("Robin")))
        else -> null
    }

    companion object {
        /** Monday, 23 November 2026, noon in Berlin. */
        private const val NOON = 1_795_431_600_000

        val words = Chrome(chrome())
        val exits = GuideExits({}, {}, {}, {})

        private val TOLD: Map<String, Answer> = mapOf(
            "feeling" to Answer.Labels(listOf(Label("left_out", null), Label("hurt", null))),
            "intensity" to Answer.Rating(50u),
            "event" to Answer.Chosen(listOf("left_out"), Words("They all went for lunch and nobody asked me")),
            "thought" to Answer.Text(Words("They must think I'm boring"), null),
            "about_me" to Answer.Rating(75u),
            "now" to Answer.Chosen(listOf("look_closer"), null),
            "belief" to Answer.Rating(75u),
            "belief_again" to Answer.Rating(50u),
            "about_me_again" to Answer.Rating(25u),
            "plan" to Answer.Chosen(listOf("if_then"), null),
            "cue" to Answer.Text(Words("If I come into the kitchen at work"), null),
            "response" to Answer.Text(Words("say good morning to one person"), null),
        )
    }
}

/** WCAG's relative luminance and contrast. */
fun contrast(one: Color, other: Color): Double {
    val (dark, light) = listOf(luminance(one), luminance(other)).sorted()
    return (light + 0.05) / (dark + 0.05)
}

private fun luminance(color: Color): Double {
    val (r, g, b) = listOf(color.red, color.green, color.blue).map { channel ->
        if (channel <= 0.04045) channel / 12.92 else Math.pow((channel + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
