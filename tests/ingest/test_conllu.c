/* test_conllu.c — CoNLL-U as input: what is kept, what is left to fill, and what is refused. */
#include "support.h"

static void test_columns_are_kept(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of_conllu("", "# newdoc id = d7\n"
                             "# sent_id = s1\n"
                             "# text = Envoys didn't meet.\n"
                             "1 Envoys envoy NOUN NNS Number=Plur 4 nsubj 4:nsubj X=1\n"
                             "2-3 didn't _ _ _ _ _ _ _ Y=2\n"
                             "2 did do AUX VBD Tense=Past 4 aux 4:aux _\n"
                             "3 n't not PART RB _ 4 advmod 4:advmod _\n"
                             "4 meet meet VERB VB VerbForm=Inf 0 root 0:root SpaceAfter=No\n"
                             "4.1 again _ _ _ _ _ _ 4:advmod _\n"
                             "5 . . PUNCT . _ 4 punct 4:punct _\n\n");
    assert_str(report->text, "Envoys didn't meet.");
    assert_true(report->tokens_given);
    assert_int_equal(report->tokens.count, 5);
    assert_int_equal(report->sentences.count, 1);
    const struct token *token = report->tokens.items;
    assert_str(token[0].lemma, "envoy");
    assert_int_equal(token[0].upos, UPOS_NOUN);
    assert_int_equal(token[0].xpos, XPOS_NNS);
    assert_str(token[0].feats, "Number=Plur");
    assert_str(token[0].misc, "X=1");
    assert_int_equal(token[0].head, 3);
    assert_int_equal(token[0].deprel, DEPREL_NSUBJ);
    assert_int_equal(token[3].head, NONE);
    assert_int_equal(token[3].deprel, DEPREL_ROOT);
    assert_str(token[3].misc, "SpaceAfter=No");
    assert_false(token[3].space_after);
    for (int i = 1; i <= 2; i++) {
        assert_str(span_text(report, token[i].span), "didn't");
        assert_int_equal(token[i].token_words, 2);
        assert_int_equal(token[i].word_of_token, i - 1);
        assert_true(token[i].space_after);
    }
    assert_str(token[1].token_misc, "Y=2");
    assert_str(token[2].token_misc, "");
    assert_int_equal(report->sentences.items[0].root, 3);
    assert_str(report->sentences.items[0].id, "s1");
    assert_int_equal(report->edges.count, 5);
    report_free(report);
}

static void test_blanks_are_left_to_fill(void **state)
{
    (void)state;
    struct annals_report *report = report_of_conllu("", "1 Go\n2 _ _ SYM\n");
    const struct token *token = report->tokens.items;
    assert_str(token[0].lemma, "");
    assert_int_equal(token[0].upos, UPOS_NONE);
    assert_int_equal(token[0].xpos, XPOS_NONE);
    assert_str(token[0].feats, "");
    assert_int_equal(token[0].head, NONE);
    assert_int_equal(token[0].deprel, DEPREL_NONE);
    assert_int_equal(report->sentences.items[0].root, NONE);
    assert_str(token[1].lemma, "_");
    report_free(report);
}

static void test_enhanced_edges(void **state)
{
    (void)state;
    struct annals_report *report = report_of_conllu("", "1 talks _ _ _ _ 0 root 3:obj|0:root _\n"
                                                        "2 by _ _ _ _ 3 case 3:case _\n"
                                                        "3 us _ _ _ _ 1 nmod 1:nmod:by|9.1:dep _\n"
                                                        "4 now _ _ _ _ 1 advmod 1:new:thing _\n");
    assert_int_equal(report->edges.count, 4);
    const struct edge *edge = report->edges.items;
    assert_int_equal(edge[0].dependent, 0);
    assert_int_equal(edge[0].head, 2);
    assert_true(edge[0].extra);
    assert_int_equal(edge[1].head, NONE);
    assert_false(edge[1].extra);
    assert_int_equal(edge[3].deprel, DEPREL_NMOD);
    assert_str(edge[3].lexical, "by");
    assert_int_equal(report->first_edge[3], 4);
    assert_int_equal(report->first_edge[4], 4);
    report_free(report);
}

