/* test_clean.c — what the shipped patterns take off a text, what they must leave, and what is wrong
 * with a table. */
#include "base/embedded.h"
#include "ingest/boilerplate.h"
#include "ingest/clean.h"
#include "support.h"

static const struct boilerplate *open_boilerplate(struct annals_report *report)
{
    struct boilerplate *boilerplate;
    struct annals_error error = {0};
    if (boilerplate_open(&report->arena, embedded_data("ingest/boilerplate.tsv"), &boilerplate,
                         &error))
        fail_msg("%s", error.message);
    return boilerplate;
}

/* Cleans `text` as plain text and compares title, dateline and text. */
static void expect_clean(const char *text, const char *title, const char *dateline,
                         const char *wanted)
{
    struct annals_report *report = report_new();
    struct cleaned cleaned;
    clean_text(&report->arena, open_boilerplate(report), str_of(text), true, &cleaned);
    assert_str(cleaned.title, title);
    assert_str(cleaned.dateline, dateline);
    assert_str(cleaned.text, wanted);
    report_free(report);
}

/* A text of two sentences with `line` before, between and behind them is left with the two. */
static void expect_removed(const char *line)
{
    struct annals_report *report = report_new();
    const struct boilerplate *boilerplate = open_boilerplate(report);
    const char *const shapes[] = {"%s\n\nMinisters met.\n\nThey agreed.",
                                  "Ministers met.\n\n%s\n\nThey agreed.",
                                  "Ministers met.\n\nThey agreed.\n\n%s\n"};
    for (size_t i = 0; i < 3; i++) {
        const char *mark = strstr(shapes[i], "%s");
        struct str text = str_format(&report->arena, "%.*s%s%s", (int)(mark - shapes[i]), shapes[i],
                                     line, mark + 2);
        struct cleaned cleaned;
        clean_text(&report->arena, boilerplate, text, false, &cleaned);
        if (str_find(cleaned.text, str_of(line), 0) != SIZE_MAX)
            fail_msg("\"%s\" stayed in place %zu", line, i);
        assert_true(str_starts(cleaned.text, STR("Ministers met.\n\n")));
        assert_true(str_ends(cleaned.text, STR("They agreed.")));
    }
    report_free(report);
}

/* Each is a text by itself and stays as it is, wherever it stands. */
static void expect_kept(const char *line)
{
    struct annals_report *report = report_new();
    const struct boilerplate *boilerplate = open_boilerplate(report);
    struct str text =
        str_format(&report->arena, "%s\n\nMinisters met.\n\nThey agreed.\n\n%s", line, line);
    struct cleaned cleaned;
    clean_text(&report->arena, boilerplate, text, false, &cleaned);
    if (!str_equal(cleaned.text, text))
        fail_msg("\"%s\" did not stay: \"%.*s\"", line, STR_ARG(cleaned.text));
    report_free(report);
}

static void test_credits(void **state)
{
    (void)state;
    expect_removed("Jane Q. Doe and Ravi van der Roe contributed reporting.");
    expect_removed("Jane Doe, John Roe and Ana al-Khatib contributed to this report.");
    expect_removed("The Example Press contributed to this article from Geneva.");
    expect_removed(
        "Example Press writers Jane Doe in Geneva and John Roe contributed to this report.");
    expect_removed("(Reporting by Jane Doe in Geneva; Editing by John Roe)");
    expect_removed("(Additional reporting by Jane Doe)");
    expect_removed("Additional reporting by Jane Doe in Geneva");
    expect_removed("Editing by Jane Doe and John Roe");
}

static void test_prompts(void **state)
{
    (void)state;
    expect_removed("Leave a Comment");
    expect_removed("LEAVE A COMMENT");
    expect_removed("12 Comments");
    expect_removed("Advertisement");
    expect_removed("Story continues below advertisement");
    expect_removed("Share this article");
    expect_removed("Share on Facebook");
    expect_removed("Sign up for our newsletter to get more.");
    expect_removed("Subscribe to our podcast here.");
    expect_removed("Follow Jane Doe on Twitter @janedoe.");
    expect_removed("Follow us on Facebook and Instagram");
    expect_removed("Click here for more news.");
}

static void test_links_and_rights(void **state)
{
    (void)state;
    expect_removed("Read more: Why the talks failed");
    expect_removed("Read More");
    expect_removed("READ ALSO: Ministers Quarrel Over Budget");
    expect_removed("Related: What to know about the talks");
    expect_removed("Related articles:");
    expect_removed("Watch the full interview below:");
    expect_removed("\xC2\xA9 2024 Example News. All rights reserved.");
    expect_removed("Copyright 2024 The Example Press. All rights reserved. This material may not "
                   "be published, broadcast, rewritten or redistributed.");
    expect_removed("Correction: An earlier version of this article misspelled a name.");
    expect_removed("Editor\xE2\x80\x99s note: This article was updated on Monday.");
    expect_removed("___");
    expect_removed("* * *");
}

