package app.steppingstone

import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration

/**
 * Robolectric with one core for all its frameworks. Each framework has class loaders of its own, but the core's library
 * is there once in a process and remembers one set of callbacks: with bindings of its own, each framework would call
 * into the other.
 */
class PhoneRunner(testClass: Class<*>) : RobolectricTestRunner(testClass) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration =
        InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
            .doNotAcquirePackage("app.steppingstone.core.")
            .doNotAcquirePackage("com.sun.jna.")
            .build()
}
