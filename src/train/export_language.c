/* export_language.c — quantises a trained network, see export_language.h; the layout is that of
 * lang/weights.h. */
#include "train/export_language.h"

#include <math.h>
#include <setjmp.h>
#include <string.h>
#include <unistd.h>

#include "lang/weights.h"

/* Numbers further out than this many times their root mean square are cut off: rare, and not worth
 * coarser steps. */
#define RANGE_WIDTH 10.0

/* ---- steps ---- */

/* The step of each column: its range over `levels`. */
static void choose_steps(const struct ranges *ranges, unsigned kind, size_t count, float levels,
                         float *steps)
{
    for (size_t i = 0; i < count; i++) {
        double rows = ranges->counts[kind] ? (double)ranges->counts[kind] : 1;
        double width = RANGE_WIDTH * sqrt(ranges->squares[kind][i] / rows);
        double most = (double)ranges->most[kind][i];
        double range = most < width ? most : width;
        steps[i] = (float)(range > 1e-6 ? range : 1e-6) / levels;
    }
}

static void write_inverse(struct model_bytes *bytes, const float *steps, size_t count)
{
    float inverse[RANGE_COLUMNS];
    for (size_t i = 0; i < count; i++)
        inverse[i] = 1.0F / steps[i];
    model_write_array(bytes, inverse, count, sizeof *inverse, MODEL_ALIGNMENT);
}

static int8_t to_byte(float value)
{
    float rounded = roundf(value);
    return (int8_t)(rounded > 127 ? 127 : rounded < -127 ? -127 : rounded);
}

/* ---- matrices ---- */

/* A matrix of floats on its way: rows come from several parameters. */
struct float_matrix {
    uint32_t outputs, inputs;
    float *weights, *bias;
};

static struct float_matrix float_matrix_make(struct arena *arena, uint32_t outputs, uint32_t inputs)
{
    uint32_t padded = (outputs + OUTPUT_BLOCK - 1) / OUTPUT_BLOCK * OUTPUT_BLOCK;
    return (struct float_matrix){padded, inputs,
                                 arena_new_array(arena, (size_t)padded * inputs, float),
                                 arena_new_array(arena, padded, float)};
}

/* Rows `at` on: weights and, unless SIZE_MAX, biases at these offsets of the network's values. */
static void put_rows(struct float_matrix *matrix, uint32_t at, const struct network *network,
                     size_t weights, size_t bias, uint32_t count)
{
    memcpy(matrix->weights + (size_t)at * matrix->inputs, network->values + weights,
           (size_t)count * matrix->inputs * sizeof(float));
    if (bias != SIZE_MAX)
        memcpy(matrix->bias + at, network->values + bias, count * sizeof(float));
}

/* Puts the bytes of row `output` where the kernels want them. */
static void pack_row(int8_t *packed, const int8_t *row, uint32_t output, uint32_t inputs)
{
    int8_t *block = packed + (size_t)(output / OUTPUT_BLOCK) * OUTPUT_BLOCK * inputs;
    for (uint32_t i = 0; i < inputs; i++)
        block[(size_t)(i / INPUT_GROUP) * INPUT_GROUP * OUTPUT_BLOCK +
              output % OUTPUT_BLOCK * INPUT_GROUP + i % INPUT_GROUP] = row[i];
}

