#!/usr/bin/env bash
# Does the core compile for the phones' processors and systems? Only `cargo check`: there is no phone linker here.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

WORK=$CARGO_TARGET_DIR/phones

# Nothing in the root reaches the network, so it gets every crate as source: the workspace's, fetched with the machine's
# own cargo, and the standard library's, which came with its source package.
vendor_crates() {
  mkdir -p "$WORK/target"
  cargo vendor --locked --versioned-dirs --manifest-path "$REPO/Cargo.toml" "$WORK/vendor"
  cp -Rnp "$DEBIAN_ROOT"/usr/src/rustc-*/library/vendor/. "$WORK/vendor/"
}

# RUSTC_BOOTSTRAP lets a stable compiler build its own standard library: Debian ships none for phones.
# --no-default-features: without SQLite's C source, which would need the phone's C compiler.
check_for() {
  in_debian_root "
    cd /w/src
    export CARGO_HOME=/w/phones/cargo CARGO_TARGET_DIR=/w/phones/target RUSTC_BOOTSTRAP=1
    cargo --config 'source.crates-io.replace-with=\"vendor\"' --config 'source.vendor.directory=\"/w/phones/vendor\"' \
      check --locked --offline -p steppingstone-core --lib --no-default-features \
      -Zbuild-std=std,panic_abort --target $1" \
    "$REPO=/w/src" "$WORK=/w/phones:rw"
}

need_rust
need_debian_root
prepare "crates as source" vendor_crates
for target in aarch64-linux-android aarch64-apple-ios; do
  check "cargo check, $target" check_for "$target"
done
