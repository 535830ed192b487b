# The ledger for other programs: columns, escapes, unknown values, failing writes.
. "$(dirname "$0")/lib.sh"

export TRUCE_DB=$work/export.db
run read "$top/samples"

# columns FORMAT NUMBER SEPARATOR : every row of a tab-separated layout has that many.
columns() {
	exits "export $1" 0 export --format "$1"
	holds "every row of $1 has $2 columns" awk -F '\t' -v n="$2" 'NF != n { bad = 1 } END { exit bad || NR == 0 }' out
}
columns polecat 40
says "unknown is None in polecat" out "	None	"
holds "and its rows end in the version" awk -F '\t' 'NR > 1 && $40 !~ /^truce .* data / { exit 1 }' out
columns icews 20
columns gdelt 61
holds "gdelt has no head, and no unknown number" awk -F '\t' '$1 !~ /^[0-9]+$/ || $30 !~ /^[1-4]$/ { exit 1 }' out

cat >rows.py <<'PY'
import csv, sys
name, columns = sys.argv[1], int(sys.argv[2])
rows = list(csv.reader(open('out', newline='', encoding='utf-8'), strict=True))
head = rows[0]
assert len(rows) > 1 and all(len(r) == columns for r in rows), [len(r) for r in rows]
for r in (dict(zip(head, r)) for r in rows[1:]):
    if name == 'ucdp-ged':
        dead = sum(int(r[c]) for c in ('deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown'))
        assert dead == int(r['best']) and int(r['low']) <= int(r['best']) <= int(r['high']), r
    if name == 'acled':
        assert r['interaction'][0] in '12345678' and int(r['fatalities']) >= 0 and r['disorder_type'], r
    if name == 'eth-prio':
        assert r['ucdp_actor_id'] == '-1' and r['ceasefire_class'] in '123' and r['actor_name'], r
PY
for f in "acled 31" "ucdp-ged 49" "eth-prio 50"; do
	set -- $f
	exits "export $1" 0 export --format "$1"
	holds "$1: $2 columns, sums and codes in order" python3 rows.py "$1" "$2"
done

exits "export plover" 0 export --format plover
holds "every line of plover is JSON" python3 -c 'import json; [json.loads(l)["event"][0] for l in open("out")]'
exits "export jsonl" 0 export --format jsonl
holds "every line says what it is" python3 -c 'import json; [json.loads(l)["record"] for l in open("out")]'
exits "export geojson" 0 export --format geojson
holds "every feature is a point" python3 -c 'import json
for f in json.load(open("out"))["features"]: assert -180 <= f["geometry"]["coordinates"][0] <= 180 and f["properties"]["id"]'
cp out once
run export --format geojson
holds "the same bytes again" cmp once out
exits "incidents as CSV" 0 export --format csv incidents --actor RUS
holds "the same as list --csv" sh -c '"$TRUCE" list incidents --csv --actor RUS | cmp - out'

printf '%s\n' '{"id":"cal","date":"2021-05-20","text":"Russia and Ukraine will hold talks in Geneva on May 25, 2021, the foreign minister of Ukraine said."}' >cal.jsonl
exits "a plan is read" 0 read --db cal.db cal.jsonl
exits "export ical" 0 export --db cal.db --format ical
says "is a calendar" out "BEGIN:VCALENDAR"
holds "lines end in CR LF and are short" awk '!/\r$/ || length($0) > 76 { exit 1 }' out
says "has the day of the talks" out "DTSTART;VALUE=DATE:20210525"
run export --db cal.db --format ical --at 2021-05-20
cp out once
run export --db cal.db --format ical --at 2021-05-20
holds "the calendar's bytes are the same again" cmp once out

# What a spreadsheet would run, and what would break a table.
printf '%s\n' '{"id":"=1+1","date":"2021-05-20","title":"@a,\"b\"\u0000\t","source":"+cmd|x","text":"Russia attacked Kyiv with drones on Thursday and killed three people, Ukrainian officials said."}' >bad.jsonl
exits "a hostile report is read" 0 read --db bad.db bad.jsonl
exits "list as CSV" 0 list incidents --db bad.db --csv
says "a formula is text" out ",'=1+1"
for f in acled ucdp-ged; do
	exits "export $f of it" 0 export --db bad.db --format "$f"
	holds "no cell of $f begins a formula" python3 -c 'import csv
for r in csv.reader(open("out", newline="")): assert not any(c[:1] in ("=", "@", "+") for c in r), r'
done
exits "export icews of it" 0 export --db bad.db --format icews
holds "no cell of icews begins a formula" awk -F '\t' 'NF != 20 { exit 1 } { for (i = 1; i <= NF; i++) if ($i ~ /^[=@+]/) exit 1 }' out

exits "no format" 2 export
exits "a format that is none" 2 export --format xls
exits "a format that is a path" 2 export --format ../../etc/passwd
exits "CSV of nothing in particular" 2 export --format csv
exits "a kind that is none" 2 export --format jsonl wishes
exits "no such ledger" 3 export --db nowhere.db --format jsonl
exits "no such data folder" 3 export --data nowhere --format acled
exits "into a folder that is not there" 3 export --format jsonl -o nowhere/x
status=0
"$TRUCE" export --format jsonl >/dev/full 2>err || status=$?
holds "a full disk ends with 3" [ "$status" = 3 ]
printf 'layout\tx\tevent\ttab\thead\t-\ncolumn\ta\tno.such\n' >layouts.tsv
mkdir data && cp -RL "$top/data/." data && cp layouts.tsv data/view/layouts.tsv
exits "a layout with a wrong value" 3 export --data data --format x
says "is named with file and line" err "layouts.tsv:2: \"no.such\" is no value"
printf 'layout\tmine\tevent\tcomma\thead\t?\ncolumn\tcode\tcameo\ncolumn\tby\t=me\ncolumn\twhat\t-\n' >data/view/layouts.tsv
exits "a layout of one's own" 0 export --data data --format mine
says "has its own columns" out "code,by,what"
says "and its own sign for unknown" out ",me,?"
