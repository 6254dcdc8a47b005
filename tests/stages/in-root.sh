#!/usr/bin/env bash
# in-root.sh ROOT SCRIPT [DIR=/mount/point[:rw]]…: runs SCRIPT in ROOT with those folders mounted, read-only unless
# said otherwise. No network, and namespaces of its own: mounts and stray processes vanish with it.
set -euo pipefail

if [[ ${IN_ROOT_NAMESPACES:-} != yes ]]; then
  exec env IN_ROOT_NAMESPACES=yes unshare --mount --net --pid --fork --kill-child -- bash "$0" "$@"
fi

root=$1 script=$2
shift 2

mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
for pair in "$@"; do
  dir=${pair%%=*} point=$root${pair#*=}
  mode=ro
  if [[ $point == *:rw ]]; then mode=rw point=${point%:rw}; fi
  mkdir -p "$point"
  mount --bind "$dir" "$point"
  mount -o "remount,bind,$mode" "$point"
done

exec chroot "$root" /usr/bin/env -i HOME=/tmp PATH=/usr/bin:/bin LANG=C.UTF-8 TERM=dumb sh -euc "$script"
