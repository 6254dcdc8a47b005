package app.steppingstone.shell

import app.steppingstone.core.AgeBand
import app.steppingstone.core.Answer
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.Detail
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Input
import app.steppingstone.core.InsightWindow
import app.steppingstone.core.Mend
import app.steppingstone.core.Permission
import app.steppingstone.core.Purpose
import app.steppingstone.core.QuietHours
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.Who
import app.steppingstone.core.Words
import java.nio.file.Path
import kotlin.io.path.writeText
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The models behind the screens, on the real core. */
class ScreenModelsTest {
    @TempDir
    lateinit var directory: Path

    private val clock = StillClock()
    private val scope = CoroutineScope(Dispatchers.Unconfined)
    private val gateway by lazy { gatewayIn(directory) }
    private val phone = object : DeliveryPhone {
        var permission = Permission.GRANTED
        val mended = mutableListOf<Mend>()

        override fun conditions() = DeliveryConditions(permission, emptyList(), false, false, false)

        override fun mend(mend: Mend) {
            mended += mend
        }
    }
    private var planned = 0
    private val app by lazy { AppModel(gateway, scope, clock, phone) { planned++ } }
    private val here get() = app.navigator.here

    @AfterEach
    fun close() = runBlocking {
        scope.cancel()
        gateway.close()
    }

    private fun gatewayIn(directory: Path) = CoreGateway(clock, dispatcher = Dispatchers.Unconfined) {
        RustCore.open(directory.toString(), seed = 7u)
    }

    private fun play(start: Start, told: Map<String, Answer> = SHORT_CHECK_IN) = runBlocking {
        gateway.play(start, told)
    }

    private fun <T> ScreenModel<T>.read(): T = runBlocking {
        refresh()
        assertNull(state.value.trouble)
        checkNotNull(state.value.content)
    }

    @Test
    fun `a first start begins with the welcome, a later one with the first screen`() {
        app.open()
        assertEquals(Destination.Guide, here)
        assertEquals("hello", (app.guide.state.value.step as Step.Ask).prompt.id)
        val again = AppModel(gateway, scope, clock, phone)
        runBlocking { gateway.close() }
        again.open()
        assertEquals(Destination.Home, again.navigator.here)
        assertFalse(again.isOpening.value)
    }

    @Test
    fun `after the process was ended the person stands where they were`() {
        app.open()
        app.navigator.go(Destination.Home)
        app.navigator.go(Destination.Path)
        app.begin(Start.checkIn)
        app.guide.answer(SHORT_CHECK_IN.getValue("feeling"))
        val saved = app.navigator.saved()
        runBlocking { gateway.close() }
        val again = AppModel(gateway, scope, clock, phone)
        again.open(saved + "a place of a later version")
        assertEquals(listOf(Destination.Home, Destination.Path, Destination.Guide), again.navigator.places.value)
        assertEquals("intensity", (again.guide.state.value.step as Step.Ask).prompt.id)
    }

    @Test
    fun `a guide that is over by then is not looked for`() {
        app.open()
        val record = play(Start.checkIn)
        runBlocking { gateway.close() }
        val again = AppModel(gateway, scope, clock, phone)
        again.open(listOf("guide", "record:$record"))
        assertEquals(listOf(Destination.Home, Destination.Record(record)), again.navigator.places.value)
    }

    @Test
    fun `at most three things wait in sight, and handling one takes it away`() {
        repeat(3) {
            app.begin(Start.checkIn)
            app.guide.answer(Answer.Labels(SHORT_CHECK_IN.getValue("feeling").let { (it as Answer.Labels).labels }))
            (app.guide.state.value.step as? Step.Ask)?.let { runBlocking { gateway.setAside(it.at.draft).done() } }
        }
        remindTomorrow()
        clock.utcMs += DAY
        val home = app.home.read()
        assertEquals(HomeModel.MOST to 1, home.waiting.size to home.more)
        assertTrue(home.waiting.all { it is Waiting.Draft })
        runBlocking {
            gateway.drafts().done().forEach { gateway.discard(it.id).done() }
        }
        val due = assertInstanceOf(Waiting.Reminded::class.java, app.home.read().waiting.single())
        app.home.handle(due.planned, HandledAs.Done)
        assertTrue(app.home.read().waiting.isEmpty())
    }

    @Test
    fun `what is on screen follows what changes`() {
        val showing = scope.launch { app.path.keepFresh() }
        assertEquals(0, app.path.state.value.content?.records?.size)
        play(Start.checkIn)
        assertEquals(1, app.path.state.value.content?.records?.size)
        showing.cancel()
        play(Start("line"), line("It passed last time"))
        assertEquals(1, app.path.state.value.content?.records?.size)
    }

