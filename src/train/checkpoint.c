/* checkpoint.c — see checkpoint.h: the header, then all arrays as they lie in memory. */
#include "train/checkpoint.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct header {
    char magic[8];
    struct network_shape shape;
    struct checkpoint state;
    uint64_t step;
};
static const char MAGIC[8] = "ANCHECK";

/* All arrays of a training in order. */
struct array_list {
    float *items[12];
    size_t counts[12], length;
};

static void list_group(struct array_list *list, float *values, const struct moments *moments)
{
    float *const arrays[] = {values, moments->mean, moments->square, moments->average};
    for (size_t i = 0; i < 4; i++) {
        list->items[list->length] = arrays[i];
        list->counts[list->length++] = moments->count;
    }
}

static struct array_list list_arrays(const struct network *network,
                                     const struct optimizer *optimizer)
{
    struct array_list list = {.length = 0};
    list_group(&list, network->values, &optimizer->values);
    list_group(&list, network->words, &optimizer->words);
    list_group(&list, network->spellings, &optimizer->spellings);
    return list;
}

int checkpoint_write(const char *path, const struct checkpoint *state,
                     const struct network *network, const struct optimizer *optimizer,
                     struct annals_error *error)
{
    char unfinished[4096];
    snprintf(unfinished, sizeof unfinished, "%s.new", path);
    FILE *stream = fopen(unfinished, "wb");
    if (!stream)
        return error_set(error, ANNALS_OUTPUT, "%s: cannot be written: %s", unfinished,
                         strerror(errno));
    struct header header;
    memset(&header, 0, sizeof header);
    memcpy(header.magic, MAGIC, sizeof MAGIC);
    header.shape = network->shape;
    header.state = *state;
    header.step = optimizer->step;
    bool good = fwrite(&header, sizeof header, 1, stream) == 1;
    struct array_list list = list_arrays(network, optimizer);
    for (size_t i = 0; good && i < list.length; i++)
        good = fwrite(list.items[i], sizeof(float), list.counts[i], stream) == list.counts[i];
    good = fclose(stream) == 0 && good;
    if (!good || rename(unfinished, path) != 0)
        return error_set(error, ANNALS_OUTPUT, "%s: cannot be written: %s", path, strerror(errno));
    return ANNALS_OK;
}

int checkpoint_read(const char *path, struct checkpoint *state, struct network *network,
                    struct optimizer *optimizer, struct annals_error *error)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return error_set(error, ANNALS_INPUT, "%s: cannot be read: %s", path, strerror(errno));
    struct header header;
    bool good = fread(&header, sizeof header, 1, stream) == 1 &&
                !memcmp(header.magic, MAGIC, sizeof MAGIC) &&
                !memcmp(&header.shape, &network->shape, sizeof header.shape);
    struct array_list list = list_arrays(network, optimizer);
    for (size_t i = 0; good && i < list.length; i++)
        good = fread(list.items[i], sizeof(float), list.counts[i], stream) == list.counts[i];
    fclose(stream);
    if (!good)
        return error_set(error, ANNALS_INPUT,
                         "%s: is no checkpoint of this training; remove it to begin anew", path);
    *state = header.state;
    optimizer->step = header.step;
    return ANNALS_OK;
}
