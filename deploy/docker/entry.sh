#!/bin/sh
# `start` brings the part's database to head and serves; anything else is a command of the part: serve, migrate, relay.
# Each process takes the shell's place where it is the last one, so that SIGTERM reaches it.
set -eu
if [ "${1:-}" = start ]; then
  python -m "ce_$PART" migrate
  set -- serve
fi
exec python -m "ce_$PART" "$@"
