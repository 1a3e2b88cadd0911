/* encoder.h — from words to the states that all heads read: what the network makes of each word in
 * its sentence. */
#ifndef ANNALS_LANG_ENCODER_H
#define ANNALS_LANG_ENCODER_H

#include "lang/weights.h"

/* Sentences that are read together: words first[s] to first[s + 1]. All arrays have room for
 * `word_limit` words and as many sentences; they are made once and used for batch after batch.
 * `states` [word][2 · units] is what encode() fills, quantised around SIGNED_ZERO. */
struct encoder_batch {
    uint32_t word_limit, sentence_count, word_count;
    uint32_t *first, *rows;
    uint32_t (*spellings)[SPELLING_FEATURES];
    uint8_t *input, *states;
    float *products, *outputs[2], *cell;
};

struct encoder_batch encoder_batch_make(const struct language_weights *weights, uint32_t word_limit,
                                        struct arena *arena);

/* Adds a sentence; there must be room. */
void encoder_batch_add(struct encoder_batch *batch, const struct language_weights *weights,
                       const struct str *forms, uint32_t count);

/* Empties the batch for the next. */
static inline void encoder_batch_clear(struct encoder_batch *batch)
{
    batch->sentence_count = batch->word_count = 0;
}

void encode(const struct language_weights *weights, const struct kernels *kernels,
            struct encoder_batch *batch);

#endif
