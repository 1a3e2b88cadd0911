/* test_text_formats.c — csv, conllu and explain, and what annals_write answers to wrong calls. */
#include <stdio.h>

#include "sample.h"

static const char *line(const char *text, int n)
{
    static char copy[4096];
    for (; n; n--)
        text = strchr(text, '\n') + 1;
    snprintf(copy, sizeof copy, "%.*s", (int)strcspn(text, "\n"), text);
    return copy;
}

static void test_csv(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    sample_party(report, &report->events.items[1].recipients, 0);
    const char *text = sample_written(report, "csv", NULL);
    assert_string_equal(
        line(text, 1),
        "r1#2,r1,2024-03-26,2024-03-25,2024-03-26,REJECT,meet,diplomatic;military,future;negation,"
        "3,-4.2,120,-5.0,ELA,GOV,Élan,Q1,Élan,RIV;ELA,;GOV,;Élan,;Q1,Rivia;Élan,Élan,,,,,,,,,,,"
        "0.9,reject,\"“Élan” won’t meet Rivia, it said Monday.\",Élan rejects talks,"
        "\"The \"\"Post\"\"\",\r");
    text = sample_written(report, "csv", NULL);
    assert_non_null(strstr(line(text, 2), ",\"Ost, Élan\",ELA,48.25,-3.0,,30,,,,,0.46,"));
    report_free(report);
}

static void test_csv_header(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    static struct sample_output header;
    header.used = 0;
    assert_int_equal(annals_write_header("csv", sample_sink, &header, NULL), 0);
    size_t columns = 1, fields = 1;
    for (const char *c = header.bytes; *c; c++)
        columns += *c == ',';
    for (const char *c = line(sample_written(report, "csv", NULL), 0); *c; c++)
        fields += *c == ',';
    assert_int_equal(columns, 40);
    assert_int_equal(fields, columns); /* the first record has no comma inside a field */
    header.used = 0;
    header.bytes[0] = 0;
    assert_int_equal(annals_write_header("plover", sample_sink, &header, NULL), 0);
    assert_string_equal(header.bytes, "");
    report_free(report);
}

static void test_conllu(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    report->edges.items[9].lexical = STR("with");
    const char *wanted = "# newdoc id = r1\n"
                         "# newpar\n"
                         "# sent_id = r1-1\n"
                         "# text = Élan rejects talks\n"
                         "1\tÉlan\tÉlan\tPROPN\t_\t_\t2\tnsubj\t2:nsubj\t_\n"
                         "2\trejects\trejects\tVERB\t_\t_\t0\troot\t0:root\t_\n"
                         "3\ttalks\ttalks\tNOUN\t_\t_\t2\tobj\t2:obj\tSpaceAfter=No\n"
                         "\n"
                         "# newpar\n"
                         "# sent_id = r1-2\n"
                         "# text = “Élan” won’t meet Rivia, it said Monday.\n"
                         "1\t“\t“\tPUNCT\t_\t_\t2\tpunct\t2:punct\tSpaceAfter=No\n"
                         "2\tÉlan\tÉlan\tPROPN\t_\t_\t6\tnsubj\t6:nsubj\tSpaceAfter=No\n"
                         "3\t”\t”\tPUNCT\t_\t_\t2\tpunct\t2:punct\t_\n"
                         "4-5\twon’t\t_\t_\t_\t_\t_\t_\t_\t_\n"
                         "4\two\two\tAUX\t_\t_\t6\taux\t6:aux\t_\n"
                         "5\tn’t\tn’t\tPART\t_\t_\t6\tadvmod\t6:advmod\t_\n"
                         "6\tmeet\tmeet\tVERB\t_\t_\t0\troot\t0:root\t_\n"
                         "7\tRivia\tRivia\tPROPN\t_\t_\t6\tobj\t6:obj:with\tSpaceAfter=No\n"
                         "\n"
                         "# newpar\n"
                         "# sent_id = r1-3\n"
                         "# text = About 30 were hurt in Ost.\n"
                         "1\thurt\thurt\tVERB\t_\t_\t0\troot\t0:root\t_\n"
                         "\n";
    assert_string_equal(sample_written(report, "conllu", NULL), wanted);
    report_free(report);
}

