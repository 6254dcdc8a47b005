package app.steppingstone.shell

import app.steppingstone.core.Area
import app.steppingstone.core.DraftSummary
import app.steppingstone.core.HandledAs
import app.steppingstone.core.Offer
import app.steppingstone.core.Planned
import app.steppingstone.core.RecordSummary
import app.steppingstone.core.Start
import kotlinx.coroutines.CoroutineScope

/** Something that waits for the person on the first screen. */
sealed interface Waiting {
    /** A guide that was not finished. */
    data class Draft(val draft: DraftSummary) : Waiting

    /** A grace period that runs. */
    data class Running(val record: RecordSummary) : Waiting

    /** A reminder that has come. */
    data class Reminded(val planned: Planned) : Waiting
}

/**
 * The first screen.
 *
 * @property waiting at most [HomeModel.MOST] things
 * @property more how many more wait
 * @property also what else can be begun right away, beside a check-in and grounding
 * @property movedAside the file under which a damaged journal was kept, if one was found at this start
 */
data class HomeState(
    val waiting: List<Waiting> = emptyList(),
    val more: Int = 0,
    val also: List<Offer> = emptyList(),
    val movedAside: String? = null,
)

/** What can be done on the first screen with what waits. */
interface HomeActions {
    /** Notes what became of a reminder. */
    fun handle(planned: Planned, outcome: HandledAs)
}

/** The first screen: what is for the hard minute, and what waits. */
class HomeModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<HomeState>(gateway, scope, setOf(Area.DRAFTS, Area.RECORDS, Area.REMINDERS, Area.SETTINGS)),
    HomeActions {
    override suspend fun read(): Outcome<HomeState> = gateway.open().then { opened ->
        gateway.offers().then { offers ->
            waiting().then { waiting ->
                Outcome.Done(
                    HomeState(
                        waiting.take(MOST),
                        (waiting.size - MOST).coerceAtLeast(0),
                        offers.filter { it.group == NOW && it.start !in ALWAYS },
                        opened.movedAside,
                    ),
                )
            }
        }
    }

    override fun handle(planned: Planned, outcome: HandledAs) = deed { gateway.handle(planned.keys, outcome) }

    private suspend fun waiting(): Outcome<List<Waiting>> = gateway.drafts().then { drafts ->
        running().then { running ->
            gateway.due().then { due ->
                Outcome.Done(drafts.map(Waiting::Draft) + running.map(Waiting::Running) + due.map(Waiting::Reminded))
            }
        }
    }

    /** The newest grace period, as long as the core still offers to end it. */
    private suspend fun running(): Outcome<List<RecordSummary>> = gateway.timeline(GRACE, limit = 1).then { page ->
        val newest = page.records.firstOrNull() ?: return Outcome.Done(emptyList())
        gateway.offers(newest.id).then { offers ->
            Outcome.Done(listOf(newest).filter { offers.any { it.start.guide == GRACE_END } })
        }
    }

    /** How the first screen is made. */
    companion object {
        /** So many things wait in sight: more would be a list to work off. */
        const val MOST = 3
        private const val NOW = "now"
        private const val GRACE = "grace"
        private const val GRACE_END = "grace_end"
        private val ALWAYS = setOf(Start.checkIn, Start.ground)
    }
}

/** Grounding with everything around it: the exercise used last, the others, and how it is afterwards. */
val Start.Companion.ground: Start get() = Start("ground")

/** The first minute. */
val Start.Companion.welcome: Start get() = Start("welcome")
