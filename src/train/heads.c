/* heads.c — tags, arcs and labels, see heads.h. */
#include "train/heads.h"

#include <math.h>
#include <string.h>

#include "lang/activation.h"
#include "lang/weights.h"

/* ---- pieces ---- */

/* relu(states · weightsᵀ + bias), with units dropped at `rate`. `mask` holds 0 or 1/(1 - rate)
 * where the unit is alive, 0 where relu closed it: the factor of the way back. */
struct hidden {
    float *out, *mask;
    size_t size;
};

WIDE_LOOPS static void close_negatives(float *out, float *mask, const float *bias, size_t rows,
                                       size_t columns)
{
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            float sum = out[i * columns + j] + bias[j];
            float factor = sum > 0.0F ? mask[i * columns + j] : 0.0F;
            mask[i * columns + j] = factor;
            out[i * columns + j] = sum * factor;
        }
}

static void drop_units(const struct batch *batch, float *mask, size_t size, float rate,
                       struct random *random)
{
    float kept = 1.0F / (1.0F - rate);
    for (uint32_t s = 0; s < batch->sentence_count; s++) {
        uint32_t first = batch->first[s];
        for (size_t i = 0; i < size; i++) {
            float factor = rate > 0 && random_float(random) < rate ? 0.0F : kept;
            for (uint32_t t = first; t < batch->first[s + 1]; t++)
                mask[t * size + i] = factor;
        }
    }
}

static struct hidden hidden_forward(const struct network *network, const struct batch *batch,
                                    const float *states, size_t weights, size_t bias, size_t size,
                                    float rate, struct random *random, struct arena *arena)
{
    size_t count = batch->first[batch->sentence_count], width = network_width(&network->shape);
    struct hidden hidden = {arena_new_array(arena, count * size, float),
                            arena_new_array(arena, count * size, float), size};
    drop_units(batch, hidden.mask, size, rate, random);
    multiply_transposed(hidden.out, states, network->values + weights, count, size, width, 0);
    close_negatives(hidden.out, hidden.mask, network->values + bias, count, size);
    return hidden;
}

static void hidden_back(const struct network *network, const struct batch *batch,
                        const float *states, const struct hidden *hidden, float *out_gradient,
                        size_t weights, size_t bias, float *gradient, struct gradients *gradients)
{
    size_t count = batch->first[batch->sentence_count], width = network_width(&network->shape);
    for (size_t i = 0; i < count * hidden->size; i++)
        out_gradient[i] *= hidden->mask[i];
    multiply_add_first_transposed(gradients->values + weights, out_gradient, states, hidden->size,
                                  width, count);
    add_rows(gradients->values + bias, out_gradient, count, hidden->size);
    multiply(gradient, out_gradient, network->values + weights, count, width, hidden->size, 1);
}

/* Turns sums into (softmax - target) · scale; returns the loss. */
static double softmax_loss(float *sums, size_t count, uint32_t target, float scale)
{
    float most = sums[0];
    for (size_t i = 1; i < count; i++)
        most = sums[i] > most ? sums[i] : most;
    float total = 0, wanted = sums[target] - most;
    for (size_t i = 0; i < count; i++)
        total += sums[i] = expf(sums[i] - most);
    for (size_t i = 0; i < count; i++)
        sums[i] = sums[i] / total * scale;
    sums[target] -= scale;
    return (double)(logf(total) - wanted);
}

static void add_bias(float *sums, const float *bias, size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++)
            sums[i * columns + j] += bias[j];
}

/* ---- tags ---- */

static size_t tag_total(const struct network *network)
{
    size_t total = 0;
    for (int kind = 0; kind < TAG_KINDS; kind++)
        total += network->shape.tag_counts[kind];
    return total;
}

