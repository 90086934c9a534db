# What the smoke tests have in common; sourced inside of the clean root.
well() { echo "well: $*"; }
install() { apt-get -qq install -y --no-install-recommends "$@" >/dev/null; }
# The app runs as somebody, not as root.
as_user() { su tester -c "cd && $1"; }

prepare() {
    apt-get -qq update
    useradd --create-home --shell /bin/sh tester
}

# walk PROGRAM: the main job without a display, which takes a paste.
walk() {
    as_user "$1 --version"
    as_user "$1 --demo" | tee /tmp/walked
    grep -q 'new@northlight.example' /tmp/walked
    [ "$(head -c 4 ~tester/ltx-accounts-demo.png | tail -c 3)" = PNG ]
    well "without a display it takes a paste, saves a picture and ends with 0"
}

# window PROGRAM: the same in a window, with the clipboard and keys.
window() {
    install xvfb xauth xdotool xclip openbox fonts-dejavu-core
    as_user "xvfb-run -a sh /smoke/window.sh $1"
}
