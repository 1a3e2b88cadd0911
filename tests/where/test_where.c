/* test_where.c — names of places, which place is meant, and places of events. */
#include <math.h>

#include "base/embedded.h"
#include "support.h"
#include "where/where.h"

#include "../../fuzz/fuzz_gazetteer.c"

static struct gazetteer *open_gazetteer(struct arena *arena)
{
    struct gazetteer *gazetteer;
    struct annals_error error;
    if (gazetteer_open(arena, embedded_data("gazetteer.bin"), &gazetteer, &error))
        fail_msg("%s", error.message);
    return gazetteer;
}

static struct annals_report *find(const char *conllu)
{
    struct annals_report *report = report_of_conllu(NULL, conllu);
    struct annals_error error;
    assert_int_equal(find_places(open_gazetteer(&report->arena), report, &error), 0);
    return report;
}

/* "extracted=country/province; …" of the places found. */
static void expect(struct annals_report *report, const char *wanted)
{
    struct str got = STR("");
    for (size_t i = 0; i < report->places.count; i++) {
        const struct place *place = &report->places.items[i];
        got = str_format(&report->arena, "%.*s%s%.*s=%.*s/%.*s", STR_ARG(got), i ? "; " : "",
                         STR_ARG(place->extracted), STR_ARG(place->country_code),
                         STR_ARG(place->province));
    }
    assert_str(got, wanted);
}

static void expect_in(const char *conllu, const char *wanted)
{
    struct annals_report *report = find(conllu);
    expect(report, wanted);
    report_free(report);
}

static void test_governments_are_no_places(void **state)
{
    (void)state;
    expect_in("1 Washington Washington PROPN NNP _ 2 nsubj\n"
              "2 urged urge VERB VBD _ 0 root\n"
              "3 Moscow Moscow PROPN NNP _ 2 obj\n"
              "4 to to PART TO _ 5 mark\n"
              "5 meet meet VERB VB _ 2 xcomp\n"
              "6 in in ADP IN _ 7 case\n"
              "7 Geneva Geneva PROPN NNP _ 5 obl\n\n",
              "Geneva=CHE/Geneva");
    expect_in("1 Envoys envoy NOUN NNS _ 2 nsubj\n"
              "2 met meet VERB VBD _ 0 root\n"
              "3 in in ADP IN _ 4 case\n"
              "4 Washington Washington PROPN NNP _ 2 obl\n"
              "5 for for ADP IN _ 6 case\n"
              "6 talks talk NOUN NNS _ 2 obl\n"
              "7 with with ADP IN _ 8 case\n"
              "8 Norway Norway PROPN NNP _ 6 nmod\n\n",
              "Washington=USA/District of Columbia");
}

