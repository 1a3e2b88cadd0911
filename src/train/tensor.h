/* tensor.h — matrix products and random numbers for training. Matrices are row-major floats. */
#ifndef ANNALS_TRAIN_TENSOR_H
#define ANNALS_TRAIN_TENSOR_H

#include <stddef.h>
#include <stdint.h>

/* Loops marked so are compiled for several instruction sets, the best chosen when the program
 * starts. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_ADDRESS__)
#define WIDE_LOOPS                                                                                 \
    __attribute__((target_clones("arch=x86-64-v4", "avx2", "default"), optimize("O3")))
#else
#define WIDE_LOOPS
#endif

/* out[rows × columns] = (add ? out : 0) + a[rows × inner] · b[columns × inner]ᵀ */
void multiply_transposed(float *out, const float *a, const float *b, size_t rows, size_t columns,
                         size_t inner, int add);
/* out[rows × columns] = (add ? out : 0) + a[rows × inner] · b[inner × columns] */
void multiply(float *out, const float *a, const float *b, size_t rows, size_t columns, size_t inner,
              int add);
/* out[rows × columns] += a[inner × rows]ᵀ · b[inner × columns]: gradients of weights */
void multiply_add_first_transposed(float *out, const float *a, const float *b, size_t rows,
                                   size_t columns, size_t inner);
/* sums[columns] += column sums of a[rows × columns] */
void add_rows(float *sums, const float *a, size_t rows, size_t columns);

/* Random numbers that depend on nothing but the numbers they are made from: SplitMix64. */
struct random {
    uint64_t state;
};
struct random random_make(uint64_t seed, uint64_t stream, uint64_t step);
uint64_t random_next(struct random *random);
/* In [0, 1). */
float random_float(struct random *random);
/* Below `bound` (not 0). */
uint32_t random_below(struct random *random, uint32_t bound);
float random_normal(struct random *random);

#endif
