# run.sh - what `./dev test` does; sourced by dev, which has the working folder, the packages and build_dir.
# Each step counts the tests that ran in it; the last line sums them up.

passed=0
failed=0
left_out=

# left NAME WHY : a check that this machine cannot make.
left() {
	left_out="$left_out${left_out:+,} $1"
	say "left out: $1 ($2)"
}

# step NAME COMMAND… : runs it, takes its count from a last line "N passed, N failed" or from TAP lines, else counts one test.
step() {
	name=$1
	shift
	log=$(mktemp)
	status=0
	case $(command -v "$1" || :) in
	*/*) timeout 600 "$@" >"$log" 2>&1 </dev/null || status=$? ;;
	*) ("$@") >"$log" 2>&1 </dev/null || status=$? ;; # a function of dev
	esac
	counts=$(awk '/^[0-9]+ passed, [0-9]+ failed$/ { p = $1; f = $3; summed = 1 }
		/^ok / && !summed { p++ } /^not ok / && !summed { f++ } END { if (p + f) print p + 0, f + 0 }' "$log")
	if [ -z "$counts" ] && [ "$status" = 0 ] && grep -q '^# left out' "$log"; then
		left "$name" "$(sed -n 's/^# left out: //p' "$log" | head -n 1)"
		rm -f "$log"
		return 0
	fi
	[ -n "$counts" ] || { [ "$status" = 0 ] && counts="1 0" || counts="0 1"; }
	p=${counts% *} f=${counts#* }
	[ "$status" = 0 ] || [ "$f" -gt 0 ] || f=1 # it ended badly after its last test
	passed=$((passed + p))
	failed=$((failed + f))
	if [ "$f" = 0 ]; then say "ok      $name ($p)"
	else
		say "FAILED  $name ($f of $((p + f)), status $status)"
		grep -vE '^(ok |# ok)' "$log" | tail -n 60 >&2
	fi
	rm -f "$log"
}

# The tests of one build folder.
tests_of() {
	dir=$1
	for t in "$dir"/test/unit/test_*; do
		[ -f "$t" ] && [ -x "$t" ] && step "unit ${t##*/test_} in $dir" env CMOCKA_MESSAGE_OUTPUT=TAP "$t"
	done
	step "golden in $dir" "$dir/truce" test test/golden/*.txt
	for t in "$dir"/test/fuzz/replay_*; do
		[ -f "$t" ] && [ -x "$t" ] && step "corpus ${t##*/replay_} in $dir" "$t" "test/fuzz/corpus/${t##*/replay_}"
	done
	for t in test/cli/test_*.sh; do
		[ -f "$t" ] && step "command line ${t##*/test_} in $dir" env TRUCE="$PWD/$dir/truce" BUILD="$PWD/$dir" sh "$t"
	done
}

# Both compilers' programs write the same analysis and the same records.
same_bytes() {
	for command in "parse" "code --jobs 1 --date 2025-03-24"; do
		for compiler in gcc clang; do
			# shellcheck disable=SC2086
			"build-$compiler/truce" $command samples/*.txt >"build-$compiler/same" || return 1
		done
		cmp build-gcc/same build-clang/same || return 1
		[ -s build-gcc/same ] || return 1
	done
}

sanitize="-Db_sanitize=address,undefined -Db_lundef=false -Darena_malloc=true"
export ASAN_OPTIONS="abort_on_error=1:allocator_may_return_null=1:detect_stack_use_after_return=1"
export UBSAN_OPTIONS="halt_on_error=1:abort_on_error=1:print_stacktrace=1"
unset TRUCE_DB TRUCE_DATA TRUCE_GAZETTEER

for check in tools/check_*; do
	step "${check#tools/}" "$check"
done
step "build with gcc" build_dir build-gcc gcc --buildtype=debugoptimized -Dwerror=true -Dtests=true
step "build with clang" build_dir build-clang clang --buildtype=debugoptimized -Dwerror=true -Dtests=true
# shellcheck disable=SC2086
step "build with sanitizers" build_dir build-asan clang $sanitize --optimization=1 --debug -Dwerror=true -Dtests=true
step "knowledge" build-gcc/truce data
step "the same from gcc and clang" same_bytes
tests_of build-gcc
step "faults" env TRUCE="$PWD/build-gcc/truce" BUILD="$PWD/build-gcc" sh test/fault/test_fault.sh
tests_of build-asan
step "golden in build-clang" build-clang/truce test test/golden/*.txt

[ -z "$left_out" ] || say "left out:$left_out"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
