# Wheel and source archive, inside of the clean root, with pipx.
set -eu
. /smoke/common.sh
prepare
install pipx libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 \
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libwayland-cursor0 fonts-dejavu-core desktop-file-utils ca-certificates
as_user 'pipx install /smoke/*.whl'
program='$HOME/.local/bin/ltx-desktop'
well 'pipx installs the wheel'
walk "$program"
as_user "$program menu-entry install"
entry=$(echo ~tester/.local/share/applications/ltx-accounts.desktop)
desktop-file-validate "$entry"
started=$(sed -n 's/^TryExec=//p' "$entry")
[ -x "$started" ]
well "the menu entry is valid and starts $started"
window "$program"
as_user "$program menu-entry remove"
[ ! -e "$entry" ]
as_user 'pipx uninstall ltx-desktop'
[ ! -e "$started" ]
well 'removed'
as_user 'pipx install /smoke/*.tar.gz'
walk "$program"
well 'the source archive installs too'
