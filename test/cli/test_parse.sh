# truce parse: text in, CoNLL-U out, and back.
. "$(dirname "$0")/lib.sh"

cat >text.txt <<'TEXT'
Gondor’s king didn't sign the 30-day truce with Arnor. “We cannot,” he said on Jan. 5 in the U.S. capital…

A second paragraph follows; it has two sentences. Here (at last) is the other!
TEXT
exits "text is parsed" 0 parse text.txt
cp out trees
holds "lines have ten columns, ids count up, heads are in the sentence" awk -F'\t' '
	/^#/ { next }
	/^$/ { if (roots != 1 || most > n) exit 1; n = roots = most = 0; next }
	NF != 10 { exit 1 }
	$1 ~ /-/ { next }
	$1 != ++n || $7 !~ /^[0-9]+$/ || $7 == $1 || $4 !~ /^[A-Z]+$/ { exit 1 }
	$7 == 0 { roots++ }
	$7 > most { most = $7 }' trees
cp text.txt in
exits "standard input is parsed" 0 parse -
holds "the same" cmp trees out
cp trees in
exits "its own output is input" 0 parse --input conllu -
holds "and comes back as it was" cmp trees out
printf '1\tGondor\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t.\t_\t_\t_\t_\t_\t_\t_\tfoo=bar\n\n' >in
exits "given words stay" 0 parse --input conllu -
says "with their MISC" out "foo=bar"
printf '1\tGondor\n' >in
exits "a line that is no CoNLL-U is rejected" 1 parse --input conllu -
says "with its line" err ":1: "
printf '1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n\n' >in
run parse --input conllu -
holds "a head outside the sentence does no harm" [ "$status" -le 1 ]
: >in
exits "nothing gives nothing" 0 parse -
holds "not a byte" [ ! -s out ]
