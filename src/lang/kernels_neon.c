/* kernels_neon.c — kernels for 64-bit ARM, see kernels.h. */
#if defined(__aarch64__)
#include <arm_neon.h>

#include "lang/kernels_loops.h"

/* 4 outputs of a block (`quarter` of it): bytes are widened to 16 bits, so that every product and
 * sum is exact. */
static int32x4_t quarter_sums(const uint8_t *values, const int8_t *weights, size_t inputs)
{
    int32x4_t low = vdupq_n_s32(0), high = vdupq_n_s32(0);
    for (size_t group = 0; group < inputs; group += INPUT_GROUP) {
        int8x16_t packed = vld1q_s8(weights + group * OUTPUT_BLOCK);
        uint32_t four;
        memcpy(&four, values + group, 4);
        int16x8_t value = vreinterpretq_s16_u16(vmovl_u8(vcreate_u8((uint64_t)four << 32 | four)));
        int16x8_t first = vmovl_s8(vget_low_s8(packed)), second = vmovl_s8(vget_high_s8(packed));
        int32x4_t a = vmull_s16(vget_low_s16(first), vget_low_s16(value));
        int32x4_t b = vmull_s16(vget_high_s16(first), vget_high_s16(value));
        int32x4_t c = vmull_s16(vget_low_s16(second), vget_low_s16(value));
        int32x4_t d = vmull_s16(vget_high_s16(second), vget_high_s16(value));
        low = vaddq_s32(low, vpaddq_s32(a, b));
        high = vaddq_s32(high, vpaddq_s32(c, d));
    }
    return vpaddq_s32(low, high);
}

static void multiply(float *out, const uint8_t *input, size_t rows, const struct matrix *matrix)
{
    for (size_t block = 0; block < matrix->outputs; block += OUTPUT_BLOCK)
        for (size_t row = 0; row < rows; row++)
            for (size_t quarter = 0; quarter < 4; quarter++) {
                size_t at = block + quarter * 4;
                int32x4_t sum = quarter_sums(
                    input + row * matrix->inputs,
                    matrix->weights + block * matrix->inputs + quarter * 16, matrix->inputs);
                float32x4_t value =
                    vcvtq_f32_s32(vsubq_s32(sum, vld1q_s32(matrix->corrections + at)));
                value = vmulq_f32(value, vld1q_f32(matrix->scales + at));
                vst1q_f32(out + row * matrix->outputs + at,
                          vaddq_f32(value, vld1q_f32(matrix->bias + at)));
            }
}

const struct kernels KERNELS_NEON = KERNELS_WITH("neon", multiply);
#else
typedef int nothing_for_this_machine;
#endif
