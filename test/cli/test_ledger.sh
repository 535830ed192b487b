# The ledger from outside: reading twice, other people's files, disks that are full or closed, power cuts.
. "$(dirname "$0")/lib.sh"

cat >a.jsonl <<'TEXT'
{"id":"a1","date":"2025-03-24","title":"Talks","text":"Ukrainian and U.S. officials met in Riyadh on Sunday. Russia attacked Kyiv with 147 drones, killing three people, the air force said."}
{"id":"a2","date":"2025-03-25","text":"Moscow proposed a 30-day ceasefire. “We are ready for peace,” Dmitry Peskov said on Tuesday."}
TEXT
printf '{"id":"b1","date":"2025-03-26","text":"Kyiv and Moscow agreed on a ceasefire at sea."}\n' >b.jsonl

# everything DB : all that the ledger lists.
everything() {
	for kind in reports talks proposals agreements ceasefires incidents statements events actors; do
		"$TRUCE" list --db "$1" --json "$kind" || return
	done
}

exits "a new ledger" 0 read --db one.db a.jsonl b.jsonl
exits "its reports are listed" 0 list --db one.db --json reports
says "with their ids" out '"a1"'
everything one.db >first
exits "the same reports again" 0 read --db one.db a.jsonl b.jsonl
everything one.db >second
holds "change nothing" cmp first second
exits "in another order, with other threads" 0 read --db two.db --jobs 3 a.jsonl b.jsonl
everything two.db >third
holds "give the same" cmp first third
for kind in reports talks proposals agreements ceasefires incidents statements events actors; do
	exits "list $kind" 0 list --db one.db "$kind"
	exits "list $kind --csv" 0 list --db one.db --csv "$kind"
done
exits "a kind that is none" 2 list --db one.db nonsense
exits "a ledger that is not there is not made by looking" 3 list --db nowhere.db reports
holds "it is still not there" [ ! -e nowhere.db ]

printf 'this is no ledger, only a text that is long enough to be taken for the head of one by somebody in a hurry\n' >text.db
cp text.db text.copy
exits "a ledger that is a text" 3 read --db text.db a.jsonl
says "is named" err "text.db"
holds "and left alone" cmp text.db text.copy
if command -v sqlite3 >/dev/null 2>&1; then
	sqlite3 other.db 'create table people (name text); insert into people values (1);'
	cp other.db other.copy
	exits "a database of another program" 3 read --db other.db a.jsonl
	says "is named" err "other.db"
	holds "and left alone" cmp other.db other.copy
fi
head -c 6000 one.db >half.db
exits "half a ledger" 3 read --db half.db a.jsonl
says "is named" err "half.db"

exits "a ledger in a folder that is not there" 3 read --db no/where.db a.jsonl
says "is named" err "no/where.db"
exits "a ledger that is a folder" 3 read --db . a.jsonl

printf '{"id":"cut","te\n{"id":"c2","text":"Moscow refused."}\n' >cut.jsonl
exits "a rejected line" 1 read --db one.db cut.jsonl
says "is named with its line" err "cut.jsonl:1: "
exits "and the rest is read" 0 list --db one.db --json reports
says "into the ledger" out '"c2"'
