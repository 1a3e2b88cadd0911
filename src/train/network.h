/* network.h — the tagger and parser of training: shapes, parameters, one pass forward and one back.
 *
 *   word   fixed vector + learned vector, and the sum of the learned vectors of its spelling
 * features ↓      `layer_count` bidirectional SRU layers (Lei et al. 2018) of `units` a side: the
 * matrix product of a layer does not depend on the step before, so that all words of a batch are
 * one product; sentences need no padding ├─ tags    hidden layer, then XPOS, UPOS and the whole
 * feature string ├─ arcs    biaffine (Dozat and Manning 2017), plus a learned preference for
 * distances that depends on the word └─ labels  hidden layer over dependent and head, then the
 * relation
 *
 * Gradients are written by hand; tests/train/test_network.c holds them against differences. */
#ifndef ANNALS_TRAIN_NETWORK_H
#define ANNALS_TRAIN_NETWORK_H

#include "base/base.h"
#include "lang/weights.h"
#include "train/tensor.h"

enum { LAYERS_MOST = 6, GATES_MOST = 4, DISTANCE_BUCKETS = ENCODER_DISTANCES, TAG_KINDS = 3 };
enum tag_kind { TAG_XPOS, TAG_UPOS, TAG_FEATS };

/* Sizes of everything; written into checkpoints and models. */
struct network_shape {
    uint32_t word_size, spelling_size, layer_count, units, arc_size, label_size, tag_size;
    uint32_t word_count, learned_count, spelling_count, deprel_count, tag_counts[TAG_KINDS];
};

/* Where a group of parameters lies in the flat arrays of values and gradients. A matrix has a row
 * for each output. */
struct layer_offsets {
    size_t weights, carry,
        bias; /* carry and bias: of the gates, [direction][forget, reset][units] */
};
struct network_offsets {
    struct layer_offsets layers[LAYERS_MOST];
    size_t tag_hidden, tag_hidden_bias, tag_out, tag_out_bias;
    size_t arc_dependent, arc_dependent_bias, arc_head, arc_head_bias, arc_root, arc_product,
        arc_prior, arc_distance;
    size_t label_dependent, label_dependent_bias, label_head, label_root, label_out, label_out_bias;
    size_t total;
};

/* `values`: `offsets.total` floats. `words` and `spellings` are learned tables, `fixed_words` the
 * pretrained one. */
struct network {
    struct network_shape shape;
    struct network_offsets offsets;
    float *values, *words, *spellings;
    const float *fixed_words;
};

/* Gradients of one thread: dense ones, and rows of the tables that were touched. */
struct gradients {
    float *values, *words, *spellings;
    ARRAY_OF(uint32_t) word_rows, spelling_rows;
    bool *word_touched, *spelling_touched;
    struct arena *arena;
};

/* Sentences of a batch, one after the other: words first[s] to first[s + 1]. `head` is the place of
 * the head in its sentence from 1, 0 the root. Targets may be NULL where only scores are wanted.
 * `weights` scale the loss of each sentence. */
struct batch {
    uint32_t sentence_count;
    const uint32_t *first;
    const uint32_t *words;
    const uint32_t (*spellings)[SPELLING_FEATURES];
    const uint32_t *tags[TAG_KINDS]; /* UINT32_MAX: no target */
    const uint32_t *heads, *deprels;
};

struct dropout {
    float word, learned_word, input, layer, hidden;
};

/* What a pass computes; `scores` NULL in training. */
struct losses {
    double tags[TAG_KINDS], arcs, labels;
    uint64_t words;
};

/* How large the numbers get that inference quantises: for each column the largest and the mean
 * square. */
enum range_kind {
    RANGE_SPELLING,
    RANGE_LAYER, /* output of layer l: RANGE_LAYER + l */
    RANGE_TAG = RANGE_LAYER + LAYERS_MOST,
    RANGE_ARC_DEPENDENT,
    RANGE_ARC_HEAD,
    RANGE_QUERY,
    RANGE_LABEL,
    RANGE_KINDS
};
enum { RANGE_COLUMNS = 2048 };
struct ranges {
    float most[RANGE_KINDS][RANGE_COLUMNS];
    double squares[RANGE_KINDS][RANGE_COLUMNS];
    uint64_t counts[RANGE_KINDS];
};
/* Nothing happens where `ranges` is NULL. */
void observe(struct ranges *ranges, unsigned kind, const float *values, size_t rows,
             size_t columns);

/* Everything a decoder needs of a batch. `ranges`: watched on the way if not NULL; needs gold heads
 * in the batch. */
struct scores {
    struct ranges *ranges;
    float *tags[TAG_KINDS];              /* [word][class] */
    float **arcs;                        /* of sentence s: [n][n + 1], column 0 the root */
    float *label_dependent, *label_head; /* [word][label_size], before the sum */
};

void network_layout(struct network *network);
void network_initialise(struct network *network, uint64_t seed);

/* Forward and back: adds to the gradients and losses. `word_frequency` steers the dropping of
 * learned word vectors. */
void network_learn(const struct network *network, const struct batch *batch,
                   const struct dropout *dropout, const float *learned_keep, struct random *random,
                   struct gradients *gradients, struct losses *losses, struct arena *arena);
void network_score(const struct network *network, const struct batch *batch, struct scores *scores,
                   struct arena *arena);
/* Best relation for a dependent with the given head (word of the batch, UINT32_MAX: root). */
uint32_t network_best_label(const struct network *network, const struct scores *scores,
                            uint32_t dependent, uint32_t head);

static inline uint32_t network_gates(uint32_t layer)
{
    return layer == 0 ? 4
                      : 3; /* the first layer needs a matrix for the way past it, sizes differ */
}
static inline uint32_t network_width(const struct network_shape *shape)
{
    return 2 * shape->units;
}
static inline uint32_t network_input(const struct network_shape *shape, uint32_t layer)
{
    return layer == 0 ? shape->word_size + shape->spelling_size : network_width(shape);
}

#endif
