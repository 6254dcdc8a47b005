package app.steppingstone.ui

import androidx.compose.foundation.layout.size
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.ExitToApp
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import app.steppingstone.shell.Chrome

/** Leaves at once, where the person chose to have that in sight. The app sets it; it stands on every bar. */
val LocalQuickExit = staticCompositionLocalOf<(() -> Unit)?> { null }

/** The tap that leaves at once. */
@Composable
internal fun QuickExit(words: Chrome) {
    val leave = LocalQuickExit.current ?: return
    IconButton(leave, Modifier.size(Target)) { Icon(Icons.AutoMirrored.Default.ExitToApp, words["action.quick_exit"]) }
}
