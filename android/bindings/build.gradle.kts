plugins {
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    // Made by tests/stages/bindings.sh, never committed.
    sourceSets.named("main") { kotlin.srcDir(rootDir.resolve("../target/bindings/kotlin")) }
}

dependencies {
    // The app brings JNA for Android (an AAR with its native part), tests bring the one for desktops.
    compileOnly(libs.jna)
}
