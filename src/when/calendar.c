/* calendar.c — reads data/when/words.tsv into a map from spellings to what they may mean. */
#include "when/calendar.h"

static const char *const KIND_NAMES[] = {
    "weekday", "month",  "day",     "part",      "unit",  "relative", "part_of",
    "ago",     "number", "ordinal", "in_period", "bound", "future",   "fixed",
};

enum { LONGEST_WORD = 16 };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

const struct time_word *calendar_word(const struct calendar *calendar, struct str form)
{
    char lower[LONGEST_WORD];
    if (!form.size || form.size > sizeof lower)
        return NULL;
    for (size_t i = 0; i < form.size; i++)
        lower[i] = is_upper(form.data[i]) ? (char)(form.data[i] + 32) : form.data[i];
    uint32_t index = map_get(&calendar->index, (struct str){lower, form.size});
    if (index == MAP_NONE)
        return NULL;
    const struct time_word *word = &calendar->words.items[index];
    return word->is_capitalised && !is_upper(form.data[0]) ? NULL : word;
}

static int kind_of(struct str name)
{
    for (int kind = 0; kind < TIME_KIND_COUNT; kind++)
        if (str_equal(name, str_of(KIND_NAMES[kind])))
            return kind;
    return -1;
}

static const struct {
    const char *name;
    enum grain grain;
} GRAINS[] = {
    {"day", GRAIN_DAY}, {"week", GRAIN_WEEK}, {"month", GRAIN_MONTH}, {"year", GRAIN_YEAR}};

/* The value as its kind writes it: a grain, a date or a number. */
static bool read_value(int kind, struct str text, int32_t *value)
{
    if (kind == TIME_UNIT) {
        for (size_t i = 0; i < sizeof GRAINS / sizeof *GRAINS; i++)
            if (str_equal(text, str_of(GRAINS[i].name))) {
                *value = (int32_t)GRAINS[i].grain;
                return true;
            }
        return false;
    }
    if (kind == TIME_FIXED) {
        struct date date;
        if (!date_parse(text, &date))
            return false;
        *value = date_to_days(date);
        return true;
    }
    int64_t number;
    if (!str_to_integer(text, &number) || number < -100000 || number > 100000)
        return false;
    bool in_range = kind == TIME_WEEKDAY ? number >= 1 && number <= 7
                    : kind == TIME_MONTH ? number >= 1 && number <= 12
                                         : true;
    *value = (int32_t)number;
    return in_range;
}

static void add_word(struct arena *arena, struct calendar *calendar, struct str spelling, int kind,
                     int32_t value)
{
    uint32_t *index = map_at(&calendar->index, str_lower(arena, spelling));
    if (*index == MAP_NONE) {
        *index = (uint32_t)calendar->words.count;
        *array_push(arena, &calendar->words) =
            (struct time_word){.is_capitalised = is_upper(spelling.data[0])};
    }
    struct time_word *word = &calendar->words.items[*index];
    word->kinds |= 1u << kind;
    word->value[kind] = value;
}

int calendar_open(struct arena *arena, struct str table, struct calendar **calendar,
                  struct annals_error *error)
{
    static const char *const COLUMNS[] = {"words", "kind", "value", NULL};
    struct str name = STR("when/words.tsv");
    struct table rows;
    int status = table_open(&rows, name, table, COLUMNS, error);
    if (status)
        return status;
    struct calendar *made = arena_new(arena, struct calendar);
    made->index.arena = arena;
    int more;
    while ((more = table_next(&rows, error)) > 0) {
        int kind = kind_of(table_field(&rows, "kind"));
        int32_t value;
        if (kind < 0 || !read_value(kind, table_field(&rows, "value"), &value))
            return error_set(
                error, ANNALS_SETUP,
                "%.*s:%zu: kind or value is none of those that the head of the built-in "
                "table describes",
                STR_ARG(name), rows.line);
        struct str words = table_field(&rows, "words");
        while (words.data) {
            struct str spelling = str_cut(&words, '|');
            if (spelling.size)
                add_word(arena, made, spelling, kind, value);
        }
    }
    *calendar = made;
    return more < 0 ? ANNALS_SETUP : 0;
}
