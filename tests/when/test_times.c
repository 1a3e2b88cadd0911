/* test_times.c — time expressions and the days of events. */
#include "base/embedded.h"
#include "support.h"

static struct calendar *open_calendar(struct arena *arena)
{
    struct calendar *calendar;
    struct annals_error error;
    if (calendar_open(arena, embedded_data("when/words.tsv"), &calendar, &error))
        fail_msg("%s", error.message);
    return calendar;
}

static struct annals_report *find(const char *date, const char *conllu)
{
    struct annals_report *report =
        date ? report_of_conllu_on(date, NULL, conllu) : report_of_conllu(NULL, conllu);
    struct annals_error error;
    assert_int_equal(find_times(open_calendar(&report->arena), report, &error), 0);
    return report;
}

/* A sentence of these blank-separated words, each hanging on the first: enough for patterns that
 * ask nothing of the tree. */
static struct annals_report *find_in_words(const char *date, const char *words)
{
    struct annals_report *report = report_new();
    struct str literal = STR(""), rest = str_of(words);
    for (int n = 1; rest.data; n++) {
        struct str word = str_cut(&rest, ' ');
        literal = str_format(&report->arena, "%.*s%d\t%.*s\t%.*s\tX\t_\t_\t%d\t%s\t_\t_\n",
                             STR_ARG(literal), n, STR_ARG(word), STR_ARG(word), n > 1,
                             n > 1 ? "dep" : "root");
    }
    struct annals_report *made =
        find(date, str_format(&report->arena, "%.*s\n", STR_ARG(literal)).data);
    report_free(report);
    return made;
}

/* "words|from|to|grain" of the only time, or of none: "". */
static void expect(const char *date, const char *words, const char *wanted)
{
    static const char *const GRAINS[] = {"day", "week", "month", "year"};
    struct annals_report *report = find_in_words(date, words);
    struct str got = STR("");
    for (size_t i = 0; i < report->times.count; i++) {
        const struct time *time = &report->times.items[i];
        got = str_format(&report->arena, "%.*s%s%.*s|%.*s|%.*s|%s", STR_ARG(got), i ? "; " : "",
                         STR_ARG(span_text(report, time->span)),
                         STR_ARG(date_format(&report->arena, time->from)),
                         STR_ARG(date_format(&report->arena, time->to)), GRAINS[time->grain]);
    }
    if (!str_equal(got, str_of(wanted)))
        fail_msg("\"%s\" on %s gave \"%.*s\", not \"%s\"", words, date ? date : "no date",
                 STR_ARG(got), wanted);
    report_free(report);
}

static void test_dates(void **state)
{
    (void)state;
    expect("2024-03-28", "talks on 25 March 2023 in Oslo",
           "25 March 2023|2023-03-25|2023-03-25|day");
    expect("2024-03-28", "signed on March 25 , 2024 .",
           "March 25 , 2024|2024-03-25|2024-03-25|day");
    expect("2024-03-28", "the Oct. 7 raid", "Oct. 7|2023-10-07|2023-10-07|day");
    expect("2024-03-28", "on 7 October", "7 October|2023-10-07|2023-10-07|day");
    expect("2024-03-28", "on the 25th of March", "25th of March|2024-03-25|2024-03-25|day");
    expect("2024-01-02", "on Dec. 30 they", "Dec. 30|2023-12-30|2023-12-30|day");
    expect("2024-03-28", "from March 25 - 27 they", "March 25 - 27|2024-03-25|2024-03-27|day");
    expect("2024-03-28", "by 2024-02-29 at", "2024-02-29|2024-02-29|2024-02-29|day");
    expect("2024-03-28", "by 2023-02-29 at", "");
    expect("2024-03-28", "on 25/03/2024 .", "25/03/2024|2024-03-25|2024-03-25|day");
    expect("2024-03-28", "on 10/07/2023 .", "");
    expect("2024-03-28", "in March 2022 the", "March 2022|2022-03-01|2022-03-31|month");
    expect("2024-03-28", "in November the", "November|2023-11-01|2023-11-30|month");
    expect("2024-03-28", "unrest in 2011 and", "2011|2011-01-01|2011-12-31|year");
    expect("2024-03-28", "they march in , may 7 people", "");
    expect("2024-03-28", "Monday , March 18 , he", "Monday , March 18|2024-03-18|2024-03-18|day");
}

static void test_relative(void **state)
{
    (void)state;
    /* 2024-03-28 was a Thursday. */
    expect("2024-03-28", "he said Monday that", "Monday|2024-03-25|2024-03-25|day");
    expect("2024-03-28", "he said Thursday that", "Thursday|2024-03-28|2024-03-28|day");
    expect("2024-03-28", "fled on Tuesday night in", "Tuesday night|2024-03-26|2024-03-26|day");
    expect("2024-03-28", "he left last Thursday .", "last Thursday|2024-03-21|2024-03-21|day");
    expect("2024-03-28", "he leaves next Monday .", "next Monday|2024-04-01|2024-04-01|day");
    expect("2024-03-28", "killed yesterday in", "yesterday|2024-03-27|2024-03-27|day");
    expect("2024-03-28", "said this morning in", "this morning|2024-03-28|2024-03-28|day");
    expect("2024-03-28", "died last night in", "last night|2024-03-27|2024-03-27|day");
    expect("2024-03-28", "met last week in", "last week|2024-03-18|2024-03-24|week");
    expect("2024-03-28", "met earlier this week in",
           "earlier this week|2024-03-25|2024-03-28|week");
    expect("2024-03-27", "meet later this week in", "later this week|2024-03-27|2024-03-31|week");
    expect("2024-01-10", "met last month in", "last month|2023-12-01|2023-12-31|month");
    expect("2024-03-28", "meet next year in", "next year|2025-01-01|2025-12-31|year");
    expect("2024-03-02", "fled three days ago from", "three days ago|2024-02-28|2024-02-28|day");
    expect("2024-03-28", "fled two years ago from", "two years ago|2022-01-01|2022-12-31|year");
    expect("2024-03-28", "over the last week they", "");
}

