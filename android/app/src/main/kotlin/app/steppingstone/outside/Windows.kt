package app.steppingstone.outside

import android.app.Activity
import android.app.ActivityManager.TaskDescription
import android.content.Intent
import android.os.Build
import android.view.View
import android.view.WindowManager
import app.steppingstone.R

/** Keeps pictures of a window away from recents, screenshots and screen sharing, or lets them. */
fun Activity.cover(on: Boolean) {
    val flag = WindowManager.LayoutParams.FLAG_SECURE
    if (on) window.addFlags(flag) else window.clearFlags(flag)
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) setRecentsScreenshotEnabled(!on)
}

/** No service that fills in forms sees what is in a window. */
fun Activity.refuseAutofill() {
    window.decorView.importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
}

/** Shows the phone's home screen at once, and leaves nothing among the recent apps. */
fun Activity.goHome() {
    startActivity(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_HOME).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    finishAndRemoveTask()
}

/** The name and the icon among the recent apps. */
@Suppress("DEPRECATION") // Its successor came with 33.
fun Activity.nameTask(neutral: Boolean) {
    val name = getString(if (neutral) R.string.neutral_name else R.string.app_name)
    setTaskDescription(TaskDescription(name, if (neutral) R.drawable.ic_neutral else R.drawable.ic_launcher))
}
