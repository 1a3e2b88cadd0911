/* knowledge.c — annals-compile knowledge FOLDER OUT: the tables of data/kb into the one file that
 * who/knowledge_file.h describes. A row that breaks a rule stops it, with table and line. */
#include <stdio.h>
#include <string.h>

#include "compile/compile.h"
#include "who/knowledge_actors.h"

/* The first row of a group's key: its names hold for later rows of the key. */
struct group_names {
    struct str name, aliases, members;
};

struct compiler {
    struct arena *arena;
    struct str folder;
    struct knowledge_builder *builder;
    struct map groups;
    ARRAY_OF(struct group_names) group_names;
    struct annals_error *error;
};

/* Adds the current row of the table; non-zero: it is wrong. */
typedef int row_function(struct compiler *compiler, const struct table *table);

/* ---- what all tables share ---- */

static int wrong(struct compiler *compiler, const struct table *table, const char *column,
                 const char *what)
{
    struct str value = table_field(table, column);
    return error_set(compiler->error, ANNALS_SETUP, "%.*s:%zu: %s \"%.*s\": %s",
                     STR_ARG(table->name), table->line, column, STR_ARG(value), what);
}

static int read_dates(struct compiler *compiler, const struct table *table, const char *from,
                      const char *to, struct date *first, struct date *last)
{
    if (!parse_partial_date(table_field(table, from), false, first))
        return wrong(compiler, table, from, "write YYYY, YYYY-MM or YYYY-MM-DD");
    if (!parse_partial_date(table_field(table, to), true, last))
        return wrong(compiler, table, to, "write YYYY, YYYY-MM or YYYY-MM-DD");
    if (last->year && pack_date(*last) < pack_date(*first))
        return wrong(compiler, table, to, "is before the beginning");
    return 0;
}

static bool is_known_code(const struct compiler *compiler, struct str code)
{
    static const char *const entities[] = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC", "UNK"};
    if (!code.size || builder_find_row(compiler->builder, KNOWLEDGE_STATE, code) != MAP_NONE)
        return true;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_equal(code, str_of(entities[i])))
            return true;
    return false;
}

/* What rows of most tables have: columns that a table lacks are empty. */
static int read_row(struct compiler *compiler, const struct table *table, enum knowledge_kind kind,
                    struct knowledge_row *row)
{
    *row = (struct knowledge_row){
        .kind = (uint8_t)kind,
        .key = table_field(table, "key"),
        .name = table_field(table, "name"),
        .subkind = table_field(table, "kind"),
        .code = table_field(table, "code"),
        .country = table_field(table, "country"),
        .sector = table_field(table, "sector"),
        .other_sectors = table_field(table, "other_sectors"),
        .wikidata = table_field(table, "wikidata"),
        .note = table_field(table, "notes"),
        .source = table_field(table, "source"),
        .table = file_name_of(table->name),
        .type = ENTITY_ORG,
        .gender = 'n',
        .parent = NONE,
    };
    if (!row->source.size)
        return wrong(compiler, table, "source", "every row needs one");
    /* Peoples and regions have codes of CAMEO's own. */
    if (kind != KNOWLEDGE_PEOPLE && !is_known_code(compiler, row->code))
        return wrong(compiler, table, "code", "is no code of states.tsv and no entity code");
    row->record_code = builder_record_code(compiler->builder, row->code);
    return read_dates(compiler, table, "from", "to", &row->from, &row->to);
}

static int check_unique(struct compiler *compiler, const struct table *table,
                        const struct knowledge_row *row, const char *column)
{
    if (!row->key.size)
        return wrong(compiler, table, column, "every row needs one");
    if (builder_find_row(compiler->builder, (enum knowledge_kind)row->kind, row->key) != MAP_NONE)
        return wrong(compiler, table, column, "stands in an earlier row too");
    return 0;
}

static void add_names(struct compiler *compiler, const struct table *table, uint32_t row,
                      const char *column, enum knowledge_relation relation)
{
    builder_add_names(compiler->builder, row, table_field(table, column), relation);
}

