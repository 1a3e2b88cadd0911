/* augment.h — treebank sentences as headlines, wire slugs and careless typing would have them. */
#ifndef ANNALS_TRAIN_AUGMENT_H
#define ANNALS_TRAIN_AUGMENT_H

#include "train/conllu_corpus.h"
#include "train/tensor.h"

/* Fills `forms` for the words of the sentence: as they stand mostly, at times all capitals, capital
 * first letters, small letters, with other quotation marks and dashes. Changed forms live in the
 * arena. */
void augment_sentence(const struct corpus *corpus, const struct corpus_sentence *sentence,
                      struct str *forms, struct random *random, struct arena *arena);

#endif
