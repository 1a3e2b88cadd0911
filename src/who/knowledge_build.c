/* knowledge_build.c — makes the bytes of one layer, see knowledge_file.h for their layout. */
#include "who/knowledge_build.h"

#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_WEIGHT = 50 };

/* A name as it will stand in NAMES, with the hash of its word sequence; `order` keeps names of one
 * sequence as they came. */
struct built_name {
    uint64_t hash;
    struct str surface;
    uint32_t row, order, surface_reference;
    uint8_t relation, rule, flags, words;
};

/* A prefix of a name, or what may follow it. */
struct prefix {
    uint64_t hash;
    uint32_t marks;
};

struct office_weight {
    struct str pattern;
    uint8_t weight;
};

struct knowledge_builder {
    struct arena *arena;
    ARRAY_OF(struct disk_row) rows;
    ARRAY_OF(struct built_name) names;
    ARRAY_OF(struct prefix) prefixes;
    ARRAY_OF(struct disk_office) offices;
    ARRAY_OF(struct str) office_bodies; /* of each office: the body by name */
    ARRAY_OF(char) strings;
    ARRAY_OF(uint32_t) shorts;
    ARRAY_OF(struct disk_slot) slots;
    ARRAY_OF(uint32_t) holders;
    ARRAY_OF(struct office_weight) weights;
    const struct layer *base;
    struct map string_map, short_map, row_map, common;
    bool too_many_shorts;
};

struct knowledge_builder *builder_make(struct arena *arena, const struct layer *base)
{
    struct knowledge_builder *builder = arena_new(arena, struct knowledge_builder);
    builder->base = base;
    builder->arena = arena;
    builder->string_map.arena = builder->short_map.arena = arena;
    builder->row_map.arena = builder->common.arena = arena;
    for (int i = 0; i < 3; i++)
        *array_push(arena, &builder->strings) = 0; /* the empty string is reference 0 */
    *array_push(arena, &builder->shorts) = 0;
    return builder;
}

/* ---- strings ---- */

static uint32_t intern(struct knowledge_builder *builder, struct str text)
{
    if (!text.size)
        return 0;
    if (text.size > UINT16_MAX)
        text.size = UINT16_MAX;
    uint32_t *known = map_at(&builder->string_map, text);
    if (*known != MAP_NONE)
        return *known;
    *known = (uint32_t)builder->strings.count;
    uint32_t reference = *known;
    *array_push(builder->arena, &builder->strings) = (char)(text.size & 0xFF);
    *array_push(builder->arena, &builder->strings) = (char)(text.size >> 8);
    for (size_t i = 0; i < text.size; i++)
        *array_push(builder->arena, &builder->strings) = text.data[i];
    *array_push(builder->arena, &builder->strings) = 0;
    return reference;
}

static uint16_t intern_short(struct knowledge_builder *builder, struct str text)
{
    if (!text.size)
        return 0;
    uint32_t *known = map_at(&builder->short_map, text);
    if (*known != MAP_NONE)
        return (uint16_t)*known;
    if (builder->shorts.count > UINT16_MAX) {
        builder->too_many_shorts = true;
        return 0;
    }
    *known = (uint32_t)builder->shorts.count;
    uint16_t number = (uint16_t)*known;
    uint32_t reference = intern(builder, text);
    *array_push(builder->arena, &builder->shorts) = reference;
    return number;
}

static struct str short_text(const struct knowledge_builder *builder, uint16_t number)
{
    uint32_t reference = builder->shorts.items[number];
    const unsigned char *data = (const unsigned char *)builder->strings.items + reference;
    return (struct str){(const char *)data + 2, (size_t)data[0] | (size_t)data[1] << 8};
}

/* ---- rows ---- */

static struct str row_key(struct arena *arena, enum knowledge_kind kind, struct str key)
{
    return str_format(arena, "%d/%.*s", (int)kind, STR_ARG(key));
}

/* A name whose hash is made by the caller, with no surface to satisfy. */
static void add_index(struct knowledge_builder *builder, uint64_t hash, struct str surface,
                      uint32_t row)
{
    uint32_t order = (uint32_t)builder->names.count;
    *array_push(builder->arena, &builder->names) =
        (struct built_name){.hash = hash, .surface = surface, .row = row, .order = order};
}

/* `families`: spellings of the family name joined by |. */
static void add_families(struct knowledge_builder *builder, struct str families, uint32_t row)
{
    while (families.data && families.size) {
        uint32_t words;
        struct str family = str_cut(&families, '|');
        uint64_t hash = phrase_hash(seed_hash(SEED_FAMILY), family, &words);
        if (words)
            add_index(builder, hash, family, row);
    }
}

