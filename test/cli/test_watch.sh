# truce watch against a server of our own on 127.0.0.1: feeds that behave, feeds that do not.
. "$(dirname "$0")/lib.sh"

[ -x "$TRUCE-watch" ] || { echo "# left out: truce-watch is not built: libcurl is not there"; exit 0; }
command -v python3 >/dev/null || { echo "# left out: python3 is not there"; exit 0; }

mkfifo port alive
python3 "$top/test/cli/feed_server.py" "$work/log" <alive >port &
server=$!
exec 9>alive
read -r port more <port
trap 'exec 9>&-; kill $server 2>/dev/null; rm -rf "$work"' EXIT
at=http://127.0.0.1:$port

# watch FEEDS-LINE… : one look at these feeds, in a ledger of its own.
db=w.db
watch() {
	printf '%s\n' "$@" >feeds
	run watch --once --gap 0 --timeout 5 --allow-private=127.0.0.1 --db "$db" feeds
}
ends() { if [ "$status" = "$2" ]; then good "$1"; else bad "$1" "exit code $status where $2 is expected" "$(tail -n 3 out)"; fi; }
asked() { grep -c "^GET $1 " log; }
is() { if [ "$2" = "$3" ]; then good "$1"; else bad "$1" "$2 where $3 is expected"; fi; }

exits "watch without a file of feeds is wrong usage" 2 watch
exits "watch explains itself" 0 watch --help
printf 'ftp://x.example/\n' >feeds
exits "an address that is no web address is named" 1 watch --once feeds
says "with its line" err 'feeds:1: "ftp://x.example/" is no address of a feed'

watch "# comment" "$at/feed The Bree Courier"
ends "a feed with a page that robots.txt closes" 1
says "both pages are read" out "3 reports: 2 new, 0 duplicate, 1 rejected"
says "the closed page is named" err "$at/closed/c: its robots.txt asks not to be fetched"
is "and not fetched" "$(asked /closed/c)" 0
run list reports --db w.db --json
says "a report is called by its address" out "\"id\":\"$at/a\""
says "its source is the name of the feed" out '"source":"The Bree Courier"'
says "its date is the page's" out '"date":"2025-03-24"'

watch "$at/feed The Bree Courier"
ends "the second look" 0
says "the feed is asked for what has changed" log 'GET /feed "one" 304'
says "nothing is new" out "0 reports: 0 new"
is "no page is fetched twice" "$(asked /a)" 1

rm -f w.db w.db.watch
watch "$at/openfeed"
ends "a page that is closed is read from the feed" 0
says "as far as the feed has it" out "1 report: 1 new"

rm -f w.db*
watch "$at/busy"
ends "a server that is busy" 3
says "is named" err "HTTP status 429"
run watch --once --gap 0 --allow-private --db w.db feeds
is "and left alone as long as it wishes" "$(asked /busy)" 1

rm -f w.db*
watch "$at/tofile"
ends "a redirect to a file" 3
says "is not followed" err "leads to an address that is neither http:// nor https://"
watch "$at/toprivate"
says "nor one to a private address" err "its address is not of the open internet"
watch "$at/round"
says "redirects have an end" err "leads from address to address without an end"
rm -f w.db*
watch "$at/moved"
says "a feed that has moved is read, its links from where it is" out "1 report: 1 new"

run watch --once --gap 0 --timeout 5 --db w2.db feeds
ends "addresses of this machine are refused" 3
says "unless allowed" err "its address is not of the open internet (--allow-private"

rm -f w.db*
watch "$at/endless" "$at/bomb" "$at/heads" "$at/slow" "$at/endlessfeed"
ends "answers that are too much" 3
says "an endless page" err "$at/endless: more than 8388608 bytes, the limit for one answer"
says "a gzip bomb" err "$at/bomb: more than 8388608 bytes"
says "an endless head" err "$at/heads: a head of more than 65536 bytes"
says "an endless feed" err "$at/endlessfeed: more than 8388608 bytes"
says "a slow body" err "$at/slow: too slow"

rm -f w.db*
watch "$at/lol"
ends "a feed with a bomb of entities" 0
says "is a feed with strange words" out "1 report: 1 new"
run list reports --db w.db --json
if grep -q root: out; then bad "no file is read for it"; else good "no file is read for it"; fi

rm -f w.db*
watch "$at/many"
cp w.db undisturbed.db
rm -f w.db*
printf '%s\n' "$at/many" >feeds
for i in 1 2 3; do
	"$TRUCE" watch --once --gap 1 --allow-private --db w.db feeds >out 2>err &
	pid=$!
	sleep 2
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
done
watch "$at/many"
ends "after being killed, watch goes on" 0
run list reports --db w.db --csv
cp out reports
run list reports --db undisturbed.db --csv
is "nothing twice, nothing lost" "$(cut -d, -f1 reports | sort)" "$(cut -d, -f1 out | sort)"

# Several servers at once: what they tell is taken in the order of the file, whoever answers first.
for db in first.db last.db; do
	set --
	for p in $port $more; do set -- "$@" "http://127.0.0.1:$p/${db%.db}"; done
	watch "$@"
	ends "several servers, the ${db%.db} of which answers first" 0
	says "all pages are read" out "18 reports: 18 new"
	sed -n 's/^new //p' out >order.${db%.db}
	sed -n 's/ 3 items, 3 new$//p; s/: 3 items, 3 new$//p' out | sed "s,/${db%.db}:*\$,," >feeds.${db%.db}
	run list reports --db "$db" --csv
	cp out reports.${db%.db}
done
db=w.db
for p in $port $more; do echo "http://127.0.0.1:$p"; done >feeds.wanted
is "feeds are told in their order" "$(cat feeds.last)" "$(cat feeds.wanted)"
is "so are pages" "$(cat order.last)" "$(cat order.first)"
is "the ledger is the same" "$(cat reports.last)" "$(cat reports.first)"
peak=$(grep '^peak' log | tail -n 1)
is "a server has never more than one request" "${peak##* }" 1
if [ "$(echo "$peak" | cut -d ' ' -f 2)" -gt 2 ]; then good "several servers are asked at once"; else bad "several servers are asked at once" "$peak"; fi

# Two watchers: not with one state; with two states, on one ledger.
printf '%s\n' "$at/first" >feeds
"$TRUCE" watch --gap 0 --allow-private --db two.db feeds >out.one 2>err.one &
pid=$!
for i in $(seq 100); do [ -s two.db.watch ] && break; sleep 0.1; done
run watch --once --gap 0 --allow-private --db two.db feeds
ends "a second watch with the same state" 3
says "is told so" err "two.db.watch: another truce watch is at work with it"
run watch --once --gap 0 --allow-private --db two.db --state other.watch feeds
ends "with a state of its own it works beside the first" 0
kill -INT $pid
wait $pid
is "and the first goes on" $? 0
run list reports --db two.db --csv
is "nothing twice" "$(cut -d, -f1 out | sort)" "$(cut -d, -f1 out | sort -u)"
is "nothing lost" "$(grep -c '/n0-' out)" 3

rm -f w.db*
printf '%s\n' "$at/many" >feeds
"$TRUCE" watch --gap 0 --allow-private --db w.db feeds >out 2>err &
pid=$!
for i in $(seq 100); do grep -q "^new .*/n5" out && break; sleep 0.2; done
kill -INT $pid
wait $pid
is "Ctrl-C ends it cleanly" $? 0
says "with a sum" out "6 reports: 6 new"
