/* test_lemma.c — lemmas: without a model, and by rules of a section made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lang/lemma.h"
#include "lang/model_file.h"

static struct arena arena;
static jmp_buf exhausted;

static int set_up(void **state)
{
    (void)state;
    arena = arena_make(0, &exhausted);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void expect(const struct lemmatizer *lemmatizer, const char *form, unsigned upos,
                   unsigned xpos, const char *wanted)
{
    struct str lemma = lemma_of(lemmatizer, &arena, str_of(form), upos, xpos);
    struct str copy = str_copy(&arena, lemma);
    assert_string_equal(copy.data, wanted);
}

/* One table with one ending in a section of two slots. */
static void write_table(struct model_bytes *bytes, uint32_t key, uint16_t value)
{
    uint32_t keys[4] = {0};
    uint16_t values[4] = {0};
    keys[key & 3] = key;
    values[key & 3] = value;
    model_write_u32(bytes, 4);
    model_write_array(bytes, keys, 4, sizeof *keys, sizeof *keys);
    model_write_array(bytes, values, 4, sizeof *values, sizeof *values);
}

/* A section that knows "-ies" of plurals. */
static struct str section_of_plurals(void)
{
    struct model_bytes bytes = {.arena = &arena};
    uint32_t context = lemma_edit_context(UPOS_NOUN, XPOS_NNS);
    model_write_u32(&bytes, 1);
    model_write_u8(&bytes, 3);
    model_write_string(&bytes, STR("y"));
    write_table(&bytes, lemma_ending_key(context, STR("ies"), 3, false), 0);
    context = lemma_case_context(STR("Allies"), UPOS_NOUN, XPOS_NNS);
    write_table(&bytes, lemma_ending_key(context, STR(""), 0, false), CASE_CAPITAL);
    char *aligned = arena_alloc(&arena, bytes.count + MODEL_ALIGNMENT);
    aligned += (MODEL_ALIGNMENT - (uintptr_t)aligned % MODEL_ALIGNMENT) % MODEL_ALIGNMENT;
    memcpy(aligned, bytes.items, bytes.count);
    return (struct str){aligned, bytes.count};
}

static void test_without_model(void **state)
{
    (void)state;
    struct lemmatizer *lemmatizer;
    assert_int_equal(lemmatizer_open(&arena, "none", (struct str){NULL, 0}, &lemmatizer, NULL), 0);
    expect(lemmatizer, "Ran", UPOS_VERB, XPOS_VBD, "ran");
    expect(lemmatizer, "Chad", UPOS_PROPN, XPOS_NNP, "Chad");
    expect(lemmatizer, "People", UPOS_NOUN, XPOS_NNS, "people");
    expect(lemmatizer, "\xC3\x89tat", UPOS_NOUN, XPOS_NN, "\xC3\xA9tat");
}

static void test_endings(void **state)
{
    (void)state;
    struct lemmatizer *lemmatizer;
    struct str section = section_of_plurals();
    assert_int_equal(lemmatizer_open(&arena, "made", section, &lemmatizer, NULL), 0);
    expect(lemmatizer, "armies", UPOS_NOUN, XPOS_NNS, "army");
    expect(lemmatizer, "Allies", UPOS_NOUN, XPOS_NNS, "Ally");
    expect(lemmatizer, "armies", UPOS_VERB, XPOS_VBZ, "armies");
    expect(lemmatizer, "es", UPOS_NOUN, XPOS_NNS, "es");
}

static void test_damaged(void **state)
{
    (void)state;
    struct lemmatizer *lemmatizer;
    struct annals_error error;
    struct str section = section_of_plurals();
    for (size_t size = 1; size + 8 < section.size; size++) {
        struct str cut = {section.data, size};
        assert_int_equal(lemmatizer_open(&arena, "cut", cut, &lemmatizer, &error), ANNALS_SETUP);
        assert_non_null(strstr(error.message, "cut"));
    }
}

/* "'s" beside a participle of the perfect is "have". */
static void test_short_have(void **state)
{
    (void)state;
    struct lemmatizer *lemmatizer;
    assert_int_equal(lemmatizer_open(&arena, "none", (struct str){NULL, 0}, &lemmatizer, NULL), 0);
    struct token tokens[] = {
        {.form = STR("'s"), .upos = UPOS_AUX, .xpos = XPOS_VBZ, .deprel = DEPREL_AUX, .head = 1},
        {.form = STR("gone"), .upos = UPOS_VERB, .xpos = XPOS_VBN, .head = NONE},
        {.form = STR("'s"), .upos = UPOS_AUX, .deprel = DEPREL_AUX_PASS, .head = 1},
        {.form = STR("Kept"), .lemma = STR("given"), .upos = UPOS_VERB, .head = NONE},
    };
    struct annals_report report = {.arena = arena_make(0, &exhausted)};
    report.tokens.items = tokens;
    report.tokens.count = 4;
    lemmatize(lemmatizer, &report);
    assert_true(str_equal(tokens[0].lemma, STR("have")));
    assert_false(str_equal(tokens[2].lemma, STR("have")));
    assert_true(str_equal(tokens[3].lemma, STR("given")));
    arena_free(&report.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_without_model, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_endings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_short_have, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
