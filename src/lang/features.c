/* features.c — rows and spelling features of words, see features.h. */
#include "lang/features.h"

#include <string.h>

/* ---- folding ---- */

/* ASCII for the typographic characters that treebanks and news mix freely; NULL for others. */
static const char *plain_of(uint32_t code)
{
    switch (code) {
    case 0x2018:
    case 0x2019: return "'";
    case 0x201c:
    case 0x201d: return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2013: return "-";
    case 0x2014:
    case 0x2015: return "--";
    case 0x2026: return "...";
    default: return NULL;
    }
}

static size_t fold_code(uint32_t code, char bytes[4])
{
    const char *plain = plain_of(code);
    if (!plain)
        return utf8_encode(utf8_is_digit(code) ? '0' : utf8_lower(code), bytes);
    size_t size = strlen(plain);
    memcpy(bytes, plain, size);
    return size;
}

static char fold_ascii(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    return c >= '0' && c <= '9' ? '0' : c;
}

void fold_form(struct str form, struct folded_form *folded)
{
    folded->size = 0;
    for (size_t at = 0; at < form.size && folded->size + 4 <= FOLDED_SIZE;) {
        if ((unsigned char)form.data[at] < 0x80)
            folded->bytes[folded->size++] = fold_ascii(form.data[at++]);
        else
            folded->size += fold_code(utf8_next(form, &at), folded->bytes + folded->size);
    }
    folded->hash = str_hash((struct str){folded->bytes, folded->size});
}

/* ---- capitals ---- */

enum capitals form_capitals(struct str form)
{
    size_t upper = 0, lower = 0;
    bool first_upper = false;
    for (size_t at = 0; at < form.size;) {
        uint32_t code = utf8_next(form, &at);
        bool is_upper = code < 0x80 ? code >= 'A' && code <= 'Z' : utf8_is_upper(code);
        bool is_lower = code < 0x80 ? code >= 'a' && code <= 'z' : utf8_is_lower(code);
        if (is_upper && upper + lower == 0)
            first_upper = true;
        upper += is_upper;
        lower += is_lower;
    }
    if (upper + lower == 0)
        return CAPITALS_NO_LETTER;
    if (upper == 0)
        return CAPITALS_NONE;
    if (upper == 1 && first_upper)
        return CAPITALS_FIRST;
    return lower == 0 ? CAPITALS_ALL : CAPITALS_MIXED;
}

enum sentence_case sentence_case_of(size_t lower, size_t first, size_t all)
{
    size_t words = lower + first + all;
    if (words < 3)
        return SENTENCE_NORMAL;
    if (all * 10 >= words * 7)
        return SENTENCE_UPPER;
    if ((first + all) * 10 >= words * 6)
        return SENTENCE_TITLE;
    return first + all == 0 ? SENTENCE_LOWER : SENTENCE_NORMAL;
}

/* ---- spelling ---- */

static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 31;
    hash *= 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 29;
}

/* Bytes as a number together with what kind of feature they are. */
static uint64_t hash_bytes(unsigned kind, const char *bytes, size_t size)
{
    uint64_t packed = 0;
    for (size_t i = 0; i < size; i++)
        packed = packed << 8 | (unsigned char)bytes[i];
    return mix(packed ^ (uint64_t)(kind + 1) << 48 ^ (uint64_t)size << 56);
}

static char shape_of(uint32_t code)
{
    if (utf8_is_upper(code))
        return 'X';
    if (utf8_is_digit(code))
        return '0';
    if (utf8_is_letter(code))
        return 'x';
    return code < 0x80 ? (char)code : '?';
}

/* "Xx-00" and the like: runs of one kind as two at most, seven signs at most. */
static uint64_t hash_shape(struct str form)
{
    char shape[7];
    size_t size = 0;
    for (size_t at = 0; at < form.size && size < sizeof shape;) {
        char sign = shape_of(utf8_next(form, &at));
        if (size < 2 || shape[size - 1] != sign || shape[size - 2] != sign)
            shape[size++] = sign;
    }
    return mix(hash_bytes(8, shape, size) + (form.size < 12 ? form.size : 12));
}

