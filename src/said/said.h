/* said.h — who said what: quotes and their speakers, attribution of events, votes, counts of
 * people.
 *
 * Reads: tokens, graph, mentions, events. Writes: quotes, votes, sizes; `reporters` and `sizes` of
 * events. */
#ifndef ANNALS_SAID_H
#define ANNALS_SAID_H

#include "report.h"

struct speech; /* cue words, number words, kinds of counts: data/said */

/* Tables as bytes, borrowed: cues.tsv, numbers.tsv, sizes.tsv of data/said. */
struct speech_tables {
    struct str cues, numbers, sizes;
};
int speech_open(struct arena *arena, const struct speech_tables *tables, struct speech **speech,
                struct annals_error *error);

/* Quotes, before events are coded. */
int find_quotes(const struct speech *speech, struct annals_report *report,
                struct annals_error *error);
/* Votes and sizes. */
int find_votes(const struct speech *speech, struct annals_report *report,
               struct annals_error *error);
int find_sizes(const struct speech *speech, struct annals_report *report,
               struct annals_error *error);
/* Ties speakers and sizes to the events they belong to. */
int attribute_events(const struct speech *speech, struct annals_report *report,
                     struct annals_error *error);

#endif
