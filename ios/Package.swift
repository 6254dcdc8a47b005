// swift-tools-version: 6.0
import PackageDescription

// The core itself. On Linux: the shared library that the test run builds. For Apple's platforms: the xcframework that
// build-xcframework.sh builds.
#if os(Linux)
let coreLibrary = Target.systemLibrary(name: "steppingstone_coreFFI")
#else
let coreLibrary = Target.binaryTarget(name: "steppingstone_coreFFI", path: "steppingstone_coreFFI.xcframework")
#endif

let package = Package(
    name: "Steppingstone",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "Shell", targets: ["Shell"])],
    targets: [
        coreLibrary,
        // Generated from the core, never committed and never edited.
        .target(name: "SteppingstoneCore", dependencies: ["steppingstone_coreFFI"]),
        .target(name: "Shell", dependencies: ["SteppingstoneCore"]),
        .testTarget(name: "ShellTests", dependencies: ["Shell"]),
    ],
    swiftLanguageModes: [.v6]
)
