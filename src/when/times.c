/* times.c — finds time expressions in sentences and resolves them to days.
 *
 * A hand-written scanner over the tokens: at each one the patterns below are tried, the most
 * specific first, and the first that fits is taken. What is relative ("Monday", "last week") is
 * counted from the publication date; news tells of days just past, so a bare weekday is the last
 * one, unless its clause lies ahead ("will meet on Monday"). What cannot be resolved is left out.
 */
#include "lang/lang.h"
#include "when/calendar.h"

#include <stdlib.h>

/* One report being scanned. `words[token]`: its time word or NULL; tokens of the current sentence
 * are [first, end). */
struct scan {
    const struct calendar *calendar;
    struct annals_report *report;
    const struct time_word **words;
    bool *in_name; /* tokens inside the name of a person or body */
    int32_t today; /* days; only if has_today */
    bool has_today;
    uint32_t sentence, first, end;
};

/* A resolved expression: tokens up to `end` (0: none), days and grain. */
struct found {
    uint32_t end;
    int32_t from, to;
    enum grain grain;
};

static const struct found NOTHING = {0};

static bool has_kind(const struct scan *scan, uint32_t at, enum time_kind kind)
{
    return at >= scan->first && at < scan->end && scan->words[at] &&
           (scan->words[at]->kinds & 1u << kind);
}

static int32_t value_of(const struct scan *scan, uint32_t at, enum time_kind kind)
{
    return scan->words[at]->value[kind];
}

static const struct token *token_at(const struct scan *scan, uint32_t at)
{
    return &scan->report->tokens.items[at];
}

static bool is_form(const struct scan *scan, uint32_t at, const char *form)
{
    return at >= scan->first && at < scan->end &&
           str_equal_fold(token_at(scan, at)->form, str_of(form));
}

/* ---- days ---- */

/* Days of a date; false where the calendar has no such day. */
static bool make_day(int64_t year, int64_t month, int64_t day, int32_t *days)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    struct date date = {(int16_t)year, (int8_t)month, (int8_t)day};
    *days = date_to_days(date);
    struct date back = date_of_days(*days);
    return back.month == date.month && back.day == date.day;
}

static struct found day_found(uint32_t end, int32_t day)
{
    return (struct found){.end = end, .from = day, .to = day, .grain = GRAIN_DAY};
}

static struct found month_found(uint32_t end, int32_t year, int32_t month)
{
    int32_t from, next;
    if (!make_day(year, month, 1, &from) ||
        !make_day(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1, &next))
        return NOTHING;
    return (struct found){.end = end, .from = from, .to = next - 1, .grain = GRAIN_MONTH};
}

static struct found year_found(uint32_t end, int32_t year)
{
    int32_t from, to;
    if (!make_day(year, 1, 1, &from) || !make_day(year, 12, 31, &to))
        return NOTHING;
    return (struct found){.end = end, .from = from, .to = to, .grain = GRAIN_YEAR};
}

/* 0 Monday … 6 Sunday; 1970-01-01 was a Thursday. */
static int32_t weekday_of(int32_t day)
{
    return ((day + 3) % 7 + 7) % 7;
}

/* The period of this grain that lies `offset` periods from the one that holds today. */
static struct found period_found(const struct scan *scan, uint32_t end, enum grain grain,
                                 int32_t offset)
{
    struct date today = date_of_days(scan->today);
    switch (grain) {
    case GRAIN_DAY: return day_found(end, scan->today + offset);
    case GRAIN_WEEK: {
        int32_t monday = scan->today - weekday_of(scan->today) + 7 * offset;
        return (struct found){.end = end, .from = monday, .to = monday + 6, .grain = GRAIN_WEEK};
    }
    case GRAIN_MONTH: {
        int32_t months = today.year * 12 + today.month - 1 + offset;
        return months < 12 ? NOTHING : month_found(end, months / 12, months % 12 + 1);
    }
    default: return year_found(end, today.year + offset);
    }
}

/* ---- does the clause lie ahead? ---- */

static bool is_future_word(const struct scan *scan, uint32_t token)
{
    const struct time_word *word = calendar_word(scan->calendar, token_at(scan, token)->lemma);
    return has_kind(scan, token, TIME_FUTURE) || (word && word->kinds & 1u << TIME_FUTURE);
}

