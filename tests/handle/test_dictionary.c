/* test_dictionary.c — annals_dict_show and annals_dict_check: who a phrase is on a date, what is
 * wrong with dictionaries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "annals.h"

/* ---- helpers ---- */

/* What sinks were given; findings as lines that begin with their kind. */
struct collected {
    char text[400000];
    size_t size;
    size_t faults, notes, collisions;
};
static struct collected collected;

static int collect(void *user, const char *bytes, size_t size)
{
    struct collected *to = user;
    assert_true(to->size + size < sizeof to->text);
    memcpy(to->text + to->size, bytes, size);
    to->size += size;
    to->text[to->size] = 0;
    return 0;
}

static int collect_finding(void *user, int finding, const char *message)
{
    struct collected *to = user;
    to->faults += finding == ANNALS_FAULT;
    to->notes += finding == ANNALS_NOTE;
    to->collisions += finding == ANNALS_COLLISION;
    collect(user, finding == ANNALS_FAULT ? "fault " : "note ", finding == ANNALS_FAULT ? 6 : 5);
    collect(user, message, strlen(message));
    return collect(user, "\n", 1);
}

static int refuse_finding(void *user, int finding, const char *message)
{
    (void)user;
    (void)finding;
    (void)message;
    return 1;
}

static annals *coder;

static int open_coder(void **state)
{
    (void)state;
    return annals_open(NULL, &coder, NULL);
}

static int close_coder(void **state)
{
    (void)state;
    annals_close(coder);
    return 0;
}

static const char *show(const annals *handle, const char *phrase, const char *date)
{
    struct annals_error error = {0};
    memset(&collected, 0, sizeof collected);
    if (annals_dict_show(handle, phrase, date, collect, &collected, &error))
        fail_msg("%s: %s", phrase, error.message);
    return collected.text;
}

static void expect(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" is not in:\n%s", words, text);
}

static void expect_not(const char *text, const char *words)
{
    if (strstr(text, words))
        fail_msg("\"%s\" is in:\n%s", words, text);
}

/* `first` stands before `next`. */
static void expect_order(const char *text, const char *first, const char *next)
{
    expect(text, first);
    expect(text, next);
    assert_true(strstr(text, first) < strstr(text, next));
}

/* Checks one file with this text; returns the findings. */
static const char *check_text(const char *text, int wanted)
{
    char path[] = "/tmp/annals-dictionary-XXXXXX";
    const char *const paths[] = {path};
    struct annals_error error = {0};
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    close(file);
    memset(&collected, 0, sizeof collected);
    int status = annals_dict_check(paths, 1, collect_finding, &collected, &error);
    unlink(path);
    if (status != wanted)
        fail_msg("status %d: %s\n%s", status, error.message, collected.text);
    return collected.text;
}

/* ---- show ---- */

static void test_office_by_date(void **state)
{
    (void)state;
    const char *phrase = "the president of the United States";
    expect(show(coder, phrase, "2008-06-01"), "  Wikidata    Q207\n");
    expect(show(coder, phrase, "2015-06-01"), "  Wikidata    Q76\n");
    expect(show(coder, phrase, "2024-06-01"), "  Wikidata    Q6279\n");
    expect(show(coder, "Israeli defense minister", "2024-06-01"), "  Wikidata    Q723506\n");
    expect(show(coder, "Israel's foreign minister", "2023-06-01"), "\nEli Cohen\n");
    expect(show(coder, "NATO secretary general", "2015-06-01"), "\nJens Stoltenberg\n");
    expect(show(coder, phrase, "1800-01-01"), "\nNobody known\n");
}

static void test_person(void **state)
{
    (void)state;
    const char *text = show(coder, "Netanyahu", "2024-03-25");
    expect(text, "\"Netanyahu\" on 2024-03-25\n\nBenjamin Netanyahu\n");
    expect(text, "  code        ISR\n  sector      GOV\n  CAMEO       ISRGOV\n");
    expect(text, "  office      prime minister, Israel (ISR), since 2022-12-29\n");
    expect(text, "  row         people.tsv: benjamin-netanyahu\n");
    expect(text, "Terms in office\n");
    expect(show(coder, "Prime Minister Netanyahu", "2024-03-25"), "\nBenjamin Netanyahu\n");
    expect(show(coder, "John F. Kirby", "2024-03-25"), "National Security Council");
    expect(show(coder, "Kirby", "2014-03-25"), "Department of Defense");
    expect(show(coder, "Obama", "2020-01-01"), "  sector      ELI\n  CAMEO       USAELI\n"
                                               "  office      none any more; last president");
}

