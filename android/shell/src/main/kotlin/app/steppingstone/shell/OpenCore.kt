package app.steppingstone.shell

import app.steppingstone.core.CircleInterface
import app.steppingstone.core.Config
import app.steppingstone.core.GuidesInterface
import app.steppingstone.core.InsightsInterface
import app.steppingstone.core.JournalInterface
import app.steppingstone.core.Opened
import app.steppingstone.core.PracticeInterface
import app.steppingstone.core.RemindersInterface
import app.steppingstone.core.Steppingstone

/** An open journal by its facades: what the gateway needs of it, so that a test can count calls or let them fail. */
interface OpenCore : AutoCloseable {
    /** What opening found. */
    val opened: Opened

    /** Questionnaires. */
    val guides: GuidesInterface

    /** Records and settings. */
    val journal: JournalInterface

    /** People by alias. */
    val circle: CircleInterface

    /** What is noted in one tap. */
    val practice: PracticeInterface

    /** What the records say over time. */
    val insights: InsightsInterface

    /** What would come, and what is due. */
    val reminders: RemindersInterface
}

/** The journal of the Rust core; each facade is fetched once, when it is first needed. */
class RustCore private constructor(private val journalFile: Steppingstone) : OpenCore {
    override val opened by lazy { journalFile.opened() }
    private val fetched = mutableListOf<AutoCloseable>()
    override val guides: GuidesInterface by lazy { kept(journalFile.guides()) }
    override val journal: JournalInterface by lazy { kept(journalFile.journal()) }
    override val circle: CircleInterface by lazy { kept(journalFile.circle()) }
    override val practice: PracticeInterface by lazy { kept(journalFile.practice()) }
    override val insights: InsightsInterface by lazy { kept(journalFile.insights()) }
    override val reminders: RemindersInterface by lazy { kept(journalFile.reminders()) }

    override fun close() {
        fetched.forEach { it.close() }
        journalFile.close()
    }

    private fun <T : AutoCloseable> kept(facade: T): T = facade.also { fetched += it }

    companion object {
        /** Opens the journal in [directory]; [seed] makes ids repeat and is for tests only. */
        fun open(directory: String, seed: ULong? = null): RustCore =
            RustCore(Steppingstone.open(Config(directory, seed)))
    }
}
