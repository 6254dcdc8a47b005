package app.steppingstone.outside

import android.app.PendingIntent
import android.content.Intent
import android.os.Build
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService
import app.steppingstone.PhoneRunner
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow

/** The tile, with a double for what the quick settings do. */
@RunWith(PhoneRunner::class)
@Config(shadows = [CheckInTileTest.QuickSettings::class])
class CheckInTileTest {
    private val tile = Robolectric.setupService(CheckInTile::class.java)
    private val settings = Shadow.extract<QuickSettings>(tile)

    @Test
    fun `one tap leads to the first question, in the way the phone's version wants it`() {
        tile.onStartListening()
        tile.onClick()
        val way = if (Build.VERSION.SDK_INT >= 34) "pending" else "plain"
        assertEquals(listOf("$way app.steppingstone.action.CHECK_IN"), settings.started)
    }

    @Test
    fun `a locked phone asks first`() {
        settings.locked = true
        tile.onClick()
        assertEquals(emptyList<String>(), settings.started)
        settings.unlock()
        assertEquals(1, settings.started.size)
    }

    /** What the system does for a tile. */
    @Implements(TileService::class)
    class QuickSettings {
        val started = mutableListOf<String>()
        var locked = false
        private var waiting: Runnable? = null
        private val tile: Tile? = null

        fun unlock() {
            locked = false
            waiting?.run()
        }

        @Implementation
        fun isLocked(): Boolean = locked

        @Implementation
        fun getQsTile(): Tile? = tile

        @Implementation
        fun unlockAndRun(runnable: Runnable) {
            waiting = runnable
        }

        @Implementation
        fun startActivityAndCollapse(intent: Intent) {
            started += "plain ${intent.action}"
        }

        @Implementation(minSdk = 34)
        fun startActivityAndCollapse(pending: PendingIntent) {
            started += "pending ${shadowOf(pending).savedIntent.action}"
        }
    }
}
