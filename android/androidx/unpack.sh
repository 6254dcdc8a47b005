#!/usr/bin/env bash
# unpack.sh AARS CLASSES: unpacks each library beside itself, and the classes of all into one folder.
set -euo pipefail

mkdir -p "$2"
for library in "$1"/*.aar; do
  unzip -qo "$library" -d "${library%.aar}"
  for classes in "${library%.aar}"/{classes,libs/*}.jar; do
    if [[ -f $classes ]]; then unzip -qo "$classes" -d "$2"; fi
  done
done
