#!/bin/sh
# train.sh BUILD — trains the tagger and parser of data/models/en.model anew (docs/MODEL.md). TREEBANKS is the folder of the
# treebanks, NAMES that of states.tsv and people.tsv. An interrupted training goes on where it was.
set -eu
build=$1
treebanks=${TREEBANKS:-../shared/treebanks}
names=${NAMES:-data/kb}
# The matrix kernels that suit this machine, each thread on its own.
unset OPENBLAS_CORETYPE || true
export OPENBLAS_NUM_THREADS=1
exec "$build/annals-train" language --train "$treebanks/ewt-train.conllu" --train "$treebanks/gum-train.conllu" \
    --dev "$treebanks/ewt-dev.conllu" --skip-genres whow,fiction,textbook --vectors "$build/train/vectors.txt" \
    --names "$names" --epochs "${EPOCHS:-24}" --threads "${THREADS:-2}" --checkpoint "$build/train/language.checkpoint" --output data/models/en.model
