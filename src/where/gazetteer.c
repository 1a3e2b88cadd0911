/* gazetteer.c — opens the compiled gazetteer and looks names up; see gazetteer.h for the layout.
 *
 * The file may be damaged or made by someone else: the sections are checked once, every number
 * that leads further when it is followed. */
#include <string.h>

#include "where/gazetteer.h"

struct gazetteer {
    struct str bytes;
    uint32_t place_count, places_at, list_count, lists_at, name_count, names_at, buckets_at,
        first_at, strings_size, strings_at, longest;
    struct map word_index; /* lemma to words.items */
    ARRAY_OF(struct gazetteer_word) words;
};

static uint32_t number_at(struct str bytes, size_t at)
{
    const unsigned char *data = (const unsigned char *)bytes.data + at;
    return (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 |
           (uint32_t)data[3] << 24;
}

static bool fits(struct str bytes, uint32_t at, uint64_t size)
{
    return at >= GAZETTEER_HEADER && at <= bytes.size && size <= bytes.size - at;
}

/* ---- words ---- */

static const struct {
    const char *name;
    unsigned bit;
} WORD_KINDS[] = {
    {"locative", WORD_LOCATIVE},   {"motion", WORD_MOTION},     {"mover", WORD_MOVER},
    {"noun", WORD_NOUN},           {"acted_on", WORD_ACTED_ON}, {"direction", WORD_DIRECTION},
    {"statement", WORD_STATEMENT}, {"common", WORD_COMMON},     {"beside", WORD_BESIDE},
};

static unsigned word_kind(struct str name)
{
    for (size_t i = 0; i < sizeof WORD_KINDS / sizeof *WORD_KINDS; i++)
        if (str_equal(name, str_of(WORD_KINDS[i].name)))
            return WORD_KINDS[i].bit;
    return 0;
}

static void add_words(struct arena *arena, struct gazetteer *gazetteer, unsigned kind,
                      struct str words, struct str features)
{
    while (words.data) {
        uint32_t *index = map_at(&gazetteer->word_index, str_cut(&words, '|'));
        if (*index == MAP_NONE) {
            *index = (uint32_t)gazetteer->words.count;
            *array_push(arena, &gazetteer->words) = (struct gazetteer_word){0};
        }
        struct gazetteer_word *word = &gazetteer->words.items[*index];
        word->kinds |= kind;
        if (kind == WORD_NOUN)
            word->features = features;
    }
}

static int read_words(struct arena *arena, struct gazetteer *gazetteer, struct str text,
                      struct annals_error *error)
{
    static const char *const COLUMNS[] = {"kind", "words", "value", NULL};
    struct str name = STR("places/words.tsv");
    struct table table;
    int status = table_open(&table, name, text, COLUMNS, error);
    int more = 0;
    gazetteer->word_index.arena = arena;
    while (!status && (more = table_next(&table, error)) > 0) {
        unsigned kind = word_kind(table_field(&table, "kind"));
        if (!kind)
            return error_set(error, ANNALS_SETUP, "%.*s:%zu: unknown kind of word", STR_ARG(name),
                             table.line);
        add_words(arena, gazetteer, kind, table_field(&table, "words"),
                  table_field(&table, "value"));
    }
    return more < 0 ? ANNALS_SETUP : status;
}

const struct gazetteer_word *gazetteer_word(const struct gazetteer *gazetteer, struct str lemma)
{
    uint32_t index = map_get(&gazetteer->word_index, lemma);
    return index == MAP_NONE ? NULL : &gazetteer->words.items[index];
}

/* ---- opening ---- */

static bool sections_fit(const struct gazetteer *g)
{
    return fits(g->bytes, g->places_at, (uint64_t)g->place_count * PLACE_NUMBERS * 4) &&
           fits(g->bytes, g->lists_at, (uint64_t)g->list_count * 4) &&
           fits(g->bytes, g->names_at, (uint64_t)g->name_count * 8) &&
           fits(g->bytes, g->buckets_at, (uint64_t)(GAZETTEER_BUCKETS + 1) * 4) &&
           fits(g->bytes, g->first_at, GAZETTEER_FIRST_BYTES) &&
           fits(g->bytes, g->strings_at, g->strings_size) && g->strings_size > 0 &&
           g->bytes.data[g->strings_at + g->strings_size - 1] == '\0';
}

int gazetteer_open(struct arena *arena, struct str bytes, struct gazetteer **gazetteer,
                   struct annals_error *error)
{
    if (bytes.size < GAZETTEER_HEADER || bytes.size > UINT32_MAX ||
        memcmp(bytes.data, GAZETTEER_MAGIC, 8) != 0 || number_at(bytes, 8) != bytes.size)
        return error_set(error, ANNALS_SETUP,
                         "gazetteer.bin: is no gazetteer of this version, or cut short; make it "
                         "again with annals-compile");
    struct gazetteer *made = arena_new(arena, struct gazetteer);
    made->bytes = bytes;
    uint32_t *const fields[] = {
        &made->place_count,  &made->places_at,  &made->list_count, &made->lists_at,
        &made->name_count,   &made->names_at,   &made->buckets_at, &made->first_at,
        &made->strings_size, &made->strings_at,
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = number_at(bytes, 12 + 4 * i);
    uint32_t words_size = number_at(bytes, 52), words_at = number_at(bytes, 56);
    made->longest = number_at(bytes, 60);
    if (!sections_fit(made) || !fits(bytes, words_at, words_size))
        return error_set(error, ANNALS_SETUP,
                         "gazetteer.bin: a section lies outside the file; make it again with "
                         "annals-compile");
    *gazetteer = made;
    return read_words(arena, made, str_slice(bytes, words_at, (size_t)words_at + words_size),
                      error);
}

/* ---- keys ---- */

static void key_byte(struct place_key *key, char byte)
{
    if (byte == ' ' || byte == '-') {
        key->is_blank_due = key->size > 0;
        return;
    }
    if (byte == '\'' || byte == '.')
        return;
    if (key->size + 2 > sizeof key->bytes) {
        key->is_too_long = true;
        return;
    }
    if (key->is_blank_due)
        key->bytes[key->size++] = ' ';
    key->is_blank_due = false;
    key->bytes[key->size++] = byte;
}

static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return true;
}

void place_key_add(struct arena *arena, struct place_key *key, struct str text)
{
    if (!is_plain(text))
        text = utf8_fold(arena, text);
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        bool is_blank = byte == '\n' || byte == '\t' || byte == '\r';
        key_byte(key, is_blank ? ' ' : byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte);
    }
}

