#!/usr/bin/env bash
# bindings.sh: builds the core for this machine and generates its bindings, none of it ever committed:
#   target/native            the library that JVM and Swift tests load
#   target/bindings/kotlin   Kotlin sources
#   target/bindings/swift    Swift source, C header and module map
set -euo pipefail

cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-$PWD/target}
library=libsteppingstone_core.so
if [[ $(uname) == Darwin ]]; then library=libsteppingstone_core.dylib; fi

# Debug: half the compile time of release, dependencies shared with `cargo test`, and overflow checks stay on while
# Kotlin and Swift call the core.
cargo build --locked -p steppingstone-core -p steppingstone-bindgen

# A folder of its own, since target/debug also holds the static library, which a linker might prefer.
mkdir -p "$target/native"
cmp -s "$target/debug/$library" "$target/native/$library" || cp "$target/debug/$library" "$target/native/"

out=$target/bindings
rm -rf "$out"
mkdir -p "$out/kotlin" "$out/swift"
"$target/debug/uniffi-bindgen" generate --language kotlin --no-format --out-dir "$out/kotlin" "$target/native/$library"
"$target/debug/uniffi-bindgen-swift" --swift-sources --headers "$target/native/$library" "$out/swift"
# The generated module map asks for Apple's own modules; this one is right on Linux too and names the library to link.
cat >"$out/swift/module.modulemap" <<'MAP'
module steppingstone_coreFFI {
    header "steppingstone_coreFFI.h"
    link "steppingstone_core"
    export *
}
MAP
