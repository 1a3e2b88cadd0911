/* Codes and sectors on the day, and that they depend on the name and nothing else. */
#include <stdio.h>

#include "parties.h"

#define PRESIDENT_OF_US                                                                            \
    "1 The the DET DT _ 2 det\n2 president president NOUN NN _ 7 nsubj\n3 of of ADP IN _ 6 case\n" \
    "4 the the DET DT _ 6 det\n5 United United PROPN NNP _ 6 compound\n"                           \
    "6 States States PROPN NNP _ 2 nmod\n7 spoke speak VERB VBD _ 0 root\n8 . . PUNCT . _ 7 "      \
    "punct\n"

static struct str holder_on(void **state, const char *date, char buffer[100])
{
    struct annals_report *report = parties_on(state, date, PRESIDENT_OF_US);
    struct str name = entity_named(report, "The president of the United States")->name;
    assert_party(report, "The president of the United States", "USA", "GOV");
    assert_true(name.size > 0 && name.size < 100);
    memcpy(buffer, name.data, name.size);
    report_free(report);
    return (struct str){buffer, name.size};
}

static void test_president_depends_on_the_date(void **state)
{
    char buffer[100];
    assert_str(holder_on(state, "2008-03-01", buffer), "George W. Bush");
    assert_str(holder_on(state, "2015-03-01", buffer), "Barack Obama");
    assert_str(holder_on(state, "2024-03-01", buffer), "Joe Biden");
}

static void test_former_official_is_elite(void **state)
{
    static const char TEXT[] =
        "1 Barack Barack PROPN NNP _ 3 nsubj\n2 Obama Obama PROPN NNP _ 1 flat\n"
        "3 spoke speak VERB VBD _ 0 root\n4 . . PUNCT . _ 3 punct\n";
    struct annals_report *report = parties_on(state, "2010-01-01", TEXT);
    assert_party(report, "Barack Obama", "USA", "GOV");
    report_free(report);
    report = parties_on(state, "2020-01-01", TEXT);
    assert_party(report, "Barack Obama", "USA", "ELI");
    report_free(report);
}

static void test_group_changes_sides_on_the_day(void **state)
{
    static const char TEXT[] = "1 The the DET DT _ 2 det\n2 Taliban Taliban PROPN NNP _ 3 nsubj\n"
                               "3 advanced advance VERB VBD _ 0 root\n4 . . PUNCT . _ 3 punct\n";
    struct annals_report *report = parties_on(state, "2019-01-01", TEXT);
    assert_party(report, "The Taliban", "AFG", "REB");
    report_free(report);
    report = parties_on(state, "2022-01-01", TEXT);
    assert_party(report, "The Taliban", "AFG", "GOV");
    report_free(report);
}

static void test_role_takes_the_country_of_the_report(void **state)
{
    struct annals_report *report = parties_on(
        state, "",
        "1 Protesters protester NOUN NNS _ 2 nsubj\n2 gathered gather VERB VBD _ 0 root\n"
        "3 across across ADP IN _ 4 case\n4 Serbia Serbia PROPN NNP _ 2 obl\n"
        "5 before before SCONJ IN _ 7 mark\n6 police police NOUN NN _ 7 nsubj\n"
        "7 came come VERB VBD _ 2 advcl\n8 . . PUNCT . _ 2 punct\n");
    assert_party(report, "Protesters", "SRB", "OPP");
    assert_party(report, "police", "SRB", "COP");
    report_free(report);
}

static void test_two_states_modify_one_role(void **state)
{
    struct annals_report *report = parties_on(state, "",
                                              "1 Russian russian ADJ JJ _ 4 amod\n2 and and CCONJ "
                                              "CC _ 3 cc\n3 Syrian syrian ADJ JJ _ 1 conj\n"
                                              "4 troops troops NOUN NNS _ 5 nsubj\n5 left leave "
                                              "VERB VBD _ 0 root\n6 . . PUNCT . _ 5 punct\n");
    const struct mention *both = mention_of(report, "Russian and Syrian troops");
    assert_int_equal(both->entity_count, 2);
    assert_str(report->entities.items[both->entities[0]].cameo, "RUSMIL");
    assert_str(report->entities.items[both->entities[1]].cameo, "SYRMIL");
    report_free(report);
}