/* ---- one function a table ---- */

static int add_state(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row = {
        .kind = KNOWLEDGE_STATE,
        .key = table_field(table, "code"),
        .name = table_field(table, "name"),
        .code = table_field(table, "code"),
        .record_code = table_field(table, "record_code"),
        .country = table_field(table, "code"),
        .wikidata = table_field(table, "wikidata"),
        .source = table_field(table, "source"),
        .table = file_name_of(table->name),
        .type = ENTITY_GPE,
        .gender = 'n',
        .parent = NONE,
    };
    if (check_unique(compiler, table, &row, "code") ||
        read_dates(compiler, table, "from", "to", &row.from, &row.to))
        return ANNALS_SETUP;
    uint32_t number = builder_add_row(compiler->builder, &row);
    add_names(compiler, table, number, "name", RELATION_NAME);
    add_names(compiler, table, number, "official_name", RELATION_NAME);
    add_names(compiler, table, number, "aliases", RELATION_NAME);
    add_names(compiler, table, number, "adjectives", RELATION_ADJECTIVE);
    add_names(compiler, table, number, "demonyms_singular", RELATION_DEMONYM);
    add_names(compiler, table, number, "demonyms_plural", RELATION_DEMONYMS);
    add_names(compiler, table, number, "capital", RELATION_CAPITAL);
    add_names(compiler, table, number, "seats", RELATION_SEAT);
    add_names(compiler, table, number, "regions", RELATION_REGION);
    return 0;
}

static int add_organ(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row;
    if (read_row(compiler, table, KNOWLEDGE_ORGAN, &row))
        return ANNALS_SETUP;
    row.code = row.country = table_field(table, "state");
    row.record_code = builder_record_code(compiler->builder, row.code);
    row.parent = builder_find_row(compiler->builder, KNOWLEDGE_STATE, row.code);
    if (row.parent == MAP_NONE)
        return wrong(compiler, table, "state", "is no code of states.tsv");
    row.key = str_format(compiler->arena, "%.*s/%.*s", STR_ARG(row.code), STR_ARG(row.name));
    if (check_unique(compiler, table, &row, "name"))
        return ANNALS_SETUP;
    uint32_t number = builder_add_row(compiler->builder, &row);
    add_names(compiler, table, number, "name", RELATION_NAME);
    add_names(compiler, table, number, "aliases", RELATION_NAME);
    return 0;
}

static int add_organisation(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row;
    if (read_row(compiler, table, KNOWLEDGE_ORGANISATION, &row) ||
        check_unique(compiler, table, &row, "key"))
        return ANNALS_SETUP;
    uint32_t number = builder_add_row(compiler->builder, &row);
    add_names(compiler, table, number, "name", RELATION_NAME);
    add_names(compiler, table, number, "aliases", RELATION_NAME);
    return 0;
}

/* A second pass, when all keys are known. */
static int add_parent(struct compiler *compiler, const struct table *table)
{
    struct str parent = table_field(table, "parent");
    if (!parent.size)
        return 0;
    uint32_t above = builder_find_row(compiler->builder, KNOWLEDGE_ORGANISATION, parent);
    if (above == MAP_NONE)
        return wrong(compiler, table, "parent", "is no key of this table");
    builder_set_parent(
        compiler->builder,
        builder_find_row(compiler->builder, KNOWLEDGE_ORGANISATION, table_field(table, "key")),
        above);
    return 0;
}

/* "Houthi fighter" as "Houthi fighters", "gunman" as "gunmen". */
static struct str plural_of(struct arena *arena, struct str phrase)
{
    if (str_ends(phrase, STR("man")))
        return str_format(arena, "%.*smen", (int)phrase.size - 3, phrase.data);
    return str_format(arena, "%.*ss", STR_ARG(phrase));
}

