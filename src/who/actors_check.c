/* actors_check.c — proves users' actor files, line by line, see knowledge_check.h. */
#include <stdlib.h>
#include <string.h>

#include "who/knowledge_actors.h"
#include "who/knowledge_check.h"

enum { BASE_HITS = 32 };

/* A right line of a file. */
struct actor_line {
    struct knowledge_row row;
    struct str office, organisation, file;
    uint8_t from_grain, to_grain;
    size_t line;
};
struct actor_lines {
    struct actor_line *items;
    size_t count, capacity;
};

struct check {
    struct arena *arena;
    const struct knowledge *knowledge;
    struct knowledge_builder *builder;
    struct rules rules;
    struct findings *findings;
    struct table table; /* the file that is being read */
    struct actor_lines lines;
    struct map names; /* folded names to numbers of lines */
};

/* ---- one line ---- */

static void fault(struct check *check, const char *column, struct str value, const char *what)
{
    add_fault(check->findings, "%.*s:%zu: %s \"%.*s\": %s", STR_ARG(check->table.name),
              check->table.line, column, STR_ARG(value), what);
}

static bool is_known_code(const struct check *check, struct str code)
{
    return map_get(&check->rules.entities, code) != MAP_NONE ||
           knowledge_state(check->knowledge, code) != NONE;
}

static void check_codes(struct check *check, const struct knowledge_row *row)
{
    /* Peoples and regions have codes of CAMEO's own. */
    if (row->code.size && row->kind != KNOWLEDGE_PEOPLE && !is_known_code(check, row->code))
        fault(
            check, "code", row->code,
            "is no state (ISO 3166 alpha-3, as FRA) and none of UNO, EUR, IGO, NGO, ISM, IMG, MNC");
    for (struct str rest = row->country; rest.data && rest.size;) {
        struct str country = str_cut(&rest, '|');
        if (!is_known_code(check, country))
            fault(check, "country", country, "is no state (ISO 3166 alpha-3, as FRA)");
    }
    struct str sector = unknown_item(&check->rules.sectors, row->sector);
    if (sector.size)
        fault(check, "sector", sector, "is none of PLOVER, as GOV, MIL, LEG, OPP, REB, BUS, CVL");
    sector = unknown_item(&check->rules.sectors, row->other_sectors);
    if (sector.size)
        fault(check, "other_sectors", sector, "is no sector of PLOVER; put | between several");
}

static void check_list(struct check *check, const char *column)
{
    struct str list = table_field(&check->table, column);
    for (struct str rest = list; rest.data && list.size;) {
        struct str item = str_cut(&rest, '|');
        if (!item.size || str_trim(item).size != item.size)
            fault(check, column, list, "has an empty item, or blanks beside |; take them out");
    }
}

static bool is_wikidata(struct str id)
{
    if (id.size < 2 || id.data[0] != 'Q' || id.data[1] == '0')
        return false;
    for (size_t i = 1; i < id.size; i++)
        if (id.data[i] < '0' || id.data[i] > '9')
            return false;
    return true;
}

