/* test_date.c — dates of documents: what is read, what is not, and counting days. */
#include "support.h"

static void expect_date(const char *text, const char *wanted)
{
    struct annals_report *report = report_new();
    struct date date;
    bool found = date_parse(str_of(text), &date);
    struct str got = found ? date_format(&report->arena, date) : STR("none");
    if (!str_equal(got, str_of(wanted)))
        fail_msg("\"%s\" gave %.*s, not %s", text, STR_ARG(got), wanted);
    report_free(report);
}

static void test_dates_are_read(void **state)
{
    (void)state;
    expect_date("2024-03-25", "2024-03-25");
    expect_date(" 2024-03-25\n", "2024-03-25");
    expect_date("2024-03", "2024-03-01");
    expect_date("2024", "2024-01-01");
    expect_date("2024-03-25T10:11:12+02:00", "2024-03-25");
    expect_date("2024-03-25 10:11:12", "2024-03-25");
    expect_date("2024/3/5", "2024-03-05");
    expect_date("20240325", "2024-03-25");
    expect_date("20240325101112", "2024-03-25");
    expect_date("20240325T101112Z", "2024-03-25");
    expect_date("Mon, 25 Mar 2024 10:00:00 GMT", "2024-03-25");
    expect_date("March 25, 2024", "2024-03-25");
    expect_date("Sept. 3, 2023", "2023-09-03");
    expect_date("Monday, January 7, 2019", "2019-01-07");
    expect_date("7 January 2019", "2019-01-07");
    expect_date("7-Jan-2019", "2019-01-07");
    expect_date("March 25th, 2024", "2024-03-25");
    expect_date("2000-02-29", "2000-02-29");
}

static void test_what_is_no_date(void **state)
{
    (void)state;
    const char *const NONE_OF_THEM[] = {"",
                                        "yesterday",
                                        "2024-13-01",
                                        "2024-02-30",
                                        "1900-02-29",
                                        "0000-01-01",
                                        "03/04/2024",
                                        "2024-",
                                        "2024-03-",
                                        "2024-03/25",
                                        "2024-03-251",
                                        "202403",
                                        "20241325",
                                        "March 2024",
                                        "March 25",
                                        "Ma 25, 2024",
                                        "99 March 2024",
                                        "12345678901234567890"};
    for (size_t i = 0; i < sizeof NONE_OF_THEM / sizeof *NONE_OF_THEM; i++)
        expect_date(NONE_OF_THEM[i], "none");
}

static void test_days_are_counted(void **state)
{
    (void)state;
    assert_int_equal(date_to_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_to_days((struct date){2000, 3, 1}), 11017);
    assert_int_equal(date_to_days((struct date){1, 1, 1}), -719162);
    struct date last = {0};
    for (int32_t day = -719162; day <= 2932896; day++) {
        struct date date = date_of_days(day);
        assert_int_equal(date_to_days(date), day);
        if (day > -719162)
            assert_true(date.year > last.year || date.month > last.month || date.day > last.day);
        last = date;
    }
    assert_int_equal(last.year, 9999);
    assert_int_equal(date_of_days(-719163).year, 0);
    assert_int_equal(date_of_days(2932897).year, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates_are_read),
        cmocka_unit_test(test_what_is_no_date),
        cmocka_unit_test(test_days_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
