#!/bin/sh
# Installs, tries and removes an artefact of `build/` in a fresh Linux root, or builds all three there:
#
#     sh packaging/smoke/in_clean_root.sh ROOT.tar folder|deb|wheel|build
#
# Needs root. The tar is a bare Debian, as `debootstrap --variant=minbase` makes it; it stays as it is.
# `build` takes the commit that is checked out, without uncommitted changes.
set -eu
[ $# -eq 2 ] || { echo "usage: sh packaging/smoke/in_clean_root.sh ROOT.tar folder|deb|wheel|build" >&2; exit 2; }
tar=$1 kind=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
build=$here/../../build

root=$(mktemp -d)
chmod 755 "$root"
clean() {
    # What was started in there may take a moment to end.
    for place in dev/pts proc dev; do
        tries=0
        until umount "$root/$place" 2>/dev/null || [ "$tries" -ge 20 ]; do
            tries=$((tries + 1))
            sleep 0.5
        done
    done
    # Never into a folder of this machine that is still mounted there.
    for place in dev/pts proc dev; do
        if mountpoint -q "$root/$place"; then
            echo "$root/$place is still mounted: $root is left there" >&2
            return
        fi
    done
    rm -rf --one-file-system "$root"
}
trap clean EXIT
tar -C "$root" -xf "$tar"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mkdir "$root/smoke"
cp "$here"/*.sh "$root/smoke/"
# pip trusts nobody else, and some networks have an authority of their own.
cp /etc/ssl/certs/ca-certificates.crt "$root/smoke/trusted.crt"
script=/smoke/$kind.sh
case $kind in
build)
    script=/source/packaging/debian/build.sh
    mkdir "$root/source"
    git -C "$here/../.." archive HEAD | tar -C "$root/source" -x
    ;;
folder) cp -a "$build/ltx-accounts" "$root/smoke/" ;;
deb) cp "$build"/ltx-accounts_*.deb "$root/smoke/" ;;
wheel) cp "$build"/ltx_desktop-*.whl "$build"/ltx_desktop-*.tar.gz "$root/smoke/" ;;
*) echo "there is no artefact $kind" >&2; exit 2 ;;
esac
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    PIP_CERT=/smoke/trusted.crt DEBIAN_FRONTEND=noninteractive SCREENSHOTS_URL="${SCREENSHOTS_URL:-}" \
    chroot "$root" sh "$script" </dev/null
if [ "$kind" = build ]; then
    mkdir -p "$build"
    rm -rf "$root/source/build/work" "$build/ltx-accounts"
    cp -a "$root/source/build/." "$build/"
    [ -z "${SUDO_UID:-}" ] || chown -R "$SUDO_UID:$SUDO_GID" "$build"
fi
