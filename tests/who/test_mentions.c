/* Which words stand for parties: spans, titles, appositions, places that are none. */
#include "parties.h"

static void test_title_is_part_of_the_name(void **state)
{
    struct annals_report *report = parties_on(
        state, "2024-03-25",
        "1 Prime Prime ADJ NNP _ 2 amod\n2 Minister Minister PROPN NNP _ 3 nmod:desc\n"
        "3 Benjamin Benjamin PROPN NNP _ 5 nsubj\n4 Netanyahu Netanyahu PROPN NNP _ 3 flat\n"
        "5 refused refuse VERB VBD _ 0 root\n6 . . PUNCT . _ 5 punct\n");
    const struct mention *mention = mention_of(report, "Prime Minister Benjamin Netanyahu");
    assert_str(span_text(report, mention->name), "Benjamin Netanyahu");
    assert_int_equal(mention->kind, MENTION_NAME);
    const struct entity *entity = entity_of_mention(report, mention);
    assert_str(entity->code, "ISR");
    assert_str(entity->sector, "GOV");
    assert_str(entity->name, "Benjamin Netanyahu");
    assert_str(entity->office, "prime minister");
    assert_str(entity->cameo, "ISRGOV");
    assert_int_equal(report->mention_of_token[2], mention - report->mentions.items);
    report_free(report);
}

static void test_apposition_of_an_unknown_spokesman(void **state)
{
    struct annals_report *report =
        parties_on(state, "2024-03-25",
                   "1 Dale Dale PROPN NNP _ 11 nsubj\n2 Q. Q. PROPN NNP _ 1 flat\n"
                   "3 Harbinson Harbinson PROPN NNP _ 1 flat\n4 , , PUNCT , _ 6 punct\n"
                   "5 a a DET DT _ 6 det\n6 spokesman spokesman NOUN NN _ 1 appos\n"
                   "7 for for ADP IN _ 9 case\n8 the the DET DT _ 9 det\n"
                   "9 Pentagon Pentagon PROPN NNP _ 6 nmod\n10 , , PUNCT , _ 6 punct\n"
                   "11 objected object VERB VBD _ 0 root\n12 . . PUNCT . _ 11 punct\n");
    assert_party(report, "Dale Q. Harbinson", "USA", "MIL");
    assert_str(entity_named(report, "Dale Q. Harbinson")->name, "Dale Q. Harbinson");
    assert_same(report, mention_of(report, "Dale Q. Harbinson"),
                mention_of(report, "a spokesman for the Pentagon"));
    report_free(report);
}

static void test_phrase_ends_before_the_relative_clause(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 The the DET DT _ 3 det\n2 Iranian iranian ADJ JJ _ 3 amod\n"
                   "3 officials official NOUN NNS _ 7 nsubj\n4 who who PRON WP _ 5 nsubj\n"
                   "5 travelled travel VERB VBD _ 3 acl:relcl\n6 yesterday yesterday NOUN NN _ 5 "
                   "obl:unmarked\n"
                   "7 agreed agree VERB VBD _ 0 root\n8 . . PUNCT . _ 7 punct\n");
    assert_party(report, "The Iranian officials", "IRN", "GOV");
    assert_party(report, "Iranian", "IRN", "GOV"); /* nested */
    report_free(report);
}

static void test_possessive_is_left_out(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1-2 Israel's _ _ _ _ _ _\n1 Israel Israel PROPN NNP _ 3 nmod:poss\n2 's 's "
                   "PART POS _ 1 case\n"
                   "3 army army NOUN NN _ 4 nsubj\n4 advanced advance VERB VBD _ 0 root\n"
                   "5 . . PUNCT . _ 4 punct\n");
    assert_party(report, "Israel", "ISR", "GOV");
    assert_party(report, "Israel's army", "ISR", "MIL");
    report_free(report);
}

static void test_place_is_no_party(void **state)
{
    struct annals_report *report = parties_on(
        state, "",
        "1 Iran Iran PROPN NNP _ 2 nsubj\n2 struck strike VERB VBD _ 0 root\n"
        "3 rebels rebel NOUN NNS _ 2 obj\n4 in in ADP IN _ 5 case\n5 Iraq Iraq PROPN NNP _ 2 obl\n"
        "6 . . PUNCT . _ 2 punct\n");
    assert_false(mention_of(report, "Iran")->is_place_only);
    assert_true(mention_of(report, "Iraq")->is_place_only);
    report_free(report);
}

static void test_body_and_its_members(void **state)
{
    struct annals_report *report = parties_on(
        state, "2015-01-01",
        "1 The the DET DT _ 2 det\n2 members member NOUN NNS _ 7 nsubj\n3 of of ADP IN _ 6 case\n"
        "4 the the DET DT _ 6 det\n5 Security Security PROPN NNP _ 6 compound\n"
        "6 Council Council PROPN NNP _ 2 nmod\n7 met meet VERB VBD _ 0 root\n8 . . PUNCT . _ 7 "
        "punct\n");
    assert_party(report, "The members of the Security Council", "UNO", "");
    assert_party(report, "the Security Council", "UNO", "");
    report_free(report);
}

static void test_weekday_is_nobody(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 Russia Russia PROPN NNP _ 2 nsubj\n2 agreed agree VERB VBD _ 0 root\n"
                   "3 Monday Monday PROPN NNP _ 2 obl:unmarked\n4 . . PUNCT . _ 2 punct\n");
    assert_int_equal(report->mentions.count, 1);
    assert_false(has_mention(report, "Monday"));
    report_free(report);
}

static void test_hostile_length_is_bounded(void **state)
{
    enum { SENTENCES = 20000 };
    static const char LINE[] =
        "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\ttold\ttell\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n4\tgroup\tgroup\tNOUN\tNN\t_\t2\tobj\t_\t_\n"
        "5\tIran\tIran\tPROPN\tNNP\t_\t2\tobj\t_\t_\n\n";
    char *text = malloc(SENTENCES * sizeof LINE);
    size_t size = 0;
    for (int i = 0; i < SENTENCES; i++) {
        memcpy(text + size, LINE, sizeof LINE - 1);
        size += sizeof LINE - 1;
    }
    const struct base *base = *state;
    struct annals_report *report = report_new();
    struct annals_error error = {0};
    assert_int_equal(read_conllu((struct str){text, size}, STR("long"), false, report, &error), 0);
    index_tree(report);
    assert_int_equal(find_parties(base->tables, base->knowledge, base->gazetteer, report, &error),
                     0);
    assert_true(report->mentions.count >= SENTENCES);
    assert_int_equal(report->entities.items[report->mentions.items[0].entities[0]].code.size, 3);
    report_free(report);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_title_is_part_of_the_name),
        cmocka_unit_test(test_apposition_of_an_unknown_spokesman),
        cmocka_unit_test(test_phrase_ends_before_the_relative_clause),
        cmocka_unit_test(test_possessive_is_left_out),
        cmocka_unit_test(test_place_is_no_party),
        cmocka_unit_test(test_body_and_its_members),
        cmocka_unit_test(test_weekday_is_nobody),
        cmocka_unit_test(test_hostile_length_is_bounded),
    };
    return cmocka_run_group_tests(tests, open_base, close_base);
}
