/* network.c — parameters and encoder of the network, see network.h. */
#include "train/network.h"

#include <math.h>
#include <string.h>

#include "lang/activation.h"
#include "train/heads.h"

/* ---- parameters ---- */

static size_t take(size_t *total, size_t count)
{
    size_t offset = *total;
    *total += (count + 15) / 16 * 16;
    return offset;
}

void network_layout(struct network *network)
{
    const struct network_shape *shape = &network->shape;
    struct network_offsets *at = &network->offsets;
    size_t width = network_width(shape), total = 0, tags = 0;
    for (int kind = 0; kind < TAG_KINDS; kind++)
        tags += shape->tag_counts[kind];
    for (uint32_t l = 0; l < shape->layer_count; l++) {
        at->layers[l].weights = take(&total, width * network_gates(l) * network_input(shape, l));
        at->layers[l].carry = take(&total, 2 * width);
        at->layers[l].bias = take(&total, 2 * width);
    }
    at->tag_hidden = take(&total, width * shape->tag_size);
    at->tag_hidden_bias = take(&total, shape->tag_size);
    at->tag_out = take(&total, tags * shape->tag_size);
    at->tag_out_bias = take(&total, tags);
    at->arc_dependent = take(&total, width * shape->arc_size);
    at->arc_dependent_bias = take(&total, shape->arc_size);
    at->arc_head = take(&total, width * shape->arc_size);
    at->arc_head_bias = take(&total, shape->arc_size);
    at->arc_root = take(&total, shape->arc_size);
    at->arc_product = take(&total, (size_t)shape->arc_size * shape->arc_size);
    at->arc_prior = take(&total, shape->arc_size);
    at->arc_distance = take(&total, (size_t)DISTANCE_BUCKETS * shape->arc_size);
    at->label_dependent = take(&total, width * shape->label_size);
    at->label_dependent_bias = take(&total, shape->label_size);
    at->label_head = take(&total, width * shape->label_size);
    at->label_root = take(&total, shape->label_size);
    at->label_out = take(&total, (size_t)shape->deprel_count * shape->label_size);
    at->label_out_bias = take(&total, shape->deprel_count);
    at->total = total;
}

static void fill(float *values, size_t count, double scale, struct random *random)
{
    for (size_t i = 0; i < count; i++)
        values[i] = (float)(scale * (double)random_normal(random));
}

void network_initialise(struct network *network, uint64_t seed)
{
    const struct network_shape *shape = &network->shape;
    const struct network_offsets *at = &network->offsets;
    struct random random = random_make(seed, 1, 0);
    float *values = network->values;
    size_t width = network_width(shape), tags = 0;
    for (int kind = 0; kind < TAG_KINDS; kind++)
        tags += shape->tag_counts[kind];
    memset(values, 0, at->total * sizeof *values);
    for (uint32_t l = 0; l < shape->layer_count; l++) {
        size_t input = network_input(shape, l);
        fill(values + at->layers[l].weights, width * network_gates(l) * input,
             sqrt(1.0 / (double)input), &random);
        for (uint32_t d = 0; d < 2; d++) /* remember at first: forget gates open */
            for (uint32_t u = 0; u < shape->units; u++)
                values[at->layers[l].bias + d * 2 * shape->units + u] = 0.5F;
        fill(values + at->layers[l].carry, 2 * width, 0.1, &random);
    }
    double spread = sqrt(1.0 / (double)width);
    fill(values + at->tag_hidden, width * shape->tag_size, spread * 1.4, &random);
    fill(values + at->tag_out, tags * shape->tag_size, sqrt(1.0 / shape->tag_size), &random);
    fill(values + at->arc_dependent, width * shape->arc_size, spread * 1.4, &random);
    fill(values + at->arc_head, width * shape->arc_size, spread * 1.4, &random);
    fill(values + at->arc_root, shape->arc_size, 0.5, &random);
    fill(values + at->arc_product, (size_t)shape->arc_size * shape->arc_size, 0.5 / shape->arc_size,
         &random);
    fill(values + at->label_dependent, width * shape->label_size, spread, &random);
    fill(values + at->label_head, width * shape->label_size, spread, &random);
    fill(values + at->label_root, shape->label_size, 0.5, &random);
    fill(values + at->label_out, (size_t)shape->deprel_count * shape->label_size,
         sqrt(1.0 / shape->label_size), &random);
    fill(network->spellings, (size_t)shape->spelling_count * shape->spelling_size, 0.2, &random);
    memset(network->words, 0, (size_t)shape->learned_count * shape->word_size * sizeof(float));
}

