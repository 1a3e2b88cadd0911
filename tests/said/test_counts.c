/* test_counts.c — counts of people and votes. */
#include "said/speech.h"
#include "speech_support.h"

static struct annals_report *report_of_words(const char *words)
{
    struct annals_report *scratch = report_new();
    struct str literal = STR(""), rest = str_of(words);
    for (int n = 1; rest.data; n++) {
        struct str word = str_cut(&rest, ' ');
        literal = str_format(&scratch->arena, "%.*s%d\t%.*s\t%.*s\tX\t_\t_\t%d\t%s\t_\t_\n",
                             STR_ARG(literal), n, STR_ARG(word), STR_ARG(word), n > 1,
                             n > 1 ? "dep" : "root");
    }
    struct annals_report *report =
        report_of_conllu(NULL, str_format(&scratch->arena, "%.*s\n", STR_ARG(literal)).data);
    report_free(scratch);
    return report;
}

/* The first count in the words: "value approx: its words". */
static void expect_number(const char *words, const char *wanted)
{
    struct annals_report *report = report_of_words(words);
    const struct speech *speech = open_speech(&report->arena);
    uint32_t limit = (uint32_t)report->tokens.count;
    struct str got = STR("");
    for (uint32_t token = 0; token < limit && !got.size; token++) {
        struct count_phrase count;
        if (read_count(speech, report, token, limit, &count))
            got = str_format(
                &report->arena, "%lld %.*s: %.*s", (long long)count.value, STR_ARG(count.approx),
                STR_ARG(span_text(report, tokens_span(report, count.first, count.end))));
    }
    if (!str_equal(got, str_of(wanted)))
        fail_msg("\"%s\" gave \"%.*s\", not \"%s\"", words, STR_ARG(got), wanted);
    report_free(report);
}

static void test_numbers(void **state)
{
    (void)state;
    expect_number("they killed 30,000 people", "30000 exact: 30,000");
    expect_number("killed some 1.2 million people", "1200000 about: some 1.2 million");
    expect_number("half a million people", "500000 exact: half a million");
    expect_number("more than a million people", "1000000 more_than: more than a million");
    expect_number("no fewer than twenty - five men", "25 at_least: no fewer than twenty - five");
    expect_number("thirty-one men", "31 exact: thirty-one");
    expect_number("dozens died", "24 at_least: dozens");
    expect_number("Hundreds of thousands fled", "200000 at_least: Hundreds of thousands");
    expect_number("tens of thousands fled", "20000 at_least: tens of thousands");
    expect_number("several hundred men", "200 at_least: several hundred");
    expect_number("two hundred and fifty men", "250 exact: two hundred and fifty");
    expect_number("20 to 30 men", "20 at_least: 20 to 30");
    expect_number("up to 40 men", "40 at_most: up to 40");
    expect_number("two dozen men", "24 exact: two dozen");
    expect_number("a man and half the town", "");
    expect_number("version 1.5 of it", "");
    expect_number("99999999999999999999999 men", "");
}

/* "kind value approx of" of each count. */
static void expect_sizes(const char *conllu, const char *wanted)
{
    struct annals_report *report = report_of_conllu(NULL, conllu);
    struct annals_error error;
    assert_int_equal(find_sizes(open_speech(&report->arena), report, &error), 0);
    struct str got = STR("");
    for (size_t i = 0; i < report->sizes.count; i++) {
        const struct size_count *size = &report->sizes.items[i];
        got = str_format(&report->arena, "%.*s%s%.*s %lld %.*s %.*s", STR_ARG(got), i ? "; " : "",
                         STR_ARG(size->kind), (long long)size->value, STR_ARG(size->approx),
                         STR_ARG(size->of));
    }
    assert_str(got, wanted);
    report_free(report);
}

