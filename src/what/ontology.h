/* ontology.h — the categories that acts fall into, with their modes, contexts and CAMEO codes.
 *
 * Read once from data/ontology/{events,modes,contexts,cameo}.tsv; what a category demands and what
 * it turns into stands in columns of events.tsv, so that no category is named in C. Read-only after
 * ontology_open; strings borrow from the tables' bytes. */
#ifndef ANNALS_WHAT_ONTOLOGY_H
#define ANNALS_WHAT_ONTOLOGY_H

#include "base/base.h"
#include "what/what.h"

enum { CATEGORY_LIMIT = 32, CATEGORY_NONE = 255 };

/* One category. The fields from `future` on are numbers of categories, CATEGORY_NONE for none.
 * `drops_future`: the mark `future` makes no sense for it, since saying it is the act. */
struct category {
    struct str name, cameo;
    struct str usual_actor, usual_recipient; /* sectors that fill an empty side */
    int quad_code;
    double scale;
    bool allows_unknown_actor, needs_recipient, is_saying, drops_future;
    uint8_t future, refused, cancelled, ended;
    uint32_t absorbs; /* bit n: category n is dropped beside it */
};

struct mode {
    uint8_t category;
    struct str name;
};

struct cameo_code {
    struct str code, label, event, mode, contexts;
    double goldstein;
};

struct ontology {
    struct category categories[CATEGORY_LIMIT];
    size_t category_count;
    ARRAY_OF(struct mode) modes;
    ARRAY_OF(struct str) contexts;
    ARRAY_OF(struct cameo_code) codes;
    struct map code_map, context_map;
};

/* Number of the category of this name, or CATEGORY_NONE. */
uint8_t ontology_category(const struct ontology *ontology, struct str name);
/* Has the category this mode? */
bool ontology_has_mode(const struct ontology *ontology, uint8_t category, struct str mode);
/* The context's name as the ontology holds it, or an empty slice. */
struct str ontology_context(const struct ontology *ontology, struct str name);
/* The code, or NULL. */
const struct cameo_code *ontology_code(const struct ontology *ontology, struct str code);

#endif
