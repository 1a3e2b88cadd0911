/* encoder.c — see encoder.h. */
#include "lang/encoder.h"

#include <string.h>

struct encoder_batch encoder_batch_make(const struct language_weights *weights, uint32_t word_limit,
                                        struct arena *arena)
{
    const struct encoder_sizes *sizes = &weights->sizes;
    size_t width = 2 * (size_t)sizes->units, input = sizes->word_size + sizes->spelling_size;
    size_t widest = 0;
    for (uint32_t l = 0; l < sizes->layer_count; l++)
        if (weights->layers[l].products.outputs > widest)
            widest = weights->layers[l].products.outputs;
    struct encoder_batch batch = {.word_limit = word_limit};
    batch.first = arena_new_array(arena, (size_t)word_limit + 1, uint32_t);
    batch.rows = arena_new_array(arena, word_limit, uint32_t);
    batch.spellings = arena_alloc_array(arena, word_limit, sizeof *batch.spellings);
    batch.input = arena_new_array(arena, word_limit * input, uint8_t);
    batch.states = arena_new_array(arena, word_limit * width, uint8_t);
    batch.products = arena_new_array(arena, word_limit * widest, float);
    for (int i = 0; i < 2; i++)
        batch.outputs[i] = arena_new_array(arena, word_limit * width, float);
    batch.cell = arena_new_array(arena, sizes->units, float);
    return batch;
}

/* ---- words ---- */

static enum sentence_case case_of(const struct str *forms, uint32_t count)
{
    size_t capitals[CAPITALS_NO_LETTER + 1] = {0};
    for (uint32_t i = 0; i < count; i++)
        capitals[form_capitals(forms[i])]++;
    return sentence_case_of(capitals[CAPITALS_NONE],
                            capitals[CAPITALS_FIRST] + capitals[CAPITALS_MIXED],
                            capitals[CAPITALS_ALL]);
}

/* Names begin with a capital letter; looking up all other words would cost time. */
static bool may_be_name(struct str form)
{
    unsigned char first = form.size ? (unsigned char)form.data[0] : 0;
    return (first >= 'A' && first <= 'Z') || first >= 0x80;
}

void encoder_batch_add(struct encoder_batch *batch, const struct language_weights *weights,
                       const struct str *forms, uint32_t count)
{
    enum sentence_case sentence_case = case_of(forms, count);
    uint32_t buckets = weights->sizes.spelling_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t word = batch->word_count++;
        struct folded_form folded;
        uint32_t name_class = may_be_name(forms[i]) ? exact_row(&weights->names, forms[i]) : 0;
        if (name_class) {
            batch->rows[word] = name_class;
            class_features(name_class, buckets, batch->spellings[word]);
            continue;
        }
        fold_form(forms[i], &folded);
        batch->rows[word] = word_row(&weights->words, &folded);
        spelling_features(forms[i], &folded, i == 0, sentence_case, buckets,
                          batch->spellings[word]);
    }
    batch->first[++batch->sentence_count] = batch->word_count;
}

/* The bytes that the first layer reads: the word's row, then the sum of its spellings. */
static void read_words(const struct language_weights *weights, const struct kernels *kernels,
                       struct encoder_batch *batch)
{
    size_t word_size = weights->sizes.word_size, spelling_size = weights->sizes.spelling_size;
    for (uint32_t w = 0; w < batch->word_count; w++) {
        uint8_t *bytes = batch->input + w * (word_size + spelling_size);
        const int8_t *row = weights->word_rows + batch->rows[w] * word_size;
        for (size_t i = 0; i < word_size; i++)
            bytes[i] = (uint8_t)(row[i] + SIGNED_ZERO);
        const int8_t *spellings[SPELLING_FEATURES];
        for (int f = 0; f < SPELLING_FEATURES; f++)
            spellings[f] = weights->spellings + batch->spellings[w][f] * spelling_size;
        kernels->add_bytes(bytes + word_size, spellings, SPELLING_FEATURES,
                           weights->spelling_inverse, spelling_size);
    }
}

/* ---- layers ---- */

static void run_layer(const struct language_weights *weights, const struct kernels *kernels,
                      const struct encoder_layer *layer, bool is_first, struct encoder_batch *batch,
                      const float *past, float *output)
{
    uint32_t units = weights->sizes.units, gates = is_first ? 4 : 3;
    for (uint32_t s = 0; s < batch->sentence_count; s++)
        for (uint32_t direction = 0; direction < 2; direction++) {
            struct sru_pass pass = {
                .first = batch->first[s],
                .count = batch->first[s + 1] - batch->first[s],
                .units = units,
                .gates = gates,
                .back = direction == 1,
                .product_stride = layer->products.outputs,
                .product_offset = (size_t)direction * gates * units,
                .state_stride = 2 * (size_t)units,
                .state_offset = (size_t)direction * units,
                .products = batch->products,
                .past = past,
                .carry = layer->carry + (size_t)direction * 2 * units,
                .bias = layer->bias + (size_t)direction * 2 * units,
                .output = output,
                .cell = batch->cell,
            };
            kernels->run_sru(&pass);
        }
}

void encode(const struct language_weights *weights, const struct kernels *kernels,
            struct encoder_batch *batch)
{
    size_t width = 2 * (size_t)weights->sizes.units;
    read_words(weights, kernels, batch);
    const uint8_t *input = batch->input;
    for (uint32_t l = 0; l < weights->sizes.layer_count; l++) {
        const struct encoder_layer *layer = &weights->layers[l];
        float *output = batch->outputs[l % 2];
        kernels->multiply(batch->products, input, batch->word_count, &layer->products);
        run_layer(weights, kernels, layer, l == 0, batch, batch->outputs[(l + 1) % 2], output);
        kernels->quantise(batch->states, output, layer->next_inverse, SIGNED_ZERO,
                          batch->word_count, width);
        input = batch->states;
    }
}
