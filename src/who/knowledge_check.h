/* knowledge_check.h — proves that the built-in knowledge base, or a user's actor files, hold
 * together, and tells what does not. For `annals dict check`.
 *
 * Proved: codes and sectors that exist, dates in order, keys that come once, spells that do not
 * overlap, one holder a day of the offices that one person holds. Names of several owners are told
 * as information: among these the resolver chooses. */
#ifndef ANNALS_WHO_KNOWLEDGE_CHECK_H
#define ANNALS_WHO_KNOWLEDGE_CHECK_H

#include "base/base.h"
#include "base/findings.h"
#include "who/who.h"

/* Tables as bytes, borrowed: sectors.tsv and entity_codes.tsv of data/ontology, sole_offices.tsv of
 * data/kb. */
struct knowledge_rules {
    struct str sectors, entity_codes, sole_offices;
};

struct actor_file {
    struct str name, text;
};

/* The built-in base: `knowledge` was opened without users' files. Non-zero only if the rules cannot
 * be read. */
int knowledge_check(struct arena *arena, const struct knowledge *knowledge,
                    const struct knowledge_rules *rules, struct findings *findings,
                    struct annals_error *error);

/* Users' files over the built-in base, as if all of them were given together. */
int actors_check(struct arena *arena, const struct knowledge *knowledge,
                 const struct knowledge_rules *rules, const struct actor_file *files, size_t count,
                 struct findings *findings, struct annals_error *error);

/* ---- private to the two files of the check ---- */

/* What is allowed. `offices`: "office" or "office/country" to 1 (one holder) or 2 (several). */
struct rules {
    struct map sectors, entities, offices;
};
int rules_read(struct arena *arena, const struct knowledge_rules *tables, struct rules *rules,
               struct annals_error *error);
bool is_sole_office(struct arena *arena, const struct rules *rules, struct str office,
                    struct str country, struct str organisation);
/* The first item of a list joined by | that is not in the map; empty: all are. */
struct str unknown_item(const struct map *known, struct str list);

/* A term of an office that one person holds. Days as numbers, `to` 0: open. `who` and `where` are
 * for messages. `together`: the source says that several held it. */
struct sole_term {
    struct str office, country, who, where;
    uint32_t from, to;
    bool together;
};
struct sole_terms {
    struct sole_term *items;
    size_t count, capacity;
};
/* Tells of two people in one office on one day; the day of a hand-over belongs to both. */
void check_holders(struct sole_terms *terms, struct findings *findings, const char *remedy);

#endif
