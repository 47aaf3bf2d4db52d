#!/usr/bin/env bash
# Makes sure that what a target needs is there; installs only what is missing. Safe to run again and again.
# Use: scripts/need.sh THING…   a thing is one of: tools postgresql chromium poppler nextest
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

packages=()

# The tools that everything needs. Not installed from here: people choose how they install them.
need_tools() {
  has cargo || fail "Rust is not installed: see https://rustup.rs."
  has cc || fail "There is no C compiler for the database engine. On Debian: apt-get install gcc libc6-dev."
  { has node && has npm; } || fail "Node.js 20 or later is not installed, with npm."
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  found=$(rustc --version | cut -d ' ' -f 2)
  [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1)" = "$wanted" ] ||
    fail "Rust $found is too old: $wanted or later is needed (rustup update)."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    fail "Node.js $(node --version) is too old: 20 or later is needed."
}

# The servers' programs; the tests start and stop throw-away servers of their own.
need_postgresql() {
  has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
  # PostgreSQL refuses to run as root: the tests then become the user postgres.
  if [ "$(id -u)" = 0 ]; then has sudo || packages+=(sudo); fi
}

need_chromium() { [ -n "${CHROMIUM:-}" ] || has chromium || packages+=(chromium); }

# pdftotext and pdfinfo: what a letter says, read from outside.
need_poppler() { has pdftotext || packages+=(poppler-utils); }

# The test runner. Without it `scripts/test.sh` falls back to `cargo test`.
need_nextest() {
  has cargo-nextest && return 0
  echo "Installing cargo-nextest, once: a few minutes."
  cargo install --locked --quiet cargo-nextest </dev/null ||
    echo "cargo-nextest could not be installed: the tests will run under cargo test." >&2
}

# as_root COMMAND…: by sudo where we are not root. sudo asks for its password on the terminal, where there is one.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  [ ${#packages[@]} -gt 0 ] || return 0
  mkdir -p "$stamps"
  local by_hand="Please install by hand: ${packages[*]}."
  has apt-get || fail "This is not Debian or Ubuntu. $by_hand"
  [ "$(id -u)" = 0 ] || has sudo || fail "Neither root nor sudo. $by_hand"
  echo "Installing: ${packages[*]}"
  local quietly=(-qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  {
    as_root apt-get "${quietly[@]}" update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get "${quietly[@]}" install -y --no-install-recommends \
        "${packages[@]}"
  } </dev/null >"$stamps/apt.log" 2>&1 || { tail -n 20 "$stamps/apt.log" >&2; fail "apt-get did not succeed. $by_hand"; }
}

for thing in "$@"; do
  case $thing in
    tools | postgresql | chromium | poppler | nextest) "need_$thing" ;;
    *) fail "need.sh does not know '$thing'." 2 ;;
  esac
done
install_packages
