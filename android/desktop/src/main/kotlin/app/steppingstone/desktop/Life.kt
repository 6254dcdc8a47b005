package app.steppingstone.desktop

import app.steppingstone.core.AgeBand
import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Label
import app.steppingstone.core.LineKind
import app.steppingstone.core.Now
import app.steppingstone.core.Repeat
import app.steppingstone.core.SortedLine
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Who
import app.steppingstone.core.Words
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.Outcome
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.checkIn
import java.time.Instant
import java.time.ZoneId

/** A clock that can be set back, so that weeks can be lived in a second. */
class SetClock(private val zone: ZoneId, var utcMs: Long) : PhoneClock {
    override fun now(): Now {
        val offset = zone.rules.getOffset(Instant.ofEpochMilli(utcMs))
        return Now(utcMs, offset.totalSeconds, zone.id)
    }
}

/** Twelve weeks of a person who does not exist, lived through the gateway as a screen would. */
class Life(private val gateway: CoreGateway, private val clock: SetClock) {
    /** Lives the weeks that end now; the newest check-in is what comes back. */
    suspend fun live(): String {
        val now = clock.utcMs
        gateway.setAgeBand(AgeBand.ADULT).done()
        gateway.setRegion("NZ").done()
        clock.utcMs = now - CHECK_INS * EVERY
        PEOPLE.forEach { (alias, goodFor) -> meet(alias, goodFor) }
        safe()
        lateinit var newest: String
        var habit = ""
        (0 until CHECK_INS).forEach { n ->
            val at = now - (CHECK_INS - 1 - n) * EVERY - n % 4 * HOUR
            if (n >= CHECK_INS - CHALLENGES) {
                clock.utcMs = at - 3 * DAY
                challenge(n - CHECK_INS + CHALLENGES)
            }
            clock.utcMs = at
            newest = sting(n)
            if (n == 2) habit = habit()
            if (n > 2 && n % 3 == 0) tried(habit, n / 3)
            if (n == CHECK_INS / 2) play(Start("line"), mapOf("text" to text("One evening says little about a year")))
        }
        clock.utcMs = now
        gateway.setTags(newest, listOf(Words("family"), Words("evening"))).done()
        return newest
    }

    /** Something that hurt, looked at closer; the last one stays short and is looked at tomorrow. */
    private suspend fun sting(n: Int): String {
        val sting = STINGS[n % STINGS.size]
        val strength = rating(80, 45, n)
        val isLast = n == CHECK_INS - 1
        return play(
            Start.checkIn,
            mapOf(
                "feeling" to Answer.Labels(sting.feelings.map { Label(it, null) }),
                "intensity" to Answer.Rating(strength),
                "own_line" to Answer.Seen("helped"),
                "steady" to chosen("go_on"),
                "event" to Answer.Chosen(listOf(sting.event), Words(sting.line)),
                "thought" to text(sting.thought),
                "same_again" to chosen("new"),
                "about_me" to Answer.Rating(rating(75, 50, n + 1)),
                "now" to chosen("look_closer"),
                "belief" to Answer.Rating(rating(85, 60, n + 2)),
                "perspective" to chosen("fly"),
                "distance" to text("Somebody, somewhere, at the end of a long day"),
                "balanced" to Answer.Composed(Words(sting.fairer), 60u),
                "belief_again" to Answer.Rating(rating(55, 30, n)),
                "about_me_again" to Answer.Rating(rating(45, 20, n)),
                "learned" to text(sting.learned),
                "differently" to chosen("nothing"),
                "plan" to chosen(if (isLast) "if_then" else "nothing"),
                "cue" to text("If I have read a message three times"),
                "response" to text("I put the phone away until I have had a glass of water"),
            ),
            keepsReminder = isLast,
        )
    }

    private suspend fun meet(alias: String, goodFor: List<String>) {
        val told = mapOf("who" to Answer.Person(Who.New(Words(alias))), "good_for" to Answer.Chosen(goodFor, null))
        play(Start("supporter"), told)
    }

    /** A plan for the worst hour, and one line of it before the lock. */
    private suspend fun safe() {
        val parts = mapOf(
            "warning_signs" to "I stop answering messages",
            "coping" to "A long shower, then a walk around the block",
            "people" to "Lu, 021 555 0123",
            "reasons" to "The dog, and summer at the lake",
        )
        play(Start("safety_plan"), parts.mapValues { (_, line) -> text(line) })
        val people = gateway.ownHelp().done().filter { it.kind == "people" }
        gateway.showBeforeLock(people.map { it.id }).done()
    }

    private suspend fun habit(): String = play(
        Start("adjustment"),
        mapOf(
            "pattern" to chosen("own"),
            "cue" to text("If somebody talks over me"),
            "response" to text("I wait for a gap and say it again in one sentence"),
        ),
        keepsReminder = true,
    )

    private suspend fun tried(habit: String, n: Int) {
        play(Start("adjustment_try", habit), mapOf("effect" to Answer.Rating(rating(30, 70, n * 3))))
    }

