#!/bin/sh
# Sets up what is missing and then runs LTX Accounts on its demo service, or its tests:
#
#     sh packaging/bootstrap.sh run  [words for ltx-desktop]
#     sh packaging/bootstrap.sh test [words for pytest]
#
# Linux with apt-get or dnf; elsewhere (macOS) only uv is set up. sudo is used only where something
# is missing and this is not root.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."

usage() {
    echo "usage: sh packaging/bootstrap.sh run|test [words to hand on]" >&2
    exit 2
}

[ $# -ge 1 ] || usage
command=$1
shift
case $command in run | test) ;; *) usage ;; esac

say() { printf 'bootstrap: %s\n' "$*" >&2; }

give_up() {
    say "$*"
    exit 1
}

# Libraries are asked for by what Qt loads; packages are what brings them.
has_library() { { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -q "$1"; }
has_fonts() { [ -n "$(find /usr/share/fonts /usr/local/share/fonts -name '*.[to]tf' 2>/dev/null | head -n 1)" ]; }
has_command() { command -v "$1" >/dev/null 2>&1; }
has_certificates() { [ -n "${SSL_CERT_FILE:-}" ] || [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -d /etc/pki/tls ]; }
has_screen_reader_bus() {
    [ -x /usr/libexec/at-spi-bus-launcher ] &&
        /usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null
}
can_make_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

# need CHECK ARGUMENT APT-PACKAGE DNF-PACKAGE: collects what the check does not find.
apt_missing='' dnf_missing=''
need() {
    "$1" "$2" || {
        apt_missing="$apt_missing $3"
        dnf_missing="$dnf_missing $4"
    }
}

find_missing() {
    need has_library libEGL.so.1 libegl1 libglvnd-egl
    need has_library libGL.so.1 libgl1 libglvnd-glx
    need has_library libglib-2.0.so.0 libglib2.0-0 glib2
    need has_library libdbus-1.so.3 libdbus-1-3 dbus-libs
    need has_library libgssapi_krb5.so.2 libgssapi-krb5-2 krb5-libs
    need has_library libfontconfig.so.1 libfontconfig1 fontconfig
    need has_library libxkbcommon-x11.so.0 libxkbcommon-x11-0 libxkbcommon-x11
    need has_library libxcb-cursor.so.0 libxcb-cursor0 xcb-util-cursor
    need has_library libxcb-icccm.so.4 libxcb-icccm4 xcb-util-wm
    need has_library libxcb-keysyms.so.1 libxcb-keysyms1 xcb-util-keysyms
    need has_library libxcb-shape.so.0 libxcb-shape0 libxcb
    need has_library libwayland-cursor.so.0 libwayland-cursor0 libwayland-cursor
    need has_fonts '' fonts-dejavu-core dejavu-sans-fonts
    if [ "$command" = test ]; then
        need has_command Xvfb xvfb xorg-x11-server-Xvfb
        need has_command dbus-daemon dbus dbus-daemon
        need has_command gnome-keyring-daemon gnome-keyring gnome-keyring
        need has_command curl curl curl
        need has_command jq jq jq
        need has_command dunst dunst dunst
        need has_command trayer trayer trayer
        need has_command desktop-file-validate desktop-file-utils desktop-file-utils
        need has_command appstreamcli appstream appstream
        need has_screen_reader_bus '' 'at-spi2-core gir1.2-atspi-2.0 python3-gi' 'at-spi2-core python3-gobject'
    fi
    need has_certificates '' ca-certificates ca-certificates
    if ! has_command uv && [ ! -x .tools/uv/bin/uv ]; then
        need has_command python3 python3 python3
        need can_make_venv '' python3-venv python3
    fi
}

# What it prints is of interest only when it fails.
quietly() {
    output=$("$@" 2>&1 </dev/null) || {
        printf '%s\n' "$output" >&2
        return 1
    }
}

install_missing() {
    # shellcheck disable=SC2086 # the lists are words
    if has_command apt-get; then
        set -- apt-get install -y --no-install-recommends $apt_missing
        by_hand="apt-get update && $*"
    elif has_command dnf; then
        set -- dnf install -y $dnf_missing
        by_hand=$*
    else
        say "some libraries that Qt may need were not found, and there is neither apt-get nor dnf:$apt_missing"
        return
    fi
    if [ "$(id -u)" -eq 0 ]; then
        sudo=
    elif has_command sudo; then
        sudo=sudo
    else
        give_up "something is missing, and installing it needs root or sudo. As root, run: $by_hand"
    fi
    say "$*"
    if [ "$1" = apt-get ]; then
        # A list that could not be read matters only if the packages are not found then.
        quietly $sudo apt-get update || true
        set -- env DEBIAN_FRONTEND=noninteractive "$@"
    fi
    quietly $sudo "$@" || give_up "that did not work; as root, run: $by_hand"
}

if [ "$(uname -s)" = Linux ]; then
    find_missing
    [ -z "$apt_missing" ] || install_missing
fi

if has_command uv; then
    uv=uv
else
    uv=.tools/uv/bin/uv
    if [ ! -x "$uv" ]; then
        has_command python3 || give_up "there is neither uv nor python3; install one of them first."
        say "installing uv into .tools"
        python3 -m venv --clear .tools/uv
        .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
    fi
fi

# Certificates as the system trusts them: many networks have one of their own.
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
unset VIRTUAL_ENV

# Without the tools for development, which take none away that are there already.
case $command in
run) exec "$uv" run --frozen --no-dev ltx-desktop --demo "$@" ;;
test) exec "$uv" run --frozen pytest "$@" ;;
esac
