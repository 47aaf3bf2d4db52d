#!/usr/bin/env bash
# Makes sure that what a target needs is there; installs only what is missing. Safe to run again and again.
# Use: scripts/need.sh THING…   a thing is one of: tools postgresql chromium poppler nextest examples
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

# The Questionnaires among HL7's published examples: seven of the 188 MB in its package, which is checked before it is opened.
need_examples() {
  local package=hl7.fhir.r4.examples-4.0.1 folder=$target/fhir-examples into
  local sha512=0d705d21939e41a48a220094ef0e87382eecc3fe81cf29668a92e4056e1ffffa53f8173de31fbc2c89b04ddbda35384f2683b3a41cefc40ccdaa37aedd7ff32f
  if fresh fhir-examples "$sha512" && [ -d "$folder" ]; then return 0; fi
  echo "Fetching $package, once."
  into=$(mktemp -d)
  npm pack --silent --pack-destination "$into" "${package%-*}@${package##*-}" </dev/null >/dev/null ||
    fail "npm could not fetch $package."
  printf '%s  %s\n' "$sha512" "$into/$package.tgz" | sha512sum --check --quiet || fail "$package is not what it was."
  rm -rf "$folder" && mkdir -p "$folder"
  tar -xzf "$into/$package.tgz" -C "$folder" --strip-components=1 --wildcards 'package/Questionnaire-*.json' \
    'package/QuestionnaireResponse-*.json'
  rm -rf "$into"
  done_for fhir-examples "$sha512"
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
    tools | postgresql | chromium | poppler | nextest | examples) "need_$thing" ;;
    *) fail "need.sh does not know '$thing'." 2 ;;
  esac
done
install_packages
