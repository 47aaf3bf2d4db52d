#!/usr/bin/env bash
# Builds the program and opens its demonstration. Needs Rust and Node.js, nothing else.
# Use: scripts/demo.sh [OPTION OF maillage demo]…
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
scripts/need.sh tools
scripts/assets.sh
cargo build --locked --workspace
exec "$target/debug/maillage" demo "$@"
