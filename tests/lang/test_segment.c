/* test_segment.c — sentences and tokens of texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "lang/model_file.h"
#include "lang/segment.h"

static struct arena loaded;
static struct segmenter *segmenter;
static jmp_buf exhausted;

static int set_up(void **state)
{
    (void)state;
    struct annals_error error;
    loaded = arena_make(0, &exhausted);
    return segmenter_open(&loaded, "rules", (struct str){NULL, 0}, &segmenter, &error);
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&loaded);
    return 0;
}

static struct annals_report split(struct str title, struct str text)
{
    struct annals_error error;
    struct annals_report report = {.arena = arena_make(0, &exhausted)};
    report.title = title;
    report.text = text;
    assert_int_equal(split_text(segmenter, &report, &error), 0);
    return report;
}

/* The words of the report: a blank between tokens, `+` between words of one token, `|` between
 * sentences. */
static struct str shown(struct annals_report *report)
{
    struct str all = STR("");
    for (size_t i = 0; i < report->tokens.count; i++) {
        const struct token *token = &report->tokens.items[i];
        const char *gap = i == 0                                                    ? ""
                          : token->sentence != report->tokens.items[i - 1].sentence ? " | "
                          : token->word_of_token                                    ? "+"
                                                                                    : " ";
        all = str_format(&report->arena, "%.*s%s%.*s", STR_ARG(all), gap, STR_ARG(token->form));
    }
    return all;
}

static void expect(const char *text, const char *wanted)
{
    struct annals_report report = split(STR(""), str_of(text));
    struct str got = shown(&report);
    assert_string_equal(got.data, wanted);
    arena_free(&report.arena);
}

static void test_tokens(void **state)
{
    (void)state;
    expect("The cease-fire (for now) holds.", "The cease - fire ( for now ) holds .");
    expect("U.S.-Chad talks re-opened in mid-May.", "U.S. - Chad talks re-opened in mid-May .");
    expect("Gen. J. K. Doe met Mr. Roe on Oct. 7.", "Gen. J. K. Doe met Mr. Roe on Oct. 7 .");
    expect("It cost $3.5bn, or US$2,000 each (10%).",
           "It cost $ 3.5 bn , or US$ 2,000 each ( 10 % ) .");
    expect("At 5pm on 3/4/2021, 20th of its kind in the 1990s.",
           "At 5 pm on 3/4/2021 , 20th of its kind in the 1990s .");
    expect("Call 555-0199 or 1-800-555-0100, room 10-12.",
           "Call 555-0199 or 1-800-555-0100 , room 10 - 12 .");
    expect("Write to a.b@example.org, see https://example.org/x?y=1.",
           "Write to a.b@example.org , see https://example.org/x?y=1 .");
    expect("\"Why\xE2\x80\x94wait... what?!\" :-)", "\" Why \xE2\x80\x94 wait ... what ?! \" :-)");
    expect("AT&T and/or R&D; 13,14 & 1,500", "AT&T and / or R&D ; 13 , 14 & 1,500");
    expect("al-Doe, twenty-two-year-old", "al - Doe , twenty - two - year - old");
}

static void test_words(void **state)
{
    (void)state;
    expect("We don't, won't, can't and cannot; I'd've gone.",
           "We do+n't , wo+n't , ca+n't and can+not ; I+'d+'ve gone .");
    expect("Chad\xE2\x80\x99s army didn\xE2\x80\x99t.",
           "Chad+\xE2\x80\x99s army did+n\xE2\x80\x99t .");
    expect("The parties' leaders", "The parties+' leaders");
    expect("the U.S.'s view of O'Doe", "the U.S.+'s view of O'Doe");
    expect("He said 'the parties' and left.", "He said ' the parties ' and left .");
    expect("Let's go 'cause it's the '90s.", "Let+'s go 'cause it+'s the '90s .");
}

static void test_sentences(void **state)
{
    (void)state;
    expect("It ended. They left! Why? Nobody knows.",
           "It ended . | They left ! | Why ? | Nobody knows .");
    expect("\xE2\x80\x9CWe go.\xE2\x80\x9D She left. \xE2\x80\x9CNow?\xE2\x80\x9D he asked.",
           "\xE2\x80\x9C We go . \xE2\x80\x9D | She left . | \xE2\x80\x9C Now ? \xE2\x80\x9D he "
           "asked .");
    expect("He works for the U.S. Senate. Dr. Doe, too.",
           "He works for the U.S. Senate . | Dr. Doe , too .");
    expect("Ministers, envoys, etc. They met at 5 p.m.",
           "Ministers , envoys , etc . | They met at 5 p.m .");
    expect("A HEADLINE WITHOUT STOP\n\nA text.", "A HEADLINE WITHOUT STOP | A text .");
    expect("First line\nSecond line", "First line | Second line");
    expect("A text wrapped\nby hand goes\non here.", "A text wrapped by hand goes on here .");
    expect("", "");
    expect(" \n\t ", "");
}

