/* kernels_avx512.c — kernels for AVX-512 with VNNI, see kernels.h. */
#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni"))),                 \
    apply_to = function)
#else
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")
#endif
#include <immintrin.h>

#include "lang/kernels_loops.h"

/* Sums of ROWS rows with BLOCKS blocks of 16 outputs, all in registers. */
#define TILE(ROWS, BLOCKS)                                                                         \
    static void tile_##ROWS##_##BLOCKS(float *out, const uint8_t *input,                           \
                                       const struct matrix *matrix, size_t block)                  \
    {                                                                                              \
        size_t inputs = matrix->inputs, outputs = matrix->outputs;                                 \
        __m512i sums[ROWS][BLOCKS];                                                                \
        for (int r = 0; r < ROWS; r++)                                                             \
            for (int b = 0; b < BLOCKS; b++)                                                       \
                sums[r][b] = _mm512_setzero_si512();                                               \
        for (size_t group = 0; group < inputs; group += INPUT_GROUP) {                             \
            __m512i weights[BLOCKS];                                                               \
            for (int b = 0; b < BLOCKS; b++)                                                       \
                weights[b] = _mm512_loadu_si512(matrix->weights +                                  \
                                                (block + (size_t)b * OUTPUT_BLOCK) * inputs +      \
                                                group * OUTPUT_BLOCK);                             \
            for (int r = 0; r < ROWS; r++) {                                                       \
                int32_t four;                                                                      \
                memcpy(&four, input + (size_t)r * inputs + group, 4);                              \
                __m512i value = _mm512_set1_epi32(four);                                           \
                for (int b = 0; b < BLOCKS; b++)                                                   \
                    sums[r][b] = _mm512_dpbusd_epi32(sums[r][b], value, weights[b]);               \
            }                                                                                      \
        }                                                                                          \
        for (int b = 0; b < BLOCKS; b++) {                                                         \
            size_t at = block + (size_t)b * OUTPUT_BLOCK;                                          \
            __m512i correction = _mm512_loadu_si512(matrix->corrections + at);                     \
            __m512 scale = _mm512_loadu_ps(matrix->scales + at);                                   \
            __m512 bias = _mm512_loadu_ps(matrix->bias + at);                                      \
            for (int r = 0; r < ROWS; r++) {                                                       \
                __m512 value = _mm512_cvtepi32_ps(_mm512_sub_epi32(sums[r][b], correction));       \
                _mm512_storeu_ps(out + (size_t)r * outputs + at,                                   \
                                 _mm512_add_ps(_mm512_mul_ps(value, scale), bias));                \
            }                                                                                      \
        }                                                                                          \
    }
TILE(6, 4)
TILE(1, 4)
TILE(6, 1)
TILE(1, 1)

static void multiply(float *out, const uint8_t *input, size_t rows, const struct matrix *matrix)
{
    size_t inputs = matrix->inputs, outputs = matrix->outputs, block = 0;
    for (; block + 4 * OUTPUT_BLOCK <= outputs; block += 4 * OUTPUT_BLOCK) {
        size_t row = 0;
        for (; row + 6 <= rows; row += 6)
            tile_6_4(out + row * outputs, input + row * inputs, matrix, block);
        for (; row < rows; row++)
            tile_1_4(out + row * outputs, input + row * inputs, matrix, block);
    }
    for (; block < outputs; block += OUTPUT_BLOCK) {
        size_t row = 0;
        for (; row + 6 <= rows; row += 6)
            tile_6_1(out + row * outputs, input + row * inputs, matrix, block);
        for (; row < rows; row++)
            tile_1_1(out + row * outputs, input + row * inputs, matrix, block);
    }
}

const struct kernels KERNELS_AVX512 = {"avx512", multiply, run_sru, quantise, quantise_positive};

#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int nothing_for_this_machine;
#endif
