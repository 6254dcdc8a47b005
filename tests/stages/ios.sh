#!/usr/bin/env bash
# The Swift shell, its screens against stand-ins for SwiftUI, and its tests against the real core, with Debian's Swift.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

IOS=$REPO/ios
BUILD=$CARGO_TARGET_DIR/ios

# The package finds the generated code beside its own; git ignores both places. Unchanged files keep their time, so
# that nothing is compiled again for them.
copy_bindings() {
  local from=$CARGO_TARGET_DIR/bindings/swift
  copy_changed "$from/SteppingstoneCore.swift" "$IOS/Sources/SteppingstoneCore"
  copy_changed "$from/steppingstone_coreFFI.h" "$IOS/Sources/steppingstone_coreFFI"
  copy_changed "$from/module.modulemap" "$IOS/Sources/steppingstone_coreFFI"
}

copy_changed() {
  mkdir -p "$2"
  cmp -s "$1" "$2/$(basename "$1")" || cp "$1" "$2/"
}

swift_inside() {
  in_debian_root "
    cd /w/ios
    export LD_LIBRARY_PATH=/w/lib STEPPINGSTONE_JOURNEYS=/w/tests/journeys
    $1" \
    "$IOS=/w/ios" "$REPO/tests=/w/tests" "$CARGO_TARGET_DIR/native=/w/lib" "$BUILD=/w/build:rw"
}

# Build and test get the same flags, or the second would compile everything again.
# lld: the linker that Swift 6.0 picks by itself trips over libswiftObservation.
FLAGS="--scratch-path /w/build -j 2 --disable-xctest
  -Xlinker -L/w/lib -Xswiftc -use-ld=lld -Xswiftc -warnings-as-errors"
FLAGS=${FLAGS//$'\n'/ }

# Swift Testing closes with "Test run with 7 tests passed after …"; skipped tests are among the seven.
count_swift_testing() {
  awk '
    / Test run with [0-9]+ tests? / { match($0, /with [0-9]+/); total += substr($0, RSTART + 5, RLENGTH - 5); next }
    /^[^ ]+ Test .* failed after / { failed += 1 }
    /^[^ ]+ Test .* skipped(:|\.|$)/ { skipped += 1 }
    /^[^ ]+ Test .* passed after / { passed += 1 }
    END { print (total ? total - failed - skipped : passed + 0), failed + 0, skipped + 0 }'
}

[[ -f $IOS/Package.swift ]] || skip "ios/Package.swift is not there"
need_rust
need_debian_root
bindings
copy_bindings
mkdir -p "$BUILD"
check "swift format lint" swift_inside \
  "find . -name '*.swift' ! -path './Sources/SteppingstoneCore/*' ! -path './.build/*' -print0 | xargs -0 swift format lint --strict"
need "swift build" swift_inside "swift build --build-tests $FLAGS"
suite "swift test" count_swift_testing swift_inside "swift test $FLAGS"
