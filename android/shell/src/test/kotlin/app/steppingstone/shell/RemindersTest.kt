package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.DeliveryConditions
import app.steppingstone.core.HandledAs
import app.steppingstone.core.HeldBack
import app.steppingstone.core.Input
import app.steppingstone.core.Mend
import app.steppingstone.core.NewReminder
import app.steppingstone.core.Permission
import app.steppingstone.core.Planned
import app.steppingstone.core.Purpose
import app.steppingstone.core.Rule
import app.steppingstone.core.Start
import app.steppingstone.core.Step
import app.steppingstone.core.ZonePolicy
import app.steppingstone.core.ZoneRules
import app.steppingstone.core.ZoneRulesException
import app.steppingstone.core.postAction
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneId
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.job
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class RemindersTest {
    @TempDir
    lateinit var directory: Path

    /** A phone that keeps what it was told, and counts what a person would notice. */
    private class Phone : ReminderPhone {
        val shown = mutableListOf<String>()
        var notifications = setOf<String>()
        var next: Wake? = null
        val wake: Long? get() = next?.utcMs

        override fun inSight(): Set<String> = notifications

        var mayShow = true

        override fun show(planned: Planned): Boolean {
            if (!mayShow) return false
            shown += planned.key
            notifications = notifications + planned.key
            return true
        }

        override fun withdraw(key: String) {
            notifications = notifications - key
        }

        override fun wakeFor(wake: Wake?) {
            next = wake
        }
    }

    private val clock = StillClock()
    private val phone = Phone()

    /** Nine o'clock tomorrow: the reminder that [remindTomorrow] makes. */
    private val nine = StillClock.NOON + 21 * HOUR

    @Test
    fun `it comes once, whatever clock and phone do`() = runBlocking {
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        val reconciler = ReminderReconciler(gateway, phone)
        repeat(2) { reconciler.reconcile().done() }
        assertEquals(nine to emptyList<String>(), phone.wake to phone.shown)
        clock.utcMs = nine + 1
        phone.mayShow = false // Notifications are off, and then on.
        reconciler.reconcile().done()
        phone.mayShow = true
        repeat(2) { reconciler.reconcile().done() }
        clock.utcMs = StillClock.NOON
        reconciler.reconcile().done()
        assertEquals(1, phone.notifications.size)
        clock.utcMs = nine + HOUR
        phone.notifications = emptySet() // The phone was started again.
        reconciler.reconcile().done()
        assertEquals(1, phone.shown.size)
        assertEquals(listOf(0L to null), gateway.deliveryLog().done().map { it.lateMs?.div(1000) to it.handled })
        gateway.close()
    }

    @Test
    fun `what is done or over goes out of sight`() = runBlocking {
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        val reconciler = ReminderReconciler(gateway, phone)
        clock.utcMs = nine
        reconciler.reconcile().done()
        val key = phone.shown.single()
        postAction(directory.toString(), listOf(key), HandledAs.Later(10u), nine)
        reconciler.reconcile().done()
        assertEquals(emptySet<String>() to nine + HOUR / 6, phone.notifications to phone.wake)
        clock.utcMs = nine + HOUR / 6
        reconciler.reconcile().done()
        assertEquals(2, phone.shown.toSet().size)
        clock.utcMs = nine + 13 * HOUR
        reconciler.reconcile().done()
        assertEquals(emptySet<String>(), phone.notifications)
        gateway.close()
    }

    @Test
    fun `killed between showing and noting, the notification takes its own place`() = runBlocking {
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        clock.utcMs = nine
        phone.show(gateway.due().done().single()) // Shown, and then the process died.
        ReminderReconciler(gateway, phone).reconcile().done()
        assertEquals(1, phone.notifications.size)
        gateway.close()
    }

    @Test
    fun `after a journey east it comes earlier`() = runBlocking {
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        clock.zone = "Asia/Tokyo"
        ReminderReconciler(gateway, phone).reconcile().done()
        assertEquals(nine - 8 * HOUR, phone.wake)
        gateway.close()
    }

    @Test
    fun `the phone is told what is due next, and until when, and nothing else`() = runBlocking {
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        val reconciler = ReminderReconciler(gateway, phone)
        reconciler.reconcile().done()
        val planned = gateway.plan().done().planned.single()
        assertEquals(Wake(nine, planned.key, nine + 12 * HOUR), phone.next)
        val due = listOf(nine - 1, nine, nine + 12 * HOUR - 1, nine + 12 * HOUR).map { phone.next?.due(it) }
        assertEquals(listOf(null, planned.key, planned.key, null), due)
        gateway.removeReminder(gateway.reminders().done().single().id).done()
        reconciler.reconcile().done()
        assertEquals(null, phone.next)
        gateway.close()
    }

    @Test
    fun `where nothing is near, it is woken to plan again, and nothing is due then`() = runBlocking {
        val gateway = gateway(directory, clock)
        val inWeeks = NewReminder(Purpose.ROUTINE, Rule.After(40u * 24u * 60u), ZonePolicy.Floating)
        gateway.addReminder(inWeeks).done()
        ReminderReconciler(gateway, phone).reconcile().done()
        val wake = checkNotNull(phone.next)
        assertEquals(clock.utcMs + 30 * 24 * HOUR, wake.utcMs)
        assertEquals(null, wake.due(wake.utcMs))
        gateway.close()
    }

    @Test
    fun `the permission is asked for with the first reminder, once, and every change is followed`() = runBlocking {
        val gateway = gateway(directory, clock)
        val delivery = Delivery()
        val keeper = launch { ReminderKeeper(gateway, ReminderReconciler(gateway, phone), delivery).follow() }
        yield()
        gateway.play(Start("line"), line("It passed last time"))
        yield()
        assertEquals(emptyList<Mend>(), delivery.mended)
        remindTomorrow(gateway)
        withTimeout(5_000) { while (delivery.mended.isEmpty() || phone.wake != nine) delay(5) }
        delivery.permission = Permission.DENIED
        gateway.addReminder(NewReminder(Purpose.ROUTINE, Rule.After(60u), ZonePolicy.Floating)).done()
        withTimeout(5_000) { while (phone.wake == nine) delay(5) }
        assertEquals(listOf(Mend.ASK_PERMISSION), delivery.mended)
        keeper.cancelAndJoin()
        gateway.close()
    }

    @Test
    fun `a tap on a notification leads to what follows, to the record, or to what waits`() = runBlocking {
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        clock.utcMs = nine
        val due = gateway.due().done().single()
        val app = AppModel(gateway, this, clock, Delivery())
        val led = listOf(
            ReminderTap(due.purpose, due.about),
            ReminderTap(Purpose.SMALL_STEP, due.about),
            ReminderTap(Purpose.GRACE_END, due.about), // Not offered for a check-in.
            ReminderTap(due.purpose, null),
            ReminderTap(Purpose.CHALLENGE, "gone"),
        ).map { tap ->
            app.navigator.restore(listOf(Destination.Path.key))
            app.follow(tap)
            while (coroutineContext.job.children.any()) coroutineContext.job.children.toList().joinAll()
            app.navigator.here
        }
        val record = Destination.Record(checkNotNull(due.about))
        assertEquals(listOf(Destination.Guide, record, record, Destination.Home, Destination.Home), led)
        val ask = assertInstanceOf(Step.Ask::class.java, app.guide.state.value.step)
        assertEquals(gateway.start(Start("next_day", due.about)).ask.prompt.id, ask.prompt.id)
        gateway.close()
    }

    /** A phone that nobody has been asked on, and that notes what it was asked to put right. */
    private class Delivery : DeliveryPhone {
        var permission = Permission.NOT_ASKED
        val mended = mutableListOf<Mend>()

        override fun conditions() = DeliveryConditions(permission, emptyList(), false, false, false)

        override fun mend(mend: Mend) {
            mended += mend
        }
    }

    @Test
    fun `settings, rests and the delivery check go through`() = runBlocking {
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        val one = gateway.reminders().done().single()
        gateway.restReminder(one.id, "2026-12-24").done()
        val settings = gateway.reminderSettings().done().copy(off = listOf(Purpose.ROUTINE))
        gateway.setReminderSettings(settings).done()
        assertEquals(settings, gateway.reminderSettings().done())
        val well = DeliveryConditions(Permission.DENIED, emptyList(), false, false, false)
        assertEquals(listOf("permission_denied", "resting"), gateway.checkDelivery(well).done().map { it.id })
        gateway.removeReminder(one.id).done()
        assertTrue(gateway.reminders().done().isEmpty())
        gateway.close()
    }

    @Test
    fun `a zone the phone does not know leaves the plan empty and says so`() = runBlocking {
        val nowhere = object : ZoneRules {
            override fun offsetSeconds(zone: String, utcSeconds: Long): Int = throw ZoneRulesException.UnknownZone()
        }
        val gateway = CoreGateway(StillClock(), nowhere) { RustCore.open(directory.toString()) }
        remindTomorrow(gateway)
        val plan = gateway.plan().done()
        assertTrue(plan.planned.isEmpty())
        assertEquals(listOf(HeldBack.ZONE_UNKNOWN), plan.held.map { it.why })
        gateway.close()
    }

    @Test
    fun `the phone's zone rules`() {
        assertEquals(3600, JavaZoneRules.offsetSeconds("Europe/Berlin", 1_795_431_600))
        assertEquals(7200, JavaZoneRules.offsetSeconds("Europe/Berlin", 1_780_000_000))
        assertThrows(ZoneRulesException.UnknownZone::class.java) { JavaZoneRules.offsetSeconds("No/Where", 0) }
        assertThrows(ZoneRulesException.UnknownZone::class.java) { JavaZoneRules.offsetSeconds("", 0) }
        assertThrows(ZoneRulesException.Failed::class.java) { JavaZoneRules.offsetSeconds("UTC", Long.MAX_VALUE) }
    }

    @Test
    fun `the phone's clock`() {
        val now = Clock.fixed(Instant.ofEpochMilli(StillClock.NOON), ZoneId.of("Asia/Kolkata")).asNow()
        assertEquals(Triple(StillClock.NOON, 19_800, "Asia/Kolkata"), Triple(now.utcMs, now.offsetSeconds, now.zone))
        assertEquals(ZoneId.systemDefault().id, PhoneClock.system().now().zone)
    }

    /** The short check-in ends with "leave it till tomorrow", which asks for a moment: the first quick pick. */
    private suspend fun remindTomorrow(gateway: CoreGateway) {
        var ask = gateway.start(Start.checkIn).ask
        while (ask.prompt.id != "when") {
            ask = gateway.answer(ask.at, ask.prompt.id, SHORT_CHECK_IN.getValue(ask.prompt.id)).ask
        }
        val picks = assertInstanceOf(Input.When::class.java, ask.prompt.input).picks
        gateway.answer(ask.at, "when", Answer.When(picks[0].`when`)).done()
        gateway.enoughForNow(ask.at.copy(seq = ask.at.seq + 1u)).done()
    }

    private companion object {
        const val HOUR = 3_600_000L
    }
}
