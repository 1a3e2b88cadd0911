/* train_lemma.h — learns the lemma rules of lang/lemma.h from treebanks. */
#ifndef ANNALS_TRAIN_TRAIN_LEMMA_H
#define ANNALS_TRAIN_TRAIN_LEMMA_H

#include "lang/model_file.h"
#include "train/conllu_corpus.h"

/* Adds (or replaces) the section "lemma" of the model being written. */
void train_lemmatizer(const struct corpus *corpus, struct model_writer *writer);

#endif
