# The one-folder app, inside of the clean root.
set -eu
. /smoke/common.sh
prepare
install libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libwayland-cursor0 libwayland-egl1 libx11-xcb1 libxkbcommon0 \
    fonts-dejavu-core
mv /smoke/ltx-accounts /opt/
walk /opt/ltx-accounts/ltx-desktop
window /opt/ltx-accounts/ltx-desktop
rm -r /opt/ltx-accounts
well 'removed'
