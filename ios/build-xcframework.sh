#!/usr/bin/env bash
# Builds steppingstone_coreFFI.xcframework beside this script, for devices, the simulator and the Mac, and puts the
# generated Swift where Package.swift looks for it. Needs a Mac with Xcode, and Rust with these targets:
#   rustup target add aarch64-apple-ios aarch64-apple-ios-sim aarch64-apple-darwin
# Never run so far: it was written from documentation.
set -euo pipefail

cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
export IPHONEOS_DEPLOYMENT_TARGET=17.0 MACOSX_DEPLOYMENT_TARGET=14.0 # as in Package.swift

bash tests/stages/bindings.sh
bindings=$CARGO_TARGET_DIR/bindings/swift
mkdir -p ios/Sources/SteppingstoneCore
cp "$bindings/SteppingstoneCore.swift" ios/Sources/SteppingstoneCore/

headers=$CARGO_TARGET_DIR/apple-headers
rm -rf "$headers"
mkdir -p "$headers"
cp "$bindings/steppingstone_coreFFI.h" "$headers/"
# Names no library, unlike the one for Linux: the framework brings it.
cat >"$headers/module.modulemap" <<'MAP'
module steppingstone_coreFFI {
    header "steppingstone_coreFFI.h"
    export *
}
MAP

framework=ios/steppingstone_coreFFI.xcframework
libraries=()
for platform in aarch64-apple-ios aarch64-apple-ios-sim aarch64-apple-darwin; do
  cargo build --release --locked -p steppingstone-core --target "$platform"
  libraries+=(-library "$CARGO_TARGET_DIR/$platform/release/libsteppingstone_core.a" -headers "$headers")
done
rm -rf "$framework"
xcodebuild -create-xcframework "${libraries[@]}" -output "$framework"
