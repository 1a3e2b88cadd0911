/* parser.c — tags, arcs and labels, see parser.h. */
#include "lang/parser.h"

#include <string.h>

#include "lang/decode.h"
#include "lang/ud.h"

static size_t padded(size_t count)
{
    return (count + OUTPUT_BLOCK - 1) / OUTPUT_BLOCK * OUTPUT_BLOCK;
}

struct parser_buffers parser_buffers_make(const struct language_weights *weights,
                                          uint32_t word_limit, uint32_t sentence_limit,
                                          struct arena *arena)
{
    const struct head_weights *heads = &weights->heads;
    size_t words = word_limit, arc = heads->arc_size, n = sentence_limit;
    size_t columns = padded(2 * n);
    size_t widest = arc > heads->label_size ? arc : heads->label_size;
    if (heads->tag_size > widest)
        widest = heads->tag_size;
    struct parser_buffers buffers = {
        .hidden = arena_new_array(arena, words * heads->hidden.outputs, float),
        .tags = arena_new_array(arena, words * heads->tag_out.outputs, float),
        .queries = arena_new_array(arena, words * heads->arc_query.outputs, float),
        .distances = arena_new_array(arena, words * heads->arc_distance.outputs, float),
        .label_sums = arena_new_array(arena, words * heads->label_size, float),
        .labels = arena_new_array(arena, words * heads->label_out.outputs, float),
        .arcs = arena_new_array(arena, (n + 1) * columns, float),
        .scores = arena_new_array(arena, (n + 1) * n, float),
        .bytes = arena_new_array(arena, words * widest, uint8_t),
        .heads = arena_new_array(arena, (words + 1) * arc, uint8_t),
        .dependents = arena_new_array(arena, words * widest, uint8_t),
        .packed = arena_new_array(arena, columns * arc, int8_t),
        .query_scales = arena_new_array(arena, columns, float),
        .zeros = arena_new_array(arena, columns, float),
        .corrections = arena_new_array(arena, columns, int32_t),
        .parents = arena_new_array(arena, n, uint32_t),
    };
    for (size_t i = 0; i < columns; i++)
        buffers.query_scales[i] = i % 2 ? heads->arc_scale / 128.0F : heads->arc_scale;
    buffers.sentence_limit = sentence_limit;
    buffers.distance_buckets = arena_new_array(arena, 2 * (size_t)sentence_limit + 1, uint8_t);
    for (size_t i = 0; i <= 2 * (size_t)sentence_limit; i++)
        buffers.distance_buckets[i] =
            (uint8_t)arc_distance_bucket((int64_t)i - (int64_t)sentence_limit);
    return buffers;
}

/* Columns [from, from + count) of `hidden`, brought together as bytes. */
static void gather(const struct kernels *kernels, const struct head_weights *heads,
                   const float *hidden, uint32_t words, uint32_t from, uint32_t count,
                   const float *inverse, uint8_t *bytes)
{
    for (uint32_t w = 0; w < words; w++)
        kernels->quantise_positive(bytes + (size_t)w * count,
                                   hidden + (size_t)w * heads->hidden.outputs + from, inverse, 1,
                                   count);
}

/* ---- tags ---- */

static void tag_words(const struct language_weights *weights, const struct kernels *kernels,
                      uint32_t words, struct parser_buffers *buffers,
                      struct word_analysis *analyses)
{
    const struct head_weights *heads = &weights->heads;
    const struct label_sets *labels = &weights->labels;
    gather(kernels, heads, buffers->hidden, words, heads->tag, heads->tag_size, heads->tag_inverse,
           buffers->bytes);
    kernels->multiply(buffers->tags, buffers->bytes, words, &heads->tag_out);
    for (uint32_t w = 0; w < words; w++) {
        const float *scores = buffers->tags + (size_t)w * heads->tag_out.outputs;
        analyses[w].xpos = labels->xpos[kernels->find_best(scores, labels->xpos_count)];
        scores += labels->xpos_count;
        analyses[w].upos = labels->upos[kernels->find_best(scores, labels->upos_count)];
        scores += labels->upos_count;
        analyses[w].feats = labels->feats[kernels->find_best(scores, labels->feats_count)];
    }
}

/* ---- arcs ---- */

/* A query number of 15 bits as two bytes: 128 · coarse + fine. */
static void split_query(float query, float inverse, int8_t *coarse, int8_t *fine)
{
    const float most = 127.0F * 128.0F;
    float value = query * inverse * 128.0F;
    value = value > most ? most : value;
    int32_t number = (int32_t)((value < -most ? -most : value) + (most + 0.5F)) - 127 * 128;
    int32_t rounded = (number + 128 * 128 + 64) / 128 - 128;
    *coarse = (int8_t)rounded;
    *fine = (int8_t)(number - rounded * 128);
}

/* The queries of a sentence as the weights of a matrix, two outputs for each, so that heads ·
 * queriesᵀ is one product. One byte would do for all that inference reduces but this: queries share
 * one step, and the scores of rival heads lie close. */
