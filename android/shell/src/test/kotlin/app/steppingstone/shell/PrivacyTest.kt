package app.steppingstone.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** What others may see: careful until something else was read. */
class PrivacyTest {
    private val phone = object : PrivacyPhone {
        var kept = Privacy(coverRecents = false)

        override suspend fun read() = kept

        override suspend fun write(privacy: Privacy) {
            kept = privacy
        }
    }
    private val model = PrivacyModel(phone, CoroutineScope(Dispatchers.Unconfined))

    @Test
    fun `it is careful before it knows, and then does what was set`() {
        assertEquals(Privacy(coverRecents = true, quickExit = false, neutralName = false), model.state.value)
        model.open()
        assertEquals(Privacy(coverRecents = false), model.state.value)
        model.set { copy(quickExit = true) }
        model.set { copy(neutralName = true) }
        assertEquals(Privacy(false, true, true), phone.kept)
        assertEquals(phone.kept, model.state.value)
    }
}
