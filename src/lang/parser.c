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
    size_t words = word_limit, arc = heads->arc_size, n = padded(sentence_limit);
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
        .arcs = arena_new_array(arena, (n + 1) * n, float),
        .scores = arena_new_array(arena, (n + 1) * n, float),
        .bytes = arena_new_array(arena, words * widest, uint8_t),
        .heads = arena_new_array(arena, (words + 1) * arc, uint8_t),
        .dependents = arena_new_array(arena, words * widest, uint8_t),
        .packed = arena_new_array(arena, n * arc, int8_t),
        .ones = arena_new_array(arena, n, float),
        .zeros = arena_new_array(arena, n, float),
        .corrections = arena_new_array(arena, n, int32_t),
        .parents = arena_new_array(arena, n, uint32_t),
    };
    for (size_t i = 0; i < n; i++)
        buffers.ones[i] = heads->arc_scale;
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

/* The queries of a sentence as the weights of a matrix, so that heads · queriesᵀ is one product. */
static void pack_queries(const struct head_weights *heads, const float *queries, uint32_t count,
                         int8_t *packed)
{
    size_t size = heads->arc_size, stride = heads->arc_query.outputs;
    memset(packed, 0, padded(count) * size);
    for (uint32_t w = 0; w < count; w++) {
        int8_t *block =
            packed + w / OUTPUT_BLOCK * OUTPUT_BLOCK * size + w % OUTPUT_BLOCK * INPUT_GROUP;
        for (size_t i = 0; i < size; i++) {
            float value = queries[w * stride + i] * heads->query_inverse + 128.5F;
            value = value < 1.0F ? 1.0F : value;
            int32_t byte = (int32_t)(value > 255.0F ? 255.0F : value) - 128;
            block[i / INPUT_GROUP * INPUT_GROUP * OUTPUT_BLOCK + i % INPUT_GROUP] = (int8_t)byte;
        }
    }
}

/* buffers->scores [count][count + 1] from products of bytes and preferences for distances. */
static void score_arcs(const struct head_weights *heads, const struct kernels *kernels,
                       uint32_t first, uint32_t count, struct parser_buffers *buffers)
{
    size_t size = heads->arc_size, columns = padded(count);
    pack_queries(heads, buffers->queries + first * (size_t)heads->arc_query.outputs, count,
                 buffers->packed);
    struct matrix queries = {(uint32_t)columns,    (uint32_t)size, buffers->packed,
                             buffers->corrections, buffers->ones,  buffers->zeros};
    kernels->multiply(buffers->arcs, heads->arc_root, 1, &queries);
    kernels->multiply(buffers->arcs + columns, buffers->heads + first * size, count, &queries);
    for (uint32_t d = 0; d < count; d++) {
        const float *distance =
            buffers->distances + (first + d) * (size_t)heads->arc_distance.outputs;
        const uint8_t *buckets = buffers->distance_buckets + buffers->sentence_limit - d;
        float *row = buffers->scores + d * ((size_t)count + 1);
        row[0] = buffers->arcs[d];
        for (uint32_t h = 0; h < count; h++)
            row[h + 1] = buffers->arcs[(h + 1) * columns + d] + distance[buckets[h]];
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
