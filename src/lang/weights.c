/* weights.c — reads the network out of a model file, see weights.h. */
#include "lang/weights.h"

#include "lang/ud.h"

enum { SIZE_MOST = 4096 };

/* ---- pieces ---- */

/* Numbers that are not finite would make scores that cannot be compared. */
static const float *read_floats(struct model_cursor *cursor, size_t count)
{
    const float *numbers = model_read_array(cursor, count, sizeof *numbers, MODEL_ALIGNMENT);
    for (size_t i = 0; numbers && i < count; i++)
        if (!(numbers[i] > -1e30F && numbers[i] < 1e30F))
            cursor->failed = true;
    return numbers;
}

/* A matrix with the number of inputs and the least number of outputs that the network needs. */
static bool read_matrix(struct model_cursor *cursor, uint32_t inputs, uint32_t least_outputs,
                        struct matrix *matrix)
{
    matrix->outputs = model_read_u32(cursor);
    matrix->inputs = model_read_u32(cursor);
    if (matrix->outputs > 4 * SIZE_MOST || matrix->outputs % OUTPUT_BLOCK ||
        matrix->inputs != inputs || inputs % INPUT_GROUP || matrix->outputs < least_outputs)
        cursor->failed = true;
    if (cursor->failed)
        return false;
    matrix->weights =
        model_read_array(cursor, (size_t)matrix->outputs * inputs, 1, MODEL_ALIGNMENT);
    matrix->corrections =
        model_read_array(cursor, matrix->outputs, sizeof(int32_t), MODEL_ALIGNMENT);
    matrix->scales = read_floats(cursor, matrix->outputs);
    matrix->bias = read_floats(cursor, matrix->outputs);
    return !cursor->failed;
}

static uint32_t read_size(struct model_cursor *cursor, uint32_t most)
{
    uint32_t size = model_read_u32(cursor);
    if (size == 0 || size > most)
        cursor->failed = true;
    return size;
}

/* ---- encoder ---- */

static bool read_encoder(struct model_cursor *cursor, struct language_weights *weights)
{
    struct encoder_sizes *sizes = &weights->sizes;
    sizes->word_size = read_size(cursor, SIZE_MOST);
    sizes->spelling_size = read_size(cursor, SIZE_MOST);
    sizes->spelling_count = read_size(cursor, 1 << 20);
    sizes->layer_count = read_size(cursor, ENCODER_LAYERS_MOST);
    sizes->units = read_size(cursor, SIZE_MOST / 8);
    if (cursor->failed || sizes->units % 8 || (sizes->spelling_count & (sizes->spelling_count - 1)))
        return false;
    weights->spellings =
        model_read_array(cursor, sizes->spelling_count, sizes->spelling_size, MODEL_ALIGNMENT);
    weights->spelling_inverse = read_floats(cursor, sizes->spelling_size);
    uint32_t width = 2 * sizes->units, inputs = sizes->word_size + sizes->spelling_size;
    for (uint32_t l = 0; l < sizes->layer_count && !cursor->failed; l++) {
        struct encoder_layer *layer = &weights->layers[l];
        read_matrix(cursor, inputs, width * (l ? 3 : 4), &layer->products);
        layer->carry = read_floats(cursor, 2 * (size_t)width);
        layer->bias = read_floats(cursor, 2 * (size_t)width);
        layer->next_inverse = read_floats(cursor, width);
        inputs = width;
    }
    return !cursor->failed;
}

