/* knowledge_build.h — puts a layer of the knowledge base together: rows, names, offices, titles in,
 * the bytes of knowledge_file.h out. Used by annals-compile and for users' actor files. */
#ifndef ANNALS_WHO_KNOWLEDGE_BUILD_H
#define ANNALS_WHO_KNOWLEDGE_BUILD_H

#include "who/knowledge_file.h"

struct knowledge_builder;

/* An empty layer. `base` (NULL: none) is the layer that knows the states whose codes fold. */
struct knowledge_builder *builder_make(struct arena *arena, const struct layer *base);
/* Adds a row and returns its number; strings are borrowed until builder_finish. `family_name` may
 * list several spellings joined by |. */
uint32_t builder_add_row(struct knowledge_builder *builder, const struct knowledge_row *row);
/* The row of that kind and key added last, NONE. */
uint32_t builder_find_row(const struct knowledge_builder *builder, enum knowledge_kind kind,
                          struct str key);
/* A name of a row, with the variants that texts have of it: without "the", without apostrophes
 * inside words, of people without middle initials. */
void builder_add_name(struct knowledge_builder *builder, uint32_t row, struct str name,
                      enum knowledge_relation relation);
/* The same for every item of a list joined by |. */
void builder_add_names(struct knowledge_builder *builder, uint32_t row, struct str names,
                       enum knowledge_relation relation);
void builder_add_office(struct knowledge_builder *builder, const struct knowledge_office *office);
/* Title words that mean an office in a country ("": everywhere). */
void builder_add_title(struct knowledge_builder *builder, struct str title, struct str country,
                       struct str office);
void builder_add_topic(struct knowledge_builder *builder, struct str topic);
/* One-word names that are common English words when in lower case. */
void builder_add_common_word(struct knowledge_builder *builder, struct str word);

/* "* minister" weighs so much; of several patterns that fit the first added counts. */
void builder_add_weight(struct knowledge_builder *builder, struct str pattern, uint8_t weight);
/* 0 to 255; 50 for an office that no pattern fits. */
uint8_t builder_office_weight(const struct knowledge_builder *builder, struct str office);
/* What records write for the code of a state: as the rows of states say, here or in the base. */
struct str builder_record_code(const struct knowledge_builder *builder, struct str code);
void builder_set_parent(struct knowledge_builder *builder, uint32_t row, uint32_t parent);

/* "1994", "1994-05", "1994-05-10" as its first or last day; year 0 for the empty string. False: no
 * date. */
bool parse_partial_date(struct str text, bool last, struct date *date);

/* How exactly such a date is known. */
uint8_t grain_of_date(struct str text);
/* What stands behind the last slash of a path. */
struct str file_name_of(struct str path);

/* The finished layer, in the arena. ANNALS_SETUP when a limit of the format is passed. */
int builder_finish(struct knowledge_builder *builder, struct str *bytes,
                   struct annals_error *error);

#endif