static void add_members(struct compiler *compiler, uint32_t row, struct str members)
{
    while (members.data && members.size) {
        struct str member = str_cut(&members, '|');
        builder_add_name(compiler->builder, row, member, RELATION_MEMBER);
        builder_add_name(compiler->builder, row, plural_of(compiler->arena, member),
                         RELATION_MEMBERS);
    }
}

static int add_group(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row;
    if (read_row(compiler, table, KNOWLEDGE_GROUP, &row))
        return ANNALS_SETUP;
    if (!row.key.size)
        return wrong(compiler, table, "key", "every row needs one");
    uint32_t *first = map_at(&compiler->groups, row.key);
    if (*first == MAP_NONE) {
        *first = (uint32_t)compiler->group_names.count;
        *array_push(compiler->arena, &compiler->group_names) = (struct group_names){
            row.name, table_field(table, "aliases"), table_field(table, "members")};
    }
    struct group_names names = compiler->group_names.items[*first];
    uint32_t number = builder_add_row(compiler->builder, &row);
    builder_add_name(compiler->builder, number, names.name, RELATION_NAME);
    builder_add_name(compiler->builder, number, row.name, RELATION_NAME);
    builder_add_names(compiler->builder, number, names.aliases, RELATION_NAME);
    add_names(compiler, table, number, "aliases", RELATION_NAME);
    add_members(compiler, number, names.members);
    add_members(compiler, number, table_field(table, "members"));
    return 0;
}

static int add_people(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row;
    if (read_row(compiler, table, KNOWLEDGE_PEOPLE, &row))
        return ANNALS_SETUP;
    row.key = str_format(compiler->arena, "%.*s/%.*s", STR_ARG(row.name), STR_ARG(row.subkind));
    row.country = table_field(table, "countries");
    row.type = ENTITY_NORP;
    row.gender = 'p';
    if (check_unique(compiler, table, &row, "name"))
        return ANNALS_SETUP;
    uint32_t number = builder_add_row(compiler->builder, &row);
    add_names(compiler, table, number, "name", RELATION_NAME);
    add_names(compiler, table, number, "plural", RELATION_PLURAL);
    add_names(compiler, table, number, "adjective", RELATION_ADJECTIVE);
    return 0;
}

static int add_role(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row;
    if (read_row(compiler, table, KNOWLEDGE_ROLE, &row))
        return ANNALS_SETUP;
    row.key = row.name;
    row.type = ENTITY_ROLE;
    struct str gender = table_field(table, "gender");
    row.gender = gender.size ? gender.data[0] : 0;
    if (str_equal(row.subkind, STR("collective")))
        row.gender = 'p';
    struct str where = table_field(table, "needs_country");
    row.needs_country = str_equal(where, STR("modifier"))          ? ROLE_MODIFIER
                        : str_equal(where, STR("modifier|report")) ? ROLE_MODIFIER_OR_REPORT
                                                                   : ROLE_NO_COUNTRY;
    if (where.size && row.needs_country == ROLE_NO_COUNTRY)
        return wrong(compiler, table, "needs_country", "modifier, modifier|report or nothing");
    if (check_unique(compiler, table, &row, "name"))
        return ANNALS_SETUP;
    uint32_t number = builder_add_row(compiler->builder, &row);
    add_names(compiler, table, number, "name", RELATION_NAME);
    add_names(compiler, table, number, "plural", RELATION_PLURAL);
    return 0;
}

/* "{ADJ} Foreign Ministry" also stands for itself without a state, where what is left has two words
 * and begins with a capital: "the Foreign Ministry". */
static struct str bare_pattern(struct str pattern)
{
    struct str adjective = STR("{ADJ} ");
    struct str rest = str_slice(pattern, adjective.size, pattern.size);
    if (!str_starts(pattern, adjective) || str_find(rest, STR("{"), 0) != SIZE_MAX ||
        str_find(rest, STR(" "), 0) == SIZE_MAX || rest.data[0] < 'A' || rest.data[0] > 'Z')
        return STR("");
    return rest;
}

