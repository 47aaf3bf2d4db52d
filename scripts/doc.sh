#!/usr/bin/env bash
# The documentation of the code builds without a warning. Use: scripts/doc.sh
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
scripts/need.sh tools
scripts/assets.sh
RUSTDOCFLAGS='-D warnings' cargo doc --locked --workspace --no-deps --quiet