static void tag_losses(const struct network *network, const struct batch *batch, float *sums,
                       size_t total, struct losses *losses)
{
    for (uint32_t t = 0; t < batch->first[batch->sentence_count]; t++) {
        float *row = sums + t * total;
        for (int kind = 0; kind < TAG_KINDS; kind++) {
            uint32_t target = batch->tags[kind][t], classes = network->shape.tag_counts[kind];
            if (target < classes)
                losses->tags[kind] += softmax_loss(row, classes, target, 1.0F);
            else
                memset(row, 0, classes * sizeof *row);
            row += classes;
        }
    }
}

static void tags_learn(const struct network *network, const struct batch *batch,
                       const float *states, float rate, struct random *random, float *gradient,
                       struct gradients *gradients, struct losses *losses, struct arena *arena)
{
    const struct network_offsets *at = &network->offsets;
    size_t count = batch->first[batch->sentence_count], total = tag_total(network);
    size_t size = network->shape.tag_size;
    struct hidden hidden = hidden_forward(network, batch, states, at->tag_hidden,
                                          at->tag_hidden_bias, size, rate, random, arena);
    float *sums = arena_new_array(arena, count * total, float);
    multiply_transposed(sums, hidden.out, network->values + at->tag_out, count, total, size, 0);
    add_bias(sums, network->values + at->tag_out_bias, count, total);
    tag_losses(network, batch, sums, total, losses);
    multiply_add_first_transposed(gradients->values + at->tag_out, sums, hidden.out, total, size,
                                  count);
    add_rows(gradients->values + at->tag_out_bias, sums, count, total);
    float *hidden_gradient = arena_new_array(arena, count * size, float);
    multiply(hidden_gradient, sums, network->values + at->tag_out, count, size, total, 0);
    hidden_back(network, batch, states, &hidden, hidden_gradient, at->tag_hidden,
                at->tag_hidden_bias, gradient, gradients);
}

/* ---- arcs ---- */

/* Scores of a sentence are queries · headsᵀ + prior · headsᵀ + distances, where queries =
 * dependents · product; heads has the root as row 0. */
struct arc_pass {
    struct hidden dependents, heads;
    float *queries, *distances;
};

static struct arc_pass arcs_forward(const struct network *network, const struct batch *batch,
                                    const float *states, float rate, struct random *random,
                                    struct arena *arena)
{
    const struct network_offsets *at = &network->offsets;
    size_t count = batch->first[batch->sentence_count], size = network->shape.arc_size;
    struct arc_pass pass;
    pass.dependents = hidden_forward(network, batch, states, at->arc_dependent,
                                     at->arc_dependent_bias, size, rate, random, arena);
    pass.heads = hidden_forward(network, batch, states, at->arc_head, at->arc_head_bias, size, rate,
                                random, arena);
    pass.queries = arena_new_array(arena, count * size, float);
    pass.distances = arena_new_array(arena, count * DISTANCE_BUCKETS, float);
    multiply_transposed(pass.queries, pass.dependents.out, network->values + at->arc_product, count,
                        size, size, 0);
    add_bias(pass.queries, network->values + at->arc_prior, count, size);
    multiply_transposed(pass.distances, pass.dependents.out, network->values + at->arc_distance,
                        count, DISTANCE_BUCKETS, size, 0);
    return pass;
}

/* [n][n + 1]; the diagonal is closed. */
static float *arc_scores(const struct network *network, const struct batch *batch,
                         const struct arc_pass *pass, uint32_t sentence, struct arena *arena)
{
    size_t first = batch->first[sentence], n = batch->first[sentence + 1] - first;
    size_t size = network->shape.arc_size;
    const float *root = network->values + network->offsets.arc_root;
    float *scores = arena_new_array(arena, n * (n + 1), float);
    float *to_words = arena_new_array(arena, n * n, float);
    multiply_transposed(to_words, pass->queries + first * size, pass->heads.out + first * size, n,
                        n, size, 0);
    for (size_t i = 0; i < n; i++) {
        float *row = scores + i * (n + 1);
        const float *query = pass->queries + (first + i) * size;
        for (size_t k = 0; k < size; k++)
            row[0] += query[k] * root[k];
        for (size_t j = 0; j < n; j++)
            row[j + 1] = i == j ? -1e9F
                                : to_words[i * n + j] +
                                      pass->distances[(first + i) * DISTANCE_BUCKETS +
                                                      arc_distance_bucket((int64_t)j - (int64_t)i)];
    }
    return scores;
}

