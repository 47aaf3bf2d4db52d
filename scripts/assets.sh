#!/usr/bin/env bash
# Builds what the program carries inside it and Node.js makes: style sheets, scripts, fonts, the table of places.
# Does nothing when it stands already. Use: scripts/assets.sh [--force]
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
[ "${1:-}" = --force ] && rm -rf "$stamps"

# built FOLDER RESULT INPUT…: RESULT is up to date with the inputs, or FOLDER's `npm run build` makes it.
built() {
  local folder=$1 result=$2 name="assets-${1//\//-}" print
  shift 2
  [ -f "$folder/package.json" ] || return 0
  print=$(fingerprint "$@")
  if [ -e "$result" ] && fresh "$name" "$print"; then return 0; fi
  npm_ready "$folder"
  echo "Building the assets of $folder"
  npm run --silent --prefix "$folder" build </dev/null || fail "The assets of $folder could not be built."
  [ -e "$result" ] || fail "The build of $folder ended without $result."
  done_for "$name" "$print"
}

web=crates/web
built $web $web/dist/manifest.json $web/package-lock.json $web/build.mjs $web/assets

places=crates/kernel/assets
built $places $places/places.bin $places/package-lock.json $places/places.mjs
