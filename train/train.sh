#!/bin/sh
# Trains the language model again from the treebanks in $TRUCE_UD (default: ../shared/data/ud beside this folder) and writes
# models/en.model and its card. A run that was stopped goes on from out/train.checkpoint. With development treebanks in
# $TRUCE_UD_DEV (default: ../shared/eval/parse) it says after each epoch how well it does on them; it never learns from them.
set -eu
ud=${TRUCE_UD:-../shared/data/ud}
dev=${TRUCE_UD_DEV:-../shared/eval/parse}
mkdir -p out models
set -- "$@" --checkpoint out/train.checkpoint --abbreviations train/abbreviations.tsv --names train/names.tsv --card models/en.md -o models/en.model
for f in "$dev"/*.conllu.gz; do
	[ -f "$f" ] && set -- "$@" --dev "$f"
done
exec build/truce train "$@" "$ud"/en_ewt-train.conllu.gz "$ud"/en_gum-train.conllu.gz
