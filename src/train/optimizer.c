/* optimizer.c — Adam, see optimizer.h. */
#include "train/optimizer.h"

#include <math.h>
#include <string.h>

#define FIRST_DECAY   0.9F
#define SECOND_DECAY  0.98F
#define AVERAGE_DECAY 0.998F
enum { AVERAGE_EVERY = 10 };

static struct moments moments_make(size_t count, const float *start, struct arena *arena)
{
    struct moments moments = {.mean = arena_new_array(arena, count, float),
                              .square = arena_new_array(arena, count, float),
                              .average = arena_new_array(arena, count, float),
                              .count = count};
    memcpy(moments.average, start, count * sizeof *start);
    return moments;
}

void optimizer_make(struct optimizer *optimizer, const struct network *network, struct arena *arena)
{
    const struct network_shape *shape = &network->shape;
    optimizer->step = 0;
    optimizer->values = moments_make(network->offsets.total, network->values, arena);
    optimizer->words =
        moments_make((size_t)shape->learned_count * shape->word_size, network->words, arena);
    optimizer->spellings = moments_make((size_t)shape->spelling_count * shape->spelling_size,
                                        network->spellings, arena);
}

void gradients_make(struct gradients *gradients, const struct network *network, struct arena *arena)
{
    const struct network_shape *shape = &network->shape;
    *gradients = (struct gradients){.arena = arena};
    gradients->values = arena_new_array(arena, network->offsets.total, float);
    gradients->words =
        arena_new_array(arena, (size_t)shape->learned_count * shape->word_size, float);
    gradients->spellings =
        arena_new_array(arena, (size_t)shape->spelling_count * shape->spelling_size, float);
    gradients->word_touched = arena_new_array(arena, shape->learned_count, bool);
    gradients->spelling_touched = arena_new_array(arena, shape->spelling_count, bool);
}

WIDE_LOOPS static void add_and_clear(float *to, float *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        to[i] += from[i];
        from[i] = 0;
    }
}

void gradients_add(struct gradients *to, struct gradients *from, const struct network *network)
{
    size_t word_size = network->shape.word_size, spelling_size = network->shape.spelling_size;
    add_and_clear(to->values, from->values, network->offsets.total);
    for (size_t i = 0; i < from->word_rows.count; i++) {
        uint32_t row = from->word_rows.items[i];
        from->word_touched[row] = false;
        if (!to->word_touched[row]) {
            to->word_touched[row] = true;
            *array_push(to->arena, &to->word_rows) = row;
        }
        add_and_clear(to->words + row * word_size, from->words + row * word_size, word_size);
    }
    for (size_t i = 0; i < from->spelling_rows.count; i++) {
        uint32_t row = from->spelling_rows.items[i];
        from->spelling_touched[row] = false;
        if (!to->spelling_touched[row]) {
            to->spelling_touched[row] = true;
            *array_push(to->arena, &to->spelling_rows) = row;
        }
        add_and_clear(to->spellings + row * spelling_size, from->spellings + row * spelling_size,
                      spelling_size);
    }
    from->word_rows.count = from->spelling_rows.count = 0;
}

static double squared_length(const float *values, size_t count)
{
    double sum = 0;
    for (size_t start = 0; start < count; start += 1024) {
        float part = 0;
        size_t end = start + 1024 < count ? start + 1024 : count;
        for (size_t i = start; i < end; i++)
            part += values[i] * values[i];
        sum += (double)part;
    }
    return sum;
}

/* Adam on a stretch of parameters; the gradient ends at zero. */
WIDE_LOOPS static void update(float *values, float *gradient, float *mean, float *square,
                              size_t count, float scale, float rate, float square_correction)
{
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i] * scale;
        gradient[i] = 0;
        mean[i] = FIRST_DECAY * mean[i] + (1 - FIRST_DECAY) * g;
        square[i] = SECOND_DECAY * square[i] + (1 - SECOND_DECAY) * g * g;
        values[i] -= rate * mean[i] / (sqrtf(square[i] * square_correction) + 1e-8F);
    }
}

static void update_rows(float *values, float *gradient, struct moments *moments,
                        const uint32_t *rows, size_t row_count, size_t size, float scale,
                        float rate, float square_correction)
{
    for (size_t i = 0; i < row_count; i++) {
        size_t at = rows[i] * size;
        update(values + at, gradient + at, moments->mean + at, moments->square + at, size, scale,
               rate, square_correction);
    }
}

WIDE_LOOPS static void average(struct moments *moments, const float *values, float decay)
{
    for (size_t i = 0; i < moments->count; i++)
        moments->average[i] = decay * moments->average[i] + (1 - decay) * values[i];
}

static void average_all(struct optimizer *optimizer, const struct network *network)
{
    /* The mean begins with little memory, so that the random start is soon forgotten. */
    double share = pow((double)AVERAGE_DECAY, AVERAGE_EVERY);
    double young = 1.0 - 10.0 / (10.0 + (double)optimizer->step / AVERAGE_EVERY);
    float decay = (float)(young < share ? young : share);
    average(&optimizer->values, network->values, decay);
    average(&optimizer->words, network->words, decay);
    average(&optimizer->spellings, network->spellings, decay);
}

void optimizer_step(struct optimizer *optimizer, struct network *network,
                    struct gradients *gradients, float rate, float scale, float clip)
{
    size_t word_size = network->shape.word_size, spelling_size = network->shape.spelling_size;
    double squares = squared_length(gradients->values, network->offsets.total);
    for (size_t i = 0; i < gradients->word_rows.count; i++)
        squares +=
            squared_length(gradients->words + gradients->word_rows.items[i] * word_size, word_size);
    double length = sqrt(squares) * (double)scale;
    if (length > (double)clip)
        scale *= clip / (float)length;
    optimizer->step++;
    double steps = (double)optimizer->step;
    float correction = (float)(1.0 / (1.0 - pow((double)SECOND_DECAY, steps)));
    float first_rate = rate / (float)(1.0 - pow((double)FIRST_DECAY, steps));
    update(network->values, gradients->values, optimizer->values.mean, optimizer->values.square,
           network->offsets.total, scale, first_rate, correction);
    update_rows(network->words, gradients->words, &optimizer->words, gradients->word_rows.items,
                gradients->word_rows.count, word_size, scale, first_rate, correction);
    update_rows(network->spellings, gradients->spellings, &optimizer->spellings,
                gradients->spelling_rows.items, gradients->spelling_rows.count, spelling_size,
                scale, first_rate, correction);
    for (size_t i = 0; i < gradients->word_rows.count; i++)
        gradients->word_touched[gradients->word_rows.items[i]] = false;
    for (size_t i = 0; i < gradients->spelling_rows.count; i++)
        gradients->spelling_touched[gradients->spelling_rows.items[i]] = false;
    gradients->word_rows.count = gradients->spelling_rows.count = 0;
    if (optimizer->step % AVERAGE_EVERY == 0)
        average_all(optimizer, network);
}

struct network averaged_network(const struct optimizer *optimizer, const struct network *network)
{
    struct network averaged = *network;
    averaged.values = optimizer->values.average;
    averaged.words = optimizer->words.average;
    averaged.spellings = optimizer->spellings.average;
    return averaged;
}
