# Merging across reports: 86 reports of five outlets on five conflicts, with the right ledger marked in them.
# test/process/README.md says what is counted. Fails under 95 of 100 pairs.
. "$(dirname "$0")/lib.sh"

process=$top/test/process
invented="$process/gondor_mordor.txt $process/rohan_dunland.txt $process/gondor_harad.txt $process/mordor_rhun.txt"
# shellcheck disable=SC2086
python3 "$process/score.py" reports $invented >invented.jsonl
python3 "$process/score.py" reports "$process/march_2025.txt" >real.jsonl
exits "reports of invented conflicts" 0 read --db p.db --data "$top/test/data" invented.jsonl
exits "reports of March 2025" 0 read --db p.db real.jsonl
for kind in talks proposals agreements incidents; do
	exits "list $kind" 0 list --db p.db --json "$kind"
	cp out "$kind.json"
done
# shellcheck disable=SC2086
holds "records are merged and kept apart as they should be" python3 "$process/score.py" score . $invented "$process/march_2025.txt"
# shellcheck disable=SC2086
python3 "$process/score.py" score -v . $invented "$process/march_2025.txt"