static void test_fields(void **state)
{
    (void)state;
    struct annals_report report = split(STR("Chad's\nenvoy"), STR("One.\n\nTwo isn't."));
    assert_int_equal(report.sentences.count, 3);
    assert_int_equal(report.tokens.count, 9);
    const struct token *tokens = report.tokens.items;
    assert_true(tokens[0].span.in_title && tokens[0].span.start == 0 && tokens[0].span.end == 6);
    assert_int_equal(tokens[0].token_words, 2);
    assert_int_equal(tokens[1].word_of_token, 1);
    assert_true(tokens[1].span.end == 6 && tokens[1].space_after);
    assert_false(tokens[3].span.in_title);
    assert_false(tokens[3].space_after);
    const struct sentence *last = &report.sentences.items[2];
    assert_int_equal(last->paragraph, 1);
    assert_int_equal(last->first, 5);
    assert_int_equal(last->count, 4);
    assert_int_equal(last->span.start, 6);
    assert_int_equal(last->span.end, 16);
    arena_free(&report.arena);
}

/* The classifier that is shipped, on the kind of text that annals reads. */
static void test_shipped_classifier(void **state)
{
    (void)state;
    struct annals_error error;
    struct model_file file;
    struct str bytes = embedded_data("models/en.model");
    if (!bytes.data)
        skip();
    assert_int_equal(model_file_open("en.model", bytes, &file, &error), 0);
    struct segmenter *rules = segmenter;
    assert_int_equal(
        segmenter_open(&loaded, "en.model", model_section(&file, "segment"), &segmenter, &error),
        0);
    expect("The envoy of the U.N. Security Council met Gen. J. Doe on Oct. 7. He left on Friday.",
           "The envoy of the U.N. Security Council met Gen. J. Doe on Oct. 7 . | He left on Friday "
           ".");
    expect("\xE2\x80\x9CWe will go on.\xE2\x80\x9D Mr. Roe told reporters. \xE2\x80\x9CWhy "
           "now?\xE2\x80\x9D she asked.",
           "\xE2\x80\x9C We will go on . \xE2\x80\x9D | Mr. Roe told reporters . | \xE2\x80\x9C "
           "Why now ? \xE2\x80\x9D she asked .");
    expect("\"They agreed,\" said Doe. \"All of them.\" The talks ended at 5 p.m. on Monday.",
           "\" They agreed , \" said Doe . | \" All of them . \" | The talks ended at 5 p.m. on "
           "Monday .");
    expect("The ministry denied it. al-Doe, who leads the group, did not.",
           "The ministry denied it . | al - Doe , who leads the group , did not .");
    expect("They met in the U.S. The envoys of Acme Inc. stayed away.",
           "They met in the U.S. | The envoys of Acme Inc. stayed away .");
    segmenter = rules;
}

/* What the header promises of any text. */
static void check_promises(const struct annals_report *report)
{
    size_t at = 0;
    for (size_t i = 0; i < report->tokens.count; i++) {
        const struct token *token = &report->tokens.items[i];
        if (token->word_of_token)
            continue;
        assert_true(token->span.start >= at && token->span.end > token->span.start);
        while (at < token->span.start)
            assert_true(utf8_is_space(utf8_next(report->text, &at)));
        assert_int_equal(at, token->span.start);
        at = token->span.end;
    }
    while (at < report->text.size)
        assert_true(utf8_is_space(utf8_next(report->text, &at)));
    for (size_t i = 0; i < report->sentences.count; i++)
        assert_true(report->sentences.items[i].count <= 2000);
}

static void check_repeated(const char *unit, size_t times)
{
    size_t size = strlen(unit) * times;
    char *text = test_malloc(size);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * strlen(unit), unit, strlen(unit));
    struct annals_report report = split(STR(""), (struct str){text, size});
    check_promises(&report);
    arena_free(&report.arena);
    test_free(text);
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const units[] = {
        "x",
        "9",
        "-",
        ".",
        "'",
        "(",
        "a.",
        "1-",
        "a-",
        "\xE2\x80\x99",
        "@a",
        "://",
        "word ",
        "a,",
        "U.S. ",
        "\xF0\x9F\x91\xA8\xE2\x80\x8D",
        "\x01",
        "n't",
        "'s",
        "1,",
        "a@b",
        "\xD7\xA9\xD7\x9C ",
        "\xE0\xB8\x81",
        "#x",
        "\xE2\x80\xA9",
        "a.b.",
        "_",
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        check_repeated(units[i], 100000 / strlen(units[i]));
    check_repeated("x", 1000000);
    check_repeated("word ", 200000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),    cmocka_unit_test(test_words),
        cmocka_unit_test(test_sentences), cmocka_unit_test(test_shipped_classifier),
        cmocka_unit_test(test_fields),    cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