/* `steps` of the inputs are multiplied into the weights; each output has its own scale. */
static void write_matrix(struct model_bytes *bytes, const struct float_matrix *matrix,
                         const float *steps, int32_t zero)
{
    struct arena *arena = bytes->arena;
    uint32_t outputs = matrix->outputs, inputs = matrix->inputs;
    int8_t *packed = arena_new_array(arena, (size_t)outputs * inputs, int8_t);
    int8_t *row = arena_new_array(arena, inputs, int8_t);
    int32_t *corrections = arena_new_array(arena, outputs, int32_t);
    float *scales = arena_new_array(arena, outputs, float);
    for (uint32_t o = 0; o < outputs; o++) {
        const float *weights = matrix->weights + (size_t)o * inputs;
        float most = 1e-12F;
        for (uint32_t i = 0; i < inputs; i++)
            most = fmaxf(most, fabsf(weights[i] * steps[i]));
        scales[o] = most / 127.0F;
        int32_t sum = 0;
        for (uint32_t i = 0; i < inputs; i++) {
            row[i] = to_byte(weights[i] * steps[i] / scales[o]);
            sum += row[i];
        }
        corrections[o] = zero * sum;
        pack_row(packed, row, o, inputs);
    }
    model_write_u32(bytes, outputs);
    model_write_u32(bytes, inputs);
    model_write_array(bytes, packed, (size_t)outputs * inputs, 1, MODEL_ALIGNMENT);
    model_write_array(bytes, corrections, outputs, sizeof *corrections, MODEL_ALIGNMENT);
    model_write_array(bytes, scales, outputs, sizeof *scales, MODEL_ALIGNMENT);
    model_write_array(bytes, matrix->bias, outputs, sizeof(float), MODEL_ALIGNMENT);
}

static void write_values(struct model_bytes *bytes, const float *values, size_t count)
{
    model_write_array(bytes, values, count, sizeof *values, MODEL_ALIGNMENT);
}

/* ---- words ---- */

/* The rows as inference sees them, and the step of each column. */
static void write_words(struct model_bytes *bytes, const struct network *network,
                        const struct vocabulary *vocabulary, float *steps)
{
    const struct network_shape *shape = &network->shape;
    size_t size = shape->word_size, rows = shape->word_count;
    float *full = arena_new_array(bytes->arena, rows * size, float);
    memcpy(full, network->fixed_words, rows * size * sizeof *full);
    for (size_t i = 0; i < shape->learned_count * size; i++)
        full[i] += network->words[i];
    for (size_t column = 0; column < size; column++) {
        double squares = 0, most = 1e-6;
        for (size_t row = 0; row < rows; row++) {
            double value = fabs((double)full[row * size + column]);
            squares += value * value;
            most = value > most ? value : most;
        }
        double width = RANGE_WIDTH * sqrt(squares / (double)rows);
        steps[column] = (float)(most < width ? most : width) / 127.0F;
    }
    int8_t *packed = arena_new_array(bytes->arena, rows * size, int8_t);
    for (size_t i = 0; i < rows * size; i++)
        packed[i] = to_byte(full[i] / steps[i % size]);
    word_index_write(&vocabulary->words, bytes);
    model_write_array(bytes, packed, rows, size, MODEL_ALIGNMENT);
}

/* Spellings get a common step in each column, wide enough for the largest; their sum another one.
 * Returns in `steps` that of the sum. */
static void write_spellings(struct model_bytes *bytes, const struct network *network,
                            const struct ranges *ranges, float *steps)
{
    size_t size = network->shape.spelling_size, rows = network->shape.spelling_count;
    float single[RANGE_COLUMNS], inverse[RANGE_COLUMNS];
    choose_steps(ranges, RANGE_SPELLING, size, 127.0F, steps);
    for (size_t column = 0; column < size; column++) {
        float most = 1e-6F;
        for (size_t row = 0; row < rows; row++)
            most = fmaxf(most, fabsf(network->spellings[row * size + column]));
        single[column] = most / 127.0F;
        inverse[column] = single[column] / steps[column];
    }
    int8_t *packed = arena_new_array(bytes->arena, rows * size, int8_t);
    for (size_t i = 0; i < rows * size; i++)
        packed[i] = to_byte(network->spellings[i] / single[i % size]);
    model_write_array(bytes, packed, rows, size, MODEL_ALIGNMENT);
    model_write_array(bytes, inverse, size, sizeof *inverse, MODEL_ALIGNMENT);
}

/* ---- encoder and heads ---- */

