plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.steppingstone.ui"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig.minSdk = libs.versions.minSdk.get().toInt()
    buildFeatures.compose = true
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    compilerOptions.allWarningsAsErrors = true
}

// On Android these coordinates lead to AndroidX. The tests draw on a desktop JVM and are run by Maven.
dependencies {
    api(project(":shell"))
    api(libs.compose.foundation)
    api(libs.compose.runtime)
    implementation(libs.compose.icons)
    implementation(libs.compose.material3)
    implementation(libs.compose.ui)
}