static void test_the_container_decides(void **state)
{
    (void)state;
    static const char *const SENTENCE = "1 Envoys envoy NOUN NNS _ 2 nsubj\n"
                                        "2 met meet VERB VBD _ 0 root\n"
                                        "3 in in ADP IN _ 4 case\n"
                                        "4 %s %s PROPN NNP _ 2 obl\n"
                                        "5 , , PUNCT , _ 6 punct\n"
                                        "6 %s %s PROPN NNP _ 4 appos\n\n";
    static const char *const CASES[][3] = {
        {"Paris", "Texas", "Paris=USA/Texas; Texas=USA/Texas"},
        {"Paris", "France", "Paris=FRA/\xC3\x8Ele-de-France; France=FRA/"},
        {"London", "Ontario", "London=CAN/Ontario; Ontario=CAN/Ontario"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct annals_report *scratch = report_new();
        const char *town = CASES[i][0], *area = CASES[i][1];
        struct str text = str_format(&scratch->arena, SENTENCE, town, town, area, area);
        struct annals_report *report = find(text.data);
        expect(report, CASES[i][2]);
        report_free(report);
        report_free(scratch);
    }
}

static void test_kind_beside_the_name(void **state)
{
    (void)state;
    expect_in("1 Fires fire NOUN NNS _ 2 nsubj\n"
              "2 spread spread VERB VBD _ 0 root\n"
              "3 across across ADP IN _ 5 case\n"
              "4 Washington Washington PROPN NNP _ 5 compound\n"
              "5 state state NOUN NN _ 2 obl\n\n",
              "Washington=USA/Washington");
}

static void test_pieces_of_names(void **state)
{
    (void)state;
    expect_in("1 Ada Ada PROPN NNP _ 3 nsubj\n"
              "2 Washington Washington PROPN NNP _ 1 flat\n"
              "3 spoke speak VERB VBD _ 0 root\n"
              "4 in in ADP IN _ 5 case\n"
              "5 Khan Khan PROPN NNP _ 3 obl\n"
              "6 Younis Younis PROPN NNP _ 5 flat\n"
              "7 on on ADP IN _ 8 case\n"
              "8 Sunday Sunday PROPN NNP _ 3 obl\n\n",
              "Khan Younis=PSE/Gaza Strip");
    /* Lower case is no name, nor is a possessor a place. */
    expect_in("1 Oslo Oslo PROPN NNP _ 3 nmod:poss _ SpaceAfter=No\n"
              "2 's 's PART POS _ 1 case\n"
              "3 envoy envoy NOUN NN _ 4 nsubj\n"
              "4 had have VERB VBD _ 0 root\n"
              "5 nice nice ADJ JJ _ 6 amod\n"
              "6 words word NOUN NNS _ 4 obj\n\n",
              "");
}

static void test_people_hold_no_places(void **state)
{
    (void)state;
    static const char *const SENTENCE = "1 Shots shot NOUN NNS _ 2 nsubj\n"
                                        "2 fell fall VERB VBD _ 0 root\n"
                                        "3 near near ADP IN _ 4 case\n"
                                        "4 Hama Hama PROPN NNP _ 2 obl\n\n";
    expect_in(SENTENCE, "Hama=SYR/Hama");
    struct annals_report *report = report_of_conllu(NULL, SENTENCE);
    uint32_t *entities = arena_new_array(&report->arena, 1, uint32_t);
    *array_push(&report->arena, &report->entities) = (struct entity){.type = ENTITY_PER};
    struct span span = report->tokens.items[3].span;
    *array_push(&report->arena, &report->mentions) = (struct mention){.span = span,
                                                                      .name = span,
                                                                      .first = 3,
                                                                      .end = 4,
                                                                      .head = 3,
                                                                      .entities = entities,
                                                                      .entity_count = 1};
    struct annals_error error;
    assert_int_equal(find_places(open_gazetteer(&report->arena), report, &error), 0);
    expect(report, "");
    /* A name that nobody knows may be the town's. */
    report->entities.items[0].knowledge = NONE;
    assert_int_equal(find_places(open_gazetteer(&report->arena), report, &error), 0);
    expect(report, "Hama=SYR/Hama");
    report_free(report);
}

static void test_places_of_events(void **state)
{
    (void)state;
    struct annals_report *report = find("1 Norway Norway PROPN NNP _ 2 nsubj\n"
                                        "2 condemned condemn VERB VBD _ 0 root\n"
                                        "3 in in ADP IN _ 4 case\n"
                                        "4 Geneva Geneva PROPN NNP _ 2 obl\n"
                                        "5 the the DET DT _ 6 det\n"
                                        "6 shelling shelling NOUN NN _ 2 obj\n"
                                        "7 of of ADP IN _ 8 case\n"
                                        "8 Kharkiv Kharkiv PROPN NNP _ 6 nmod\n"
                                        "9 from from ADP IN _ 10 case\n"
                                        "10 Belgorod Belgorod PROPN NNP _ 6 nmod\n\n");
    expect(report, "Geneva=CHE/Geneva; Kharkiv=UKR/Kharkiv Oblast; Belgorod=RUS/Belgorod Oblast");
    *array_push(&report->arena, &report->events) = (struct event){.trigger = 1};
    *array_push(&report->arena, &report->events) = (struct event){.trigger = 5};
    struct annals_error error;
    assert_int_equal(place_events(report, &error), 0);
    assert_int_equal(report->events.items[0].place, 0);
    assert_int_equal(report->events.items[1].place, 1);
    assert_str(report->places.items[1].geonameid, "706483");
    assert_true(fabs(report->places.items[1].latitude - 49.98) < 0.1);
    report_free(report);
}

static void test_broken_files(void **state)
{
    (void)state;
    struct annals_report *report = report_new();
    struct gazetteer *gazetteer;
    struct annals_error error;
    struct str good = embedded_data("gazetteer.bin");
    assert_int_equal(gazetteer_open(&report->arena, STR(""), &gazetteer, &error), ANNALS_SETUP);
    assert_int_equal(
        gazetteer_open(&report->arena, str_slice(good, 0, good.size - 1), &gazetteer, &error),
        ANNALS_SETUP);
    /* An offset that leads out of the file. */
    char *broken = arena_alloc(&report->arena, good.size);
    memcpy(broken, good.data, good.size);
    memset(broken + 48, 0xFF, 4);
    assert_int_equal(
        gazetteer_open(&report->arena, (struct str){broken, good.size}, &gazetteer, &error),
        ANNALS_SETUP);
    report_free(report);
}

/* The fuzz target over copies with one number of the header, or a byte anywhere, changed. */
static void test_damaged_copies(void **state)
{
    (void)state;
    struct annals_report *report = report_new();
    struct str good = embedded_data("gazetteer.bin");
    char *copy = arena_alloc(&report->arena, good.size);
    memcpy(copy, good.data, good.size);
    for (size_t i = 0; i < 400; i++) {
        size_t at = i < 64 ? i : (size_t)((i * 2654435761u) % good.size);
        copy[at] = (char)(good.data[at] ^ (char)(1 << (i % 8)));
        LLVMFuzzerTestOneInput((const uint8_t *)copy, good.size);
        copy[at] = good.data[at];
    }
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_governments_are_no_places),
        cmocka_unit_test(test_the_container_decides),
        cmocka_unit_test(test_kind_beside_the_name),
        cmocka_unit_test(test_pieces_of_names),
        cmocka_unit_test(test_people_hold_no_places),
        cmocka_unit_test(test_places_of_events),
        cmocka_unit_test(test_broken_files),
        cmocka_unit_test(test_damaged_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