static void test_unknown_person_keeps_name_and_role(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 Kenyan kenyan ADJ JJ _ 2 amod\n2 activist activist NOUN NN _ 3 nmod:desc\n"
                   "3 Wambui Wambui PROPN NNP _ 5 nsubj\n4 Othiero Othiero PROPN NNP _ 3 flat\n"
                   "5 spoke speak VERB VBD _ 0 root\n6 . . PUNCT . _ 5 punct\n");
    const struct entity *entity = entity_named(report, "Kenyan activist Wambui Othiero");
    assert_str(entity->name, "Wambui Othiero");
    assert_str(entity->code, "KEN");
    assert_int_equal(entity->type, ENTITY_PER);
    report_free(report);
}

static void test_nobody_knows(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 Wambui Wambui PROPN NNP _ 3 nsubj\n2 Othiero Othiero PROPN NNP _ 1 flat\n"
                   "3 spoke speak VERB VBD _ 0 root\n4 . . PUNCT . _ 3 punct\n");
    assert_party(report, "Wambui Othiero", "UNK", "");
    assert_str(entity_named(report, "Wambui Othiero")->cameo, "---");
    report_free(report);
}

/* CAMEO's codes of peoples (IBO) are no codes of records. */
static void test_people_have_the_code_of_a_state(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 Sinhalese Sinhalese PROPN NNPS _ 2 nsubj\n"
                   "2 spoke speak VERB VBD _ 0 root\n3 . . PUNCT . _ 2 punct\n");
    assert_party(report, "Sinhalese", "LKA", "CVL");
    report_free(report);
}

/* In a report that is plainly of one state, unknown people are of it; one mention of a state is too
 * little. */
static void test_unknown_person_of_a_domestic_report(void **state)
{
    const char *sentence = "1 Kenya Kenya PROPN NNP _ 2 nsubj\n2 votes vote VERB VBZ _ 0 root\n"
                           "3 . . PUNCT . _ 2 punct\n\n";
    const char *person =
        "1 Wambui Wambui PROPN NNP _ 3 nsubj\n2 Othiero Othiero PROPN NNP _ 1 flat\n"
        "3 spoke speak VERB VBD _ 0 root\n4 . . PUNCT . _ 3 punct\n";
    char buffer[1024] = "";
    strcat(buffer, sentence);
    strcat(buffer, person);
    struct annals_report *report = parties_on(state, "", buffer);
    assert_party(report, "Wambui Othiero", "UNK", "");
    report_free(report);
    buffer[0] = '\0';
    for (int i = 0; i < 6; i++)
        strcat(buffer, sentence);
    strcat(buffer, person);
    report = parties_on(state, "", buffer);
    assert_party(report, "Wambui Othiero", "KEN", "");
    report_free(report);
}

/* An acronym that the text explains means that, not what the base has under its letters. */
static void test_acronym_of_the_text_wins(void **state)
{
    struct annals_report *report = parties_on(
        state, "",
        "1 The the DET DT _ 4 det\n2 Norwegian norwegian ADJ JJ _ 4 amod\n"
        "3 Bicycle Bicycle PROPN NNP _ 4 compound\n4 Initiative Initiative PROPN NNP _ 8 nsubj\n"
        "5 ( ( PUNCT -LRB- _ 6 punct\n6 NBI NBI PROPN NNP _ 4 appos\n"
        "7 ) ) PUNCT -RRB- _ 6 punct\n8 met meet VERB VBD _ 0 root\n9 . . PUNCT . _ 8 punct\n\n"
        "1 NBI NBI PROPN NNP _ 2 nsubj\n2 left leave VERB VBD _ 0 root\n3 . . PUNCT . _ 2 punct\n");
    assert_str(entity_of_mention(report, nth_mention(report, "NBI", 1))->code, "NOR");
    report_free(report);
}

