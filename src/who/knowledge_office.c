/* knowledge_office.c — who held what on a day: offices of people, holders of offices, family names.
 */
#include <stdlib.h>
#include <string.h>

#include "who/knowledge_file.h"

enum {
    MUCH_WEIGHT = 12,
    FAMILY_CANDIDATES = 4096,
    FAMILY_LIMIT = 256,
    YEARS_AFTER = 10,
    YEAR = 10000
};

static struct knowledge_office read_office(const struct layer *layer,
                                           const struct disk_office *disk)
{
    return (struct knowledge_office){
        .office = layer_short(layer, disk->office),
        .country = layer_short(layer, disk->country),
        .organisation = layer_short(layer, disk->organisation),
        .sector = layer_short(layer, disk->sector),
        .source = layer_short(layer, disk->source),
        .person = layer->first_row + disk->person,
        .from = unpack_date(disk->from),
        .to = unpack_date(disk->to),
        .weight = disk->weight,
        .from_grain = disk->marks & OFFICE_FROM_GRAIN,
        .to_grain = disk->marks >> OFFICE_TO_SHIFT & OFFICE_FROM_GRAIN,
        .acting = disk->marks & OFFICE_ACTING,
    };
}

/* The first office of a person whose number in its layer is `number`. */
static uint32_t first_office(const struct layer *layer, uint32_t number)
{
    const struct disk_row *row = layer_row(layer, number);
    return row && row->kind == KNOWLEDGE_PERSON ? row->parent : NONE;
}

static bool held_on(const struct disk_office *office, uint32_t day)
{
    return !day || (office->from <= day && (!office->to || office->to >= day));
}

size_t knowledge_offices(const struct knowledge *knowledge, uint32_t person, struct date date,
                         struct knowledge_office *offices, size_t limit)
{
    size_t count = 0;
    uint32_t day = pack_date(date);
    const struct layer *layer = row_layer(knowledge, &person);
    if (!layer)
        return 0;
    /* They stand by weight, the most prominent first. */
    const struct disk_office *office;
    for (uint32_t i = first_office(layer, person);
         count < limit && (office = layer_office(layer, i)) && office->person == person; i++)
        if (held_on(office, day))
            offices[count++] = read_office(layer, office);
    return count;
}

/* Of two offices that a person held on a day the one that speaks for it. */
static bool is_better(const struct disk_office *a, const struct disk_office *b)
{
    return !b || a->weight > b->weight || (a->weight == b->weight && a->from > b->from);
}

/* What an office that ended makes of its holder. */
static bool is_public(struct str sector)
{
    static const char *const sectors[] = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (str_equal(sector, str_of(sectors[i])))
            return true;
    return false;
}

/* The offices of a person about a day: the best held then, the last that ended, the next to come
 * within a year. Without a day the latest counts as held. */
struct terms {
    const struct disk_office *held, *last, *next;
    bool was_public;
};

/* Without a day: what is still held outlasts what ended, of that the better one; of what ended the
 * latest, unless it is far less prominent ("special envoy" of a former president). */
static bool outlasts(const struct disk_office *office, const struct disk_office *held)
{
    if (!held || !office->to || !held->to)
        return !held || (!office->to && (held->to || is_better(office, held)));
    if (abs(office->weight - held->weight) > MUCH_WEIGHT)
        return office->weight > held->weight;
    return office->to > held->to;
}

static struct terms find_terms(const struct layer *layer, uint32_t person, uint32_t day)
{
    struct terms terms = {0};
    const struct disk_office *office;
    for (uint32_t i = first_office(layer, person);
         (office = layer_office(layer, i)) && office->person == person; i++) {
        if (!day) {
            if (outlasts(office, terms.held))
                terms.held = office;
        } else if (held_on(office, day)) {
            if (is_better(office, terms.held))
                terms.held = office;
        } else if (office->from <= day) {
            terms.was_public |= is_public(layer_short(layer, office->sector));
            if (!terms.last || office->to > terms.last->to)
                terms.last = office;
        } else if (office->from <= day + YEAR && is_better(office, terms.next)) {
            terms.next = office;
        }
    }
    return terms;
}

/* Who died long after leaving office is spoken of as a former holder where no date says more. */
static void retire_dead(struct terms *terms, const struct layer *layer, struct date died)
{
    const struct disk_office *held = terms->held;
    if (!held || !held->to || pack_date(died) < held->to + YEAR)
        return;
    terms->last = held;
    terms->was_public = is_public(layer_short(layer, held->sector));
    terms->held = NULL;
}

/* Records write folded codes; those of the state rows say which. */
static struct str record_code(const struct knowledge *knowledge, struct str code)
{
    struct knowledge_row row;
    uint32_t state = knowledge_state(knowledge, code);
    return state != NONE && knowledge_get(knowledge, state, &row) ? row.record_code : code;
}