/* Gradients of one sentence's queries, heads, distances and root from those of its scores. */
static void arcs_back_sentence(const struct network *network, const struct batch *batch,
                               const struct arc_pass *pass, uint32_t sentence, float *scores,
                               float *query_gradient, float *head_gradient,
                               float *distance_gradient, struct gradients *gradients,
                               struct arena *arena)
{
    size_t first = batch->first[sentence], n = batch->first[sentence + 1] - first;
    size_t size = network->shape.arc_size;
    const float *root = network->values + network->offsets.arc_root;
    float *root_gradient = gradients->values + network->offsets.arc_root;
    float *to_words = arena_new_array(arena, n * n, float);
    for (size_t i = 0; i < n; i++) {
        const float *row = scores + i * (n + 1);
        for (size_t j = 0; j < n; j++) {
            to_words[i * n + j] = row[j + 1];
            if (i != j)
                distance_gradient[(first + i) * DISTANCE_BUCKETS +
                                  arc_distance_bucket((int64_t)j - (int64_t)i)] += row[j + 1];
        }
        for (size_t k = 0; k < size; k++) {
            query_gradient[(first + i) * size + k] += row[0] * root[k];
            root_gradient[k] += row[0] * pass->queries[(first + i) * size + k];
        }
    }
    multiply(query_gradient + first * size, to_words, pass->heads.out + first * size, n, size, n,
             1);
    multiply_add_first_transposed(head_gradient + first * size, to_words,
                                  pass->queries + first * size, n, size, n);
}

static void arcs_learn(const struct network *network, const struct batch *batch,
                       const float *states, float rate, struct random *random, float *gradient,
                       struct gradients *gradients, struct losses *losses, struct arena *arena)
{
    const struct network_offsets *at = &network->offsets;
    size_t count = batch->first[batch->sentence_count], size = network->shape.arc_size;
    struct arc_pass pass = arcs_forward(network, batch, states, rate, random, arena);
    float *query_gradient = arena_new_array(arena, count * size, float);
    float *head_gradient = arena_new_array(arena, count * size, float);
    float *distance_gradient = arena_new_array(arena, count * DISTANCE_BUCKETS, float);
    for (uint32_t s = 0; s < batch->sentence_count; s++) {
        size_t first = batch->first[s], n = batch->first[s + 1] - first;
        float *scores = arc_scores(network, batch, &pass, s, arena);
        for (size_t i = 0; i < n; i++)
            losses->arcs +=
                softmax_loss(scores + i * (n + 1), n + 1, batch->heads[first + i], 1.0F);
        arcs_back_sentence(network, batch, &pass, s, scores, query_gradient, head_gradient,
                           distance_gradient, gradients, arena);
    }
    multiply_add_first_transposed(gradients->values + at->arc_product, query_gradient,
                                  pass.dependents.out, size, size, count);
    add_rows(gradients->values + at->arc_prior, query_gradient, count, size);
    multiply_add_first_transposed(gradients->values + at->arc_distance, distance_gradient,
                                  pass.dependents.out, DISTANCE_BUCKETS, size, count);
    float *dependent_gradient = arena_new_array(arena, count * size, float);
    multiply(dependent_gradient, query_gradient, network->values + at->arc_product, count, size,
             size, 0);
    multiply(dependent_gradient, distance_gradient, network->values + at->arc_distance, count, size,
             DISTANCE_BUCKETS, 1);
    hidden_back(network, batch, states, &pass.dependents, dependent_gradient, at->arc_dependent,
                at->arc_dependent_bias, gradient, gradients);
    hidden_back(network, batch, states, &pass.heads, head_gradient, at->arc_head, at->arc_head_bias,
                gradient, gradients);
}

