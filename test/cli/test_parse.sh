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
# Bad CoNLL-U: file, line and reason, exit code 1; what comes after in the list of files is parsed.
printf '1\tGondor\t_\t_\t_\t_\t_\t_\t_\t_\n\n' >good.conllu
rejected() { # rejected LINE REASON CONTENT
	printf "$3" >bad.conllu
	exits "bad CoNLL-U: $2" 1 parse --input conllu bad.conllu good.conllu
	says "has file, line and reason" err "bad.conllu:$1: $2"
	says "and the next file is parsed" out 'Gondor'
	holds "while nothing is printed of it" sh -c '! grep -q Arnor out'
}
rest='\t_\t_\t_\t_\t_\t_\t_\t_\n'
rejected 1 "a word needs ten columns, parted by tabs" '1\tArnor\n'
rejected 2 "words must be numbered from 1 without gaps" "1\tArnor${rest}3\tfell$rest\n"
rejected 1 "words must be numbered from 1 without gaps" "0\tArnor$rest\n"
rejected 1 "HEAD is not a number" '1\tArnor\t_\t_\t_\t_\tx\t_\t_\t_\n\n'
rejected 2 "a HEAD beyond the end of the sentence" '1\tArnor\t_\t_\t_\t_\t7\tdep\t_\t_\n\n'
rejected 3 "FORM is empty" "# text = Arnor\n1\tArnor${rest}2\t$rest\n"
rejected 2 "a comment inside a sentence" "1\tArnor$rest# text = Arnor\n\n"
rejected 2 "comments without a sentence" '# text = Arnor\n\n'
rejected 1 "a range of words that does not begin here or does not rise" "2-3\tArnor${rest}1\tArnor$rest\n"
rejected 3 "the sentence ends inside a range of words" "1-2\tArnors${rest}1\tArnor$rest\n"
rejected 1 "not UTF-8" "1\tArnor\377$rest\n"

: >in
exits "nothing gives nothing" 0 parse -
holds "not a byte" [ ! -s out ]
