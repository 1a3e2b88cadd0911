/* word_lists.c — loads and looks up the tables of data/lang, see word_lists.h. */
#include "lang/word_lists.h"

#include "base/embedded.h"

static const char *const KIND_NAMES[ABBREVIATION_KIND_COUNT] = {
    "",        "title", "number",  "month",     "day",  "time",
    "company", "place", "measure", "scholarly", "list",
};
static const char *const NEXT_NAMES[] = {"any", "capital", "digit", "word"};
static const char *const LIST_NAMES[LIST_COUNT] = {
    "prefix", "suffix", "unit", "ending", "apostrophe", "whole", "smiley", "starter",
};

struct listed_form listed_form_of(struct str form)
{
    struct listed_form listed = {.size = 0};
    size_t size = 0;
    for (size_t at = 0; at < form.size && size < LISTED_FORM_SIZE; size++) {
        unsigned char byte = (unsigned char)form.data[at];
        if (byte == 0xE2 && form.size - at >= 3 && (unsigned char)form.data[at + 1] == 0x80 &&
            (unsigned char)form.data[at + 2] == 0x99) { /* the right single quotation mark */
            listed.bytes[size] = '\'';
            at += 3;
            continue;
        }
        listed.bytes[size] = (char)(byte == '`'                  ? '\''
                                    : byte >= 'A' && byte <= 'Z' ? byte + 32
                                                                 : byte);
        at++;
        if (at == form.size) {
            listed.size = size + 1;
            return listed;
        }
    }
    return listed;
}

static int index_of_name(const char *const *names, int count, struct str name)
{
    for (int i = 0; i < count; i++)
        if (str_equal(str_of(names[i]), name))
            return i;
    return -1;
}

static int unknown(const struct table *table, const char *column, struct annals_error *error)
{
    return error_set(error, ANNALS_SETUP, "%.*s:%zu: \"%.*s\" is no known %s", STR_ARG(table->name),
                     table->line, STR_ARG(table_field(table, column)), column);
}

static int read_abbreviation(struct arena *arena, struct word_lists *lists,
                             const struct table *table, struct annals_error *error)
{
    int kind = index_of_name(KIND_NAMES, ABBREVIATION_KIND_COUNT, table_field(table, "kind"));
    int next = index_of_name(NEXT_NAMES, 4, table_field(table, "next"));
    if (kind <= 0)
        return unknown(table, "kind", error);
    if (next < 0)
        return unknown(table, "next", error);
    map_put(&lists->abbreviations, table_field(table, "form"),
            (uint32_t)lists->abbreviation_rows.count);
    *array_push(arena, &lists->abbreviation_rows) =
        (struct abbreviation){(uint8_t)kind, (uint8_t)next};
    return 0;
}

static int read_contraction(struct arena *arena, struct word_lists *lists,
                            const struct table *table, struct annals_error *error)
{
    struct contraction contraction = {0};
    struct str rest = table_field(table, "parts"), kind = table_field(table, "kind");
    size_t total = 0;
    while (rest.data && contraction.count < CONTRACTION_PARTS) {
        size_t size = str_cut(&rest, '|').size;
        contraction.sizes[contraction.count++] = (uint8_t)size;
        total += size;
    }
    struct str form = table_field(table, "form");
    if (rest.data || total != form.size || form.size > LISTED_FORM_SIZE)
        return error_set(error, ANNALS_SETUP, "%.*s:%zu: the parts are not those of \"%.*s\"",
                         STR_ARG(table->name), table->line, STR_ARG(form));
    contraction.is_ending = str_equal(kind, STR("ending"));
    if (!contraction.is_ending && !str_equal(kind, STR("whole")))
        return unknown(table, "kind", error);
    map_put(&lists->contractions, form, (uint32_t)lists->contraction_rows.count);
    *array_push(arena, &lists->contraction_rows) = contraction;
    return 0;
}

static int read_token(struct arena *arena, struct word_lists *lists, const struct table *table,
                      struct annals_error *error)
{
    int list = index_of_name(LIST_NAMES, LIST_COUNT, table_field(table, "kind"));
    if (list < 0)
        return unknown(table, "kind", error);
    uint32_t *row = map_at(&lists->tokens, table_field(table, "form"));
    if (*row == MAP_NONE) {
        *row = (uint32_t)lists->token_rows.count;
        *array_push(arena, &lists->token_rows) = 0;
    }
    lists->token_rows.items[*row] |= 1U << list;
    return 0;
}

typedef int row_reader(struct arena *, struct word_lists *, const struct table *,
                       struct annals_error *);

static int read_table(struct arena *arena, struct word_lists *lists, const char *name,
                      const char *const *wanted, row_reader *read_row, struct annals_error *error)
{
    struct table table;
    int status = table_open(&table, str_of(name), embedded_data(name), wanted, error);
    int row = 0;
    while (!status && (row = table_next(&table, error)) > 0)
        status = read_row(arena, lists, &table, error);
    return status ? status : row < 0 ? ANNALS_SETUP : 0;
}

int word_lists_load(struct arena *arena, struct word_lists *lists, struct annals_error *error)
{
    static const char *const abbreviation_columns[] = {"form", "kind", "next", NULL};
    static const char *const contraction_columns[] = {"form", "parts", "kind", NULL};
    static const char *const token_columns[] = {"kind", "form", NULL};
    *lists = (struct word_lists){
        .abbreviations.arena = arena, .contractions.arena = arena, .tokens.arena = arena};
    int status = read_table(arena, lists, "lang/abbreviations.tsv", abbreviation_columns,
                            read_abbreviation, error);
    if (!status)
        status = read_table(arena, lists, "lang/contractions.tsv", contraction_columns,
                            read_contraction, error);
    if (!status)
        status = read_table(arena, lists, "lang/tokens.tsv", token_columns, read_token, error);
    return status;
}

static uint32_t find(const struct map *map, struct str form)
{
    struct listed_form listed = listed_form_of(form);
    return listed.size ? map_get(map, (struct str){listed.bytes, listed.size}) : MAP_NONE;
}

struct abbreviation find_abbreviation(const struct word_lists *lists, struct str form)
{
    uint32_t row = find(&lists->abbreviations, form);
    return row == MAP_NONE ? (struct abbreviation){0} : lists->abbreviation_rows.items[row];
}

struct contraction find_contraction(const struct word_lists *lists, struct str form)
{
    uint32_t row = find(&lists->contractions, form);
    return row == MAP_NONE ? (struct contraction){0} : lists->contraction_rows.items[row];
}

bool is_listed(const struct word_lists *lists, enum token_list list, struct str form)
{
    uint32_t row = find(&lists->tokens, form);
    return row != MAP_NONE && (lists->token_rows.items[row] >> list & 1U);
}
