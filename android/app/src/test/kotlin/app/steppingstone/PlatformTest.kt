package app.steppingstone

import android.os.Build
import app.steppingstone.core.Steppingstone
import app.steppingstone.core.chrome
import org.junit.Assert.assertEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** What the other tests stand on. */
@RunWith(PhoneRunner::class)
class PlatformTest {
    @Test
    fun `the app runs on the oldest and the newest framework, with one core for both`() {
        assertTrue(Build.VERSION.SDK_INT in listOf(28, 35))
        assertTrue(chrome().isNotEmpty())
        assertSame(ClassLoader.getSystemClassLoader(), Steppingstone::class.java.classLoader)
        assertEquals("Steppingstone", RuntimeEnvironment.getApplication().getString(R.string.app_name))
    }
}
