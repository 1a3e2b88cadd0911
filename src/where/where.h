/* where.h — where things happen.
 *
 * Reads: tokens, trees, mentions. Writes: places, and the `place` of events. */
#ifndef ANNALS_WHERE_H
#define ANNALS_WHERE_H

#include "report.h"

struct gazetteer; /* compiled from data/places, read-only inside its bytes */

int gazetteer_open(struct arena *arena, struct str bytes, struct gazetteer **gazetteer,
                   struct annals_error *error);
/* The state that a place lies in, and how likely a text means this one: tenths, more is likelier. */
struct place_state {
    struct str country;
    int32_t importance;
};
/* The places of this name, likeliest first: how many were written, at most `limit`. */
size_t gazetteer_states(const struct gazetteer *gazetteer, struct arena *arena, struct str name,
                        struct place_state *states, size_t limit);

/* The stage. */
int find_places(const struct gazetteer *gazetteer, struct annals_report *report,
                struct annals_error *error);
/* Sets `place` of every event that the text puts somewhere. */
int place_events(struct annals_report *report, struct annals_error *error);

#endif