static void check_fields(struct check *check, const struct knowledge_row *row)
{
    static const char *const lists[] = {"aliases", "plural", "adjective", "family_name"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        check_list(check, lists[i]);
    struct str gender = table_field(&check->table, "gender");
    if (gender.size && (gender.size != 1 || !strchr("mfnp", gender.data[0])))
        fault(check, "gender", gender, "m, f, n (a thing) or p (many)");
    if (row->wikidata.size && !is_wikidata(row->wikidata))
        fault(check, "wikidata", row->wikidata, "an id is Q and a number, as Q43723");
}

/* The base normalises offices, so that every title of one leads to its holder. */
static void check_office(struct check *check, const struct knowledge_row *row)
{
    struct str office = table_field(&check->table, "office");
    struct str named = knowledge_office_name(check->knowledge, office, row->code);
    if (office.size && named.size && !str_equal(named, office))
        add_note(check->findings,
                 "%.*s:%zu: the base calls the office \"%.*s\" of %.*s \"%.*s\"; write that, so "
                 "that all titles of it are found",
                 STR_ARG(check->table.name), check->table.line, STR_ARG(office), STR_ARG(row->code),
                 STR_ARG(named));
}

/* ---- names ---- */

static void check_against_base(struct check *check, struct str name)
{
    struct knowledge_hit hits[BASE_HITS];
    size_t count = knowledge_lookup(check->knowledge, name, (struct date){0}, hits, BASE_HITS);
    struct str owners = STR(""), last = STR("");
    for (size_t i = 0; i < count; i++) {
        struct knowledge_row row;
        if (hits[i].relation == RELATION_FAMILY_NAME ||
            !knowledge_get(check->knowledge, hits[i].row, &row) || str_equal(row.key, last))
            continue;
        last = row.key;
        /* The table that was built in, checked after an edit. */
        if (str_equal(row.table, file_name_of(check->table.name)))
            continue;
        owners = str_format(check->arena, "%.*s%s%.*s %.*s", STR_ARG(owners),
                            owners.size ? ", " : "", STR_ARG(row.table), STR_ARG(row.key));
    }
    if (owners.size)
        add_note(check->findings, "%.*s:%zu: \"%.*s\" is built in too (%.*s); this row wins",
                 STR_ARG(check->table.name), check->table.line, STR_ARG(name), STR_ARG(owners));
}

static void check_name(struct check *check, const struct knowledge_row *row, struct str name)
{
    uint32_t line = (uint32_t)check->lines.count;
    uint32_t *at = map_at(&check->names, utf8_fold(check->arena, name));
    if (*at == MAP_NONE) {
        *at = line;
        check_against_base(check, name);
        return;
    }
    if (*at == line)
        return;
    const struct actor_line *other = &check->lines.items[*at];
    if (other->row.kind != row->kind || !str_equal(other->row.key, row->key))
        add_note(check->findings, "%.*s:%zu: \"%.*s\" is a name in %.*s:%zu too",
                 STR_ARG(check->table.name), check->table.line, STR_ARG(name), STR_ARG(other->file),
                 other->line);
}

/* Names are noted under the number that the line is going to have. */
static void check_names(struct check *check, const struct knowledge_row *row)
{
    static const char *const lists[] = {"aliases", "plural", "adjective"};
    check_name(check, row, row->name);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (struct str rest = table_field(&check->table, lists[i]); rest.data && rest.size;) {
            struct str name = str_trim(str_cut(&rest, '|'));
            if (name.size)
                check_name(check, row, name);
        }
}

/* ---- lines together ---- */

static int compare_lines(const void *a, const void *b)
{
    const struct actor_line *x = a, *y = b;
    if (x->row.kind != y->row.kind)
        return x->row.kind < y->row.kind ? -1 : 1;
    int order = str_compare(x->row.key, y->row.key);
    if (!order)
        order = str_compare(x->office, y->office);
    if (!order)
        order = str_compare(x->organisation, y->organisation);
    uint32_t one = pack_date(x->row.from), two = pack_date(y->row.from);
    if (order || one != two)
        return order ? order : one < two ? -1 : 1;
    order = str_compare(x->file, y->file);
    return order ? order : x->line < y->line ? -1 : x->line > y->line;
}

/* Do the days of two spells overlap for certain? Years and months prove nothing. */
static bool overlap(const struct actor_line *first, const struct actor_line *next)
{
    uint32_t from = pack_date(next->row.from), to = pack_date(first->row.to);
    if (pack_date(first->row.from) == from && first->row.to.year == next->row.to.year)
        return true;
    return first->to_grain == GRAIN_OF_DAY && next->from_grain == GRAIN_OF_DAY &&
           (!to || from < to);
}

/* Spells of one actor: groups and bodies have one row at a time, people one row for an office. */
static void check_spells(struct check *check)
{
    struct actor_line *lines = check->lines.items;
    if (check->lines.count)
        qsort(lines, check->lines.count, sizeof *lines, compare_lines);
    for (size_t i = 1; i < check->lines.count; i++) {
        const struct actor_line *first = &lines[i - 1], *next = &lines[i];
        if (first->row.kind != next->row.kind || !str_equal(first->row.key, next->row.key) ||
            !str_equal(first->office, next->office) ||
            !str_equal(first->organisation, next->organisation) || !overlap(first, next))
            continue;
        add_fault(check->findings,
                  "%.*s:%zu: \"%.*s\" has a row for the same days in %.*s:%zu; set from and to, or "
                  "join the rows",
                  STR_ARG(next->file), next->line, STR_ARG(next->row.name), STR_ARG(first->file),
                  first->line);
    }
}

static struct str place_of(struct check *check, const struct actor_line *line)
{
    return str_format(check->arena, "%.*s:%zu", STR_ARG(line->file), line->line);
}

static void check_sole_offices(struct check *check)
{
    struct sole_terms terms = {0};
    for (size_t i = 0; i < check->lines.count; i++) {
        const struct actor_line *line = &check->lines.items[i];
        const struct knowledge_row *row = &line->row;
        if (row->kind != KNOWLEDGE_PERSON || line->from_grain != GRAIN_OF_DAY ||
            line->to_grain != GRAIN_OF_DAY ||
            !is_sole_office(check->arena, &check->rules, line->office, row->code,
                            line->organisation))
            continue;
        struct sole_term term = {.office = line->office,
                                 .country = row->code,
                                 .who = row->name,
                                 .where = place_of(check, line),
                                 .from = pack_date(row->from),
                                 .to = pack_date(row->to)};
        term.together = str_find(row->note, STR("together"), 0) != SIZE_MAX;
        *array_push(check->arena, &terms) = term;
        struct knowledge_row holder;
        uint32_t person =
            knowledge_holder(check->knowledge, line->office, row->code, STR(""), row->from);
        if (row->from.year && knowledge_get(check->knowledge, person, &holder) &&
            !str_equal(holder.name, row->name))
            add_note(check->findings,
                     "%.*s: on its first day the base has %.*s as %.*s of %.*s; this row wins",
                     STR_ARG(term.where), STR_ARG(holder.name), STR_ARG(line->office),
                     STR_ARG(row->code));
    }
    check_holders(&terms, check->findings,
                  "correct the dates, or write \"together\" into the column note of one row");
}

/* ---- files ---- */

/* Columns that nobody reads are likely slips of the pen. */
static void check_header(struct check *check)
{
    static const char *const known[] = {"name",     "aliases",       "code",        "kind",
                                        "sector",   "other_sectors", "from",        "to",
                                        "office",   "organisation",  "family_name", "gender",
                                        "wikidata", "plural",        "adjective",   "country",
                                        "subkind",  "note",          "source",      "key"};
    for (size_t i = 0; i < check->table.column_count; i++) {
        size_t k = 0;
        while (k < sizeof known / sizeof *known &&
               !str_equal(check->table.columns[i], str_of(known[k])))
            k++;
        if (k == sizeof known / sizeof *known)
            add_note(check->findings,
                     "%.*s:%zu: the column \"%.*s\" is not known and not read; see "
                     "docs/KNOWLEDGE.md",
                     STR_ARG(check->table.name), check->table.line,
                     STR_ARG(check->table.columns[i]));
    }
}

static void check_line(struct check *check)
{
    struct annals_error error;
    struct knowledge_row row;
    if (read_actor(check->builder, &check->table, &row, &error)) {
        add_fault(check->findings, "%s", error.message);
        return;
    }
    check_codes(check, &row);
    check_fields(check, &row);
    check_office(check, &row);
    check_names(check, &row);
    *array_push(check->arena, &check->lines) =
        (struct actor_line){.row = row,
                            .office = table_field(&check->table, "office"),
                            .organisation = table_field(&check->table, "organisation"),
                            .file = check->table.name,
                            .from_grain = grain_of_date(table_field(&check->table, "from")),
                            .to_grain = grain_of_date(table_field(&check->table, "to")),
                            .line = check->table.line};
}

static void check_file(struct check *check, const struct actor_file *file)
{
    struct annals_error error;
    size_t before = check->lines.count, faults = check->findings->faults;
    int more;
    if (open_actors(&check->table, file->name, file->text, &error)) {
        add_fault(check->findings, "%s", error.message);
        return;
    }
    check_header(check);
    while ((more = table_next(&check->table, &error)) != 0)
        if (more < 0)
            add_fault(check->findings, "%s", error.message);
        else
            check_line(check);
    if (faults == check->findings->faults)
        add_note(check->findings, "%.*s: actors, %zu rows", STR_ARG(file->name),
                 check->lines.count - before);
}

int actors_check(struct arena *arena, const struct knowledge *knowledge,
                 const struct knowledge_rules *tables, const struct actor_file *files, size_t count,
                 struct findings *findings, struct annals_error *error)
{
    struct check check = {
        .arena = arena,
        .knowledge = knowledge,
        .builder = builder_make(arena, &knowledge->layers[knowledge->layer_count - 1]),
        .findings = findings,
        .names = {.arena = arena},
    };
    int status = rules_read(arena, tables, &check.rules, error);
    for (size_t i = 0; i < count && !status; i++)
        check_file(&check, &files[i]);
    if (!status) {
        check_spells(&check);
        check_sole_offices(&check);
    }
    return status;
}