uint32_t builder_add_row(struct knowledge_builder *builder, const struct knowledge_row *row)
{
    uint32_t number = (uint32_t)builder->rows.count;
    struct str families = row->family_name, first_family = str_cut(&families, '|');
    *array_push(builder->arena, &builder->rows) = (struct disk_row){
        .kind = row->kind,
        .needs_country = row->needs_country,
        .gender = (uint8_t)row->gender,
        .type = row->type,
        .code = intern_short(builder, row->code),
        .record_code = intern_short(builder, row->record_code),
        .country = intern_short(builder, row->country),
        .sector = intern_short(builder, row->sector),
        .other_sectors = intern_short(builder, row->other_sectors),
        .subkind = intern_short(builder, row->subkind),
        .source = intern_short(builder, row->source),
        .table = intern_short(builder, row->table),
        .key = intern(builder, row->key),
        .name = intern(builder, row->name),
        .family_name = intern(builder, first_family),
        .wikidata = intern(builder, row->wikidata),
        .note = intern(builder, row->note),
        .from = pack_date(row->from),
        .to = pack_date(row->to),
        .parent = row->parent,
    };
    uint64_t hash = step_hash(seed_hash(SEED_KEY), row->kind);
    add_index(builder, step_hash(hash, str_hash(row->key)), STR(""), number);
    map_put(&builder->row_map, row_key(builder->arena, row->kind, row->key), number);
    uint32_t words;
    if (row->kind == KNOWLEDGE_STATE)
        add_index(builder, phrase_hash(seed_hash(SEED_STATE_CODE), row->code, &words), row->code,
                  number);
    if (row->kind == KNOWLEDGE_PERSON)
        add_families(builder, row->family_name, number);
    return number;
}

uint32_t builder_find_row(const struct knowledge_builder *builder, enum knowledge_kind kind,
                          struct str key)
{
    return map_get(&builder->row_map, row_key(builder->arena, kind, key));
}

struct str builder_record_code(const struct knowledge_builder *builder, struct str code)
{
    uint32_t row = builder_find_row(builder, KNOWLEDGE_STATE, code);
    if (row != MAP_NONE)
        return short_text(builder, builder->rows.items[row].record_code);
    if (!builder->base)
        return code;
    uint32_t words;
    uint64_t hash = phrase_hash(seed_hash(SEED_STATE_CODE), code, &words);
    const struct disk_name *name =
        layer_first_name(builder->base, layer_probe(builder->base, hash));
    const struct disk_row *state = name ? layer_row(builder->base, name->row) : NULL;
    return state ? layer_short(builder->base, state->record_code) : code;
}

