/* gazetteer.c — annals-compile gazetteer FOLDER OUT: places.tsv, features.tsv and words.tsv of
 * data/places into the one file that where/gazetteer.h describes. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "where/gazetteer.h"

/* A row of features.tsv; weights in tenths. */
struct feature {
    struct str code, resolution;
    int32_t weight, unknown;
    bool is_metonym;
};

/* A key and one of its places, with what the sort asks of that. */
struct named {
    uint64_t hash;
    uint32_t place;
    int32_t importance;
};

struct place_row {
    uint32_t strings[6];
    int32_t latitude, longitude, importance;
    uint32_t flags;
};

struct compiler {
    struct arena *arena;
    ARRAY_OF(struct feature) features;
    ARRAY_OF(struct place_row) places;
    ARRAY_OF(struct named) names;
    ARRAY_OF(uint32_t) lists;
    ARRAY_OF(uint32_t) entries; /* two numbers a name */
    ARRAY_OF(char) strings;
    struct map string_index;
    uint32_t buckets[GAZETTEER_BUCKETS + 1];
    unsigned char first[GAZETTEER_FIRST_BYTES];
    struct str words;
    uint32_t longest;
};

/* ---- reading the tables ---- */

static int read_features(struct compiler *compiler, struct str text, struct annals_error *error)
{
    static const char *const COLUMNS[] = {"feature",    "weight",  "unknown",
                                          "resolution", "metonym", NULL};
    struct table table;
    int status = table_open(&table, STR("features.tsv"), text, COLUMNS, error);
    int more = 0;
    while (!status && (more = table_next(&table, error)) > 0) {
        int64_t weight, unknown;
        if (!str_to_integer(table_field(&table, "weight"), &weight) ||
            !str_to_integer(table_field(&table, "unknown"), &unknown) || llabs(weight) > 1000 ||
            llabs(unknown) > 1000)
            return error_set(error, ANNALS_SETUP,
                             "features.tsv:%zu: weight and unknown are whole "
                             "numbers",
                             table.line);
        *array_push(compiler->arena, &compiler->features) = (struct feature){
            .code = table_field(&table, "feature"),
            .resolution = table_field(&table, "resolution"),
            .weight = (int32_t)weight * 10,
            .unknown = (int32_t)unknown * 10,
            .is_metonym = table_field(&table, "metonym").size > 0,
        };
    }
    return more < 0 ? ANNALS_SETUP : status;
}

/* The row of this code, else the one of `*`. */
static const struct feature *find_feature(const struct compiler *compiler, struct str code)
{
    const struct feature *other = NULL;
    for (size_t i = 0; i < compiler->features.count; i++) {
        const struct feature *feature = &compiler->features.items[i];
        if (str_equal(feature->code, code))
            return feature;
        if (str_equal(feature->code, STR("*")))
            other = feature;
    }
    return other;
}

static uint32_t add_string(struct compiler *compiler, struct str string)
{
    uint32_t *at = map_at(&compiler->string_index, string);
    if (*at == MAP_NONE) {
        *at = (uint32_t)compiler->strings.count;
        for (size_t i = 0; i < string.size; i++)
            *array_push(compiler->arena, &compiler->strings) = string.data[i];
        *array_push(compiler->arena, &compiler->strings) = '\0';
    }
    return *at;
}

static uint32_t count_words(const struct place_key *key)
{
    uint32_t count = 1;
    for (size_t i = 0; i < key->size; i++)
        count += key->bytes[i] == ' ';
    return count;
}

static void add_name(struct compiler *compiler, struct str name, uint32_t place, bool is_alias)
{
    struct place_key key = {.size = 0};
    place_key_add(compiler->arena, &key, name);
    if (!key.size || key.is_too_long)
        return;
    uint32_t bit = place_key_first_bit(&key), words = count_words(&key);
    compiler->first[bit / 8] |= (unsigned char)(1u << (bit % 8));
    if (words > compiler->longest)
        compiler->longest = words;
    *array_push(compiler->arena, &compiler->names) = (struct named){
        str_hash((struct str){key.bytes, key.size}), place | (is_alias ? ALIAS_FLAG : 0),
        compiler->places.items[place].importance - (is_alias ? ALIAS_PENALTY : 0)};
}

