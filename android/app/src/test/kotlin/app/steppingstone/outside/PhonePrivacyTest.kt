package app.steppingstone.outside

import android.app.Activity
import android.app.ActivityManager.TaskDescription
import android.app.Application
import android.content.Intent
import android.content.pm.ResolveInfo
import android.content.pm.ShortcutManager
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import app.steppingstone.PhoneRunner
import app.steppingstone.R
import app.steppingstone.service
import app.steppingstone.shell.Entry
import app.steppingstone.shell.Privacy
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers

/** What others may see of the app on a phone. */
@RunWith(PhoneRunner::class)
class PhonePrivacyTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val privacy = PhonePrivacy(context, Dispatchers.Unconfined)
    private val activity: Activity = Robolectric.buildActivity(Activity::class.java).setup().get()

    private fun listed(action: String, change: Intent.() -> Unit): List<ResolveInfo> =
        context.packageManager.queryIntentActivities(Intent(action).setPackage(context.packageName).apply(change), 0)

    private fun launchers() = listed(Intent.ACTION_MAIN) { addCategory(Intent.CATEGORY_LAUNCHER) }

    private fun List<ResolveInfo>.names() = map { it.loadLabel(context.packageManager).toString() }

    @Test
    fun `what is set is kept, and pictures are covered until it is set otherwise`() = runBlocking {
        assertEquals(Privacy(coverRecents = true), privacy.read())
        val all = Privacy(coverRecents = false, quickExit = true, neutralName = true)
        privacy.write(all)
        assertEquals(all, PhonePrivacy(context, Dispatchers.Unconfined).read())
    }

    @Test
    fun `there is always one way in, under one name or the other`() = runBlocking {
        assertEquals(listOf("Steppingstone"), launchers().names())
        privacy.write(Privacy(neutralName = true))
        assertEquals(listOf("Daybook"), launchers().names())
        assertEquals(R.drawable.ic_neutral, launchers().single().activityInfo.iconResource)
        privacy.write(Privacy(neutralName = false))
        assertEquals(listOf("Steppingstone"), launchers().names())
    }

    @Test
    fun `the share sheet shows the same name`() = runBlocking {
        fun sharers(type: String) = listed(Intent.ACTION_SEND) { setType(type) }.names()
        assertEquals(listOf("Steppingstone"), sharers("text/plain"))
        assertEquals(emptyList<String>(), sharers("image/png"))
        privacy.write(Privacy(neutralName = true))
        assertEquals(listOf("Daybook"), sharers("text/plain"))
    }

    @Test
    fun `a covered window is left out of screenshots and recents, an uncovered one is not`() {
        fun isSecure() = activity.window.attributes.flags and FLAG_SECURE != 0
        activity.cover(true)
        assertTrue(isSecure())
        activity.cover(false)
        assertFalse(isSecure())
    }

    @Test
    fun `no form is filled in, and the task is named as the icon is`() {
        activity.refuseAutofill()
        val autofill = activity.window.decorView.importantForAutofill
        assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS, autofill)
        activity.nameTask(neutral = true)
        val named = ReflectionHelpers.getField<TaskDescription>(activity, "mTaskDescription")
        assertEquals("Daybook", named.label)
    }

    @Test
    fun `leaving at once shows the home screen and leaves no task`() {
        activity.goHome()
        val home = shadowOf(activity).nextStartedActivity
        assertEquals(Intent.ACTION_MAIN to setOf(Intent.CATEGORY_HOME), home.action to home.categories)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `the shortcut to one's own line comes and goes`() {
        val shortcuts = Shortcuts(context)
        val manager = context.service<ShortcutManager>()
        shortcuts.offerThoughtBack(true)
        val one = manager.dynamicShortcuts.single()
        assertEquals("The thought is back" to Entry.ThoughtBack, one.shortLabel.toString() to one.intent?.entry())
        shortcuts.offerThoughtBack(true)
        assertEquals(1, manager.dynamicShortcuts.size)
        shortcuts.offerThoughtBack(false)
        assertTrue(manager.dynamicShortcuts.isEmpty())
    }
}