static void test_what_stands_before_is_of_both(void **state)
{
    struct annals_report *report = parties_on(
        state, "",
        "1 Kenyan kenyan ADJ JJ _ 2 amod\n2 diplomats diplomat NOUN NNS _ 5 nsubj\n"
        "3 and and CCONJ CC _ 4 cc\n4 soldiers soldier NOUN NNS _ 2 conj\n"
        "5 left leave VERB VBD _ 0 root\n6 Peru Peru PROPN NNP _ 5 obj\n7 . . PUNCT . _ 5 punct\n");
    assert_party(report, "soldiers", "KEN", "MIL");
    report_free(report);
}

static void test_opposed_is_no_owner(void **state)
{
    struct annals_report *report = parties_on(
        state, "",
        "1 Anti Anti ADJ JJ _ 4 amod\n2 - - PUNCT HYPH _ 4 punct\n3 Hamas Hamas PROPN NNP _ 4 "
        "compound\n"
        "4 rebels rebel NOUN NNS _ 5 nsubj\n5 marched march VERB VBD _ 0 root\n"
        "6 in in ADP IN _ 7 case\n7 Kenya Kenya PROPN NNP _ 5 obl\n8 . . PUNCT . _ 5 punct\n");
    const struct mention *rebels = &report->mentions.items[report->mention_of_token[3]];
    assert_str(entity_of_mention(report, rebels)->code, "KEN");
    report_free(report);
}

static void test_foreign_powers_are_not_of_the_report(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 Kenya Kenya PROPN NNP _ 2 nsubj\n2 warned warn VERB VBD _ 0 root\n"
                   "3 foreign foreign ADJ JJ _ 4 amod\n4 forces force NOUN NNS _ 2 obj\n5 . . "
                   "PUNCT . _ 2 punct\n");
    assert_party(report, "foreign forces", "UNK", "MIL");
    report_free(report);
}

static void test_short_name_beside_another(void **state)
{
#define COALITION_STRUCK                                                                           \
    "1 The the DET DT _ 2 det\n2 coalition coalition NOUN NN _ 3 nsubj\n"                          \
    "3 struck strike VERB VBD _ 0 root\n4 again again ADV RB _ 3 advmod\n5 . . PUNCT . _ 3 "       \
    "punct\n"
    struct annals_report *report =
        parties_on(state, "2016-05-01",
                   "1 ISIS ISIS PROPN NNP _ 2 nsubj\n2 retreated retreat VERB VBD _ 0 root\n"
                   "3 . . PUNCT . _ 2 punct\n\n" COALITION_STRUCK);
    assert_party(report, "The coalition", "IGO", "MIL");
    report_free(report);
    report = parties_on(state, "2016-05-01", COALITION_STRUCK);
    assert_false(str_equal(entity_named(report, "The coalition")->code, STR("IGO")));
    report_free(report);
}

static void test_town_of_the_state_that_the_report_names(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 Syria Syria PROPN NNP _ 2 nsubj\n2 shelled shell VERB VBD _ 0 root\n"
                   "3 homes home NOUN NNS _ 2 obj\n4 in in ADP IN _ 5 case\n5 Daraya Daraya PROPN "
                   "NNP _ 2 obl\n"
                   "6 . . PUNCT . _ 2 punct\n");
    assert_party(report, "Daraya", "SYR", "CVL");
    assert_true(mention_of(report, "Daraya")->is_place_only);
    report_free(report);
}

static void test_cameo_codes(void **state)
{
    struct base *base = *state;
    struct arena *arena = &base->arena;
    assert_str(cameo_actor_code(arena, STR("ISR"), STR("GOV")), "ISRGOV");
    assert_str(cameo_actor_code(arena, STR("ISR"), STR("JRN")), "ISRMED");
    assert_str(cameo_actor_code(arena, STR("ISR"), STR("MED")), "ISRHLH");
    assert_str(cameo_actor_code(arena, STR("UNO"), STR("")), "IGOUNO");
    assert_str(cameo_actor_code(arena, STR("EUR"), STR("")), "IGOEEC");
    assert_str(cameo_actor_code(arena, STR("UNK"), STR("UAF")), "UAF");
    assert_str(cameo_actor_code(arena, STR("UNK"), STR("")), "---");
}

/* ---- swapping two states swaps their codes and nothing else ---- */

struct forms {
    const char *state, *adjective, *code;
};