static bool read_coordinate(struct str text, int32_t *coordinate)
{
    double degrees;
    *coordinate = NO_COORDINATE;
    if (!text.size)
        return true;
    if (!str_to_double(text, &degrees) || !(fabs(degrees) <= 180))
        return false;
    *coordinate = (int32_t)lround(degrees * 10000);
    return true;
}

static int add_place(struct compiler *compiler, const struct table *table,
                     struct annals_error *error)
{
    struct place_row row = {.flags = 0};
    struct str code = table_field(table, "feature"), population = table_field(table, "population");
    const struct feature *feature = find_feature(compiler, code);
    int64_t people = 0;
    if (!feature || (population.size && !str_to_integer(population, &people)) ||
        !read_coordinate(table_field(table, "latitude"), &row.latitude) ||
        !read_coordinate(table_field(table, "longitude"), &row.longitude))
        return error_set(error, ANNALS_SETUP,
                         "places.tsv:%zu: feature, population or coordinates are not right",
                         table->line);
    row.importance = feature->weight +
                     (people > 0 ? (int32_t)lround(100 * log10((double)people)) : feature->unknown);
    row.flags = feature->is_metonym ? PLACE_METONYM : 0;
    const struct str strings[] = {table_field(table, "name"),
                                  table_field(table, "id"),
                                  table_field(table, "division"),
                                  table_field(table, "country"),
                                  code,
                                  feature->resolution};
    for (size_t i = 0; i < 6; i++)
        row.strings[i] = add_string(compiler, strings[i]);
    uint32_t place = (uint32_t)compiler->places.count;
    *array_push(compiler->arena, &compiler->places) = row;
    add_name(compiler, strings[0], place, false);
    struct str aliases = table_field(table, "aliases");
    while (aliases.data)
        add_name(compiler, str_cut(&aliases, '|'), place, true);
    return 0;
}

static int read_places(struct compiler *compiler, struct str text, struct annals_error *error)
{
    static const char *const COLUMNS[] = {"id",         "name",    "aliases",  "country",
                                          "division",   "feature", "latitude", "longitude",
                                          "population", NULL};
    struct table table;
    int status = table_open(&table, STR("places.tsv"), text, COLUMNS, error);
    int more = 0;
    while (!status && (more = table_next(&table, error)) > 0)
        status = add_place(compiler, &table, error);
    return more < 0 ? ANNALS_SETUP : status;
}

/* ---- the index of names ---- */

