/* test_enhance.c — the enhanced graph of sentences made for this test. */
#include "support.h"

#include "lang/enhance.h"
#include "lang/lang.h"

static struct annals_report *enhanced(const char *text)
{
    struct annals_report *report = report_of_conllu("", text);
    index_tree(report);
    build_enhanced_graph(report);
    return report;
}

/* Edges of the word with this form: "head:label|…" by the forms of the heads. */
static void expect(struct annals_report *report, const char *form, const char *wanted)
{
    uint32_t token = token_of_form(report, form);
    struct str all = STR("");
    for (uint32_t i = report->first_edge[token]; i < report->first_edge[token + 1]; i++) {
        const struct edge *edge = &report->edges.items[i];
        struct str head = edge->head == NONE ? STR("0") : report->tokens.items[edge->head].form;
        assert_int_equal(edge->dependent, token);
        assert_int_equal(edge->extra, edge->head != report->tokens.items[token].head);
        all = str_format(&report->arena, "%.*s%s%.*s:%s%s%.*s", STR_ARG(all), all.size ? "|" : "",
                         STR_ARG(head), deprel_name(edge->deprel), edge->lexical.size ? ":" : "",
                         STR_ARG(edge->lexical));
    }
    all = str_copy(&report->arena, all);
    assert_string_equal(all.data, wanted);
}

static void test_conjuncts(void **state)
{
    (void)state;
    struct annals_report *report = enhanced("1 Chad Chad PROPN NNP _ 4 nsubj\n"
                                            "2 and and CCONJ CC _ 3 cc\n"
                                            "3 Mali Mali PROPN NNP _ 1 conj\n"
                                            "4 drafted draft VERB VBD _ 0 root\n"
                                            "5 and and CCONJ CC _ 6 cc\n"
                                            "6 signed sign VERB VBD _ 4 conj\n"
                                            "7 accords accord NOUN NNS _ 4 obj\n"
                                            "8 in in ADP IN _ 9 case\n"
                                            "9 Rome Rome PROPN NNP _ 4 obl\n"
                                            "10 . . PUNCT . _ 4 punct\n");
    expect(report, "Chad", "drafted:nsubj|signed:nsubj");
    expect(report, "Mali", "Chad:conj:and|drafted:nsubj|signed:nsubj");
    expect(report, "signed", "drafted:conj:and");
    expect(report, "accords", "drafted:obj|signed:obj");
    expect(report, "Rome", "drafted:obl:in");
    expect(report, "drafted", "0:root");
    report_free(report);
}

static void test_passive_conjunct(void **state)
{
    (void)state;
    struct annals_report *report = enhanced("1 Rebels rebel NOUN NNS _ 3 nsubj:pass\n"
                                            "2 were be AUX VBD _ 3 aux:pass\n"
                                            "3 held hold VERB VBN _ 0 root\n"
                                            "4 and and CCONJ CC _ 5 cc\n"
                                            "5 freed free VERB VBN _ 3 conj\n"
                                            "6 by by ADP IN _ 7 case\n"
                                            "7 Chad Chad PROPN NNP _ 5 obl:agent\n");
    expect(report, "Rebels", "held:nsubj:pass|freed:nsubj:pass");
    expect(report, "Chad", "freed:obl:agent");
    report_free(report);
}

static void test_complements(void **state)
{
    (void)state;
    struct annals_report *report = enhanced("1 Chad Chad PROPN NNP _ 2 nsubj\n"
                                            "2 wanted want VERB VBD _ 0 root\n"
                                            "3 to to PART TO _ 4 mark\n"
                                            "4 persuade persuade VERB VB _ 2 xcomp\n"
                                            "5 Mali Mali PROPN NNP _ 4 obj\n"
                                            "6 to to PART TO _ 7 mark\n"
                                            "7 withdraw withdraw VERB VB _ 4 xcomp\n");
    expect(report, "Chad", "wanted:nsubj|persuade:nsubj:xsubj");
    expect(report, "Mali", "persuade:obj|withdraw:nsubj:xsubj");
    report_free(report);
}

static void test_relative_clauses(void **state)
{
    (void)state;
    struct annals_report *report = enhanced("1 Troops troop NOUN NNS _ 6 nsubj\n"
                                            "2 who who PRON WP PronType=Rel 3 nsubj\n"
                                            "3 refused refuse VERB VBD _ 1 acl:relcl\n"
                                            "4 to to PART TO _ 5 mark\n"
                                            "5 fight fight VERB VB _ 3 xcomp\n"
                                            "6 left leave VERB VBD _ 0 root\n"
                                            "7 towns town NOUN NNS _ 6 obj\n"
                                            "8 they they PRON PRP _ 9 nsubj\n"
                                            "9 held hold VERB VBD _ 7 acl:relcl\n");
    expect(report, "Troops", "refused:nsubj|fight:nsubj:xsubj|left:nsubj");
    expect(report, "who", "Troops:ref");
    expect(report, "towns", "left:obj|held:obj");
    report_free(report);
}

static void test_labels(void **state)
{
    (void)state;
    struct annals_report *report = enhanced("1 Aid aid NOUN NN _ 2 nsubj\n"
                                            "2 stopped stop VERB VBD _ 0 root\n"
                                            "3 because because ADP IN _ 5 case\n"
                                            "4 of of ADP IN _ 3 fixed\n"
                                            "5 raids raid NOUN NNS _ 2 obl\n"
                                            "6 when when ADV WRB _ 7 advmod\n"
                                            "7 fell fall VERB VBD _ 2 advcl\n"
                                            "8 , , PUNCT , _ 9 punct\n"
                                            "9 burned burn VERB VBD _ 7 conj\n"
                                            "10 or or CCONJ CC _ 11 cc\n"
                                            "11 sank sink VERB VBD _ 7 conj\n");
    expect(report, "raids", "stopped:obl:because_of");
    expect(report, "fell", "stopped:advcl:when");
    expect(report, "burned", "stopped:advcl:when|fell:conj:or");
    report_free(report);
}

/* As many conjoined subjects as conjoined verbs: the number of edges stays bounded. */
static void test_bounded(void **state)
{
    (void)state;
    enum { HALF = 20000 };
    struct annals_report *report = report_new();
    for (uint32_t i = 0; i < 2 * HALF; i++) {
        uint32_t head = i == 0 ? HALF : i < HALF ? 0 : i == HALF ? NONE : HALF;
        unsigned deprel = i == 0 ? DEPREL_NSUBJ : i == HALF ? DEPREL_ROOT : DEPREL_CONJ;
        *array_push(&report->arena, &report->tokens) =
            (struct token){.form = STR("x"),
                           .lemma = STR("x"),
                           .head = head,
                           .deprel = (uint8_t)deprel,
                           .upos = i < HALF ? UPOS_NOUN : UPOS_VERB};
    }
    *array_push(&report->arena, &report->sentences) = (struct sentence){.count = 2 * HALF};
    index_tree(report);
    build_enhanced_graph(report);
    for (uint32_t i = 0; i < 2 * HALF; i++)
        assert_in_range(report->first_edge[i + 1] - report->first_edge[i], 1, ENHANCED_EDGES);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conjuncts),   cmocka_unit_test(test_passive_conjunct),
        cmocka_unit_test(test_complements), cmocka_unit_test(test_relative_clauses),
        cmocka_unit_test(test_labels),      cmocka_unit_test(test_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
