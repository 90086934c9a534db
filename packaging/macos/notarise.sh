#!/bin/sh
# Packs and notarises the signed bundle that `build.py macos` made, on a Mac with Xcode's command line tools:
#
#     SIGN_AS='Developer ID Application: NAME (TEAM)' NOTARY_PROFILE=PROFILE sh packaging/macos/notarise.sh
#
# The profile is made once: xcrun notarytool store-credentials PROFILE
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
: "${SIGN_AS:?the name of a Developer ID Application certificate in the keychain}"
: "${NOTARY_PROFILE:?the name of a profile that notarytool stored}"

app='build/LTX Accounts.app'
version=$(/usr/libexec/PlistBuddy -c 'Print CFBundleShortVersionString' "$app/Contents/Info.plist")
image="build/ltx-accounts-$version.dmg"

codesign --verify --deep --strict "$app"
rm -rf build/work/image "$image"
mkdir -p build/work/image
cp -R "$app" build/work/image/
ln -s /Applications build/work/image/Applications
hdiutil create -volname 'LTX Accounts' -srcfolder build/work/image -format ULFO "$image"
codesign --force --timestamp --sign "$SIGN_AS" "$image"
xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature "$image"
echo "$image"
