/* parser.h — from the states of the encoder to tags and trees. */
#ifndef ANNALS_LANG_PARSER_H
#define ANNALS_LANG_PARSER_H

#include "lang/encoder.h"

/* What the heads say of a word. `head`: its place in the sentence from 1, 0 for the root. `feats`
 * borrows from the model. */
struct word_analysis {
    uint8_t xpos, upos, deprel;
    uint32_t head;
    struct str feats;
};

/* Room for the heads' numbers, for batches of `word_limit` words. */
struct parser_buffers {
    float *hidden, *tags, *queries, *distances, *label_sums, *labels, *arcs, *scores;
    uint8_t *bytes, *heads, *dependents;
    int8_t *packed;
    float *query_scales, *zeros;
    int32_t *corrections;
    uint32_t *parents, sentence_limit;
    uint8_t *distance_buckets; /* of offsets from -sentence_limit to sentence_limit */
};
struct parser_buffers parser_buffers_make(const struct language_weights *weights,
                                          uint32_t word_limit, uint32_t sentence_limit,
                                          struct arena *arena);

/* Fills analyses[word] for an encoded batch whose sentences have at most `sentence_limit` words.
 * `scratch` serves the decoder and may be reset afterwards. */
void analyse(const struct language_weights *weights, const struct kernels *kernels,
             const struct encoder_batch *batch, struct parser_buffers *buffers,
             struct word_analysis *analyses, struct arena *scratch);

#endif
