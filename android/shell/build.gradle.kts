plugins {
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    compilerOptions.allWarningsAsErrors = true
}

dependencies {
    api(project(":bindings"))
    api(libs.coroutines.core)
    testImplementation(libs.coroutines.test)
    testImplementation(libs.junit)
    testImplementation(libs.serialization.json)
    testRuntimeOnly(libs.jna)
    testRuntimeOnly(libs.junit.launcher)
}

tasks.test {
    useJUnitPlatform()
    systemProperty("jna.library.path", rootDir.resolve("../target/native"))
    systemProperty("journeys.dir", rootDir.resolve("../tests/journeys"))
}
