#!/usr/bin/env bash
# debian-root.sh DIR: makes sure that DIR holds a small Debian with a Swift compiler and a Rust compiler that can
# check for phones. Neither is in the Debian that the tests run on. Present and stamped with today's recipe: reused.
set -euo pipefail

SUITE=trixie
SWIFT=(swiftlang libc6-dev libstdc++-14-dev)
# The suite's own rustc is older than what the core's dependencies ask for.
RUST=(rustc cargo rust-src)
recipe="$SUITE ${SWIFT[*]} $SUITE-backports ${RUST[*]}"

# debootstrap mounts things of its own; in a private namespace they vanish even if it is killed half-way.
if [[ ${PRIVATE_MOUNTS:-} != yes ]]; then
  exec env PRIVATE_MOUNTS=yes unshare --mount -- bash "$0" "$@"
fi

root=$1
new=$root.tmp
stamp=$(sha256sum <<<"$recipe" | cut -d' ' -f1)

mkdir -p "$(dirname "$root")"
exec 9>"$root.lock"
flock 9 # two clones may start at once: the second waits and then finds the root ready
if [[ -f $root/stamp && $(<"$root/stamp") == "$stamp" ]]; then exit 0; fi

# The machine's own package source: whatever serves the host's packages serves the root's too.
debian_uri() {
  { cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null || true; } |
    awk '!uri && $1 == "URIs:" { uri = $2 } !uri && $1 == "deb" { uri = ($2 ~ /^\[/ ? $3 : $2) } END { print uri }'
}

# Runs one command in the new root, with /proc: some packages' set-up scripts look there.
inside() {
  chroot "$new" /usr/bin/env -i HOME=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} "$@"
}

uri=$(debian_uri)
[[ -n $uri ]] || { echo "no Debian package source on this machine" >&2; exit 1; }

rm -rf --one-file-system "$new"
echo "debootstrap $SUITE"
debootstrap --variant=minbase --include="$(IFS=, && echo "${SWIFT[*]}")" "$SUITE" "$new" "$uri"

echo "adding ${RUST[*]}"
mount -t proc proc "$new/proc"
cp /etc/resolv.conf /etc/hosts "$new/etc/"
if [[ -f /etc/ssl/certs/ca-certificates.crt ]]; then # only asked for where the package source speaks https
  install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$new/etc/ssl/certs/ca-certificates.crt"
fi
echo "deb $uri $SUITE-backports main" >"$new/etc/apt/sources.list.d/backports.list"
inside apt-get -q update
inside apt-get -q install -y --no-install-recommends -t "$SUITE-backports" "${RUST[@]}"
umount "$new/proc"

rm -rf "$new"/var/cache/apt/* "$new"/var/lib/apt/lists/* "$new"/usr/share/{doc,man,locale}
echo "$stamp" >"$new/stamp"
rm -rf --one-file-system "$root"
mv "$new" "$root"
