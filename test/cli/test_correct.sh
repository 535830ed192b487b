# Records set right by hand: merged, split, undone; copies as one voice; all of it after a re-reading too.
. "$(dirname "$0")/lib.sh"

cat >a.jsonl <<'TEXT'
{"id":"r1","date":"2025-03-23","source":"Alpha","text":"U.S. and Ukrainian officials held talks in Riyadh on Sunday."}
{"id":"r2","date":"2025-03-24","source":"Beta","text":"U.S. and Ukrainian officials held talks in Riyadh on Sunday. More talks are planned, one official said."}
{"id":"r3","date":"2025-03-26","source":"Gamma","text":"U.S. and Ukrainian officials held talks in Riyadh on Tuesday."}
TEXT

# talks : the ids of the talks with the reports of each, a line each.
talks() { "$TRUCE" list --db one.db --json talks | python3 -c '
import json, sys
for t in json.load(sys.stdin):
	print(t["id"], *dict.fromkeys(e["report"] for e in t["evidence"]))'; }

# are NAME LINE… : the talks are these.
are() {
	name=$1
	shift
	talks >got
	printf '%s\n' "$@" >wanted
	if cmp -s got wanted; then good "$name"; else bad "$name" "$(tr '\n' ';' <got) instead of $(tr '\n' ';' <wanted)"; fi
}

exits "three reports" 0 read --db one.db a.jsonl
are "two talks, one told twice" "K1 r1 r2" "K2 r3"
exits "merged by hand" 0 merge --db one.db --note "the dateline was wrong" K1 K2
says "under the first id" out "merged into K1 (correction 1)"
are "they are one" "K1 r1 r2 r3"
exits "explained" 0 explain --db one.db K1
says "with the correction" out "by hand (correction 1): the dateline was wrong"
exits "a record that is gone" 2 explain --db one.db K2
exits "cannot be merged again" 2 merge --db one.db K1 K2
says "and it is said where it went" err "K2 was merged into K1"
exits "the same reports again" 0 read --db one.db a.jsonl
are "change nothing" "K1 r1 r2 r3"
exits "read anew" 0 read --db one.db --again a.jsonl
says "all of them" out "3 were there and have been read again"
are "the correction holds" "K1 r1 r2 r3"
exits "corrections are listed" 0 list --db one.db --json corrections
says "with what was moved" out '"moved":[{"report":"r3","sentence":0,"from":"K2","to":"K1"}]'
exits "undone" 0 undo --db one.db 1
are "they are two again" "K1 r1 r2" "K2 r3"
exits "twice" 2 undo --db one.db 1
exits "read anew after that" 0 read --db one.db --again a.jsonl
are "two as before, with their ids" "K1 r1 r2" "K2 r3"

exits "split by hand" 0 split --db one.db K1 r2
says "into a new record" out "split off as K3 (correction 2)"
are "three" "K1 r1" "K2 r3" "K3 r2"
exits "read anew" 0 read --db one.db --again a.jsonl
are "the split holds" "K1 r1" "K2 r3" "K3 r2"
exits "nothing to split" 2 split --db one.db K1 r1
exits "a report that does not tell it" 2 split --db one.db K1 r3
exits "undone" 0 undo --db one.db 2
are "together again" "K1 r1 r2" "K2 r3"
exits "corrections as a table" 0 list --db one.db corrections
exits "corrections as CSV" 0 list --db one.db --csv corrections
says "with the day of undoing" out "split"

exits "of two kinds" 2 merge --db one.db K1 E1
exits "one id" 2 merge --db one.db K1
exits "no id" 2 merge --db one.db K1 nonsense
exits "no such record" 2 merge --db one.db K1 K99
exits "no such correction" 2 undo --db one.db 99
exits "no ledger" 3 merge --db nowhere.db K1 K2
holds "none is made" [ ! -e nowhere.db ]

# A wire story, a paper that prints it under its own title, one that cuts it, one that tells it in its own words and names it,
# and one with words and news of its own.
cat >copies.jsonl <<'TEXT'
{"id":"w1","date":"2025-03-24","source":"Sample Wire","title":"Talks in Riyadh","text":"Russian and U.S. officials held talks in Riyadh on Monday about a ceasefire in the Black Sea. The meeting at a hotel in the Saudi capital lasted twelve hours, both delegations said. A joint statement is expected on Tuesday morning, a Russian official said after the talks."}
{"id":"w2","date":"2025-03-24","source":"Daily Example","title":"Twelve hours at a hotel","text":"Russian and U.S. officials held talks in Riyadh on Monday about a ceasefire in the Black Sea. The meeting at a hotel in the Saudi capital lasted twelve hours, both delegations said. A joint statement is expected on Tuesday morning, a Russian official said after the talks. Additional reporting by our staff."}
{"id":"w3","date":"2025-03-25","source":"Evening Example","text":"Russian and U.S. officials held talks in Riyadh on Monday about a ceasefire in the Black Sea. The meeting at a hotel in the Saudi capital lasted twelve hours, both delegations said."}
{"id":"w4","date":"2025-03-25","source":"The Example","text":"American and Russian officials met in Riyadh on Monday, Sample Wire reported."}
{"id":"w5","date":"2025-03-25","source":"Other Post","url":"https://post.example/1","text":"The United States and Russia held talks in Riyadh on Monday. Ships should sail without fear of attack, a diplomat who knows the papers told this newspaper."}
{"id":"w6","date":"2025-03-25","source":"Other Post","url":"https://post.example/1","text":"The United States and Russia held talks in Riyadh on Monday, and a statement came on Tuesday."}
TEXT
exits "copies are read" 0 read --db copies.db copies.jsonl
exits "reports" 0 list --db copies.db --json reports
python3 - out >links <<'TEXT'
import json, sys
for r in json.load(open(sys.argv[1])):
	print(r['id'], r.get('retells', 'own'), r.get('original', r['id']))
TEXT
says "the wire story is its own" links "w1 own w1"
says "printed under another title it is a copy" links "w2 copy w1"
says "and cut" links "w3 copy w1"
says "told in other words with its source named it is a rewrite" links "w4 rewrite w1"
says "words and news of one's own are a voice of their own" links "w5 own w5"
says "a later text of the same page is an update of it" links "w6 update w5"
"$TRUCE" list --db copies.db --json talks >talks.json
holds "six reports of the talks are two voices" python3 -c '
import json
assert any(t["voices"] == 2 and len({e["report"] for e in t["evidence"]}) == 6 for t in json.load(open("talks.json")))'
