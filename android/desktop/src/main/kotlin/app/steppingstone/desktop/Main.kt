package app.steppingstone.desktop

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import app.steppingstone.core.chrome
import app.steppingstone.shell.AppModel
import app.steppingstone.shell.Chrome
import app.steppingstone.shell.CoreGateway
import app.steppingstone.shell.PhoneClock
import app.steppingstone.shell.RustCore
import app.steppingstone.shell.today
import app.steppingstone.ui.App
import app.steppingstone.ui.SteppingstoneTheme
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.time.ZoneId
import kotlin.system.exitProcess
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

private const val USAGE = """preview                  the app in a window, with an empty journal that is thrown away
preview --demo           the same with some weeks of an invented person in it
preview --journal DIR    the same with a journal of your own in DIR
preview --shots DIR      no window: every screen in every state, as pictures in DIR"""

/** The screens of the phone on the real core, in a window of its size. */
fun main(arguments: Array<String>) {
    when (arguments.firstOrNull()) {
        null -> window(Files.createTempDirectory("steppingstone"))
        "--demo" -> window(Files.createTempDirectory("steppingstone"), isDemo = true)
        "--journal" -> window(Path.of(arguments.getOrNull(1) ?: usage()))
        "--shots" -> shots(File(arguments.getOrNull(1) ?: usage()))
        else -> usage()
    }
}

private fun usage(): Nothing {
    System.err.println(USAGE)
    exitProcess(2)
}

private fun window(directory: Path, isDemo: Boolean = false) {
    if (isDemo) live(directory)
    val clock = PhoneClock.system()
    val gateway = CoreGateway(clock) { RustCore.open(directory.toString()) }
    val app = AppModel(gateway, CoroutineScope(Dispatchers.Main), clock, PlayedPhone())
    app.open()
    val words = Chrome(chrome())
    application {
        val state = rememberWindowState(size = DpSize(412.dp, 915.dp))
        Window(::exitApplication, state, title = words["app.name"]) {
            SteppingstoneTheme(isSystemInDarkTheme()) { App(app, words, clock::today) { println("call $it") } }
        }
    }
    runBlocking { gateway.close() }
}

private fun live(directory: Path) = runBlocking {
    val clock = SetClock(ZoneId.systemDefault(), System.currentTimeMillis())
    val gateway = CoreGateway(clock) { RustCore.open(directory.toString()) }
    Life(gateway, clock).live()
    gateway.close()
}

private fun shots(folder: File) {
    folder.mkdirs()
    Gallery(Files.createTempDirectory("steppingstone")).use { gallery ->
        gallery.shots.forEach { shot ->
            Look.entries.forEach { look ->
                Pictures.write(Pictures.draw(look, 2f, shot.content), File(folder, "${shot.name}${look.suffix}.png"))
            }
        }
        println("${gallery.shots.size * Look.entries.size} pictures in $folder")
    }
    exitProcess(0)
}
