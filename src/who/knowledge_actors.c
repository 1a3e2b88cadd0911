/* knowledge_actors.c — reads tables of actors, see docs/KNOWLEDGE.md. */
#include "who/knowledge_actors.h"

static const struct {
    const char *name;
    enum knowledge_kind kind;
    enum entity_type type;
    char gender;
} KINDS[] = {
    {"person", KNOWLEDGE_PERSON, ENTITY_PER, 0},
    {"organisation", KNOWLEDGE_ORGANISATION, ENTITY_ORG, 'n'},
    {"group", KNOWLEDGE_GROUP, ENTITY_ORG, 'n'},
    {"people", KNOWLEDGE_PEOPLE, ENTITY_NORP, 'p'},
    {"role", KNOWLEDGE_ROLE, ENTITY_ROLE, 0},
};

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

/* Index into KINDS, -1 if the word is none. Without one, who has an office or a gender is a person.
 */
static int find_kind(const struct table *table)
{
    struct str word = table_field(table, "kind");
    bool person = table_field(table, "office").size || table_field(table, "gender").size;
    if (!word.size)
        return person ? 0 : 1;
    for (int i = 0; i < KIND_COUNT; i++)
        if (str_equal(word, str_of(KINDS[i].name)))
            return i;
    return -1;
}

static bool is_code(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < 'A' || text.data[i] > 'Z')
            return false;
    return text.size == 3;
}

/* Every item of a list joined by | is a code; an empty list passes. */
static bool are_codes(struct str list)
{
    while (list.data && list.size)
        if (!is_code(str_cut(&list, '|')))
            return false;
    return true;
}

static int wrong(const struct table *table, const char *column, const char *what,
                 struct annals_error *error)
{
    struct str value = table_field(table, column);
    return error_set(error, ANNALS_SETUP, "%.*s:%zu: %s \"%.*s\": %s", STR_ARG(table->name),
                     table->line, column, STR_ARG(value), what);
}

/* Checks the row and fills what all kinds share. */
static int read_row(const struct knowledge_builder *builder, const struct table *table, int kind,
                    struct knowledge_row *row, struct annals_error *error)
{
    struct str gender = table_field(table, "gender");
    *row = (struct knowledge_row){
        .kind = (uint8_t)KINDS[kind].kind,
        .type = (uint8_t)KINDS[kind].type,
        .gender = gender.size ? gender.data[0] : KINDS[kind].gender,
        .key = table_field(table, "key"),
        .name = str_trim(table_field(table, "name")),
        .subkind = table_field(table, "subkind"),
        .code = table_field(table, "code"),
        .country = table_field(table, "country"),
        .sector = table_field(table, "sector"),
        .other_sectors = table_field(table, "other_sectors"),
        .family_name = table_field(table, "family_name"),
        .wikidata = table_field(table, "wikidata"),
        .note = table_field(table, "note"),
        .source = table_field(table, "source"),
        .table = file_name_of(table->name),
        .parent = NONE,
    };
    if (!row->name.size)
        return wrong(table, "name", "every actor needs one", error);
    if (!row->key.size)
        row->key = row->name;
    if (row->code.size && !is_code(row->code))
        return wrong(table, "code", "three capital letters, as ISR or UNO", error);
    if (!are_codes(row->sector) || !are_codes(row->other_sectors))
        return wrong(table, "sector", "three capital letters, as GOV or REB", error);
    if (!parse_partial_date(table_field(table, "from"), false, &row->from))
        return wrong(table, "from", "write YYYY, YYYY-MM or YYYY-MM-DD", error);
    if (!parse_partial_date(table_field(table, "to"), true, &row->to))
        return wrong(table, "to", "write YYYY, YYYY-MM or YYYY-MM-DD", error);
    if (row->to.year && pack_date(row->to) < pack_date(row->from))
        return wrong(table, "to", "is before \"from\"", error);
    row->record_code = builder_record_code(builder, row->code);
    return 0;
}

/* The last word of a name, where the table names no family name. */
static struct str last_word(struct str name)
{
    size_t at = name.size;
    while (at > 0 && name.data[at - 1] != ' ')
        at--;
    return str_slice(name, at, name.size);
}

/* Lines of one person are spells: each adds an office, be it one without a name. */
static void add_person(struct knowledge_builder *builder, const struct table *table,
                       struct knowledge_row row)
{
    struct knowledge_office office = {
        .office = table_field(table, "office"),
        .country = row.code,
        .organisation = table_field(table, "organisation"),
        .sector = row.sector,
        .source = row.source,
        .from = row.from,
        .to = row.to,
        .from_grain = grain_of_date(table_field(table, "from")),
        .to_grain = grain_of_date(table_field(table, "to")),
    };
    uint32_t number = builder_find_row(builder, KNOWLEDGE_PERSON, row.key);
    if (number == MAP_NONE) {
        if (!row.family_name.size)
            row.family_name = last_word(row.name);
        row.from = row.to = (struct date){0}; /* would be birth and death */
        row.sector = STR("");
        number = builder_add_row(builder, &row);
    }
    builder_add_name(builder, number, row.name, RELATION_NAME);
    builder_add_names(builder, number, table_field(table, "aliases"), RELATION_NAME);
    office.person = number;
    office.weight = builder_office_weight(builder, office.office);
    if (office.office.size || office.sector.size)
        builder_add_office(builder, &office);
}

static void add_other(struct knowledge_builder *builder, const struct table *table,
                      const struct knowledge_row *row)
{
    uint32_t number = builder_add_row(builder, row);
    builder_add_name(builder, number, row->name, RELATION_NAME);
    builder_add_names(builder, number, table_field(table, "aliases"), RELATION_NAME);
    builder_add_names(builder, number, table_field(table, "plural"), RELATION_PLURAL);
    builder_add_names(builder, number, table_field(table, "adjective"), RELATION_ADJECTIVE);
}

int open_actors(struct table *table, struct str name, struct str text, struct annals_error *error)
{
    static const char *const wanted[] = {"name", "code", NULL};
    return table_open(table, name, text, wanted, error);
}

int read_actor(const struct knowledge_builder *builder, const struct table *table,
               struct knowledge_row *row, struct annals_error *error)
{
    int kind = find_kind(table);
    if (kind < 0)
        return wrong(table, "kind", "person, organisation, group, people or role", error);
    return read_row(builder, table, kind, row, error);
}

int read_actors(struct knowledge_builder *builder, struct str name, struct str text,
                struct annals_error *error)
{
    struct table table;
    int more, status = open_actors(&table, name, text, error);
    if (status)
        return status;
    while ((more = table_next(&table, error)) > 0) {
        struct knowledge_row row;
        if ((status = read_actor(builder, &table, &row, error)))
            return status;
        if (row.kind == KNOWLEDGE_PERSON)
            add_person(builder, &table, row);
        else
            add_other(builder, &table, &row);
    }
    return more < 0 ? ANNALS_SETUP : 0;
}

int compile_actors(struct arena *arena, const char *path, const struct layer *base,
                   struct str *bytes, struct annals_error *error)
{
    struct str text;
    if (file_read(arena, path, 0, &text, error))
        return ANNALS_SETUP;
    size_t bad = utf8_invalid(text);
    if (bad != SIZE_MAX)
        return error_set(error, ANNALS_SETUP, "%s: byte %zu is not UTF-8; save the file as UTF-8",
                         path, bad);
    struct knowledge_builder *builder = builder_make(arena, base);
    int status = read_actors(builder, str_of(path), text, error);
    return status ? status : builder_finish(builder, bytes, error);
}
