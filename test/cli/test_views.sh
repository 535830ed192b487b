# The samples through the whole program: read, status, list, brief, explain.
. "$(dirname "$0")/lib.sh"

samples=$top/samples
export TRUCE_DB=$work/samples.db
exits "the samples are read" 0 read "$samples"
exits "status" 0 status --at 2025-03-28
cp out status.one
run status --at 2025-03-28
holds "status says the same again" cmp status.one out
# As known on a day, in hindsight, process by process.
exits "status as known then" 0 status --at 2025-03-23
holds "says nothing that later reports tell" sh -c '! grep -q "2025-03-2[4-9]\|2025-04" out'
exits "status in hindsight" 0 status --at 2025-03-23 --as-told-until 2025-03-26
says "with what later reports tell" out "Talks after this day, as later reports tell"
says "of that day" out "Status on Sunday, 23 March 2025"
cp out hindsight
run status --as-told-until 2025-03-26 --at 2025-03-23
holds "whatever comes first" cmp hindsight out
says "a process is found by itself" out "== Russia and Ukraine =="
printf '# names\nThe war in Ukraine: RUS, Ukraine\nnonsense\nDistant: Gondor, Mordor\n' >names.txt
exits "named in a file with a mistake" 1 status --processes names.txt
says "the mistake has its line" err "names.txt:3: not “name: side, side”"
says "the name is used" out "== The war in Ukraine =="
printf 'The war in Ukraine: RUS, Ukraine\n' >names.txt
exits "one process alone" 0 status --processes names.txt "the war in ukraine"
holds "and no other" [ "$(grep -c '^== ' out)" = 1 ]
exits "a pair that is asked for" 0 status --process Ukraine,Russia
says "is told with the talks of third parties" out "Third parties in talks: "
exits "a process that is none" 2 status "The war in Gondor"
exits "a pair that is none" 2 status --process Gondor,Mordor
exits "no such file of names" 3 status --processes nowhere.txt
# The name stands for the two sides wherever they can be asked for, and is shown.
exits "a pair by its name" 0 status --processes names.txt --process "The war in ukraine"
says "is told under it" out "== The war in Ukraine =="
exits "a name without its file" 2 list --process "The war in Ukraine" talks
says "is none" err "nor a name in --processes FILE"
exits "list by name" 0 list --processes names.txt --process "the war in Ukraine" --csv agreements
cp out named.csv
holds "has a column with it" sh -c 'head -n 1 named.csv | grep -q "^id,process," && sed 1d named.csv | grep -q "^G[0-9]*,The war in Ukraine,"'
exits "list by the two" 0 list --process RUS,UKR --csv agreements
holds "lists the same" sh -c 'sed "s/,The war in Ukraine,/,/; 1s/,process,/,/" named.csv | cmp -s - out'
exits "list with names, as JSON" 0 list --processes names.txt --json incidents
says "has the name in each record" out '"process":"The war in Ukraine"'
exits "brief by name" 0 brief --processes names.txt --process "The war in Ukraine" --until 2025-03-24
says "has it in the headline" out "# The war in Ukraine: "
exits "index by name" 0 index --processes names.txt --process "The war in Ukraine"
says "is headed by it" out "The war in Ukraine: "
exits "check by name" 0 check --processes names.txt --process "The war in Ukraine"
says "names the process of each ceasefire" out "Process: The war in Ukraine."
holds "and has no other" sh -c '! grep -q "Israel and Hamas" out'
exits "check of a pair that is none" 2 check --process Gondor,Mordor
exits "export with names" 0 export --processes names.txt --format ucdp-ged
says "has the conflict's name" out ",The war in Ukraine,"
exits "a day that is none" 2 status --as-told-until yesterday

for kind in talks proposals agreements ceasefires incidents statements events actors reports; do
	exits "list $kind" 0 list --json "$kind"
	holds "has some" grep -q '"' out
	cp out "$kind.json"
done
for kind in talks proposals agreements incidents statements events; do
	holds "every record of $kind has its evidence" sh -c "[ \$(grep -o '\"evidence\":\[{' $kind.json | wc -l) -ge \$(grep -c '\"id\":\"[KOGISE][0-9]' $kind.json) ]"
	id=$(grep -o '"id":"[KOGISE][0-9]*"' $kind.json | head -n 1 | cut -d'"' -f4)
	exits "explain $id" 0 explain "$id"
	holds "says something" [ -s out ]
done
# Why each record is what it is: rule and line, arguments, and what its status was concluded from.
printf 'Talks\n\nRussia will release 20 Ukrainian prisoners next week, the Kremlin said. Ukraine and Russia held talks in Riyadh on Sunday. Russia did not attack Kharkiv on Monday. Drones struck Kharkiv on Saturday, killing three people, Ukraine said.\n' >why.txt
exits "a report to ask about" 0 read --db why.db --date 2025-03-24 why.txt
"$TRUCE" list events --db why.db --json | grep -o '"id":"E[0-9]*"' | cut -d'"' -f4 | while read -r e; do "$TRUCE" explain --db why.db "$e"; done >why
says "explain names the rule with its line" why "rule events/verbs.tsv:"
says "and how an argument was found" why "found as actor: subj of “release”"
says "and what a future was concluded from" why "from “will”"
says "and what became of it" why "what lies ahead is told as CONCEDE"
says "and what a denial was concluded from" why "status negated: from “not”"
says "and that nothing speaks against a deed" why "status actual: nothing in the clause says otherwise"
exits "explain an incident" 0 explain --db why.db I1
says "and on whose word it stands" out "standing: claimed-by-one-side, as Ukraine says so"
exits "explain a talk" 0 explain --db why.db K1
says "and what its status was read from" out "status read from “"

exits "an id that is none" 2 explain K999999
exits "brief" 0 brief
cp out brief.md
run brief
holds "brief says the same again" cmp brief.md out
exits "brief into a file" 0 brief -o file.md
holds "the same bytes" cmp brief.md file.md
exits "brief as HTML" 0 brief --format html
says "is a page" out "</html>"
exits "brief of a few days" 0 brief --since 2025-03-23 --until 2025-03-24
holds "says what is new, changed, disputed and due" sh -c 'for h in "What is new" "What changed" "What is disputed" "What is due next"; do grep -q "^## $h" out || exit 1; done'
holds "and nothing of reports that came later" sh -c '! grep -q "2025-03-2[5-9]\|2025-04" out'
holds "every item ends in its source" sh -c '! sed -n "/^## What is new/,/^## Sources/p" out | grep "^- " | grep -v "truce list" | grep -qv "\\\\\]$"'
exits "brief where there is nothing" 0 brief --since 1990-01-01 --until 1990-01-02

# Every quotation in the briefing stands so in a report.
"$TRUCE" code --jobs 1 "$samples" >coded
grep -o '“[^”]*”' brief.md | sed 's/^“//; s/”$//' | sort -u >quotations
holds "the briefing quotes" [ -s quotations ]
missing=$(while IFS= read -r q; do grep -qF -- "$q" coded || printf '%s\n' "$q"; done <quotations | grep -v '\\' | head -n 3)
holds "and every quotation is a report's own words" [ -z "$missing" ]
[ -z "$missing" ] || printf '# %s\n' "$missing"

status=0
"$TRUCE" brief -o /dev/full >out 2>err || status=$?
holds "a briefing to a full disk ends with 3" [ "$status" = 3 ]
mkdir closed
exits "a briefing into a folder that is not there" 3 brief -o nowhere/b.md
