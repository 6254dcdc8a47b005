package app.steppingstone.outside

import android.app.Application
import android.content.ComponentName
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager.GET_META_DATA
import android.content.pm.PackageManager.MATCH_DISABLED_COMPONENTS
import android.content.res.XmlResourceParser
import app.steppingstone.MainActivity
import app.steppingstone.PhoneRunner
import app.steppingstone.R
import app.steppingstone.shell.Entry
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.xmlpull.v1.XmlPullParser

/** What the manifest and its files declare, as the phone reads them. */
@RunWith(PhoneRunner::class)
class DeclaredTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val packages get() = context.packageManager

    /** Each element with its attributes by name. */
    private fun elements(id: Int): List<Pair<String, Map<String, String>>> {
        val found = mutableListOf<Pair<String, Map<String, String>>>()
        val xml: XmlResourceParser = context.resources.getXml(id)
        while (xml.next() != XmlPullParser.END_DOCUMENT) {
            if (xml.eventType != XmlPullParser.START_TAG) continue
            found += xml.name to
                (0 until xml.attributeCount).associate { xml.getAttributeName(it) to xml.getAttributeValue(it) }
        }
        return found
    }

    @Test
    fun `static shortcuts lead where their names say, and only under the app's own name`() {
        val intents = elements(R.xml.shortcuts).filter { it.first == "intent" }.map { it.second }
        val entries = intents.map { Entry.of(it["action"], null, null) }
        assertEquals(listOf(Entry.CheckIn, Entry.Ground, Entry.Help), entries)
        intents.forEach {
            assertEquals(context.packageName to MainActivity::class.java.name, it["targetPackage"] to it["targetClass"])
        }
        fun shortcutsOf(alias: String) = packages
            .getActivityInfo(ComponentName(context.packageName, "app.steppingstone.$alias"), GET_META_DATA or DISABLED)
            .metaData?.getInt("android.app.shortcuts")
        assertEquals(R.xml.shortcuts, shortcutsOf(PhonePrivacy.OWN))
        assertNull(shortcutsOf(PhonePrivacy.NEUTRAL))
    }

    @Test
    fun `the system's backups and moves to another phone take nothing`() {
        assertEquals(0, context.applicationInfo.flags and ApplicationInfo.FLAG_ALLOW_BACKUP)
        val rules = elements(R.xml.data_extraction_rules)
        val excluded = rules.filter { it.first == "exclude" }.groupingBy { it.second["domain"] }.eachCount()
        val places = listOf("root", "file", "database", "sharedpref")
        assertEquals((places + "external" + places.map { "device_$it" }).associateWith { 2 }, excluded)
        assertFalse(rules.any { it.first == "include" })
    }

    @Test
    fun `the widget and the tile are there for the system, the activity is not for others`() {
        val widget = packages.getReceiverInfo(ComponentName(context, TodayWidget::class.java), GET_META_DATA)
        assertEquals(R.xml.widget_today, widget.metaData.getInt("android.appwidget.provider"))
        assertFalse(widget.exported)
        val tile = packages.getServiceInfo(ComponentName(context, CheckInTile::class.java), 0)
        assertEquals("android.permission.BIND_QUICK_SETTINGS_TILE", tile.permission)
        val asks = Intent("android.service.quicksettings.action.QS_TILE").setPackage(context.packageName)
        assertNotNull(packages.resolveService(asks, 0))
        assertFalse(packages.getActivityInfo(ComponentName(context, MainActivity::class.java), 0).exported)
    }

    private companion object {
        const val DISABLED = MATCH_DISABLED_COMPONENTS
    }
}
