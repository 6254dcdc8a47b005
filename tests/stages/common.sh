# shellcheck shell=bash
# What every stage shares: counting, logs, Debian packages, the cache. Sourced by the stages; tests/run sets STAGE.
set -euo pipefail

: "${STAGE:?is set by tests/run}"
code=0 took=0 # of the latest command

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
STAGES=$REPO/tests/stages
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$REPO/target} # absolute: tests/run sees to it
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/steppingstone        # outside the clone, so that the next clone finds it too
DEBIAN_ROOT=$CACHE/debian-root

RUN_DIR=$CARGO_TARGET_DIR/run
LOG=$RUN_DIR/$STAGE.log
COUNT=$RUN_DIR/$STAGE.count # one line per result: passed failed skipped
PART=$RUN_DIR/$STAGE.part   # what the command at hand has printed

export STEPPINGSTONE_JOURNEYS=$REPO/tests/journeys

record() { echo "$1 $2 $3" >>"$COUNT"; }

# Runs a command with its output in the log; leaves its exit code in $code and its time in $took.
# Never returns non-zero itself: a caller that had to write `run … || …` would switch off errexit inside the command.
run() {
  local started=$SECONDS
  printf '\n$ %s\n' "$*" >>"$LOG"
  set +e
  (
    set -e
    "$@"
  ) >"$PART" 2>&1 </dev/null
  code=$?
  set -e
  took=$((SECONDS - started))
  cat "$PART" >>"$LOG"
}

begin() { printf '   %-42s ' "$1"; }

# What went wrong, without the log around it: the lines that name a failure, what Rust's tests said of theirs, the end.
show_failure() {
  {
    sed -n '/^failures:$/,/^test result: /p' "$PART" | cut -c1-600 | head -n 40
    echo '…'
    grep -E '(^test .*FAILED$|✘ .*(recorded an issue|failed after)|^\[ERROR\]|(^|: )error(\[|:))' "$PART" | head -n 40 || true
    echo '…'
    tail -n 40 "$PART"
  } | sed 's/^/     | /'
  echo "     the whole log: $LOG"
}

# check LABEL CMD…: counts as one pass or one failure, by its exit code.
check() {
  local label=$1
  shift
  begin "$label"
  run "$@"
  if ((code == 0)); then
    record 1 0 0
    echo "ok, $took s"
  else
    record 0 1 0
    echo "FAILED (exit code $code), $took s"
    show_failure
  fi
}

# need LABEL CMD…: a check without which the rest of the stage makes no sense.
need() {
  check "$@"
  if ((code != 0)); then exit 1; fi
}

# suite LABEL COUNTER CMD…: a test runner. COUNTER reads its output and prints `passed failed skipped`.
# The exit code has the last word: a runner that broke, or ran nothing, has failed whatever it printed.
suite() {
  local label=$1 counter=$2 passed failed skipped figures why="exit code"
  shift 2
  begin "$label"
  run "$@"
  read -r passed failed skipped < <("$counter" <"$PART")
  if ((passed + failed == 0)); then why="no test ran, exit code"; fi
  if ((failed == 0 && (code != 0 || passed == 0))); then failed=1; fi
  record "$passed" "$failed" "$skipped"
  figures="$passed passed, $failed failed, $skipped skipped"
  if ((failed == 0)); then
    echo "ok, $took s: $figures"
  else
    echo "FAILED ($why $code), $took s: $figures"
    show_failure
  fi
}

# skip WHY: ends the stage because this machine cannot run it. Nobody reads a skip in CI, so there it is a failure.
skip() {
  if [[ ${CI:-} == true ]]; then
    record 0 1 0
    echo "   FAILED $STAGE: cannot run here: $1"
    exit 1
  fi
  record 0 0 1
  echo "SKIPPED $STAGE: $1"
  exit 0
}

# prepare LABEL CMD…: brings something the stage needs; not a test, so it is not counted. One retry, since what goes
# wrong here is mostly a download; then the stage is skipped.
prepare() {
  local label=$1
  shift
  begin "$label"
  run "$@"
  if ((code != 0)); then run "$@"; fi
  if ((code == 0)); then
    echo "ready, $took s"
  else
    echo "failed, $took s"
    show_failure
    skip "$label: failed twice"
  fi
}

# packages NAME…: installs what is missing of these Debian packages.
packages() {
  local name missing=()
  if ! command -v dpkg-query >/dev/null; then skip "needs Debian's packages: $*"; fi
  for name in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null || true) == installed ]] || missing+=("$name")
  done
  if ((${#missing[@]} == 0)); then return; fi
  if ((EUID != 0)); then skip "not root, and these packages are missing: ${missing[*]}"; fi
  prepare "installing ${missing[*]}" apt_install "${missing[@]}"
}

# The package lists are only fetched when they turn out to be missing or old.
apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q install -y --no-install-recommends "$@" && return
  apt-get -q update
  apt-get -q install -y --no-install-recommends "$@"
}

need_rust() {
  if ! command -v cargo >/dev/null; then skip "cargo is missing: install Rust (rustup)"; fi
  if ! command -v cc >/dev/null; then packages gcc libc6-dev; fi # SQLite is compiled in
}

# The Debian root with Swift and a Rust that checks for phones; see debian-root.sh.
need_debian_root() {
  if ((EUID != 0)); then skip "needs root, for a Debian root of its own"; fi
  packages debootstrap
  if ! unshare --mount --net --pid --fork true 2>/dev/null; then skip "this machine allows no private mounts"; fi
  prepare "Debian root" bash "$STAGES/debian-root.sh" "$DEBIAN_ROOT"
}

in_debian_root() { bash "$STAGES/in-root.sh" "$DEBIAN_ROOT" "$@"; }

bindings() { need "bindings" bash "$STAGES/bindings.sh"; }