static int add_ministry(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row;
    if (read_row(compiler, table, KNOWLEDGE_PATTERN, &row))
        return ANNALS_SETUP;
    row.key = row.name = table_field(table, "pattern");
    if (check_unique(compiler, table, &row, "pattern"))
        return ANNALS_SETUP;
    uint32_t number = builder_add_row(compiler->builder, &row);
    builder_add_name(compiler->builder, number, row.name, RELATION_NAME);
    builder_add_name(compiler->builder, number, bare_pattern(row.name), RELATION_NAME);
    return 0;
}

static int add_topic(struct compiler *compiler, const struct table *table)
{
    builder_add_topic(compiler->builder, table_field(table, "topic"));
    return 0;
}

static int add_common_word(struct compiler *compiler, const struct table *table)
{
    builder_add_common_word(compiler->builder, table_field(table, "word"));
    return 0;
}

static int add_weight(struct compiler *compiler, const struct table *table)
{
    int64_t weight;
    if (!str_to_integer(table_field(table, "weight"), &weight) || weight < 0 || weight > 63)
        return wrong(compiler, table, "weight", "a number from 0 to 63");
    builder_add_weight(compiler->builder, table_field(table, "office"), (uint8_t)weight);
    return 0;
}

static int add_title(struct compiler *compiler, const struct table *table)
{
    if (!is_known_code(compiler, table_field(table, "country")))
        return wrong(compiler, table, "country", "is no code of states.tsv and no entity code");
    builder_add_title(compiler->builder, table_field(table, "title"), table_field(table, "country"),
                      table_field(table, "office"));
    return 0;
}

static int add_person(struct compiler *compiler, const struct table *table)
{
    struct knowledge_row row;
    if (read_row(compiler, table, KNOWLEDGE_PERSON, &row) ||
        check_unique(compiler, table, &row, "key"))
        return ANNALS_SETUP;
    if (!is_known_code(compiler, row.country))
        return wrong(compiler, table, "country", "is no code of states.tsv and no entity code");
    struct str gender = table_field(table, "gender");
    row.type = ENTITY_PER;
    row.gender = gender.size ? gender.data[0] : 0;
    row.code = row.country;
    row.record_code = builder_record_code(compiler->builder, row.code);
    row.family_name = table_field(table, "family_name");
    if (read_dates(compiler, table, "born", "died", &row.from, &row.to))
        return ANNALS_SETUP;
    uint32_t number = builder_add_row(compiler->builder, &row);
    add_names(compiler, table, number, "name", RELATION_NAME);
    add_names(compiler, table, number, "aliases", RELATION_NAME);
    return 0;
}

static int add_office(struct compiler *compiler, const struct table *table)
{
    struct str country = table_field(table, "country");
    struct knowledge_office office = {
        .office = table_field(table, "office"),
        .country = country,
        .organisation = table_field(table, "organisation"),
        .sector = table_field(table, "sector"),
        .acting = table_field(table, "acting").size > 0,
        .source = table_field(table, "source"),
        .from_grain = grain_of_date(table_field(table, "from")),
        .to_grain = grain_of_date(table_field(table, "to")),
        .person =
            builder_find_row(compiler->builder, KNOWLEDGE_PERSON, table_field(table, "person")),
    };
    if (office.person == MAP_NONE)
        return wrong(compiler, table, "person", "is no key of people.tsv");
    if (!is_known_code(compiler, country))
        return wrong(compiler, table, "country", "is no code of states.tsv and no entity code");
    if (read_dates(compiler, table, "from", "to", &office.from, &office.to))
        return ANNALS_SETUP;
    office.weight = builder_office_weight(compiler->builder, office.office);
    builder_add_office(compiler->builder, &office);
    return 0;
}

/* ---- all tables ---- */

