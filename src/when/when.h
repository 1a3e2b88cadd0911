/* when.h — what day a report speaks of.
 *
 * Reads: tokens, the publication date. Writes: times. Relative expressions ("Monday", "last week")
 * are resolved against the publication date and left out where there is none. */
#ifndef ANNALS_WHEN_H
#define ANNALS_WHEN_H

#include "report.h"

struct calendar; /* the time words of data/when */

int calendar_open(struct arena *arena, struct str table, struct calendar **calendar,
                  struct annals_error *error);
/* The stage. */
int find_times(const struct calendar *calendar, struct annals_report *report,
               struct annals_error *error);
/* Dates of all events from the times found: sets date, end_date, date_from_text. */
int date_events(struct annals_report *report, struct annals_error *error);

/* "2024-03-25", "2024-03" (its first day), "2024": false if it is none of these. Longer ISO stamps
 * count by their day. */
bool date_parse(struct str text, struct date *date);
/* Days since 1970-01-01, and back. */
int32_t date_to_days(struct date date);
struct date date_of_days(int32_t days);
/* "2024-03-25" in the arena, "" for no date. */
struct str date_format(struct arena *arena, struct date date);

#endif
