package app.steppingstone.shell

import app.steppingstone.core.Purpose

/** The words around the prompts, by key, as the core serves them. */
class Chrome(private val words: Map<String, String>) {
    /** The words of [key], with each `{name}` in them filled from [values]. */
    operator fun get(key: String, vararg values: Pair<String, Any>): String {
        val found = checkNotNull(words[key]) { "no words for $key" }
        return values.fold(found) { text, (name, value) -> text.replace("{$name}", value.toString()) }
    }

    /** The words of [key], if there are any. */
    fun find(key: String): String? = words[key]
}

/** What a reminder is for, in the pack's words. */
fun Chrome.purpose(purpose: Purpose): String = this["reminder.purpose.${purpose.name.lowercase()}"]