    @Test
    fun `the path comes by pages, keeps its place, and finds words`() {
        repeat(PAGES) { play(Start("line"), line(if (it == 3) "A zebra crossed" else "Line $it")) }
        assertEquals(30, app.path.read().records.size)
        app.path.older()
        val two = checkNotNull(app.path.state.value.content)
        assertEquals(60, two.records.size)
        assertEquals(two.records.map { it.id }.toSet().size, 60)
        assertEquals(60, app.path.read().records.size)
        repeat(2) { app.path.older() }
        assertEquals(PAGES to null, checkNotNull(app.path.state.value.content).run { records.size to next })
        app.path.older()
        app.path.find("zeb")
        assertEquals(listOf("A zebra crossed"), app.path.state.value.content?.records?.map { it.headline?.text })
        app.path.find("giraffe")
        assertEquals(0, app.path.state.value.content?.records?.size)
        app.path.find("")
        assertEquals(30, app.path.state.value.content?.records?.size)
        assertFalse("zeb" in app.path.apply { find("zeb") }.state.value.toString())
    }

    @Test
    fun `a deletion is taken back in one tap, and is final once the person goes on`() {
        val (one, other) = play(Start.checkIn) to play(Start("line"), line("It passed last time"))
        app.navigator.go(Destination.Record(one))
        app.delete(one)
        assertEquals(Destination.Home, here)
        assertEquals(Undoable.Deleted(one), app.undo.state.value.done)
        app.undo.undo()
        assertEquals(setOf(one, other), app.path.read().records.map { it.id }.toSet())
        app.delete(one)
        app.begin(Start.checkIn)
        assertNull(app.undo.state.value.done)
        assertEquals(Trouble("error.not_found"), runBlocking { gateway.undelete(one) }.trouble())
    }

    @Test
    fun `a record tells its story, its offers and what it said before`() {
        val id = play(Start.checkIn)
        val model = app.record(id)
        val record = model.read()
        assertEquals(Words("They must think I'm boring"), record.summary.headline)
        assertTrue(record.story.any { it.id == "thought" } && record.offers.isNotEmpty())
        model.setTags("work,  tuesdays ,")
        assertEquals(listOf("tuesdays", "work"), model.read().tags.map { it.text }.sorted())
        assertNull(model.read().versions)
        model.showVersions()
        assertNotNull(model.state.value.content?.versions)
        model.setTags((1..20).joinToString(","))
        assertNotNull(model.state.value.trouble)
        assertEquals(record.summary, model.state.value.content?.summary)
        val gone = app.record("nobody")
        runBlocking { gone.refresh() }
        assertEquals(Shown<RecordState>(null, Trouble("error.not_found")), gone.state.value)
    }

    @Test
    fun `a try is noted in one tap and taken back in one`() {
        play(Start("adjustment"), mapOf("cue" to text("If I come in"), "response" to text("I say good morning")))
        val habit = app.practise.read().active.single()
        app.undo.tried(habit.id)
        assertEquals(2, app.path.read().records.size)
        app.undo.undo()
        assertEquals(1, app.path.read().records.size)
        assertNull(app.undo.state.value.done)
        app.undo.tried("nobody")
        assertEquals(Trouble("error.not_found"), app.undo.state.value.trouble)
    }

    @Test
    fun `menus hold what the core offers, each thing once`() {
        val offers = runBlocking { gateway.offers().done() }
        val practise = app.practise.read()
        val circle = app.circle.read()
        val home = app.home.read()
        val shown = practise.practices + practise.path + circle.offers + home.also
        assertEquals(offers.map { it.start }.toSet() - Start.checkIn - Start.ground, shown.map { it.start }.toSet())
        assertEquals(shown.size, shown.map { it.start }.toSet().size)
        assertEquals(offers, app.settings.read().sources)
    }

    @Test
    fun `people are renamed, made one, and forgotten`() {
        listOf("Robin", "Robyn").forEach {
            play(Start("supporter"), mapOf("who" to Answer.Person(Who.New(Words(it)))))
        }
        val (robin, robyn) = app.circle.read().people.map { it.person.id }
        app.circle.rename(robin, " Rob ")
        assertEquals(setOf("Rob", "Robyn"), app.circle.read().people.map { it.person.alias.text }.toSet())
        app.circle.merge(robyn, robin)
        assertEquals(listOf(robin), app.circle.read().people.map { it.person.id })
        app.circle.forget(robin)
        assertTrue(app.circle.read().people.isEmpty())
    }