static void test_legends(void **state)
{
    (void)state;
    expect_removed("Crowds in the main square. Image: Jane Doe.");
    expect_removed("Envoys arrive. Image: Jane Doe (flickr).");
    expect_removed("Photo by Jane Doe");
    expect_removed("Jane Doe/Getty Images");
    expect_removed("Jane Doe via Getty Images.");
    expect_removed("The minister speaks at a rally in Geneva (Photo: Jane Doe)");
    expect_removed("FILE - The minister leaves a meeting in Geneva in 2019. (AP Photo/Jane Doe)");
}

static void test_sentences_stay(void **state)
{
    (void)state;
    expect_kept("By Monday, rebels had taken the town.");
    expect_kept("By Tuesday the army had withdrawn");
    expect_kept("The ministry contributed two million euros to the fund.");
    expect_kept("Doe contributed to the collapse of the talks.");
    expect_kept("The two leaders shared this view of the crisis.");
    expect_kept("Read more slowly, the judge told the defendant.");
    expect_kept("Follow the money, the minister said.");
    expect_kept("Sources said the minister would resign.");
    expect_kept("Related companies were fined by the court.");
    expect_kept("Copyright law was changed by parliament on Monday.");
    expect_kept("He published the image: a map of the front.");
    expect_kept("The report, written by Jane Doe, accuses the army of torture.");
    expect_kept("On Monday, January 7, 2019, the king abdicated.");
    expect_kept("1,000 people were killed.");
    expect_kept("The army \xE2\x80\x94 long the strongest force \xE2\x80\x94 withdrew.");
    expect_kept("NATO \xE2\x80\x94 which has no army of its own \xE2\x80\x94 refused.");
    expect_kept("UNICEF, the agency for children, appealed for aid.");
    expect_kept("Photographs showed the damage.");
    expect_kept("Video posted online showed the attack.");
    expect_kept("\xE2\x80\x9CWe will not share this city,\xE2\x80\x9D he said.");
}

static void test_datelines(void **state)
{
    (void)state;
    expect_clean("KYIV, Ukraine (AP) \xE2\x80\x94 Ministers met.", "", "KYIV, Ukraine (AP)",
                 "Ministers met.");
    expect_clean("GENEVA \xE2\x80\x94 Ministers met.", "", "GENEVA", "Ministers met.");
    expect_clean("GENEVA, March 25 (Xinhua) -- Ministers met.", "", "GENEVA, March 25 (Xinhua)",
                 "Ministers met.");
    expect_clean("Geneva (AFP) - Ministers met.", "", "Geneva (AFP)", "Ministers met.");
    expect_clean("CAIRO/GENEVA (Reuters) - Ministers met.", "", "CAIRO/GENEVA (Reuters)",
                 "Ministers met.");
    expect_clean("(Reuters) - Ministers met.", "", "(Reuters)", "Ministers met.");
    expect_clean("CONCORD, N.H. - Ministers met.", "", "CONCORD, N.H.", "Ministers met.");
    expect_clean("Ministers meet\n\nGENEVA\xE2\x80\x94Ministers met.", "Ministers meet", "GENEVA",
                 "Ministers met.");
    /* Nothing but a dateline is a text. */
    expect_clean("GENEVA \xE2\x80\x94", "", "", "GENEVA \xE2\x80\x94");
}

static void test_headlines(void **state)
{
    (void)state;
    expect_clean("Ministers meet\n\nThey met.", "Ministers meet", "", "They met.");
    expect_clean("\n\n  Ministers meet \n \n They met.\n", "Ministers meet", "", "They met.");
    expect_clean("Will ministers meet?\n\nThey met.", "Will ministers meet?", "", "They met.");
    expect_clean("Ministers met.\n\nThey met.", "", "", "Ministers met.\n\nThey met.");
    expect_clean("Ministers meet\nThey met.", "", "", "Ministers meet\nThey met.");
    expect_clean("Ministers meet", "", "", "Ministers meet");
    expect_clean("Ministers meet\n\n", "", "", "Ministers meet");
    const char *const words25 = "a a a a a a a a a a a a a a a a a a a a a a a a a";
    struct annals_report *report = report_new();
    expect_clean(str_format(&report->arena, "%s\n\nThey met.", words25).data, words25, "",
                 "They met.");
    struct str words26 = str_format(&report->arena, "%s a\n\nThey met.", words25);
    expect_clean(words26.data, "", "", words26.data);
    report_free(report);
    /* Boilerplate above it is no headline, and what follows it may be. */
    expect_clean("Advertisement\n\nMinisters meet\n\nBy JANE DOE\n\nThey met.", "Ministers meet",
                 "", "They met.");
}

static void test_date_lines(void **state)
{
    (void)state;
    struct annals_report *report = report_new();
    const struct boilerplate *boilerplate = open_boilerplate(report);
    const char *const lines[] = {"Monday, January 7, 2019", "Monday, 7 January 2019",
                                 "January 7, 2019", "7 Jan. 2019"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct cleaned cleaned;
        struct str text = str_format(&report->arena, "%s  \n\n\nMinisters met.", lines[i]);
        clean_text(&report->arena, boilerplate, text, false, &cleaned);
        assert_str(cleaned.text, "Ministers met.");
        assert_str(cleaned.date_line, lines[i]);
    }
    report_free(report);
}

