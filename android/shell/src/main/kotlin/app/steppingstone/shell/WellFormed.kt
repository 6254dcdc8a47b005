package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Who
import app.steppingstone.core.Words

private const val REPLACEMENT = '\uFFFD'

/** This text with every lone surrogate replaced: what the bindings can carry, they refuse any other. */
internal fun String.wellFormed(): String {
    if (none { it.isSurrogate() }) return this
    val text = this
    return buildString(length) {
        text.indices.forEach { append(if (text.isLone(it)) REPLACEMENT else text[it]) }
    }
}

private fun String.isLone(at: Int): Boolean = when {
    this[at].isHighSurrogate() -> getOrNull(at + 1)?.isLowSurrogate() != true
    this[at].isLowSurrogate() -> getOrNull(at - 1)?.isHighSurrogate() != true
    else -> false
}

/** These words, well-formed. */
internal fun Words.wellFormed() = Words(text.wellFormed())

private fun Who.wellFormed(): Who = when (this) {
    is Who.New -> Who.New(alias.wellFormed())
    is Who.Known -> this
}

/** This answer with every text in it well-formed. Ids and dates come from the core and are so already. */
internal fun Answer.wellFormed(): Answer = when (this) {
    is Answer.Text -> copy(words = words.wellFormed())
    is Answer.Composed -> copy(words = words.wellFormed())
    is Answer.Chosen -> copy(note = note?.wellFormed())
    is Answer.Sorted -> copy(lines = lines.map { it.copy(text = it.text.wellFormed()) })
    is Answer.Judged -> copy(other = other?.wellFormed())
    is Answer.Person -> copy(who = who.wellFormed())
    is Answer.Rating, is Answer.Labels, is Answer.Shares, is Answer.When, is Answer.Seen -> this
}
