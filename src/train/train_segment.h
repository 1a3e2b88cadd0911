/* train_segment.h — learns where sentences end (lang/boundary.h) from treebanks. */
#ifndef ANNALS_TRAIN_TRAIN_SEGMENT_H
#define ANNALS_TRAIN_TRAIN_SEGMENT_H

#include "lang/model_file.h"
#include "train/conllu_corpus.h"

/* Adds (or replaces) the section "segment" of the model being written. ANNALS_SETUP when the word
 * lists cannot be read. */
int train_segmenter(const struct corpus *corpus, struct model_writer *writer,
                    struct annals_error *error);

#endif
