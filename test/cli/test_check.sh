# Ceasefires against the attacks of a ledger, written down by hand or told by reports; the index of a pair.
. "$(dirname "$0")/lib.sh"

export TRUCE_DB=$work/check.db
run read "$top/samples"
terms=$top/docs/examples/energy-2025.txt

exits "a ceasefire written down" 0 check --terms "$terms"
says "names its parties" out "Parties: Russia and Ukraine."
says "keeps apart who is said to have done it" out "Said to be by Russia: "
says "and has quiet days" out "Quiet days"
cp out once
run check --terms "$terms"
holds "says the same again" cmp once out
exits "all that reports tell of" 0 check
exits "as JSON" 0 check --terms "$terms" --json
holds "every breach has its word, its incident and evidence" python3 -c 'import json
c, = json.load(open("out"))
assert c["parties"] == ["Russia", "Ukraine"] and c["until"] == "2025-04-16" and c["forbidden_struck"] == ["energy"], c
assert {b["by"] for b in c["breaches"]} == {"Russia", "Ukraine"}
for b in c["breaches"]:
    assert b["standing"] in ("alleged", "disputed", "confirmed", "admitted", "stated")
    assert b["incident"]["evidence"] and "energy" in b["incident"]["struck"]
    assert (b["standing"] == "disputed") == ("denied_by" in b)
assert any(b["standing"] == "disputed" for b in c["breaches"])
days = set(c["quiet_days"]) | set(c["days_without_reports"])
assert not days & {b["date"] for b in c["breaches"]} and "2025-04-10" in c["days_without_reports"]'
exits "as CSV" 0 check --terms "$terms" --csv
says "a row a breach" out "ceasefire,id,date,by,standing,alleged_by,denied_by,confirmed_by"
exits "as known on a day" 0 check --terms "$terms" --at 2025-03-20
holds "without what later reports tell" sh -c '! grep -q 2025-03-27 out'
exits "a few days only" 0 check --terms "$terms" --since 2025-03-27 --until 2025-03-27
says "are named" out "Looked at: 2025-03-27 to 2025-03-27"

# Files with mistakes: named, left out, the rest done.
cat >bad.txt <<'TXT'
name: No end
parties: Russia, Ukraine
forbids: energy, butter
from: 2025-03-18

name: Before it begins
parties: Russia, Ukraine
forbids: full
from: 2025-03-18
until: 2025-03-01

name: Alone
parties: Russia
forbids: full
from: 18 March
colour: blue
nonsense

name: Good
parties: Russia, Ukraine
forbids: drone, missile, port
area: Ukraine
from: 2025-03-18
monitoring: OSCE, Gondor
class: preliminary
purpose: humanitarian, holiday
TXT
exits "a file with mistakes" 1 check --terms bad.txt
says "a word that is none" err "bad.txt:3: neither a scope, nor a kind of attack, nor a thing that is struck: butter"
says "an end before the beginning" err "bad.txt:6: it ends before it begins"
says "a date that is none" err "bad.txt:15: not a date (YYYY-MM-DD): 18 March"
says "a key that there is not" err "bad.txt:16: no such key: colour"
says "a line without a colon" err "bad.txt:17: not “key: value”: nonsense"
says "too few parties" err "bad.txt:12: a ceasefire needs two parties"
says "the good one is done" out "Good (written down by hand)"
says "with its class" out "preliminary (ETH/PRIO 2)"
holds "and only that one" sh -c '! grep -q "Alone\|No end\|Before" out'
printf 'name: x\377\n' >latin
exits "a file that is not UTF-8" 1 check --terms latin
says "is said to be none" err "latin:1: not UTF-8"
: >nothing
exits "an empty file" 1 check --terms nothing
head -c 300000 /dev/zero >zeros
exits "a file of zeros" 1 check --terms zeros
awk 'BEGIN { for (i = 0; i < 20000; i++) print "name: a" i }' >many
exits "a file of too many lines" 1 check --terms many
says "is cut" err "too many lines"
printf 'name: a\nparties: Russia, Ukraine\nforbids: full\nfrom: 0001-01-01\nuntil: 9999-12-31\n' >long
exits "a ceasefire of ten thousand years" 0 check --terms long
exits "no such file" 3 check --terms nowhere
exits "no such ceasefire" 2 check G999
exits "a wrong option" 2 check --colour
exits "no such ledger" 3 check --db nowhere.db
status=0
"$TRUCE" check --terms "$terms" >/dev/full 2>err || status=$?
holds "a full disk ends with 3" [ "$status" = 3 ]

exits "the index of a pair" 0 index RUS UKR
exits "by day, as JSON" 0 index --process Russia,Ukraine --by day --json
holds "shares are of all that is reported, and points have their events" python3 -c 'import json
x = json.load(open("out"))
assert x["pair"] == ["Russia", "Ukraine"] and x["by"] == "day"
for p in x["points"]:
    assert p["events"] == len(p["behind"]) <= p["reported"]
    assert (p["index"] is None) == (p["reported"] == 0)
    if p["events"]: assert abs(p["share"] - p["events"] / p["reported"]) < 1e-3 and -10 <= p["mean"] <= 10
assert any(p["events"] for p in x["points"])'
exits "by month, as CSV" 0 index RUS UKR --by month --csv
says "a row a month" out "2025-03-01,2025-03-31,"
exits "the other way round" 0 index UKR RUS --by month --csv
exits "a step that is none" 2 index RUS UKR --by year
exits "one actor" 2 index RUS
exits "an actor with himself" 2 index RUS Russia
exits "an actor that no report names" 2 index RUS Gondor
exits "no such ledger for an index" 3 index RUS UKR --db nowhere.db
