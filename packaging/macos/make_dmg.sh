#!/bin/bash
# Signs the program, puts it into a disk image, and has Apple notarize it.
#   packaging/macos/make_dmg.sh "dist/ImageRef Desktop.app" dist/imageref-desktop-0.1.0-macos-arm64.dmg
# Read from the environment; without an identity the image is made, unsigned, and this is said:
#   SIGNING_IDENTITY   the name of a "Developer ID Application" certificate in the keychain
#   NOTARY_PROFILE     a keychain profile made by `xcrun notarytool store-credentials`
set -euo pipefail

app=$1
image=$2
here=$(cd "$(dirname "$0")" && pwd)

if [ -n "${SIGNING_IDENTITY:-}" ]; then
  sign() { codesign --force --timestamp --options runtime --sign "$SIGNING_IDENTITY" "$@"; }
  # From the inside out, since a signature covers what is inside at the time: every program and library, whatever it is
  # called (those in frameworks have no ending), then the frameworks, then the application.
  find "$app/Contents" -type f -print0 |
    while IFS= read -r -d '' file; do
      if file -b "$file" | grep -q Mach-O; then sign "$file"; fi
    done
  find "$app/Contents" -depth -type d -name '*.framework' -print0 |
    while IFS= read -r -d '' framework; do sign "$framework"; done
  sign --entitlements "$here/entitlements.plist" "$app"
  codesign --verify --deep --strict "$app"
else
  echo "No SIGNING_IDENTITY: the program is not signed, and macOS will warn of it." >&2
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname "ImageRef Desktop" -srcfolder "$folder" -fs HFS+ -format UDZO -ov "$image"

if [ -n "${SIGNING_IDENTITY:-}" ]; then
  codesign --timestamp --sign "$SIGNING_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
else
  echo "No NOTARY_PROFILE: the image is not notarized." >&2
fi
