#!/bin/sh
# Sets up what is missing and then runs LTX Accounts on its demo service, or its tests:
#
#     sh packaging/bootstrap.sh run  [words for ltx-desktop]
#     sh packaging/bootstrap.sh test [words for pytest]
#     sh packaging/bootstrap.sh test-log-in [words for pytest]
#
# The last one needs two browsers and takes minutes, so the tests of `test` do without it.
#
# Linux with apt-get or dnf; elsewhere (macOS) only uv is set up. sudo is used only where something
# is missing and this is not root.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."

[ -f packaging/bootstrap.sh ] || {
    echo "bootstrap: start it by its own path, as in: sh packaging/bootstrap.sh run" >&2
    exit 2
}

usage() {
    echo "usage: sh packaging/bootstrap.sh run|test|test-log-in [words to hand on]" >&2
    exit 2
}

[ $# -ge 1 ] || usage
command=$1
shift
case $command in run | test | test-log-in) ;; *) usage ;; esac

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
has_bus() { has_command dbus-daemon && has_command dbus-send; }
has_tray() { has_command trayer || has_command stalonetray; }
has_firefox() { has_command firefox-esr || has_command firefox; }
can_make_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
has_python() {
    for python in python3 python3.15 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 16))' 2>/dev/null && return
    done
    UV_PYTHON_DOWNLOADS=never "$uv" python find '>=3.11,<3.16' >/dev/null 2>&1
}

uv=.tools/uv/bin/uv
if has_command uv; then
    uv=uv
fi
manager='' sudo='' may_install=yes
if has_command apt-get; then
    manager=apt-get
elif has_command dnf; then
    manager=dnf
fi

# need CHECK ARGUMENT APT-PACKAGES DNF-PACKAGES: if the check fails, nothing works without them.
needed=''
need() {
    "$1" "$2" && return
    [ "$manager" != dnf ] || shift
    needed="$needed $3"
}

# want CHECK ARGUMENT APT-PACKAGES DNF-PACKAGES: if the check fails, they are installed where the
# system offers them; of alternatives with | between them, the first.
wanted='' left_out=''
want() {
    "$1" "$2" && return
    [ "$manager" != dnf ] || shift
    names=''
    IFS='|'
    for choice in $3; do
        unset IFS
        if is_offered "$choice"; then
            wanted="$wanted $choice"
            return
        fi
        names="${names:+$names or }$choice"
    done
    unset IFS
    left_out="${left_out:+$left_out, }$names"
}

find_needed() {
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
    need has_certificates '' ca-certificates ca-certificates
    has_command "$uv" || need can_make_venv '' 'python3 python3-venv' python3
}

find_wanted_for_tests() {
    want has_command Xvfb xvfb xorg-x11-server-Xvfb
    want has_bus '' dbus 'dbus-daemon dbus-tools'
    want has_command gnome-keyring-daemon gnome-keyring gnome-keyring
    want has_command curl curl curl
    want has_command git git git
    want has_command jq jq jq
    want has_command dunst dunst dunst
    want has_tray '' 'trayer|stalonetray' 'trayer|stalonetray'
    want has_command desktop-file-validate desktop-file-utils desktop-file-utils
    want has_command appstreamcli appstream appstream
    want has_screen_reader_bus '' 'at-spi2-core gir1.2-atspi-2.0 python3-gi' 'at-spi2-core python3-gobject'
}

# What a distribution calls by these names may be a Snap, whose tests are skipped.
find_wanted_for_log_ins() {
    want has_command Xvfb xvfb xorg-x11-server-Xvfb
    want has_command xdotool xdotool xdotool
    want has_command openbox openbox openbox
    want has_command chromium 'chromium|chromium-browser' chromium
    want has_firefox '' 'firefox-esr|firefox' firefox
}

# What it prints is of interest only when it fails.
quietly() {
    output=$("$@" 2>&1 </dev/null) || {
        printf '%s\n' "$output" >&2
        return 1
    }
}

# Asks nothing, and waits while another program installs.
apt_get() {
    quietly $sudo env DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none \
        NEEDRESTART_MODE=l NEEDRESTART_SUSPEND=1 \
        apt-get -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef \
        -o Dpkg::Options::=--force-confold "$@"
}

# dnf does this by itself.
are_lists_read=''
read_lists() {
    if [ "$manager" = apt-get ] && [ "$may_install" ] && [ -z "$are_lists_read" ]; then
        are_lists_read=yes
        # A list that could not be read matters only if the packages are not found then.
        apt_get update || true
    fi
}

is_offered() {
    # Who may install nothing has no lists either, and gets the whole command to hand on.
    [ "$may_install" ] || return 0
    read_lists
    for package in $1; do
        case $manager in
        apt-get) apt-get install --simulate --no-remove --no-install-recommends "$package" ;;
        dnf) $sudo dnf -y -q repoquery "$package" | grep . ;;
        *) false ;;
        esac >/dev/null 2>&1 </dev/null || return
    done
}

install() {
    case $manager in
    apt-get) by_hand="apt-get update && apt-get install -y --no-install-recommends $*" ;;
    dnf) by_hand="dnf install -y $*" ;;
    esac
    if [ -z "$may_install" ]; then
        say "something is missing, and installing it needs root or sudo. As root, run: $by_hand"
        return 1
    fi
    say "installing $*"
    read_lists
    case $manager in
    apt-get) apt_get install -y --no-remove --no-install-recommends "$@" ;;
    dnf) quietly $sudo dnf install -y "$@" ;;
    esac || {
        say "that did not work; as root, run: $by_hand"
        return 1
    }
}

# shellcheck disable=SC2086 # lists of packages are words
set_up_linux() {
    if [ "$(id -u)" -ne 0 ]; then
        if has_command sudo; then sudo=sudo; else may_install=; fi
    fi
    find_needed
    if [ "$needed" ] && [ -z "$manager" ]; then
        say "some libraries that Qt may need were not found, and there is neither apt-get nor dnf to install them:$needed"
    elif [ "$needed" ]; then
        install $needed || exit 1
    fi
    pythons='python3.15|python3.14|python3.13|python3.12|python3.11'
    want has_python '' "$pythons" "$pythons"
    left_out=''
    case $command in
    test) find_wanted_for_tests ;;
    test-log-in) find_wanted_for_log_ins ;;
    esac
    [ -z "$left_out" ] || say "there is no package here for $left_out: tests that need it are skipped"
    [ -z "$wanted" ] || install $wanted || say "going on without them"
}

[ "$(uname -s)" != Linux ] || set_up_linux

if ! has_command "$uv"; then
    has_command python3 || give_up "there is neither uv nor python3; install one of them first."
    say "installing uv into .tools"
    python3 -m venv --clear .tools/uv
    .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
        --require-hashes --requirement packaging/bootstrap-requirements.txt
fi

# Certificates as the system trusts them: many networks have one of their own.
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
# Where Python may not keep what it compiled, each start compiles everything anew.
unset VIRTUAL_ENV PYTHONDONTWRITEBYTECODE

has_python || {
    say "downloading a Python"
    "$uv" python install 3.13
} || give_up "Python 3.11 to 3.15 is needed, and neither this system nor uv has one: install it first."

# Without the tools for development, which take none away that are there already.
case $command in
run) exec "$uv" run --frozen --no-dev ltx-desktop --demo "$@" ;;
test) exec "$uv" run --frozen pytest "$@" ;;
test-log-in) exec "$uv" run --frozen pytest -m browsers -n 3 tests/log_in "$@" ;;
esac
