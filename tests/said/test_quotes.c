/* test_quotes.c — quotations, reported speech and who is behind events. */
#include "speech_support.h"

static void find(struct annals_report *report)
{
    struct annals_error error;
    assert_int_equal(find_quotes(open_speech(&report->arena), report, &error), 0);
}

/* "kind speaker/cue: words", one after another. */
static void expect(struct annals_report *report, const char *wanted)
{
    static const char *const KINDS[] = {"direct", "mixed", "indirect"};
    struct str got = STR("");
    for (size_t i = 0; i < report->quotes.count; i++) {
        const struct quote *quote = &report->quotes.items[i];
        got = str_format(&report->arena, "%.*s%s%s %.*s/%.*s: %.*s", STR_ARG(got), i ? " | " : "",
                         KINDS[quote->kind], STR_ARG(mention_text(report, quote->speaker)),
                         STR_ARG(span_text(report, quote->cue)),
                         STR_ARG(span_text(report, quote->span)));
    }
    assert_str(got, wanted);
}

static void test_direct_around_its_cue(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_conllu(NULL, "1 “ “ PUNCT `` _ 3 punct _ SpaceAfter=No\n"
                               "2 We we PRON PRP _ 3 nsubj\n"
                               "3 leave leave VERB VBP _ 7 ccomp _ SpaceAfter=No\n"
                               "4 , , PUNCT , _ 3 punct _ SpaceAfter=No\n"
                               "5 ” ” PUNCT '' _ 3 punct\n"
                               "6 she she PRON PRP _ 7 nsubj\n"
                               "7 said say VERB VBD _ 0 root _ SpaceAfter=No\n"
                               "8 , , PUNCT , _ 10 punct\n"
                               "9 “ “ PUNCT `` _ 10 punct _ SpaceAfter=No\n"
                               "10 tonight tonight NOUN NN _ 3 obl:unmarked _ SpaceAfter=No\n"
                               "11 . . PUNCT . _ 3 punct _ SpaceAfter=No\n"
                               "12 ” ” PUNCT '' _ 3 punct\n\n");
    add_mention(report, "she");
    find(report);
    expect(report, "direct she/said: We leave, | direct she/said: tonight.");
    report_free(report);
}

static void test_indirect_and_mixed(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_conllu(NULL, "1 Oslo Oslo PROPN NNP _ 2 nsubj\n"
                               "2 said say VERB VBD _ 0 root\n"
                               "3 that that SCONJ IN _ 6 mark\n"
                               "4 talks talk NOUN NNS _ 6 nsubj\n"
                               "5 had have AUX VBD _ 6 aux\n"
                               "6 failed fail VERB VBN _ 2 ccomp\n"
                               "7 \" \" PUNCT `` _ 8 punct _ SpaceAfter=No\n"
                               "8 completely completely ADV RB _ 6 advmod _ SpaceAfter=No\n"
                               "9 \" \" PUNCT '' _ 8 punct _ SpaceAfter=No\n"
                               "10 . . PUNCT . _ 2 punct\n\n"
                               "1 Rebels rebel NOUN NNS _ 2 nsubj\n"
                               "2 fled flee VERB VBD _ 0 root _ SpaceAfter=No\n"
                               "3 , , PUNCT , _ 6 punct\n"
                               "4 according accord VERB VBG _ 6 case\n"
                               "5 to to ADP IN _ 4 fixed\n"
                               "6 monitors monitor NOUN NNS _ 2 obl _ SpaceAfter=No\n"
                               "7 . . PUNCT . _ 2 punct\n\n");
    add_mention(report, "Oslo");
    add_mention(report, "monitors");
    find(report);
    expect(report, "mixed Oslo/said: that talks had failed \"completely\" | "
                   "indirect monitors/according to: Rebels fled");
    report_free(report);
}