static void write_encoder(struct model_bytes *bytes, const struct network *network,
                          const struct ranges *ranges, float *steps)
{
    const struct network_shape *shape = &network->shape;
    uint32_t width = network_width(shape);
    model_write_u32(bytes, shape->word_size);
    model_write_u32(bytes, shape->spelling_size);
    model_write_u32(bytes, shape->spelling_count);
    model_write_u32(bytes, shape->layer_count);
    model_write_u32(bytes, shape->units);
    write_spellings(bytes, network, ranges, steps + shape->word_size);
    for (uint32_t l = 0; l < shape->layer_count; l++) {
        const struct layer_offsets *at = &network->offsets.layers[l];
        uint32_t outputs = width * network_gates(l);
        struct float_matrix products =
            float_matrix_make(bytes->arena, outputs, network_input(shape, l));
        put_rows(&products, 0, network, at->weights, SIZE_MAX, outputs);
        write_matrix(bytes, &products, steps, SIGNED_ZERO);
        write_values(bytes, network->values + at->carry, 2 * (size_t)width);
        write_values(bytes, network->values + at->bias, 2 * (size_t)width);
        choose_steps(ranges, RANGE_LAYER + l, width, 127.0F, steps);
        write_inverse(bytes, steps, width);
    }
}

/* The step of each input of the queries is that of the heads they will be multiplied with, turned
 * round: so that the product of bytes needs one scale only. */
