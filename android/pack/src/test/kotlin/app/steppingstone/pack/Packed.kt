package app.steppingstone.pack

import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder
import org.junit.jupiter.api.Assertions.assertEquals

/** What `link.sh` and `shrink.sh` made. */
internal fun packed(name: String) = File(System.getProperty("packed.dir"), name)

/** What a command prints; it has to succeed. */
internal fun said(vararg command: String): List<String> {
    val process = ProcessBuilder(*command).redirectErrorStream(true).start()
    return process.inputStream.bufferedReader().readLines().also { assertEquals(0, process.waitFor(), "$it") }
}

private fun littleEndian(bytes: ByteArray) = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)

/** The classes that a dex file defines, by name. Where things lie in it says Android's *Dalvik executable format*. */
internal fun classesOf(dex: ByteArray): Set<String> {
    val data = littleEndian(dex)
    val (strings, types, definitions) = listOf(0x3C, 0x44, 0x64).map(data::getInt)
    fun string(index: Int): String {
        var start = data.getInt(strings + 4 * index)
        while (dex[start] < 0) start += 1 // the length, in as many bytes as it needs
        start += 1
        return String(dex, start, dex.drop(start).indexOf(0))
    }
    return (0 until data.getInt(0x60)).map { definition ->
        val type = data.getInt(definitions + 32 * definition)
        string(data.getInt(types + 4 * type)).removeSurrounding("L", ";").replace('/', '.')
    }.toSet()
}

/** By how much the segments of a 64-bit ELF library are aligned that a phone maps into memory, the least of them. */
internal fun alignmentOf(library: ByteArray): Long {
    val data = littleEndian(library)
    val (size, count) = listOf(0x36, 0x38).map { data.getShort(it).toInt() }
    val headers = (0 until count).map { data.getLong(0x20).toInt() + it * size }
    return headers.filter { data.getInt(it) == LOADED }.minOf { data.getLong(it + 0x30) }
}

private const val LOADED = 1
