package app.steppingstone.shell

import app.steppingstone.core.AgeBand
import app.steppingstone.core.Area
import app.steppingstone.core.Exercise
import app.steppingstone.core.Insight
import app.steppingstone.core.InsightWindow
import app.steppingstone.core.Offer
import app.steppingstone.core.RecordSummary
import app.steppingstone.core.Region
import app.steppingstone.core.Supporter
import app.steppingstone.core.Words
import kotlinx.coroutines.CoroutineScope

/**
 * Practising between hard moments.
 *
 * @property active the if-thens that are being tried
 * @property practices what is practised
 * @property path the longer way
 */
data class PractiseState(
    val active: List<RecordSummary> = emptyList(),
    val practices: List<Offer> = emptyList(),
    val path: List<Offer> = emptyList(),
)

/** Practising: everything the core offers that does not stand elsewhere. */
class PractiseModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<PractiseState>(gateway, scope, setOf(Area.RECORDS, Area.SETTINGS)) {
    override suspend fun read(): Outcome<PractiseState> = gateway.active().then { active ->
        gateway.offers().then { offers ->
            // A group of a later version stands with what is practised.
            val (path, others) = offers.filter { it.group !in ELSEWHERE }.partition { it.group == PATH }
            Outcome.Done(PractiseState(active, others, path))
        }
    }

    private companion object {
        const val PATH = "path"
        val ELSEWHERE = setOf("now", "circle", "record")
    }
}

/**
 * The circle.
 *
 * @property offers what leans on it
 */
data class CircleState(val people: List<Supporter> = emptyList(), val offers: List<Offer> = emptyList())

/** What can be done with somebody of the circle. */
interface CircleActions {
    /** Gives somebody another alias. */
    fun rename(person: String, alias: String)

    /** Makes two people one: records that name [from] name [into] from now on. */
    fun merge(from: String, into: String)

    /** Forgets somebody; notes stay without the name. */
    fun forget(person: String)
}

/** People, by the names the person chose. */
class CircleModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<CircleState>(gateway, scope, setOf(Area.CIRCLE)),
    CircleActions {
    override suspend fun read(): Outcome<CircleState> = gateway.people().then { people ->
        gateway.offers().then { offers -> Outcome.Done(CircleState(people, offers.filter { it.group == "circle" })) }
    }

    override fun rename(person: String, alias: String) = deed { gateway.renamePerson(person, Words(alias.trim())) }

    override fun merge(from: String, into: String) = deed { gateway.mergePeople(from, into) }

    override fun forget(person: String) = deed { gateway.removePerson(person) }
}

/** What shows over the days of [window]. */
data class InsightsState(val window: InsightWindow, val insights: List<Insight> = emptyList())

/** What shows over time, a sentence each. */
class InsightsModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<InsightsState>(gateway, scope, setOf(Area.RECORDS)) {
    private var window = InsightWindow.DAYS90

    override suspend fun read(): Outcome<InsightsState> {
        val wanted = window
        return gateway.insights(wanted).then { Outcome.Done(InsightsState(wanted, it)) }
    }

    /** Looks at other days. */
    fun choose(days: InsightWindow) {
        window = days
        deed({ found -> if (window == days) show { InsightsState(days, found) } }) { gateway.insights(days) }
    }
}

/**
 * The few things a person sets.
 *
 * @property region where they are, if they said so
 * @property sources what the app offers, each with where the practice comes from
 */
data class SettingsState(
    val region: Region? = null,
    val ageBand: AgeBand? = null,
    val sources: List<Offer> = emptyList(),
)

/** The few things a person sets. */
class SettingsModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<SettingsState>(gateway, scope, setOf(Area.SETTINGS)) {
    override suspend fun read(): Outcome<SettingsState> = gateway.region().then { code ->
        val region = code?.let { gateway.regions().firstOrNull { region -> region.code == it } }
        gateway.ageBand().then { band -> gateway.offers().then { Outcome.Done(SettingsState(region, band, it)) } }
    }

    /** Chooses the age band, or none. */
    fun setAgeBand(band: AgeBand?) = deed { gateway.setAgeBand(band) }
}

/** Exercises for when the journal cannot be had: locked, newer, damaged, or the disk is full. */
class GroundModel(gateway: CoreGateway, scope: CoroutineScope) :
    ScreenModel<List<Exercise>>(gateway, scope, emptySet()) {
    override suspend fun read(): Outcome<List<Exercise>> = Outcome.Done(gateway.exercises())
}