/* By hash, then the more important place, then the order of the table. */
static int compare_named(const void *a, const void *b)
{
    const struct named *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    if (left->importance != right->importance)
        return left->importance > right->importance ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

/* Puts the names [first, end) of one hash as one entry; a place may come twice under one key. */
static void add_entry(struct compiler *compiler, size_t first, size_t end)
{
    const struct named *names = compiler->names.items;
    uint32_t start = (uint32_t)compiler->lists.count, count = 0;
    *array_push(compiler->arena, &compiler->lists) = 0;
    for (size_t i = first; i < end; i++) {
        if (i > first && names[i].place == names[i - 1].place)
            continue;
        *array_push(compiler->arena, &compiler->lists) = names[i].place;
        count++;
    }
    uint32_t value = start | LIST_FLAG;
    if (count == 1) {
        value = names[first].place;
        compiler->lists.count = start;
    } else {
        compiler->lists.items[start] = count;
    }
    *array_push(compiler->arena, &compiler->entries) = (uint32_t)(names[first].hash >> 16);
    *array_push(compiler->arena, &compiler->entries) = value;
}

static int index_names(struct compiler *compiler, struct annals_error *error)
{
    size_t count = compiler->names.count;
    qsort(compiler->names.items, count, sizeof *compiler->names.items, compare_named);
    for (size_t first = 0, end; first < count; first = end) {
        uint64_t hash = compiler->names.items[first].hash;
        for (end = first + 1; end < count && compiler->names.items[end].hash == hash;)
            end++;
        if (end < count && compiler->names.items[end].hash >> 16 == hash >> 16)
            return error_set(error, ANNALS_SETUP,
                             "places.tsv: two names share 48 bits of their hash; lengthen the hash "
                             "in where/gazetteer.h");
        add_entry(compiler, first, end);
        compiler->buckets[(hash >> 48) + 1] = (uint32_t)(compiler->entries.count / 2);
    }
    for (size_t i = 1; i <= GAZETTEER_BUCKETS; i++)
        if (compiler->buckets[i] < compiler->buckets[i - 1])
            compiler->buckets[i] = compiler->buckets[i - 1];
    return 0;
}

/* ---- writing ---- */

static void put_number(FILE *file, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        putc((int)(number >> shift & 0xFF), file);
}

static void put_numbers(FILE *file, const uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_number(file, numbers[i]);
}

static void put_header(FILE *file, const struct compiler *compiler)
{
    uint32_t places = (uint32_t)compiler->places.count, lists = (uint32_t)compiler->lists.count,
             names = (uint32_t)(compiler->entries.count / 2),
             strings = (uint32_t)compiler->strings.count, words = (uint32_t)compiler->words.size;
    uint32_t places_at = GAZETTEER_HEADER, lists_at = places_at + places * PLACE_NUMBERS * 4,
             names_at = lists_at + lists * 4, buckets_at = names_at + names * 8,
             first_at = buckets_at + (GAZETTEER_BUCKETS + 1) * 4,
             strings_at = first_at + GAZETTEER_FIRST_BYTES, words_at = strings_at + strings;
    const uint32_t fields[] = {
        words_at + words, places,   places_at, lists,      lists_at, names,    names_at,
        buckets_at,       first_at, strings,   strings_at, words,    words_at, compiler->longest};
    fputs(GAZETTEER_MAGIC, file);
    put_numbers(file, fields, sizeof fields / sizeof *fields);
}

static int write_file(const struct compiler *compiler, const char *path, struct annals_error *error)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return error_set(error, ANNALS_OUTPUT, "%s: cannot be written", path);
    put_header(file, compiler);
    for (size_t i = 0; i < compiler->places.count; i++) {
        const struct place_row *row = &compiler->places.items[i];
        put_numbers(file, row->strings, 6);
        put_number(file, (uint32_t)row->latitude);
        put_number(file, (uint32_t)row->longitude);
        put_number(file, (uint32_t)row->importance);
        put_number(file, row->flags);
    }
    put_numbers(file, compiler->lists.items, compiler->lists.count);
    put_numbers(file, compiler->entries.items, compiler->entries.count);
    put_numbers(file, compiler->buckets, GAZETTEER_BUCKETS + 1);
    fwrite(compiler->first, 1, sizeof compiler->first, file);
    fwrite(compiler->strings.items, 1, compiler->strings.count, file);
    fwrite(compiler->words.data, 1, compiler->words.size, file);
    bool failed = ferror(file) != 0;
    if (fclose(file) || failed)
        return error_set(error, ANNALS_OUTPUT, "%s: could not be written in full", path);
    return 0;
}

static int read_table(struct arena *arena, const char *folder, const char *name, struct str *text,
                      struct annals_error *error)
{
    struct str path = str_format(arena, "%s/%s", folder, name);
    return file_read(arena, path.data, 0, text, error);
}

int compile_gazetteer(struct arena *arena, const char *folder, const char *path,
                      struct annals_error *error)
{
    struct compiler *compiler = arena_new(arena, struct compiler);
    compiler->arena = arena;
    compiler->string_index.arena = arena;
    struct str features, places;
    int status = read_table(arena, folder, "features.tsv", &features, error);
    if (!status)
        status = read_table(arena, folder, "places.tsv", &places, error);
    if (!status)
        status = read_table(arena, folder, "words.tsv", &compiler->words, error);
    if (!status)
        status = read_features(compiler, features, error);
    if (!status)
        status = read_places(compiler, places, error);
    if (!status)
        status = index_names(compiler, error);
    return status ? status : write_file(compiler, path, error);
}
