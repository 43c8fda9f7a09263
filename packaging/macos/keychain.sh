#!/bin/sh
# Makes what dmg.sh and cpcl.spec sign with out of the environment, and prints it as NAME=VALUE lines for later steps:
# CERTIFICATE (a .p12 in base64) and CERTIFICATE_PASSWORD; NOTARY_APPLE_ID, NOTARY_PASSWORD, NOTARY_TEAM.
# Without CERTIFICATE it does nothing. For machines of one run only: the keychain stays.
set -eu
[ -n "${CERTIFICATE:-}" ] || { echo "Nothing will be signed: CERTIFICATE is not set." >&2; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
password=$(uuidgen)
printf %s "$CERTIFICATE" | base64 --decode >"$work/certificate.p12"
{
    security create-keychain -p "$password" cpcl.keychain
    security set-keychain-settings -lut 21600 cpcl.keychain
    security unlock-keychain -p "$password" cpcl.keychain
    security import "$work/certificate.p12" -k cpcl.keychain -P "${CERTIFICATE_PASSWORD:-}" -T /usr/bin/codesign
    security set-key-partition-list -S apple-tool:,apple: -k "$password" cpcl.keychain
    security list-keychains -d user -s cpcl.keychain login.keychain
} >&2
identity=$(security find-identity -v -p codesigning cpcl.keychain | sed -n 's/.*"\(.*\)"/\1/p' | head -1)
echo "CODESIGN_IDENTITY=$identity"
[ -n "${NOTARY_APPLE_ID:-}" ] || exit 0
xcrun notarytool store-credentials cpcl --apple-id "$NOTARY_APPLE_ID" --password "$NOTARY_PASSWORD" \
    --team-id "$NOTARY_TEAM" >&2
echo "NOTARY_PROFILE=cpcl"
