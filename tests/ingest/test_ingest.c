/* test_ingest.c — the stage as a whole: fields, ids, dates, languages, limits, kept tokenization.
 */
#include "base/embedded.h"
#include "ingest/ingest.h"
#include "support.h"

/* Ingests with the shipped patterns; `status` is what must come of it. */
static struct annals_report *ingest(struct annals_document document, const char *default_date,
                                    bool keep_tokenization, int status, struct annals_error *error)
{
    struct annals_report *report = report_new();
    report->id = STR("");
    struct boilerplate *boilerplate;
    assert_int_equal(boilerplate_open(&report->arena, embedded_data("ingest/boilerplate.tsv"),
                                      &boilerplate, error),
                     0);
    struct ingest ingest = {boilerplate, default_date, 1000, keep_tokenization};
    if (document.text && !document.text_size)
        document.text_size = strlen(document.text);
    int got = ingest_document(&ingest, &document, report, error);
    if (got != status)
        fail_msg("status %d: %s", got, got ? error->message : "");
    return report;
}

static struct annals_report *ingest_well(struct annals_document document)
{
    struct annals_error error;
    return ingest(document, NULL, false, ANNALS_OK, &error);
}

#define DOCUMENT(...)                                                                              \
    ((struct annals_document){.size = sizeof(struct annals_document), __VA_ARGS__})

static void test_fields(void **state)
{
    (void)state;
    struct annals_report *report = ingest_well(
        DOCUMENT(.id = " r1 ", .title = "Ministers\nmeet ",
                 .text = "\xEF\xBB\xBFThey met.\r\n\r\nIn caf\x65\xCC\x81s.",
                 .date = "2024-03-25T10:00:00Z", .source = "Example News",
                 .url = "http://example.org/1", .language = "en-GB", .origin = "a.jsonl:3"));
    assert_str(report->id, "r1");
    assert_str(report->title, "Ministers meet");
    assert_str(report->text, "They met.\n\nIn caf\xC3\xA9s.");
    assert_str(report->source, "Example News");
    assert_str(report->url, "http://example.org/1");
    assert_str(report->language, "en");
    assert_str(report->origin, "a.jsonl:3");
    assert_str(date_format(&report->arena, report->published), "2024-03-25");
    assert_int_equal(report->text.data[report->text.size], '\0');
    assert_int_equal(utf8_index_points(&report->text_index, report->text.size), 20);
    assert_int_equal(report->warnings.count, 0);
    report_free(report);
}

/* The digests were made with sha256sum. */
static void test_ids(void **state)
{
    (void)state;
    struct annals_report *report = ingest_well(DOCUMENT(.text = "They met."));
    assert_str(report->id, "9c3ec88c5759af53");
    report_free(report);
    report = ingest_well(DOCUMENT(.text = "They met.", .title = "T", .date = "2024-03-25",
                                  .source = "S", .url = "ignored"));
    assert_str(report->id, "d85d97d37da1e6ca");
    report_free(report);
    /* As received: before cleaning, line ends as they are; but the same for any encoding. */
    report = ingest_well(DOCUMENT(.text = "Caf\xE9s met.\r\nAdvertisement\n"));
    assert_str(report->id, "18c2275e509d72ea");
    assert_str(report->text, "Caf\xC3\xA9s met.");
    report_free(report);
    report = ingest_well(DOCUMENT(.text = "Cafe\xCC\x81s met.\r\nAdvertisement\n"));
    assert_str(report->id, "18c2275e509d72ea");
    report_free(report);
}

static void expect_date(const char *date, const char *text, const char *given, const char *wanted,
                        const char *warning)
{
    struct annals_error error;
    struct annals_report *report =
        ingest(DOCUMENT(.text = text, .date = date, .origin = "x"), given, false, 0, &error);
    assert_str(date_format(&report->arena, report->published), wanted);
    assert_int_equal(report->warnings.count, warning ? 1 : 0);
    if (warning)
        assert_string_equal(report->warnings.items[0], warning);
    report_free(report);
}

static void test_dates(void **state)
{
    (void)state;
    const char *const text = "Monday, January 7, 2019\n\nThey met.";
    expect_date("Mon, 25 Mar 2024 10:00:00 GMT", text, "2020-01-01", "2024-03-25", NULL);
    expect_date(NULL, text, "2020-01-01", "2019-01-07", NULL);
    expect_date(NULL, "They met.", "2020-01-01", "2020-01-01", NULL);
    expect_date(NULL, "They met.", NULL, "", NULL);
    expect_date("last week", "They met.", NULL, "",
                "x: the date \"last week\" cannot be read; write it as YYYY-MM-DD");
}

