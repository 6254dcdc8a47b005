plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.steppingstone"
    compileSdk = libs.versions.compileSdk.get().toInt()
    buildFeatures.compose = true
    defaultConfig {
        applicationId = libs.versions.applicationId.get()
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = 1
        versionName = "0.1.0"
    }
    buildTypes.named("release") {
        isMinifyEnabled = true
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
    }
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    compilerOptions.allWarningsAsErrors = true
}

// The tests run under Robolectric, on two frameworks, and are run by Maven.
dependencies {
    implementation(project(":ui"))
    implementation(libs.activity.compose)
    implementation(libs.coroutines.android)
    // With its native part for phones; the core's own library lies in src/main/jniLibs.
    implementation("${libs.jna.get()}@aar")
}