struct person_status knowledge_status(const struct knowledge *knowledge, uint32_t person,
                                      struct date date)
{
    struct knowledge_row row;
    struct person_status status = {STR(""), STR(""), STR(""), STR(""), STR(""), false, false};
    if (!knowledge_get(knowledge, person, &row))
        return status;
    status.code = row.record_code;
    status.other_sectors = row.other_sectors;
    uint32_t number = person;
    const struct layer *layer = row_layer(knowledge, &number);
    struct terms terms = find_terms(layer, number, pack_date(date));
    if (!date.year && row.to.year)
        retire_dead(&terms, layer, row.to);
    const struct disk_office *office = terms.held ? terms.held : terms.last;
    if (!office)
        office = terms.next;
    if (!office)
        return status;
    /* A former president who was an envoy of the UN is of his state again. */
    if (terms.held || !status.code.size)
        status.code = record_code(knowledge, layer_short(layer, office->country));
    if (terms.held) {
        status.sector = layer_short(layer, office->sector);
        status.office = layer_short(layer, office->office);
        status.organisation = layer_short(layer, office->organisation);
        status.in_office = true;
    } else if (terms.last) {
        status.former = true;
        if (terms.was_public)
            status.sector = STR("ELI");
    }
    return status;
}

/* ---- titles and holders ---- */

/* Several titles are known only of one state; one without a state means the same everywhere. */
struct str knowledge_office_name(const struct knowledge *knowledge, struct str title,
                                 struct str country)
{
    uint32_t words;
    uint64_t hash = phrase_hash(seed_hash(SEED_TITLE), title, &words);
    struct str office = STR("");
    for (uint32_t i = 0; i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        const struct disk_name *name = layer_first_name(layer, layer_probe(layer, hash));
        for (; name; name = layer_next_name(layer, name)) {
            struct str where = layer_string(layer, name->surface);
            if (where.size && str_equal(where, country))
                return layer_string(layer, name->row);
            if (!where.size)
                office = layer_string(layer, name->row);
        }
    }
    return office;
}

size_t knowledge_title_offices(const struct knowledge *knowledge, struct str title,
                               struct title_office *offices, size_t limit)
{
    uint32_t words;
    uint64_t hash = phrase_hash(seed_hash(SEED_TITLE), title, &words);
    size_t count = 0;
    for (uint32_t i = 0; words && i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        const struct disk_name *name = layer_first_name(layer, layer_probe(layer, hash));
        for (; name && count < limit; name = layer_next_name(layer, name))
            offices[count++] = (struct title_office){layer_string(layer, name->surface),
                                                     layer_string(layer, name->row)};
    }
    return count;
}

static const struct disk_office *holder_at(const struct layer *layer, uint32_t place)
{
    const struct disk_section *section = &layer->header->sections[SECTION_HOLDERS];
    const uint32_t *numbers = (const void *)(layer->bytes + section->offset);
    return place < section->count ? layer_office(layer, numbers[place]) : NULL;
}

/* Order of HOLDERS: office, then country. */
static int compare_office(const struct layer *layer, const struct disk_office *office,
                          struct str name, struct str country)
{
    int order = str_compare(layer_short(layer, office->office), name);
    return order ? order : str_compare(layer_short(layer, office->country), country);
}