static void test_headline_of_plain_text(void **state)
{
    (void)state;
    const char *const text = "Ministers meet\n\nThey met.";
    struct annals_report *report = ingest_well(DOCUMENT(.text = text, .find_headline = 1));
    assert_str(report->title, "Ministers meet");
    assert_str(report->text, "They met.");
    report_free(report);
    report = ingest_well(DOCUMENT(.text = text));
    assert_str(report->title, "");
    assert_str(report->text, text);
    report_free(report);
    report = ingest_well(DOCUMENT(.text = text, .title = "Other", .find_headline = 1));
    assert_str(report->title, "Other");
    assert_str(report->text, text);
    report_free(report);
}

static void test_dateline_is_kept(void **state)
{
    (void)state;
    struct annals_report *report = ingest_well(
        DOCUMENT(.text = "GENEVA (Reuters) - They met.\n\nJane Doe contributed reporting."));
    assert_str(report->text, "They met.");
    assert_str(report->dateline, "GENEVA (Reuters)");
    report_free(report);
}

static void expect_refusal(struct annals_document document, const char *message)
{
    struct annals_error error;
    struct annals_report *report = ingest(document, NULL, false, ANNALS_INPUT, &error);
    if (!strstr(error.message, message))
        fail_msg("\"%s\" where \"%s\" was wanted", error.message, message);
    report_free(report);
}

static void test_refusals(void **state)
{
    (void)state;
    char long_text[1002];
    memset(long_text, 'a', 1001);
    long_text[1001] = '\0';
    expect_refusal(DOCUMENT(.text = long_text, .origin = "big.txt"),
                   "big.txt: 1001 bytes, more than the 1000 a document may have");
    expect_refusal(DOCUMENT(.text = "Ils se sont vus.", .language = "fr", .origin = "x:2"),
                   "x:2: the language is \"fr\"; only English is coded");
    expect_refusal(DOCUMENT(.id = "r9"), "r9: has no text");
    expect_refusal(DOCUMENT(.text = "\x81\x8D\x8F", .origin = "x"),
                   "x: byte 1 (0x81) is not UTF-8");
    expect_refusal(DOCUMENT(.text = "a\1\2\3\4\5\6\7", .origin = "x"), "x: is not text");
    expect_refusal(DOCUMENT(.text = "1\tx\n", .format = "conllu", .origin = "b:7"),
                   "b:7: not CoNLL-U");
}

static void test_languages(void **state)
{
    (void)state;
    const char *const names[] = {"en", "EN", "eng", "English", "en-US", "en_GB", "und", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        report_free(ingest_well(DOCUMENT(.text = "They met.", .language = names[i])));
    const char *const others[] = {"fr", "enm", "de-en", "french"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect_refusal(DOCUMENT(.text = "x", .language = others[i]), "only English");
}

static void test_tokenization_is_kept(void **state)
{
    (void)state;
    struct annals_error error;
    const char *const text = " Head\n\nGENEVA \xE2\x80\x94 caf\x65\xCC\x81.\n\nAdvertisement\n";
    struct annals_report *report =
        ingest(DOCUMENT(.text = text, .find_headline = 1), NULL, true, ANNALS_OK, &error);
    assert_str(report->text, text);
    assert_str(report->title, "");
    assert_str(report->dateline, "");
    report_free(report);
}

static void test_conllu(void **state)
{
    (void)state;
    struct annals_report *report =
        ingest_well(DOCUMENT(.text = "# newdoc id = d1\r\n1\tThey\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n",
                             .format = "conllu", .date = "2024-01-02"));
    assert_str(report->id, "d1");
    assert_str(report->text, "They");
    assert_int_equal(report->tokens.count, 1);
    assert_int_equal(report->published.year, 2024);
    report_free(report);
}

static void test_an_empty_text(void **state)
{
    (void)state;
    struct annals_report *report = ingest_well(DOCUMENT(.text = ""));
    assert_str(report->text, "");
    assert_int_equal(report->id.size, 16);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_headline_of_plain_text),
        cmocka_unit_test(test_dateline_is_kept),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_tokenization_is_kept),
        cmocka_unit_test(test_conllu),
        cmocka_unit_test(test_an_empty_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
