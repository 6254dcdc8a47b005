#!/usr/bin/env bash
# The Kotlin shell and its screens on a JVM, against the real core: Maven runs what Gradle compiles for a phone.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

# Drawing screens without a display still needs the libraries of one, and the phone's font.
SCREENS=(fonts-roboto-unhinted libfontconfig1 libgl1 libx11-6)
# The APK is unpacked, packed, aligned and signed by these.
PACKING=(unzip zip zipalign apksigner)
MAVEN=(
  mvn -B -ntp -Dstyle.color=never --fail-at-end
  -Dkotlin.compiler.daemon=false # else daemons of 1-2 GB stay behind
  -f "$REPO/android/pom.xml"
  "-Dbindings.dir=$CARGO_TARGET_DIR/bindings/kotlin"
  "-Dnative.dir=$CARGO_TARGET_DIR/native"
  "-Dten.years=$CARGO_TARGET_DIR/ten-years"
)
DOWNLOAD_TROUBLE='Could not (transfer|find) artifact|Connection (reset|refused|timed out)|Read timed out|Premature end'

# One retry, and only for a download: a failing test must not get a second chance.
verify() {
  local first=$RUN_DIR/maven-first.log status=0
  find "$REPO/android" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
  "${MAVEN[@]}" verify >"$first" 2>&1 || status=$?
  if ((status != 0)) && grep -qE "$DOWNLOAD_TROUBLE" "$first"; then
    echo "a download failed; once more"
    "${MAVEN[@]}" verify
    return
  fi
  cat "$first"
  return "$status"
}

# Surefire prints a line per class, which ends in the time, and a total per module, which does not. A total of nothing
# counts as a failure: Robolectric without its SDK runs no test and calls that success.
count_surefire() {
  grep -E '^\[[A-Z]+\] Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+(, Flakes: [0-9]+)?$' |
    awk -F'[:,]' '
      { bad = $4 + $6; passed += $2 - bad - $8; failed += bad; skipped += $8; if ($2 + 0 == 0) failed += 1 }
      END { print passed + 0, failed + 0, skipped + 0 }' || true
}

# A module whose tests were never started prints no total at all.
every_module_ran() {
  local tests module status=0
  while IFS= read -r tests; do
    module=${tests%/src/test}
    if [[ ! -f $module/pom.xml ]] || ! grep -rqE '@(Parameterized)?Test\b' "$tests"; then continue; fi
    if compgen -G "$module/target/surefire-reports/TEST-*.xml" >/dev/null; then continue; fi
    echo "error: no test ran in $module"
    status=1
  done < <(find "$REPO/android" -path '*/src/test' -type d -not -path '*/target/*')
  return "$status"
}

[[ -f $REPO/android/pom.xml ]] || skip "android/pom.xml is not there"
need_rust
command -v javac >/dev/null || packages default-jdk
command -v mvn >/dev/null || packages maven
packages "${SCREENS[@]}" "${PACKING[@]}"
bindings
need "ten years of a journal" cargo run --locked -q -p steppingstone-tests --bin ten-years "$CARGO_TARGET_DIR/ten-years"
suite "mvn verify" count_surefire verify
if ((code == 0)); then check "every module ran its tests" every_module_ran; fi