static void test_without_date(void **state)
{
    (void)state;
    expect(NULL, "he said Monday that last week on March 5", "");
    expect(NULL, "on March 5 , 2020 , yesterday", "March 5 , 2020|2020-03-05|2020-03-05|day");
}

static void test_clauses_that_lie_ahead(void **state)
{
    (void)state;
    struct annals_report *report = find("2024-03-28", "1 Envoys envoy NOUN NNS _ 3 nsubj\n"
                                                      "2 will will AUX MD _ 3 aux\n"
                                                      "3 meet meet VERB VB _ 0 root\n"
                                                      "4 on on ADP IN _ 5 case\n"
                                                      "5 Monday Monday PROPN NNP _ 3 obl\n\n");
    assert_int_equal(report->times.count, 1);
    assert_str(date_format(&report->arena, report->times.items[0].from), "2024-04-01");
    report_free(report);
}

static void add_event(struct annals_report *report, const char *form)
{
    uint32_t trigger = token_of_form(report, form);
    *array_push(&report->arena, &report->events) =
        (struct event){.trigger = trigger, .sentence = report->tokens.items[trigger].sentence};
}

static void expect_day(const struct annals_report *report, size_t event, const char *wanted,
                       bool from_text)
{
    struct annals_report *writable = (struct annals_report *)report;
    assert_str(date_format(&writable->arena, report->events.items[event].date), wanted);
    assert_int_equal(report->events.items[event].date_from_text, from_text);
}

static void test_events_get_their_day(void **state)
{
    (void)state;
    /* The date of the saying is not that of what is told; "since" dates nothing. */
    struct annals_report *report = find("2024-03-28", "1 Norway Norway PROPN NNP _ 2 nsubj\n"
                                                      "2 condemned condemn VERB VBD _ 0 root\n"
                                                      "3 on on ADP IN _ 4 case\n"
                                                      "4 Tuesday Tuesday PROPN NNP _ 2 obl\n"
                                                      "5 the the DET DT _ 8 det\n"
                                                      "6 Oct. October PROPN NNP _ 8 compound\n"
                                                      "7 7 7 NUM CD _ 6 nummod\n"
                                                      "8 raid raid NOUN NN _ 2 obj\n"
                                                      "9 by by ADP IN _ 10 case\n"
                                                      "10 rebels rebel NOUN NNS _ 8 nmod\n"
                                                      "11 held hold VERB VBN _ 10 acl\n"
                                                      "12 since since ADP IN _ 13 case\n"
                                                      "13 2011 2011 NUM CD _ 11 obl\n\n");
    add_event(report, "condemned");
    add_event(report, "raid");
    add_event(report, "held");
    struct annals_error error;
    assert_int_equal(date_events(report, &error), 0);
    expect_day(report, 0, "2024-03-26", true);
    expect_day(report, 1, "2023-10-07", true);
    expect_day(report, 2, "2024-03-28", false);
    report_free(report);
}

static void test_reported_acts_keep_their_day(void **state)
{
    (void)state;
    struct annals_report *report = find("2024-03-28", "1 He he PRON PRP _ 2 nsubj\n"
                                                      "2 said say VERB VBD _ 0 root\n"
                                                      "3 Monday Monday PROPN NNP _ 2 obl:unmarked\n"
                                                      "4 troops troops NOUN NNS _ 5 nsubj\n"
                                                      "5 launched launch VERB VBD _ 2 ccomp\n"
                                                      "6 an a DET DT _ 7 det\n"
                                                      "7 attack attack NOUN NN _ 5 obj\n"
                                                      "8 last last ADJ JJ _ 9 amod\n"
                                                      "9 month month NOUN NN _ 5 obl:unmarked\n"
                                                      "10 , , PUNCT , _ 11 punct\n"
                                                      "11 killing kill VERB VBG _ 5 advcl\n"
                                                      "12 nine nine NUM CD _ 11 obj\n\n");
    add_event(report, "said");
    add_event(report, "attack");
    add_event(report, "killing");
    struct annals_error error;
    assert_int_equal(date_events(report, &error), 0);
    expect_day(report, 0, "2024-03-25", true);
    expect_day(report, 1, "2024-02-01", true);
    assert_str(date_format(&report->arena, report->events.items[1].end_date), "2024-02-29");
    expect_day(report, 2, "2024-02-01", true);
    report_free(report);
}

static void test_bad_table(void **state)
{
    (void)state;
    struct annals_report *report = report_new();
    struct calendar *calendar;
    struct annals_error error;
    assert_int_equal(calendar_open(&report->arena, STR("words\tkind\tvalue\nMonday\tweekday\t8\n"),
                                   &calendar, &error),
                     ANNALS_SETUP);
    assert_non_null(strstr(error.message, "words.tsv:2"));
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_relative),
        cmocka_unit_test(test_without_date),
        cmocka_unit_test(test_clauses_that_lie_ahead),
        cmocka_unit_test(test_events_get_their_day),
        cmocka_unit_test(test_reported_acts_keep_their_day),
        cmocka_unit_test(test_bad_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
