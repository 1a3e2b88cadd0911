/* kernels_portable.c — kernels in plain C, see kernels.h. */
#include "lang/kernels_loops.h"

static void multiply(float *out, const uint8_t *input, size_t rows, const struct matrix *matrix)
{
    for (size_t row = 0; row < rows; row++)
        for (size_t block = 0; block < matrix->outputs; block += OUTPUT_BLOCK) {
            const int8_t *weights = matrix->weights + block * matrix->inputs;
            const uint8_t *values = input + row * matrix->inputs;
            int32_t sums[OUTPUT_BLOCK] = {0};
            for (size_t group = 0; group < matrix->inputs; group += INPUT_GROUP)
                for (size_t o = 0; o < OUTPUT_BLOCK; o++)
                    for (size_t i = 0; i < INPUT_GROUP; i++)
                        sums[o] +=
                            values[group + i] * weights[group * OUTPUT_BLOCK + o * INPUT_GROUP + i];
            for (size_t o = 0; o < OUTPUT_BLOCK; o++)
                out[row * matrix->outputs + block + o] =
                    (float)(sums[o] - matrix->corrections[block + o]) * matrix->scales[block + o] +
                    matrix->bias[block + o];
        }
}

const struct kernels KERNELS_PORTABLE = KERNELS_WITH("portable", multiply);
