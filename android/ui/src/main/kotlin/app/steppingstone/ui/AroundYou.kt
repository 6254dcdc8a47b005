package app.steppingstone.ui

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.steppingstone.core.LockState
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.LockSettings
import app.steppingstone.shell.LockSettingsActions
import app.steppingstone.shell.Privacy
import app.steppingstone.shell.Trouble

/** What is set about the people around, on a phone: who may open the app, and what they may see of it. */
class AroundYou(
    val lock: LockSettings,
    val privacy: Privacy,
    val lockActions: LockSettingsActions,
    /** Sets what others may see. */
    val set: (Privacy.() -> Privacy) -> Unit,
)

/** Its rows among the settings. */
internal fun LazyListScope.aroundYou(around: AroundYou, words: Chrome) {
    item("privacy") { PartTitle(words["settings.privacy"]) }
    around.lock.trouble?.let { item("lock-trouble") { Problem(Trouble(it), words) } }
    around.lock.lock?.let { lock -> item("lock") { LockRows(lock, around.lockActions, words) } }
    item("seen") { SeenRows(around.privacy, words, around.set) }
}

@Composable
private fun LockRows(lock: LockState, actions: LockSettingsActions, words: Chrome) {
    if (!lock.on) return Door(words["lock.set"], words["lock.set_about"], actions::setPin)
    Sheet {
        Text(words["lock.on"], style = MaterialTheme.typography.titleMedium)
        Pebbles {
            Pebble(words["lock.change"], false, onClick = actions::setPin)
            Pebble(words["lock.remove"], false, onClick = actions::remove)
        }
        OptionRow(
            words["lock.may_biometric"],
            { actions.setBiometric(!lock.biometric) },
            chosen = lock.biometric,
        )
        Text(words["lock.after"], style = MaterialTheme.typography.bodyLarge)
        Pebbles {
            lock.delays.forEach { delay ->
                Pebble(delay.label, delay.seconds == lock.afterSeconds) { actions.setDelay(delay.seconds) }
            }
        }
    }
}

@Composable
private fun SeenRows(privacy: Privacy, words: Chrome, set: (Privacy.() -> Privacy) -> Unit) = Sheet {
    val cover = { set { copy(coverRecents = !coverRecents) } }
    OptionRow(words["settings.cover"], cover, chosen = privacy.coverRecents)
    OptionRow(words["settings.quick_exit"], { set { copy(quickExit = !quickExit) } }, chosen = privacy.quickExit)
    Small(words["settings.quick_exit_about"])
    OptionRow(words["settings.neutral"], { set { copy(neutralName = !neutralName) } }, chosen = privacy.neutralName)
    Small(words["settings.neutral_about"])
}
