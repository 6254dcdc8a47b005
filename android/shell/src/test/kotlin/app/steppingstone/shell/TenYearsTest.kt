package app.steppingstone.shell

import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test

/**
 * How long the shell itself needs to make a screen of what the core says, with 36,500 check-ins in the journal that the
 * stage makes. Time inside the core is not counted here; the benchmark `ten_years` has it.
 */
class TenYearsTest {
    @Test
    fun `a screen is made of what the core says in four milliseconds, and lists come by pages`() = runBlocking {
        val directory = System.getProperty("ten.years").orEmpty()
        assumeTrue(directory.isNotEmpty())
        val core = CountingCore(RustCore.open(Path.of(directory).toString()))
        val gateway = CoreGateway(StillClock(), dispatcher = Dispatchers.Unconfined) { core }
        val scope = CoroutineScope(Dispatchers.Unconfined)
        val path = PathModel(gateway, scope)
        path.refresh()
        val records = checkNotNull(path.state.value.content).records
        assertTrue(records.size in 2..PAGE, "a page, and not ten years")
        val newest = records.first { it.practice == "check_in" }.id
        val medians = listOf(
            "home" to HomeModel(gateway, scope),
            "path" to path,
            "record" to RecordModel(gateway, scope, newest),
            "insights" to InsightsModel(gateway, scope),
            "practise" to PractiseModel(gateway, scope),
            "thought" to ThoughtModel(gateway, scope),
            "circle" to CircleModel(gateway, scope),
        ).map { (name, model) -> name to median(core) { model.refresh() } }
        println(medians.joinToString { (name, micros) -> "$name $micros us" })
        medians.forEach { (name, micros) -> assertTrue(micros <= MOST_MICROS, "$name: $micros us") }
        gateway.close()
    }

    /** The middle of some runs, in microseconds, without the time inside the core. */
    private suspend fun median(core: CountingCore, read: suspend () -> Unit): Long {
        val times = List(RUNS) {
            core.nanos = 0
            val start = System.nanoTime()
            read()
            (System.nanoTime() - start - core.nanos) / NANOS
        }
        return times.sorted()[RUNS / 2]
    }

    private companion object {
        const val RUNS = 100
        const val PAGE = 100
        const val MOST_MICROS = 4_000
        const val NANOS = 1_000
    }
}