static void test_source_lists(void **state)
{
    (void)state;
    expect_clean(
        "Ministers met.\n\nRelated news\n\n\"Ministers to meet\", March 1, 2019\n\n"
        "Sources\n\nJane Doe. \"Ministers Meet\" \xE2\x80\x94 Example News, March 2, 2019\n",
        "", "", "Ministers met.");
    /* Prose below the word means that it is no such heading. */
    expect_clean("Ministers met.\n\nSources\n\nThey agreed.", "", "",
                 "Ministers met.\n\nSources\n\nThey agreed.");
}

static void test_parts_of_lines(void **state)
{
    (void)state;
    expect_clean("Ministers met.\n\nThey agreed, he said. (Reporting by Jane Doe; Editing by John "
                 "Roe)",
                 "", "", "Ministers met.\n\nThey agreed, he said.");
    expect_clean("Ministers met (in a room reported by Jane Doe).", "", "",
                 "Ministers met (in a room reported by Jane Doe).");
}

static void test_bylines(void **state)
{
    (void)state;
    const char *const lines[] = {"By JANE DOE",
                                 "By Jane Doe and John Roe",
                                 "By Jane Doe, Example News",
                                 "By Jane Doe | Example News",
                                 "BYLINE: Jane Doe.",
                                 "By The Associated Press",
                                 "By \xC3\x89lodie d'Estrange",
                                 "Published March 25, 2024 10:00 AM",
                                 "Updated 10:15 GMT"};
    struct annals_report *report = report_new();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_clean(str_format(&report->arena, "Ministers meet\n\n%s\n\nThey met.", lines[i]).data,
                     "Ministers meet", "", "They met.");
    report_free(report);
}

static void test_white_space_is_kept_inside(void **state)
{
    (void)state;
    expect_clean("  One.  \n\n\n   Two\tthree.\n\nAdvertisement\n\nFour. ", "", "",
                 "One.  \n\n\n   Two\tthree.\n\n\nFour.");
    expect_clean("", "", "", "");
    expect_clean(" \n \n", "", "", "");
    expect_clean("\xC2\xA0\n\xC2\xA0 \nOne.", "", "", "One.");
}

/* A line of every length up to beyond what fits, of words that patterns begin with. */
static void test_lines_of_any_length(void **state)
{
    (void)state;
    struct annals_report *report = report_new();
    const struct boilerplate *boilerplate = open_boilerplate(report);
    struct str line = STR("");
    for (int i = 0; i < 130; i++) {
        static const char *const WORDS[] = {"Jane", "and", ",", "by", "(", "AP", "--", "."};
        line = str_format(&report->arena, "%.*s%s ", STR_ARG(line), WORDS[i * 7 % 8]);
        struct cleaned cleaned;
        clean_text(&report->arena, boilerplate, line, true, &cleaned);
        assert_true(cleaned.text.size <= line.size);
    }
    report_free(report);
}

static void expect_fault(const char *rows, const char *message)
{
    struct annals_report *report = report_new();
    struct boilerplate *boilerplate;
    struct annals_error error = {0};
    struct str table = str_format(&report->arena, "where\taction\tpattern\tnote\n%s\t\n", rows);
    assert_int_equal(boilerplate_open(&report->arena, table, &boilerplate, &error), ANNALS_SETUP);
    assert_str(str_of(error.message), message);
    report_free(report);
}

static void test_faults_of_the_table(void **state)
{
    (void)state;
#define AT "data/ingest/boilerplate.tsv:2: "
    expect_fault("some\tremove\tx", AT "\"where\" cannot be \"some\"");
    expect_fault("any\teat\tx", AT "\"action\" cannot be \"eat\"");
    expect_fault("any\tremove\tby THING",
                 AT "a word in capitals that has no meaning here: \"THING\"");
    expect_fault("any\tremove\t[no]", AT "no class row before this one is called \"no\"");
    expect_fault("any\tremove\ta ( b", AT "an empty pattern or an open parenthesis: \"(\"");
    expect_fault("any\tremove\ta ) b", AT "parentheses that do not pair: \")\"");
    expect_fault("any\tremove\t", AT "an empty pattern or an open parenthesis: \"(\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_credits),
        cmocka_unit_test(test_prompts),
        cmocka_unit_test(test_links_and_rights),
        cmocka_unit_test(test_legends),
        cmocka_unit_test(test_sentences_stay),
        cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_headlines),
        cmocka_unit_test(test_date_lines),
        cmocka_unit_test(test_source_lists),
        cmocka_unit_test(test_parts_of_lines),
        cmocka_unit_test(test_bylines),
        cmocka_unit_test(test_white_space_is_kept_inside),
        cmocka_unit_test(test_lines_of_any_length),
        cmocka_unit_test(test_faults_of_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
