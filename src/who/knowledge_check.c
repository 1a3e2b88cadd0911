/* knowledge_check.c — proves the built-in knowledge base, see knowledge_check.h. */
#include "who/knowledge_check.h"

#include <stdlib.h>

#include "who/knowledge_file.h"

enum { TERMS_OF_PERSON = 64, OWNERS = 64, OWNERS_SHOWN = 4 };

/* ---- rules ---- */

/* Codes of a table of data/ontology; of `scheme` only ("cameo" is not what records write). */
static int read_codes(struct map *codes, const char *name, struct str text,
                      struct annals_error *error)
{
    static const char *const wanted[] = {"scheme", "code", NULL};
    struct table table;
    int more, status = table_open(&table, str_of(name), text, wanted, error);
    if (status)
        return status;
    while ((more = table_next(&table, error)) > 0)
        if (!str_equal(table_field(&table, "scheme"), STR("cameo")))
            map_put(codes, table_field(&table, "code"), 1);
    return more < 0 ? ANNALS_SETUP : 0;
}

static struct str office_key(struct arena *arena, struct str office, struct str country)
{
    return country.size ? str_format(arena, "%.*s/%.*s", STR_ARG(office), STR_ARG(country))
                        : office;
}

static int read_sole_offices(struct arena *arena, struct map *offices, struct str text,
                             struct annals_error *error)
{
    static const char *const wanted[] = {"office", "country", "holders", NULL};
    struct table table;
    int more, status = table_open(&table, STR("sole_offices.tsv"), text, wanted, error);
    if (status)
        return status;
    while ((more = table_next(&table, error)) > 0) {
        struct str holders = table_field(&table, "holders");
        bool one = str_equal(holders, STR("one"));
        if (!one && !str_equal(holders, STR("several")))
            return error_set(error, ANNALS_SETUP,
                             "sole_offices.tsv:%zu: holders \"%.*s\": one or several", table.line,
                             STR_ARG(holders));
        map_put(offices,
                office_key(arena, table_field(&table, "office"), table_field(&table, "country")),
                one ? 1 : 2);
    }
    return more < 0 ? ANNALS_SETUP : 0;
}

int rules_read(struct arena *arena, const struct knowledge_rules *tables, struct rules *rules,
               struct annals_error *error)
{
    rules->sectors.arena = rules->entities.arena = rules->offices.arena = arena;
    int status = read_codes(&rules->sectors, "sectors.tsv", tables->sectors, error);
    if (!status)
        status = read_codes(&rules->entities, "entity_codes.tsv", tables->entity_codes, error);
    return status ? status : read_sole_offices(arena, &rules->offices, tables->sole_offices, error);
}

bool is_sole_office(struct arena *arena, const struct rules *rules, struct str office,
                    struct str country, struct str organisation)
{
    return !organisation.size && map_get(&rules->offices, office) == 1 &&
           map_get(&rules->offices, office_key(arena, office, country)) != 2;
}

struct str unknown_item(const struct map *known, struct str list)
{
    while (list.data && list.size) {
        struct str item = str_cut(&list, '|');
        if (map_get(known, item) == MAP_NONE)
            return item;
    }
    return STR("");
}

/* ---- holders ---- */

static int compare_terms(const void *a, const void *b)
{
    const struct sole_term *x = a, *y = b;
    int order = str_compare(x->office, y->office);
    if (!order)
        order = str_compare(x->country, y->country);
    if (order)
        return order;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    order = str_compare(x->where, y->where);
    return order ? order : str_compare(x->who, y->who);
}

void check_holders(struct sole_terms *terms, struct findings *findings, const char *remedy)
{
    if (terms->count)
        qsort(terms->items, terms->count, sizeof *terms->items, compare_terms);
    for (size_t i = 0; i < terms->count; i++) {
        const struct sole_term *first = &terms->items[i];
        for (size_t k = i + 1; k < terms->count; k++) {
            const struct sole_term *next = &terms->items[k];
            if (!str_equal(first->office, next->office) ||
                !str_equal(first->country, next->country) || (first->to && next->from >= first->to))
                break;
            if (str_equal(first->who, next->who) || first->together || next->together)
                continue;
            add_fault(findings,
                      "%.*s: %.*s is %.*s of %.*s from %04u-%02u-%02u on, while %.*s (%.*s) "
                      "still is; %s",
                      STR_ARG(next->where), STR_ARG(next->who), STR_ARG(next->office),
                      STR_ARG(next->country), next->from / 10000, next->from / 100 % 100,
                      next->from % 100, STR_ARG(first->who), STR_ARG(first->where), remedy);
        }
    }
}

/* ---- the built-in base ---- */

