package app.steppingstone.shell

import app.steppingstone.core.Area
import app.steppingstone.core.Detail
import app.steppingstone.core.Planned
import java.io.File
import java.io.IOException
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.time.ZoneOffset
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.onSubscription
import kotlinx.coroutines.withContext

/**
 * What a widget may show without opening the journal.
 *
 * @property step what waits today, in the core's neutral words; none where nothing does
 * @property untilMs until when that is so (UTC milliseconds)
 */
data class Today(val step: String? = null, val untilMs: Long = 0) {
    /** What is still true at [nowMs]; where the clock was set back by more than a day, nothing is. */
    fun at(nowMs: Long): String? = step?.takeIf { nowMs in untilMs - LONGEST_MS until untilMs }

    private companion object {
        const val LONGEST_MS = 26 * 3_600_000L
    }
}

/**
 * The small file a widget reads. Whatever else is found in its place, an older or newer one, half of one, or something
 * different altogether, says nothing, and the widget shows its two buttons.
 */
class TodayFile(private val file: File) {
    /** What it says; nothing where it cannot be read. */
    @Suppress("SwallowedException") // Nothing is lost: the app writes it anew.
    fun read(): Today = try {
        if (file.length() in 1..MOST_BYTES) parse(file.readLines()) else Today()
    } catch (error: IOException) {
        Today()
    }

    /** Writes it whole or not at all; false where the storage does not take it. */
    @Suppress("SwallowedException") // An older one stays, and ends at its time.
    fun write(today: Today): Boolean = try {
        file.parentFile?.mkdirs()
        val next = File(file.path + ".next")
        next.writeText(listOf(MARK, "${today.untilMs}", today.step.orEmpty().oneLine(), END).joinToString("\n"))
        Files.move(next.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        true
    } catch (error: IOException) {
        false
    }

    private fun parse(lines: List<String>): Today {
        val whole = lines.size == LINES && lines.first() == MARK && lines.last() == END
        val until = lines.getOrNull(1)?.toLongOrNull()
        return if (whole && until != null) Today(lines[2].takeIf { it.isNotBlank() }, until) else Today()
    }

    private fun String.oneLine() = map { if (it.isISOControl()) ' ' else it }.joinToString("").take(LONGEST)

    private companion object {
        /** Its version is part of it. */
        const val MARK = "steppingstone today 1"
        const val END = "end"
        const val LINES = 4
        const val LONGEST = 200
        const val MOST_BYTES = 4096L
    }
}

/** Keeps what is outside the app true while it runs: the widget's file, and the shortcut to one's own line. */
class TodayKeeper(
    private val gateway: CoreGateway,
    private val clock: PhoneClock,
    private val file: TodayFile,
    private val lock: Lock,
    private val io: CoroutineDispatcher = Dispatchers.IO,
    private val show: (hasLine: Boolean) -> Unit,
) {
    /** Writes now, and again after every change of what waits; it ends only by being cancelled. */
    suspend fun keepFresh() {
        gateway.changes.onSubscription { refresh() }.filter { it.any(shown::contains) }.collect { refresh() }
    }

    /** Writes once. Where the journal does not answer, nothing is said. */
    suspend fun refresh() {
        val today = (waiting() as? Outcome.Done)?.value ?: Today()
        val hasLine = (gateway.returningThought() as? Outcome.Done)?.value != null
        withContext(io) {
            file.write(today)
            show(hasLine)
        }
    }

    private suspend fun waiting(): Outcome<Today> = gateway.due().then { due ->
        gateway.plan().then { plan ->
            val end = endOfToday()
            val next = due.firstOrNull() ?: plan.planned.firstOrNull { it.fireUtcMs < end }
            if (next == null) Outcome.Done(Today()) else asToday(next, end)
        }
    }

    private suspend fun asToday(next: Planned, end: Long): Outcome<Today> = gateway.reminderSettings().then { set ->
        // Never the person's own words; and with a lock not even what kind it is.
        val mayName = set.says(next.purpose) != Detail.NEUTRAL && isUnlocked()
        val words = if (mayName) gateway.chrome().purpose(next.purpose) else next.publicText
        Outcome.Done(Today(words, minOf(end, next.expiresUtcMs)))
    }

    private suspend fun isUnlocked() = (lock.state() as? Outcome.Done)?.value?.on == false

    private fun endOfToday(): Long {
        val now = clock.now()
        val tomorrow = clock.today().plusDays(1)
        return tomorrow.atStartOfDay(ZoneOffset.ofTotalSeconds(now.offsetSeconds)).toInstant().toEpochMilli()
    }

    private companion object {
        val shown = setOf(Area.REMINDERS, Area.RECORDS, Area.SETTINGS)
    }
}
