/* knowledge.c — opens compiled knowledge bases and reads their rows. */
#include "who/knowledge.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

#include "who/knowledge_actors.h"
#include "who/knowledge_file.h"

/* ---- a layer ---- */

static const size_t ITEM_SIZES[SECTION_COUNT] = {
    [SECTION_STRINGS] = 1,
    [SECTION_SHORTS] = sizeof(uint32_t),
    [SECTION_ROWS] = sizeof(struct disk_row),
    [SECTION_NAMES] = sizeof(struct disk_name),
    [SECTION_SLOTS] = sizeof(struct disk_slot),
    [SECTION_OFFICES] = sizeof(struct disk_office),
    [SECTION_HOLDERS] = sizeof(uint32_t),
};

static bool sections_fit(const struct disk_header *header)
{
    for (int i = 0; i < SECTION_COUNT; i++) {
        const struct disk_section *section = &header->sections[i];
        if (section->offset % 8 || section->offset < sizeof *header ||
            section->offset + (uint64_t)section->count * ITEM_SIZES[i] > header->size)
            return false;
    }
    uint32_t slots = header->sections[SECTION_SLOTS].count;
    return slots && !(slots & (slots - 1));
}

int layer_open(struct layer *layer, struct str bytes, struct annals_error *error)
{
    const struct disk_header *header = (const void *)bytes.data;
    if (bytes.size < sizeof *header || memcmp(header->magic, KNOWLEDGE_MAGIC, 8))
        return error_set(error, ANNALS_SETUP, "knowledge base: not one; build it again");
    if (header->order != KNOWLEDGE_ORDER || header->version != KNOWLEDGE_VERSION)
        return error_set(error, ANNALS_SETUP,
                         "knowledge base: made for another version or byte order; build it again");
    if (header->size != bytes.size || header->size > UINT32_MAX || !sections_fit(header))
        return error_set(error, ANNALS_SETUP, "knowledge base: cut short; build it again");
    const unsigned char *start = (const unsigned char *)bytes.data;
    if (header->checksum != knowledge_checksum(start, bytes.size))
        return error_set(error, ANNALS_SETUP, "knowledge base: damaged; build it again");
    layer->bytes = start;
    layer->header = header;
    return 0;
}

/* Item `number` of a section, NULL outside. */
static const void *item(const struct layer *layer, enum knowledge_section which, uint32_t number)
{
    const struct disk_section *section = &layer->header->sections[which];
    if (number >= section->count)
        return NULL;
    return layer->bytes + section->offset + (size_t)number * ITEM_SIZES[which];
}

struct str layer_string(const struct layer *layer, uint32_t reference)
{
    const struct disk_section *section = &layer->header->sections[SECTION_STRINGS];
    if (!reference || (uint64_t)reference + 3 > section->count)
        return STR("");
    const unsigned char *data = layer->bytes + section->offset + reference;
    size_t size = (size_t)data[0] | (size_t)data[1] << 8;
    if (reference + 3 + size > section->count || data[2 + size])
        return STR("");
    return (struct str){(const char *)data + 2, size};
}

struct str layer_short(const struct layer *layer, uint16_t number)
{
    const uint32_t *reference = item(layer, SECTION_SHORTS, number);
    return reference ? layer_string(layer, *reference) : STR("");
}

uint32_t layer_probe(const struct layer *layer, uint64_t hash)
{
    const struct disk_section *section = &layer->header->sections[SECTION_SLOTS];
    const struct disk_slot *slots = (const void *)(layer->bytes + section->offset);
    uint32_t mask = section->count - 1, check = (uint32_t)(hash >> 32);
    for (uint32_t i = (uint32_t)hash & mask, left = section->count; left; left--) {
        if (!slots[i].value)
            return 0;
        if (slots[i].check == check)
            return slots[i].value;
        i = (i + 1) & mask;
    }
    return 0;
}

const struct disk_name *layer_name(const struct layer *layer, uint32_t number)
{
    return item(layer, SECTION_NAMES, number);
}

const struct disk_row *layer_row(const struct layer *layer, uint32_t number)
{
    return item(layer, SECTION_ROWS, number);
}

const struct disk_office *layer_office(const struct layer *layer, uint32_t number)
{
    return item(layer, SECTION_OFFICES, number);
}

const struct disk_name *layer_first_name(const struct layer *layer, uint32_t value)
{
    value &= SLOT_NAME;
    return value ? layer_name(layer, value - 1) : NULL;
}

const struct disk_name *layer_next_name(const struct layer *layer, const struct disk_name *name)
{
    const struct disk_section *section = &layer->header->sections[SECTION_NAMES];
    const struct disk_name *names = (const void *)(layer->bytes + section->offset);
    return name->flags & NAME_LAST || name + 1 >= names + section->count ? NULL : name + 1;
}

/* ---- all layers ---- */

static void add_layer(struct knowledge *knowledge, struct layer layer)
{
    layer.first_row = knowledge->row_count;
    knowledge->row_count += layer.header->sections[SECTION_ROWS].count;
    knowledge->layers[knowledge->layer_count++] = layer;
}

/* Sections hold numbers of up to eight bytes: bytes that begin elsewhere are moved. */
static struct str aligned(struct arena *arena, struct str bytes)
{
    if (!((uintptr_t)bytes.data % 8))
        return bytes;
    char *copy = arena_alloc(arena, bytes.size);
    memcpy(copy, bytes.data, bytes.size);
    return (struct str){copy, bytes.size};
}

