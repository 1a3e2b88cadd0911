/* kernels_avx512.c — kernels for AVX-512 with VNNI, see kernels.h. */
#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni"))),                 \
    apply_to = function)
#else
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,prefer-vector-width=512")
#endif
#include <immintrin.h>

#include "lang/kernels_loops.h"

/* sums + the dot products of four bytes each. Assembler, because around the intrinsic GCC 12 copies
 * every sum to memory and back. */
static inline __m512i dot(__m512i sums, __m512i values, __m512i weights)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(values), "v"(weights));
    return sums;
}

/* Four blocks of 16 outputs for the rows named by the list ROWS, all sums in registers: spelt out
 * by name, since compilers keep arrays of vectors in memory. */
#define DECLARE(r) __m512i a##r = zero, b##r = zero, c##r = zero, d##r = zero;
#define STEP(r)                                                                                    \
    memcpy(&four, input + r * inputs + group, sizeof four);                                        \
    value = _mm512_set1_epi32(four);                                                               \
    a##r = dot(a##r, value, first);                                                                \
    b##r = dot(b##r, value, second);                                                               \
    c##r = dot(c##r, value, third);                                                                \
    d##r = dot(d##r, value, fourth);
#define STORE(r)                                                                                   \
    store(out + r * outputs, a##r, matrix, block);                                                 \
    store(out + r * outputs, b##r, matrix, block + OUTPUT_BLOCK);                                  \
    store(out + r * outputs, c##r, matrix, block + 2 * OUTPUT_BLOCK);                              \
    store(out + r * outputs, d##r, matrix, block + 3 * OUTPUT_BLOCK);
#define SIX_ROWS(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5)
#define ONE_ROW(DO)  DO(0)

static inline void store(float *row, __m512i sums, const struct matrix *matrix, size_t at)
{
    __m512i sum = _mm512_sub_epi32(sums, _mm512_loadu_si512(matrix->corrections + at));
    __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), _mm512_loadu_ps(matrix->scales + at));
    _mm512_storeu_ps(row + at, _mm512_add_ps(value, _mm512_loadu_ps(matrix->bias + at)));
}

#define TILE(NAME, ROWS)                                                                           \
    static void NAME(float *out, const uint8_t *input, const struct matrix *matrix, size_t block)  \
    {                                                                                              \
        const size_t inputs = matrix->inputs, outputs = matrix->outputs;                           \
        const int8_t *weights = matrix->weights + block * inputs;                                  \
        const size_t next = OUTPUT_BLOCK * inputs;                                                 \
        const __m512i zero = _mm512_setzero_si512();                                               \
        ROWS(DECLARE)                                                                              \
        for (size_t group = 0; group < inputs; group += INPUT_GROUP) {                             \
            const int8_t *at = weights + group * OUTPUT_BLOCK;                                     \
            __m512i first = _mm512_loadu_si512(at), second = _mm512_loadu_si512(at + next);        \
            __m512i third = _mm512_loadu_si512(at + 2 * next);                                     \
            __m512i fourth = _mm512_loadu_si512(at + 3 * next), value;                             \
            int32_t four;                                                                          \
            ROWS(STEP)                                                                             \
        }                                                                                          \
        ROWS(STORE)                                                                                \
    }
TILE(six_rows, SIX_ROWS)
TILE(one_row, ONE_ROW)

/* One block for one row: what is left over at the right edge. */
static void one_block(float *out, const uint8_t *input, const struct matrix *matrix, size_t block)
{
    __m512i sums = _mm512_setzero_si512();
    for (size_t group = 0; group < matrix->inputs; group += INPUT_GROUP) {
        int32_t four;
        memcpy(&four, input + group, sizeof four);
        sums = dot(
            sums, _mm512_set1_epi32(four),
            _mm512_loadu_si512(matrix->weights + block * matrix->inputs + group * OUTPUT_BLOCK));
    }
    store(out, sums, matrix, block);
}

static void multiply(float *out, const uint8_t *input, size_t rows, const struct matrix *matrix)
{
    size_t inputs = matrix->inputs, outputs = matrix->outputs, block = 0;
    for (; block + 4 * OUTPUT_BLOCK <= outputs; block += 4 * OUTPUT_BLOCK) {
        size_t row = 0;
        for (; row + 6 <= rows; row += 6)
            six_rows(out + row * outputs, input + row * inputs, matrix, block);
        for (; row < rows; row++)
            one_row(out + row * outputs, input + row * inputs, matrix, block);
    }
    for (; block < outputs; block += OUTPUT_BLOCK)
        for (size_t row = 0; row < rows; row++)
            one_block(out + row * outputs, input + row * inputs, matrix, block);
}

const struct kernels KERNELS_AVX512 = KERNELS_WITH("avx512", multiply);

#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int nothing_for_this_machine;
#endif
