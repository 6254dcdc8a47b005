package app.steppingstone.shell

import app.steppingstone.core.Config
import app.steppingstone.core.GuidesInterface
import app.steppingstone.core.JournalInterface
import app.steppingstone.core.Opened
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

    /** What would come, and what is due. */
    val reminders: RemindersInterface
}

/** The journal of the Rust core; each facade is fetched once, when it is first needed. */
class RustCore private constructor(private val journalFile: Steppingstone) : OpenCore {
    override val opened by lazy { journalFile.opened() }
    private val guidesFacade = lazy { journalFile.guides() }
    private val journalFacade = lazy { journalFile.journal() }
    private val remindersFacade = lazy { journalFile.reminders() }
    override val guides by guidesFacade
    override val journal by journalFacade
    override val reminders by remindersFacade

    override fun close() {
        if (guidesFacade.isInitialized()) guidesFacade.value.close()
        if (journalFacade.isInitialized()) journalFacade.value.close()
        if (remindersFacade.isInitialized()) remindersFacade.value.close()
        journalFile.close()
    }

    companion object {
        /** Opens the journal in [directory]; [seed] makes ids repeat and is for tests only. */
        fun open(directory: String, seed: ULong? = null): RustCore =
            RustCore(Steppingstone.open(Config(directory, seed)))
    }
}
