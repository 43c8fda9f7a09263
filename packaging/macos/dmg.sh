#!/bin/sh
# sh packaging/macos/dmg.sh "OUT/CPCL Desktop.app" FILE.dmg: a disk image to drag the program out of.
# With CODESIGN_IDENTITY set the image is signed; with NOTARY_PROFILE too (xcrun notarytool store-credentials NAME),
# Apple is asked to notarise it, which waits for the answer and needs a network, and the answer is stapled to it.
set -eu
[ $# = 2 ] || { echo "Usage: dmg.sh APP FILE.dmg" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$1" "$work/"
for paper in LICENSE THIRD-PARTY-NOTICES.txt SBOM.cdx.json; do # build.py writes them into the folder beside the application
    cp "$(dirname "$1")/cpcl-desktop/$paper" "$work/"
done
ln -s /Applications "$work/Applications"
hdiutil create -volname "CPCL Desktop" -srcfolder "$work" -fs HFS+ -format UDZO -ov "$2"
[ -n "${CODESIGN_IDENTITY:-}" ] || { echo "$2 is not signed: CODESIGN_IDENTITY is not set."; exit 0; }
codesign --verify --deep --strict "$1"
codesign --sign "$CODESIGN_IDENTITY" --timestamp "$2"
[ -n "${NOTARY_PROFILE:-}" ] || { echo "$2 is not notarised: NOTARY_PROFILE is not set."; exit 0; }
xcrun notarytool submit "$2" --keychain-profile "$NOTARY_PROFILE" --wait
xcrun stapler staple "$2"
