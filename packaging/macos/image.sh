#!/bin/sh
# Packs the bundle that `build.py macos` made into a disk image, on a Mac with Xcode's command line tools:
#
#     sh packaging/macos/image.sh
#
# It signs and notarises the image where these are set; the bundle has to be built with SIGN_AS, too:
#
#     SIGN_AS='Developer ID Application: NAME (TEAM)'    a certificate in the keychain
#     NOTARY_PROFILE=PROFILE                             made once: xcrun notarytool store-credentials PROFILE
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."

app='build/LTX Accounts.app'
version=$(/usr/libexec/PlistBuddy -c 'Print CFBundleShortVersionString' "$app/Contents/Info.plist")
image="build/ltx-accounts-$version-$(uname -m)"

pack() {
    rm -rf build/work/image "$image"
    mkdir -p build/work/image
    cp -R "$app" build/work/image/
    ln -s /Applications build/work/image/Applications
    hdiutil create -volname 'LTX Accounts' -srcfolder build/work/image -format ULFO "$image"
}

if [ -z "${SIGN_AS:-}" ]; then
    image=$image-unsigned.dmg
    pack
    echo "$image is not signed, because SIGN_AS names no certificate"
    exit
fi
: "${NOTARY_PROFILE:?the name of a profile that notarytool stored}"
image=$image.dmg
codesign --verify --deep --strict "$app"
pack
codesign --force --timestamp --sign "$SIGN_AS" "$image"
xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature "$image"
echo "$image"
