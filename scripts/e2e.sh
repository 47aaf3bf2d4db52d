#!/usr/bin/env bash
# The journeys in a real browser, against the demonstration. Use: scripts/e2e.sh [FILE OF e2e/]…
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
scripts/need.sh tools chromium poppler
scripts/assets.sh
npm_ready e2e
# With the tests: a library that they alone use asks others for more, and without them everything above those would be built again.
cargo build --locked --workspace --bins --tests --quiet
export MAILLAGE_BIN="$target/debug/maillage"
[ $# -gt 0 ] || set -- e2e/*.test.mjs
# Every file of journeys serves a copy of one world.
MAILLAGE_WORLD=$(mktemp -d)
export MAILLAGE_WORLD
trap 'rm -rf "$MAILLAGE_WORLD"' EXIT
"$MAILLAGE_BIN" demo --prepare-only --data "$MAILLAGE_WORLD" --today 2026-11-23 >/dev/null
# A journey that hangs is ended: it must never cost more than the whole run may take. The time is that of a whole file.
timeout 20m node --test --test-reporter=spec --test-timeout=600000 --test-concurrency="$(nproc)" "$@"