/* ---- masks ---- */

/* One mask of `width` a sentence: 0 or 1/(1 - rate). */
static float *make_masks(const struct batch *batch, size_t width, float rate, struct random *random,
                         struct arena *arena)
{
    float *masks = arena_new_array(arena, batch->sentence_count * width, float);
    float kept = 1.0F / (1.0F - rate);
    for (size_t i = 0; i < batch->sentence_count * width; i++)
        masks[i] = random_float(random) < rate ? 0.0F : kept;
    return masks;
}

/* out = in ⊙ the mask of its sentence. */
WIDE_LOOPS static void apply_masks(float *out, const float *in, const struct batch *batch,
                                   const float *masks, size_t width)
{
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t t = batch->first[s]; t < batch->first[s + 1]; t++)
            for (size_t i = 0; i < width; i++)
                out[t * width + i] = in[t * width + i] * masks[s * width + i];
}

/* ---- input ---- */

/* What was left out of the words of a batch. */
struct word_fate {
    bool *unknown, *plain; /* enters as unknown; without its learned vector */
};

static struct word_fate drop_words(const struct network *network, const struct batch *batch,
                                   const struct dropout *dropout, const float *learned_keep,
                                   struct random *random, struct arena *arena)
{
    uint32_t count = batch->first[batch->sentence_count];
    struct word_fate fate = {arena_new_array(arena, count, bool),
                             arena_new_array(arena, count, bool)};
    (void)network;
    if (!dropout)
        return fate;
    for (uint32_t t = 0; t < count; t++) {
        fate.unknown[t] = random_float(random) < dropout->word;
        fate.plain[t] = random_float(random) >= learned_keep[batch->words[t]];
    }
    return fate;
}

WIDE_LOOPS static void read_words(const struct network *network, const struct batch *batch,
                                  const struct word_fate *fate, float *input)
{
    const struct network_shape *shape = &network->shape;
    size_t word_size = shape->word_size, spelling_size = shape->spelling_size;
    for (uint32_t t = 0; t < batch->first[batch->sentence_count]; t++) {
        float *row = input + t * (word_size + spelling_size);
        uint32_t word = fate->unknown[t] ? 0 : batch->words[t];
        const float *fixed = network->fixed_words + word * word_size;
        bool is_plain = fate->plain[t] || word >= shape->learned_count;
        const float *learned = network->words + (is_plain ? 0 : word * word_size);
        float share = is_plain ? 0.0F : 1.0F;
        for (size_t i = 0; i < word_size; i++)
            row[i] = fixed[i] + share * learned[i];
        for (int f = 0; f < SPELLING_FEATURES; f++) {
            const float *spelling = network->spellings + batch->spellings[t][f] * spelling_size;
            for (size_t i = 0; i < spelling_size; i++)
                row[word_size + i] += spelling[i];
        }
    }
}

static float *touch_row(struct gradients *gradients, bool is_word, uint32_t row, size_t size)
{
    bool *touched = is_word ? gradients->word_touched : gradients->spelling_touched;
    if (!touched[row]) {
        touched[row] = true;
        if (is_word)
            *array_push(gradients->arena, &gradients->word_rows) = row;
        else
            *array_push(gradients->arena, &gradients->spelling_rows) = row;
    }
    return (is_word ? gradients->words : gradients->spellings) + row * size;
}

