#!/usr/bin/env bash
# Measures, and compares with the goals, as ratios within one run. Use: scripts/bench.sh [OPTION OF THE BENCH]…
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
scripts/need.sh tools postgresql
scripts/assets.sh
cargo build --locked --workspace --release
MAILLAGE_BIN="$target/release/maillage" exec "$target/release/bench" "$@"
