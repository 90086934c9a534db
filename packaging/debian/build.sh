#!/bin/sh
# Builds folder, wheel, source archive and .deb inside the clean root; run by `in_clean_root.sh ROOT.tar build`.
set -eu
cd "$(dirname -- "$0")/../.."
# In a root without certificates, uv trusts only these.
export SSL_CERT_FILE=/smoke/trusted.crt UV_PYTHON=/usr/bin/python3.11 UV_PYTHON_DOWNLOADS=never
apt-get -qq update
# The README's first command: it installs uv and what Qt loads.
sh packaging/bootstrap.sh run
apt-get -qq install -y --no-install-recommends dpkg-dev libpython3.11 libwayland-egl1 >/dev/null
for kind in wheel deb; do
    .tools/uv/bin/uv run --frozen --no-dev --group packaging python packaging/build.py "$kind"
done