static void test_named_in_quotes(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_conllu(NULL, "1 Oslo Oslo PROPN NNP _ 2 nsubj\n"
                               "2 called call VERB VBD _ 0 root\n"
                               "3 it it PRON PRP _ 2 obj\n"
                               "4 “ “ PUNCT `` _ 6 punct _ SpaceAfter=No\n"
                               "5 a a DET DT _ 6 det\n"
                               "6 retreat retreat NOUN NN _ 2 xcomp _ SpaceAfter=No\n"
                               "7 ” ” PUNCT '' _ 6 punct _ SpaceAfter=No\n"
                               "8 . . PUNCT . _ 2 punct\n\n"
                               "1 A a DET DT _ 4 det\n"
                               "2 “ “ PUNCT `` _ 4 punct _ SpaceAfter=No\n"
                               "3 great great ADJ JJ _ 4 amod\n"
                               "4 wall wall NOUN NN _ 6 nsubj _ SpaceAfter=No\n"
                               "5 ” ” PUNCT '' _ 4 punct\n"
                               "6 stands stand VERB VBZ _ 0 root\n\n");
    add_mention(report, "Oslo");
    find(report);
    expect(report, "mixed Oslo/called: a retreat");
    report_free(report);
}

static void test_over_paragraphs(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_conllu(NULL, "# newpar\n"
                               "1 \" \" PUNCT `` _ 3 punct _ SpaceAfter=No\n"
                               "2 They they PRON PRP _ 3 nsubj\n"
                               "3 shelled shell VERB VBD _ 0 root\n"
                               "4 our our PRON PRP$ _ 5 nmod:poss\n"
                               "5 homes home NOUN NNS _ 3 obj _ SpaceAfter=No\n"
                               "6 . . PUNCT . _ 3 punct\n\n"
                               "# newpar\n"
                               "1 \" \" PUNCT `` _ 3 punct _ SpaceAfter=No\n"
                               "2 We we PRON PRP _ 3 nsubj\n"
                               "3 fled flee VERB VBD _ 7 ccomp _ SpaceAfter=No\n"
                               "4 , , PUNCT , _ 3 punct _ SpaceAfter=No\n"
                               "5 \" \" PUNCT '' _ 3 punct\n"
                               "6 Amina Amina PROPN NNP _ 7 nsubj\n"
                               "7 said say VERB VBD _ 0 root _ SpaceAfter=No\n"
                               "8 . . PUNCT . _ 7 punct\n\n");
    add_mention(report, "Amina");
    find(report);
    expect(report, "direct Amina/: They shelled our homes. | direct Amina/said: We fled,");
    report_free(report);
}

static void add_event(struct annals_report *report, const char *form, uint32_t actor)
{
    struct event event = {.trigger = token_of_form(report, form), .category = STR("ASSAULT")};
    if (actor != NONE)
        *array_push(&report->arena, &event.actors) =
            (struct party){.mention = actor, .entity = *report->mentions.items[actor].entities};
    *array_push(&report->arena, &report->events) = event;
}

static void test_reporters(void **state)
{
    (void)state;
    /* The attack is told on Oslo's word, the refusal is Oslo's own. */
    struct annals_report *report = report_of_conllu(NULL, "1 Oslo Oslo PROPN NNP _ 2 nsubj\n"
                                                          "2 said say VERB VBD _ 0 root\n"
                                                          "3 rebels rebel NOUN NNS _ 4 nsubj\n"
                                                          "4 attacked attack VERB VBD _ 2 ccomp\n"
                                                          "5 and and CCONJ CC _ 8 cc\n"
                                                          "6 it it PRON PRP _ 8 nsubj\n"
                                                          "7 would would AUX MD _ 8 aux\n"
                                                          "8 refuse refuse VERB VB _ 4 conj\n"
                                                          "9 talks talk NOUN NNS _ 8 obj\n\n");
    uint32_t oslo = add_mention(report, "Oslo"), rebels = add_mention(report, "rebels");
    find(report);
    add_event(report, "said", oslo);
    add_event(report, "attacked", rebels);
    add_event(report, "refuse", oslo);
    struct annals_error error;
    assert_int_equal(attribute_events(open_speech(&report->arena), report, &error), 0);
    assert_int_equal(report->events.items[0].reporters.count, 0);
    assert_int_equal(report->events.items[1].reporters.count, 1);
    assert_int_equal(report->events.items[1].reporters.items[0].mention, oslo);
    assert_int_equal(report->events.items[2].reporters.count, 0);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_direct_around_its_cue),
        cmocka_unit_test(test_indirect_and_mixed),
        cmocka_unit_test(test_named_in_quotes),
        cmocka_unit_test(test_over_paragraphs),
        cmocka_unit_test(test_reporters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
