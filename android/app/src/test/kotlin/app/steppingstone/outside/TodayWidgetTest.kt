package app.steppingstone.outside

import android.app.Application
import android.appwidget.AppWidgetManager
import android.view.View
import android.widget.FrameLayout
import android.widget.TextView
import app.steppingstone.PhoneRunner
import app.steppingstone.R
import app.steppingstone.shell.Today
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** The widget as a home screen gets it. */
@RunWith(PhoneRunner::class)
class TodayWidgetTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val file = TodayWidget.file(context)

    private fun drawn(nowMs: Long = 0): View = TodayWidget.picture(context, nowMs).apply(context, FrameLayout(context))

    private fun View.words(id: Int): TextView = checkNotNull(findViewById(id))

    private fun View.measured(width: Int) = apply {
        measure(
            View.MeasureSpec.makeMeasureSpec(width, View.MeasureSpec.EXACTLY),
            View.MeasureSpec.makeMeasureSpec(0, View.MeasureSpec.UNSPECIFIED),
        )
    }

    @Test
    fun `what waits today stands above the two ways to begin, until its time`() {
        file.write(Today("Your small step", untilMs = 1000))
        val step = drawn(999).words(R.id.widget_step)
        assertEquals("Your small step" to View.VISIBLE, step.text.toString() to step.visibility)
        assertEquals(View.GONE, drawn(1000).words(R.id.widget_step).visibility)
    }

    @Test
    fun `with no file, an older or newer one, or a damaged one, there are the two buttons`() {
        val path = context.filesDir.resolve("today")
        file.write(Today("Your small step", untilMs = 1000))
        val whole = path.readText()
        val (older, newer) = listOf(0, 2).map { whole.replace(" 1\n", " $it\n") }
        val others = listOf(null, "", older, newer, whole.take(30), "\u0000")
        others.forEach { text ->
            if (text == null) path.delete() else path.writeText(text)
            val widget = drawn()
            assertEquals(View.GONE, widget.words(R.id.widget_step).visibility)
            assertEquals("Check in", widget.words(R.id.widget_check_in).text.toString())
            assertEquals("Ground me", widget.words(R.id.widget_ground).text.toString())
        }
    }

    @Test
    fun `one tap leads to the first question, or to grounding`() {
        val ways = listOf(R.id.widget_check_in to "CHECK_IN", R.id.widget_ground to "GROUND")
        ways.forEach { (id, action) ->
            drawn().words(id).performClick()
            assertEquals("app.steppingstone.action.$action", shadowOf(context).nextStartedActivity.action)
        }
    }

    @Test
    fun `buttons have names and are large enough, and nothing in it is the journal's`() {
        val widget = drawn().measured(400)
        listOf(R.id.widget_check_in, R.id.widget_ground).forEach {
            val button = widget.words(it)
            assertEquals(button.text.toString(), button.contentDescription)
            assertTrue(button.measuredHeight >= 48 * context.resources.displayMetrics.density)
        }
        assertFalse(context.filesDir.resolve("journal").exists())
    }

    @Test
    fun `it is dark at night, and its words grow`() {
        val (light, size) = drawn().words(R.id.widget_check_in).run { currentTextColor to textSize }
        RuntimeEnvironment.setQualifiers("+night")
        RuntimeEnvironment.setFontScale(2f)
        val (dark, large) = drawn().words(R.id.widget_check_in).run { currentTextColor to textSize }
        assertTrue(light != dark)
        assertTrue("$size $large", large > size * 1.5)
        val button = drawn().measured(300).words(R.id.widget_check_in)
        assertTrue(button.measuredHeight >= button.layout.height)
    }

    @Test
    fun `every one that is placed is drawn again`() {
        val shadow = shadowOf(AppWidgetManager.getInstance(context))
        val id = shadow.createWidget(TodayWidget::class.java, R.layout.widget_today)
        assertEquals(View.GONE, shadow.getViewFor(id).words(R.id.widget_step).visibility)
        file.write(Today("Your small step", untilMs = System.currentTimeMillis() + 60_000))
        TodayWidget.drawAgain(context)
        assertEquals("Your small step", shadow.getViewFor(id).words(R.id.widget_step).text.toString())
    }
}
