# Input made to hurt: large, deep, endless, broken, lying. Truce ends in time with an answer or a complaint, never a crash.
. "$(dirname "$0")/lib.sh"

# survives NAME FILE : reading it ends with exit code 0 or 1, and what is printed is JSON Lines.
survives() {
	run code --jobs 1 --date 2025-03-24 "$2"
	if [ "$status" -gt 1 ]; then bad "$1" "exit code $status"
	elif [ -s out ] && ! awk '!/^\{.*\}$/ { exit 1 }' out; then bad "$1" "not JSON Lines"
	elif [ "$status" = 1 ] && ! [ -s err ]; then bad "$1" "rejected without a word"
	else good "$1"
	fi
}

repeat 150000 'Gondor ' >sentence.txt
survives "a sentence of a megabyte" sentence.txt
repeat 1000000 'x' >word.txt
survives "a word of a megabyte" word.txt
repeat 10000 '“Stop ' >quotes.txt
survives "ten thousand quotations opened and none closed" quotes.txt
repeat 10000 '"' >marks.txt
survives "ten thousand quotation marks" marks.txt
repeat 20000 'Gondor said that ' >said.txt
survives "twenty thousand clauses, each in the one before" said.txt
repeat 30000 'Gondor, Arnor and ' >list.txt
survives "a list of sixty thousand names" list.txt
repeat 20000 'He left. ' >short.txt
survives "twenty thousand short sentences" short.txt
repeat 20000 '( [ ' >brackets.txt
survives "twenty thousand brackets opened" brackets.txt
repeat 200000 '9' >digits.txt
survives "a number of two hundred thousand digits" digits.txt
repeat 5000 'killed 3 to 5 or 7 people on Monday, ' >harm.txt
survives "five thousand counts in a sentence" harm.txt
repeat 100000 '
' >lines.txt
echo x >>lines.txt
survives "a hundred thousand blank lines" lines.txt
repeat 30000 'e\314\201' | awk '{ gsub(/\\314\\201/, "\314\201"); printf "%s", $0 }' >accents.txt
survives "combining marks without end" accents.txt

printf 'Gondor\000 and \000Arnor\000 talked.\n' >nul.txt
survives "NUL bytes" nul.txt
head -c 300000 /dev/zero >zeros.txt
survives "nothing but NUL bytes" zeros.txt
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "%c", 128 + i % 128 }' >broken.txt
survives "nothing but broken UTF-8" broken.txt
head -c 200000 "$TRUCE" >binary.txt
survives "a program instead of a report" binary.txt

repeat 100000 '<div>' >deep.html
echo '<p>Gondor and Arnor talked for a long time about peace.' >>deep.html
survives "HTML nested a hundred thousand deep" deep.html
if [ -s out ] || grep -q "nested more than 256 deep" err; then good "what it says names the limit"; else bad "what it says names the limit"; fi
repeat 50000 '<b><i>' >bold.html
survives "tags that are never closed" bold.html
repeat 100000 '<p>Gondor.</p>' >paragraphs.html
survives "a hundred thousand paragraphs" paragraphs.html
{ printf '<p '; repeat 50000 'a="b" '; printf '>Gondor and Arnor talked.</p>'; } >attributes.html
survives "a tag with fifty thousand attributes" attributes.html
{ printf '<p>'; repeat 100000 '&amp;&lt;&#x41;'; printf '</p>'; } >entities.html
survives "entities without end" entities.html

{ printf '{"text":'; repeat 100000 '['; echo; } >deep.jsonl
survives "JSON nested a hundred thousand deep" deep.jsonl
printf '{"text":"%s"}\n' "$(repeat 20000 '\\u0041')" >escapes.jsonl
survives "escapes" escapes.jsonl
printf '{"text":"x","date":"%s"}\n{"text":"y","date":9e999}\n' "$(repeat 1000 '9')" >dates.jsonl
survives "dates that are none" dates.jsonl
repeat 20000 '{"text":"Gondor.
"}
' | tr -d '\n' >oneline.jsonl
survives "objects run together on one line" oneline.jsonl
{ printf '{"text":"Gondor.","x":"'; repeat 100000 'y'; printf '"}\n'; } >unknown.jsonl
survives "a large field that nobody knows" unknown.jsonl
{ printf '{"text":"'; awk 'BEGIN { for (i = 0; i < 1200000; i++) printf "Gondor " }'; printf '"}\n{"id":"after","text":"Gondor."}\n'; } >long.jsonl
survives "a line longer than the limit" long.jsonl
says "and the line after it is read" out '"id":"after"'
printf '\037\213\010\000\000\000\000\000\000\003lying' >lying.txt.gz
survives "a gzip that is none" lying.txt.gz

head -c 100000000 /dev/zero | gzip -9 >bomb.jsonl.gz
survives "a hundred megabytes of nothing, packed" bomb.jsonl.gz
says "and the bomb is named" err 'as only a bomb does'
{ printf 'WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\n'; repeat 1000 'x'; } >lying.warc
survives "a WARC with a length of a hundred terabytes" lying.warc
says "and the record is named" err 'record 1: '
{ printf 'WARC/1.0\r\n'; repeat 100000 'X-Field: y
'; } >head.warc
survives "a WARC whose head never ends" head.warc
{ printf 'text,x\n"'; repeat 200000 'Gondor,
'; } >open.csv
survives "CSV with a quotation mark that is never closed" open.csv
says "and the line is named" err 'open.csv:2: a quoted field is not closed'