static void test_kinds_of_counts(void **state)
{
    (void)state;
    expect_sizes("1 Shells shell NOUN NNS _ 2 nsubj\n"
                 "2 killed kill VERB VBD _ 0 root\n"
                 "3 at at ADP IN _ 5 case\n"
                 "4 least least ADJ JJS _ 3 fixed\n"
                 "5 nine nine NUM CD _ 6 nummod\n"
                 "6 farmers farmer NOUN NNS _ 2 obj\n"
                 "7 and and CCONJ CC _ 8 cc\n"
                 "8 wounded wound VERB VBD _ 2 conj\n"
                 "9 twelve twelve NUM CD _ 8 obj\n\n",
                 "dead 9 at_least farmers; injured 12 exact ");
    expect_sizes("1 More more ADJ JJR _ 3 advmod\n"
                 "2 than than ADP IN _ 1 fixed\n"
                 "3 200 200 NUM CD _ 4 nummod\n"
                 "4 people people NOUN NNS _ 6 nsubj:pass\n"
                 "5 were be AUX VBD _ 6 aux:pass\n"
                 "6 detained detain VERB VBN _ 0 root\n\n",
                 "arrested 200 more_than people");
    expect_sizes("1 Thousands thousand NOUN NNS _ 4 nsubj\n"
                 "2 of of ADP IN _ 3 case\n"
                 "3 villagers villager NOUN NNS _ 1 nmod\n"
                 "4 fled flee VERB VBD _ 0 root\n\n",
                 "displaced 2000 at_least villagers");
    expect_sizes("1 Rebels rebel NOUN NNS _ 2 nsubj\n"
                 "2 hold hold VERB VBP _ 0 root\n"
                 "3 40 40 NUM CD _ 4 nummod\n"
                 "4 hostages hostage NOUN NNS _ 2 obj\n"
                 "5 after after ADP IN _ 7 case\n"
                 "6 30 30 NUM CD _ 7 nummod\n"
                 "7 days day NOUN NNS _ 2 obl\n\n",
                 "captive 40 exact hostages");
    expect_sizes("1 The the DET DT _ 2 det\n"
                 "2 toll toll NOUN NN _ 3 nsubj\n"
                 "3 rose rise VERB VBD _ 0 root\n"
                 "4 to to ADP IN _ 5 case\n"
                 "5 31 31 NUM CD _ 3 obl\n\n",
                 "dead 31 exact ");
    expect_sizes("1 Troops troops NOUN NNS _ 2 nsubj\n"
                 "2 destroyed destroy VERB VBD _ 0 root\n"
                 "3 two two NUM CD _ 4 nummod\n"
                 "4 tanks tank NOUN NNS _ 2 obj\n\n",
                 "");
}

static void test_counts_belong_to_events(void **state)
{
    (void)state;
    struct annals_report *report = report_of_conllu(NULL, "1 The the DET DT _ 2 det\n"
                                                          "2 attack attack NOUN NN _ 3 nsubj\n"
                                                          "3 drew draw VERB VBD _ 0 root\n"
                                                          "4 protests protest NOUN NNS _ 3 obj\n"
                                                          "5 as as SCONJ IN _ 7 mark\n"
                                                          "6 nine nine NUM CD _ 7 nsubj\n"
                                                          "7 died die VERB VBD _ 3 advcl\n\n");
    struct annals_error error;
    struct speech *speech = open_speech(&report->arena);
    assert_int_equal(find_sizes(speech, report, &error), 0);
    assert_int_equal(report->sizes.count, 1);
    *array_push(&report->arena, &report->events) =
        (struct event){.trigger = 1, .category = STR("ASSAULT")};
    *array_push(&report->arena, &report->events) =
        (struct event){.trigger = 3, .category = STR("PROTEST")};
    assert_int_equal(attribute_events(speech, report, &error), 0);
    assert_int_equal(report->sizes.items[0].event, 0);
    assert_int_equal(report->events.items[0].sizes.count, 1);
    assert_int_equal(report->events.items[1].sizes.count, 0);
    report_free(report);
}

