/* date.c — days of the calendar: read, written and counted.
 *
 * Dates of documents come as ISO 8601, as RFC 822 stamps of feeds, as plain digits of databases or
 * as people write them. The month names below belong to those formats; the time words of running
 * text are in data/when. A date in figures whose order depends on the country (03/04/2024) is none:
 * to guess would be to be wrong half the time. */
#include "when/when.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int days_in_month(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : DAYS[month - 1];
}

static bool set_date(struct date *date, int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return false;
    *date = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

/* The digits at `*at`, at most `longest` of them; returns how many, their value in `*number`. */
static size_t read_digits(struct str s, size_t *at, size_t longest, int *number)
{
    size_t count = 0;
    *number = 0;
    while (*at < s.size && count < longest && is_digit(s.data[*at])) {
        *number = *number * 10 + (s.data[(*at)++] - '0');
        count++;
    }
    return count;
}

/* "20240325", also with a time behind ("20240325T100000Z", "20240325100000"). */
static bool parse_compact(struct str s, struct date *date)
{
    size_t count = 0;
    while (count < s.size && is_digit(s.data[count]))
        count++;
    if (count != 8 && count != 12 && count != 14)
        return false;
    if (count < s.size && s.data[count] != 'T')
        return false;
    int year, month, day;
    size_t at = 0;
    read_digits(s, &at, 4, &year);
    read_digits(s, &at, 2, &month);
    read_digits(s, &at, 2, &day);
    return set_date(date, year, month, day);
}

/* "2024", "2024-03", "2024-03-25", "2024/3/25", and longer stamps by their day. */
static bool parse_iso(struct str s, struct date *date)
{
    int year, month, day;
    size_t at = 0;
    if (read_digits(s, &at, 4, &year) != 4)
        return false;
    if (at == s.size)
        return set_date(date, year, 1, 1);
    char separator = s.data[at++];
    if ((separator != '-' && separator != '/') || !read_digits(s, &at, 2, &month))
        return false;
    if (at == s.size)
        return set_date(date, year, month, 1);
    if (s.data[at++] != separator || !read_digits(s, &at, 2, &day))
        return false;
    if (at < s.size && s.data[at] != 'T' && s.data[at] != 't' && s.data[at] != ' ' &&
        s.data[at] != 'Z' && s.data[at] != '+' && s.data[at] != ',')
        return false;
    return set_date(date, year, month, day);
}

/* ---- dates with the month in letters ---- */

/* Is `word` the beginning of `name`, three letters or more ("Sept", "mar", "Thurs")? */
static bool is_short_for(struct str word, const char *name)
{
    return word.size >= 3 && word.size <= strlen(name) &&
           str_equal_fold(word, str_slice(str_of(name), 0, word.size));
}

static int index_of_name(struct str word, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (is_short_for(word, names[i]))
            return i + 1;
    return 0;
}

static int month_of(struct str word)
{
    static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    return index_of_name(word, MONTHS, 12);
}

static bool is_weekday(struct str word)
{
    static const char *const DAYS[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
    return index_of_name(word, DAYS, 7) != 0;
}

/* The next word or number, without the blanks, commas, full stops and hyphens before it. */
static struct str next_word(struct str s, size_t *at)
{
    while (*at < s.size && (s.data[*at] == ' ' || s.data[*at] == ',' || s.data[*at] == '.' ||
                            s.data[*at] == '-' || s.data[*at] == '\t'))
        (*at)++;
    size_t start = *at;
    if (start < s.size && is_digit(s.data[start]))
        while (*at < s.size && is_digit(s.data[*at]))
            (*at)++;
    else
        while (*at < s.size && is_letter(s.data[*at]))
            (*at)++;
    return str_slice(s, start, *at);
}

static bool to_day(struct str word, int *day)
{
    int64_t value;
    if (word.size < 1 || word.size > 2 || !str_to_integer(word, &value))
        return false;
    *day = (int)value;
    return true;
}

/* "25th" as 25: passes over the ending. */
static void skip_ordinal(struct str s, size_t *at)
{
    struct str ending = str_slice(s, *at, *at + 2);
    if ((str_equal_fold(ending, STR("st")) || str_equal_fold(ending, STR("nd")) ||
         str_equal_fold(ending, STR("rd")) || str_equal_fold(ending, STR("th"))) &&
        (*at + 2 == s.size || !is_letter(s.data[*at + 2])))
        *at += 2;
}

/* "Mon, 25 Mar 2024 10:00:00 GMT", "March 25, 2024", "25 March 2024". */
static bool parse_named(struct str s, struct date *date)
{
    size_t at = 0;
    struct str word = next_word(s, &at);
    if (is_weekday(word))
        word = next_word(s, &at);
    int day = 0, month = month_of(word);
    if (month) {
        if (!to_day(next_word(s, &at), &day))
            return false;
        skip_ordinal(s, &at);
    } else {
        if (!to_day(word, &day))
            return false;
        skip_ordinal(s, &at);
        month = month_of(next_word(s, &at));
    }
    struct str year = next_word(s, &at);
    int64_t number;
    return month && year.size == 4 && str_to_integer(year, &number) &&
           set_date(date, (int)number, month, day);
}

bool date_parse(struct str text, struct date *date)
{
    text = str_trim(text);
    *date = (struct date){0};
    return parse_compact(text, date) || parse_iso(text, date) || parse_named(text, date);
}

/* ---- counting ---- */

/* Days since 1970-01-01 in the Gregorian calendar carried backwards, after H. Hinnant, "chrono
 * -compatible low-level date algorithms": years begin in March, so that the leap day comes last. */
int32_t date_to_days(struct date date)
{
    int32_t year = date.year - (date.month <= 2);
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    int32_t month = date.month + (date.month > 2 ? -3 : 9);
    int32_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* Days outside the years 1 to 9999 give no date. */
struct date date_of_days(int32_t days)
{
    struct date none = {0}, date;
    const int32_t first = -719162, last = 2932896;
    if (days < first || days > last)
        return none;
    days += 719468;
    int32_t era = days / 146097;
    int32_t day_of_era = days - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153;
    date.day = (int8_t)(day_of_year - (153 * month + 2) / 5 + 1);
    date.month = (int8_t)(month < 10 ? month + 3 : month - 9);
    date.year = (int16_t)(year_of_era + era * 400 + (date.month <= 2));
    return date;
}

struct str date_format(struct arena *arena, struct date date)
{
    if (!date.year)
        return STR("");
    return str_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}
