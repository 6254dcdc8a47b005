package app.steppingstone.outside

import android.annotation.SuppressLint
import android.os.Build
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService
import app.steppingstone.shell.Entry

/** The tile among the quick settings: the first question of a check-in. */
class CheckInTile : TileService() {
    override fun onStartListening() {
        val tile: Tile = qsTile ?: return
        // It begins something; it has no state to be on or off in.
        tile.state = Tile.STATE_INACTIVE
        tile.updateTile()
    }

    /** On a locked phone it is the phone that asks first. */
    override fun onClick() = if (isLocked) unlockAndRun(::open) else open()

    @SuppressLint("StartActivityAndCollapseDeprecated") // The only way there was before 34.
    private fun open() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            startActivityAndCollapse(wayTo(Entry.CheckIn))
        } else {
            @Suppress("DEPRECATION")
            startActivityAndCollapse(intentTo(Entry.CheckIn))
        }
    }
}
