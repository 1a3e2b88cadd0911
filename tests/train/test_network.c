/* The hand-written gradients against differences of the loss. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "train/optimizer.h"

enum { WORDS = 9, SENTENCES = 2, CHECKED = 400 };

static double loss_of(const struct network *network, const struct batch *batch,
                      struct gradients *gradients, struct arena *arena)
{
    static const float keep[64] = {0};
    float all[64];
    for (size_t i = 0; i < 64; i++)
        all[i] = keep[i] + 1;
    struct losses losses = {0};
    network_learn(network, batch, NULL, all, NULL, gradients, &losses, arena);
    return losses.tags[0] + losses.tags[1] + losses.tags[2] + losses.arcs + losses.labels;
}

/* Compares the gradient of each of `count` values with the slope of the loss. */
static void check(const struct network *network, const struct batch *batch, float *values,
                  const float *gradient, size_t count, struct arena *arena)
{
    struct gradients ignored;
    gradients_make(&ignored, network, arena);
    size_t stride = count / CHECKED + 1, compared = 0, far = 0;
    for (size_t i = 0; i < count; i += stride) {
        float kept = values[i], step = 4e-3F;
        values[i] = kept + step;
        double above = loss_of(network, batch, &ignored, arena);
        values[i] = kept - step;
        double below = loss_of(network, batch, &ignored, arena);
        values[i] = kept;
        double slope = (above - below) / (2 * (double)step), given = (double)gradient[i];
        double gap = slope > given ? slope - given : given - slope;
        double size = slope > 0 ? slope : -slope;
        compared++;
        far += gap > 0.02 * size + 0.01; /* floats, and relu has corners */
    }
    assert_true(compared > 10);
    assert_true(far * 100 <= compared);
}

static void test_gradients(void **state)
{
    (void)state;
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    if (setjmp(exhausted))
        fail();
    struct network network = {.shape = {.word_size = 6,
                                        .spelling_size = 5,
                                        .layer_count = 3,
                                        .units = 7,
                                        .arc_size = 8,
                                        .label_size = 9,
                                        .tag_size = 6,
                                        .word_count = 12,
                                        .learned_count = 10,
                                        .spelling_count = 16,
                                        .deprel_count = 5,
                                        .tag_counts = {4, 3, 6}}};
    network_layout(&network);
    network.values = arena_new_array(&arena, network.offsets.total, float);
    network.words = arena_new_array(&arena, 60, float);
    network.spellings = arena_new_array(&arena, 80, float);
    float *fixed = arena_new_array(&arena, 72, float);
    struct random random = random_make(3, 0, 0);
    for (size_t i = 0; i < 72; i++)
        fixed[i] = random_normal(&random);
    network.fixed_words = fixed;
    network_initialise(&network, 5);

    const uint32_t first[] = {0, 5, 9}, heads[] = {2, 0, 2, 5, 3, 0, 1, 4, 2};
    uint32_t words[WORDS], spellings[WORDS][SPELLING_FEATURES], tags[TAG_KINDS][WORDS],
        deprels[WORDS];
    for (uint32_t w = 0; w < WORDS; w++) {
        words[w] = random_below(&random, 12);
        deprels[w] = random_below(&random, 5);
        for (int kind = 0; kind < TAG_KINDS; kind++)
            tags[kind][w] = random_below(&random, network.shape.tag_counts[kind]);
        for (int f = 0; f < SPELLING_FEATURES; f++)
            spellings[w][f] = random_below(&random, 16);
    }
    struct batch batch = {.sentence_count = SENTENCES,
                          .first = first,
                          .words = words,
                          .spellings = (const uint32_t(*)[SPELLING_FEATURES])spellings,
                          .tags = {tags[0], tags[1], tags[2]},
                          .heads = heads,
                          .deprels = deprels};
    struct gradients gradients;
    gradients_make(&gradients, &network, &arena);
    loss_of(&network, &batch, &gradients, &arena);
    check(&network, &batch, network.values, gradients.values, network.offsets.total, &arena);
    check(&network, &batch, network.words, gradients.words, 60, &arena);
    check(&network, &batch, network.spellings, gradients.spellings, 80, &arena);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_gradients)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
