package app.steppingstone.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Check
import androidx.compose.material.icons.filled.Close
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontStyle
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.unit.dp
import app.steppingstone.shell.fitting

internal val Gap = 12.dp
internal val Target = 48.dp

/** The one thing to do next. */
@Composable
internal fun MainAction(label: String, enabled: Boolean = true, onClick: () -> Unit) {
    val colors = MaterialTheme.colorScheme.run {
        ButtonDefaults.buttonColors(disabledContainerColor = surfaceVariant, disabledContentColor = onSurfaceVariant)
    }
    Button(onClick, Modifier.fillMaxWidth().heightIn(min = 56.dp), enabled, MaterialTheme.shapes.medium, colors) {
        Text(label, style = MaterialTheme.typography.titleMedium)
    }
}

/** The way out of a page. */
@Composable
internal fun CloseButton(name: String, onClick: () -> Unit) {
    IconButton(onClick, Modifier.size(Target)) { Icon(Icons.Default.Close, name) }
}

/** A quiet thing to do. */
@Composable
internal fun QuietAction(label: String, onClick: () -> Unit) {
    QuietAction(label, MaterialTheme.colorScheme.primary, null, onClick)
}

/** The same in a colour of its own, or with a name that tells it from others of its kind. */
@Composable
internal fun QuietAction(label: String, color: Color, spoken: String? = null, onClick: () -> Unit) {
    val modifier = Modifier.heightIn(min = Target).semantics { spoken?.let { contentDescription = it } }
    TextButton(onClick, modifier, contentPadding = PaddingValues(horizontal = 4.dp)) {
        Text(label, color = color, style = MaterialTheme.typography.labelLarge)
    }
}

/** Something to tap, as wide as the screen: a word, what stands before it, and a small note after it. */
@Composable
internal fun OptionRow(
    label: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    chosen: Boolean = false,
    spoken: String? = null,
    note: String? = null,
    before: @Composable () -> Unit = {},
) {
    val colors = MaterialTheme.colorScheme
    Surface(
        onClick = onClick,
        modifier = modifier.fillMaxWidth().semantics {
            role = Role.Button
            selected = chosen
            spoken?.let { contentDescription = it }
        },
        shape = MaterialTheme.shapes.medium,
        color = if (chosen) colors.primaryContainer else colors.surface,
        contentColor = if (chosen) colors.onPrimaryContainer else colors.onSurface,
        border = BorderStroke(if (chosen) 2.dp else 1.dp, if (chosen) colors.primary else colors.outlineVariant),
    ) {
        Row(
            Modifier.heightIn(min = 60.dp).padding(horizontal = 18.dp, vertical = 12.dp),
            Arrangement.spacedBy(16.dp),
            Alignment.CenterVertically,
        ) {
            before()
            Text(label, Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
            note?.let { Text(it, color = colors.onSurfaceVariant, style = MaterialTheme.typography.bodySmall) }
            if (chosen) Icon(Icons.Default.Check, null)
        }
    }
}

/** Something small to tap. A tick, not only the colour, says that it is chosen. */
@Composable
internal fun Pebble(
    label: String,
    chosen: Boolean,
    enabled: Boolean = true,
    spoken: String? = null,
    onClick: () -> Unit,
) {
    val colors = MaterialTheme.colorScheme
    Surface(
        onClick = onClick,
        enabled = enabled,
        modifier = Modifier.semantics {
            role = Role.Button
            selected = chosen
            spoken?.let { contentDescription = it }
        },
        shape = RoundedCornerShape(28.dp),
        color = if (chosen) colors.primaryContainer else colors.surface,
        contentColor = if (chosen) colors.onPrimaryContainer else colors.onSurface,
        border = BorderStroke(1.dp, if (chosen) colors.primary else colors.outline),
    ) {
        Row(
            Modifier.heightIn(min = Target).padding(horizontal = 18.dp, vertical = 8.dp),
            Arrangement.spacedBy(8.dp),
            Alignment.CenterVertically,
        ) {
            if (chosen) Icon(Icons.Default.Check, null, Modifier.size(20.dp))
            Text(label, style = MaterialTheme.typography.bodyLarge)
        }
    }
}

/** Pebbles, as many in a row as fit. */
@Composable
internal fun Pebbles(content: @Composable () -> Unit) {
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(10.dp),
        verticalArrangement = Arrangement.spacedBy(10.dp),
    ) { content() }
}

/** Things that belong together, on a sheet of their own. */
@Composable
internal fun Sheet(color: Color = MaterialTheme.colorScheme.surface, content: @Composable ColumnScope.() -> Unit) {
    Surface(
        Modifier.fillMaxWidth(),
        MaterialTheme.shapes.medium,
        color,
        border = BorderStroke(1.dp, MaterialTheme.colorScheme.outlineVariant),
    ) {
        Column(Modifier.padding(18.dp), Arrangement.spacedBy(Gap), content = content)
    }
}

private const val MOST_LINES = 8

/**
 * A field for own words. It keeps what is typed itself, so that a slow round trip can never swallow a letter, and
 * learns from nobody: no autocorrection.
 */
@Composable
internal fun WordsField(
    given: String,
    onChange: (String) -> Unit,
    name: String,
    example: String?,
    modifier: Modifier = Modifier,
    lines: Int = 1,
    maxChars: Int = Int.MAX_VALUE,
) {
    var typed by remember { mutableStateOf(given) }
    OutlinedTextField(
        value = typed,
        onValueChange = { text ->
            typed = text.fitting(maxChars).first
            onChange(typed)
        },
        modifier = modifier.fillMaxWidth().semantics { contentDescription = name },
        textStyle = MaterialTheme.typography.bodyLarge,
        // In italics, so that nobody takes it for words already written.
        placeholder = example?.let { { Text(it, fontStyle = FontStyle.Italic) } },
        minLines = lines,
        // A longer text scrolls in its field, so that what belongs to it stays near.
        maxLines = MOST_LINES,
        keyboardOptions = KeyboardOptions(KeyboardCapitalization.Sentences, autoCorrectEnabled = false),
        shape = MaterialTheme.shapes.medium,
        colors = OutlinedTextFieldDefaults.colors(
            unfocusedContainerColor = MaterialTheme.colorScheme.surface,
            focusedContainerColor = MaterialTheme.colorScheme.surface,
        ),
    )
}
