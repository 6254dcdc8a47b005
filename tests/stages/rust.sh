#!/usr/bin/env bash
# Format, lints, documentation, licences, and every Rust test of the workspace.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

DENY_VERSION=0.20.2
DENY_ROOT=$CACHE/cargo-deny-$DENY_VERSION

# Built aside and renamed when complete: a broken-off build is never taken for the tool.
install_cargo_deny() {
  mkdir -p "$CACHE"
  exec 9>"$DENY_ROOT.lock"
  flock 9 # two clones may start at once
  if [[ -x $DENY_ROOT/bin/cargo-deny ]]; then return; fi
  local new=$DENY_ROOT.tmp
  rm -rf "$new"
  mkdir -p "$new"
  cd "$new" # away from the workspace and its cargo settings
  CARGO_TARGET_DIR=$new/target cargo install --locked --root "$new" "cargo-deny@$DENY_VERSION"
  rm -rf "$new/target" "$DENY_ROOT"
  mv "$new" "$DENY_ROOT"
}

# cargo prints one line per test binary: "test result: ok. 5 passed; 0 failed; 1 ignored; …"
count_cargo() {
  awk '/^test result: / { passed += $4; failed += $6; skipped += $8 } END { print passed + 0, failed + 0, skipped + 0 }'
}

need_rust
cd "$REPO"
check "cargo fmt" cargo fmt --all --check -- --color never
check "cargo clippy" cargo clippy --workspace --all-targets --locked -- -D warnings
check "cargo doc" env RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked
# The engine's weights must be what its inputs give, byte for byte. The development data stands beside the checkout,
# or where STEPPINGSTONE_DATA says; without it there is nothing to learn from again.
DATA=${STEPPINGSTONE_DATA:-$REPO/../shared/data}
if [[ -d $DATA ]]; then
  check "weights learned again" cargo run --quiet --locked -p steppingstone-lab -- train --data "$DATA" --check
fi
suite "cargo test" count_cargo cargo test --workspace --locked --no-fail-fast
prepare "cargo-deny $DENY_VERSION" install_cargo_deny
# Advisories are left out: they need a database from the network and change without a commit.
check "cargo deny" "$DENY_ROOT/bin/cargo-deny" --locked check licenses bans sources
