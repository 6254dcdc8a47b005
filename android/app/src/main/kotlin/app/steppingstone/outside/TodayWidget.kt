package app.steppingstone.outside

import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProvider
import android.content.ComponentName
import android.content.Context
import android.view.View
import android.widget.RemoteViews
import app.steppingstone.R
import app.steppingstone.shell.Entry
import app.steppingstone.shell.TodayFile

/**
 * The widget: a check-in, grounding, and what waits today in neutral words. It reads one small file and never the
 * journal, so it is the same whether the app is locked or not.
 */
class TodayWidget : AppWidgetProvider() {
    override fun onUpdate(context: Context, manager: AppWidgetManager, ids: IntArray) =
        manager.updateAppWidget(ids, picture(context, System.currentTimeMillis()))

    companion object {
        /** The file it reads. */
        fun file(context: Context): TodayFile = TodayFile(context.filesDir.resolve("today"))

        /** Draws every one that is placed. */
        fun drawAgain(context: Context) {
            // Some phones have no place for widgets.
            val manager: AppWidgetManager = AppWidgetManager.getInstance(context) ?: return
            val placed = manager.getAppWidgetIds(ComponentName(context, TodayWidget::class.java))
            manager.updateAppWidget(placed, picture(context, System.currentTimeMillis()))
        }

        /** What it shows at [nowMs]. */
        fun picture(context: Context, nowMs: Long): RemoteViews {
            val step = file(context).read().at(nowMs)
            return RemoteViews(context.packageName, R.layout.widget_today).apply {
                setTextViewText(R.id.widget_step, step)
                setViewVisibility(R.id.widget_step, if (step == null) View.GONE else View.VISIBLE)
                setOnClickPendingIntent(R.id.widget_check_in, context.wayTo(Entry.CheckIn))
                setOnClickPendingIntent(R.id.widget_ground, context.wayTo(Entry.Ground))
                setOnClickPendingIntent(R.id.widget_step, context.wayTo(Entry.App))
            }
        }
    }
}
