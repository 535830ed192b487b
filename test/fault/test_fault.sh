# What fails outside the program: memory, disks, the power. For n = 1, 2, 3 … the n-th allocation, read or write fails; truce
# says so and ends with the right exit code, or does its work as if nothing had been. $BUILD/test/fault/libfail.so does it.
. "$(dirname "$0")/../cli/lib.sh"

# failing VARIABLE=N ARGUMENT… : truce with that fault.
failing() {
	fault=$1
	shift
	status=0
	timeout "$seconds" env "$fault" LD_PRELOAD="$BUILD/test/fault/libfail.so" "$TRUCE" "$@" </dev/null >out 2>err || status=$?
}

# fair NAME REFERENCE : the last call did its work (its output is the reference) or said why not.
fair() {
	case $status in
	0) cmp -s out "$2" || { bad "$1" "exit code 0 and another output ($fault)"; return 1; } ;;
	1 | 3) [ -s err ] || { bad "$1" "exit code $status without a word ($fault)"; return 1; } ;;
	*) bad "$1" "exit code $status ($fault)"; return 1 ;;
	esac
}

# each NAME KIND ARGUMENT… : ALLOC, READ or WRITE fails at 1, 2, 3 … until all calls of the run have failed once; where there
# are more than $most, only that many of them. $before and $after are called around each.
each() {
	name=$1 kind=$2
	shift 2
	[ -z "${before-}" ] || $before
	failing "TRUCE_FAIL_COUNT=$work/counts" "$@"
	[ "$status" = 0 ] || { bad "$name" "exit code $status without any fault"; return; }
	cp out reference
	read -r allocations reads writes <counts
	case $kind in ALLOC) last=$allocations ;; READ) last=$reads ;; *) last=$writes ;; esac
	step=$((last / ${most:-400} + 1)) # all of them, unless there are very many
	n=1 met=0
	while [ "$n" -le "$last" ]; do
		[ -z "${before-}" ] || $before
		failing "TRUCE_FAIL_$kind=$n" "$@"
		fair "$name" reference || return
		[ "$status" = 0 ] || met=$((met + 1))
		[ -z "${after-}" ] || $after || return
		n=$((n + step))
	done
	if [ "$met" -gt 0 ]; then good "$name (at $met of $last places)"; else bad "$name" "no fault was met"; fi
}

cat >report.txt <<'TEXT'
Talks in Riyadh

American and Ukrainian officials met in Riyadh on Sunday. "The talks were productive," Rustem Umerov said.
Russia attacked Kyiv with 147 drones, killing three people, the air force said. Moscow proposed a 30-day ceasefire.
TEXT
printf '{"id":"a","text":"Moscow proposed a ceasefire.","date":"2025-03-23"}\n{"id":"b","text":"Kyiv refused."}\n' >reports.jsonl
printf '<html><head><title>Talks</title></head><body><article><p>Moscow proposed a ceasefire on Monday, officials said.</p></article></body></html>' >page.html

each "code: every allocation fails once" ALLOC code --jobs 1 --date 2025-03-24 report.txt reports.jsonl page.html
each "code: every read fails once" READ code --jobs 1 --date 2025-03-24 report.txt reports.jsonl page.html
each "code: the disk is full" WRITE code --jobs 1 --date 2025-03-24 report.txt
most=40
each "code with threads: allocations fail" ALLOC code --jobs 3 --date 2025-03-24 report.txt reports.jsonl

# The ledger: after any failure, what it said was read is there, nothing is half there, and reading again gives the whole.
# Records as lines, without the numbers that depend on the order of reading.
ledger() {
	for records in events statements; do
		"$TRUCE" list --db "$1" --json "$records" || return
	done | sed 's/"id":"[A-Z][0-9]*",*//g; s/"about_[a-z]*":"[A-Z][0-9]*",*//g; s/^[[ ]*//; s/[],]*$//' | sort
}
fresh() { rm -f new.db*; }
# whole : reading again after the fault gives what reading without one gives.
whole() {
	"$TRUCE" read --db new.db --date 2025-03-24 report.txt reports.jsonl >again.out 2>&1 || { bad "$name" "cannot be read again ($fault)" "$(cat again.out)"; return 1; }
	ledger new.db >now 2>&1
	cmp -s whole.list now || { bad "$name" "the ledger differs after a second reading ($fault)"; return 1; }
}

"$TRUCE" read --db whole.db --date 2025-03-24 report.txt reports.jsonl >/dev/null 2>&1
ledger whole.db >whole.list
before=fresh after=whole most=60
each "read: allocations fail" ALLOC read --jobs 1 --db new.db --date 2025-03-24 report.txt reports.jsonl
each "read: reads fail" READ read --jobs 1 --db new.db --date 2025-03-24 report.txt reports.jsonl
each "read: the disk is full from the n-th write on" WRITE read --jobs 1 --db new.db --date 2025-03-24 report.txt reports.jsonl

# The power goes in the n-th write. Every report that truce had said was read is in the ledger.
name="read: the power goes in the n-th write"
n=1 killed=0
while [ "$n" -le "$writes" ]; do
	fresh
	failing "TRUCE_KILL_WRITE=$n" read --jobs 1 --db new.db --date 2025-03-24 report.txt reports.jsonl
	[ "$status" = 137 ] && killed=$((killed + 1))
	if [ -s new.db ] && command -v sqlite3 >/dev/null 2>&1 && [ "$(sqlite3 new.db 'pragma integrity_check' 2>&1)" != ok ]; then
		bad "$name" "the ledger is broken ($fault)"
		killed=-1
		break
	fi
	whole || { killed=-1; break; }
	n=$((n + writes / 50 + 1))
done
if [ "$killed" -gt 0 ]; then good "$name ($killed times)"; elif [ "$killed" = 0 ]; then bad "$name" "it never went"; fi
