/* boundary.h — where sentences end: a decision after each token of a text.
 *
 * Empty lines always end a sentence; so do single line ends, unless the text is wrapped by hand.
 * In between a place is a candidate when a mark or an abbreviation stands before it or no small
 * letter behind it; a linear classifier over hashed features, trained on treebanks, decides, or,
 * where the model file has none, a few rules. Weights are integers, so that the decision is the
 * same everywhere. */
#ifndef ANNALS_LANG_BOUNDARY_H
#define ANNALS_LANG_BOUNDARY_H

#include "base/error.h"
#include "lang/tokenize.h"

/* Longest sentence in tokens; longer ones are cut at the best place, so that no text makes the
 * parser slow. */
enum { SENTENCE_LIMIT = 300 };

/* Weights of hashed features, `mask` + 1 of them, borrowed from the model file; NULL: rules. The
 * model section "segment" is their number (u32, a power of two) and the weights (16 bits each).
 * `lists` says which words begin sentences. */
struct boundary_model {
    const struct word_lists *lists;
    const int16_t *weights;
    uint32_t mask;
};

/* Fills the model from its section; NULL data gives the rules. */
int boundary_model_read(const char *name, struct str section, const struct word_lists *lists,
                        struct boundary_model *model, struct annals_error *error);

/* For each piece: does a sentence end behind it? `ends` has pieces->count items. `is_title`: line
 * ends are mere spaces. */
void mark_boundaries(const struct boundary_model *model, struct str text,
                     const struct piece_array *pieces, bool is_title, bool *ends);

/* Is a single line end in this text a mere space? (The lines of a text wrapped by hand often go on
 * in lower case.) */
bool is_wrapped(struct str text, const struct piece_array *pieces);

/* ---- shared with training ---- */

enum { BOUNDARY_FEATURES = 48, BOUNDARY_WEIGHTS = 1 << 16 };

/* A text under decision. `style` tells careless texts (sentences begin small, lines end without
 * stops) from edited ones. */
struct boundary_text {
    struct str text;
    const struct piece_array *pieces;
    uint32_t style;
};
struct boundary_text boundary_text_make(struct str text, const struct piece_array *pieces);

/* Can a sentence end behind piece i, on one line? */
bool is_boundary_candidate(const struct boundary_text *text, size_t i);

/* Pieces of a paragraph [paragraph, end) in which the sentence before piece i + 1 began with piece
 * `start`. */
struct boundary_place {
    size_t paragraph, start, i, end;
};

/* Hashes of the features of the place; returns how many. */
size_t boundary_features(const struct boundary_text *text, struct boundary_place place,
                         uint32_t hashes[BOUNDARY_FEATURES]);

#endif
