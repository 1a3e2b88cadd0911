/* kernels_avx2.c — kernels for AVX2, see kernels.h. Bytes are widened to 16 bits before they are
 * multiplied: the instruction that multiplies bytes (maddubs) cuts sums off at 16 bits, which would
 * not be exact. */
#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#include <immintrin.h>

#include "lang/kernels_loops.h"

enum { ROW_TILE = 4 };

/* Sums of ROWS rows with 8 outputs (half a block). Each accumulator holds, for 4 outputs, the sums
 * of the even and of the odd pairs of inputs. */
#define TILE(ROWS)                                                                                 \
    static void tile_##ROWS(float *out, const uint8_t *input, const struct matrix *matrix,         \
                            size_t block, size_t half)                                             \
    {                                                                                              \
        const int8_t *weights = matrix->weights + block * matrix->inputs + half * 32;              \
        size_t inputs = matrix->inputs, outputs = matrix->outputs, at = block + half * 8;          \
        __m256i low[ROWS], high[ROWS];                                                             \
        for (int r = 0; r < ROWS; r++)                                                             \
            low[r] = high[r] = _mm256_setzero_si256();                                             \
        for (size_t group = 0; group < inputs; group += INPUT_GROUP) {                             \
            const __m128i *packed = (const __m128i *)(weights + group * OUTPUT_BLOCK);             \
            __m256i first = _mm256_cvtepi8_epi16(_mm_loadu_si128(packed));                         \
            __m256i second = _mm256_cvtepi8_epi16(_mm_loadu_si128(packed + 1));                    \
            for (int r = 0; r < ROWS; r++) {                                                       \
                int32_t four;                                                                      \
                memcpy(&four, input + (size_t)r * inputs + group, 4);                              \
                __m256i value = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));                        \
                low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(first, value));                \
                high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(second, value));             \
            }                                                                                      \
        }                                                                                          \
        __m256i correction = _mm256_loadu_si256((const __m256i *)(matrix->corrections + at));      \
        __m256 scale = _mm256_loadu_ps(matrix->scales + at);                                       \
        __m256 bias = _mm256_loadu_ps(matrix->bias + at);                                          \
        for (int r = 0; r < ROWS; r++) {                                                           \
            __m256i sum = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low[r], high[r]), 0xd8);      \
            __m256 value = _mm256_cvtepi32_ps(_mm256_sub_epi32(sum, correction));                  \
            _mm256_storeu_ps(out + (size_t)r * outputs + at,                                       \
                             _mm256_add_ps(_mm256_mul_ps(value, scale), bias));                    \
        }                                                                                          \
    }
TILE(1)
TILE(4)

static void multiply(float *out, const uint8_t *input, size_t rows, const struct matrix *matrix)
{
    for (size_t block = 0; block < matrix->outputs; block += OUTPUT_BLOCK)
        for (size_t half = 0; half < 2; half++) {
            size_t row = 0;
            for (; row + ROW_TILE <= rows; row += ROW_TILE)
                tile_4(out + row * matrix->outputs, input + row * matrix->inputs, matrix, block,
                       half);
            for (; row < rows; row++)
                tile_1(out + row * matrix->outputs, input + row * matrix->inputs, matrix, block,
                       half);
        }
}

const struct kernels KERNELS_AVX2 = KERNELS_WITH("avx2", multiply);

#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int nothing_for_this_machine;
#endif