void builder_set_parent(struct knowledge_builder *builder, uint32_t row, uint32_t parent)
{
    if (row < builder->rows.count)
        builder->rows.items[row].parent = parent;
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t month_days(int64_t year, int64_t month)
{
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool parse_partial_date(struct str text, bool last, struct date *date)
{
    int64_t year, month = last ? 12 : 1, day = 1;
    *date = (struct date){0};
    if (!text.size)
        return true;
    struct str rest = text;
    struct str part = str_cut(&rest, '-');
    if (part.size != 4 || !str_to_integer(part, &year) || year < 1)
        return false;
    if (rest.data) {
        part = str_cut(&rest, '-');
        if (part.size != 2 || !str_to_integer(part, &month) || month < 1 || month > 12)
            return false;
    }
    int64_t days = month_days(year, month);
    day = last ? days : 1;
    if (rest.data && (rest.size != 2 || !str_to_integer(rest, &day) || day < 1 || day > days))
        return false;
    *date = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

uint8_t grain_of_date(struct str text)
{
    return !text.size || text.size > 7 ? GRAIN_OF_DAY
           : text.size > 4             ? GRAIN_OF_MONTH
                                       : GRAIN_OF_YEAR;
}

struct str file_name_of(struct str path)
{
    size_t at = path.size;
    while (at > 0 && path.data[at - 1] != '/')
        at--;
    return str_slice(path, at, path.size);
}

/* ---- names ---- */

static bool has_space(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == ' ')
            return true;
    return false;
}

static void add_prefix(struct knowledge_builder *builder, uint64_t hash, uint32_t marks)
{
    *array_push(builder->arena, &builder->prefixes) = (struct prefix){hash, marks};
}

/* Adds the name as it is, and marks its prefixes. */
static void add_surface(struct knowledge_builder *builder, enum knowledge_seed seed, uint32_t row,
                        struct str surface, enum knowledge_relation relation)
{
    struct name_word word;
    bool patterns = seed == SEED_PATTERN;
    uint64_t hash = seed_hash(seed);
    struct built_name name = {.surface = surface, .row = row, .relation = (uint8_t)relation};
    uint32_t letters = 0, upper = 0, words = 0;
    for (size_t at = 0; next_name_word(surface, &at, patterns, &word); words++) {
        bool is_slot = patterns && surface.data[word.start] == '{';
        if (words || is_slot)
            add_prefix(builder, hash, is_slot ? SLOT_PATTERN | SLOT_LONGER : SLOT_LONGER);
        hash = step_hash(hash, word.hash);
        letters += word.letters;
        upper += word.upper;
        if (words == UINT8_MAX)
            return;
    }
    if (!words || (words == 1 && surface.size == 1))
        return;
    name.hash = hash;
    name.words = (uint8_t)words;
    name.order = (uint32_t)builder->names.count;
    name.rule = patterns || !upper ? RULE_ANY : has_space(surface) ? RULE_CAPITALS : RULE_EXACT;
    if (letters > 1 && upper == letters)
        name.flags |= NAME_ACRONYM;
    if (str_find(surface, STR("."), 0) != SIZE_MAX)
        name.flags |= NAME_DOTTED;
    struct str folded = utf8_fold(builder->arena, surface);
    if (upper && words == 1 && map_get(&builder->common, folded) != MAP_NONE)
        name.flags |= NAME_COMMON;
    *array_push(builder->arena, &builder->names) = name;
}

/* Without apostrophes that have a letter on both sides, unless only an s follows: Sa'ar, Saar. */
static struct str without_apostrophes(struct arena *arena, struct str text)
{
    struct str out = {arena_alloc(arena, text.size + 1), 0};
    char *data = (char *)(uintptr_t)out.data;
    for (size_t i = 0; i < text.size;) {
        size_t next = i;
        uint32_t code = utf8_next(text, &next);
        bool apostrophe = code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x02BC;
        bool inside =
            i > 0 && text.data[i - 1] != ' ' && next < text.size && text.data[next] != ' ' &&
            !(text.data[next] == 's' && (next + 1 == text.size || text.data[next + 1] == ' '));
        if (!apostrophe || !inside) {
            memcpy(data + out.size, text.data + i, next - i);
            out.size += next - i;
        }
        i = next;
    }
    return out;
}

/* "John F. Kirby" as "John Kirby". */
static struct str without_initials(struct arena *arena, struct str name)
{
    struct str rest = name, out = {arena_alloc(arena, name.size + 1), 0};
    char *data = (char *)(uintptr_t)out.data;
    while (rest.data) {
        struct str part = str_cut(&rest, ' ');
        if (part.size == 2 && part.data[1] == '.' && out.size && rest.data)
            continue;
        if (out.size)
            data[out.size++] = ' ';
        memcpy(data + out.size, part.data, part.size);
        out.size += part.size;
    }
    return out;
}

static bool is_new(struct str variant, struct str name)
{
    return variant.size && !str_equal(variant, name);
}

void builder_add_name(struct knowledge_builder *builder, uint32_t row, struct str name,
                      enum knowledge_relation relation)
{
    name = str_trim(name);
    if (!name.size || row >= builder->rows.count)
        return;
    enum knowledge_kind kind = builder->rows.items[row].kind;
    struct arena *arena = builder->arena;
    add_surface(builder, kind == KNOWLEDGE_PATTERN ? SEED_PATTERN : SEED_NAME, row, name, relation);
    if (kind == KNOWLEDGE_PATTERN)
        return;
    if (str_starts(name, STR("the ")) || str_starts(name, STR("The "))) {
        struct str rest = str_slice(name, 4, name.size);
        if (has_space(rest))
            add_surface(builder, SEED_NAME, row, rest, relation);
    }
    struct str variant = without_apostrophes(arena, name);
    if (is_new(variant, name))
        add_surface(builder, SEED_NAME, row, variant, relation);
    if (kind == KNOWLEDGE_PERSON) {
        variant = without_initials(arena, name);
        if (is_new(variant, name) && has_space(variant))
            add_surface(builder, SEED_NAME, row, variant, relation);
    }
}

void builder_add_names(struct knowledge_builder *builder, uint32_t row, struct str names,
                       enum knowledge_relation relation)
{
    while (names.data && names.size)
        builder_add_name(builder, row, str_cut(&names, '|'), relation);
}

void builder_add_title(struct knowledge_builder *builder, struct str title, struct str country,
                       struct str office)
{
    uint32_t words;
    uint64_t hash = phrase_hash(seed_hash(SEED_TITLE), title, &words);
    if (words)
        add_index(builder, hash, country, intern(builder, office));
}

void builder_add_topic(struct knowledge_builder *builder, struct str topic)
{
    struct name_word word;
    uint64_t hash = seed_hash(SEED_TOPIC);
    for (size_t at = 0; next_name_word(topic, &at, false, &word);) {
        hash = step_hash(hash, word.hash);
        add_prefix(builder, hash, SLOT_LONGER);
    }
    add_index(builder, hash, topic, NONE);
}

void builder_add_common_word(struct knowledge_builder *builder, struct str word)
{
    map_put(&builder->common, utf8_fold(builder->arena, word), 0);
}

/* ---- offices ---- */

void builder_add_weight(struct knowledge_builder *builder, struct str pattern, uint8_t weight)
{
    *array_push(builder->arena, &builder->weights) = (struct office_weight){pattern, weight};
}

/* One star at most, at the beginning or the end. */
static bool fits_pattern(struct str pattern, struct str text)
{
    if (str_starts(pattern, STR("*")))
        return str_ends(text, str_slice(pattern, 1, pattern.size));
    if (str_ends(pattern, STR("*")))
        return str_starts(text, str_slice(pattern, 0, pattern.size - 1));
    return str_equal(pattern, text);
}

uint8_t builder_office_weight(const struct knowledge_builder *builder, struct str office)
{
    for (size_t i = 0; i < builder->weights.count; i++)
        if (fits_pattern(builder->weights.items[i].pattern, office))
            return builder->weights.items[i].weight;
    return DEFAULT_WEIGHT;
}

void builder_add_office(struct knowledge_builder *builder, const struct knowledge_office *office)
{
    *array_push(builder->arena, &builder->offices) = (struct disk_office){
        .person = office->person,
        .from = pack_date(office->from),
        .to = pack_date(office->to),
        .organisation_row = NONE,
        .office = intern_short(builder, office->office),
        .country = intern_short(builder, office->country),
        .organisation = intern_short(builder, office->organisation),
        .sector = intern_short(builder, office->sector),
        .weight = office->weight,
        .marks = (uint8_t)(office->from_grain | office->to_grain << OFFICE_TO_SHIFT |
                           (office->acting ? OFFICE_ACTING : 0)),
        .source = intern_short(builder, office->source),
    };
}

/* Qsort has no context argument that is portable: the builder sorts keys that hold what they need.
 */
struct sort_key {
    uint64_t first;
    uint64_t second;
    uint32_t order;
};

static int compare_keys(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* By person, the most prominent first, then the latest. */
static void sort_offices(struct knowledge_builder *builder)
{
    size_t count = builder->offices.count;
    struct disk_office *old = builder->offices.items;
    struct disk_office *offices = arena_new_array(builder->arena, count + 1, struct disk_office);
    struct sort_key *keys = arena_new_array(builder->arena, count + 1, struct sort_key);
    for (size_t i = 0; i < count; i++)
        keys[i] = (struct sort_key){(uint64_t)old[i].person << 8 | (uint8_t)(255 - old[i].weight),
                                    99999999u - old[i].from, (uint32_t)i};
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < builder->rows.count; i++)
        if (builder->rows.items[i].kind == KNOWLEDGE_PERSON)
            builder->rows.items[i].parent = NONE;
    for (size_t i = 0; i < count; i++) {
        offices[i] = old[keys[i].order];
        struct disk_row *person = &builder->rows.items[offices[i].person];
        if (person->parent == NONE)
            person->parent = (uint32_t)i;
    }
    builder->offices.items = offices;
}

/* Rank of each short string by its bytes, so that offices can be sorted by numbers. */
static uint64_t *rank_shorts(struct knowledge_builder *builder)
{
    /* Insertion into a sorted list would be slow for thousands; a merge sort by hand is short. */
    size_t count = builder->shorts.count;
    uint16_t *order = arena_new_array(builder->arena, count, uint16_t);
    uint16_t *spare = arena_new_array(builder->arena, count, uint16_t);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint16_t)i;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = start + 2 * width < count ? start + 2 * width : count;
            size_t i = start, j = middle;
            for (size_t k = start; k < end; k++) {
                bool left =
                    i < middle && (j >= end || str_compare(short_text(builder, order[i]),
                                                           short_text(builder, order[j])) <= 0);
                spare[k] = left ? order[i++] : order[j++];
            }
        }
        uint16_t *swap = order;
        order = spare;
        spare = swap;
    }
    uint64_t *ranks = arena_new_array(builder->arena, count, uint64_t);
    for (size_t i = 0; i < count; i++)
        ranks[order[i]] = i;
    return ranks;
}

