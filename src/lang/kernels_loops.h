/* kernels_loops.h — the loops over floats that compilers vectorise by themselves; included by each
 * kernels_*.c, which compiles them for its instruction set. */
#include "lang/activation.h"
#include "lang/kernels.h"

#include <string.h>

/* f = σ(u₁ + v_f c + b_f), r = σ(u₂ + v_r c + b_r), c' = f c + (1 - f) u₀, h = r c' + (1 - r) past
 */
static void sru_step(uint32_t units, const float *restrict sums, const float *restrict past,
                     const float *restrict carry, const float *restrict bias, float *restrict cell,
                     float *restrict output)
{
    for (uint32_t i = 0; i < units; i++) {
        float before = cell[i];
        float forget = activation_sigmoid(sums[units + i] + carry[i] * before + bias[i]);
        float reset =
            activation_sigmoid(sums[2 * units + i] + carry[units + i] * before + bias[units + i]);
        float after = forget * before + (1.0F - forget) * sums[i];
        cell[i] = after;
        output[i] = reset * after + (1.0F - reset) * past[i];
    }
}

static void run_sru(const struct sru_pass *pass)
{
    uint32_t units = pass->units;
    memset(pass->cell, 0, units * sizeof *pass->cell);
    for (uint32_t step = 0; step < pass->count; step++) {
        size_t word = pass->first + (pass->back ? pass->count - 1 - step : step);
        const float *sums = pass->products + word * pass->product_stride + pass->product_offset;
        size_t state = word * pass->state_stride + pass->state_offset;
        const float *past = pass->gates == 4 ? sums + 3 * (size_t)units : pass->past + state;
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