struct check {
    struct arena *arena;
    const struct knowledge *knowledge;
    struct rules rules;
    struct findings *findings;
};

static bool is_known_code(const struct check *check, struct str code)
{
    return !code.size || map_get(&check->rules.entities, code) != MAP_NONE ||
           knowledge_state(check->knowledge, code) != NONE;
}

static void check_row(struct check *check, const struct knowledge_row *row)
{
    struct findings *findings = check->findings;
    struct str sector = unknown_item(&check->rules.sectors, row->sector);
    if (!sector.size)
        sector = unknown_item(&check->rules.sectors, row->other_sectors);
    if (sector.size)
        add_fault(findings, "%.*s: %.*s: \"%.*s\" is no sector of data/ontology/sectors.tsv",
                  STR_ARG(row->table), STR_ARG(row->key), STR_ARG(sector));
    /* Peoples and regions have codes of CAMEO's own. */
    if (row->kind != KNOWLEDGE_PEOPLE && !is_known_code(check, row->code))
        add_fault(findings, "%.*s: %.*s: \"%.*s\" is no code of states.tsv and no entity code",
                  STR_ARG(row->table), STR_ARG(row->key), STR_ARG(row->code));
    if (row->to.year && pack_date(row->to) < pack_date(row->from))
        add_fault(findings, "%.*s: %.*s: its last day is before its first; put them in order",
                  STR_ARG(row->table), STR_ARG(row->key));
}

/* Whether a spell goes on when the next begins. An end that may be known to the year or the month
 * only proves nothing about a beginning in that year or month. */
static bool spells_overlap(const struct knowledge_row *before, const struct knowledge_row *next)
{
    struct date from = next->from, to = before->to;
    if (to.year == from.year &&
        ((to.month == 12 && to.day == 31) || (to.month == from.month && to.day >= 28)))
        return false;
    return !to.year || pack_date(from) < pack_date(to);
}

/* People and bodies whose key comes twice; groups have a row for each spell. */
static void check_keys(struct check *check)
{
    struct map seen = {.arena = check->arena};
    struct knowledge_row row, before;
    for (uint32_t i = 0; i < knowledge_row_count(check->knowledge); i++) {
        if (!knowledge_get(check->knowledge, i, &row))
            continue;
        uint32_t *at =
            map_at(&seen, str_format(check->arena, "%u %.*s", row.kind, STR_ARG(row.key)));
        if (*at != MAP_NONE && knowledge_get(check->knowledge, *at, &before) &&
            (row.kind != KNOWLEDGE_GROUP || spells_overlap(&before, &row)))
            add_fault(check->findings, "%.*s: %.*s: %s", STR_ARG(row.table), STR_ARG(row.key),
                      row.kind == KNOWLEDGE_GROUP
                          ? "its spells overlap; correct the dates"
                          : "the key stands in an earlier row too; keys are unique");
        *at = i;
    }
}

static void take_terms(struct check *check, uint32_t person, const struct knowledge_row *row,
                       struct sole_terms *terms)
{
    struct knowledge_office offices[TERMS_OF_PERSON];
    size_t count =
        knowledge_offices(check->knowledge, person, (struct date){0}, offices, TERMS_OF_PERSON);
    for (size_t i = 0; i < count; i++) {
        const struct knowledge_office *office = &offices[i];
        struct str sector = unknown_item(&check->rules.sectors, office->sector);
        if (sector.size)
            add_fault(check->findings, "offices.tsv: %.*s, %.*s: \"%.*s\" is no sector",
                      STR_ARG(row->key), STR_ARG(office->office), STR_ARG(sector));
        if (office->to.year && pack_date(office->to) < pack_date(office->from))
            add_fault(check->findings, "offices.tsv: %.*s, %.*s: ends before it begins",
                      STR_ARG(row->key), STR_ARG(office->office));
        if (office->acting || office->from_grain != GRAIN_OF_DAY || !office->from.year ||
            office->to_grain != GRAIN_OF_DAY ||
            !is_sole_office(check->arena, &check->rules, office->office, office->country,
                            office->organisation))
            continue;
        *array_push(check->arena, terms) = (struct sole_term){.office = office->office,
                                                              .country = office->country,
                                                              .who = row->key,
                                                              .where = STR("offices.tsv"),
                                                              .from = pack_date(office->from),
                                                              .to = pack_date(office->to)};
    }
}

/* ---- names of several owners ---- */

/* A name and the first rows that bear it. */
struct collision {
    struct str name;
    uint32_t owners[OWNERS];
    size_t count;
};
struct collisions {
    struct collision *items;
    size_t count, capacity;
};

