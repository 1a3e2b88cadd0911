/* What pronouns, short names and descriptions take up. */
#include "parties.h"

#define NETANYAHU_SAID                                                                             \
    "1 Prime Prime ADJ NNP _ 2 amod\n2 Minister Minister PROPN NNP _ 3 nmod:desc\n"                \
    "3 Benjamin Benjamin PROPN NNP _ 5 nsubj\n4 Netanyahu Netanyahu PROPN NNP _ 3 flat\n"          \
    "5 visited visit VERB VBD _ 0 root\n6 Germany Germany PROPN NNP _ 5 obj\n"                     \
    "7 . . PUNCT . _ 5 punct\n\n"

static void test_he_and_the_short_name(void **state)
{
    struct annals_report *report =
        parties_on(state, "2024-03-25",
                   NETANYAHU_SAID
                   "1 He he PRON PRP _ 2 nsubj\n2 thanked thank VERB VBD _ 0 root\n"
                   "3 its its PRON PRP$ _ 4 nmod:poss\n4 chancellor chancellor NOUN NN _ 2 obj\n"
                   "5 . . PUNCT . _ 2 punct\n\n"
                   "1 Mr. Mr. PROPN NNP _ 2 nmod:desc\n2 Netanyahu Netanyahu PROPN NNP _ 3 nsubj\n"
                   "3 left leave VERB VBD _ 0 root\n4 . . PUNCT . _ 3 punct\n");
    const struct mention *name = mention_of(report, "Prime Minister Benjamin Netanyahu");
    assert_same(report, name, mention_of(report, "He"));
    assert_same(report, name, mention_of(report, "Mr. Netanyahu"));
    assert_same(report, mention_of(report, "Germany"), mention_of(report, "its"));
    assert_party(report, "its chancellor", "DEU", "GOV");
    report_free(report);
}

static void test_the_office_takes_up_its_holder(void **state)
{
    struct annals_report *report = parties_on(
        state, "2024-03-25",
        NETANYAHU_SAID "1 The the DET DT _ 3 det\n2 prime prime ADJ JJ _ 3 amod\n"
                       "3 minister minister NOUN NN _ 4 nsubj\n4 left leave VERB VBD _ 0 root\n"
                       "5 . . PUNCT . _ 4 punct\n");
    assert_same(report, mention_of(report, "Prime Minister Benjamin Netanyahu"),
                mention_of(report, "The prime minister"));
    report_free(report);
}

static void test_the_group(void **state)
{
    struct annals_report *report = parties_on(
        state, "2024-03-25",
        "1 Hamas Hamas PROPN NNP _ 2 nsubj\n2 rejected reject VERB VBD _ 0 root\n"
        "3 the the DET DT _ 4 det\n4 proposal proposal NOUN NN _ 2 obj\n5 . . PUNCT . _ 2 punct\n\n"
        "1 The the DET DT _ 2 det\n2 group group NOUN NN _ 3 nsubj\n3 said say VERB VBD _ 0 root\n"
        "4 it it PRON PRP _ 5 nsubj\n5 waited wait VERB VBD _ 3 ccomp\n6 . . PUNCT . _ 3 punct\n");
    assert_same(report, mention_of(report, "Hamas"), mention_of(report, "The group"));
    assert_same(report, mention_of(report, "Hamas"), mention_of(report, "it"));
    assert_party(report, "The group", "PSE", "REB");
    report_free(report);
}

static void test_the_two_leaders_are_both(void **state)
{
    struct annals_report *report =
        parties_on(state, "2023-05-01",
                   "1 Emmanuel Emmanuel PROPN NNP _ 3 nsubj\n2 Macron Macron PROPN NNP _ 1 flat\n"
                   "3 met meet VERB VBD _ 0 root\n4 Olaf Olaf PROPN NNP _ 3 obj\n5 Scholz Scholz "
                   "PROPN NNP _ 4 flat\n"
                   "6 . . PUNCT . _ 3 punct\n\n"
                   "1 The the DET DT _ 3 det\n2 two two NUM CD _ 3 nummod\n3 leaders leader NOUN "
                   "NNS _ 4 nsubj\n"
                   "4 agreed agree VERB VBD _ 0 root\n5 . . PUNCT . _ 4 punct\n");
    const struct mention *both = mention_of(report, "The two leaders");
    assert_int_equal(both->entity_count, 2);
    assert_int_equal(both->entities[0], mention_of(report, "Emmanuel Macron")->entities[0]);
    assert_int_equal(both->entities[1], mention_of(report, "Olaf Scholz")->entities[0]);
    report_free(report);
}

static void test_first_person_is_the_speaker(void **state)
{
    struct annals_report *report = parties_on(
        state, "2024-03-25",
        "1 “ “ PUNCT `` _ 3 punct\n2 I I PRON PRP _ 3 nsubj\n3 disagree disagree VERB VBP _ 7 "
        "ccomp\n"
        "4 , , PUNCT , _ 3 punct\n5 ” ” PUNCT '' _ 3 punct\n6 Netanyahu Netanyahu PROPN NNP _ 7 "
        "nsubj\n"
        "7 said say VERB VBD _ 0 root\n8 of of ADP IN _ 9 case\n9 Israel Israel PROPN NNP _ 7 obl\n"
        "10 . . PUNCT . _ 7 punct\n");
    assert_same(report, mention_of(report, "I"), mention_of(report, "Netanyahu"));
    report_free(report);
}

