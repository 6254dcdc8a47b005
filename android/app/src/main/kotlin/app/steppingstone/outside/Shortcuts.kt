package app.steppingstone.outside

import android.content.Context
import android.content.pm.ShortcutInfo
import android.content.pm.ShortcutManager
import android.graphics.drawable.Icon
import app.steppingstone.R
import app.steppingstone.service
import app.steppingstone.shell.Entry

/** The shortcut that comes and goes: for when a thought is back, once there is a line for it. */
class Shortcuts(private val context: Context) {
    private val manager get() = context.service<ShortcutManager>()

    /** Offers it, or no more. The phone may let it wait; it is told again at the next change. */
    fun offerThoughtBack(isThere: Boolean) {
        if (isThere) manager.dynamicShortcuts = listOf(thoughtBack()) else manager.removeAllDynamicShortcuts()
    }

    private fun thoughtBack() = ShortcutInfo.Builder(context, "thought_back")
        .setShortLabel(context.getString(R.string.thought_back))
        .setIcon(Icon.createWithResource(context, R.drawable.ic_shortcut_thought))
        .setIntent(context.intentTo(Entry.ThoughtBack))
        .build()
}
