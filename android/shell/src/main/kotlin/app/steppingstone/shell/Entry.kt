package app.steppingstone.shell

/** What somebody wanted who came from outside: a widget, a tile, a shortcut, a notification, or another app. */
sealed interface Entry {
    /** The app itself, where the person left it. */
    data object App : Entry

    /** The first question of a check-in. */
    data object CheckIn : Entry

    /** Grounding at once. */
    data object Ground : Entry

    /** Help. */
    data object Help : Entry

    /** One's own line, for when a thought is back. */
    data object ThoughtBack : Entry

    /** Where a notification points. */
    data class Reminder(val tap: ReminderTap) : Entry

    /** A check-in about a text that another app handed over. It never prints itself. */
    class Shared(val text: String) : Entry {
        override fun equals(other: Any?): Boolean = other is Shared && other.text == text

        override fun hashCode(): Int = text.hashCode()

        override fun toString(): String = "Shared"
    }

    companion object {
        private const val PREFIX = "app.steppingstone.action."
        private const val SEND = "android.intent.action.SEND"
        private val own =
            mapOf("CHECK_IN" to CheckIn, "GROUND" to Ground, "HELP" to Help, "THOUGHT_BACK" to ThoughtBack)

        /** The action that asks for [entry]; none where no action of its own does. */
        fun action(entry: Entry): String? = own.entries.firstOrNull { it.value == entry }?.let { "$PREFIX${it.key}" }

        /**
         * What is asked for. Anything that is not known, of a later version or of somebody's making, opens the app.
         *
         * @param text what another app handed over, whatever it is
         */
        fun of(action: String?, type: String?, text: CharSequence?): Entry = when {
            action == SEND -> if (type?.startsWith("text/") == true) shared(text) else App
            action?.startsWith(PREFIX) == true -> own[action.removePrefix(PREFIX)] ?: App
            else -> App
        }

        /** Plain words without the marks that no keyboard makes; where there are none, a check-in without them. */
        private fun shared(text: CharSequence?): Entry {
            val plain = text?.toString().orEmpty().wellFormed().replace("\r\n", "\n").replace('\r', '\n')
                .filter { it == '\n' || it == '\t' || !it.isISOControl() }.trim()
            return if (plain.isEmpty()) CheckIn else Shared(plain)
        }
    }
}
