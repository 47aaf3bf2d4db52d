#!/usr/bin/env bash
# The tests in Rust: rules, both databases, HTTP stories. Use: scripts/unit.sh [OPTION OF nextest]…
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
scripts/need.sh tools postgresql poppler nextest examples
scripts/assets.sh

# Debian keeps PostgreSQL's own programs off the path; the tests look here for the newest.
if [ -z "${MAILLAGE_POSTGRES_BIN:-}" ]; then
  newest=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
  if [ -n "$newest" ]; then export MAILLAGE_POSTGRES_BIN=$newest PATH="$newest:$PATH"; fi
fi

export MAILLAGE_FHIR_EXAMPLES="$target/fhir-examples"
if has cargo-nextest; then
  cargo nextest run --locked --workspace --no-tests=fail "$@"
else
  cargo test --locked --workspace "$@"
fi