static void test_conllu_keeps_misc(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    report->tokens.items[2].misc = STR("Gloss=x|SpaceAfter=No");
    report->tokens.items[3].misc = STR("Gloss=y");
    const char *text = sample_written(report, "conllu", NULL);
    assert_non_null(strstr(text, "2:obj\tGloss=x|SpaceAfter=No\n"));
    assert_non_null(strstr(text, "2:punct\tGloss=y|SpaceAfter=No\n"));
    report_free(report);
}

static void test_explain(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    const char *text = sample_written(report, "explain", NULL);
    assert_non_null(strstr(text, "REJECT meet about diplomatic, military · future · negation"));
    assert_non_null(strstr(text, "Élan (ELA GOV) → Rivia (RIV)"));
    assert_non_null(strstr(text, "on the word of Élan (ELA GOV, \"it\")"));
    assert_non_null(strstr(text, "by \"meet\", rule: reject · certain to 90 %"));
    assert_non_null(strstr(text, "in Ost"));
    assert_null(strchr(text, '\033'));
    report_free(report);
}

static void test_explain_colors(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    struct annals_write_options options = ANNALS_WRITE_OPTIONS;
    options.color = 1;
    const char *text = sample_written(report, "explain", &options);
    assert_non_null(strstr(text, "“\033[1;36mÉlan\033[0m”"));
    assert_non_null(strstr(text, "\033[1;31mmeet\033[0m \033[1;33mRivia\033[0m,"));
    report_free(report);
}

/* Bytes that steer terminals do not get through, and lines keep to the width. */
static void test_explain_hostile(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    report->source = STR("a\033]0;owned\007b\xC2\x9B"
                         "31m");
    struct annals_write_options options = ANNALS_WRITE_OPTIONS;
    options.width = 40;
    const char *text = sample_written(report, "explain", &options);
    assert_null(strchr(text, '\033'));
    assert_null(strchr(text, '\007'));
    assert_null(strstr(text, "\xC2\x9B"));
    for (; *text; text = strchr(text, '\n') + 1)
        assert_true(utf8_length((struct str){text, strcspn(text, "\n")}) <= 40);
    report_free(report);
}

static int refuse(void *user, const char *bytes, size_t size)
{
    (void)user, (void)bytes, (void)size;
    return 1;
}

static void test_wrong_calls(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    struct annals_error error;
    assert_int_equal(annals_write(report, "xml", NULL, refuse, NULL, &error), ANNALS_SETUP);
    assert_non_null(strstr(error.message, "xml"));
    assert_int_equal(annals_write(report, "plover", NULL, refuse, NULL, &error), ANNALS_OUTPUT);
    struct annals_write_options options = {.size = 0};
    assert_int_equal(annals_write(report, "plover", &options, refuse, NULL, &error), ANNALS_SETUP);
    /* A newer caller's struct is taken as long as it asks for nothing unknown. */
    struct {
        struct annals_write_options known;
        size_t later;
    } newer = {.known = ANNALS_WRITE_OPTIONS};
    newer.known.size = sizeof newer;
    static struct sample_output output;
    assert_int_equal(annals_write(report, "csv", &newer.known, sample_sink, &output, &error), 0);
    newer.later = 1;
    assert_int_equal(annals_write(report, "csv", &newer.known, sample_sink, &output, &error),
                     ANNALS_SETUP);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_csv_header),
        cmocka_unit_test(test_conllu),
        cmocka_unit_test(test_conllu_keeps_misc),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_explain_colors),
        cmocka_unit_test(test_explain_hostile),
        cmocka_unit_test(test_wrong_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
