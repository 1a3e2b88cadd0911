/* ontology.c — reads the tables of data/ontology, see ontology.h. */
#include "what/ontology.h"

uint8_t ontology_category(const struct ontology *ontology, struct str name)
{
    for (size_t i = 0; i < ontology->category_count; i++)
        if (str_equal(ontology->categories[i].name, name))
            return (uint8_t)i;
    return CATEGORY_NONE;
}

bool ontology_has_mode(const struct ontology *ontology, uint8_t category, struct str mode)
{
    for (size_t i = 0; i < ontology->modes.count; i++)
        if (ontology->modes.items[i].category == category &&
            str_equal(ontology->modes.items[i].name, mode))
            return true;
    return false;
}

struct str ontology_context(const struct ontology *ontology, struct str name)
{
    uint32_t i = map_get(&ontology->context_map, name);
    return i == MAP_NONE ? STR("") : ontology->contexts.items[i];
}

const struct cameo_code *ontology_code(const struct ontology *ontology, struct str code)
{
    uint32_t i = map_get(&ontology->code_map, code);
    return i == MAP_NONE ? NULL : &ontology->codes.items[i];
}

/* First pass over events.tsv: names and scores. */
static int read_categories(struct ontology *ontology, struct str text, struct annals_error *error)
{
    static const char *const wanted[] = {"event",     "quad_code", "scale", "actor",
                                         "recipient", "saying",    "cameo", NULL};
    struct table table;
    int status = table_open(&table, STR("events.tsv"), text, wanted, error), more;
    if (status)
        return status;
    while ((more = table_next(&table, error)) > 0) {
        if (ontology->category_count == CATEGORY_LIMIT)
            return error_set(error, ANNALS_SETUP, "events.tsv:%zu: more than %d categories",
                             table.line, CATEGORY_LIMIT);
        struct category *category = &ontology->categories[ontology->category_count];
        int64_t quad;
        if (!str_to_integer(table_field(&table, "quad_code"), &quad) || quad < 0 || quad > 4)
            return error_set(error, ANNALS_SETUP, "events.tsv:%zu: quad_code must be 1 to 4",
                             table.line);
        struct str scale = table_field(&table, "scale");
        if (scale.size && scale.data[0] == '+')
            scale = str_slice(scale, 1, scale.size);
        if (!str_to_double(scale, &category->scale))
            return error_set(error, ANNALS_SETUP, "events.tsv:%zu: scale must be a number",
                             table.line);
        category->name = table_field(&table, "event");
        category->cameo = table_field(&table, "cameo");
        category->usual_actor = table_field(&table, "usual_actor");
        category->usual_recipient = table_field(&table, "usual_recipient");
        category->quad_code = (int)quad;
        category->allows_unknown_actor = str_equal(table_field(&table, "actor"), STR("unknown"));
        category->needs_recipient = str_equal(table_field(&table, "recipient"), STR("required"));
        category->is_saying = str_equal(table_field(&table, "saying"), STR("yes"));
        ontology->category_count++;
    }
    return more < 0 ? ANNALS_SETUP : 0;
}

/* Second pass: what the categories turn into, now that all have their numbers. */
static int link_categories(struct ontology *ontology, struct str text, struct annals_error *error)
{
    struct table table;
    int status = table_open(&table, STR("events.tsv"), text, NULL, error);
    if (status)
        return status;
    for (size_t i = 0; table_next(&table, error) > 0; i++) {
        struct category *category = &ontology->categories[i];
        category->drops_future = str_equal(table_field(&table, "future"), STR("same"));
        const struct {
            const char *column;
            uint8_t *to;
        } links[] = {{"future", &category->future},
                     {"refused", &category->refused},
                     {"cancelled", &category->cancelled},
                     {"ended", &category->ended}};
        for (size_t k = 0; k < sizeof links / sizeof *links; k++) {
            struct str name = table_field(&table, links[k].column);
            *links[k].to = ontology_category(ontology, name);
            if (name.size && *links[k].to == CATEGORY_NONE &&
                !(k == 0 && str_equal(name, STR("same"))))
                return error_set(error, ANNALS_SETUP,
                                 "events.tsv:%zu: \"%.*s\" in column %s is no category", table.line,
                                 STR_ARG(name), links[k].column);
        }
        for (struct str rest = table_field(&table, "absorbs"); rest.data && rest.size;) {
            uint8_t other = ontology_category(ontology, str_cut(&rest, '|'));
            if (other == CATEGORY_NONE)
                return error_set(error, ANNALS_SETUP,
                                 "events.tsv:%zu: column absorbs names no category", table.line);
            category->absorbs |= 1u << other;
        }
    }
    return 0;
}