static void write_arcs(struct model_bytes *bytes, const struct network *network,
                       const struct ranges *ranges, const float *dependent_steps,
                       const float *head_steps)
{
    const struct network_offsets *at = &network->offsets;
    uint32_t size = network->shape.arc_size;
    struct float_matrix query = float_matrix_make(bytes->arena, size, size);
    struct float_matrix distance = float_matrix_make(bytes->arena, DISTANCE_BUCKETS, size);
    put_rows(&query, 0, network, at->arc_product, at->arc_prior, size);
    put_rows(&distance, 0, network, at->arc_distance, SIZE_MAX, DISTANCE_BUCKETS);
    double range = 1e-6;
    for (uint32_t o = 0; o < size; o++) {
        double rows = ranges->counts[RANGE_QUERY] ? (double)ranges->counts[RANGE_QUERY] : 1;
        double most = (double)ranges->most[RANGE_QUERY][o];
        double width = RANGE_WIDTH * sqrt(ranges->squares[RANGE_QUERY][o] / rows);
        double here = (most < width ? most : width) * (double)head_steps[o];
        range = here > range ? here : range;
        for (uint32_t i = 0; i < size; i++)
            query.weights[(size_t)o * size + i] *= head_steps[o];
        query.bias[o] *= head_steps[o];
    }
    write_matrix(bytes, &query, dependent_steps, 0);
    write_matrix(bytes, &distance, dependent_steps, 0);
    float step = (float)range / 127.0F;
    model_write_float(bytes, 1.0F / step);
    model_write_float(bytes, step);
    uint8_t root[RANGE_COLUMNS];
    for (uint32_t i = 0; i < size; i++) {
        float value = roundf(network->values[at->arc_root + i] / head_steps[i]);
        root[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
    model_write_array(bytes, root, size, 1, MODEL_ALIGNMENT);
}

static void write_heads(struct model_bytes *bytes, const struct network *network,
                        const struct ranges *ranges, const float *state_steps)
{
    const struct network_shape *shape = &network->shape;
    const struct network_offsets *at = &network->offsets;
    uint32_t arc = shape->arc_size, label = shape->label_size, tag = shape->tag_size;
    float arc_dependent[RANGE_COLUMNS], arc_head[RANGE_COLUMNS], labels[RANGE_COLUMNS],
        tags[RANGE_COLUMNS];
    choose_steps(ranges, RANGE_ARC_DEPENDENT, arc, 255.0F, arc_dependent);
    choose_steps(ranges, RANGE_ARC_HEAD, arc, 255.0F, arc_head);
    choose_steps(ranges, RANGE_LABEL, label, 255.0F, labels);
    choose_steps(ranges, RANGE_TAG, tag, 255.0F, tags);
    model_write_u32(bytes, arc);
    model_write_u32(bytes, label);
    model_write_u32(bytes, tag);
    struct float_matrix hidden =
        float_matrix_make(bytes->arena, 2 * arc + 2 * label + tag, network_width(shape));
    put_rows(&hidden, 0, network, at->arc_dependent, at->arc_dependent_bias, arc);
    put_rows(&hidden, arc, network, at->arc_head, at->arc_head_bias, arc);
    put_rows(&hidden, 2 * arc, network, at->label_dependent, at->label_dependent_bias, label);
    put_rows(&hidden, 2 * arc + label, network, at->label_head, SIZE_MAX, label);
    put_rows(&hidden, 2 * arc + 2 * label, network, at->tag_hidden, at->tag_hidden_bias, tag);
    write_matrix(bytes, &hidden, state_steps, SIGNED_ZERO);
    write_inverse(bytes, arc_dependent, arc);
    write_inverse(bytes, arc_head, arc);
    write_inverse(bytes, labels, label);
    write_inverse(bytes, tags, tag);
    write_arcs(bytes, network, ranges, arc_dependent, arc_head);
    struct float_matrix out = float_matrix_make(bytes->arena, shape->deprel_count, label);
    put_rows(&out, 0, network, at->label_out, at->label_out_bias, shape->deprel_count);
    write_matrix(bytes, &out, labels, 0);
    write_values(bytes, network->values + at->label_root, label);
    uint32_t classes = shape->tag_counts[0] + shape->tag_counts[1] + shape->tag_counts[2];
    out = float_matrix_make(bytes->arena, classes, tag);
    put_rows(&out, 0, network, at->tag_out, at->tag_out_bias, classes);
    write_matrix(bytes, &out, tags, 0);
}

static void write_names(struct model_bytes *bytes, const struct class_names *names)
{
    model_write_u32(bytes, (uint32_t)names->names.count);
    for (size_t i = 0; i < names->names.count; i++)
        model_write_string(bytes, names->names.items[i]);
}

/* ---- the file ---- */

static struct str content_of(const struct model_bytes *bytes)
{
    return (struct str){bytes->items, bytes->count};
}

int model_update(struct model_writer *writer, const char *path, struct annals_error *error)
{
    struct mapped_file old = {{NULL, 0}};
    struct model_writer all = {.arena = writer->arena};
    struct model_file file;
    int status = ANNALS_OK;
    if (access(path, R_OK) == 0) {
        status = file_map(path, &old, error);
        if (!status)
            status = model_file_open(path, old.content, &file, error);
        if (!status)
            model_writer_put_all(&all, &file);
    }
    for (size_t i = 0; i < writer->sections.count; i++)
        model_writer_put(&all, writer->sections.items[i].name, writer->sections.items[i].content);
    if (!status)
        status = model_writer_save(&all, path, error);
    if (old.content.data)
        file_unmap(&old);
    return status;
}

int export_language(const struct network *network, const struct vocabulary *vocabulary,
                    const struct ranges *ranges, const char *path, struct annals_error *error)
{
    struct arena arena = arena_make(0, vocabulary->arena->exhausted);
    struct model_bytes words = {.arena = &arena}, names = words, labels = words, weights = words;
    float steps[2 * RANGE_COLUMNS];
    write_words(&words, network, vocabulary, steps);
    word_index_write(&vocabulary->classes, &names);
    write_names(&labels, &vocabulary->tags[TAG_XPOS]);
    write_names(&labels, &vocabulary->tags[TAG_UPOS]);
    write_names(&labels, &vocabulary->tags[TAG_FEATS]);
    write_names(&labels, &vocabulary->deprels);
    write_encoder(&weights, network, ranges, steps);
    write_heads(&weights, network, ranges, steps);
    struct model_writer writer = {.arena = &arena};
    model_writer_put(&writer, "words", content_of(&words));
    model_writer_put(&writer, "names", content_of(&names));
    model_writer_put(&writer, "labels", content_of(&labels));
    model_writer_put(&writer, "network", content_of(&weights));
    int status = model_update(&writer, path, error);
    arena_free(&arena);
    return status;
}
