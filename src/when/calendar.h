/* calendar.h — the time words of data/when/words.tsv, for this folder alone. */
#ifndef ANNALS_WHEN_CALENDAR_H
#define ANNALS_WHEN_CALENDAR_H

#include "when/when.h"

/* What a word may be; the table's header comment describes each. */
enum time_kind {
    TIME_WEEKDAY,
    TIME_MONTH,
    TIME_DAY,
    TIME_PART,
    TIME_UNIT,
    TIME_RELATIVE,
    TIME_PART_OF,
    TIME_AGO,
    TIME_NUMBER,
    TIME_ORDINAL,
    TIME_IN_PERIOD,
    TIME_BOUND,
    TIME_FUTURE,
    TIME_FIXED,
    TIME_KIND_COUNT
};

/* `kinds`: bits 1 << enum time_kind; `value` by kind (a fixed day: days since 1970). A word may be
 * of several kinds ("late": part of a period, and a sign that a period follows). */
struct time_word {
    uint32_t kinds;
    bool is_capitalised; /* only with a capital letter ("May") */
    int32_t value[TIME_KIND_COUNT];
};

struct calendar {
    struct map index; /* lower-case spelling to words.items */
    ARRAY_OF(struct time_word) words;
};

/* The entry of a form in the text, NULL if there is none. */
const struct time_word *calendar_word(const struct calendar *calendar, struct str form);

#endif