static void test_other_readings(void **state)
{
    (void)state;
    expect_order(show(coder, "Georgia", "2024-03-25"), "\nGeorgia\n  is          state\n",
                 "United States  USA CVL  state, by a region of it");
    expect_order(show(coder, "Jordan", "2024-03-25"), "states.tsv: JOR", "people.tsv: jim-jordan");
    expect_not(show(coder, "Jim Jordan", "2024-03-25"), "thomas-jordan");
    expect_order(show(coder, "king", "2024-03-25"), "roles.tsv: king", "people.tsv: angus-king");
    expect(show(coder, "Washington", NULL), "state, by its capital\n  code        USA\n"
                                            "  sector      GOV\n");
    expect(show(coder, "Kremlin", "2024-03-25"), "not on that date: 1922-12-30 to 1991-12-26");
    expect(show(coder, "chancellor", "2022-06-01"), "\n  Olaf Scholz");
    expect(show(coder, "Israeli Foreign Ministry", NULL), "  CAMEO       ISRGOV\n");
    expect(show(coder, "Zzyzx", NULL), "Nobody: no row of the knowledge base has this name");
}

static void test_lexicon(void **state)
{
    (void)state;
    const char *text = show(coder, "condemned", NULL);
    expect(text, "ACCUSE, disapprove");
    expect(text, "ACTOR condemn|... RECIPIENT");
    text = show(coder, "call on", NULL);
    expect(text, "ACTOR call on|upon RECIPIENT to DO");
    expect_not(text, "call+off");
    expect(show(coder, "air strikes", NULL), "ASSAULT, aerial");
    expect(show(coder, "Netanyahu", NULL), "no entry begins with these words");
}

static void test_wrong_calls(void **state)
{
    (void)state;
    struct annals_error error;
    assert_int_equal(annals_dict_show(coder, " - ", NULL, collect, &collected, &error),
                     ANNALS_SETUP);
    assert_int_equal(annals_dict_show(coder, "Paris", "soon", collect, &collected, &error),
                     ANNALS_SETUP);
    expect(error.message, "\"soon\" is no date");
    assert_int_equal(annals_dict_show(coder, "\xff", NULL, collect, &collected, &error),
                     ANNALS_SETUP);
    static char many[40001];
    for (size_t i = 0; i + 2 < sizeof many; i += 2)
        memcpy(many + i, "a ", 2);
    show(coder, many, NULL); /* ends soon */
}

/* ---- check ---- */

static void test_built_in(void **state)
{
    (void)state;
    struct annals_error error = {0};
    memset(&collected, 0, sizeof collected);
    int status = annals_dict_check(NULL, 0, collect_finding, &collected, &error);
    if (status)
        fail_msg("%s\n%s", error.message, collected.text);
    assert_true(collected.collisions > 100);
    expect(collected.text, "knowledge base: ");
    assert_int_equal(annals_dict_check(NULL, 0, refuse_finding, NULL, &error), ANNALS_OUTPUT);
}

#define ACTORS "name\taliases\tcode\tsector\toffice\tfrom\tto\tnote\n"

static void test_right_actors(void **state)
{
    (void)state;
    expect(check_text("name\tcode\tsector\toffice\tfrom\tto\n"
                      "Ada Example\tFRA\tGOV\tforeign minister\t2024-02-01\t\n",
                      ANNALS_OK),
           ": actors, 1 rows");
    expect(check_text(ACTORS "Hamas\t\tPSE\tREB\t\t\t\t\n", ANNALS_OK),
           ":2: \"Hamas\" is built in too (groups.tsv pse_hamas); this row wins");
    expect(check_text(ACTORS "Ada Example\t\tUSA\tGOV\tsecretary of state\t2024\t\t\n", ANNALS_OK),
           "calls the office \"secretary of state\" of USA \"foreign minister\"");
    expect(check_text("name\tcode\tsectors\nAda Example\tUSA\tGOV\n", ANNALS_OK),
           "the column \"sectors\" is not known");
}

static void test_wrong_actors(void **state)
{
    (void)state;
    const char *text = check_text(ACTORS "Ada Example\t\tFRX\tGOV\t\t\t\t\n"
                                         "Ben Example\t\tFRA\tGVO\t\t\t\t\n"
                                         "Cy Example\t\tFRA\tGOV\t\t2024-13-01\t\t\n"
                                         "Di Example\t\tFRA\tGOV\t\t2024-03-01\t2024-02-01\t\n"
                                         "Ef Example\ta||b\tFRA\tGOV\t\t\t\t\n"
                                         "Gi Example\tFRA\n",
                                  ANNALS_SETUP);
    assert_int_equal(collected.faults, 6);
    expect(text, ":2: code \"FRX\": is no state");
    expect(text, ":3: sector \"GVO\": is none");
    expect(text, ":4: from \"2024-13-01\": write YYYY");
    expect(text, ":5: to \"2024-02-01\": is before");
    expect(text, ":6: aliases \"a||b\": has an empty item");
    expect(text, ":7: 2 fields where the header names 8");
}

