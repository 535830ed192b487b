# The same bytes on every run, with any number of threads, from files or standard input.
. "$(dirname "$0")/lib.sh"

samples=$top/samples
exits "the samples are coded" 0 code --jobs 1 "$samples"
cp out one
for jobs in 2 3 8; do
	run code --jobs "$jobs" "$samples"
	holds "the same with $jobs threads" cmp one out
done
run code --jobs 1 "$samples"
holds "the same again" cmp one out
holds "a line for each report" [ "$(wc -l <one)" -ge 15 ]

# What code prints can be read again: text and offsets stay as they were.
cp one in
exits "its output is input" 0 code --jobs 1 -
sed 's/^.*"text":\("[^"\\]*\(\\.[^"\\]*\)*"\).*$/\1/' one >texts.one
sed 's/^.*"text":\("[^"\\]*\(\\.[^"\\]*\)*"\).*$/\1/' out >texts.two
holds "with the same texts" cmp texts.one texts.two
