/* knowledge_actors.h — tables of actors in the form that users write: one line says who somebody
 * is.
 *
 *     name  aliases  code  sector  from  to  kind  office  …
 *
 * docs/KNOWLEDGE.md describes the columns. The same form serves `--actors FILE` and
 * data/kb/additions.tsv. */
#ifndef ANNALS_WHO_KNOWLEDGE_ACTORS_H
#define ANNALS_WHO_KNOWLEDGE_ACTORS_H

#include "who/knowledge_build.h"

/* Opens such a table, and reads its current row without adding it (table_next moves on). */
int open_actors(struct table *table, struct str name, struct str text, struct annals_error *error);
int read_actor(const struct knowledge_builder *builder, const struct table *table,
               struct knowledge_row *row, struct annals_error *error);

/* Adds the rows of a table (`name` is for messages) to a layer. */
int read_actors(struct knowledge_builder *builder, struct str name, struct str text,
                struct annals_error *error);

/* Reads a user's file into a layer of its own; `base` is the built-in layer. */
int compile_actors(struct arena *arena, const char *path, const struct layer *base,
                   struct str *bytes, struct annals_error *error);

#endif