static bool has_future_auxiliary(const struct scan *scan, uint32_t head)
{
    static const unsigned RELATIONS[] = {DEPREL_AUX, DEPREL_AMOD, DEPREL_ADVMOD};
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++)
        for (uint32_t child = tree_dependent(scan->report, head, RELATIONS[i], NONE); child != NONE;
             child = tree_dependent(scan->report, head, RELATIONS[i], child))
            if (is_future_word(scan, child))
                return true;
    return false;
}

/* Climbs from the expression to the head of its clause. Infinitives ("set to meet on Monday") look
 * further up, to the verb that governs them. */
static bool is_ahead(const struct scan *scan, uint32_t token)
{
    for (int step = 0; step < 16 && token != NONE; step++) {
        if (step && (is_future_word(scan, token) || has_future_auxiliary(scan, token)))
            return true;
        const struct token *word = token_at(scan, token);
        unsigned relation = deprel_base(word->deprel);
        bool is_infinitive = word->xpos == XPOS_VB;
        bool ends_clause = relation == DEPREL_CCOMP || relation == DEPREL_PARATAXIS ||
                           relation == DEPREL_ROOT || relation == DEPREL_ACL ||
                           relation == DEPREL_ADVCL;
        if (ends_clause && !(is_infinitive && relation != DEPREL_CCOMP))
            return false;
        token = word->head;
    }
    return false;
}

/* ---- numbers ---- */

/* The digits that the form begins with, and what follows them. */
static bool read_number(struct str form, int64_t *number, struct str *rest)
{
    size_t digits = 0;
    while (digits < form.size && form.data[digits] >= '0' && form.data[digits] <= '9')
        digits++;
    *rest = str_slice(form, digits, form.size);
    return digits && digits <= 4 && str_to_integer(str_slice(form, 0, digits), number);
}

/* "25", "25th" or "first": a day of the month, 0 if it is none. */
static int32_t day_number(const struct scan *scan, uint32_t at)
{
    int64_t number;
    struct str suffix;
    if (at >= scan->end)
        return 0;
    if (has_kind(scan, at, TIME_ORDINAL))
        return value_of(scan, at, TIME_ORDINAL);
    if (!read_number(token_at(scan, at)->form, &number, &suffix) || number < 1 || number > 31)
        return 0;
    bool is_ordinal = str_equal(suffix, STR("st")) || str_equal(suffix, STR("nd")) ||
                      str_equal(suffix, STR("rd")) || str_equal(suffix, STR("th"));
    return suffix.size == 0 || is_ordinal ? (int32_t)number : 0;
}

/* Does the number count what follows ("in March 30 people")? */
static bool counts_something(const struct scan *scan, uint32_t at)
{
    const struct token *token = token_at(scan, at);
    return token->deprel == DEPREL_NUMMOD && token->head != NONE && token->head > at &&
           token_at(scan, token->head)->xpos == XPOS_NNS;
}

/* A year in four digits, 0 if it is none. */
static int32_t year_number(const struct scan *scan, uint32_t at)
{
    int64_t number;
    struct str rest;
    if (at >= scan->end || !read_number(token_at(scan, at)->form, &number, &rest) || rest.size)
        return 0;
    return number >= 1800 && number <= 2100 && token_at(scan, at)->form.size == 4 &&
                   !counts_something(scan, at)
               ? (int32_t)number
               : 0;
}

/* "24", "three", "a": for "three days ago". */
static int32_t count_number(const struct scan *scan, uint32_t at)
{
    int64_t number;
    struct str rest;
    if (has_kind(scan, at, TIME_NUMBER))
        return value_of(scan, at, TIME_NUMBER);
    return at < scan->end && read_number(token_at(scan, at)->form, &number, &rest) && !rest.size
               ? (int32_t)number
               : 0;
}

/* ---- dates ---- */

/* Of the years around the publication the one that brings the day nearest; days ahead count thrice
 * their distance, in a clause that lies ahead days past do. */
static bool nearest_year(const struct scan *scan, uint32_t at, int32_t month, int32_t day,
                         int32_t *year)
{
    if (!scan->has_today)
        return false;
    int32_t this_year = date_of_days(scan->today).year, best = INT32_MAX;
    bool ahead = is_ahead(scan, at);
    for (int32_t candidate = this_year - 4; candidate <= this_year + 4; candidate++) {
        int32_t days;
        if (!make_day(candidate, month, day, &days))
            continue;
        int32_t distance = days - scan->today;
        bool is_unlikely = ahead ? distance < 0 : distance > 1;
        int32_t cost = abs(distance) * (is_unlikely ? 3 : 1);
        if (cost < best) {
            best = cost;
            *year = candidate;
        }
    }
    return best != INT32_MAX;
}

