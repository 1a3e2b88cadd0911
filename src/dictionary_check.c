/* dictionary_check.c — annals_dict_check: what is wrong with dictionaries, the built-in ones or a
 * user's. */
#include "base/base.h"
#include "base/embedded.h"
#include "base/findings.h"
#include "what/lexicon.h"
#include "what/what.h"
#include "who/knowledge_check.h"

enum { MAX_DICTIONARY = 256 << 20 };

struct check {
    struct arena *arena;
    struct ontology *ontology;
    struct knowledge *knowledge;
    struct knowledge_rules rules;
    struct findings findings;
};

static struct str last_part(struct str path)
{
    size_t at = path.size;
    while (at > 0 && path.data[at - 1] != '/')
        at--;
    return str_slice(path, at, path.size);
}

/* Is one of the paths named like the built-in file? Then it is checked in its place. */
static bool is_replaced(const char *name, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(last_part(str_of(paths[i])), last_part(str_of(name))))
            return true;
    return false;
}

/* The built-in files that none of the paths replaces, and room for `count` files. */
static struct lexicon_file *built_in_lexicon(struct arena *arena, const char *const *paths,
                                             size_t count, size_t *used)
{
    size_t built_in = 0;
    for (const struct embedded_file *file = EMBEDDED_FILES; file->name; file++)
        built_in++;
    struct lexicon_file *files = arena_new_array(arena, count + built_in, struct lexicon_file);
    for (const struct embedded_file *file = EMBEDDED_FILES; file->name; file++)
        if (str_starts(str_of(file->name), STR("lexicon/")) &&
            !is_replaced(file->name, paths, count))
            files[(*used)++] =
                (struct lexicon_file){.name = file->name, .text = embedded_data(file->name)};
    return files;
}

static int load(struct check *check, struct annals_error *error)
{
    struct ontology_tables tables = {
        .events = embedded_data("ontology/events.tsv"),
        .modes = embedded_data("ontology/modes.tsv"),
        .contexts = embedded_data("ontology/contexts.tsv"),
        .cameo = embedded_data("ontology/cameo.tsv"),
    };
    check->rules = (struct knowledge_rules){
        .sectors = embedded_data("ontology/sectors.tsv"),
        .entity_codes = embedded_data("ontology/entity_codes.tsv"),
        .sole_offices = embedded_data("kb/sole_offices.tsv"),
    };
    int status = ontology_open(check->arena, &tables, &check->ontology, error);
    return status ? status
                  : knowledge_open(check->arena, embedded_data("knowledge.bin"), NULL, 0,
                                   &check->knowledge, error);
}

/* ---- the built-in dictionaries ---- */

static int check_built_in(struct check *check, struct annals_error *error)
{
    size_t count = 0;
    struct lexicon_file *files = built_in_lexicon(check->arena, NULL, 0, &count);
    struct lexicon *lexicon;
    lexicon_check(check->arena, check->ontology, files, count, &lexicon, &check->findings);
    add_note(&check->findings,
             "lexicon: %zu patterns, %zu nouns, %zu light verbs, %zu classes, %zu cues",
             lexicon->patterns.count, lexicon->frames.count, lexicon->lights.count,
             lexicon->classes.count, lexicon->cues.count);
    return knowledge_check(check->arena, check->knowledge, &check->rules, &check->findings, error);
}

/* ---- users' files ---- */