/* "Our people" in the words of a group are the group's people. */
static void test_our_is_of_the_speaker(void **state)
{
    struct annals_report *report = parties_on(
        state, "2024-03-25",
        "1 “ “ PUNCT `` _ 4 punct\n2 Our our PRON PRP$ _ 3 nmod:poss\n"
        "3 people people NOUN NNS _ 4 nsubj\n4 suffer suffer VERB VBP _ 8 ccomp\n"
        "5 , , PUNCT , _ 4 punct\n6 ” ” PUNCT '' _ 4 punct\n7 Hamas Hamas PROPN NNP _ 8 nsubj\n"
        "8 said say VERB VBD _ 0 root\n9 in in ADP IN _ 10 case\n10 Kenya Kenya PROPN NNP _ 8 obl\n"
        "11 . . PUNCT . _ 8 punct\n");
    assert_party(report, "Our people", "PSE", "CVL");
    assert_same(report, mention_of(report, "Our"), mention_of(report, "Hamas"));
    report_free(report);
}

/* The object of a second verb is not the subject that both verbs share. */
static void test_shared_subject_is_another(void **state)
{
    struct annals_report *report = parties_on(
        state, "2016-05-15",
        "1 John John PROPN NNP _ 3 nsubj\n2 Kerry Kerry PROPN NNP _ 1 flat\n"
        "3 called call VERB VBD _ 0 root\n4 Sergei Sergei PROPN NNP _ 3 obj\n"
        "5 Lavrov Lavrov PROPN NNP _ 4 flat\n6 and and CCONJ CC _ 7 cc\n"
        "7 warned warn VERB VBD _ 3 conj\n8 him he PRON PRP _ 7 obj\n9 . . PUNCT . _ 3 punct\n");
    assert_same(report, mention_of(report, "him"), mention_of(report, "Sergei Lavrov"));
    report_free(report);
}

static void test_two_people_of_one_family_stay_two(void **state)
{
    struct annals_report *report =
        parties_on(state, "",
                   "1 Aldo Aldo PROPN NNP _ 3 nsubj\n2 Fennimore Fennimore PROPN NNP _ 1 flat\n"
                   "3 met meet VERB VBD _ 0 root\n4 Maria Maria PROPN NNP _ 3 obj\n"
                   "5 Fennimore Fennimore PROPN NNP _ 4 flat\n6 . . PUNCT . _ 3 punct\n\n"
                   "1 Ms. Ms. PROPN NNP _ 2 nmod:desc\n2 Fennimore Fennimore PROPN NNP _ 3 nsubj\n"
                   "3 spoke speak VERB VBD _ 0 root\n4 . . PUNCT . _ 3 punct\n");
    assert_int_not_equal(mention_of(report, "Aldo Fennimore")->entities[0],
                         mention_of(report, "Maria Fennimore")->entities[0]);
    assert_same(report, mention_of(report, "Maria Fennimore"), mention_of(report, "Ms. Fennimore"));
    report_free(report);
}

static void test_acronym_in_brackets(void **state)
{
    struct annals_report *report = parties_on(
        state, "",
        "1 The the DET DT _ 4 det\n2 Zemlin Zemlin PROPN NNP _ 4 compound\n"
        "3 Workers Workers PROPN NNPS _ 4 compound\n4 Front Front PROPN NNP _ 8 nsubj\n"
        "5 ( ( PUNCT -LRB- _ 6 punct\n6 ZWF ZWF PROPN NNP _ 4 appos\n7 ) ) PUNCT -RRB- _ 6 punct\n"
        "8 marched march VERB VBD _ 0 root\n9 . . PUNCT . _ 8 punct\n\n"
        "1 ZWF ZWF PROPN NNP _ 2 nsubj\n2 won win VERB VBD _ 0 root\n3 . . PUNCT . _ 2 punct\n");
    assert_same(report, mention_of(report, "The Zemlin Workers Front"),
                nth_mention(report, "ZWF", 1));
    assert_same(report, nth_mention(report, "ZWF", 0), nth_mention(report, "ZWF", 1));
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_he_and_the_short_name),
        cmocka_unit_test(test_the_office_takes_up_its_holder),
        cmocka_unit_test(test_the_group),
        cmocka_unit_test(test_the_two_leaders_are_both),
        cmocka_unit_test(test_first_person_is_the_speaker),
        cmocka_unit_test(test_our_is_of_the_speaker),
        cmocka_unit_test(test_shared_subject_is_another),
        cmocka_unit_test(test_two_people_of_one_family_stay_two),
        cmocka_unit_test(test_acronym_in_brackets),
    };
    return cmocka_run_group_tests(tests, open_base, close_base);
}