/* The year behind a date: ", 2024", "2024", "of 2024", "last year"; `*end` moves behind it. */
static int32_t trailing_year(const struct scan *scan, uint32_t *end)
{
    uint32_t at = *end;
    if (is_form(scan, at, ",") || is_form(scan, at, "of"))
        at++;
    int32_t year = year_number(scan, at);
    if (year)
        *end = at + 1;
    return year;
}

static struct found day_of_month(const struct scan *scan, uint32_t at, uint32_t end, int32_t month,
                                 int32_t day)
{
    int32_t last_day = 0;
    if ((is_form(scan, end, "-") || is_form(scan, end, "–")) && day_number(scan, end + 1) > day &&
        !has_kind(scan, end + 1, TIME_ORDINAL)) {
        last_day = day_number(scan, end + 1);
        end += 2;
    }
    int32_t year = trailing_year(scan, &end), from, to;
    if ((!year && !nearest_year(scan, at, month, day, &year)) || !make_day(year, month, day, &from))
        return NOTHING;
    if (!last_day || !make_day(year, month, last_day, &to))
        to = from;
    return (struct found){.end = end, .from = from, .to = to, .grain = GRAIN_DAY};
}

/* "March 25", "March 25, 2024", "Oct. 7", "March 2024", "in March". */
static struct found month_first(const struct scan *scan, uint32_t at)
{
    if (!has_kind(scan, at, TIME_MONTH) || scan->in_name[at])
        return NOTHING;
    int32_t month = value_of(scan, at, TIME_MONTH), day = day_number(scan, at + 1);
    if (day && !has_kind(scan, at + 1, TIME_ORDINAL) && !counts_something(scan, at + 1))
        return day_of_month(scan, at, at + 2, month, day);
    uint32_t end = at + 1;
    int32_t year = trailing_year(scan, &end);
    if (!year &&
        (!has_kind(scan, at - 1, TIME_IN_PERIOD) || !nearest_year(scan, at, month, 1, &year)))
        return NOTHING;
    return month_found(end, year, month);
}

/* "25 March", "25th of March 2024", "the first of May". */
static struct found day_first(const struct scan *scan, uint32_t at)
{
    int32_t day = day_number(scan, at);
    uint32_t month = is_form(scan, at + 1, "of") ? at + 2 : at + 1;
    if (!day || !has_kind(scan, month, TIME_MONTH) || scan->in_name[month])
        return NOTHING;
    return day_of_month(scan, at, month + 1, value_of(scan, month, TIME_MONTH), day);
}

/* "2024-03-25", "25/03/2024": tokens without white space between them, tried as one. A date in
 * figures whose order is open is none. */
static bool figures_to_day(struct str text, int32_t *days)
{
    int64_t part[3];
    char separator = 0;
    for (size_t i = 0; i < 3; i++) {
        struct str rest;
        if (!read_number(text, &part[i], &rest) || (i == 2) != (rest.size == 0))
            return false;
        if (i == 2)
            break;
        if (i == 1 && rest.data[0] != separator)
            return false;
        separator = rest.data[0];
        text = str_slice(rest, 1, rest.size);
    }
    if (separator == '-' && part[0] > 1000)
        return make_day(part[0], part[1], part[2], days);
    if ((separator != '/' && separator != '.') || part[2] < 1000)
        return false;
    if (part[0] > 12)
        return make_day(part[2], part[1], part[0], days);
    return part[1] > 12 && make_day(part[2], part[0], part[1], days);
}

static struct found in_figures(const struct scan *scan, uint32_t at)
{
    enum { LONGEST_DATE = 10, MOST_TOKENS = 5 };
    int64_t number;
    struct str rest;
    if (!read_number(token_at(scan, at)->form, &number, &rest))
        return NOTHING;
    for (uint32_t end = at + 1; end <= scan->end && end - at <= MOST_TOKENS; end++) {
        int32_t days;
        struct str text = span_text(scan->report, tokens_span(scan->report, at, end));
        if (text.size > LONGEST_DATE)
            break;
        if (figures_to_day(text, &days))
            return day_found(end, days);
    }
    return NOTHING;
}

