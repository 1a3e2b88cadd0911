/* what.h — what was done: events from predicates, their arguments and the lexicon.
 *
 * Reads: tokens, graph, mentions, entities. Writes: events (without reporters, dates, places and
 * sizes, which later stages add). Promises: a category depends on what was done, never on who did
 * it; every event names the lexicon entry that made it. */
#ifndef ANNALS_WHAT_H
#define ANNALS_WHAT_H

#include "report.h"

struct ontology; /* categories, modes, contexts, CAMEO codes and their scores: data/ontology */
struct lexicon;  /* data/lexicon and the user's files */

/* Tables as bytes, borrowed: events.tsv, modes.tsv, contexts.tsv, cameo.tsv of data/ontology. */
struct ontology_tables {
    struct str events, modes, contexts, cameo;
};
int ontology_open(struct arena *arena, const struct ontology_tables *tables,
                  struct ontology **ontology, struct annals_error *error);

/* One lexicon file: `name` says its kind by its last part (docs/LEXICON.md). Files of users come
 * first and win. */
struct lexicon_file {
    const char *name;
    struct str text;
    bool of_user;
};
int lexicon_open(struct arena *arena, const struct ontology *ontology,
                 const struct lexicon_file *files, size_t count, struct lexicon **lexicon,
                 struct annals_error *error);

/* Reads the files as lexicon_open does and tells all that is wrong with them, and rows of users
 * that take the place of built-in ones; *lexicon is what could be read. */
struct findings;
void lexicon_check(struct arena *arena, const struct ontology *ontology,
                   const struct lexicon_file *files, size_t count, struct lexicon **lexicon,
                   struct findings *findings);
/* Does a table that begins with this column belong to the lexicon? */
bool is_lexicon_table(struct str first_column);

/* The stage. `statements`: also CAMEO 01. */
int find_events(const struct ontology *ontology, const struct lexicon *lexicon, bool statements,
                struct annals_report *report, struct annals_error *error);

#endif
