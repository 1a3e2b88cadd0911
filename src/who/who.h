/* who.h — who is named in a report, and which code each had on its day.
 *
 * Reads: tokens, trees, the publication date. Writes: mentions, entities, mention_of_token.
 * Promises: each mention has at least one entity; codes are those of INTERFACE.md and hold on the
 * date of the report (without one: on what the text tells, else the latest known); swapping two
 * names of one form in a text swaps their codes and nothing else. No link rather than a wrong one.
 */
#ifndef ANNALS_WHO_H
#define ANNALS_WHO_H

#include "report.h"

struct who_tables; /* data/who: honorifics, pronouns, words that take a name up again */

/* The texts of data/who/…tsv. */
struct who_texts {
    struct str words, pronouns, given_names, short_names;
};
/* Reads the tables; the texts are borrowed. */
int who_tables_open(struct arena *arena, const struct who_texts *texts, struct who_tables **tables,
                    struct annals_error *error);

struct knowledge; /* the knowledge base, read-only inside the bytes of knowledge.bin, and the user's
                     rows over it */

/* Opens the compiled knowledge base; `actors` are `count` files of users' rows, which win. */
int knowledge_open(struct arena *arena, struct str bytes, const char *const *actors, size_t count,
                   struct knowledge **knowledge, struct annals_error *error);

struct gazetteer; /* src/where: towns and the states they lie in */

/* The stage. `gazetteer` may be NULL: then names of towns stay unknown. */
int find_parties(const struct who_tables *tables, const struct knowledge *knowledge,
                 const struct gazetteer *gazetteer, struct annals_report *report,
                 struct annals_error *error);

/* CAMEO actor code ("ISRGOV") of a code and sector as PLOVER has them, in the arena. */
struct str cameo_actor_code(struct arena *arena, struct str code, struct str sector);

#endif
