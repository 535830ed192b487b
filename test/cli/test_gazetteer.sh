# A place table made of a GeoNames dump: what is taken, how it is found, what is refused.
. "$(dirname "$0")/lib.sh"

# row ID NAME ASCII LAT LON CLASS CODE COUNTRY ADMIN1 ADMIN2 PEOPLE : a line of the main table.
row() { printf '%s\t%s\t%s\t\t%s\t%s\t%s\t%s\t%s\t\t%s\t%s\t\t\t%s\t\t10\tEurope/Kyiv\t2024-01-01\n' "$@"; }
# found NAME FIELDS… : `find NAME` prints a line that holds these fields one after the other.
found() {
	name=$1
	run gazetteer find --gazetteer table.bin "$name"
	shift
	if grep -qF -- "$(printf '%s\t' "$@" | sed 's/\t$//')" out; then good "$name is found: $*"; else bad "$name is found: $*" "$(head -n 5 out)"; fi
}

{
	row 9000001 "Zelenyi Hai" "Zelenyi Hai" 47.5 36.25 P PPL UA 26 2601 340
	row 9000002 "Křemenná" "Kremenna" 48.25 38.5 P PPLA3 UA 14 1402 0
	row 9000003 "Orlivska Oblast" "Orlivska Oblast" 47.6 36.5 A ADM1 UA 26 "" 1000000
	row 9000004 "Ozero Syne" "Ozero Syne" 47.9 37.1 H LK UA 26 "" 0
	row 9000005 "Hotel Ukraina" "Hotel Ukraina" 50.4 30.5 S HTL UA 12 "" 0
	row 9000006 "Stara Balka" "Stara Balka" 47.5 36.2 P PPLQ UA 26 2601 0
	row 9000007 "Middle Sea of Nowhere" "Middle Sea of Nowhere" 10 -150 H SEA "" "" "" 0
} >dump.txt
printf '1\t9000001\ten\tGreen Grove\t1\t\t\t\n2\t9000001\tru\tЗелёный Гай\t\t\t\t\n3\t9000001\t\tZeleny Gay\t\t\t\t\n4\t9000001\ten\tOldname\t\t\t\t1\n' >names.txt
printf 'UA.14\tDonska\tDonska\t9000100\nUA.26\tOrlivska\tOrlivska\t9000003\n' >admin1.txt
printf 'UA.14.1402\tKreminskyi Rayon\tKreminskyi Rayon\t9000200\n' >admin2.txt

exits "a dump is read" 0 gazetteer import -o table.bin --names names.txt --admin1 admin1.txt --admin2 admin2.txt dump.txt
says "and summed up" out "5 taken from the dump, 2 left out, 0 lines rejected"
found "Zelenyi Hai" "Green Grove" city UKR "Orlivska Oblast" 47.50000 36.25000 340 9000001
found "Green Grove" "Green Grove" city UKR
found "Zeleny Gay" "Green Grove" city UKR
found "Kremenna" "Křemenná" city UKR Donska 48.25000 38.50000
found "Orlivska" "Orlivska Oblast" region UKR "" 47.60000 36.50000
found "Donska" "Donska" region UKR "" 48.25000 38.50000
found "Kreminskyi" "Kreminskyi Rayon" region UKR
found "Ozero Syne" "Ozero Syne" water UKR
found "Middle Sea of Nowhere" "Middle Sea of Nowhere" water "" ""
found "Nairobi" "Nairobi" city KEN
for name in Oldname "Hotel Ukraina" "Stara Balka"; do
	run gazetteer find --gazetteer table.bin "$name"
	holds "$name is left out" test ! -s out
done

printf '{"text":"Two people were killed in Zelenyi Hai on Monday.","date":"2025-03-26"}\n' >report.jsonl
exits "the table is used" 0 code --gazetteer table.bin report.jsonl
says "by the program" out '"geonames":9000001'
cp table.bin first.bin
exits "a second run" 0 gazetteer import -o table.bin --names names.txt --admin1 admin1.txt --admin2 admin2.txt dump.txt
holds "writes the same bytes" cmp first.bin table.bin
gzip -k dump.txt
exits "a gzipped dump with others left out" 0 gazetteer import --alone --people 1000 -o alone.bin dump.txt.gz
says "has few places" out "alone.bin: 4 places"

{
	row 9000001 "Zelenyi Hai" "Zelenyi Hai" 147.5 36.25 P PPL UA 26 2601 340
	row nine "Zelenyi Hai" "Zelenyi Hai" 47.5 36.25 P PPL UA 26 2601 340
	row 9000001 "" "" 47.5 36.25 P PPL UA 26 2601 340
	row 9000001 "Zelenyi Hai" "Zelenyi Hai" 47.5 36.25 P PPL QQ 26 2601 340
	row 9000001 "Zelenyi Hai" "Zelenyi Hai" 47.5 36.25 P PPL UA 26 2601 many
	printf '9000001\tZelenyi Hai\n9\377\n'
	repeat 70000 x
	echo
	row 9000009 "Dobra" "Dobra" 47.5 36.25 P PPL UA 26 2601 340
} >wrong.txt
rm table.bin
exits "wrong lines are rejected" 1 gazetteer import --alone -o table.bin wrong.txt
says "no latitude" err "wrong.txt:1: no latitude from -90 to 90 or longitude from -180 to 180"
says "no id" err 'wrong.txt:2: "nine" is no GeoNames id'
says "no name" err "wrong.txt:3: no name"
says "no country" err 'wrong.txt:4: "QQ" is no country of ISO 3166-1'
says "no number" err 'wrong.txt:5: "many" is no number of people'
says "too few columns" err "wrong.txt:6: not the 19 columns"
says "no text" err "wrong.txt:7: not UTF-8 text"
[ $scale = 1 ] && says "a long line" err "wrong.txt:8: longer than 65536 bytes"
found Dobra Dobra city UKR

yes "no dump" | head -n 1200 >nonsense.txt
exits "what is no dump is given up" 1 gazetteer import -o none.bin nonsense.txt
says "with a reason" err "nonsense.txt: more than 1000 lines are wrong"
holds "and nothing is written" test ! -e none.bin
printf 'PK\003\004 and so on' >dump.zip
exits "an archive is none either" 1 gazetteer import -o none.bin dump.zip
says "as it says" err "dump.zip: a zip archive; unpack it first"
exits "a dump that is not there" 3 gazetteer import -o none.bin missing.txt
exits "without an output" 2 gazetteer import dump.txt
exits "without a dump" 2 gazetteer import -o none.bin
exits "to a folder that is not there" 3 gazetteer import -o none/none.bin dump.txt
