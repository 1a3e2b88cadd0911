/* train_rules.h — the parts of a model that are learned in seconds: sentence ends and lemmas. */
#ifndef ANNALS_TRAIN_TRAIN_RULES_H
#define ANNALS_TRAIN_TRAIN_RULES_H

#include "lang/model_file.h"
#include "train/conllu_corpus.h"

/* Adds (or replaces) the sections "segment" and "lemma" of the model being written. */
int train_rules(const struct corpus *corpus, struct model_writer *writer,
                struct annals_error *error);

/* The command `rules`: learns them anew from the treebanks and puts them into the model file at
 * `output`, whose other sections stay. `skip_genres` may be NULL. */
int train_rules_into(const char *const *treebanks, size_t count, const char *skip_genres,
                     const char *output, struct arena *arena, struct annals_error *error);

#endif