static bool read_heads(struct model_cursor *cursor, const struct label_sets *labels, uint32_t width,
                       struct head_weights *heads)
{
    heads->arc_size = read_size(cursor, SIZE_MOST / 4);
    heads->label_size = read_size(cursor, SIZE_MOST / 4);
    heads->tag_size = read_size(cursor, SIZE_MOST / 4);
    if (cursor->failed)
        return false;
    heads->arc_dependent = 0;
    heads->arc_head = heads->arc_size;
    heads->label_dependent = 2 * heads->arc_size;
    heads->label_head = heads->label_dependent + heads->label_size;
    heads->tag = heads->label_head + heads->label_size;
    read_matrix(cursor, width, heads->tag + heads->tag_size, &heads->hidden);
    heads->arc_dependent_inverse = read_floats(cursor, heads->arc_size);
    heads->arc_head_inverse = read_floats(cursor, heads->arc_size);
    heads->label_inverse = read_floats(cursor, heads->label_size);
    heads->tag_inverse = read_floats(cursor, heads->tag_size);
    read_matrix(cursor, heads->arc_size, heads->arc_size, &heads->arc_query);
    read_matrix(cursor, heads->arc_size, ENCODER_DISTANCES, &heads->arc_distance);
    heads->query_inverse = model_read_float(cursor);
    heads->arc_scale = model_read_float(cursor);
    heads->arc_root = model_read_array(cursor, heads->arc_size, 1, MODEL_ALIGNMENT);
    read_matrix(cursor, heads->label_size, labels->deprel_count, &heads->label_out);
    heads->label_root = read_floats(cursor, heads->label_size);
    read_matrix(cursor, heads->tag_size,
                labels->xpos_count + labels->upos_count + labels->feats_count, &heads->tag_out);
    return !cursor->failed;
}

/* ---- names of classes ---- */

typedef unsigned number_of(struct str name);

static const uint8_t *read_numbers(struct arena *arena, struct model_cursor *cursor,
                                   number_of *find, uint32_t *count)
{
    *count = read_size(cursor, LABELS_MOST);
    uint8_t *numbers = arena_new_array(arena, *count <= LABELS_MOST ? *count : 1, uint8_t);
    for (uint32_t i = 0; i < *count && !cursor->failed; i++)
        numbers[i] = (uint8_t)find(model_read_string(cursor));
    return numbers;
}

static bool read_labels(struct arena *arena, struct model_cursor cursor, struct label_sets *labels)
{
    labels->xpos = read_numbers(arena, &cursor, xpos_of, &labels->xpos_count);
    labels->upos = read_numbers(arena, &cursor, upos_of, &labels->upos_count);
    uint32_t count = labels->feats_count = read_size(&cursor, LABELS_MOST);
    struct str *feats = arena_new_array(arena, count <= LABELS_MOST ? count : 1, struct str);
    for (uint32_t i = 0; i < count && !cursor.failed; i++)
        feats[i] = model_read_string(&cursor);
    labels->feats = feats;
    labels->deprels = read_numbers(arena, &cursor, deprel_of, &labels->deprel_count);
    return !cursor.failed;
}

/* ---- all ---- */

int weights_read(struct arena *arena, const struct model_file *file,
                 struct language_weights *weights, struct annals_error *error)
{
    struct model_cursor network = model_cursor_make(model_section(file, "network"));
    struct model_cursor words = model_cursor_make(model_section(file, "words"));
    struct model_cursor names = model_cursor_make(model_section(file, "names"));
    if (network.failed || words.failed || names.failed)
        return error_set(
            error, ANNALS_SETUP,
            "%s: model has no tagger and parser; train it with `annals train language`",
            file->name);
    bool sound =
        read_labels(arena, model_cursor_make(model_section(file, "labels")), &weights->labels) &&
        read_encoder(&network, weights) &&
        read_heads(&network, &weights->labels, 2 * weights->sizes.units, &weights->heads) &&
        word_index_read(&words, &weights->words) && word_index_read(&names, &weights->names) &&
        weights->names.row_count <= weights->words.row_count;
    if (sound) {
        weights->word_rows = model_read_array(&words, weights->words.row_count,
                                              weights->sizes.word_size, MODEL_ALIGNMENT);
        sound = !words.failed;
    }
    if (!sound)
        return error_set(error, ANNALS_SETUP,
                         "%s: tagger and parser of the model are damaged; get it again",
                         file->name);
    return ANNALS_OK;
}

uint32_t arc_distance_bucket(int64_t offset)
{
    static const int64_t BOUNDS[] = {1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 31};
    int64_t distance = offset < 0 ? -offset : offset;
    uint32_t bucket = 0;
    while (bucket < sizeof BOUNDS / sizeof *BOUNDS && distance > BOUNDS[bucket])
        bucket++;
    return offset < 0 ? bucket : bucket + ENCODER_DISTANCES / 2;
}
