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

# each NAME KIND ARGUMENT… : ALLOC, READ or WRITE fails at 1, 2, 3 … until all calls of the run have failed once.
each() {
	name=$1 kind=$2
	shift 2
	failing "TRUCE_FAIL_COUNT=$work/counts" "$@"
	[ "$status" = 0 ] || { bad "$name" "exit code $status without any fault"; return; }
	cp out reference
	read -r allocations reads writes <counts
	case $kind in ALLOC) last=$allocations ;; READ) last=$reads ;; *) last=$writes ;; esac
	step=$((last / 400 + 1)) # all of them, unless there are very many
	n=1 met=0
	while [ "$n" -le "$last" ]; do
		[ -z "${before-}" ] || $before
		failing "TRUCE_FAIL_$kind=$n" "$@"
		fair "$name" reference || return
		[ "$status" = 0 ] || met=$((met + 1))
		[ -z "${after-}" ] || $after || return
		if [ "$n" -lt 100 ]; then n=$((n + 1)); else n=$((n + step)); fi
	done
	if [ "$met" -gt 0 ]; then good "$name ($last faults, $met of them met)"; else bad "$name" "no fault was met"; fi
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
each "code with threads: every allocation fails once" ALLOC code --jobs 3 --date 2025-03-24 report.txt reports.jsonl