static void sort_holders(struct knowledge_builder *builder)
{
    size_t count = builder->offices.count;
    uint64_t *ranks = rank_shorts(builder);
    struct sort_key *keys = arena_new_array(builder->arena, count + 1, struct sort_key);
    for (size_t i = 0; i < count; i++) {
        const struct disk_office *office = &builder->offices.items[i];
        keys[i] = (struct sort_key){ranks[office->office] << 32 | ranks[office->country],
                                    office->from, (uint32_t)i};
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++)
        *array_push(builder->arena, &builder->holders) = keys[i].order;
}

/* ---- the hash table ---- */

/* Ties the bodies of offices to their rows, by any of their names. */
static void link_bodies(struct knowledge_builder *builder, const struct map *bodies)
{
    for (size_t i = 0; i < builder->offices.count; i++) {
        struct disk_office *office = &builder->offices.items[i];
        if (!office->organisation)
            continue;
        struct str name = short_text(builder, office->organisation);
        uint32_t row = map_get(bodies, utf8_fold(builder->arena, name));
        office->organisation_row = row;
    }
}

static bool is_body(uint8_t kind)
{
    return kind == KNOWLEDGE_ORGAN || kind == KNOWLEDGE_ORGANISATION || kind == KNOWLEDGE_GROUP;
}

