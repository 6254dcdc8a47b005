package app.steppingstone.shell

import app.steppingstone.core.Answer
import app.steppingstone.core.Answered
import app.steppingstone.core.CircleInterface
import app.steppingstone.core.GuidesInterface
import app.steppingstone.core.InsightsInterface
import app.steppingstone.core.JournalInterface
import app.steppingstone.core.Now
import app.steppingstone.core.Opened
import app.steppingstone.core.PracticeInterface
import app.steppingstone.core.RemindersInterface
import app.steppingstone.core.SteppingstoneException
import java.lang.reflect.Proxy

/**
 * Counts every call into the core, fetching a facade included, and how long they take. For calls that go well: errors
 * come out wrapped.
 */
class CountingCore(private val real: OpenCore) : OpenCore {
    /** Names of the calls so far; opening is the first. */
    val crossings = mutableListOf("open")

    /** How long the calls took together. */
    var nanos = 0L

    override val opened: Opened get() = real.opened.also { crossings += "opened" }
    override val guides by lazy { counted(GuidesInterface::class.java, real.guides) }
    override val journal by lazy { counted(JournalInterface::class.java, real.journal) }
    override val circle by lazy { counted(CircleInterface::class.java, real.circle) }
    override val practice by lazy { counted(PracticeInterface::class.java, real.practice) }
    override val insights by lazy { counted(InsightsInterface::class.java, real.insights) }
    override val reminders by lazy { counted(RemindersInterface::class.java, real.reminders) }

    override fun close() = real.close()

    private fun <T : Any> counted(facade: Class<T>, target: T): T {
        crossings += facade.simpleName
        val proxy = Proxy.newProxyInstance(facade.classLoader, arrayOf(facade)) { _, method, arguments ->
            // Names of functions with unsigned arguments carry a hash.
            crossings += method.name.substringBefore('-')
            val start = System.nanoTime()
            method.invoke(target, *arguments.orEmpty()).also { nanos += System.nanoTime() - start }
        }
        return facade.cast(proxy)
    }
}

/** The core on a bad day: answers fail while [failure] is set. */
class FailingCore(private val real: OpenCore) : OpenCore by real {
    var failure: SteppingstoneException? = null

    override val guides = object : GuidesInterface by real.guides {
        override fun answer(draft: String, prompt: String, seq: UInt, answer: Answer, now: Now): Answered {
            failure?.let { throw it }
            return real.guides.answer(draft, prompt, seq, answer, now)
        }
    }
}