/* Place in HOLDERS of the first of this office and country, or where it would stand. */
static uint32_t find_holders(const struct layer *layer, struct str name, struct str country)
{
    uint32_t low = 0, high = layer->header->sections[SECTION_HOLDERS].count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct disk_office *office = holder_at(layer, middle);
        if (office && compare_office(layer, office, name, country) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The row of a body by any of its names, in this layer. */
static bool names_row(const struct layer *layer, struct str name, uint32_t row)
{
    uint32_t words;
    uint64_t hash = phrase_hash(seed_hash(SEED_NAME), name, &words);
    const struct disk_name *at = layer_first_name(layer, layer_probe(layer, hash));
    for (; at; at = layer_next_name(layer, at))
        if (at->row == row && at->relation == RELATION_NAME)
            return true;
    return false;
}

static bool is_of(const struct layer *layer, const struct disk_office *office,
                  struct str organisation)
{
    struct str own = layer_short(layer, office->organisation);
    bool same_case;
    if (!organisation.size || !own.size)
        return organisation.size == own.size;
    return same_letters(own, organisation, &same_case) ||
           (office->organisation_row != NONE &&
            names_row(layer, organisation, office->organisation_row));
}

static bool comes_later(const struct disk_office *a, const struct disk_office *b)
{
    if (!b)
        return true;
    bool acting = a->marks & OFFICE_ACTING, other = b->marks & OFFICE_ACTING;
    return acting != other ? !acting : a->from >= b->from;
}

static uint32_t holder_in(const struct layer *layer, struct str name, struct str country,
                          struct str organisation, uint32_t day)
{
    const struct disk_office *office, *best = NULL;
    for (uint32_t i = find_holders(layer, name, country);
         (office = holder_at(layer, i)) && !compare_office(layer, office, name, country); i++)
        if (held_on(office, day) && comes_later(office, best) && is_of(layer, office, organisation))
            best = office;
    return best ? layer->first_row + best->person : NONE;
}

uint32_t knowledge_holder(const struct knowledge *knowledge, struct str office, struct str country,
                          struct str organisation, struct date date)
{
    struct str named = knowledge_office_name(knowledge, office, country);
    uint32_t day = pack_date(date);
    for (uint32_t i = 0; i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        uint32_t holder = holder_in(layer, office, country, organisation, day);
        if (holder == NONE && named.size)
            holder = holder_in(layer, named, country, organisation, day);
        if (holder != NONE)
            return holder;
    }
    return NONE;
}

size_t knowledge_holders(const struct knowledge *knowledge, struct str office, struct str country,
                         struct str organisation, struct knowledge_office *offices, size_t limit)
{
    struct str named = knowledge_office_name(knowledge, office, country);
    struct str name = named.size ? named : office;
    const struct disk_office *disk;
    size_t count = 0;
    for (uint32_t i = 0; i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        for (uint32_t at = find_holders(layer, name, country);
             (disk = holder_at(layer, at)) && !compare_office(layer, disk, name, country); at++)
            if (count < limit && is_of(layer, disk, organisation))
                offices[count++] = read_office(layer, disk);
    }
    return count;
}

/* ---- family names ---- */

/* How near the person was to prominence on the day: the weight of the best office less five for
 * each year between; 0: out of reach. */
static int nearness(const struct layer *layer, uint32_t person, uint32_t day)
{
    int best = 0;
    const struct disk_office *office;
    for (uint32_t i = first_office(layer, person);
         (office = layer_office(layer, i)) && office->person == person; i++) {
        int years = 0;
        if (day && office->from > day)
            years = office->from <= day + YEAR ? 1 : -1;
        else if (day && office->to && office->to < day)
            years = (int)((day - office->to) / YEAR) + 1;
        if (years < 0 || years > YEARS_AFTER)
            continue;
        int value = office->weight * 4 + 3 - 20 * years;
        best = value > best ? value : best > 0 ? best : 1;
    }
    return best;
}

/* Keeps the `limit` best, the best first; equals stay in the order of the base. */
static size_t insert_person(uint32_t *people, int *values, size_t count, size_t limit,
                            uint32_t person, int value)
{
    size_t at = count;
    while (at > 0 && values[at - 1] < value)
        at--;
    if (at >= limit)
        return count;
    size_t moved = (count < limit ? count : limit - 1) - at;
    memmove(people + at + 1, people + at, moved * sizeof *people);
    memmove(values + at + 1, values + at, moved * sizeof *values);
    people[at] = person;
    values[at] = value;
    return count < limit ? count + 1 : count;
}

static size_t find_family(const struct knowledge *knowledge, struct str name, uint32_t day,
                          uint32_t *people, size_t limit)
{
    int values[FAMILY_LIMIT];
    size_t count = 0;
    uint32_t words, budget = FAMILY_CANDIDATES;
    uint64_t hash = phrase_hash(seed_hash(SEED_FAMILY), name, &words);
    for (uint32_t i = 0; words && i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        const struct disk_name *at = layer_first_name(layer, layer_probe(layer, hash));
        for (; at && budget; at = layer_next_name(layer, at), budget--) {
            bool same_case;
            int value = nearness(layer, at->row, day);
            if (value && same_letters(layer_string(layer, at->surface), name, &same_case))
                count =
                    insert_person(people, values, count, limit, layer->first_row + at->row, value);
        }
    }
    return count;
}

size_t knowledge_family(const struct knowledge *knowledge, struct str name, struct date date,
                        uint32_t *people, size_t limit)
{
    uint32_t day = pack_date(date);
    limit = limit < FAMILY_LIMIT ? limit : FAMILY_LIMIT;
    size_t count = find_family(knowledge, name, day, people, limit);
    /* "al-Assad" is filed under Assad. */
    struct name_word word;
    size_t at = 0;
    if (!count && next_name_word(name, &at, false, &word) && at < name.size)
        count = find_family(knowledge, str_slice(name, at, name.size), day, people, limit);
    return count;
}
