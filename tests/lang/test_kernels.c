/* All kernels that this machine runs give the same bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lang/kernels.h"

enum { ROWS = 19, INPUTS = 164, OUTPUTS = 144, UNITS = 24, WORDS = 13 };

static uint64_t seed = 7;
static uint32_t next(void)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(seed >> 33);
}

static float next_float(void)
{
    return (float)next() / 1e9F - 1.0F;
}

static void test_products(void **state)
{
    (void)state;
    static int8_t weights[INPUTS * OUTPUTS];
    static uint8_t input[ROWS * INPUTS];
    static int32_t corrections[OUTPUTS];
    static float scales[OUTPUTS], bias[OUTPUTS], expected[ROWS * OUTPUTS], got[ROWS * OUTPUTS];
    /* The largest bytes side by side: where an instruction that cuts sums off would show. */
    for (size_t i = 0; i < sizeof weights; i++)
        weights[i] = (int8_t)(i < 2000 ? 127 : i < 4000 ? -128 : (int)(next() % 256) - 128);
    for (size_t i = 0; i < sizeof input; i++)
        input[i] = (uint8_t)(i < 2 * INPUTS ? 255 : next());
    for (size_t i = 0; i < OUTPUTS; i++) {
        corrections[i] = (int32_t)(next() % 100000) - 50000;
        scales[i] = next_float();
        bias[i] = next_float();
    }
    struct matrix matrix = {OUTPUTS, INPUTS, weights, corrections, scales, bias};
    const struct kernels *list[4];
    kernels_available(list);
    for (size_t rows = 1; rows <= ROWS; rows++) {
        KERNELS_PORTABLE.multiply(expected, input, rows, &matrix);
        for (size_t k = 0; list[k]; k++) {
            memset(got, 0, sizeof got);
            list[k]->multiply(got, input, rows, &matrix);
            assert_memory_equal(got, expected, rows * OUTPUTS * sizeof *got);
        }
    }
    int64_t sum = 0;
    for (size_t i = 0; i < INPUTS; i++)
        sum += (int64_t)input[i] *
               weights[i / INPUT_GROUP * INPUT_GROUP * OUTPUT_BLOCK + i % INPUT_GROUP];
    assert_true(expected[0] == (float)(sum - corrections[0]) * scales[0] + bias[0]);
}

static void test_layers(void **state)
{
    (void)state;
    static float products[WORDS * 8 * UNITS], past[WORDS * 2 * UNITS], carry[2 * UNITS],
        bias[2 * UNITS], cell[UNITS], expected[WORDS * 2 * UNITS], got[WORDS * 2 * UNITS];
    static float *const filled[] = {products, past, carry, bias};
    static const size_t counts[] = {sizeof products, sizeof past, sizeof carry, sizeof bias};
    for (size_t f = 0; f < 4; f++)
        for (size_t i = 0; i < counts[f] / sizeof(float); i++)
            filled[f][i] = 6 * next_float();
    const struct kernels *list[4];
    kernels_available(list);
    for (uint32_t gates = 3; gates <= 4; gates++)
        for (int back = 0; back < 2; back++) {
            struct sru_pass pass = {.first = 1,
                                    .count = WORDS - 2,
                                    .units = UNITS,
                                    .gates = gates,
                                    .back = back,
                                    .product_stride = 8 * UNITS,
                                    .product_offset = (size_t)back * gates * UNITS,
                                    .state_stride = 2 * UNITS,
                                    .state_offset = (size_t)back * UNITS,
                                    .products = products,
                                    .past = past,
                                    .carry = carry,
                                    .bias = bias,
                                    .output = expected,
                                    .cell = cell};
            KERNELS_PORTABLE.run_sru(&pass);
            pass.output = got;
            for (size_t k = 0; list[k]; k++) {
                list[k]->run_sru(&pass);
                assert_memory_equal(got, expected, sizeof got);
            }
        }
}

static void test_bytes(void **state)
{
    (void)state;
    static float in[ROWS * INPUTS], inverse[INPUTS];
    static uint8_t expected[ROWS * INPUTS], got[ROWS * INPUTS];
    for (size_t i = 0; i < ROWS * INPUTS; i++)
        in[i] = 300 * next_float();
    for (size_t i = 0; i < INPUTS; i++)
        inverse[i] = (float)(next() % 100) / 50.0F;
    const struct kernels *list[4];
    kernels_available(list);
    for (size_t k = 0; list[k]; k++) {
        KERNELS_PORTABLE.quantise(expected, in, inverse, 128, ROWS, INPUTS);
        list[k]->quantise(got, in, inverse, 128, ROWS, INPUTS);
        assert_memory_equal(got, expected, sizeof got);
        KERNELS_PORTABLE.quantise_positive(expected, in, inverse, ROWS, INPUTS);
        list[k]->quantise_positive(got, in, inverse, ROWS, INPUTS);
        assert_memory_equal(got, expected, sizeof got);
    }
    const float edges[4] = {-1000, 1000, 0.5F, -0.6F}, one[4] = {1, 1, 1, 1};
    uint8_t bytes[4];
    KERNELS_PORTABLE.quantise(bytes, edges, one, 128, 1, 4);
    assert_int_equal(bytes[0], 0);
    assert_int_equal(bytes[1], 255);
    assert_int_equal(bytes[2], 129);
    assert_int_equal(bytes[3], 127);
}

static void test_sums_and_choices(void **state)
{
    (void)state;
    static int8_t rows[5][150];
    const int8_t *places[5];
    float inverse[150], scores[150];
    uint8_t expected[150], got[150];
    for (size_t r = 0; r < 5; r++) {
        places[r] = rows[r];
        for (size_t i = 0; i < 150; i++)
            rows[r][i] = (int8_t)next();
    }
    for (size_t i = 0; i < 150; i++) {
        inverse[i] = next_float();
        scores[i] = (float)(next() % 40);
    }
    const struct kernels *list[4];
    kernels_available(list);
    KERNELS_PORTABLE.add_bytes(expected, places, 5, inverse, 150);
    for (size_t k = 0; list[k]; k++) {
        list[k]->add_bytes(got, places, 5, inverse, 150);
        assert_memory_equal(got, expected, sizeof got);
        for (uint32_t count = 1; count <= 150; count++) {
            uint32_t best = 0;
            for (uint32_t i = 1; i < count; i++)
                best = scores[i] > scores[best] ? i : best;
            assert_int_equal(list[k]->find_best(scores, count), best);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_sums_and_choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