static void test_spells_and_holders(void **state)
{
    (void)state;
    expect(check_text(ACTORS "Ef Front\t\tFRA\tREB\t\t1990\t2005-06-30\t\n"
                             "Ef Front\t\tFRA\tPTY\t\t2005-06-01\t\t\n",
                      ANNALS_SETUP),
           ":3: \"Ef Front\" has a row for the same days in ");
    check_text(ACTORS "Ef Front\t\tFRA\tREB\t\t1990\t2005\t\n"
                      "Ef Front\t\tFRA\tPTY\t\t2005-06-01\t\t\n",
               ANNALS_OK);
    expect(check_text(ACTORS "Ada Example\t\tFRA\tGOV\tpresident\t2030-01-01\t2030-03-01\t\n"
                             "Ben Example\t\tFRA\tGOV\tpresident\t2030-02-01\t\t\n",
                      ANNALS_SETUP),
           ":3: Ben Example is president of FRA from 2030-02-01 on, while Ada Example");
    check_text(ACTORS "Ada Example\t\tFRA\tGOV\tpresident\t2030-01-01\t2030-03-01\t\n"
                      "Ben Example\t\tFRA\tGOV\tpresident\t2030-03-01\t\t\n",
               ANNALS_OK);
    check_text(ACTORS "Ada Example\t\tFRA\tGOV\tpresident\t2030-01-01\t2030-03-01\ttogether\n"
                      "Ben Example\t\tFRA\tGOV\tpresident\t2030-02-01\t\t\n",
               ANNALS_OK);
}

static void test_lexicon_files(void **state)
{
    (void)state;
    const char *text = check_text("pattern\tevent\tmode\tcameo\n"
                                  "ACTOR glonk RECIPIENT\tGLONK\t\t190\n"
                                  "ACTOR glonk RECIPIENT\tACCUSE\tsoftly\t111\n"
                                  "ACTOR glonk [blobs]\tACCUSE\t\t999\n"
                                  "ACTOR glonk at RECIPIENT\tACCUSE\t\t111\n"
                                  "ACTOR glonk at RECIPIENT\tACCUSE\t\t112\n"
                                  "ACTOR glonk over [blob]\tACCUSE\t\t112\n",
                                  ANNALS_SETUP);
    assert_int_equal(collected.faults, 5);
    expect(text, ":2: \"GLONK\" is no category; write AGREE, ");
    expect(text, ":3: \"softly\" is no mode of ACCUSE; it has disapprove");
    expect(text, ":4: \"999\" is no CAMEO code");
    expect(text, ":6: \"ACTOR glonk at RECIPIENT\" stands in ");
    expect(text, ":7: the class [blob] is used but no class table defines it");
    expect(check_text("pattern\tevent\tcameo\nACTOR glonk RECIPIENT\tACCUSE\t111\n", ANNALS_OK),
           ": lexicon, 1 rows");
}

static void test_no_dictionaries(void **state)
{
    (void)state;
    expect(check_text("a,b\n1,2\n", ANNALS_SETUP), ":1: is no dictionary");
    expect(check_text("", ANNALS_SETUP), "is empty");
    expect(check_text("name\tcode\nA\xff\tFRA\n", ANNALS_SETUP), ":2: is not UTF-8");
    expect(check_text("\xEF\xBB\xBFname\tcode\n", ANNALS_SETUP), "byte order mark");
    expect(check_text("key\tname\tcode\tmembers\n", ANNALS_SETUP), "built-in knowledge base");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_office_by_date),     cmocka_unit_test(test_person),
        cmocka_unit_test(test_other_readings),     cmocka_unit_test(test_lexicon),
        cmocka_unit_test(test_wrong_calls),        cmocka_unit_test(test_built_in),
        cmocka_unit_test(test_right_actors),       cmocka_unit_test(test_wrong_actors),
        cmocka_unit_test(test_spells_and_holders), cmocka_unit_test(test_lexicon_files),
        cmocka_unit_test(test_no_dictionaries),
    };
    return cmocka_run_group_tests(tests, open_coder, close_coder);
}
