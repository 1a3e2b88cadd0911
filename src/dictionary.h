/* dictionary.h — what `annals dict show` looks up, shared by its parts: who a phrase may be
 * (dictionary_readings.c), how that is told (dictionary_show.c), the entries of the lexicon
 * (dictionary_lexicon.c), fields and tables (dictionary_layout.c).
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

/* ---- telling ---- */

/* A call of annals_dict_show. */
struct show {
    struct arena *arena;
    const struct annals *coder;
    const struct knowledge *knowledge;
    struct date date;
    struct writer *writer;
};

/* "  code        ISR"; nothing for an empty text. */
void write_field(struct show *show, const char *label, struct str text);
/* A heading behind an empty line. */
void write_heading(struct show *show, const char *heading);

enum { CELLS = 5 };

/* Lines of a table whose columns are as wide as their widest cell; empty columns take no room. */
struct line {
    struct str cells[CELLS];
};
struct lines {
    struct line *items;
    size_t count, capacity;
};
void write_lines(struct show *show, const struct lines *lines);

/* The entries of the lexicon, below their heading. */
void write_lexicon(struct show *show, struct str phrase);

#endif
