package app.steppingstone.ui

import app.steppingstone.core.Answer
import app.steppingstone.core.Start
import app.steppingstone.shell.GuideActions

/** Does nothing with what is tapped; for pictures. */
object Unmoved : GuideActions {
    override fun start(start: Start) = Unit

    override fun put(answer: Answer) = Unit

    override fun answer(answer: Answer) = Unit

    override fun skip() = Unit

    override fun back() = Unit

    override fun enough() = Unit

    override fun finish() = Unit

    override fun resume(draft: String) = Unit

    override fun setAside(draft: String) = Unit

    override fun discard(draft: String) = Unit
}