static int read_modes(struct arena *arena, struct ontology *ontology, struct str text,
                      struct annals_error *error)
{
    static const char *const wanted[] = {"event", "mode", NULL};
    struct table table;
    int status = table_open(&table, STR("modes.tsv"), text, wanted, error), more;
    if (status)
        return status;
    while ((more = table_next(&table, error)) > 0) {
        struct mode mode = {ontology_category(ontology, table_field(&table, "event")),
                            table_field(&table, "mode")};
        if (mode.category == CATEGORY_NONE)
            return error_set(error, ANNALS_SETUP, "modes.tsv:%zu: \"%.*s\" is no category",
                             table.line, STR_ARG(table_field(&table, "event")));
        *array_push(arena, &ontology->modes) = mode;
    }
    return more < 0 ? ANNALS_SETUP : 0;
}

static int read_contexts(struct arena *arena, struct ontology *ontology, struct str text,
                         struct annals_error *error)
{
    static const char *const wanted[] = {"context", NULL};
    struct table table;
    int status = table_open(&table, STR("contexts.tsv"), text, wanted, error), more;
    if (status)
        return status;
    while ((more = table_next(&table, error)) > 0) {
        map_put(&ontology->context_map, table_field(&table, "context"),
                (uint32_t)ontology->contexts.count);
        *array_push(arena, &ontology->contexts) = table_field(&table, "context");
    }
    return more < 0 ? ANNALS_SETUP : 0;
}

static int read_codes(struct arena *arena, struct ontology *ontology, struct str text,
                      struct annals_error *error)
{
    static const char *const wanted[] = {"code", "label", "goldstein", "event", NULL};
    struct table table;
    int status = table_open(&table, STR("cameo.tsv"), text, wanted, error), more;
    if (status)
        return status;
    while ((more = table_next(&table, error)) > 0) {
        struct cameo_code code = {.code = table_field(&table, "code"),
                                  .label = table_field(&table, "label"),
                                  .event = table_field(&table, "event"),
                                  .mode = table_field(&table, "mode"),
                                  .contexts = table_field(&table, "context")};
        if (!str_to_double(table_field(&table, "goldstein"), &code.goldstein))
            return error_set(error, ANNALS_SETUP, "cameo.tsv:%zu: goldstein must be a number",
                             table.line);
        map_put(&ontology->code_map, code.code, (uint32_t)ontology->codes.count);
        *array_push(arena, &ontology->codes) = code;
    }
    return more < 0 ? ANNALS_SETUP : 0;
}

int ontology_open(struct arena *arena, const struct ontology_tables *tables,
                  struct ontology **result, struct annals_error *error)
{
    struct ontology *ontology = arena_new(arena, struct ontology);
    ontology->code_map.arena = ontology->context_map.arena = arena;
    int status = read_categories(ontology, tables->events, error);
    if (!status)
        status = link_categories(ontology, tables->events, error);
    if (!status)
        status = read_modes(arena, ontology, tables->modes, error);
    if (!status)
        status = read_contexts(arena, ontology, tables->contexts, error);
    if (!status)
        status = read_codes(arena, ontology, tables->cameo, error);
    if (!status)
        *result = ontology;
    return status;
}
