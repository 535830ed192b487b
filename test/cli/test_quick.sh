# What is kept beside the tellings to make reading quick changes nothing: a ledger in which none of it holds, so that every record is
# folded from its tellings, says the same in every view, byte for byte.
. "$(dirname "$0")/lib.sh"

process=$top/test/process
# shellcheck disable=SC2086
python3 "$process/score.py" reports "$process/gondor_mordor.txt" "$process/rohan_dunland.txt" >invented.jsonl
exits "invented reports" 0 read --db q.db --data "$top/test/data" invented.jsonl
exits "the samples, which are of another time" 0 read --db q.db "$top/samples"

# unsettled DB: a copy of q.db in which no gist holds, in the file DB.
unsettled() {
	python3 - "$1" <<'PYTHON'
import sqlite3, sys
new = sqlite3.connect(sys.argv[1])
sqlite3.connect("q.db").backup(new)
new.execute("insert into stale(record, whole) select distinct record, 1 from telling where true on conflict do nothing")
new.execute("delete from fold")
new.execute("update gist set status = 'nonsense', sides = null, thirds = null, told = 77")
new.commit()
PYTHON
}

# same ARGUMENT… : both ledgers say the same.
same() {
	"$TRUCE" "$@" --db q.db >quick 2>quick.err
	code=$?
	"$TRUCE" "$@" --db slow.db >slow 2>slow.err
	if [ $? = $code ] && cmp -s quick slow; then alike=$((alike + 1)); else differ="$differ; $*"; fi
}

begin() { alike=0 differ=; }
end() { if [ -z "$differ" ]; then good "$alike views say the same $1"; else bad "views differ $1$differ"; fi; }

on() {
	same status --all --at "$1"
	same status --at "$1" --as-told-until 2025-03-24
	same brief --since "$1" --until 2025-03-22
	same list events --json --at "$1"
	same check --json --at "$1"
}

few() {
	same status
	same brief --since 2021-05-19
	for kind in talks proposals agreements incidents statements events; do same list $kind --json; done
}

unsettled slow.db
begin
few
for day in 2021-05-19 2021-05-21 2025-03-20; do on $day; done
for at in "--at 2021-05-20" "--since 2021-05-18 --until 2021-05-21"; do
	# shellcheck disable=SC2086
	for kind in talks ceasefires incidents statements; do same list $kind --csv $at; done
	# shellcheck disable=SC2086
	same status --actor MOR $at
	# shellcheck disable=SC2086
	same status --process Gondor,Mordor $at
	# shellcheck disable=SC2086
	same list incidents --place Osgiliath $at
	# shellcheck disable=SC2086
	same list events --process GON,MOR --type ASSAULT $at
	# shellcheck disable=SC2086
	same export --format acled $at
done
for format in jsonl ical plover eth-prio; do same export --format $format; done
same brief --actor Gondor --format html
same check --csv
same index Gondor Mordor --by day --json
same index RUS UKR --at 2025-03-21 --csv
same list actors --json
same list reports --json --at 2021-05-20
for id in K1 I1 A1 P1; do same explain $id --data "$top/test/data"; done
end "when gists hold and when none does"

# Corrections, and reports read again, leave nothing behind that no longer holds.
exits "two talks are made one" 0 merge --db q.db K2 K3
exits "a third" 0 merge --db q.db K2 K4
exits "which is undone" 0 undo --db q.db 2
exits "the samples are read again" 0 read --again --db q.db "$top/samples"
rm -f slow.db
unsettled slow.db
begin
few
on 2025-03-20
end "after corrections"
settled() { python3 -c 'import sqlite3; assert not sqlite3.connect("q.db").execute("select 1 from stale").fetchall()'; }
holds "nothing is left to be made" settled
# A writer that was killed leaves what the next one makes up for.
cp slow.db q.db
exits "the next writer" 0 read --db q.db "$top/samples"
holds "leaves nothing either" settled
begin
few
end "again"