    /** Planned, done two days later and looked back at; the third is turned down. */
    private suspend fun challenge(n: Int) {
        val dare = DARES[n % DARES.size]
        val planned = play(
            Start("challenge"),
            mapOf(
                "context" to chosen("work"),
                "idea" to chosen("own"),
                "action" to text(dare.action),
                "feared" to text(dare.feared),
                "probability" to Answer.Rating(rating(80, 50, n)),
                "distress" to Answer.Rating(rating(70, 45, n)),
            ),
        )
        clock.utcMs += 2 * DAY
        val isTurnedDown = n % DARES.size == 2
        play(
            Start("challenge_debrief", planned),
            mapOf(
                "how" to chosen(if (isTurnedDown) "turned_down" else "happened"),
                "feared_happened" to chosen(if (isTurnedDown) "yes" else "no"),
                "happened" to text(dare.happened),
                "actual" to Answer.Rating(rating(45, 20, n)),
                "surprise" to Answer.Rating(50u),
                "learned" to text(dare.learned),
            ),
        )
    }

    private suspend fun play(start: Start, told: Map<String, Answer>, keepsReminder: Boolean = false): String {
        var step = gateway.start(start).done().step
        while (step is Step.Ask) {
            val (at, prompt) = step.at to step.prompt
            val answer = told[prompt.id] ?: prompt.input.plain(keepsReminder)
            val answered = answer?.let { gateway.answer(at, prompt.id, it) as? Outcome.Done }
            step = (answered ?: Outcome.Done(gateway.skip(at, prompt.id).done())).value.step
        }
        if (step is Step.Review) step = gateway.finish(step.at).done().step
        return checkNotNull((step as? Step.Ended)?.record) { "${start.guide} left no record" }
    }

    /** What must have been is guessed, and the rest was seen. */
    private fun byHand(line: String): LineKind = if (" must " in line) LineKind.GUESSED else LineKind.SAW

    private fun Input.plain(keepsReminder: Boolean): Answer? = when (this) {
        // Sorted by hand, so that pictures do not change with what the engine guesses.
        is Input.Lines -> Answer.Sorted(lines.map { SortedLine(it.text, byHand(it.text.text)) })

        is Input.When -> picks.firstOrNull()?.takeIf { keepsReminder }?.let { pick ->
            val repeat = if (repeats) Repeat.Daily else Repeat.Once
            Answer.When(pick.`when`.copy(repeat = repeat))
        }

        is Input.Info -> Answer.Seen(options.firstOrNull()?.id)

        else -> null
    }

    private fun <T> Outcome<T>.done(): T = when (this) {
        is Outcome.Done -> value
        is Outcome.Failed -> error("The core refused: ${trouble.key}")
    }

    private fun text(words: String) = Answer.Text(Words(words), null)

    private fun chosen(id: String) = Answer.Chosen(listOf(id), null)

    /** From one value to another over the weeks, in fives, and never quite in a straight line. */
    private fun rating(from: Int, to: Int, n: Int): UByte {
        val straight = from + (to - from) * n.coerceAtMost(CHECK_INS) / CHECK_INS
        return ((straight + n * 7 % 5 * 5 - 10) / 5 * 5).coerceIn(0, 100).toUByte()
    }

    private class Sting(
        val event: String,
        val line: String,
        val thought: String,
        val fairer: String,
        val learned: String,
        vararg feelings: String,
    ) {
        val feelings = feelings.toList()
    }

    private class Dare(val action: String, val feared: String, val happened: String, val learned: String)

    private companion object {
        const val CHECK_INS = 20
        const val CHALLENGES = 9
        const val HOUR = 3_600_000L
        const val DAY = 24 * HOUR
        const val EVERY = 4 * DAY

        val PEOPLE = listOf("Robin" to listOf("listens"), "Aunt K." to emptyList())

        val STINGS = listOf(
            Sting(
                "left_out",
                "They were all at the lake on Sunday and nobody had asked me",
                "They like each other better than me",
                "I was not asked on Sunday. Two weeks ago I was, so I do not know what it means.",
                "A picture shows one hour and not a year",
                "left_out",
                "sad",
            ),
            Sting(
                "no_answer",
                "I wrote on Thursday and there is no answer yet",
                "I must have said something wrong",
                "There is no answer yet. Last month it took four days, and then it was a long one.",
                "Silence is not a sentence",
                "anxious",
                "hurt",
            ),
            Sting(
                "talked_over",
                "In the meeting I got as far as the second sentence",
                "Nobody wants to hear what I think",
                "I was talked over once. Afterwards someone asked what I had wanted to say.",
                "I can finish in the next gap",
                "angry",
                "small",
            ),
            Sting(
                "criticised",
                "She said in front of everyone that the slides were thin",
                "I am not good enough for this",
                "The slides were thin in two places. She liked the part with the numbers.",
                "Two places are two places",
                "embarrassed",
                "anxious",
            ),
            Sting(
                "turned_down",
                "He said he would rather stay friends",
                "No one will ever want me",
                "He said no to this, kindly. That is about the two of us and not about everyone.",
                "I asked, and I am still here",
                "rejected",
                "sad",
            ),
            Sting(
                "argument",
                "My brother left the table in the middle of dinner",
                "I ruin every evening",
                "We both got loud. He wrote an hour later, so not every evening is ruined.",
                "Pause before the second sentence",
                "guilty",
                "hurt",
            ),
        )

        val DARES = listOf(
            Dare("Say one sentence in the round", "They look at each other", "Someone wrote it down", "Nobody looked"),
            Dare("Ask how her weekend was", "She turns away", "She told me about the lake", "A question can be short"),
            Dare("Ask for the drill next door", "He says no", "He said no and was kind", "A no can be friendly"),
            Dare("Sit down at the full table", "The talk stops", "Someone moved their tray", "People move their trays"),
        )
    }
}
