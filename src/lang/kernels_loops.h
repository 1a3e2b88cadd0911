/* kernels_loops.h — the loops over floats that compilers vectorise by themselves; included by each
 * kernels_*.c, which compiles them for its instruction set. */
#include "lang/activation.h"
#include "lang/kernels.h"

#include <string.h>

/* f = σ(u₁ + v_f c + b_f), r = σ(u₂ + v_r c + b_r), c' = f c + (1 - f) u₀, h = r c' + (1 - r) past
 */
static void sru_step(size_t units, const float *restrict sums, const float *restrict past,
                     const float *restrict carry, const float *restrict bias, float *restrict cell,
                     float *restrict output)
{
    const float *forget_sums = sums + units, *reset_sums = sums + 2 * units;
    const float *reset_carry = carry + units, *reset_bias = bias + units;
    for (size_t i = 0; i < units; i++) {
        float before = cell[i];
        float forget = activation_sigmoid(forget_sums[i] + carry[i] * before + bias[i]);
        float reset = activation_sigmoid(reset_sums[i] + reset_carry[i] * before + reset_bias[i]);
        float after = forget * before + (1.0F - forget) * sums[i];
        cell[i] = after;
        output[i] = reset * after + (1.0F - reset) * past[i];
    }
}

static void run_sru(const struct sru_pass *pass)
{
    size_t units = pass->units;
    memset(pass->cell, 0, units * sizeof *pass->cell);
    for (uint32_t step = 0; step < pass->count; step++) {
        size_t word = pass->first + (pass->back ? pass->count - 1 - step : step);
        const float *sums = pass->products + word * pass->product_stride + pass->product_offset;
        size_t state = word * pass->state_stride + pass->state_offset;
        const float *past = pass->gates == 4 ? sums + 3 * units : pass->past + state;
        sru_step(units, sums, past, pass->carry, pass->bias, pass->cell, pass->output + state);
    }
}

static inline uint8_t quantised(float value)
{
    value = value < 0.0F ? 0.0F : value;
    value = value > 255.0F ? 255.0F : value;
    return (uint8_t)(int32_t)value;
}

static void quantise(uint8_t *restrict out, const float *restrict in, const float *restrict inverse,
                     float zero, size_t rows, size_t columns)
{
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < columns; i++)
            out[row * columns + i] = quantised(in[row * columns + i] * inverse[i] + (zero + 0.5F));
}

static void quantise_positive(uint8_t *restrict out, const float *restrict in,
                              const float *restrict inverse, size_t rows, size_t columns)
{
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < columns; i++)
            out[row * columns + i] =
                quantised(activation_relu(in[row * columns + i]) * inverse[i] + 0.5F);
}

static void add_bytes(uint8_t *restrict out, const int8_t *const *rows, size_t count,
                      const float *restrict inverse, size_t columns)
{
    enum { MOST = 64 };
    for (size_t start = 0; start < columns; start += MOST) {
        int16_t sums[MOST] = {0};
        size_t width = columns - start < MOST ? columns - start : MOST;
        for (size_t r = 0; r < count; r++)
            for (size_t i = 0; i < width; i++)
                sums[i] = (int16_t)(sums[i] + rows[r][start + i]);
        for (size_t i = 0; i < width; i++)
            out[start + i] = quantised((float)sums[i] * inverse[start + i] + 128.5F);
    }
}

static uint32_t find_best(const float *scores, uint32_t count)
{
    enum { LANES = 16 };
    float most[LANES];
    if (count == 0)
        return 0;
    for (size_t lane = 0; lane < LANES; lane++)
        most[lane] = scores[0];
    size_t at = 0;
    for (; at + LANES <= count; at += LANES)
        for (size_t lane = 0; lane < LANES; lane++)
            most[lane] = scores[at + lane] > most[lane] ? scores[at + lane] : most[lane];
    for (; at < count; at++)
        most[0] = scores[at] > most[0] ? scores[at] : most[0];
    float best = most[0];
    for (size_t lane = 1; lane < LANES; lane++)
        best = most[lane] > best ? most[lane] : best;
    uint32_t place = 0;
    while (place + 1 < count && scores[place] != best)
        place++;
    return place;
}

/* The table of kernels around a multiply. */
#define KERNELS_WITH(name, multiply)                                                               \
    {                                                                                              \
        name, multiply, run_sru, quantise, add_bytes, find_best, quantise_positive                 \
    }