/* Tables of data/kb have columns that no actor file has. */
static bool is_kb_table(const struct table *table)
{
    static const char *const columns[] = {"record_code", "members", "parent",  "needs_country",
                                          "countries",   "topic",   "weight",  "title",
                                          "born",        "acting",  "regions", "holders"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (table_column(table, columns[i]) >= 0)
            return true;
    return false;
}

static bool is_utf8(struct check *check, const char *path, struct str text)
{
    size_t bad = utf8_invalid(text), line = 1;
    if (bad == SIZE_MAX)
        return true;
    for (size_t i = 0; i < bad; i++)
        line += text.data[i] == '\n';
    add_fault(&check->findings, "%s:%zu: is not UTF-8; save the file as UTF-8", path, line);
    return false;
}

/* Notepad and its kin put a mark before the header. */
static struct str without_mark(struct str text)
{
    return str_starts(text, STR("\xEF\xBB\xBF")) ? str_slice(text, 3, text.size) : text;
}

enum file_kind { FILE_UNKNOWN, FILE_LEXICON, FILE_ACTORS };

/* Reads a file and says by its header what it is; what is neither is told as a fault. */
static enum file_kind read_dictionary(struct check *check, const char *path, struct str *text)
{
    struct annals_error error;
    struct table table;
    if (file_read(check->arena, path, MAX_DICTIONARY, text, &error)) {
        add_fault(&check->findings, "%s", error.message);
        return FILE_UNKNOWN;
    }
    if (!is_utf8(check, path, *text))
        return FILE_UNKNOWN;
    if (without_mark(*text).size != text->size) {
        add_fault(&check->findings,
                  "%s:1: begins with a byte order mark; save the file as UTF-8 without one", path);
        return FILE_UNKNOWN;
    }
    if (table_open(&table, str_of(path), *text, NULL, &error)) {
        add_fault(&check->findings, "%s", error.message);
        return FILE_UNKNOWN;
    }
    if (is_lexicon_table(table.columns[0]))
        return FILE_LEXICON;
    if (is_kb_table(&table))
        add_fault(&check->findings,
                  "%s:%zu: is a table of the built-in knowledge base; make checks it, and "
                  "tools/check_kb.py",
                  path, table.line);
    else if (table_column(&table, "name") >= 0 && table_column(&table, "code") >= 0)
        return FILE_ACTORS;
    else
        add_fault(&check->findings,
                  "%s:%zu: is no dictionary: a lexicon table begins with the column pattern, noun, "
                  "light, class, content_of, context or cue, an actor file has the columns name "
                  "and code, with tabs between them",
                  path, table.line);
    return FILE_UNKNOWN;
}

static void check_lexicon(struct check *check, struct lexicon_file *files, size_t count)
{
    struct lexicon *lexicon;
    size_t faults = check->findings.faults;
    lexicon_check(check->arena, check->ontology, files, count, &lexicon, &check->findings);
    if (faults != check->findings.faults)
        return;
    for (size_t i = 0; i < count; i++) {
        struct table table;
        size_t rows = 0;
        if (!files[i].of_user ||
            table_open(&table, str_of(files[i].name), files[i].text, NULL, NULL))
            continue;
        while (table_next(&table, NULL) > 0)
            rows++;
        add_note(&check->findings, "%s: lexicon, %zu rows", files[i].name, rows);
    }
}

static int check_files(struct check *check, const char *const *paths, size_t count,
                       struct annals_error *error)
{
    size_t lexicon_count = 0, actor_count = 0;
    struct lexicon_file *lexicons = built_in_lexicon(check->arena, paths, count, &lexicon_count);
    struct actor_file *actors = arena_new_array(check->arena, count, struct actor_file);
    size_t built_in = lexicon_count;
    for (size_t i = 0; i < count; i++) {
        struct str text;
        enum file_kind kind = read_dictionary(check, paths[i], &text);
        if (kind == FILE_LEXICON)
            lexicons[lexicon_count++] = (struct lexicon_file){paths[i], text, true};
        else if (kind == FILE_ACTORS)
            actors[actor_count++] = (struct actor_file){str_of(paths[i]), text};
    }
    if (lexicon_count > built_in)
        check_lexicon(check, lexicons, lexicon_count);
    return actor_count ? actors_check(check->arena, check->knowledge, &check->rules, actors,
                                      actor_count, &check->findings, error)
                       : 0;
}

/* ---- the call ---- */

static int run(struct check *check, const char *const *paths, size_t count,
               struct annals_error *error)
{
    int status = load(check, error);
    if (!status)
        status = count ? check_files(check, paths, count, error) : check_built_in(check, error);
    if (status)
        return status;
    if (check->findings.failed)
        return error_set(error, ANNALS_OUTPUT, "the findings could not be handed on");
    if (check->findings.faults)
        return error_set(error, ANNALS_SETUP, "%zu fault%s found; correct %s and check again",
                         check->findings.faults, check->findings.faults == 1 ? "" : "s",
                         check->findings.faults == 1 ? "it" : "them");
    return 0;
}

int annals_dict_check(const char *const *paths, size_t path_count, annals_finding_sink *sink,
                      void *user, struct annals_error *error)
{
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    struct check check = {.arena = &arena, .findings = {.sink = sink, .user = user}};
    int status = setjmp(exhausted) ? error_set(error, ANNALS_OUTPUT, "not enough memory")
                                   : run(&check, paths, path_count, error);
    arena_free(&arena);
    return status;
}
