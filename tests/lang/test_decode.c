/* The decoder against all trees of small sentences, and on shapes that once hurt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lang/decode.h"

static bool is_tree(const uint32_t *heads, uint32_t count)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i + 1, steps = 0;
        roots += heads[i] == 0;
        while (at && steps++ <= count)
            at = heads[at - 1];
        if (at)
            return false;
    }
    return roots == 1;
}

static double weight(const float *scores, const uint32_t *heads, uint32_t count)
{
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += (double)scores[i * (count + 1) + heads[i]];
    return sum;
}

/* Weight of the best tree by trying every assignment of heads. */
static double best_by_trial(const float *scores, uint32_t count)
{
    uint32_t heads[8] = {0};
    double best = -1e30;
    for (;;) {
        bool sound = true;
        for (uint32_t i = 0; i < count; i++)
            sound = sound && heads[i] != i + 1;
        if (sound && is_tree(heads, count) && weight(scores, heads, count) > best)
            best = weight(scores, heads, count);
        uint32_t i = 0;
        while (i < count && ++heads[i] > count)
            heads[i++] = 0;
        if (i == count)
            return best;
    }
}

static void test_best_of_all_trees(void **state)
{
    (void)state;
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    if (setjmp(exhausted))
        fail();
    uint64_t seed = 1;
    for (int round = 0; round < 400; round++) {
        uint32_t count = 1 + (uint32_t)round % 5, heads[8];
        float scores[8 * 9];
        for (size_t i = 0; i < count * (count + 1); i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            scores[i] = (float)(seed >> 40) / 1e6F - 8;
        }
        decode_tree(scores, count, heads, &arena);
        assert_true(is_tree(heads, count));
        double gap = weight(scores, heads, count) - best_by_trial(scores, count);
        assert_true(gap > -1e-4 && gap < 1e-4);
    }
    arena_free(&arena);
}

static void test_long_sentences_end(void **state)
{
    (void)state;
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    if (setjmp(exhausted))
        fail();
    enum { COUNT = 400 };
    static float scores[COUNT * (COUNT + 1)];
    static uint32_t heads[COUNT];
    for (size_t i = 0; i < COUNT; i++) /* pairs that want each other, pairs of pairs and so on */
        for (size_t j = 1; j <= COUNT; j++)
            scores[i * (COUNT + 1) + j] = -(float)((i ^ (j - 1)) % 97);
    decode_tree(scores, COUNT, heads, &arena);
    assert_true(is_tree(heads, COUNT));
    memset(scores, 0, sizeof scores); /* all alike */
    decode_tree(scores, COUNT, heads, &arena);
    assert_true(is_tree(heads, COUNT));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_best_of_all_trees),
        cmocka_unit_test(test_long_sentences_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
