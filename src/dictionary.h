/* dictionary.h — what `annals dict show` looks up, shared by its two halves: who a phrase may be
 * (dictionary_readings.c) and how that is told (dictionary_show.c).
 *
 * Reads the knowledge base and the lexicon, not a report: what only a text can tell (which state's
 * president, whether a name is a person's) stays open, and every possibility is listed. */
#ifndef ANNALS_DICTIONARY_H
#define ANNALS_DICTIONARY_H

#include "who/knowledge.h"

/* One thing that the phrase may be. `row` NONE: an office whose holder on the date nobody knows.
 * `office` is not empty where the phrase names an office, of `country` and `organisation` ("": of
 * the state). `of_state`: of a pattern, the state it names. */
struct reading {
    uint32_t row, of_state;
    uint8_t relation; /* enum knowledge_relation: by what name the row was found */
    bool holds;       /* on the date */
    struct str office, country, organisation;
    double preference;
};

struct readings {
    struct reading *items;
    size_t count, capacity;
};

/* All readings of a phrase on a date (year 0: as last known), those that the resolver prefers
 * first; in the arena. */
struct readings find_readings(struct arena *arena, const struct knowledge *knowledge,
                              struct str phrase, struct date date);

#endif