static void test_veto_and_abstention(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_conllu(NULL, "1 Norway Norway PROPN NNP _ 2 nsubj\n"
                               "2 vetoed veto VERB VBD _ 0 root\n"
                               "3 the the DET DT _ 5 det\n"
                               "4 Council Council PROPN NNP _ 5 compound\n"
                               "5 resolution resolution NOUN NN _ 2 obj\n"
                               "6 while while SCONJ IN _ 8 mark\n"
                               "7 Chile Chile PROPN NNP _ 8 nsubj\n"
                               "8 abstained abstain VERB VBD _ 2 advcl\n\n");
    /* In the order of the text, as the stage before leaves them. */
    uint32_t norway = add_mention(report, "Norway");
    add_mention(report, "Council");
    uint32_t chile = add_mention(report, "Chile");
    struct annals_error error;
    assert_int_equal(find_votes(open_speech(&report->arena), report, &error), 0);
    assert_int_equal(report->votes.count, 1);
    const struct vote *vote = &report->votes.items[0];
    assert_str(vote->outcome, "vetoed");
    assert_str(vote->body, "Council");
    assert_str(vote->measure, "Council resolution");
    assert_int_equal(vote->voters.count, 2);
    assert_int_equal(vote->voters.items[0].party.mention, norway);
    assert_int_equal(vote->voters.items[0].vote, VOTE_VETO);
    assert_int_equal(vote->voters.items[1].party.mention, chile);
    assert_int_equal(vote->voters.items[1].vote, VOTE_ABSTAIN);
    assert_true(vote->votes_for == -1 && vote->abstain == -1);
    report_free(report);
}

static void test_tallies(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_conllu(NULL, "1 Parliament Parliament PROPN NNP _ 2 nsubj\n"
                               "2 adopted adopt VERB VBD _ 0 root\n"
                               "3 the the DET DT _ 4 det\n"
                               "4 bill bill NOUN NN _ 2 obj\n"
                               "5 by by ADP IN _ 6 case\n"
                               "6 230 230 NUM CD _ 2 obl\n"
                               "7 votes vote NOUN NNS _ 6 dep\n"
                               "8 to to ADP IN _ 9 case\n"
                               "9 198 198 NUM CD _ 6 nmod\n"
                               "10 with with ADP IN _ 12 case\n"
                               "11 two two NUM CD _ 12 nummod\n"
                               "12 abstentions abstention NOUN NNS _ 2 obl\n\n");
    add_mention(report, "Parliament");
    struct annals_error error;
    assert_int_equal(find_votes(open_speech(&report->arena), report, &error), 0);
    assert_int_equal(report->votes.count, 1);
    const struct vote *vote = &report->votes.items[0];
    assert_str(vote->outcome, "adopted");
    assert_int_equal(vote->votes_for, 230);
    assert_int_equal(vote->votes_against, 198);
    assert_int_equal(vote->abstain, 2);
    report_free(report);
}

static void test_no_votes(void **state)
{
    (void)state;
    /* Nobody votes here, and what might be vetoed was not. */
    struct annals_report *report = report_of_conllu(NULL, "1 Farmers farmer NOUN NNS _ 2 nsubj\n"
                                                          "2 adopted adopt VERB VBD _ 0 root\n"
                                                          "3 children child NOUN NNS _ 2 obj\n\n"
                                                          "1 Norway Norway PROPN NNP _ 3 nsubj\n"
                                                          "2 might might AUX MD _ 3 aux\n"
                                                          "3 veto veto VERB VB _ 0 root\n"
                                                          "4 the the DET DT _ 5 det\n"
                                                          "5 treaty treaty NOUN NN _ 3 obj\n\n");
    add_mention(report, "Norway");
    struct annals_error error;
    assert_int_equal(find_votes(open_speech(&report->arena), report, &error), 0);
    assert_int_equal(report->votes.count, 0);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_kinds_of_counts),
        cmocka_unit_test(test_counts_belong_to_events),
        cmocka_unit_test(test_veto_and_abstention),
        cmocka_unit_test(test_tallies),
        cmocka_unit_test(test_no_votes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