/* ---- labels ---- */

/* The part of the hidden sum that a head brings: its row, or the root's own. */
static const float *label_head_row(const struct network *network, const float *head_sums,
                                   uint32_t head)
{
    return head == UINT32_MAX ? network->values + network->offsets.label_root
                              : head_sums + (size_t)head * network->shape.label_size;
}

static uint32_t head_word(const struct batch *batch, uint32_t sentence, uint32_t word)
{
    return batch->heads[word] ? batch->first[sentence] + batch->heads[word] - 1 : UINT32_MAX;
}

static void labels_learn(const struct network *network, const struct batch *batch,
                         const float *states, float rate, struct random *random, float *gradient,
                         struct gradients *gradients, struct losses *losses, struct arena *arena)
{
    const struct network_offsets *at = &network->offsets;
    size_t count = batch->first[batch->sentence_count], size = network->shape.label_size;
    size_t width = network_width(&network->shape), classes = network->shape.deprel_count;
    float *dependents = arena_new_array(arena, count * size, float);
    float *heads = arena_new_array(arena, count * size, float);
    float *mask = arena_new_array(arena, count * size, float);
    float *logits = arena_new_array(arena, count * classes, float);
    multiply_transposed(dependents, states, network->values + at->label_dependent, count, size,
                        width, 0);
    multiply_transposed(heads, states, network->values + at->label_head, count, size, width, 0);
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t t = batch->first[s]; t < batch->first[s + 1]; t++) {
            const float *head = label_head_row(network, heads, head_word(batch, s, t));
            for (size_t i = 0; i < size; i++)
                dependents[t * size + i] += head[i];
        }
    drop_units(batch, mask, size, rate, random);
    close_negatives(dependents, mask, network->values + at->label_dependent_bias, count, size);
    multiply_transposed(logits, dependents, network->values + at->label_out, count, classes, size,
                        0);
    add_bias(logits, network->values + at->label_out_bias, count, classes);
    for (size_t t = 0; t < count; t++)
        losses->labels += softmax_loss(logits + t * classes, classes, batch->deprels[t], 1.0F);

    multiply_add_first_transposed(gradients->values + at->label_out, logits, dependents, classes,
                                  size, count);
    add_rows(gradients->values + at->label_out_bias, logits, count, classes);
    float *sum_gradient = arena_new_array(arena, count * size, float);
    multiply(sum_gradient, logits, network->values + at->label_out, count, size, classes, 0);
    for (size_t i = 0; i < count * size; i++)
        sum_gradient[i] *= mask[i];
    float *head_gradient = arena_new_array(arena, count * size, float);
    float *root_gradient = gradients->values + at->label_root;
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t t = batch->first[s]; t < batch->first[s + 1]; t++) {
            uint32_t head = head_word(batch, s, t);
            float *row = head == UINT32_MAX ? root_gradient : head_gradient + (size_t)head * size;
            for (size_t i = 0; i < size; i++)
                row[i] += sum_gradient[t * size + i];
        }
    add_rows(gradients->values + at->label_dependent_bias, sum_gradient, count, size);
    multiply_add_first_transposed(gradients->values + at->label_dependent, sum_gradient, states,
                                  size, width, count);
    multiply(gradient, sum_gradient, network->values + at->label_dependent, count, width, size, 1);
    multiply_add_first_transposed(gradients->values + at->label_head, head_gradient, states, size,
                                  width, count);
    multiply(gradient, head_gradient, network->values + at->label_head, count, width, size, 1);
}

/* ---- all ---- */

void heads_learn(const struct network *network, const struct batch *batch, const float *states,
                 float hidden_rate, struct random *random, float *gradient,
                 struct gradients *gradients, struct losses *losses, struct arena *arena)
{
    tags_learn(network, batch, states, hidden_rate, random, gradient, gradients, losses, arena);
    arcs_learn(network, batch, states, hidden_rate, random, gradient, gradients, losses, arena);
    labels_learn(network, batch, states, hidden_rate, random, gradient, gradients, losses, arena);
}