uint32_t place_key_first_bit(const struct place_key *key)
{
    struct str rest = {key->bytes, key->size};
    return (uint32_t)(str_hash(str_cut(&rest, ' ')) >> 16) % (GAZETTEER_FIRST_BYTES * 8);
}

/* ---- looking up ---- */

bool gazetteer_may_begin(const struct gazetteer *gazetteer, const struct place_key *first_word)
{
    uint32_t bit = place_key_first_bit(first_word);
    unsigned char byte = (unsigned char)gazetteer->bytes.data[gazetteer->first_at + bit / 8];
    return byte >> (bit % 8) & 1;
}

uint32_t gazetteer_longest(const struct gazetteer *gazetteer)
{
    return gazetteer->longest;
}

static bool list_number(const struct gazetteer *gazetteer, uint64_t index, uint32_t *number)
{
    if (index >= gazetteer->list_count)
        return false;
    *number = number_at(gazetteer->bytes, gazetteer->lists_at + 4 * (size_t)index);
    return true;
}

uint32_t gazetteer_find(const struct gazetteer *gazetteer, const struct place_key *key,
                        uint32_t *handle)
{
    if (!key->size || key->is_too_long)
        return 0;
    uint64_t hash = str_hash((struct str){key->bytes, key->size});
    size_t bucket = gazetteer->buckets_at + 4 * (size_t)(hash >> 48);
    uint32_t at = number_at(gazetteer->bytes, bucket);
    uint32_t end = number_at(gazetteer->bytes, bucket + 4);
    if (end > gazetteer->name_count)
        end = gazetteer->name_count;
    for (; at < end; at++) {
        size_t name = gazetteer->names_at + 8 * (size_t)at;
        if (number_at(gazetteer->bytes, name) != (uint32_t)(hash >> 16))
            continue;
        *handle = number_at(gazetteer->bytes, name + 4);
        uint32_t count = 1;
        if (*handle & LIST_FLAG && !list_number(gazetteer, *handle & ~LIST_FLAG, &count))
            return 0;
        return count;
    }
    return 0;
}

static bool string_at(const struct gazetteer *gazetteer, uint32_t at, struct str *string)
{
    if (at >= gazetteer->strings_size)
        return false;
    /* The last byte of the strings is a NUL, so that this ends inside. */
    *string = str_of(gazetteer->bytes.data + gazetteer->strings_at + at);
    return true;
}

bool gazetteer_candidate(const struct gazetteer *gazetteer, uint32_t handle, uint32_t k,
                         struct gazetteer_place *place)
{
    uint32_t row = handle;
    if (handle & LIST_FLAG) {
        if (!list_number(gazetteer, (uint64_t)(handle & ~LIST_FLAG) + 1 + k, &row))
            return false;
    } else if (k > 0) {
        return false;
    }
    place->is_alias = row & ALIAS_FLAG;
    row &= ~ALIAS_FLAG;
    if (row >= gazetteer->place_count)
        return false;
    size_t at = gazetteer->places_at + (size_t)row * PLACE_NUMBERS * 4;
    struct str *const strings[] = {&place->name,    &place->id,      &place->division,
                                   &place->country, &place->feature, &place->resolution};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        if (!string_at(gazetteer, number_at(gazetteer->bytes, at + 4 * i), strings[i]))
            return false;
    place->latitude = (int32_t)number_at(gazetteer->bytes, at + 24);
    place->longitude = (int32_t)number_at(gazetteer->bytes, at + 28);
    place->importance = (int32_t)number_at(gazetteer->bytes, at + 32);
    if (place->is_alias && place->importance > INT32_MIN + ALIAS_PENALTY)
        place->importance -= ALIAS_PENALTY;
    place->flags = number_at(gazetteer->bytes, at + 36);
    return true;
}

size_t gazetteer_states(const struct gazetteer *gazetteer, struct arena *arena, struct str name,
                        struct place_state *states, size_t limit)
{
    struct place_key key = {0};
    struct gazetteer_place place;
    uint32_t handle;
    place_key_add(arena, &key, name);
    uint32_t found = key.is_too_long ? 0 : gazetteer_find(gazetteer, &key, &handle);
    size_t count = 0;
    for (uint32_t k = 0; k < found && count < limit; k++)
        if (gazetteer_candidate(gazetteer, handle, k, &place))
            states[count++] = (struct place_state){place.country, place.importance};
    return count;
}
