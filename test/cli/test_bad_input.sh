# Input that is not what it should be: each is named with file and reason, the rest is read, the exit code tells.
. "$(dirname "$0")/lib.sh"

printf '{"id":"good","text":"Moscow proposed a ceasefire.","date":"2025-03-24"}\n' >good.jsonl

: >empty.txt
exits "an empty file is rejected" 1 code empty.txt good.jsonl
says "it is named" err "empty.txt: the file is empty"
says "the rest is read" out '"id":"good"'

head -c 5000 "$TRUCE" >binary.txt
exits "a binary is rejected" 1 code binary.txt good.jsonl
says "it is named" err "binary.txt: "
says "the rest is read" out '"id":"good"'

printf 'Moscow proposed a cease\377fire.\n' >broken.txt
exits "broken UTF-8 in a text is read as what it may have been" 0 code broken.txt

printf '{"id":"one","text":"A."}\n{"id":"two","text":"cut sho' >cut.jsonl
exits "a JSON line cut short is rejected" 1 code cut.jsonl good.jsonl
says "with file and line" err "cut.jsonl:2: "
says "the line before it is read" out '"id":"one"'
says "and the next file" out '"id":"good"'

printf '{"id":"one"}\n[1]\n{"text":7}\n{"id":"four","text":"A."}\n' >kinds.jsonl
exits "lines that are no reports are rejected" 1 code kinds.jsonl
says "one without text" err "kinds.jsonl:1: "
says "one that is no object" err "kinds.jsonl:2: "
says "one whose text is a number" err "kinds.jsonl:3: "
says "and the line after them is read" out '"id":"four"'

printf 'Officials met on Monday.\n' >undated.txt
exits "a report without a date is read" 0 code undated.txt
holds "and has none" sh -c "! grep -q '\"date\"' out"
exits "and takes --date" 0 code --date 2025-03-26 undated.txt
says "as its own" out '"date":"2025-03-26"'
cp undated.txt 2025-03-27-talks.txt
exits "or the day in its file's name" 0 code 2025-03-27-talks.txt
says "as its own, too" out '"date":"2025-03-27"'
exits "which --date overrules" 0 code --date 2025-03-26 2025-03-27-talks.txt
says "as the caller wants it" out '"date":"2025-03-26"'

cat >german.txt <<'TEXT'
Die Verhandlungen zwischen den beiden Seiten wurden am Sonntag in der Hauptstadt fortgesetzt, sagte ein Sprecher der Regierung. Er
sprach von einem guten Gespräch. Die Waffenruhe soll nach dem Willen der Vermittler schon in der nächsten Woche in Kraft treten.
TEXT
exits "a report in German is kept" 0 code --date 2025-03-24 german.txt
says "and marked" out '"lang":"de"'
holds "and not coded" sh -c "! grep -qE '\"(events|talks|statements|proposals)\"' out"

exits "a file that is not there" 1 code nowhere.txt good.jsonl
says "it is named" err "nowhere.txt: No such file or directory"
says "the rest is read" out '"id":"good"'

# Root may read everything; so the folder is read as nobody, where that is possible.
mkdir closed && cp good.jsonl closed && chmod 0 closed
chmod 755 "$work"
as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
if [ "$(id -u)" != 0 ]; then
	exits "a folder without rights" 1 code closed good.jsonl
	says "it is named" err "closed: Permission denied"
	says "the rest is read" out '"id":"good"'
elif as_nobody "$TRUCE" code good.jsonl >/dev/null 2>&1; then
	status=0
	as_nobody "$TRUCE" code closed good.jsonl >out 2>err || status=$?
	holds "a folder without rights" [ "$status" = 1 ]
	says "it is named" err "closed: Permission denied"
	says "the rest is read" out '"id":"good"'
else
	echo "# left out: a folder without rights (root may read everything, and nobody cannot run the program here)"
fi
chmod 755 closed

status=0
"$TRUCE" code good.jsonl >/dev/full 2>err || status=$?
holds "a full disk ends with 3" [ "$status" = 3 ]
says "and says so" err "No space left on device"

exits "no verb" 2
exits "a verb that is none" 2 nonsense
says "is named" err 'no verb "nonsense"'
exits "an option that is none" 2 code --nonsense x
exits "a date that is none" 2 code --date yesterday good.jsonl
says "is named" err "yesterday"
exits "a number of jobs that is none" 2 code --jobs 0 good.jsonl
exits "a format that is none" 2 code --format klingon good.jsonl
exits "a data folder that is none" 3 code --data nowhere good.jsonl
says "is named" err "nowhere"
exits "a model that is none" 3 code --model good.jsonl good.jsonl
says "is named" err "good.jsonl: "
for verb in $("$TRUCE" --help | awk '/^  [a-z]/ { print $1 }'); do
	exits "truce $verb --help" 0 "$verb" --help
	says "it says how it is called" out "usage: truce $verb"
done
