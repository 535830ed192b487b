# truce train: a treebank in, a model and its card out. Two sentences, so this is about the files, not about what is learnt.
. "$(dirname "$0")/lib.sh"

sentence() {
	printf '1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\t_\n2\triders\trider\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\t_\n'
	printf '3\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n4\tGondor\tGondor\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\tSpaceAfter=No\n'
	printf '5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n'
}
for i in 1 2 3 4 5 6; do sentence; done >bank.conllu
mkdir dev && sentence >dev/watched.conllu

tables="--abbreviations $top/train/abbreviations.tsv --names $top/train/names.tsv"
exits "a model is trained" 0 train $tables --epochs 2 --dev dev/watched.conllu --card card.md -o one.model bank.conllu
holds "the run reports its scores" grep -q '^epoch 2 .*| dev loss [0-9.]* upos [0-9.]* .* las [0-9.]*$' out
exits "the model reads the watched words" 0 parse --model one.model --input conllu dev/watched.conllu
score() { # score COLUMN : per cent of the words that have there what the treebank has
	cut -f"$1" dev/watched.conllu >gold.column
	grep -v '^#' out | cut -f"$1" | paste gold.column - | awk -F'\t' '$1 != "" { n++; right += $1 == $2 } END { printf "%.2f", 100 * right / n }'
}
says "the card has what can be counted again" card.md "| watched | given words | | | $(score 4) | $(score 3) | $(score 7) |"
says "and scores from raw text" card.md "| watched | raw text | "
printf 'The riders left Gondor.\n' >text.txt
exits "the model can be used" 0 parse --model one.model text.txt
exits "and is trained again" 0 train $tables --epochs 2 -o two.model bank.conllu
holds "to the same bytes, whether watched or not" cmp one.model two.model
exits "a run with a checkpoint" 0 train $tables --epochs 2 --checkpoint state -o three.model bank.conllu
exits "a run that goes on from it" 0 train $tables --epochs 2 --checkpoint state -o four.model --card four.md bank.conllu
says "says so" out "going on from state, epoch 2"
holds "and writes the same model" cmp one.model four.model
holds "a card without a watched treebank has no scores" sh -c '! grep -q "^| " four.md'

exits "other names can be left out" 0 train $tables --without names --epochs 2 -o five.model bank.conllu
exits "or never asked for" 0 train --abbreviations "$top/train/abbreviations.tsv" --epochs 2 -o six.model bank.conllu
holds "which is the same" cmp five.model six.model
holds "and not the whole" sh -c '! cmp -s five.model one.model'
exits "the tasks, the affixes, a layer can be left out" 0 train $tables --without tags,affixes,layer --epochs 1 -o seven.model bank.conllu
exits "what nobody knows cannot" 2 train --without nonsense -o no.model bank.conllu
says "says so" err '"nonsense" is no list'

printf '1\tGondor\n' >broken.conllu
exits "a treebank that is none" 1 train -o no.model broken.conllu
says "is named with its line" err "broken.conllu:1: "
exits "a treebank that is not there" 3 train -o no.model nowhere.conllu
says "is named" err "nowhere.conllu"
holds "and no model is left behind" [ ! -e no.model ]