    @Test
    fun `reminders rest, go, and say why they would not come`() {
        remindTomorrow()
        val one = app.reminders.read().reminders.single()
        assertTrue(one.rhythm.isNotBlank())
        assertTrue(app.reminders.read().findings.isEmpty())
        phone.permission = Permission.DENIED
        app.reminders.mend(app.reminders.read().findings.first())
        assertEquals(listOf(Mend.NOTIFICATION_SETTINGS), phone.mended)
        app.reminders.rest(one.reminder)
        val resting = app.reminders.read()
        assertEquals("2026-11-30", resting.reminders.single().reminder.restsUntil)
        resting.findings.forEach(app.reminders::mend)
        assertEquals(Destination.Reminders, here)
        app.reminders.rest(resting.reminders.single().reminder)
        assertNull(app.reminders.read().reminders.single().reminder.restsUntil)
        app.reminders.remove(one.reminder.id)
        val nothing = app.reminders.read()
        assertTrue(nothing.reminders.isEmpty())
    }

    @Test
    fun `what is set about reminders is kept, and nonsense is refused`() {
        val settings = app.reminders.read().settings
        app.reminders.set(settings.quiet(QuietHours(1320u, 420u)).toggled(Purpose.ROUTINE).saying(Detail.WORDS))
        val set = app.reminders.read().settings
        assertEquals(QuietHours(1320u, 420u) to listOf(Purpose.ROUTINE), set.quiet to set.off)
        assertTrue(Purpose.entries.all { set.says(it) == Detail.WORDS })
        assertEquals(Detail.NEUTRAL, settings.says(Purpose.ROUTINE))
        assertEquals(emptyList<Purpose>(), set.toggled(Purpose.ROUTINE).off)
        app.reminders.set(set.quiet(QuietHours(600u, 600u)))
        assertNotNull(app.reminders.state.value.trouble)
        assertEquals(set, app.reminders.state.value.content?.settings)
    }

    @Test
    fun `insights of other days, the few settings, and the line for when a thought is back`() {
        assertEquals(InsightWindow.DAYS90, app.insights.read().window)
        app.insights.choose(InsightWindow.DAYS30)
        val chosen = checkNotNull(app.insights.state.value.content)
        assertEquals(InsightWindow.DAYS30, chosen.window)
        assertEquals(runBlocking { gateway.insights(InsightWindow.DAYS30).done() }, chosen.insights)
        app.settings.setAgeBand(AgeBand.ADULT)
        runBlocking { gateway.setRegion("NZ").done() }
        app.settings.read().run { assertEquals(AgeBand.ADULT to "NZ", ageBand to region?.code) }
        assertEquals(ThoughtState(), app.thought.read())
    }

    @Test
    fun `leaving a guide leads to the record it made, or back to where one came from`() {
        app.navigator.go(Destination.Practise)
        app.begin(Start("line"))
        app.leaveGuide()
        assertEquals(Destination.Practise, here)
        app.begin(Start("line"))
        app.guide.answer(line("It passed last time").getValue("text"))
        app.guide.finish()
        app.leaveGuide()
        val record = app.path.read().records.single().id
        assertEquals(Destination.Record(record, saved = true), here)
        assertTrue(app.navigator.back())
        assertEquals(Destination.Practise, here)
    }

    @Test
    fun `grounding needs no journal`() {
        val file = directory.resolve("in the way").apply { writeText("no folder") }
        val locked = AppModel(gatewayIn(file), scope, clock, phone)
        locked.open()
        assertEquals(Destination.Home, locked.navigator.here)
        runBlocking { locked.home.refresh() }
        assertNotNull(locked.home.state.value.trouble)
        locked.groundNow()
        assertEquals(Destination.Ground, locked.navigator.here)
        runBlocking { locked.ground.refresh() }
        assertTrue(checkNotNull(locked.ground.state.value.content).size > 5)
        app.groundNow()
        assertEquals(Destination.Guide, here)
    }

    @Test
    fun `nothing a person wrote is in any state's text`() {
        val canary = "canary7f3a"
        play(Start("line"), line(canary))
        play(Start("supporter"), mapOf("who" to Answer.Person(Who.New(Words(canary)))))
        val states = listOf(app.path.read(), app.circle.read(), app.home.read(), app.practise.read())
        val record = app.record(app.path.read().records.last().id).apply { setTags(canary) }
        (states + record.read()).forEach { assertFalse(canary in it.toString(), it::class.simpleName) }
    }

    private fun text(words: String) = Answer.Text(Words(words), null)

    private fun remindTomorrow() = runBlocking {
        var ask = gateway.start(Start.checkIn).ask
        while (ask.prompt.id != "when") {
            ask = gateway.answer(ask.at, ask.prompt.id, SHORT_CHECK_IN.getValue(ask.prompt.id)).ask
        }
        val pick = assertInstanceOf(Input.When::class.java, ask.prompt.input).picks[0]
        gateway.answer(ask.at, "when", Answer.When(pick.`when`)).done()
        gateway.enoughForNow(ask.at.copy(seq = ask.at.seq + 1u)).done()
    }

    private companion object {
        const val DAY = 86_400_000L
        const val PAGES = 65
    }
}
