/* kernels.h — the inner loops of the network, for each instruction set.
 *
 * Products of matrices are of 8-bit integers with sums in 32 bits, which are exact in any order;
 * everything else is floats with + - * / in a fixed order for each element. So all kernels give the
 * same bits, and which one runs is only a matter of speed. */
#ifndef ANNALS_LANG_KERNELS_H
#define ANNALS_LANG_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Outputs come in blocks of 16, inputs in groups of 4: the layout that dot-product instructions
 * want. */
enum { OUTPUT_BLOCK = 16, INPUT_GROUP = 4 };

/* y = (x - zero) · Wᵀ, scaled and shifted for each output. `weights`: for each block of outputs,
 * for each group of inputs, 16 × 4 bytes. `outputs` is a multiple of 16, `inputs` of 4.
 * `corrections`: zero · the sum of the output's weights, taken off the integer sum. */
struct matrix {
    uint32_t outputs, inputs;
    const int8_t *weights;
    const int32_t *corrections;
    const float *scales, *bias;
};

/* One direction of one SRU layer over one sentence of `count` words, the first at `first`, walked
 * from behind if `back`. `products` [word][product_stride] hold `gates` stretches of `units` at
 * `product_offset`: candidate, forget and reset sums and, if gates is 4, the way past, which else
 * is read from `past` [word][state_stride]. Writes `output` [word][state_stride] at `state_offset`.
 * `carry` and `bias`: of forget and reset gate. `cell`: scratch of `units`. */
struct sru_pass {
    uint32_t first, count, units, gates;
    bool back;
    size_t product_stride, product_offset, state_stride, state_offset;
    const float *products, *past, *carry, *bias;
    float *output, *cell;
};

struct kernels {
    const char *name;
    /* out[rows][outputs] = the matrix applied to input[rows][inputs]. */
    void (*multiply)(float *out, const uint8_t *input, size_t rows, const struct matrix *matrix);
    void (*run_sru)(const struct sru_pass *pass);
    /* out = in · inverse + zero, rounded and held in 0 to 255; `inverse` for each column. */
    void (*quantise)(uint8_t *out, const float *in, const float *inverse, float zero, size_t rows,
                     size_t columns);
    /* out = the sum of `count` rows of signed bytes · inverse, quantised around 128. */
    void (*add_bytes)(uint8_t *out, const int8_t *const *rows, size_t count, const float *inverse,
                      size_t columns);
    /* Place of the largest score, the first of equals. */
    uint32_t (*find_best)(const float *scores, uint32_t count);
    /* in = max(in, 0) first. */
    void (*quantise_positive)(uint8_t *out, const float *in, const float *inverse, size_t rows,
                              size_t columns);
};

extern const struct kernels KERNELS_PORTABLE;
#if defined(__x86_64__)
extern const struct kernels KERNELS_AVX2, KERNELS_AVX512;
#elif defined(__aarch64__)
extern const struct kernels KERNELS_NEON;
#endif

/* The fastest that this machine runs; and all that it runs, ended by NULL, for tests. */
const struct kernels *kernels_best(void);
const struct kernels *const *kernels_available(const struct kernels *list[4]);

#endif