/* "in 2011", "the 2003 invasion". */
static struct found bare_year(const struct scan *scan, uint32_t at)
{
    int32_t year = year_number(scan, at);
    if (!year || at == scan->first)
        return NOTHING;
    bool follows = has_kind(scan, at - 1, TIME_IN_PERIOD);
    unsigned before = token_at(scan, at - 1)->upos;
    bool modifies = token_at(scan, at)->head != NONE && token_at(scan, at)->head > at &&
                    token_at(scan, at)->head < scan->end &&
                    (before == UPOS_DET || before == UPOS_PRON || before == UPOS_PART) &&
                    token_at(scan, token_at(scan, at)->head)->upos == UPOS_NOUN;
    return follows || modifies ? year_found(at + 1, year) : NOTHING;
}

/* ---- what is counted from the day of the report ---- */

static int32_t weekday_before(int32_t day, int32_t weekday)
{
    return day - ((weekday_of(day) - weekday) % 7 + 7) % 7;
}

/* The weekday that is meant: the last one up to the publication date, ahead the next from it on.
 * `relative` (-1, 1) is that of "last Monday", "next Monday", which are never the day itself. */
static int32_t resolve_weekday(const struct scan *scan, uint32_t at, int32_t weekday,
                               int32_t relative)
{
    if (relative < 0)
        return weekday_before(scan->today - 1, weekday);
    if (relative > 0)
        return weekday_before(scan->today + 7, weekday);
    return is_ahead(scan, at) ? weekday_before(scan->today + 6, weekday)
                              : weekday_before(scan->today, weekday);
}

/* "Monday", "Monday, March 25", "Monday 25 March 2024", "Monday (March 25)". */
static struct found weekday(const struct scan *scan, uint32_t at)
{
    if (!has_kind(scan, at, TIME_WEEKDAY) || scan->in_name[at])
        return NOTHING;
    uint32_t behind = at + 1;
    if (is_form(scan, behind, ",") || is_form(scan, behind, "("))
        behind++;
    struct found date = month_first(scan, behind);
    if (!date.end)
        date = day_first(scan, behind);
    if (date.end && date.grain == GRAIN_DAY)
        return date;
    if (!scan->has_today)
        return NOTHING;
    return day_found(at + 1, resolve_weekday(scan, at, value_of(scan, at, TIME_WEEKDAY) - 1, 0));
}

/* "last March": the last one that is over or running; "next March". */
static struct found relative_month(const struct scan *scan, uint32_t at, int32_t relative)
{
    struct date today = date_of_days(scan->today);
    int32_t month = value_of(scan, at, TIME_MONTH), year = today.year;
    if (relative < 0 && month >= today.month)
        year--;
    if (relative > 0 && month <= today.month)
        year++;
    int32_t day = day_number(scan, at + 1), days;
    if (day && !counts_something(scan, at + 1) && make_day(year, month, day, &days))
        return day_found(at + 2, days);
    return month_found(at + 1, year, month);
}

/* "last week", "this month", "next Monday", "last March", "this morning", "last night". */
static struct found relative(const struct scan *scan, uint32_t at)
{
    if (!has_kind(scan, at, TIME_RELATIVE) || !scan->has_today)
        return NOTHING;
    int32_t offset = value_of(scan, at, TIME_RELATIVE);
    uint32_t what = at + 1;
    /* "in the last week" and "the past year" are stretches up to today, not calendar periods. */
    if (has_kind(scan, what, TIME_UNIT) && value_of(scan, what, TIME_UNIT) != GRAIN_DAY &&
        token_at(scan, what)->xpos != XPOS_NNS && !is_form(scan, at - 1, "the"))
        return period_found(scan, what + 1, (enum grain)value_of(scan, what, TIME_UNIT), offset);
    if (has_kind(scan, what, TIME_WEEKDAY))
        return day_found(
            what + 1, resolve_weekday(scan, what, value_of(scan, what, TIME_WEEKDAY) - 1, offset));
    if (has_kind(scan, what, TIME_MONTH))
        return relative_month(scan, what, offset);
    if (has_kind(scan, what, TIME_PART) && offset <= 0 && !is_form(scan, at - 1, "the"))
        return day_found(what + 1, scan->today + offset);
    return NOTHING;
}

/* "three days ago", "a week ago". */
static struct found ago(const struct scan *scan, uint32_t at)
{
    int32_t count = count_number(scan, at);
    if (!count || !scan->has_today || !has_kind(scan, at + 1, TIME_UNIT) ||
        !has_kind(scan, at + 2, TIME_AGO))
        return NOTHING;
    return period_found(scan, at + 3, (enum grain)value_of(scan, at + 1, TIME_UNIT), -count);
}

