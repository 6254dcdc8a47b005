#!/usr/bin/env bash
# Shrinks the app into an APK and signs it with a key that is thrown away; shrinks what a JVM can run into a jar, with
# our rules and without them. pom.xml says where things are.
set -euo pipefail
: "${OUT:?}" "${TOOLS:?}" "${AARS:?}" "${FRAMEWORK:?}" "${MIN_SDK:?}" "${JDK:?}" "${CLASSES:?}" "${TEST_CLASSES:?}"
ABIS=(arm64-v8a armeabi-v7a x86 x86_64)

IFS=: read -ra libraries <<<"${LIBRARIES:?}"
phone=("$AARS"/*/classes.jar "$AARS"/*/libs/*.jar) jvm=()
bindings=
for library in "${libraries[@]}"; do
  case $library in
    "$CLASSES") continue ;;
    */bindings-*.jar) bindings=$library ;;
    */jna-*.jar) jvm+=("$library") ;; # the phone has the one of the AAR
    */shell-*.jar | */kotlin-stdlib-*.jar | */annotations-*.jar | */kotlinx-coroutines-core-*.jar)
      jvm+=("$library")
      phone+=("$library")
      ;;
    *) phone+=("$library") ;;
  esac
done

# The rules of the Android plugin. They overlook classes of AndroidX that are not there; here they are an error, but for
# those that makers of phones bring themselves.
plugin=$(tr : '\n' <<<"$TOOLS" | grep '/gradle-[^/]*\.jar$')
for part in header common optimizations; do
  unzip -p "$plugin" "com/android/build/gradle/proguard-$part.txt"
done | sed 's/^-dontwarn androidx.*/-dontwarn androidx.window.extensions.**,androidx.window.sidecar.**/' \
  >"$OUT/default.pro"
echo '-keep class app.steppingstone.pack.shrunk.CheckInKt { void main(java.lang.String[]); }' >"$OUT/entry.pro"
cat "$AARS"/*/proguard.txt >"$OUT/libraries.pro"

# R8 finds the rules that lie in jars by itself, those of the bindings among them.
r8() {
  java -Xmx3g -XX:+UseParallelGC -cp "$TOOLS" com.android.tools.r8.R8 --release \
    --lib "$JDK" --pg-conf "$OUT/default.pro" --pg-map-output "$OUT/mapping.txt" "$@" >"$OUT/r8.log" 2>&1 ||
    { sed '/^Compilation failed/q' "$OUT/r8.log" && exit 1; }
}

jar --create --file "$OUT/entry.jar" -C "$TEST_CLASSES" app/steppingstone/pack/shrunk
cp "$bindings" "$OUT/bindings-without-rules.jar"
zip -qd "$OUT/bindings-without-rules.jar" 'META-INF/proguard/*'
shrink_for_jvm() { r8 --classfile --pg-conf "$OUT/entry.pro" --output "$OUT/$1" "$OUT/entry.jar" "${jvm[@]}" "$2"; }
shrink_for_jvm with-our-rules.jar "$bindings"
shrink_for_jvm without-our-rules.jar "$OUT/bindings-without-rules.jar"

mkdir "$OUT/dex"
jar --create --file "$OUT/app.jar" -C "$CLASSES" .
r8 --min-api "$MIN_SDK" --lib "$FRAMEWORK" --pg-conf "$OUT/libraries.pro" --pg-conf "$OUT/manifest.pro" \
  --output "$OUT/dex" "$OUT/app.jar" "${phone[@]}" "$bindings"

cp "$OUT/linked.apk" "$OUT/unaligned.apk"
(cd "$OUT/dex" && zip -qr ../unaligned.apk .)
for abi in "${ABIS[@]}"; do
  mkdir -p "$OUT/native/lib/$abi"
  cp "$AARS"/*/jni/"$abi"/*.so "$OUT/native/lib/$abi"
done
# The core's own, where there is a kit that builds it.
if [[ -d ../app/src/main/jniLibs ]]; then cp -r ../app/src/main/jniLibs/. "$OUT/native/lib"; fi
(cd "$OUT/native" && zip -qr ../unaligned.apk lib)
zipalign -f -p 4 "$OUT/unaligned.apk" "$OUT/aligned.apk"
keytool -genkeypair -keystore "$OUT/key.p12" -storepass thrown-away -alias key -keyalg RSA -keysize 2048 \
  -dname CN=thrown-away -validity 2 2>/dev/null
apksigner sign --ks "$OUT/key.p12" --ks-pass pass:thrown-away --min-sdk-version "$MIN_SDK" \
  --v4-signing-enabled false --out "$OUT/app.apk" "$OUT/aligned.apk"
rm "$OUT/key.p12" "$OUT/unaligned.apk" "$OUT/aligned.apk"
