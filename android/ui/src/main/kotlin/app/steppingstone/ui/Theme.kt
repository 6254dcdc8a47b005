package app.steppingstone.ui

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp

/** River stones on paper. A test computes the contrasts anew. */
internal val LightColors: ColorScheme = lightColorScheme(
    background = Color(0xFFFAF8F4),
    surface = Color(0xFFFFFFFF),
    surfaceVariant = Color(0xFFE9E5DD),
    onBackground = Color(0xFF1D2522),
    onSurface = Color(0xFF1D2522),
    onSurfaceVariant = Color(0xFF4C554F),
    primary = Color(0xFF2B6159),
    onPrimary = Color(0xFFFFFFFF),
    primaryContainer = Color(0xFFCFE8E1),
    onPrimaryContainer = Color(0xFF0B2B26),
    secondary = Color(0xFF8A5A3C),
    onSecondary = Color(0xFFFFFFFF),
    secondaryContainer = Color(0xFFF6E1D3),
    onSecondaryContainer = Color(0xFF33190A),
    tertiary = Color(0xFF4F5B92),
    onTertiary = Color(0xFFFFFFFF),
    error = Color(0xFFA23B3B),
    onError = Color(0xFFFFFFFF),
    outline = Color(0xFF7A827C),
    outlineVariant = Color(0xFFD8D4CB),
)

internal val DarkColors: ColorScheme = darkColorScheme(
    background = Color(0xFF121715),
    surface = Color(0xFF1A201D),
    surfaceVariant = Color(0xFF2B3330),
    onBackground = Color(0xFFE4E9E5),
    onSurface = Color(0xFFE4E9E5),
    onSurfaceVariant = Color(0xFFBCC6C0),
    primary = Color(0xFF93D1C4),
    onPrimary = Color(0xFF06342D),
    primaryContainer = Color(0xFF1D4A43),
    onPrimaryContainer = Color(0xFFCFE8E1),
    secondary = Color(0xFFE7BE9F),
    onSecondary = Color(0xFF42240F),
    secondaryContainer = Color(0xFF5B3A22),
    onSecondaryContainer = Color(0xFFF6E1D3),
    tertiary = Color(0xFFBAC3FF),
    onTertiary = Color(0xFF1F2A60),
    error = Color(0xFFFFB3AE),
    onError = Color(0xFF5C1414),
    outline = Color(0xFF8A938D),
    outlineVariant = Color(0xFF3A433F),
)

/** The platform's own type, one size up; nothing is smaller than 14 sp. */
internal val Type: Typography = Typography(
    headlineMedium = TextStyle(fontSize = 28.sp, lineHeight = 36.sp, fontWeight = FontWeight.Medium),
    titleLarge = TextStyle(fontSize = 22.sp, lineHeight = 30.sp, fontWeight = FontWeight.Medium),
    titleMedium = TextStyle(fontSize = 18.sp, lineHeight = 26.sp, fontWeight = FontWeight.Medium),
    bodyLarge = TextStyle(fontSize = 18.sp, lineHeight = 26.sp),
    bodyMedium = TextStyle(fontSize = 16.sp, lineHeight = 24.sp),
    bodySmall = TextStyle(fontSize = 14.sp, lineHeight = 20.sp),
    labelLarge = TextStyle(fontSize = 16.sp, lineHeight = 22.sp, fontWeight = FontWeight.Medium),
    labelMedium = TextStyle(fontSize = 14.sp, lineHeight = 20.sp, fontWeight = FontWeight.Medium),
    labelSmall = TextStyle(fontSize = 14.sp, lineHeight = 20.sp),
)

private val Corner = RoundedCornerShape(20.dp)
private val Rounded = Shapes(extraSmall = Corner, small = Corner, medium = Corner, large = Corner, extraLarge = Corner)

/** Whether the person asked their phone for less motion. The app sets it; screens then fade and count. */
val LocalReduceMotion = staticCompositionLocalOf { false }

/** Colours, type and shapes of all screens. */
@Composable
fun SteppingstoneTheme(dark: Boolean, reduceMotion: Boolean = false, content: @Composable () -> Unit) {
    CompositionLocalProvider(LocalReduceMotion provides reduceMotion) {
        MaterialTheme(if (dark) DarkColors else LightColors, Rounded, Type, content)
    }
}
