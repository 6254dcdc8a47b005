package app.steppingstone.shell

import app.steppingstone.core.Area
import app.steppingstone.core.EarlierVersion
import app.steppingstone.core.Offer
import app.steppingstone.core.RecordSummary
import app.steppingstone.core.StoryLine
import app.steppingstone.core.Words
import java.time.LocalDate
import kotlinx.coroutines.CoroutineScope

/**
 * One record, read as a story.
 *
 * @property next what belongs to it and is offered now, for instance looking closer
 * @property offers what else can be begun from it, as the core orders it
 * @property change the guide it came from, to put it right
 * @property versions what it said before; none until the person asked
 */
data class RecordState(
    val summary: RecordSummary,
    val story: List<StoryLine>,
    val next: Offer?,
    val offers: List<Offer>,
    val change: Offer?,
    val tags: List<Words>,
    val versions: List<EarlierVersion>? = null,
)

/** What can be done with a record on its screen. */
interface RecordActions {
    /** Shows what it said before. */
    fun showVersions()

    /** Puts exactly these tags on it, written with commas between. */
    fun setTags(written: String)

    /** Says that it was at a minute of another day. */
    fun moveTo(day: LocalDate, minute: Int)
}

/** One record. */
class RecordModel(gateway: CoreGateway, scope: CoroutineScope, private val id: String) :
    ScreenModel<RecordState>(gateway, scope, setOf(Area.RECORDS, Area.REMINDERS, Area.CIRCLE)),
    RecordActions {
    override suspend fun read(): Outcome<RecordState> = gateway.summary(id).then { summary ->
        gateway.story(id).then { story ->
            gateway.offers(id).then { offers ->
                gateway.tagsOf(id).then { tags ->
                    val (own, others) = offers.partition { it.start.guide == summary.practice }
                    val next = others.firstOrNull { it.group == ABOUT_IT }
                    Outcome.Done(
                        RecordState(
                            summary,
                            story,
                            next,
                            others - setOfNotNull(next),
                            own.firstOrNull(),
                            tags,
                            content?.versions,
                        ),
                    )
                }
            }
        }
    }

    override fun showVersions() = deed({ found -> show { it.copy(versions = found) } }) { gateway.versions(id) }

    override fun setTags(written: String) {
        val names = written.split(',').map { it.trim() }.filter { it.isNotEmpty() }.map { Words(it) }
        deed { gateway.setTags(id, names) }
    }

    override fun moveTo(day: LocalDate, minute: Int) = deed { gateway.backdate(id, day, minute) }

    private companion object {
        /** The core's group for guides that only make sense about a record. */
        const val ABOUT_IT = "record"
    }
}

/** What stands ready when a thought is back. */
class ThoughtModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<ThoughtState>(gateway, scope, setOf(Area.RECORDS)) {
    override suspend fun read(): Outcome<ThoughtState> =
        gateway.returningThought().then { Outcome.Done(ThoughtState(it?.entry, it?.line, it?.fact)) }
}

/**
 * One's own line and a fact of one's own; all empty until something was looked at closer.
 *
 * @property entry the check-in the line comes from
 */
data class ThoughtState(val entry: String? = null, val line: Words? = null, val fact: Words? = null)
