# shellcheck shell=bash
# Common to the scripts: where we are, how we say things, when packages of npm are fetched again. To be sourced.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Cargo puts what it installs where a bare shell may not look.
PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH DEBIAN_FRONTEND=noninteractive
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false

# Where cargo puts what it builds, and where we remember what was already done.
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
stamps=$target/stamps

if [ -t 1 ]; then bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'; else bold='' red='' plain=''; fi

# heading TEXT: the title of a step.
heading() { printf '\n%s── %s ──%s\n' "$bold" "$1" "$plain"; }

# fail TEXT [EXIT CODE]: says why and what to do, and stops.
fail() {
  printf '%s✗ %s%s\n' "$red" "$1" "$plain" >&2
  exit "${2:-1}"
}

has() { command -v "$1" >/dev/null 2>&1; }

# fingerprint PATH…: one hash over the names and contents of files, whatever their dates. Generated files are left out.
fingerprint() {
  find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 --no-run-if-empty sha256sum | sha256sum | cut -d ' ' -f 1
}

# fresh NAME FINGERPRINT: whether NAME was last done for exactly this.
fresh() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }

# done_for NAME FINGERPRINT: remembers it.
done_for() { mkdir -p "$stamps" && printf '%s\n' "$2" >"$stamps/$1"; }

# npm_ready FOLDER: its locked packages are installed; fetched only when the lock changed or they are gone.
npm_ready() {
  local name="npm-${1//\//-}" print
  print=$(fingerprint "$1/package-lock.json")
  if [ -d "$1/node_modules" ] && fresh "$name" "$print"; then return 0; fi
  echo "npm ci in $1"
  npm ci --prefix "$1" --include=dev --loglevel=error </dev/null || fail "npm could not install the packages of $1."
  done_for "$name" "$print"
}
