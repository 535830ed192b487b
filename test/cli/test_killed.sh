# A reading that is interrupted or killed at any instant: what it leaves is a ledger, and the same command makes it whole.
# TRUCE_KILLS says how often it is killed (default 12; 200 were run for docs/scores.md).
. "$(dirname "$0")/lib.sh"
kills=${TRUCE_KILLS:-12}

awk 'BEGIN {
	split("Gondor Arnor Rohan Mordor Harad Rhun Umbar Dale", land); split("Bree Pelargir Osgiliath Edoras Dol-Amroth", town)
	for (i = 0; i < 150; i++) {
		a = land[i % 8 + 1]; b = land[(i * 3 + 1) % 8 + 1]; t = town[i % 5 + 1]
		printf "{\"id\":\"r%d\",\"date\":\"2025-03-%02d\",\"title\":\"News from %s\",\"text\":\"Ukraine and Russia held talks in %s on Monday. %s attacked %s with %d drones, killing %d people, the army said. “We want peace,” the president of %s said.\"}\n", \
			i, i % 28 + 1, t, t, a, b, i + 2, i % 9 + 1, a
	}
}' >reports.jsonl

everything() {
	for kind in reports talks proposals agreements incidents statements events actors; do
		"$TRUCE" list --db "$1" --json "$kind" || return
	done
	"$TRUCE" export --db "$1" --format jsonl
}

# milliseconds COMMAND… : how long it takes.
milliseconds() {
	from=$(date +%s%N)
	"$@" >/dev/null 2>&1
	echo $((($(date +%s%N) - from) / 1000000))
}

took=$(milliseconds "$TRUCE" read --db whole.db reports.jsonl)
everything whole.db >whole
holds "an undisturbed ledger" [ "$(wc -c <whole)" -gt 10000 ]

# stopped SIGNAL PER-MILLE DB : a reading that gets the signal when that share of its time has passed.
stopped() {
	"$TRUCE" read --db "$3" reports.jsonl >out 2>err &
	pid=$!
	sleep "$(awk -v t="$took" -v p="$2" 'BEGIN { printf "%.3f", t * p / 1e6 }')"
	kill "-$1" "$pid" 2>/dev/null
	status=0
	wait "$pid" 2>/dev/null || status=$?
}

done_before=0 wrong=0
for n in $(awk -v n="$kills" 'BEGIN { srand(7); for (i = 0; i < n; i++) print int(rand() * 1000) }'); do
	rm -f new.db*
	stopped KILL "$n" new.db
	[ "$status" = 137 ] || done_before=$((done_before + 1))
	"$TRUCE" read --db new.db reports.jsonl >out 2>err || wrong=$((wrong + 1))
	everything new.db >now
	cmp -s whole now || { wrong=$((wrong + 1)); cp now "wrong.$n"; }
done
if [ "$wrong" = 0 ]; then good "killed at $kills instants ($done_before of them after the end), and made whole"
else bad "killed at $kills instants" "$wrong ledgers are not the undisturbed one"
fi

rm -f new.db*
for n in 150 300 450; do
	stopped KILL "$n" new.db
done
exits "killed three times over" 0 read --db new.db reports.jsonl
everything new.db >now
holds "it ends as the undisturbed one" cmp whole now

# Asked to end (as by Ctrl-C, which shells keep from what runs in the background): when reports are being read, as far as that can be hit.
for n in 500 600 700 800 400 300 550 650 750 850; do
	rm -f new.db*
	stopped TERM "$n" new.db
	[ "$status" = 143 ] && grep -q 'interrupted' err && break
done
holds "an interrupt ends it by the signal" [ "$status" = 143 ]
says "it says so" err "truce: interrupted: what is counted is in the ledger"
says "and sums up" out "new, "
exits "the same command goes on" 0 read --db new.db reports.jsonl
everything new.db >now
holds "to the same end" cmp whole now
