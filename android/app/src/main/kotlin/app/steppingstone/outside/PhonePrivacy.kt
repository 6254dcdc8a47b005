package app.steppingstone.outside

import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import app.steppingstone.shell.Privacy
import app.steppingstone.shell.PrivacyPhone
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/**
 * What others may see, kept in a small file of its own, for it is needed before the lock is open. The name and the icon
 * are those of the one of two aliases that is switched on, which the phone remembers by itself.
 */
class PhonePrivacy(
    private val context: Context,
    private val io: CoroutineDispatcher = Dispatchers.IO.limitedParallelism(1),
) : PrivacyPhone {
    private val kept by lazy { context.getSharedPreferences("privacy", Context.MODE_PRIVATE) }

    override suspend fun read(): Privacy = withContext(io) {
        Privacy(kept.getBoolean(COVER, true), kept.getBoolean(QUICK_EXIT, false), isOn(NEUTRAL))
    }

    override suspend fun write(privacy: Privacy) = withContext(io) {
        kept.edit().putBoolean(COVER, privacy.coverRecents).putBoolean(QUICK_EXIT, privacy.quickExit).apply()
        if (privacy.neutralName != isOn(NEUTRAL)) rename(privacy.neutralName)
    }

    /** The new one comes before the old one goes: the app is never without a way in. */
    private fun rename(neutral: Boolean) {
        val (new, old) = if (neutral) NEUTRAL to OWN else OWN to NEUTRAL
        switch(new, PackageManager.COMPONENT_ENABLED_STATE_ENABLED)
        switch(old, PackageManager.COMPONENT_ENABLED_STATE_DISABLED)
    }

    private fun isOn(alias: String) = context.packageManager.getComponentEnabledSetting(component(alias)) ==
        PackageManager.COMPONENT_ENABLED_STATE_ENABLED

    private fun switch(alias: String, state: Int) =
        context.packageManager.setComponentEnabledSetting(component(alias), state, PackageManager.DONT_KILL_APP)

    private fun component(alias: String) = ComponentName(context.packageName, "app.steppingstone.$alias")

    companion object {
        /** The alias with the app's own name. */
        const val OWN = "Steppingstone"

        /** The alias with the neutral one. */
        const val NEUTRAL = "Daybook"
        private const val COVER = "cover"
        private const val QUICK_EXIT = "quick_exit"
    }
}