static struct map body_names(struct knowledge_builder *builder)
{
    struct map bodies = {.arena = builder->arena};
    for (size_t i = 0; i < builder->names.count; i++) {
        const struct built_name *name = &builder->names.items[i];
        if (!name->words || name->relation != RELATION_NAME ||
            !is_body(builder->rows.items[name->row].kind))
            continue;
        uint32_t *row = map_at(&bodies, utf8_fold(builder->arena, name->surface));
        if (*row == MAP_NONE)
            *row = name->row;
    }
    return bodies;
}

static bool is_same_name(const struct built_name *a, const struct built_name *b)
{
    bool same_case;
    return a->hash == b->hash && a->row == b->row && a->relation == b->relation &&
           same_letters(a->surface, b->surface, &same_case) && same_case;
}

/* Sorted by hash, in each by order of coming, without repetitions. */
static void sort_names(struct knowledge_builder *builder)
{
    size_t count = builder->names.count, kept = 0;
    struct built_name *old = builder->names.items;
    struct built_name *names = arena_new_array(builder->arena, count + 1, struct built_name);
    struct sort_key *keys = arena_new_array(builder->arena, count + 1, struct sort_key);
    for (size_t i = 0; i < count; i++)
        keys[i] = (struct sort_key){old[i].hash, old[i].order, (uint32_t)i};
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++) {
        struct built_name name = old[keys[i].order];
        bool repeated = false;
        for (size_t j = kept; j-- > 0 && names[j].hash == name.hash && !repeated;)
            if ((repeated = is_same_name(&names[j], &name)))
                names[j].flags |= name.flags & NAME_DOTTED;
        if (!repeated)
            names[kept++] = name;
    }
    builder->names.items = names;
    builder->names.count = kept;
    for (size_t i = 0; i < kept; i++) {
        names[i].surface_reference = intern(builder, names[i].surface);
        if (i + 1 == kept || names[i + 1].hash != names[i].hash)
            names[i].flags |= NAME_LAST;
    }
}

static void put_slot(struct knowledge_builder *builder, uint64_t hash, uint32_t value)
{
    struct disk_slot *slots = builder->slots.items;
    uint32_t mask = (uint32_t)builder->slots.count - 1, check = (uint32_t)(hash >> 32);
    uint32_t i = (uint32_t)hash & mask;
    while (slots[i].value && slots[i].check != check)
        i = (i + 1) & mask;
    slots[i].check = check;
    slots[i].value |= value;
}

