# lib.sh - for tests of the command line: sourced by test_*.sh, which run.sh calls with $TRUCE (the program) and $BUILD.
# Each check prints a TAP line. $work is a folder of its own, gone at the end.

set -u
: "${TRUCE:?the program to test}"
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 3
seconds=600     # most that one call may hang
scale=1         # hostile input is smaller for sanitizers, which are slow
ulimit -t 60    # most processor time that one call may take, whatever else the machine does
case $TRUCE in *asan*) scale=5 ;; esac

good() { printf 'ok - %s\n' "$1"; }
bad() {
	printf 'not ok - %s\n' "$1"
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@" | sed 's/^/# /'
	head -n 5 err 2>/dev/null | cut -c1-300 | sed 's/^/# stderr: /'
}

# run ARGUMENT… : truce with these, input from the file `in` where there is one; fills out, err, status.
run() {
	status=0
	if [ -f in ]; then timeout "$seconds" "$TRUCE" "$@" <in >out 2>err || status=$?
	else timeout "$seconds" "$TRUCE" "$@" </dev/null >out 2>err || status=$?
	fi
	rm -f in
}

# exits NAME CODE ARGUMENT… : truce ends with that exit code.
exits() {
	name=$1 want=$2
	shift 2
	run "$@"
	if [ "$status" = "$want" ]; then good "$name"; else bad "$name" "exit code $status where $want is expected: truce $*"; fi
}

# says NAME FILE TEXT : out or err holds these words.
says() {
	if grep -qF -- "$3" "$2"; then good "$1"; else bad "$1" "$2 does not say: $3" "$(head -n 5 "$2" | cut -c1-300)"; fi
}

# holds NAME COMMAND… : it succeeds.
holds() {
	name=$1
	shift
	if "$@" >/dev/null 2>&1; then good "$name"; else bad "$name" "fails: $*"; fi
}

# repeat N TEXT : that text N times (fewer for sanitizers), without newlines between.
repeat() { awk -v n="$(($1 / scale))" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'; }
