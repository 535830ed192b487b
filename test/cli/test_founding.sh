# The report that truce was begun for, where it lies beside the project: what it says about the talks of 23 March 2025.
. "$(dirname "$0")/lib.sh"

report=$top/../shared/founding-report.txt
if [ ! -f "$report" ]; then
	echo "# left out: the founding report is not beside the project"
	exit 0
fi
export TRUCE_DB=$work/f.db
exits "it is read" 0 read --date 2025-03-24 "$report"

# row NAME KIND PATTERN… : one line of the list matches all of these.
row() {
	name=$1
	"$TRUCE" list --csv "$2" >out 2>err
	shift 2
	for pattern in "$@"; do
		grep -E -- "$pattern" out >next || { bad "$name" "no row has $pattern too"; return; }
		mv next out
	done
	good "$name"
}
# none NAME KIND PATTERN : no line of the list matches.
none() {
	"$TRUCE" list --csv "$2" >out 2>err
	if grep -qE -- "$3" out; then bad "$1" "$(grep -E -- "$3" out | head -n 2 | cut -c1-300)"; else good "$1"; fi
}

row "talks held on Sunday in Riyadh" talks held 2025-03-23 Riyadh "United States" Ukraine energy Umerov "productive and focused"
row "talks planned for Monday" talks planned 2025-03-24 "United States" Russia
row "one after the other" talks "one after the other"
row "Ukraine proposed a ceasefire" proposals ceasefire Ukraine proposed
row "Russia proposed a ceasefire" proposals ceasefire Russia proposed
row "a broader one, told by a Ukrainian official" proposals energy infrastructure naval "senior Ukrainian official"
row "the grain deal is to be resumed" agreements "2022" left sought-again
row "why Russia left it" agreements "sanctions"
row "drones over Kyiv, one side's figure" incidents drone Kyiv 147 claimed-by-one-side
row "a child among the dead or hurt" incidents child
none "no ceasefire is in force" ceasefires "in-force"
for who in "Rustem Umerov" "Volodymyr Zelensky" "Steve Witkoff" "Dmitry Peskov" "Donald Trump"; do
	row "$who speaks" statements "$who"
done
row "in his own words" statements Zelensky direct "Russia is the only one who is dragging this war out"
row "partly in his own words" statements Peskov mixed "mutually beneficial cooperation"
run code --date 2025-03-24 "$report"
says "the original source" out '"original_source":"www.wyomingnewsnow.tv"'
says "the author" out '"author":"Aisha Abdulaziz"'
none "nothing from the author's life" statements "Abdulaziz|journalism|London School"
none "nothing from the form below" events "email|Leave a Reply"
exits "status" 0 status
for words in "Rustem Umerov" "147" "Black Sea"; do says "status tells of $words" out "$words"; done
exits "brief" 0 brief
for words in "Riyadh" "Umerov" "147" "full-on" "Peskov"; do says "the briefing tells of $words" out "$words"; done
