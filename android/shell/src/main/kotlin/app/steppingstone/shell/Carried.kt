package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Words
import java.text.BreakIterator

/** So many characters of own words fit beside a choice. */
private const val NOTE = 2000

/** How many characters of own words this input takes; none where it takes none, or offers some to start from. */
private val Input.room: Int?
    get() = when (this) {
        is Input.Text -> maxChars.toInt()
        is Input.Choice -> NOTE.takeIf { note != null }
        else -> null
    }

/** A text put into this input, as far as it fits, with what did not fit; none where the input takes no words. */
internal fun Input.taking(text: String): Unsent? {
    val (fits, rest) = text.fitting(room ?: return null)
    val words = Words(fits)
    val answer = if (this is Input.Choice) Answer.Chosen(emptyList(), words) else Answer.Text(words, null)
    return Unsent(answer, Words(rest).takeIf { rest.isNotEmpty() })
}

/** The first [most] characters of this text, and the rest. What is read as one character is never cut in two. */
fun String.fitting(most: Int): Pair<String, String> {
    if (codePointCount(0, length) <= most) return this to ""
    val whole = BreakIterator.getCharacterInstance().also { it.setText(this) }
    val at = offsetByCodePoints(0, most).let { if (whole.isBoundary(it)) it else whole.preceding(it) }
    return substring(0, at) to substring(at)
}
