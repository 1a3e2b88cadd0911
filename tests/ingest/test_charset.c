/* test_charset.c — encodings recognised, converted and refused; control characters. */
#include "ingest/charset.h"
#include "support.h"

static void expect_text(struct str bytes, const char *wanted)
{
    struct annals_report *report = report_new();
    struct annals_error error = {0};
    struct str text;
    if (decode_text(&report->arena, bytes, STR("x"), &text, &error))
        fail_msg("%s", error.message);
    assert_str(text, wanted);
    assert_int_equal(utf8_invalid(text), SIZE_MAX);
    report_free(report);
}

static void expect_refusal(struct str bytes, const char *message)
{
    struct annals_report *report = report_new();
    struct annals_error error = {0};
    struct str text;
    assert_int_equal(decode_text(&report->arena, bytes, STR("a.txt"), &text, &error), ANNALS_INPUT);
    assert_str(str_of(error.message), message);
    report_free(report);
}

static void test_utf8(void **state)
{
    (void)state;
    expect_text(STR(""), "");
    expect_text(STR("plain"), "plain");
    expect_text(STR("\xEF\xBB\xBF"
                    "caf\xC3\xA9"),
                "caf\xC3\xA9");
}

static void test_utf16(void **state)
{
    (void)state;
    expect_text(STR("\xFF\xFEH\0i\0 \0\x3D\xD8\x00\xDE"), "Hi \xF0\x9F\x98\x80");
    expect_text(STR("\xFE\xFF\0H\0i\x20\x14"), "Hi\xE2\x80\x94");
    expect_text(STR("\xFE\xFF\0H\xD8\x3D\0i\0"), "H\xEF\xBF\xBDi\xEF\xBF\xBD");
    expect_text(STR("\xFE\xFF"), "");
}

static void test_utf16_in_pieces(void **state)
{
    (void)state;
    struct str bytes = STR("H\0\x3D\xD8\x00\xDE!\0");
    char out[64];
    for (size_t piece = 1; piece <= bytes.size; piece++) {
        size_t at = 0, used = 0;
        for (size_t end = piece;; end += piece) {
            bool is_end = end >= bytes.size;
            used += decode_utf16(str_slice(bytes, 0, end), &at, false, is_end, out + used,
                                 sizeof out - used);
            if (is_end)
                break;
        }
        assert_str((struct str){out, used}, "H\xF0\x9F\x98\x80!");
    }
}

static void test_windows_1252(void **state)
{
    (void)state;
    expect_text(STR("\x93We won\x92t,\x94 she said \x97 in a caf\xE9 for 5 \x80."),
                "\xE2\x80\x9CWe won\xE2\x80\x99t,\xE2\x80\x9D she said \xE2\x80\x94 in a "
                "caf\xC3\xA9 for 5 \xE2\x82\xAC.");
    expect_text(STR("\xC9lan and \xC9TAT, na\xEFve, d\xE9j\xE0 vu, \xE0 la carte, 40\xB0"),
                "\xC3\x89lan and \xC3\x89TAT, na\xC3\xAFve, d\xC3\xA9j\xC3\xA0 vu, \xC3\xA0 la "
                "carte, 40\xC2\xB0");
    /* UTF-8 with an apostrophe from elsewhere. */
    expect_text(STR("Se\xC3\xB1or P\xC3\xA9rez didn\x92t"),
                "Se\xC3\xB1or P\xC3\xA9rez didn\xE2\x80\x99t");
}

static void test_neither(void **state)
{
    (void)state;
    expect_refusal(STR("a broken \xC3( sequence"),
                   "a.txt: byte 10 (0xC3) is not UTF-8 and makes no sense as Windows-1252; convert "
                   "the text to UTF-8");
    expect_refusal(STR("\x81\x8D\x8F\x90\x9D"),
                   "a.txt: byte 1 (0x81) is not UTF-8 and makes no sense as Windows-1252; convert "
                   "the text to UTF-8");
    expect_refusal(STR("\x7F"
                       "ELF\2\1\1\0\0\x90\x8F"),
                   "a.txt: is not text: byte 8 is NUL");
    expect_refusal(STR("cut short \xE2\x80"),
                   "a.txt: byte 11 (0xE2) is not UTF-8 and makes no sense as Windows-1252; convert "
                   "the text to UTF-8");
}

static void expect_tidy(struct str text, const char *wanted)
{
    struct annals_report *report = report_new();
    struct annals_error error = {0};
    struct str tidy;
    if (tidy_text(&report->arena, text, STR("x"), &tidy, &error))
        fail_msg("%s", error.message);
    assert_str(tidy, wanted);
    report_free(report);
}

static void test_line_ends_and_controls(void **state)
{
    (void)state;
    expect_tidy(STR("one\r\ntwo\rthree\n\ttab"), "one\ntwo\nthree\n\ttab");
    expect_tidy(STR("nul\0l and bell\a, \x7F"
                    "del"),
                "null and bell, del");
    expect_tidy(STR("C1 \xC2\x93quote\xC2\x94"), "C1 quote");
    expect_tidy(STR("a\r"), "a\n");
    expect_tidy(STR(""), "");
}

static void test_binary_is_no_text(void **state)
{
    (void)state;
    struct annals_report *report = report_new();
    struct annals_error error = {0};
    struct str tidy;
    assert_int_equal(
        tidy_text(&report->arena, STR("GIF89a\0\0\0\0\0\0\1\2\3"), STR("a.png"), &tidy, &error),
        ANNALS_INPUT);
    assert_non_null(strstr(error.message, "a.png: is not text: 9 control characters"));
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_utf16_in_pieces),
        cmocka_unit_test(test_windows_1252),
        cmocka_unit_test(test_neither),
        cmocka_unit_test(test_line_ends_and_controls),
        cmocka_unit_test(test_binary_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