static void read_words_back(const struct network *network, const struct batch *batch,
                            const struct word_fate *fate, const float *input_gradient,
                            struct gradients *gradients)
{
    const struct network_shape *shape = &network->shape;
    size_t word_size = shape->word_size, spelling_size = shape->spelling_size;
    for (uint32_t t = 0; t < batch->first[batch->sentence_count]; t++) {
        const float *row = input_gradient + t * (word_size + spelling_size);
        uint32_t word = fate->unknown[t] ? 0 : batch->words[t];
        if (!fate->plain[t] && word < shape->learned_count) {
            float *learned = touch_row(gradients, true, word, word_size);
            for (size_t i = 0; i < word_size; i++)
                learned[i] += row[i];
        }
        for (int f = 0; f < SPELLING_FEATURES; f++) {
            float *spelling = touch_row(gradients, false, batch->spellings[t][f], spelling_size);
            for (size_t i = 0; i < spelling_size; i++)
                spelling[i] += row[word_size + i];
        }
    }
}

/* ---- one SRU layer ---- */

/* Kept from the way forward for the way back. `products` [word][direction][gate][unit] hold the
 * candidate, forget and reset sums and, in the first layer, the way past. `forget`, `reset`,
 * `cells` [word][direction][unit]. */
struct layer_trace {
    float *input, *dropped, *masks, *products, *forget, *reset, *cells, *output;
};

/* The words of a sentence in the order of a direction. */
struct walk {
    uint32_t first, last, count;
    bool back;
};
static inline size_t walk_word(const struct walk *walk, uint32_t step)
{
    return walk->back ? walk->last - step : walk->first + step;
}

/* f = σ(u₁ + v_f c + b_f), r = σ(u₂ + v_r c + b_r), c' = f c + (1 - f) u₀, h = r c' + (1 - r) past
 */
WIDE_LOOPS static void sru_forward(const struct walk *walk, size_t units, uint32_t gates,
                                   uint32_t direction, const float *carry, const float *bias,
                                   struct layer_trace *trace)
{
    static const float START[1024] = {0};
    const float *before = START;
    for (uint32_t step = 0; step < walk->count; step++) {
        size_t t = walk_word(walk, step), at = (t * 2 + direction) * units;
        const float *u = trace->products + (t * 2 + direction) * gates * units;
        const float *past = gates == 4 ? u + 3 * units : trace->input + at;
        float *f = trace->forget + at, *r = trace->reset + at, *c = trace->cells + at;
        float *h = trace->output + at;
        for (size_t i = 0; i < units; i++) {
            f[i] = activation_sigmoid(u[units + i] + carry[i] * before[i] + bias[i]);
            r[i] = activation_sigmoid(u[2 * units + i] + carry[units + i] * before[i] +
                                      bias[units + i]);
            c[i] = f[i] * before[i] + (1.0F - f[i]) * u[i];
            h[i] = r[i] * c[i] + (1.0F - r[i]) * past[i];
        }
        before = c;
    }
}

WIDE_LOOPS static void sru_back(const struct walk *walk, size_t units, uint32_t gates,
                                uint32_t direction, const float *carry,
                                const struct layer_trace *trace, const float *output_gradient,
                                float *product_gradient, float *past_gradient,
                                float *carry_gradient, float *bias_gradient, float *cell_gradient)
{
    static const float START[1024] = {0};
    memset(cell_gradient, 0, units * sizeof *cell_gradient);
    for (uint32_t step = walk->count; step-- > 0;) {
        size_t t = walk_word(walk, step), at = (t * 2 + direction) * units;
        const float *u = trace->products + (t * 2 + direction) * gates * units;
        const float *past = gates == 4 ? u + 3 * units : trace->input + at;
        const float *before =
            step ? trace->cells + (walk_word(walk, step - 1) * 2 + direction) * units : START;
        const float *f = trace->forget + at, *r = trace->reset + at, *c = trace->cells + at;
        const float *dh = output_gradient + at;
        float *du = product_gradient + (t * 2 + direction) * gates * units;
        float *dpast = gates == 4 ? du + 3 * units : past_gradient + at;
        for (size_t i = 0; i < units; i++) {
            float dr = dh[i] * (c[i] - past[i]) * r[i] * (1.0F - r[i]);
            float dc = cell_gradient[i] + dh[i] * r[i];
            float df = dc * (before[i] - u[i]) * f[i] * (1.0F - f[i]);
            du[i] = dc * (1.0F - f[i]);
            du[units + i] = df;
            du[2 * units + i] = dr;
            dpast[i] += dh[i] * (1.0F - r[i]);
            carry_gradient[i] += df * before[i];
            carry_gradient[units + i] += dr * before[i];
            bias_gradient[i] += df;
            bias_gradient[units + i] += dr;
            cell_gradient[i] = dc * f[i] + df * carry[i] + dr * carry[units + i];
        }
    }
}

