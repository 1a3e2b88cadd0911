/* segment.h — from text to sentences and tokens: the first step of the lang stage.
 *
 * Reads: title and text. Writes: sentences and tokens of both, title first, with spans, forms,
 * `space_after`, `word_of_token` and `token_words`; all else of a token is left for later steps.
 * Promises: spans lie in order, all text but white space is in some token, no sentence is longer
 * than a few hundred tokens, linear time. */
#ifndef ANNALS_LANG_SEGMENT_H
#define ANNALS_LANG_SEGMENT_H

#include "report.h"

struct segmenter; /* word lists and the classifier of sentence ends; read-only, shared by threads */

/* The segmenter over the built-in word lists and `section`, the model's section "segment" (borrowed
 * for the life of the segmenter; NULL data: rules decide where sentences end). `name` is the
 * model's, for messages. */
int segmenter_open(struct arena *arena, const char *name, struct str section,
                   struct segmenter **segmenter, struct annals_error *error);

/* Adds the sentences and tokens of report->title and report->text. */
int split_text(const struct segmenter *segmenter, struct annals_report *report,
               struct annals_error *error);

#endif
