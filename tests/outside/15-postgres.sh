# The same ways as 10-live and 20-kill with the records in PostgreSQL: RECEPIS_POSTGRES names the server.
set -eu
[ -n "${RECEPIS_POSTGRES-}" ] || { echo "skipped: RECEPIS_POSTGRES names no server"; exit 0; }
command -v psql >/dev/null || { echo "skipped: psql is missing"; exit 0; }
here=$(dirname "$0")
rounds=5; [ "$FULL" = yes ] && rounds=100
made=()
trap 'for name in "${made[@]}"; do psql -q "$RECEPIS_POSTGRES" -c "drop database $name with (force)"; done' EXIT
fresh() { # NAME: a database of this test, named by DATABASE
  psql -q "$RECEPIS_POSTGRES" -c "create database $1"; made+=("$1")
  DATABASE=$(sed -E "s,(://[^/]*/)[^?]*,\1$1," <<<"$RECEPIS_POSTGRES"); export DATABASE
}
WORK=$WORK/on-postgres; mkdir -p "$WORK"

fresh "recepis_live_$$"
python3 -B "$here/live.py" "$BIN" "$WORK"
[ ! -e "$WORK/live/data/recepis.db" ] || { echo "the records are in the data directory after all"; exit 1; }
bash "$here/witness.sh"
sealed=$(psql -At "$DATABASE" -c 'select count(*) from sealed')
[ "$sealed" -gt 10 ] || { echo "only $sealed sealed evidences are in the database"; exit 1; }
"$BIN/recepis" fsck --data "$WORK/live/data" --database "$DATABASE" >"$WORK/fsck" || { echo "fsck finds:"; cat "$WORK/fsck"; exit 1; }

fresh "recepis_kill_$$"
python3 -B "$here/kill.py" "$BIN" "$WORK" "$rounds"
"$BIN/recepis" fsck --data "$WORK/kill/data" --database "$DATABASE" >"$WORK/fsck" || { echo "fsck finds:"; cat "$WORK/fsck"; exit 1; }