static struct walk walk_of(const struct batch *batch, uint32_t sentence, uint32_t direction)
{
    uint32_t first = batch->first[sentence], end = batch->first[sentence + 1];
    return (struct walk){first, end - 1, end - first, direction == 1};
}

static void layer_forward(const struct network *network, uint32_t l, const struct batch *batch,
                          struct layer_trace *trace, struct arena *arena)
{
    const struct network_shape *shape = &network->shape;
    uint32_t units = shape->units, gates = network_gates(l);
    size_t count = batch->first[batch->sentence_count], width = network_width(shape);
    const float *values = network->values;
    const struct layer_offsets *at = &network->offsets.layers[l];
    trace->products = arena_new_array(arena, count * width * gates, float);
    trace->forget = arena_new_array(arena, count * width, float);
    trace->reset = arena_new_array(arena, count * width, float);
    trace->cells = arena_new_array(arena, count * width, float);
    trace->output = arena_new_array(arena, count * width, float);
    multiply_transposed(trace->products, trace->dropped, values + at->weights, count, width * gates,
                        network_input(shape, l), 0);
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t d = 0; d < 2; d++) {
            struct walk walk = walk_of(batch, s, d);
            sru_forward(&walk, units, gates, d, values + at->carry + d * 2 * units,
                        values + at->bias + d * 2 * units, trace);
        }
}

/* Adds to the gradient of the layer's input. */
static void layer_back(const struct network *network, uint32_t l, const struct batch *batch,
                       const struct layer_trace *trace, const float *output_gradient,
                       float *input_gradient, struct gradients *gradients, struct arena *arena)
{
    const struct network_shape *shape = &network->shape;
    uint32_t units = shape->units, gates = network_gates(l);
    size_t count = batch->first[batch->sentence_count], width = network_width(shape);
    size_t input = network_input(shape, l);
    const struct layer_offsets *at = &network->offsets.layers[l];
    float *product_gradient = arena_new_array(arena, count * width * gates, float);
    float *cell_gradient = arena_new_array(arena, units, float);
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t d = 0; d < 2; d++) {
            struct walk walk = walk_of(batch, s, d);
            sru_back(&walk, units, gates, d, network->values + at->carry + d * 2 * units, trace,
                     output_gradient, product_gradient, input_gradient,
                     gradients->values + at->carry + d * 2 * units,
                     gradients->values + at->bias + d * 2 * units, cell_gradient);
        }
    multiply_add_first_transposed(gradients->values + at->weights, product_gradient, trace->dropped,
                                  width * gates, input, count);
    float *dropped_gradient = arena_new_array(arena, count * input, float);
    multiply(dropped_gradient, product_gradient, network->values + at->weights, count, input,
             width * gates, 0);
    if (trace->masks)
        apply_masks(dropped_gradient, dropped_gradient, batch, trace->masks, input);
    for (size_t i = 0; i < count * input; i++)
        input_gradient[i] += dropped_gradient[i];
}

/* ---- the whole ---- */