static const struct forms STATES[] = {
    {"France", "French", "FRA"},  {"Iran", "Iranian", "IRN"},     {"Kenya", "Kenyan", "KEN"},
    {"Japan", "Japanese", "JPN"}, {"Brazil", "Brazilian", "BRA"}, {"Russia", "Russian", "RUS"},
};

static struct annals_report *swap_sentence(void **state, const struct forms *a,
                                           const struct forms *b)
{
    char text[2000];
    snprintf(
        text, sizeof text,
        "1 The the DET DT _ 4 det\n2 %s %s ADJ JJ _ 4 amod\n3 foreign foreign ADJ JJ _ 4 amod\n"
        "4 minister minister NOUN NN _ 5 nsubj\n5 accused accuse VERB VBD _ 0 root\n"
        "6 %s %s PROPN NNP _ 5 obj\n7 of of SCONJ IN _ 8 mark\n8 arming arm VERB VBG _ 5 advcl\n"
        "9 rebels rebel NOUN NNS _ 8 obj\n10 and and CCONJ CC _ 11 cc\n"
        "11 said say VERB VBD _ 5 conj\n12 its its PRON PRP$ _ 13 nmod:poss\n"
        "13 troops troops NOUN NNS _ 14 nsubj\n14 crossed cross VERB VBD _ 11 ccomp\n"
        "15 into into ADP IN _ 17 case\n16 %s %s ADJ JJ _ 17 amod\n"
        "17 territory territory NOUN NN _ 14 obl\n18 . . PUNCT . _ 5 punct\n",
        a->adjective, a->adjective, b->state, b->state, a->adjective, a->adjective);
    return parties_on(state, "2015-06-01", text);
}

static struct str swapped(struct str code, const struct forms *a, const struct forms *b)
{
    if (str_equal(code, str_of(a->code)))
        return str_of(b->code);
    return str_equal(code, str_of(b->code)) ? str_of(a->code) : code;
}

static void test_swap_of_states(void **state)
{
    enum { COUNT = sizeof STATES / sizeof *STATES };
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < COUNT; k++) {
            if (i == k)
                continue;
            struct annals_report *one = swap_sentence(state, &STATES[i], &STATES[k]);
            struct annals_report *two = swap_sentence(state, &STATES[k], &STATES[i]);
            assert_true(one->mentions.count >= 6);
            assert_int_equal(one->mentions.count, two->mentions.count);
            for (size_t m = 0; m < one->mentions.count; m++) {
                const struct mention *a = &one->mentions.items[m], *b = &two->mentions.items[m];
                assert_int_equal(a->first, b->first);
                assert_int_equal(a->end, b->end);
                assert_int_equal(a->kind, b->kind);
                assert_int_equal(a->is_place_only, b->is_place_only);
                assert_int_equal(a->entities[0], b->entities[0]);
                const struct entity *e = entity_of_mention(one, a), *f = entity_of_mention(two, b);
                assert_true(str_equal(swapped(e->code, &STATES[i], &STATES[k]), f->code));
                assert_true(str_equal(e->sector, f->sector));
            }
            report_free(one);
            report_free(two);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_president_depends_on_the_date),
        cmocka_unit_test(test_former_official_is_elite),
        cmocka_unit_test(test_group_changes_sides_on_the_day),
        cmocka_unit_test(test_role_takes_the_country_of_the_report),
        cmocka_unit_test(test_two_states_modify_one_role),
        cmocka_unit_test(test_unknown_person_keeps_name_and_role),
        cmocka_unit_test(test_nobody_knows),
        cmocka_unit_test(test_unknown_person_of_a_domestic_report),
        cmocka_unit_test(test_people_have_the_code_of_a_state),
        cmocka_unit_test(test_acronym_of_the_text_wins),
        cmocka_unit_test(test_what_stands_before_is_of_both),
        cmocka_unit_test(test_opposed_is_no_owner),
        cmocka_unit_test(test_foreign_powers_are_not_of_the_report),
        cmocka_unit_test(test_short_name_beside_another),
        cmocka_unit_test(test_town_of_the_state_that_the_report_names),
        cmocka_unit_test(test_cameo_codes),
        cmocka_unit_test(test_swap_of_states),
    };
    return cmocka_run_group_tests(tests, open_base, close_base);
}