static void test_text_is_rebuilt(void **state)
{
    (void)state;
    struct annals_report *report = report_of_conllu("1 Headline\n", "# newdoc\n"
                                                                    "# text = One  two\n"
                                                                    "1 One\n"
                                                                    "2 two\n\n"
                                                                    "# text = does not fit\n"
                                                                    "1 Three _ _ _ _ _ _ _ "
                                                                    "SpaceAfter=No\n"
                                                                    "2 four\n\n\n"
                                                                    "# newpar\n"
                                                                    "1 F\xC3\xBCnf _ _ _ _ _ _ _ "
                                                                    "SpaceAfter=No\n\n"
                                                                    "# newpar id = p3\n"
                                                                    "# text = sechs,\n"
                                                                    "1 sechs\n2 ,\n");
    assert_str(report->title, "Headline");
    assert_str(report->text, "One  two Threefour\n\nF\xC3\xBCnf\n\nsechs,");
    assert_int_equal(report->sentences.count, 5);
    assert_true(report->sentences.items[0].span.in_title);
    assert_false(report->sentences.items[1].span.in_title);
    assert_int_equal(report->sentences.items[2].paragraph, 0);
    assert_int_equal(report->sentences.items[3].paragraph, 1);
    assert_int_equal(report->sentences.items[4].paragraph, 2);
    assert_false(report->tokens.items[token_of_form(report, "sechs")].space_after);
    for (size_t i = 0; i < report->tokens.count; i++)
        assert_true(str_equal(report->tokens.items[i].form,
                              span_text(report, report->tokens.items[i].span)));
    report_free(report);
}

static void expect_refusal(const char *conllu, const char *message)
{
    struct annals_report *report = report_new();
    struct annals_error error = {0};
    assert_int_equal(read_conllu(str_of(conllu), STR("bank.conllu:10"), false, report, &error),
                     ANNALS_INPUT);
    if (strcmp(error.message, message))
        fail_msg("got \"%s\", wanted \"%s\"", error.message, message);
    report_free(report);
}

#define REST "\t_\t_\t_\t_"

static void test_refusals_name_the_line(void **state)
{
    (void)state;
    expect_refusal("# c\n1\tGo\n",
                   "bank.conllu:11: not CoNLL-U: ten columns with tabs between them are needed");
    expect_refusal("Some words of a report.\r\n",
                   "bank.conllu:10: not CoNLL-U: ten columns with tabs between them are needed");
    expect_refusal("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n",
                   "bank.conllu:10: not CoNLL-U: the second column, FORM, is empty");
    expect_refusal("2\tGo" REST REST,
                   "bank.conllu:10: not CoNLL-U: words are not numbered 1, 2, 3 …");
    expect_refusal(
        "-1\tGo" REST REST,
        "bank.conllu:10: not CoNLL-U: a multiword token does not begin at the next word");
    expect_refusal("1-300\tGo" REST REST,
                   "bank.conllu:10: not CoNLL-U: a multiword token of more than 255 words");
    expect_refusal("1-2\tdont" REST REST "\n1\tdo" REST REST "\n",
                   "bank.conllu:11: not CoNLL-U: a multiword token has fewer words than it names");
    expect_refusal("1\ta" REST "\t7\t_\t_\t_\n",
                   "bank.conllu:10: not CoNLL-U: HEAD is no word of the sentence");
    expect_refusal("1\ta" REST "\t4294967296\t_\t_\t_\n",
                   "bank.conllu:10: not CoNLL-U: HEAD is no word of the sentence");
    expect_refusal("1\ta" REST "\t2\tobj\t_\t_\n2\tb" REST "\t1\tobj\t_\t_\n",
                   "bank.conllu:10: not CoNLL-U: heads run in a circle");
    expect_refusal("1\ta" REST "\t0\troot\t_\t_\n2\tb" REST "\t0\troot\t_\t_\n\n",
                   "bank.conllu:11: not CoNLL-U: a second root in the sentence");
    expect_refusal("1\ta" REST "\t1\troot\t_\t_\n\n",
                   "bank.conllu:10: not CoNLL-U: the relation root needs HEAD 0");
    expect_refusal("1\ta" REST "\t0\troot\tx\t_\n\n",
                   "bank.conllu:10: not CoNLL-U: DEPS names no word of the sentence");
}

static void test_origin(void **state)
{
    (void)state;
    size_t line;
    assert_str(split_origin(STR("a:b.conllu:12"), &line), "a:b.conllu");
    assert_int_equal(line, 12);
    assert_str(split_origin(STR("a:b.conllu"), &line), "a:b.conllu");
    assert_int_equal(line, 1);
    assert_str(split_origin(STR(""), &line), "");
    assert_int_equal(line, 1);
}

static void test_nothing(void **state)
{
    (void)state;
    struct annals_report *report = report_of_conllu("", "\n# only = comments\n\n\n");
    assert_int_equal(report->text.size, 0);
    assert_int_equal(report->sentences.count, 0);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_are_kept),
        cmocka_unit_test(test_blanks_are_left_to_fill),
        cmocka_unit_test(test_enhanced_edges),
        cmocka_unit_test(test_text_is_rebuilt),
        cmocka_unit_test(test_refusals_name_the_line),
        cmocka_unit_test(test_origin),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
