/* boundary.h — where sentences end: a decision after each token of a text.
 *
 * Empty lines always end a sentence; so do single line ends, unless the text is wrapped by hand.
 * In between a place is a candidate when a stop, a closing mark or an abbreviation stands before
 * it, or a capital behind it; a classifier trained on treebanks decides, or, where the model file
 * has none, a few rules. */
#ifndef ANNALS_LANG_BOUNDARY_H
#define ANNALS_LANG_BOUNDARY_H

#include "base/error.h"
#include "lang/tokenize.h"

/* Longest sentence in tokens; longer ones are cut at the best place, so that no text makes the
 * parser slow. */
enum { SENTENCE_LIMIT = 300 };

/* For each piece: does a sentence end behind it? `ends` has pieces->count items. `is_title`: line
 * ends are mere spaces. */
void mark_boundaries(struct str text, const struct piece_array *pieces, bool is_title, bool *ends);

/* Is a single line end in this text a mere space? (The lines of a text wrapped by hand often go on
 * in lower case.) */
bool is_wrapped(struct str text, const struct piece_array *pieces);

#endif
