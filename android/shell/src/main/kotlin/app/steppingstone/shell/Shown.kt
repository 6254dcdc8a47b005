package app.steppingstone.shell

/**
 * What a screen shows.
 *
 * @property content what was read last; none until the first reading has returned
 * @property trouble why the latest reading or deed failed; what was read before stays
 */
data class Shown<out T>(val content: T? = null, val trouble: Trouble? = null)
