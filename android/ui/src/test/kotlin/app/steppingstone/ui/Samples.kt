package app.steppingstone.ui

import app.steppingstone.core.Answer
import app.steppingstone.core.Card
import app.steppingstone.core.Chip
import app.steppingstone.core.CivilMinute
import app.steppingstone.core.ComposedPart
import app.steppingstone.core.ComposedText
import app.steppingstone.core.DraftSummary
import app.steppingstone.core.GuessedLine
import app.steppingstone.core.Input
import app.steppingstone.core.Label
import app.steppingstone.core.LabelFamily
import app.steppingstone.core.LineKind
import app.steppingstone.core.Now
import app.steppingstone.core.Person
import app.steppingstone.core.Piece
import app.steppingstone.core.Place
import app.steppingstone.core.Prompt
import app.steppingstone.core.QuickPick
import app.steppingstone.core.Repeat
import app.steppingstone.core.Scale
import app.steppingstone.core.SortedLine
import app.steppingstone.core.Step
import app.steppingstone.core.StoryLine
import app.steppingstone.core.Suggestion
import app.steppingstone.core.Verdict
import app.steppingstone.core.Weekday
import app.steppingstone.core.When
import app.steppingstone.core.Words
import app.steppingstone.core.groundingExercises
import app.steppingstone.core.help
import app.steppingstone.shell.GuideState
import app.steppingstone.shell.Trouble
import app.steppingstone.shell.Unsent

/** Every input and every kind of step, also those that no guide uses yet, with words of some length. */
object Samples {
    private val thought = Words("They must think I'm boring, and I'll never find my people")
    private val scale = Scale("How strong it is", listOf("barely", "a little", "quite", "very", "as strong as it gets"))
    private val tomorrow = When(CivilMinute("2026-11-24", 540u), Repeat.Once)

    private fun chips(vararg labels: String) = labels.map { Chip(it.replace(' ', '_'), it) }

    private fun ask(title: String, input: Input, help: String? = null, earlier: Answer? = null): GuideState {
        val prompt = Prompt("sample", title, help, "A worked example", input, "$title Spoken.")
        return GuideState(Step.Ask(Place("draft", 3u, true), prompt, thought, 2u, earlier))
    }

    private val text = Input.Text(true, 300u, scale)
    private val labels = Input.Labels(
        listOf(
            LabelFamily("hurt", "hurt", chips("hurt", "rejected", "let down", "betrayed")),
            LabelFamily("alone", "alone", chips("lonely", "left out", "invisible", "unwanted")),
        ),
        chips("numb", "can't tell"),
        3u,
    )
    private val lines = Input.Lines(
        listOf(
            GuessedLine(Words("She read it and did not answer"), LineKind.SAW),
            GuessedLine(Words("She must be bored of me"), LineKind.GUESSED),
        ),
        chips("Saw", "Heard", "Guessed"),
    )
    private val suggestion = Suggestion(
        "mind_reading",
        "mind reading",
        "Could this sentence be guessing what someone thinks?",
        "It says what is in someone's mind.",
        listOf(Piece(Words("They must think"), true), Piece(Words(" I'm boring"), false)),
    )
    private val drafts = listOf("I have not had an answer.", "I notice the thought.").map { own ->
        val close = "I do not know why yet."
        val parts = listOf(ComposedPart(Words(own), "event"), ComposedPart(Words(close), "close"))
        ComposedText(Words("$own $close"), parts)
    }
    private val week = chips("a", "b", "c", "d", "e", "f", "g")
    private val onMondays = Answer.When(tomorrow.copy(repeat = Repeat.Weekdays(listOf(Weekday.MONDAY))))
    private val hint = Input.Suggestion(listOf(suggestion), "Something else you notice")
    private val noon = Now(1_795_431_600_000, 3600, "Europe/Berlin")
    private val danger = Input.Info(Card.Help(help("NZ", null, noon), "It speaks of dying."), chips("Help", "Go on"))
    private val breathing = Input.Info(Card.Grounding(groundingExercises()[0]), emptyList())
    private val ways = Input.Choice(chips("Look closer", "One small step", "Ask someone"), false, "One line")
    private val story = listOf(StoryLine("thought", "Thought", thought))
    private val whenever = Input.When(listOf(QuickPick("Tomorrow morning", tomorrow)), true)

    /** All of them by name. */
    val all: Map<String, GuideState> = mapOf(
        "text" to
            ask("What are you telling yourself?", text, "In your own words.").copy(trouble = Trouble("error.full")),
        "scale" to ask("How strong is it?", Input.Scale(scale)),
        "fine" to ask("How strong is it?", Input.Scale(scale), earlier = Answer.Rating(45u)),
        "labels" to ask("What is strongest?", labels, "Up to three.", Answer.Labels(listOf(Label("rejected", null)))),
        "choice" to ask("And now?", ways),
        "several" to ask("Which?", Input.Choice(week, true, null), null, Answer.Chosen(listOf("a"), null)),
        "lines" to ask("Which of this is seen, heard, or guessed?", lines),
        "sorted" to ask(
            "Sorted",
            lines,
        ).copy(unsent = Unsent(Answer.Sorted(listOf(SortedLine(thought, LineKind.SAW))))),
        "shares" to ask(
            "What else may have played a part?",
            Input.Shares(chips("A busy week", "The noise", "My part")),
        ),
        "suggestion" to ask("Does one of these fit?", hint),
        "judged" to ask(
            "Fits?",
            hint,
            null,
            Answer.Judged(listOf(Verdict("mind_reading", true)), Words("I was tired")),
        ),
        "compose" to ask("Is there a fairer way to say it?", Input.Compose(drafts, 300u, scale)),
        "when" to ask("A reminder for this?", whenever),
        "weekdays" to ask("A reminder for this?", whenever, null, onMondays),
        "person" to ask("Who could you ask?", Input.Person(listOf(Person("p", Words("Robin"))))),
        "new person" to ask("Who could you ask?", Input.Person(emptyList())),
        "notice" to ask("Better not alone", Input.Info(Card.Notice, emptyList()), "Someone can help."),
        "help" to ask("It hurts a great deal.", danger),
        "help nowhere" to ask("Help", Input.Info(Card.Help(help(null, null, noon), null), emptyList())),
        "grounding" to ask("A minute to come back", breathing),
        "review" to GuideState(Step.Review(Place("d", 9u, true), story, "This is what you have.")),
        "resting" to GuideState(Step.Resting("d", "Saved. It will be here when you come back.")),
        "occupied" to GuideState(Step.Occupied(DraftSummary("d", "check_in", "Check in", 0, false, thought))),
        "ended" to GuideState(Step.Ended("r", "Saved.")),
    )
}
