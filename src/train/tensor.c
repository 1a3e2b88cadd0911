/* tensor.c — matrix products by BLAS, random numbers, see tensor.h. */
#include "train/tensor.h"

#include <cblas.h>
#include <math.h>

void multiply_transposed(float *out, const float *a, const float *b, size_t rows, size_t columns,
                         size_t inner, int add)
{
    if (rows && columns)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)rows, (int)columns, (int)inner,
                    1.0F, a, (int)inner, b, (int)inner, add ? 1.0F : 0.0F, out, (int)columns);
}

void multiply(float *out, const float *a, const float *b, size_t rows, size_t columns, size_t inner,
              int add)
{
    if (rows && columns)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)rows, (int)columns, (int)inner,
                    1.0F, a, (int)inner, b, (int)columns, add ? 1.0F : 0.0F, out, (int)columns);
}

void multiply_add_first_transposed(float *out, const float *a, const float *b, size_t rows,
                                   size_t columns, size_t inner)
{
    if (rows && columns && inner)
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)rows, (int)columns, (int)inner,
                    1.0F, a, (int)rows, b, (int)columns, 1.0F, out, (int)columns);
}

WIDE_LOOPS void add_rows(float *sums, const float *a, size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++)
            sums[j] += a[i * columns + j];
}

struct random random_make(uint64_t seed, uint64_t stream, uint64_t step)
{
    struct random random = {seed * 0x9E3779B97F4A7C15U + stream * 0xD1B54A32D192ED03U +
                            step * 0x8CB92BA72F3D8DD7U};
    random_next(&random);
    return random;
}

uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

float random_float(struct random *random)
{
    return (float)(random_next(random) >> 40) * 0x1p-24F;
}

uint32_t random_below(struct random *random, uint32_t bound)
{
    return (uint32_t)((random_next(random) >> 32) * bound >> 32);
}

float random_normal(struct random *random)
{
    double u = 1.0 - (double)random_float(random), v = (double)random_float(random);
    return (float)(sqrt(-2.0 * log(u)) * cos(6.283185307179586 * v));
}
