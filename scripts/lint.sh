#!/usr/bin/env bash
# Formatting, lints, dependencies, scripts. Writes nothing. Use: scripts/lint.sh
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
scripts/need.sh tools
scripts/assets.sh
cargo fmt --all --check || fail "Not formatted as agreed: make fmt."
cargo clippy --locked --workspace --all-targets -- -D warnings || fail "Clippy has remarks: see above."
node scripts/dependencies.mjs || fail "A dependency does not fit deny.toml: see above."
for script in scripts/*.sh .ci/run; do bash -n "$script" || fail "$script is not valid."; done
for script in scripts/*.mjs e2e/*.mjs; do node --check "$script" || fail "$script is not valid."; done