static void tags_score(const struct network *network, const struct batch *batch,
                       const float *states, struct scores *scores, struct arena *arena)
{
    const struct network_offsets *at = &network->offsets;
    size_t count = batch->first[batch->sentence_count], size = network->shape.tag_size, class = 0;
    struct hidden hidden = hidden_forward(network, batch, states, at->tag_hidden,
                                          at->tag_hidden_bias, size, 0, NULL, arena);
    observe(scores->ranges, RANGE_TAG, hidden.out, count, size);
    for (int kind = 0; kind < TAG_KINDS; kind++) {
        size_t classes = network->shape.tag_counts[kind];
        scores->tags[kind] = arena_new_array(arena, count * classes, float);
        multiply_transposed(scores->tags[kind], hidden.out,
                            network->values + at->tag_out + class * size, count, classes, size, 0);
        add_bias(scores->tags[kind], network->values + at->tag_out_bias + class, count, classes);
        class += classes;
    }
}

static void observe_labels(const struct network *network, const struct batch *batch,
                           const struct scores *scores, struct arena *arena)
{
    size_t count = batch->first[batch->sentence_count], size = network->shape.label_size;
    float *hidden = arena_new_array(arena, count * size, float);
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t t = batch->first[s]; t < batch->first[s + 1]; t++) {
            const float *head = label_head_row(network, scores->label_head, head_word(batch, s, t));
            for (size_t i = 0; i < size; i++)
                hidden[t * size + i] =
                    activation_relu(scores->label_dependent[t * size + i] + head[i]);
        }
    observe(scores->ranges, RANGE_LABEL, hidden, count, size);
}

void heads_score(const struct network *network, const struct batch *batch, const float *states,
                 struct scores *scores, struct arena *arena)
{
    const struct network_offsets *at = &network->offsets;
    size_t count = batch->first[batch->sentence_count], size = network->shape.label_size;
    size_t width = network_width(&network->shape);
    tags_score(network, batch, states, scores, arena);
    struct arc_pass pass = arcs_forward(network, batch, states, 0, NULL, arena);
    observe(scores->ranges, RANGE_ARC_DEPENDENT, pass.dependents.out, count,
            network->shape.arc_size);
    observe(scores->ranges, RANGE_ARC_HEAD, pass.heads.out, count, network->shape.arc_size);
    observe(scores->ranges, RANGE_QUERY, pass.queries, count, network->shape.arc_size);
    scores->arcs = arena_new_array(arena, batch->sentence_count, float *);
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        scores->arcs[s] = arc_scores(network, batch, &pass, s, arena);
    scores->label_dependent = arena_new_array(arena, count * size, float);
    scores->label_head = arena_new_array(arena, count * size, float);
    multiply_transposed(scores->label_dependent, states, network->values + at->label_dependent,
                        count, size, width, 0);
    multiply_transposed(scores->label_head, states, network->values + at->label_head, count, size,
                        width, 0);
    add_bias(scores->label_dependent, network->values + at->label_dependent_bias, count, size);
    if (scores->ranges)
        observe_labels(network, batch, scores, arena);
}

uint32_t network_best_label(const struct network *network, const struct scores *scores,
                            uint32_t dependent, uint32_t head)
{
    const struct network_offsets *at = &network->offsets;
    size_t size = network->shape.label_size;
    const float *below = scores->label_dependent + dependent * size;
    const float *above = label_head_row(network, scores->label_head, head);
    uint32_t best = 0;
    float best_score = -1e30F;
    for (uint32_t label = 0; label < network->shape.deprel_count; label++) {
        const float *out = network->values + at->label_out + label * size;
        float score = network->values[at->label_out_bias + label];
        for (size_t i = 0; i < size; i++)
            score += activation_relu(below[i] + above[i]) * out[i];
        if (score > best_score) {
            best_score = score;
            best = label;
        }
    }
    return best;
}