int knowledge_open(struct arena *arena, struct str bytes, const char *const *actors, size_t count,
                   struct knowledge **knowledge, struct annals_error *error)
{
    if (count >= KNOWLEDGE_LAYERS)
        return error_set(error, ANNALS_SETUP, "more than %d actor files; join some of them",
                         KNOWLEDGE_LAYERS - 1);
    *knowledge = arena_new(arena, struct knowledge);
    struct layer base = {0};
    int status = layer_open(&base, aligned(arena, bytes), error);
    /* Later files win over earlier ones. */
    for (size_t i = count; !status && i-- > 0;) {
        struct layer layer = {.user = true, .file = str_copy(arena, str_of(actors[i]))};
        struct str compiled;
        status = compile_actors(arena, actors[i], &base, &compiled, error);
        if (!status)
            status = layer_open(&layer, compiled, error);
        if (!status)
            add_layer(*knowledge, layer);
    }
    if (!status)
        add_layer(*knowledge, base);
    return status;
}

const struct layer *row_layer(const struct knowledge *knowledge, uint32_t *number)
{
    for (uint32_t i = 0; i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        uint32_t rows = layer->header->sections[SECTION_ROWS].count;
        if (*number >= layer->first_row && *number - layer->first_row < rows) {
            *number -= layer->first_row;
            return layer;
        }
    }
    return NULL;
}

uint32_t knowledge_row_count(const struct knowledge *knowledge)
{
    return knowledge->row_count;
}

bool knowledge_get(const struct knowledge *knowledge, uint32_t number, struct knowledge_row *row)
{
    *row = (struct knowledge_row){.parent = NONE};
    const struct layer *layer = row_layer(knowledge, &number);
    const struct disk_row *disk = layer ? layer_row(layer, number) : NULL;
    if (!disk || disk->kind >= KNOWLEDGE_KINDS)
        return false;
    *row = (struct knowledge_row){
        .kind = disk->kind,
        .user = layer->user,
        .needs_country = disk->needs_country,
        .gender = (char)disk->gender,
        .type = disk->type,
        .key = layer_string(layer, disk->key),
        .name = layer_string(layer, disk->name),
        .subkind = layer_short(layer, disk->subkind),
        .code = layer_short(layer, disk->code),
        .record_code = layer_short(layer, disk->record_code),
        .country = layer_short(layer, disk->country),
        .sector = layer_short(layer, disk->sector),
        .other_sectors = layer_short(layer, disk->other_sectors),
        .family_name = layer_string(layer, disk->family_name),
        .wikidata = layer_string(layer, disk->wikidata),
        .note = layer_string(layer, disk->note),
        .source = layer_short(layer, disk->source),
        .table = layer->user ? layer->file : layer_short(layer, disk->table),
        .from = unpack_date(disk->from),
        .to = unpack_date(disk->to),
        .parent = NONE,
    };
    if (disk->kind != KNOWLEDGE_PERSON && disk->parent != NONE)
        row->parent = disk->parent + layer->first_row;
    return true;
}

bool date_between(struct date date, struct date from, struct date to)
{
    uint32_t day = pack_date(date), first = pack_date(from), last = pack_date(to);
    return !day || (day >= first && (!last || day <= last));
}

uint32_t knowledge_state(const struct knowledge *knowledge, struct str code)
{
    uint32_t words;
    uint64_t hash = phrase_hash(seed_hash(SEED_STATE_CODE), code, &words);
    for (uint32_t i = 0; i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        const struct disk_name *name = layer_first_name(layer, layer_probe(layer, hash));
        for (; name; name = layer_next_name(layer, name))
            if (str_equal(layer_string(layer, name->surface), code))
                return layer->first_row + name->row;
    }
    return NONE;
}

uint32_t knowledge_find(const struct knowledge *knowledge, enum knowledge_kind kind, struct str key,
                        struct date date)
{
    uint64_t hash = step_hash(seed_hash(SEED_KEY), kind);
    hash = step_hash(hash, str_hash(key));
    uint32_t found = NONE, latest = 0;
    for (uint32_t i = 0; found == NONE && i < knowledge->layer_count; i++) {
        const struct layer *layer = &knowledge->layers[i];
        const struct disk_name *name = layer_first_name(layer, layer_probe(layer, hash));
        for (; name; name = layer_next_name(layer, name)) {
            const struct disk_row *row = layer_row(layer, name->row);
            if (!row || row->kind != kind || !str_equal(layer_string(layer, row->key), key) ||
                !date_between(date, unpack_date(row->from), unpack_date(row->to)))
                continue;
            if (found == NONE || row->from >= latest) {
                found = layer->first_row + name->row;
                latest = row->from;
            }
        }
    }
    return found;
}

void knowledge_digest(const struct knowledge *knowledge, char digest[17])
{
    struct sha256_ctx context;
    uint8_t bytes[8];
    sha256_init(&context);
    for (uint32_t i = 0; i < knowledge->layer_count; i++)
        sha256_update(&context, 8, knowledge->layers[i].header->digest);
    sha256_digest(&context, sizeof bytes, bytes);
    for (int i = 0; i < 8; i++)
        snprintf(digest + 2 * i, 3, "%02x", bytes[i]);
}