static struct found named_day(const struct scan *scan, uint32_t at)
{
    if (has_kind(scan, at, TIME_FIXED))
        return day_found(at + 1, value_of(scan, at, TIME_FIXED));
    if (!has_kind(scan, at, TIME_DAY) || !scan->has_today ||
        deprel_base(token_at(scan, at)->deprel) == DEPREL_NSUBJ)
        return NOTHING;
    /* "today's world", "today's youth": no time; "yesterday's attack" is one. */
    if (value_of(scan, at, TIME_DAY) == 0 && token_at(scan, at)->deprel == DEPREL_NMOD_POSS)
        return NOTHING;
    return day_found(at + 1, scan->today + value_of(scan, at, TIME_DAY));
}

/* ---- the stage ---- */

static struct found find_at(const struct scan *scan, uint32_t at)
{
    static struct found (*const PATTERNS[])(const struct scan *, uint32_t) = {
        in_figures, weekday, month_first, day_first, relative, ago, named_day, bare_year,
    };
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        struct found found = PATTERNS[i](scan, at);
        if (found.end)
            return found;
    }
    return NOTHING;
}

static bool follows_bound(const struct scan *scan, uint32_t at)
{
    for (uint32_t before = at; before > scan->first && at - before < 3;) {
        before--;
        if (has_kind(scan, before, TIME_BOUND))
            return true;
        if (token_at(scan, before)->upos != UPOS_DET && !has_kind(scan, before, TIME_PART_OF))
            return false;
    }
    return false;
}

/* "earlier this week" begins with its period and ends, at the latest, with today; "Monday night" is
 * Monday. Returns the token behind. */
static uint32_t add_time(struct scan *scan, uint32_t at, struct found found)
{
    static const struct date FIRST_DAY = {1, 1, 1}, LAST_DAY = {9999, 12, 31};
    uint32_t first = at;
    bool is_bound = follows_bound(scan, at);
    if (has_kind(scan, at - 1, TIME_PART_OF)) {
        first--;
        int32_t part = value_of(scan, first, TIME_PART_OF);
        if (scan->has_today && found.from <= scan->today && scan->today <= found.to) {
            found.to = part < 0 ? scan->today : found.to;
            found.from = part > 0 ? scan->today : found.from;
        }
    }
    while (has_kind(scan, found.end, TIME_PART))
        found.end++;
    if (found.from < date_to_days(FIRST_DAY) || found.to > date_to_days(LAST_DAY))
        return found.end;
    struct span span = word_span(scan->report, first);
    span.end = word_span(scan->report, found.end - 1).end;
    *array_push(&scan->report->arena, &scan->report->times) = (struct time){
        .span = span,
        .sentence = scan->sentence,
        .first = first,
        .end = found.end,
        .from = date_of_days(found.from),
        .to = date_of_days(found.to),
        .grain = (uint8_t)found.grain,
        .is_bound = is_bound,
    };
    return found.end;
}

static void mark_names(struct scan *scan)
{
    const struct annals_report *report = scan->report;
    for (size_t i = 0; i < report->mentions.count; i++) {
        const struct mention *mention = &report->mentions.items[i];
        const struct entity *entity = &report->entities.items[mention->entities[0]];
        if (mention->kind != MENTION_NAME ||
            (entity->type != ENTITY_PER && entity->type != ENTITY_ORG))
            continue;
        for (uint32_t token = mention->first; token < mention->end; token++)
            scan->in_name[token] = token_at(scan, token)->span.start < mention->name.end &&
                                   token_at(scan, token)->span.end > mention->name.start;
    }
}

int find_times(const struct calendar *calendar, struct annals_report *report,
               struct annals_error *error)
{
    (void)error;
    size_t count = report->tokens.count;
    struct scan scan = {.calendar = calendar, .report = report};
    scan.words = arena_new_array(&report->arena, count + 1, const struct time_word *);
    scan.in_name = arena_new_array(&report->arena, count + 1, bool);
    scan.has_today = report->published.year > 0;
    if (scan.has_today)
        scan.today = date_to_days(report->published);
    for (size_t i = 0; i < count; i++)
        scan.words[i] = calendar_word(calendar, report->tokens.items[i].form);
    mark_names(&scan);
    for (uint32_t s = 0; s < report->sentences.count; s++) {
        const struct sentence *sentence = &report->sentences.items[s];
        scan.sentence = s;
        scan.first = sentence->first;
        scan.end = sentence->first + sentence->count;
        for (uint32_t at = scan.first; at < scan.end;) {
            struct found found = find_at(&scan, at);
            if (found.end)
                at = add_time(&scan, at, found);
            else
                at++;
        }
    }
    return 0;
}
