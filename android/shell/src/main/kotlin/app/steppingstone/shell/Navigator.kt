package app.steppingstone.shell

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update

/** A place in the app. Its [key] is what is kept when the system ends the process. */
sealed class Destination(val key: String) {
    /** The first screen. */
    data object Home : Destination("home")

    /** The guide that is open. */
    data object Guide : Destination("guide")

    /** Exercises without a journal. */
    data object Ground : Destination("ground")

    /** One's own line, for when a thought is back. */
    data object ThoughtBack : Destination("thought_back")

    /** Practising between hard moments. */
    data object Practise : Destination("practise")

    /** Looking back: everything, newest first, and search. */
    data object Path : Destination("path")

    /** What shows over time. */
    data object Insights : Destination("insights")

    /** People. */
    data object Circle : Destination("circle")

    /** Reminders. */
    data object Reminders : Destination("reminders")

    /** Quiet hours and the like. */
    data object ReminderSettings : Destination("reminder_settings")

    /** The few things a person sets. */
    data object Settings : Destination("settings")

    /** Help. */
    data object Help : Destination("help")

    /** The safety plan and own contacts. */
    data object OwnHelp : Destination("own_help")

    /** Choosing a region. */
    data object Regions : Destination("regions")

    /** One record; [saved] right after it was made. */
    data class Record(val id: String, val saved: Boolean = false) :
        Destination(if (saved) "$SAVED$id" else "$RECORD$id")

    companion object {
        private const val RECORD = "record:"
        private const val SAVED = "saved:"
        private val plain by lazy {
            listOf(
                Home, Guide, Ground, ThoughtBack, Practise, Path, Insights, Circle, Reminders, ReminderSettings,
                Settings, Help, OwnHelp, Regions,
            ).associateBy { it.key }
        }

        /** The place of a key; none where an older or newer version had it. */
        fun of(key: String): Destination? = when {
            key.startsWith(RECORD) -> Record(key.removePrefix(RECORD))
            key.startsWith(SAVED) -> Record(key.removePrefix(SAVED), saved = true)
            else -> plain[key]
        }
    }
}

/** Where a person is, and the way back. The first screen is always at the bottom. */
class Navigator {
    private val stack = MutableStateFlow<List<Destination>>(listOf(Destination.Home))

    /** The places on the way, the one on screen last; never empty. */
    val places: StateFlow<List<Destination>> = stack.asStateFlow()

    /** The place on screen. */
    val here: Destination get() = stack.value.last()

    /** Goes somewhere; where that is on the way already, back to it. */
    fun go(to: Destination) = stack.update { way ->
        val at = way.indexOf(to)
        if (at >= 0) way.take(at + 1) else way + to
    }

    /** Goes on to [to], and back from there leads past the place one comes from. */
    fun replace(to: Destination) = stack.update { way -> (if (way.size > 1) way.dropLast(1) else way) + to }

    /** Goes back; false at the first screen, where the phone's own back leaves the app. */
    fun back(): Boolean {
        if (stack.value.size == 1) return false
        stack.update { it.dropLast(1) }
        return true
    }

    /** Leaves help, and what led to it, for the screen it lies over. */
    fun leaveHelp() = stack.update { way -> way.dropLastWhile { it == Destination.Help || it == Destination.Regions } }

    /** The way as text, for a phone that ends the process. It holds ids, and nothing a person wrote. */
    fun saved(): List<String> = stack.value.map { it.key }

    /** Takes up a way that was [saved]; what it does not know, it leaves out. */
    fun restore(saved: List<String>) {
        val way = saved.mapNotNull(Destination::of).filter { it != Destination.Home }.distinct()
        stack.value = listOf<Destination>(Destination.Home) + way
    }
}
