#!/bin/sh
# views.sh TRUCE LEDGER… - what reading costs: processor time of the whole program (the least of three runs) and its memory, for ledgers that
# merge_curve wrote, which tell of 250 reports a day from 2019-04-14 on.
truce=$1
shift
measure() {
	for _ in 1 2 3; do
		/usr/bin/time -f '%U %S %M' "$truce" "$@" --db "$ledger" 2>&1 >/dev/null | tail -n 1
	done | awk -v what="$*" 'NR == 1 || $1 + $2 < t { t = $1 + $2 } $3 > m { m = $3 } END { printf "  %6.0f ms %6.0f MiB  %s\n", 1000 * t, m / 1024, what }'
}
for ledger in "$@"; do
	echo "$ledger"
	measure status
	measure list incidents --since 2019-04-16 --until 2019-04-16
	measure brief --since 2019-04-15 --until 2019-04-16
	measure check G10
	measure index Land1 Land2
	measure explain K10
	measure export --format acled --since 2019-04-16 --until 2019-04-16
done
