/* test_lexicon.c — reading the tables: what is wrong is told with file, line and remedy; the
 * built-in lexicon opens. */
#include "what_support.h"

#define PATTERNS "pattern\tevent\tmode\tcameo\tflags\tcontext\n"

/* Opens one table and compares the message. */
static void assert_refused(const char *text, const char *message)
{
    struct test_coder *coder = coder_new();
    const char *const texts[] = {text, NULL};
    assert_int_equal(coder_read(coder, texts, false), ANNALS_SETUP);
    if (!strstr(coder->error.message, message))
        fail_msg("\"%s\" lacks \"%s\"", coder->error.message, message);
    coder_free(coder);
}

static void test_bad_rows(void **state)
{
    (void)state;
    assert_refused("verb\tevent\n", "one.tsv:1: a lexicon table cannot begin with");
    assert_refused("pattern\tmode\n", "lacks the column \"event\"");
    assert_refused(PATTERNS "\nACTOR hit RECIPIENT\tHIT\t\t\t\t\n",
                   "one.tsv:3: \"HIT\" is no category");
    assert_refused(PATTERNS "ACTOR hit RECIPIENT\tASSAULT\tgently\t190\t\t\n",
                   "one.tsv:2: \"gently\" is no mode of ASSAULT");
    assert_refused(PATTERNS "ACTOR hit RECIPIENT\tASSAULT\t\t999\t\t\n", "no CAMEO code");
    assert_refused(PATTERNS "ACTOR hit RECIPIENT\tASSAULT\t\t190\twild\t\n", "flag \"wild\"");
    assert_refused(PATTERNS "ACTOR hit RECIPIENT\tASSAULT\t\t190\t\tgardening\n",
                   "no context of the ontology");
    assert_refused(PATTERNS "ACTOR hit\tASSAULT\t\t190\n", "4 fields where the header names 6");
}

static void test_bad_patterns(void **state)
{
    (void)state;
    assert_refused(PATTERNS "ACTOR RECIPIENT\tASSAULT\t\t190\t\t\n", "has no trigger");
    assert_refused(PATTERNS "ACTOR hit (RECIPIENT\tASSAULT\t\t190\t\t\n", "closing \")\"");
    assert_refused(PATTERNS "ACTOR hit [thing\tASSAULT\t\t190\t\t\n", "closing bracket");
    assert_refused(PATTERNS "ACTOR hit {BLOW}\tASSAULT\t\t190\t\t\n", "no category");
    assert_refused(PATTERNS "ACTOR hit on\tASSAULT\t\t190\t\t\n", "nothing stands behind");
    assert_refused(PATTERNS "ACTOR hit Recipient\tASSAULT\t\t190\t\t\n",
                   "\"Recipient\" is neither");
    assert_refused(PATTERNS "ACTOR hit [thing]\tASSAULT\t\t190\t\t\n", "class [thing] is used");
}

static void test_bad_other_tables(void **state)
{
    (void)state;
    assert_refused("light\tsubject\teffect\nlaunch\tobject\t\n", "subject \"object\" is unknown");
    assert_refused("light\tsubject\teffect\nlaunch\tactor\texplode\n", "effect \"explode\"");
    assert_refused("cue\tauxiliary\twhere\nif\tmaybe\tmark\n", "auxiliary \"maybe\"");
    assert_refused("cue\tauxiliary\twhere\nif\thypothetical\tthere\n", "where \"there\"");
    assert_refused("content_of\tcontent\tmode\tcameo\nREQUEST\tTEA\t\t\n", "content is a category");
    assert_refused("content_of\tcontent\tmode\tcameo\nREQUEST\tAID\ttea\t\n", "no mode of REQUEST");
    assert_refused("context\twords\ngardening\tspade\n", "no context of the ontology");
    assert_refused("", "is empty");
}

/* The tables that are built in, as they come with the program. */
static void test_built_in(void **state)
{
    (void)state;
    struct test_coder *coder = coder_new();
    static const char *const NAMES[] = {"lexicon/verbs.tsv",        "lexicon/nouns.tsv",
                                        "lexicon/light.tsv",        "lexicon/classes.tsv",
                                        "lexicon/cues.tsv",         "lexicon/contents.tsv",
                                        "lexicon/context_words.tsv"};
    enum { COUNT = sizeof NAMES / sizeof *NAMES };
    struct lexicon_file files[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        files[i] = (struct lexicon_file){NAMES[i], embedded_data(NAMES[i]), false};
    if (lexicon_open(&coder->arena, coder->ontology, files, COUNT, &coder->lexicon, &coder->error))
        fail_msg("%s", coder->error.message);
    assert_true(coder->lexicon->patterns.count >= 600);
    assert_true(coder->lexicon->frames.count >= 250);
    coder_free(coder);
}

/* What the compiler makes of a pattern. */
static void test_compiled_elements(void **state)
{
    (void)state;
    struct test_coder *coder = coder_new();
    const char *const texts[] = {
        PATTERNS "ACTOR pull+out of RECIPIENT\tRETREAT\twithdraw\t0874\t\tmilitary\n"
                 "ACTOR meet (with) RECIPIENT\tCONSULT\t\t040\treciprocal|weak\t\n"
                 "ACTOR not be ready to {CONSULT|AID}\tREJECT\t*\t120\t\t\n",
        NULL};
    assert_int_equal(coder_read(coder, texts, false), 0);
    const struct pattern *patterns = coder->lexicon->patterns.items;
    assert_int_equal(coder->lexicon->patterns.count, 3);
    assert_true(patterns[0].triggers.items[0].particle != MAP_NONE);
    assert_int_equal(patterns[0].meaning.contexts.count, 1);
    assert_str(patterns[0].meaning.rule, "one.tsv: ACTOR pull+out of RECIPIENT");
    assert_int_equal(patterns[0].elements.items[1].place, PLACE_PREPOSITION);
    assert_true(patterns[1].elements.items[1].or_object);
    assert_int_equal(patterns[1].meaning.flags, FLAG_RECIPROCAL | FLAG_WEAK);
    assert_true(patterns[2].copula && patterns[2].negated && patterns[2].meaning.by_content);
    assert_int_equal(patterns[2].elements.items[1].place, PLACE_TO);
    assert_int_equal(patterns[2].elements.items[1].events,
                     1u << ontology_category(coder->ontology, STR("CONSULT")) |
                         1u << ontology_category(coder->ontology, STR("AID")));
    coder_free(coder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_rows),          cmocka_unit_test(test_bad_patterns),
        cmocka_unit_test(test_bad_other_tables),  cmocka_unit_test(test_built_in),
        cmocka_unit_test(test_compiled_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