static int compare_collisions(const void *a, const void *b)
{
    const struct collision *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return str_compare(x->name, y->name);
}

static bool is_owner(const struct check *check, const struct collision *collision,
                     const struct knowledge_row *row)
{
    struct knowledge_row other;
    for (size_t i = 0; i < collision->count && i < OWNERS; i++)
        if (knowledge_get(check->knowledge, collision->owners[i], &other) &&
            other.kind == row->kind && str_equal(other.key, row->key))
            return true;
    return false;
}

static bool names_owner(const struct disk_name *name)
{
    return name->words && (name->relation == RELATION_NAME || name->relation == RELATION_CAPITAL ||
                           name->relation == RELATION_SEAT);
}

/* Names of one word sequence stand together in the file. */
static void find_collisions(struct check *check, const struct layer *layer,
                            struct collisions *collisions)
{
    const struct disk_name *name;
    struct collision current = {0};
    for (uint32_t i = 0; (name = layer_name(layer, i)); i++) {
        struct knowledge_row row;
        uint32_t number = layer->first_row + name->row;
        if (names_owner(name) && knowledge_get(check->knowledge, number, &row) &&
            row.kind != KNOWLEDGE_PATTERN && !is_owner(check, &current, &row)) {
            if (!current.count)
                current.name = layer_string(layer, name->surface);
            if (current.count < OWNERS)
                current.owners[current.count] = number;
            current.count++;
        }
        if (!(name->flags & NAME_LAST))
            continue;
        if (current.count > 1)
            *array_push(check->arena, collisions) = current;
        current = (struct collision){0};
    }
}

static void tell_collisions(struct check *check, struct collisions *collisions)
{
    if (collisions->count)
        qsort(collisions->items, collisions->count, sizeof *collisions->items, compare_collisions);
    for (size_t i = 0; i < collisions->count; i++) {
        const struct collision *collision = &collisions->items[i];
        struct str owners = STR("");
        for (size_t k = 0; k < collision->count && k < OWNERS_SHOWN; k++) {
            struct knowledge_row row;
            knowledge_get(check->knowledge, collision->owners[k], &row);
            owners = str_format(check->arena, "%.*s%s%.*s %.*s", STR_ARG(owners), k ? ", " : "",
                                STR_ARG(row.table), STR_ARG(row.key));
        }
        size_t more = collision->count > OWNERS_SHOWN ? collision->count - OWNERS_SHOWN : 0;
        if (more)
            owners = str_format(check->arena, "%.*s and %zu more", STR_ARG(owners), more);
        add_collision(check->findings, "%.*s: %.*s", STR_ARG(collision->name), STR_ARG(owners));
    }
}

/* ---- the whole ---- */

static void tell_counts(struct check *check, const uint32_t counts[KNOWLEDGE_KINDS],
                        uint32_t offices)
{
    add_note(check->findings,
             "knowledge base: %u states, %u bodies of states, %u organisations, %u groups, "
             "%u peoples, %u people with %u terms in office, %u roles, %u patterns",
             counts[KNOWLEDGE_STATE], counts[KNOWLEDGE_ORGAN], counts[KNOWLEDGE_ORGANISATION],
             counts[KNOWLEDGE_GROUP], counts[KNOWLEDGE_PEOPLE], counts[KNOWLEDGE_PERSON], offices,
             counts[KNOWLEDGE_ROLE], counts[KNOWLEDGE_PATTERN]);
}

int knowledge_check(struct arena *arena, const struct knowledge *knowledge,
                    const struct knowledge_rules *tables, struct findings *findings,
                    struct annals_error *error)
{
    struct check check = {.arena = arena, .knowledge = knowledge, .findings = findings};
    struct sole_terms terms = {0};
    struct collisions collisions = {0};
    uint32_t counts[KNOWLEDGE_KINDS] = {0};
    int status = rules_read(arena, tables, &check.rules, error);
    if (status)
        return status;
    for (uint32_t i = 0; i < knowledge_row_count(knowledge); i++) {
        struct knowledge_row row;
        if (!knowledge_get(knowledge, i, &row))
            continue;
        counts[row.kind]++;
        check_row(&check, &row);
        if (row.kind == KNOWLEDGE_PERSON)
            take_terms(&check, i, &row, &terms);
    }
    check_keys(&check);
    check_holders(&terms, findings,
                  "correct the dates in offices.tsv, or say in sole_offices.tsv that several hold "
                  "it");
    const struct layer *layer = &knowledge->layers[knowledge->layer_count - 1];
    tell_counts(&check, counts, layer->header->sections[SECTION_OFFICES].count);
    find_collisions(&check, layer, &collisions);
    tell_collisions(&check, &collisions);
    return 0;
}
