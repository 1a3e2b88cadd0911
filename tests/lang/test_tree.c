/* test_tree.c — relations by name, and the questions about trees with and without the index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/lang.h"

static struct annals_report report;
static jmp_buf exhausted;

struct word {
    const char *lemma;
    int head; /* number of the head in the sentence from 1, 0: root */
    unsigned deprel;
};

/* Two sentences, so that token numbers and sentence numbers differ. */
static const struct word FIRST[] = {{"wait", 0, DEPREL_ROOT}, {".", 1, DEPREL_PUNCT}};
/* The envoys of both sides , who met , signed it . */
static const struct word SECOND[] = {
    {"the", 2, DEPREL_DET},   {"envoy", 9, DEPREL_NSUBJ},    {"of", 5, DEPREL_CASE},
    {"both", 5, DEPREL_DET},  {"side", 2, DEPREL_NMOD},      {",", 8, DEPREL_PUNCT},
    {"who", 8, DEPREL_NSUBJ}, {"meet", 2, DEPREL_ACL_RELCL}, {"sign", 0, DEPREL_ROOT},
    {"it", 9, DEPREL_OBJ},    {"by", 12, DEPREL_CASE},       {"noon", 9, DEPREL_OBL_AGENT},
    {"today", 9, DEPREL_OBL}, {".", 9, DEPREL_PUNCT},
};

static void add_sentence(const struct word *words, uint32_t count)
{
    uint32_t first = (uint32_t)report.tokens.count;
    uint32_t number = (uint32_t)report.sentences.count;
    for (uint32_t i = 0; i < count; i++)
        *array_push(&report.arena, &report.tokens) = (struct token){
            .lemma = str_of(words[i].lemma),
            .sentence = number,
            .head = words[i].head ? first + (uint32_t)words[i].head - 1 : NONE,
            .deprel = (uint8_t)words[i].deprel,
        };
    *array_push(&report.arena, &report.sentences) =
        (struct sentence){.first = first, .count = count};
}

static int set_up(void **state)
{
    (void)state;
    report = (struct annals_report){.arena = arena_make(0, &exhausted)};
    add_sentence(FIRST, sizeof FIRST / sizeof *FIRST);
    add_sentence(SECOND, sizeof SECOND / sizeof *SECOND);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&report.arena);
    return 0;
}

static void ask_about_second(void)
{
    uint32_t s = 2, sign = s + 8, envoy = s + 1, first, end;
    assert_int_equal(tree_dependent(&report, sign, DEPREL_NSUBJ, NONE), envoy);
    assert_int_equal(tree_dependent(&report, sign, DEPREL_NSUBJ, envoy), NONE);
    assert_int_equal(tree_dependent(&report, envoy, DEPREL_ACL, NONE), s + 7);
    assert_int_equal(tree_dependent(&report, envoy, DEPREL_ADVCL, NONE), NONE);
    uint32_t oblique = tree_dependent(&report, sign, DEPREL_OBL, NONE);
    assert_int_equal(oblique, s + 11);
    assert_int_equal(tree_dependent(&report, sign, DEPREL_OBL, oblique), s + 12);
    assert_int_equal(tree_dependent(&report, sign, DEPREL_OBL_AGENT, oblique), NONE);
    assert_int_equal(tree_dependent(&report, NONE, DEPREL_OBL, NONE), NONE);
    assert_true(tree_is_below(&report, s + 3, envoy));
    assert_true(tree_is_below(&report, envoy, envoy));
    assert_true(tree_is_below(&report, s + 6, sign));
    assert_false(tree_is_below(&report, envoy, s + 3));
    assert_false(tree_is_below(&report, s + 9, envoy));
    assert_false(tree_is_below(&report, 1, sign));
    assert_false(tree_is_below(&report, NONE, sign));
    tree_extent(&report, envoy, &first, &end);
    assert_int_equal(first, s);
    assert_int_equal(end, s + 8);
    tree_extent(&report, sign, &first, &end);
    assert_int_equal(first, s);
    assert_int_equal(end, s + 14);
    tree_extent(&report, s + 3, &first, &end);
    assert_int_equal(first, s + 3);
    assert_int_equal(end, s + 4);
    assert_true(token_is(&report, sign, "sign"));
    assert_false(token_is(&report, sign, "signs"));
    assert_false(token_is(&report, NONE, "sign"));
}

static void test_questions(void **state)
{
    (void)state;
    ask_about_second();
    index_tree(&report);
    ask_about_second();
}

/* Trees from outside may be no trees; the questions end all the same. */
static void test_circle(void **state)
{
    (void)state;
    static const struct word circle[] = {
        {"a", 2, DEPREL_DEP}, {"b", 1, DEPREL_DEP}, {"c", 2, DEPREL_DEP}};
    add_sentence(circle, 3);
    uint32_t a = (uint32_t)report.tokens.count - 3;
    assert_false(tree_is_below(&report, a, a + 2));
    index_tree(&report);
    assert_false(tree_is_below(&report, a, a + 2));
    assert_true(tree_is_below(&report, a, a));
}

/* A chain as long as a hostile sentence: neither recursion nor quadratic time. */
static void test_chain(void **state)
{
    (void)state;
    enum { LENGTH = 300000 };
    struct word *words = test_malloc(LENGTH * sizeof *words);
    for (int i = 0; i < LENGTH; i++)
        words[i] = (struct word){"x", i, i ? DEPREL_DEP : DEPREL_ROOT};
    add_sentence(words, LENGTH);
    uint32_t first = (uint32_t)report.tokens.count - LENGTH, from, end;
    index_tree(&report);
    for (uint32_t token = first; token < first + LENGTH; token++) {
        assert_true(tree_is_below(&report, token, first));
        tree_extent(&report, token, &from, &end);
        assert_int_equal(from, token);
        assert_int_equal(end, first + LENGTH);
    }
    test_free(words);
}

static void test_relations(void **state)
{
    (void)state;
    for (unsigned deprel = 0; deprel < DEPREL_COUNT; deprel++) {
        struct str rest = str_of(deprel_name(deprel));
        assert_int_equal(deprel_of(rest), deprel);
        assert_int_equal(deprel_base(deprel), deprel_of(str_cut(&rest, ':')));
    }
    for (unsigned upos = 0; upos < UPOS_COUNT; upos++)
        assert_int_equal(upos_of(str_of(upos_name(upos))), upos);
    for (unsigned xpos = 0; xpos < XPOS_COUNT; xpos++)
        assert_int_equal(xpos_of(str_of(xpos_name(xpos))), xpos);
    assert_int_equal(deprel_of(STR("obl:npmod")), DEPREL_OBL);
    assert_int_equal(deprel_of(STR("nonsense")), DEPREL_NONE);
    assert_int_equal(deprel_base(DEPREL_COUNT), DEPREL_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_questions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_circle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_chain, set_up, tear_down),
        cmocka_unit_test(test_relations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
