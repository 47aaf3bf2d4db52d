#!/usr/bin/env bash
# Everything that must hold before a change is taken, in order; stops at the first step that does not.
# Use: scripts/test.sh
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

steps=6 number=0

# step TITLE ALONE COMMAND…: one step, what to run it alone, and what it does.
step() {
  local title=$1 alone=$2 from=$SECONDS
  shift 2
  number=$((number + 1))
  heading "$number/$steps $title"
  "$@" || fail "$title: failed, see above. This step alone: $alone"
  printf '%s: done in %d s\n' "$title" $((SECONDS - from))
}

step 'What is needed' 'scripts/need.sh tools postgresql chromium poppler nextest examples' \
  scripts/need.sh tools postgresql chromium poppler nextest examples
step 'Assets' 'make assets' scripts/assets.sh
step 'Formatting, lints, dependencies' 'make lint' scripts/lint.sh
step 'Tests, on both databases' 'make unit' scripts/unit.sh
step 'Documentation of the code' 'make doc' scripts/doc.sh
step 'Browser journeys' 'make e2e' scripts/e2e.sh
