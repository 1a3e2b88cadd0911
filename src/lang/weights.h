/* weights.h — the trained network as it lies in a model file.
 *
 * Sections "words" (word index, then its rows), "names" (index of names that enter as their class),
 * "network" (sizes, matrices, scales; in the order of weights_read) and "labels" (the names of
 * tags, features and relations). Training writes them (src/train/export_language.c), this file
 * reads them in place.
 *
 * What goes into a product of matrices is quantised: byte = value / step + zero, with a step for
 * each column that is already multiplied into the weights; `inverse` holds 1 / step. */
#ifndef ANNALS_LANG_WEIGHTS_H
#define ANNALS_LANG_WEIGHTS_H

#include "lang/features.h"
#include "lang/kernels.h"
#include "lang/model_file.h"

enum { ENCODER_LAYERS_MOST = 6, ENCODER_DISTANCES = 24, LABELS_MOST = 1024 };
/* Bytes stand for signed values around SIGNED_ZERO, for values that are never negative from 0. */
#define SIGNED_ZERO 128

struct encoder_sizes {
    uint32_t word_size, spelling_size, spelling_count, layer_count, units;
};

struct encoder_layer {
    struct matrix products;
    const float *carry, *bias; /* [direction][forget, reset][unit] */
    const float *next_inverse; /* of the layer's output, [2 · units] */
};

/* Sizes of the hidden layers; `states` says where each begins in the outputs of `hidden`. */
struct head_weights {
    uint32_t arc_size, label_size, tag_size;
    uint32_t arc_dependent, arc_head, label_dependent, label_head, tag; /* offsets */
    struct matrix hidden; /* all that is computed from the states, one product */
    struct matrix tag_out, arc_query, arc_distance, label_out;
    const float *tag_inverse, *arc_dependent_inverse, *arc_head_inverse, *label_inverse;
    const uint8_t *arc_root; /* the root's row of heads, quantised */
    const float *label_root;
    float query_inverse, arc_scale; /* of queries; from integer products to scores */
};

/* Numbers of the classes in the order of the network's outputs. */
struct label_sets {
    uint32_t xpos_count, upos_count, feats_count, deprel_count;
    const uint8_t *xpos, *upos, *deprels;
    const struct str *feats;
};

struct language_weights {
    struct encoder_sizes sizes;
    struct word_index words, names;
    const int8_t *word_rows;       /* [row][word_size] */
    const int8_t *spellings;       /* [bucket][spelling_size] */
    const float *spelling_inverse; /* from sums of spellings to bytes */
    struct encoder_layer layers[ENCODER_LAYERS_MOST];
    struct head_weights heads;
    struct label_sets labels;
};

/* Reads and checks all; what is not in place (names) goes to the arena. ANNALS_SETUP naming the
 * file. */
int weights_read(struct arena *arena, const struct model_file *file,
                 struct language_weights *weights, struct annals_error *error);

/* Bucket of the distance from a dependent to a head `offset` words on; ENCODER_DISTANCES in all. */
uint32_t arc_distance_bucket(int64_t offset);

#endif
