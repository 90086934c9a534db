# window.sh PROGRAM: opens the demo, pastes a cookie with the keyboard, and ends it; on a display.
set -eu
program=$1
demo=$HOME/.local/share/ltx-accounts-demo
log=$HOME/.local/state/ltx-accounts-demo/log/ltx-accounts.log
email=smoke@northlight.example

fail() {
    echo "failed: $*" >&2
    cat /tmp/said "$log" >&2
    exit 1
}
wait_for() {
    what=$1 tries=0
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || fail "$what"
        sleep 0.05
    done
    echo "well: $what"
}
part() { printf '%s' "$1" | base64 -w0 | tr '+/' '-_' | tr -d '='; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
start() {
    rm -f "$log"
    began=$(milliseconds)
    $program --demo >/tmp/said 2>&1 &
    number=$!
    until grep -q 'the window is made' "$log" 2>/dev/null; do
        kill -0 "$number" || fail 'it ended before its window came'
        [ $(($(milliseconds) - began)) -lt 60000 ] || fail 'the window did not come'
        sleep 0.02
    done
    echo "well: the window is made after $(($(milliseconds) - began)) ms ($1)"
}
end() {
    kill -TERM "$number"
    code=0
    wait "$number" || code=$?
    [ "$code" -eq 0 ] || fail "SIGTERM ends it with $code"
    [ ! -s /tmp/said ] || fail 'it said something'
    echo 'well: SIGTERM ends it with 0, and it said nothing'
}

# It gives the keyboard to new windows, as on every desktop.
openbox >/dev/null 2>&1 &
manager=$!
start 'first start'
wait_for 'a window of that name is on the screen' xdotool search --onlyvisible --name '^LTX Accounts'
main=$(xdotool search --onlyvisible --name '^LTX Accounts' | head -n 1)
token="$(part '{"alg":"none"}').$(part "{\"email\":\"$email\",\"exp\":4000000000}").SYNTHETIC"
printf 'lt_id=smoke; lt_token=%s; lt_refresh_token=SYNTHETIC-refresh-token' "$token" | xclip -selection clipboard
dialog_is_open() { [ "$(xdotool getactivewindow)" != "$main" ] && xdotool getactivewindow getwindowname | grep -q account; }
has_keyboard() { [ "$(xdotool getactivewindow)" = "$main" ]; }
wait_for 'it has the keyboard' has_keyboard
xdotool key --clearmodifiers ctrl+n
wait_for 'Ctrl+N opens the dialog' dialog_is_open
xdotool key --clearmodifiers ctrl+v
sent() {
    xdotool key --clearmodifiers Return
    sleep 0.5
    grep -aqs "$email" -r "$demo"
}
wait_for 'it takes the paste: Return sends it, and the account is kept' sent
end
start 'second start'
end
kill "$manager"
