#!/usr/bin/env bash
# Takes the pictures of the README again. Use: scripts/screenshots.sh [NAME]…
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
scripts/need.sh tools chromium
scripts/assets.sh
npm_ready e2e
cargo build --locked --workspace --quiet
export MAILLAGE_BIN="$target/debug/maillage"
node e2e/screenshots.mjs "$@"
