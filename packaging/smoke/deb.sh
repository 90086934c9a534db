# The .deb, inside of the clean root.
set -eu
. /smoke/common.sh
prepare
install /smoke/*.deb
well "it installs: $(dpkg-query -W -f '${Version}, ${Installed-Size} kB' ltx-accounts)"
# Before anything else brings libraries: what the package depends on has to be enough.
home=/usr/lib/ltx-accounts/_internal
for one in /usr/lib/ltx-accounts/ltx-desktop $(find "$home" -name '*.so*' -type f ! -name 'libqgtk3*'); do
    missing=$(LD_LIBRARY_PATH=$home ldd "$one" 2>&1 | grep 'not found' || true)
    [ -z "$missing" ] || { echo "$one: $missing" >&2; exit 1; }
done
well 'no library is missing'
walk ltx-desktop
install desktop-file-utils appstream
desktop-file-validate /usr/share/applications/ltx-accounts.desktop
appstreamcli validate --no-net /usr/share/metainfo/ltx-accounts.metainfo.xml
well 'menu entry and metainfo are valid'
window ltx-desktop
dpkg -L ltx-accounts | while read -r path; do
    case $path in *ltx-accounts* | *ltx-desktop*) echo "$path" ;; esac
done >/tmp/listed
apt-get -qq purge -y ltx-accounts >/dev/null
while read -r path; do
    [ ! -e "$path" ] || { echo "$path is still there" >&2; exit 1; }
done </tmp/listed
if command -v ltx-desktop; then exit 1; fi
well "removed, nothing of $(wc -l </tmp/listed) files and folders stays"
