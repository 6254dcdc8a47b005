package app.steppingstone.ui

import app.steppingstone.core.Answer
import app.steppingstone.core.Input
import app.steppingstone.core.Share
import app.steppingstone.core.SortedLine
import app.steppingstone.core.Who
import app.steppingstone.core.Words

/** Whether one tap on what this input shows is already the answer. */
internal val Input.isOneTap: Boolean
    get() = when (this) {
        is Input.Scale, is Input.When -> true
        is Input.Choice -> !several
        is Input.Person -> known.isNotEmpty()
        is Input.Info -> options.isNotEmpty()
        else -> false
    }

/** What stands in this input before anything was put in; none where only a tap makes an answer. */
internal fun Input.untouched(): Answer? = when (this) {
    is Input.Text -> Answer.Text(Words(""), null)
    is Input.Compose -> Answer.Composed(Words(drafts.firstOrNull()?.text?.text.orEmpty()), null)
    is Input.Labels -> Answer.Labels(emptyList())
    is Input.Choice -> Answer.Chosen(emptyList(), null)
    is Input.Lines -> Answer.Sorted(lines.map { SortedLine(it.text, it.guess) })
    is Input.Shares -> Answer.Shares(evenShares(parts.map { it.id }))
    is Input.Suggestion -> Answer.Judged(emptyList(), null)
    is Input.Info -> if (options.isEmpty()) Answer.Seen(null) else null
    is Input.Person -> if (known.isEmpty()) Answer.Person(Who.New(Words(""))) else null
    is Input.Scale, is Input.When -> null
}

/** Whether there is enough in it to be sent; the core has the last word. */
internal val Answer.isReady: Boolean
    get() = when (this) {
        is Answer.Text -> words.text.isNotBlank()
        is Answer.Composed -> words.text.isNotBlank()
        is Answer.Labels -> labels.isNotEmpty()
        is Answer.Chosen -> ids.isNotEmpty()
        is Answer.Judged -> verdicts.isNotEmpty() || !other?.text.isNullOrBlank()
        is Answer.Person -> (who as? Who.New)?.alias?.text?.isNotBlank() ?: true
        is Answer.Rating, is Answer.Sorted, is Answer.Shares, is Answer.When, is Answer.Seen -> true
    }

/** All rows alike, in fives; the last one takes the rest. */
private fun evenShares(ids: List<String>): List<Share> {
    val each = if (ids.isEmpty()) 0 else 100 / ids.size / STEP * STEP
    return withRest(ids.map { Share(it, each.toUByte()) })
}

/** The same with the last row taking what the others leave of 100. */
internal fun withRest(shares: List<Share>): List<Share> {
    val last = shares.lastOrNull() ?: return shares
    val rest = 100 - shares.dropLast(1).sumOf { it.percent.toInt() }
    return shares.dropLast(1) + last.copy(percent = rest.coerceAtLeast(0).toUByte())
}

internal const val STEP = 5
