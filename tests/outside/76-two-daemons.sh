# Two services on one database: one sequencer at a time, and one that was stopped for longer than its lease changes nothing.
set -eu
[ -n "${RECEPIS_POSTGRES-}" ] || { echo "skipped: RECEPIS_POSTGRES names no server"; exit 0; }
command -v psql >/dev/null || { echo "skipped: psql is missing"; exit 0; }
name=recepis_two_$$
psql -q "$RECEPIS_POSTGRES" -c "create database $name"
trap 'psql -q "$RECEPIS_POSTGRES" -c "drop database $name with (force)"' EXIT
DATABASE=$(sed -E "s,(://[^/]*/)[^?]*,\1$name," <<<"$RECEPIS_POSTGRES"); export DATABASE
pause=15; [ "$FULL" = yes ] && pause=60
python3 -B "$(dirname "$0")/two_daemons.py" "$BIN" "$WORK" "$pause"