static int read_text(struct compiler *compiler, const char *name, struct str *path,
                     struct str *text)
{
    *path = str_format(compiler->arena, "%.*s/%s", STR_ARG(compiler->folder), name);
    if (file_read(compiler->arena, path->data, 0, text, compiler->error))
        return ANNALS_SETUP;
    if (utf8_invalid(*text) != SIZE_MAX)
        return error_set(compiler->error, ANNALS_SETUP, "%.*s: byte %zu is not UTF-8",
                         STR_ARG(*path), utf8_invalid(*text));
    return 0;
}

static int read_table(struct compiler *compiler, const char *name, row_function *add_row,
                      const char *const *wanted)
{
    struct str path, text;
    struct table table;
    int more, status = read_text(compiler, name, &path, &text);
    if (!status)
        status = table_open(&table, path, text, wanted, compiler->error);
    if (status)
        return status;
    while ((more = table_next(&table, compiler->error)) > 0)
        if ((status = add_row(compiler, &table)))
            return status;
    return more < 0 ? ANNALS_SETUP : 0;
}

enum { WANTED = 12 };

static int read_tables(struct compiler *compiler)
{
    static const struct {
        const char *name;
        row_function *add_row;
        const char *wanted[WANTED];
    } tables[] = {
        {"common_words.tsv", add_common_word, {"word"}},
        {"states.tsv",
         add_state,
         {"code", "record_code", "name", "official_name", "aliases", "adjectives",
          "demonyms_singular", "demonyms_plural", "capital", "seats", "regions"}},
        {"organs.tsv", add_organ, {"state", "name", "sector", "source"}},
        {"organisations.tsv",
         add_organisation,
         {"key", "name", "aliases", "code", "country", "sector", "kind", "parent", "source"}},
        {"organisations.tsv", add_parent, {"key", "parent"}},
        {"groups.tsv",
         add_group,
         {"key", "name", "aliases", "members", "code", "country", "sector", "kind", "from", "to",
          "source"}},
        {"peoples.tsv", add_people, {"name", "plural", "adjective", "kind", "countries", "source"}},
        {"roles.tsv",
         add_role,
         {"name", "plural", "sector", "code", "kind", "needs_country", "gender", "source"}},
        {"ministries.tsv", add_ministry, {"pattern", "sector", "source"}},
        {"topics.tsv", add_topic, {"topic"}},
        {"office_titles.tsv", add_title, {"title", "country", "office"}},
        {"office_weights.tsv", add_weight, {"office", "weight"}},
        {"people.tsv",
         add_person,
         {"key", "name", "aliases", "family_name", "gender", "born", "died", "country", "wikidata",
          "source"}},
        {"offices.tsv",
         add_office,
         {"person", "office", "country", "organisation", "sector", "from", "to", "acting",
          "source"}},
    };
    int status = 0;
    for (size_t i = 0; !status && i < sizeof tables / sizeof *tables; i++)
        status = read_table(compiler, tables[i].name, tables[i].add_row, tables[i].wanted);
    struct str path, text;
    if (!status)
        status = read_text(compiler, "additions.tsv", &path, &text);
    return status ? status : read_actors(compiler->builder, path, text, compiler->error);
}

static int write_file(const char *path, struct str bytes, struct annals_error *error)
{
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(bytes.data, 1, bytes.size, file) == bytes.size;
    if (file && fclose(file))
        written = false;
    return written ? 0 : error_set(error, ANNALS_OUTPUT, "%s: cannot be written", path);
}

int compile_knowledge(struct arena *arena, const char *folder, const char *path,
                      struct annals_error *error)
{
    struct compiler compiler = {.arena = arena,
                                .folder = str_of(folder),
                                .builder = builder_make(arena, NULL),
                                .groups = {.arena = arena},
                                .error = error};
    struct str bytes;
    struct knowledge *knowledge;
    int status = read_tables(&compiler);
    if (!status)
        status = builder_finish(compiler.builder, &bytes, error);
    if (!status) /* what cannot be opened is not written */
        status = knowledge_open(arena, bytes, NULL, 0, &knowledge, error);
    return status ? status : write_file(path, bytes, error);
}
