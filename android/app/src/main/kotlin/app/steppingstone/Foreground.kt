package app.steppingstone

import android.app.Activity
import android.app.Application
import android.os.Bundle

/** Knows the activity that is in front, which alone can ask the person for something. */
internal class Foreground : Application.ActivityLifecycleCallbacks {
    /** The activity in front, if there is one. */
    @Volatile
    var activity: Activity? = null
        private set

    override fun onActivityResumed(activity: Activity) {
        this.activity = activity
    }

    override fun onActivityPaused(activity: Activity) {
        if (this.activity === activity) this.activity = null
    }

    override fun onActivityCreated(activity: Activity, savedInstanceState: Bundle?) = Unit

    override fun onActivityStarted(activity: Activity) = Unit

    override fun onActivityStopped(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, outState: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}