static void pack_queries(const struct head_weights *heads, const float *queries, uint32_t count,
                         int8_t *packed)
{
    size_t size = heads->arc_size, stride = heads->arc_query.outputs;
    memset(packed, 0, padded(2 * (size_t)count) * size);
    for (uint32_t w = 0; w < count; w++) {
        size_t output = 2 * (size_t)w;
        int8_t *block = packed + output / OUTPUT_BLOCK * OUTPUT_BLOCK * size +
                        output % OUTPUT_BLOCK * INPUT_GROUP;
        for (size_t i = 0; i < size; i++) {
            int8_t *place = block + i / INPUT_GROUP * INPUT_GROUP * OUTPUT_BLOCK + i % INPUT_GROUP;
            split_query(queries[w * stride + i], heads->query_inverse, place, place + INPUT_GROUP);
        }
    }
}

/* buffers->scores [count][count + 1] from products of bytes and preferences for distances. */
static void score_arcs(const struct head_weights *heads, const struct kernels *kernels,
                       uint32_t first, uint32_t count, struct parser_buffers *buffers)
{
    size_t size = heads->arc_size, columns = padded(2 * (size_t)count);
    pack_queries(heads, buffers->queries + first * (size_t)heads->arc_query.outputs, count,
                 buffers->packed);
    struct matrix queries = {(uint32_t)columns,    (uint32_t)size,        buffers->packed,
                             buffers->corrections, buffers->query_scales, buffers->zeros};
    kernels->multiply(buffers->arcs, heads->arc_root, 1, &queries);
    kernels->multiply(buffers->arcs + columns, buffers->heads + first * size, count, &queries);
    for (uint32_t d = 0; d < count; d++) {
        const float *distance =
            buffers->distances + (first + d) * (size_t)heads->arc_distance.outputs;
        const uint8_t *buckets = buffers->distance_buckets + buffers->sentence_limit - d;
        const float *arcs = buffers->arcs + 2 * (size_t)d;
        float *row = buffers->scores + d * ((size_t)count + 1);
        row[0] = arcs[0] + arcs[1];
        for (uint32_t h = 0; h < count; h++) {
            const float *arc = arcs + (h + 1) * columns;
            row[h + 1] = arc[0] + arc[1] + distance[buckets[h]];
        }
    }
}

static void find_heads(const struct language_weights *weights, const struct kernels *kernels,
                       const struct encoder_batch *batch, struct parser_buffers *buffers,
                       struct word_analysis *analyses, struct arena *scratch)
{
    const struct head_weights *heads = &weights->heads;
    uint32_t words = batch->word_count;
    gather(kernels, heads, buffers->hidden, words, heads->arc_dependent, heads->arc_size,
           heads->arc_dependent_inverse, buffers->dependents);
    gather(kernels, heads, buffers->hidden, words, heads->arc_head, heads->arc_size,
           heads->arc_head_inverse, buffers->heads);
    kernels->multiply(buffers->queries, buffers->dependents, words, &heads->arc_query);
    kernels->multiply(buffers->distances, buffers->dependents, words, &heads->arc_distance);
    for (uint32_t s = 0; s < batch->sentence_count; s++) {
        uint32_t first = batch->first[s], count = batch->first[s + 1] - first;
        score_arcs(heads, kernels, first, count, buffers);
        decode_tree(buffers->scores, count, buffers->parents, scratch);
        for (uint32_t w = 0; w < count; w++)
            analyses[first + w].head = buffers->parents[w];
    }
}

/* ---- labels ---- */

static void label_arcs(const struct language_weights *weights, const struct kernels *kernels,
                       const struct encoder_batch *batch, struct parser_buffers *buffers,
                       struct word_analysis *analyses)
{
    const struct head_weights *heads = &weights->heads;
    size_t size = heads->label_size, stride = heads->hidden.outputs;
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t w = batch->first[s]; w < batch->first[s + 1]; w++) {
            const float *below = buffers->hidden + w * stride + heads->label_dependent;
            const float *above = heads->label_root;
            if (analyses[w].head)
                above = buffers->hidden + (batch->first[s] + analyses[w].head - 1) * stride +
                        heads->label_head;
            for (size_t i = 0; i < size; i++)
                buffers->label_sums[w * size + i] = below[i] + above[i];
        }
    kernels->quantise_positive(buffers->bytes, buffers->label_sums, heads->label_inverse,
                               batch->word_count, size);
    kernels->multiply(buffers->labels, buffers->bytes, batch->word_count, &heads->label_out);
    for (uint32_t w = 0; w < batch->word_count; w++) {
        const float *scores = buffers->labels + (size_t)w * heads->label_out.outputs;
        analyses[w].deprel =
            weights->labels.deprels[kernels->find_best(scores, weights->labels.deprel_count)];
    }
}

/* The root has the relation root, and no other word has. */
static void mend_roots(const struct encoder_batch *batch, struct word_analysis *analyses)
{
    for (uint32_t w = 0; w < batch->word_count; w++) {
        if (analyses[w].head == 0)
            analyses[w].deprel = DEPREL_ROOT;
        else if (analyses[w].deprel == DEPREL_ROOT || analyses[w].deprel == DEPREL_NONE)
            analyses[w].deprel = DEPREL_DEP;
    }
}

void analyse(const struct language_weights *weights, const struct kernels *kernels,
             const struct encoder_batch *batch, struct parser_buffers *buffers,
             struct word_analysis *analyses, struct arena *scratch)
{
    kernels->multiply(buffers->hidden, batch->states, batch->word_count, &weights->heads.hidden);
    tag_words(weights, kernels, batch->word_count, buffers, analyses);
    find_heads(weights, kernels, batch, buffers, analyses, scratch);
    label_arcs(weights, kernels, batch, buffers, analyses);
    mend_roots(batch, analyses);
}