void observe(struct ranges *ranges, unsigned kind, const float *values, size_t rows, size_t columns)
{
    if (!ranges || columns > RANGE_COLUMNS)
        return;
    ranges->counts[kind] += rows;
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < columns; i++) {
            float size = fabsf(values[row * columns + i]);
            ranges->most[kind][i] = size > ranges->most[kind][i] ? size : ranges->most[kind][i];
            ranges->squares[kind][i] += (double)size * (double)size;
        }
}

static void observe_spellings(const struct network_shape *shape, struct ranges *ranges,
                              const float *input, size_t count)
{
    for (size_t t = 0; t < count; t++)
        observe(ranges, RANGE_SPELLING, input + t * network_input(shape, 0) + shape->word_size, 1,
                shape->spelling_size);
}

static void encode(const struct network *network, const struct batch *batch,
                   const struct word_fate *fate, const struct dropout *dropout,
                   struct random *random, struct ranges *ranges,
                   struct layer_trace traces[LAYERS_MOST], struct arena *arena)
{
    size_t count = batch->first[batch->sentence_count];
    float *input = arena_new_array(arena, count * network_input(&network->shape, 0), float);
    read_words(network, batch, fate, input);
    if (ranges)
        observe_spellings(&network->shape, ranges, input, count);
    for (uint32_t l = 0; l < network->shape.layer_count; l++) {
        size_t size = network_input(&network->shape, l);
        traces[l] = (struct layer_trace){.input = input, .dropped = input};
        float rate = dropout ? l ? dropout->layer : dropout->input : 0.0F;
        if (rate > 0) {
            traces[l].masks = make_masks(batch, size, rate, random, arena);
            traces[l].dropped = arena_new_array(arena, count * size, float);
            apply_masks(traces[l].dropped, input, batch, traces[l].masks, size);
        }
        layer_forward(network, l, batch, &traces[l], arena);
        observe(ranges, RANGE_LAYER + l, traces[l].output, count, network_width(&network->shape));
        input = traces[l].output;
    }
}

void network_learn(const struct network *network, const struct batch *batch,
                   const struct dropout *dropout, const float *learned_keep, struct random *random,
                   struct gradients *gradients, struct losses *losses, struct arena *arena)
{
    struct layer_trace traces[LAYERS_MOST];
    size_t count = batch->first[batch->sentence_count], width = network_width(&network->shape);
    uint32_t top = network->shape.layer_count - 1;
    struct word_fate fate = drop_words(network, batch, dropout, learned_keep, random, arena);
    encode(network, batch, &fate, dropout, random, NULL, traces, arena);

    float *states = traces[top].output, *dropped = states, *masks = NULL;
    float *gradient = arena_new_array(arena, count * width, float);
    if (dropout && dropout->layer > 0) {
        masks = make_masks(batch, width, dropout->layer, random, arena);
        dropped = arena_new_array(arena, count * width, float);
        apply_masks(dropped, states, batch, masks, width);
    }
    heads_learn(network, batch, dropped, dropout ? dropout->hidden : 0.0F, random, gradient,
                gradients, losses, arena);
    if (masks)
        apply_masks(gradient, gradient, batch, masks, width);

    for (uint32_t l = top + 1; l-- > 0;) {
        float *below = arena_new_array(arena, count * network_input(&network->shape, l), float);
        layer_back(network, l, batch, &traces[l], gradient, below, gradients, arena);
        gradient = below;
    }
    read_words_back(network, batch, &fate, gradient, gradients);
    losses->words += count;
}

void network_score(const struct network *network, const struct batch *batch, struct scores *scores,
                   struct arena *arena)
{
    struct layer_trace traces[LAYERS_MOST];
    struct word_fate fate = drop_words(network, batch, NULL, NULL, NULL, arena);
    encode(network, batch, &fate, NULL, NULL, scores->ranges, traces, arena);
    heads_score(network, batch, traces[network->shape.layer_count - 1].output, scores, arena);
}