static void fill_slots(struct knowledge_builder *builder)
{
    /* Prefixes repeat: count the different ones before choosing a size. */
    size_t count = builder->prefixes.count;
    struct sort_key *keys = arena_new_array(builder->arena, count + 1, struct sort_key);
    for (size_t i = 0; i < count; i++)
        keys[i] = (struct sort_key){builder->prefixes.items[i].hash,
                                    builder->prefixes.items[i].marks, (uint32_t)i};
    qsort(keys, count, sizeof *keys, compare_keys);
    size_t different = builder->names.count;
    for (size_t i = 0; i < count; i++)
        different += !i || keys[i].first != keys[i - 1].first;
    size_t capacity = 64;
    while (capacity * 3 < different * 4)
        capacity *= 2;
    builder->slots.items = arena_new_array(builder->arena, capacity, struct disk_slot);
    builder->slots.count = capacity;
    for (size_t i = 0; i < count; i++)
        put_slot(builder, keys[i].first, (uint32_t)keys[i].second);
    for (size_t i = 0; i < builder->names.count; i++)
        if (!i || builder->names.items[i].hash != builder->names.items[i - 1].hash)
            put_slot(builder, builder->names.items[i].hash, (uint32_t)i + 1);
}

/* ---- the bytes ---- */

static struct disk_name *disk_names(struct knowledge_builder *builder)
{
    struct disk_name *names =
        arena_new_array(builder->arena, builder->names.count + 1, struct disk_name);
    for (size_t i = 0; i < builder->names.count; i++) {
        const struct built_name *name = &builder->names.items[i];
        names[i] = (struct disk_name){name->surface_reference,
                                      name->row,
                                      name->relation,
                                      name->rule,
                                      name->flags,
                                      name->words};
    }
    return names;
}

static struct str lay_out(struct knowledge_builder *builder)
{
    const struct {
        const void *items;
        size_t count, size;
    } parts[SECTION_COUNT] = {
        [SECTION_STRINGS] = {builder->strings.items, builder->strings.count, 1},
        [SECTION_SHORTS] = {builder->shorts.items, builder->shorts.count, sizeof(uint32_t)},
        [SECTION_ROWS] = {builder->rows.items, builder->rows.count, sizeof(struct disk_row)},
        [SECTION_NAMES] = {disk_names(builder), builder->names.count, sizeof(struct disk_name)},
        [SECTION_SLOTS] = {builder->slots.items, builder->slots.count, sizeof(struct disk_slot)},
        [SECTION_OFFICES] = {builder->offices.items, builder->offices.count,
                             sizeof(struct disk_office)},
        [SECTION_HOLDERS] = {builder->holders.items, builder->holders.count, sizeof(uint32_t)},
    };
    size_t size = sizeof(struct disk_header);
    for (int i = 0; i < SECTION_COUNT; i++)
        size += (parts[i].count * parts[i].size + 7) / 8 * 8;
    unsigned char *bytes = arena_alloc(builder->arena, size);
    struct disk_header header = {
        .version = KNOWLEDGE_VERSION, .order = KNOWLEDGE_ORDER, .size = size};
    memcpy(header.magic, KNOWLEDGE_MAGIC, sizeof header.magic);
    size_t at = sizeof header;
    for (int i = 0; i < SECTION_COUNT; i++) {
        header.sections[i] = (struct disk_section){(uint32_t)at, (uint32_t)parts[i].count};
        if (parts[i].count)
            memcpy(bytes + at, parts[i].items, parts[i].count * parts[i].size);
        at += (parts[i].count * parts[i].size + 7) / 8 * 8;
    }
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size - sizeof header, bytes + sizeof header);
    sha256_digest(&context, sizeof header.digest, header.digest);
    memcpy(bytes, &header, sizeof header);
    header.checksum = knowledge_checksum(bytes, size);
    memcpy(bytes, &header, sizeof header);
    return (struct str){(const char *)bytes, size};
}

int builder_finish(struct knowledge_builder *builder, struct str *bytes, struct annals_error *error)
{
    for (size_t i = 0; i < builder->names.count; i++)
        intern(builder, builder->names.items[i].surface);
    sort_offices(builder);
    sort_holders(builder);
    struct map bodies = body_names(builder);
    link_bodies(builder, &bodies);
    sort_names(builder);
    fill_slots(builder);
    if (builder->too_many_shorts)
        return error_set(error, ANNALS_SETUP,
                         "knowledge base: more than %d different codes, offices and bodies",
                         UINT16_MAX);
    if (builder->names.count >= SLOT_NAME || builder->strings.count >= UINT32_MAX / 2)
        return error_set(error, ANNALS_SETUP, "knowledge base: too large");
    *bytes = lay_out(builder);
    return 0;
}