void spelling_features(struct str form, const struct folded_form *folded, bool is_first,
                       enum sentence_case sentence_case, uint32_t bucket_count,
                       uint32_t features[SPELLING_FEATURES])
{
    uint64_t hashes[SPELLING_FEATURES];
    for (unsigned i = 0; i < 4; i++) {
        size_t size = folded->size < i + 1 ? folded->size : i + 1;
        hashes[i] = hash_bytes(i, folded->bytes, size);
        hashes[4 + i] = hash_bytes(4 + i, folded->bytes + folded->size - size, size);
    }
    hashes[8] = hash_shape(form);
    char place[3] = {(char)form_capitals(form), (char)is_first, (char)sentence_case};
    hashes[9] = hash_bytes(9, place, sizeof place);
    for (size_t i = 0; i < SPELLING_FEATURES; i++)
        features[i] = (uint32_t)(hashes[i] >> 20) & (bucket_count - 1);
}

void class_features(uint32_t word_class, uint32_t bucket_count,
                    uint32_t features[SPELLING_FEATURES])
{
    char name[2] = {(char)(word_class & 0xff), (char)(word_class >> 8)};
    for (unsigned i = 0; i < SPELLING_FEATURES; i++)
        features[i] = (uint32_t)(hash_bytes(10 + i, name, sizeof name) >> 20) & (bucket_count - 1);
}

/* ---- the word table ---- */

/* Slot of the form, or the empty slot where it belongs. Row 0 marks empty slots; the table is never
 * full. */
static uint32_t find_slot(const struct word_index *index, uint64_t hash)
{
    uint32_t mask = index->slot_count - 1, slot = (uint32_t)hash & mask,
             print = (uint32_t)(hash >> 32);
    for (uint32_t probes = 0; probes < index->slot_count; probes++, slot = (slot + 1) & mask)
        if (index->slots[slot].row == 0 || index->slots[slot].print == print)
            break;
    return slot;
}

uint32_t word_row(const struct word_index *index, const struct folded_form *folded)
{
    const struct word_slot *slot = &index->slots[find_slot(index, folded->hash)];
    return slot->print == (uint32_t)(folded->hash >> 32) ? slot->row : 0;
}

uint32_t exact_row(const struct word_index *index, struct str form)
{
    if (index->slot_count == 0)
        return 0;
    struct folded_form exact = {.size = 0, .hash = str_hash(form)};
    return word_row(index, &exact);
}

struct word_index word_index_make(struct arena *arena, uint32_t row_count)
{
    uint32_t slot_count = 16;
    while (slot_count / 4 * 3 < row_count)
        slot_count *= 2;
    return (struct word_index){.slots = arena_new_array(arena, slot_count, struct word_slot),
                               .slot_count = slot_count,
                               .row_count = row_count};
}

bool word_index_put(struct word_index *index, const struct folded_form *folded, uint32_t row)
{
    struct word_slot *slot = (struct word_slot *)&index->slots[find_slot(index, folded->hash)];
    if (slot->row != 0)
        return false;
    *slot = (struct word_slot){.print = (uint32_t)(folded->hash >> 32), .row = row};
    return true;
}

void word_index_write(const struct word_index *index, struct model_bytes *bytes)
{
    model_write_u32(bytes, index->row_count);
    model_write_u32(bytes, index->slot_count);
    model_write_array(bytes, index->slots, index->slot_count, sizeof *index->slots, 64);
}

bool word_index_read(struct model_cursor *cursor, struct word_index *index)
{
    index->row_count = model_read_u32(cursor);
    index->slot_count = model_read_u32(cursor);
    index->slots = model_read_array(cursor, index->slot_count, sizeof *index->slots, 64);
    if (cursor->failed || index->slot_count == 0 || (index->slot_count & (index->slot_count - 1)))
        return false;
    for (uint32_t i = 0; i < index->slot_count; i++)
        if (index->slots[i].row >= index->row_count)
            return false;
    return true;
}
