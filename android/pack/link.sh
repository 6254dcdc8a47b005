#!/usr/bin/env bash
# Merges the manifests of the app and its libraries, links all resources, and writes R for each of their packages.
# pom.xml says where things are.
set -euo pipefail
: "${OUT:?}" "${TOOLS:?}" "${AARS:?}" "${AAPT2:?}" "${FRAMEWORK:?}"
: "${MIN_SDK:?}" "${TARGET_SDK:?}" "${APPLICATION_ID:?}"
APP=../app/src/main

rm -rf "$OUT"
mkdir -p "$OUT/resources"
manifests=("$AARS"/*/AndroidManifest.xml)
packages=$(sed -n 's/.*package="\([^"]*\)".*/\1/p' "${manifests[@]}" | sort -u | paste -sd:)

sed "s/<manifest /&package=\"$APPLICATION_ID\" /" "$APP/AndroidManifest.xml" >"$OUT/app.xml"
java -cp "$TOOLS" com.android.manifmerger.Merger --main "$OUT/app.xml" --out "$OUT/AndroidManifest.xml" \
  --libs "$(IFS=: && echo "${manifests[*]}")" --property "PACKAGE=$APPLICATION_ID" \
  --property "MIN_SDK_VERSION=$MIN_SDK" --property "TARGET_SDK_VERSION=$TARGET_SDK" \
  --property VERSION_CODE=1 --property VERSION_NAME=0.1.0

for library in "$AARS"/*/; do
  if [[ ! -d $library/res ]]; then continue; fi
  "$AAPT2" compile --dir "$library/res" -o "$OUT/resources/$(basename "$library").zip"
done
"$AAPT2" compile --dir "$APP/res" -o "$OUT/app.zip"

# The app's own come last: in an overlay the last one wins.
overlays=()
for resources in "$OUT"/resources/*.zip "$OUT/app.zip"; do overlays+=(-R "$resources"); done
"$AAPT2" link -I "$FRAMEWORK" --manifest "$OUT/AndroidManifest.xml" --auto-add-overlay --extra-packages "$packages" \
  --java "$OUT/r" --proguard "$OUT/manifest.pro" -o "$OUT/linked.apk" "${overlays[@]}"
