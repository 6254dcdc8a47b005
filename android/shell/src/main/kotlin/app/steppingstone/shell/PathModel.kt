package app.steppingstone.shell

import app.steppingstone.core.Area
import app.steppingstone.core.RecordPage
import app.steppingstone.core.RecordSummary
import kotlinx.coroutines.CoroutineScope

/**
 * Looking back.
 *
 * @property query what is looked for; empty: everything
 * @property next from where the next page goes on; none where all is in sight
 */
data class PathState(
    val query: String = "",
    val records: List<RecordSummary> = emptyList(),
    val next: String? = null,
) {
    // What somebody looks for is their own business.
    override fun toString(): String = "PathState(${records.size} records)"
}

/** What can be done on the screen for looking back. */
interface PathActions {
    /** Looks for records in which every word of [text] begins a word; with none, shows all. */
    fun find(text: String)

    /** Brings the next page. */
    fun older()
}

/** Everything, newest first and page by page, and search. */
class PathModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<PathState>(gateway, scope, setOf(Area.RECORDS, Area.CIRCLE)),
    PathActions {
    private var query = ""
    private var isFetching = false

    /** Reads again as much as was in sight, so that coming back from a record finds the place. */
    override suspend fun read(): Outcome<PathState> {
        val wanted = query
        val inSight = content?.takeIf { it.query == wanted }?.records?.size ?: 0
        return page(wanted, null, inSight.coerceIn(PAGE, LONGEST))
            .then { Outcome.Done(PathState(wanted, it.records, it.next)) }
    }

    override fun find(text: String) {
        query = text
        // Answers come in the order of the questions; one that was overtaken is not shown.
        deed({ page -> if (query == text) show { PathState(text, page.records, page.next) } }) {
            page(text, null, PAGE)
        }
    }

    override fun older() {
        val (asked, next) = query to (content?.next ?: return)
        if (isFetching) return
        isFetching = true
        deed({ page -> add(asked, next, page) }) { page(asked, next, PAGE).also { isFetching = false } }
    }

    private fun add(asked: String, next: String, page: RecordPage) = show { state ->
        val stillFits = state.query == asked && state.next == next
        if (stillFits) state.copy(records = state.records + page.records, next = page.next) else state
    }

    private suspend fun page(text: String, after: String?, limit: Int): Outcome<RecordPage> =
        if (text.isBlank()) gateway.timeline(null, after, limit) else gateway.search(text, after, limit)

    private companion object {
        const val PAGE = 30
        const val LONGEST = 200
    }
}
