/* tables.c — reads data/who. */
#include "who/tables.h"

/* Names in words.tsv, in the order of enum word_class. */
static const char *const CLASS_NAMES[WORD_CLASS_COUNT] = {"honorific",      "abbreviation",
                                                          "suffix",         "particle",
                                                          "former",         "lesser",
                                                          "abroad",         "against",
                                                          "nobody",         "calendar",
                                                          "place",          "place_weak",
                                                          "belong",         "speech",
                                                          "move",           "definite_state",
                                                          "definite_place", "definite_government",
                                                          "definite_group", "definite_organisation",
                                                          "definite_party", "definite_person",
                                                          "part",           "facility",
                                                          "crowd",          "harm",
                                                          "number",         "name_noun"};

struct who_tables {
    struct map words, pronouns, given_names; /* the last: to a letter */
    ARRAY_OF(struct who_word *) word_items;
    ARRAY_OF(struct pronoun) pronoun_items;
    ARRAY_OF(struct short_name) short_names;
};

static char letter_of(struct str field)
{
    return field.size ? field.data[0] : 0;
}

static int class_of(struct str name)
{
    for (int i = 0; i < WORD_CLASS_COUNT; i++)
        if (str_equal(name, str_of(CLASS_NAMES[i])))
            return i;
    return -1;
}

static int read_words(struct arena *arena, struct str text, struct who_tables *tables,
                      struct annals_error *error)
{
    static const char *const WANTED[] = {"phrase", "class", "value", "gender", NULL};
    struct table table;
    int status = table_open(&table, STR("who/words.tsv"), text, WANTED, error);
    if (status)
        return status;
    int row;
    while ((row = table_next(&table, error)) == 1) {
        int word_class = class_of(table_field(&table, "class"));
        if (word_class < 0)
            return error_set(error, ANNALS_SETUP,
                             "who/words.tsv:%zu: there is no class \"%.*s\"; src/who/tables.h "
                             "lists them",
                             table.line, STR_ARG(table_field(&table, "class")));
        uint32_t *at = map_at(&tables->words, table_field(&table, "phrase"));
        struct who_word *word = arena_new(arena, struct who_word);
        *word = (struct who_word){.word_class = (uint8_t)word_class,
                                  .gender = letter_of(table_field(&table, "gender")),
                                  .value = table_field(&table, "value"),
                                  .next = *at == MAP_NONE ? NULL : tables->word_items.items[*at]};
        *at = (uint32_t)tables->word_items.count;
        *array_push(arena, &tables->word_items) = word;
    }
    return row ? ANNALS_SETUP : ANNALS_OK;
}

static int read_pronouns(struct arena *arena, struct str text, struct who_tables *tables,
                         struct annals_error *error)
{
    static const char *const WANTED[] = {"form", "person", "number", "gender", "reflexive", NULL};
    struct table table;
    int status = table_open(&table, STR("who/pronouns.tsv"), text, WANTED, error);
    if (status)
        return status;
    int row;
    while ((row = table_next(&table, error)) == 1) {
        int64_t person;
        if (!str_to_integer(table_field(&table, "person"), &person) || person < 1 || person > 3)
            return error_set(error, ANNALS_SETUP, "who/pronouns.tsv:%zu: person must be 1, 2 or 3",
                             table.line);
        map_put(&tables->pronouns, table_field(&table, "form"),
                (uint32_t)tables->pronoun_items.count);
        *array_push(arena, &tables->pronoun_items) =
            (struct pronoun){.person = (uint8_t)person,
                             .number = letter_of(table_field(&table, "number")),
                             .gender = letter_of(table_field(&table, "gender")),
                             .reflexive = table_field(&table, "reflexive").size > 0};
    }
    return row ? ANNALS_SETUP : ANNALS_OK;
}

static int read_given_names(struct str text, struct who_tables *tables, struct annals_error *error)
{
    static const char *const WANTED[] = {"name", "gender", NULL};
    struct table table;
    int status = table_open(&table, STR("who/given_names.tsv"), text, WANTED, error);
    if (status)
        return status;
    int row;
    while ((row = table_next(&table, error)) == 1)
        map_put(&tables->given_names, table_field(&table, "name"),
                (uint32_t)letter_of(table_field(&table, "gender")));
    return row ? ANNALS_SETUP : ANNALS_OK;
}

static const char *const KIND_NAMES[KNOWLEDGE_KINDS] = {
    "", "state", "organ", "organisation", "group", "people", "person", "role", "pattern"};

static enum knowledge_kind kind_of(struct str name)
{
    for (int i = 1; i < KNOWLEDGE_KINDS; i++)
        if (str_equal(name, str_of(KIND_NAMES[i])))
            return (enum knowledge_kind)i;
    return KNOWLEDGE_NOTHING;
}

static int read_short_names(struct arena *arena, struct str text, struct who_tables *tables,
                            struct annals_error *error)
{
    static const char *const WANTED[] = {"phrase", "kind", "key", "with_kind", "with_key", NULL};
    struct table table;
    int status = table_open(&table, STR("who/short_names.tsv"), text, WANTED, error);
    if (status)
        return status;
    int row;
    while ((row = table_next(&table, error)) == 1) {
        struct short_name name = {.phrase = table_field(&table, "phrase"),
                                  .kind = kind_of(table_field(&table, "kind")),
                                  .key = table_field(&table, "key"),
                                  .with_kind = kind_of(table_field(&table, "with_kind")),
                                  .with_key = table_field(&table, "with_key")};
        if (!name.kind || !name.with_kind)
            return error_set(error, ANNALS_SETUP,
                             "who/short_names.tsv:%zu: kinds are organ, organisation, group and "
                             "the other kinds of rows of the knowledge base",
                             table.line);
        *array_push(arena, &tables->short_names) = name;
    }
    return row ? ANNALS_SETUP : ANNALS_OK;
}

int who_tables_open(struct arena *arena, const struct who_texts *texts, struct who_tables **tables,
                    struct annals_error *error)
{
    struct who_tables *made = arena_new(arena, struct who_tables);
    made->words.arena = made->pronouns.arena = made->given_names.arena = arena;
    int status = read_words(arena, texts->words, made, error);
    if (!status)
        status = read_pronouns(arena, texts->pronouns, made, error);
    if (!status)
        status = read_given_names(texts->given_names, made, error);
    if (!status)
        status = read_short_names(arena, texts->short_names, made, error);
    if (!status)
        *tables = made;
    return status;
}

const struct short_name *short_names(const struct who_tables *tables, size_t *count)
{
    *count = tables->short_names.count;
    return tables->short_names.items;
}

const struct who_word *find_word(const struct who_tables *tables, struct str folded)
{
    uint32_t at = map_get(&tables->words, folded);
    return at == MAP_NONE ? NULL : tables->word_items.items[at];
}

const struct who_word *word_in_class(const struct who_word *word, enum word_class word_class)
{
    while (word && word->word_class != word_class)
        word = word->next;
    return word;
}

const struct pronoun *find_pronoun(const struct who_tables *tables, struct str folded)
{
    uint32_t at = map_get(&tables->pronouns, folded);
    return at == MAP_NONE ? NULL : &tables->pronoun_items.items[at];
}

char given_name_gender(const struct who_tables *tables, struct str folded)
{
    uint32_t letter = map_get(&tables->given_names, folded);
    return letter == MAP_NONE ? 0 : (char)letter;
}
