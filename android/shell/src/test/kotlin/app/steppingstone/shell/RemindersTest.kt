package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Plan
import app.steppingstone.core.Planned
import app.steppingstone.core.Start
import app.steppingstone.core.ZoneRules
import app.steppingstone.core.ZoneRulesException
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneId
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class RemindersTest {
    @TempDir
    lateinit var directory: Path

    /** A phone that keeps what it was told, and counts how often. */
    private class Phone : ReminderScheduler {
        val scheduled = mutableMapOf<String, Long>()
        var calls = 0

        override fun pending(): Map<String, Long> = scheduled.toMap()

        override fun schedule(planned: Planned) {
            scheduled[planned.key] = planned.fireUtcMs
            calls++
        }

        override fun cancel(key: String) {
            scheduled.remove(key)
            calls++
        }
    }

    @Test
    fun `reconciling twice is reconciling once`() = runBlocking {
        val gateway = gateway(directory)
        remindTomorrow(gateway)
        val plan = gateway.plan().done()
        assertEquals(1, plan.planned.size)
        val phone = Phone()
        val reconciler = ReminderReconciler(phone)
        repeat(2) { reconciler.reconcile(plan) }
        assertEquals(1, phone.calls)
        assertEquals(mapOf(plan.planned[0].key to plan.planned[0].fireUtcMs), phone.scheduled)
        repeat(2) { reconciler.reconcile(Plan(emptyList(), emptyList())) }
        assertEquals(2, phone.calls)
        assertTrue(phone.scheduled.isEmpty())
        gateway.close()
    }

    @Test
    fun `after a journey east the same key comes earlier`() = runBlocking {
        val clock = StillClock()
        val gateway = gateway(directory, clock)
        remindTomorrow(gateway)
        val phone = Phone()
        val reconciler = ReminderReconciler(phone)
        reconciler.reconcile(gateway.plan().done())
        val atHome = phone.scheduled.toMap()
        clock.zone = "Asia/Tokyo"
        reconciler.reconcile(gateway.plan().done())
        assertEquals(atHome.keys, phone.scheduled.keys)
        assertEquals(8 * 3_600_000L, atHome.values.single() - phone.scheduled.values.single())
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
        assertEquals(1, plan.unplaced.size)
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
}
