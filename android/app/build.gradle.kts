plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

val abis = listOf("arm64-v8a", "armeabi-v7a", "x86", "x86_64")

android {
    namespace = "app.steppingstone"
    compileSdk = libs.versions.compileSdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()
    buildFeatures.compose = true
    defaultConfig {
        applicationId = libs.versions.applicationId.get()
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = 1
        versionName = "0.1.0"
        // JNA brings more, for which there is no core.
        ndk { abiFilters += abis }
    }
    buildTypes.named("release") {
        isMinifyEnabled = true
        // The app has no rules of its own; those of the bindings lie in their jar, where the plugin finds them.
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
    }
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    compilerOptions.allWarningsAsErrors = true
}

// The core's library for each kind of phone. From NDK 28 on it is linked for pages of 16 kB, too.
val core = tasks.register<Exec>("core") {
    workingDir = rootDir.resolve("..")
    environment("ANDROID_NDK_HOME", androidComponents.sdkComponents.ndkDirectory.get())
    commandLine(listOf("cargo", "ndk", "--platform", libs.versions.minSdk.get()) + abis.flatMap { listOf("-t", it) })
    args("-o", "android/app/src/main/jniLibs", "build", "--release", "--locked", "-p", "steppingstone-core")
}

tasks.named("preBuild") { dependsOn(core) }

// The tests run under Robolectric, on two frameworks, and are run by Maven.
dependencies {
    implementation(project(":ui"))
    implementation(libs.activity.compose)
    implementation(libs.coroutines.android)
    // With its native part for phones.
    implementation("${libs.jna.get()}@aar")
}
