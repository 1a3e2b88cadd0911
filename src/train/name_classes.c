/* name_classes.c — see name_classes.h. */
#include "train/name_classes.h"

#include <string.h>

struct names {
    struct arena *arena;
    struct word_index *classes;
    struct map common; /* forms that the treebank writes with a small letter */
};

static struct folded_form exact_form(struct str form)
{
    struct folded_form exact = {.size = 0, .hash = str_hash(form)};
    return exact;
}

static struct str upper_copy(struct arena *arena, struct str s)
{
    char *upper = arena_alloc(arena, s.size * 2 + 4);
    size_t size = 0;
    for (size_t at = 0; at < s.size && size < s.size * 2;)
        size += utf8_encode(utf8_upper(utf8_next(s, &at)), upper + size);
    return (struct str){upper, size};
}

/* Enters a name of one word that begins with a capital letter. */
static void enter_name(struct names *names, struct str name, enum name_class name_class)
{
    size_t at = 0;
    if (name.size < 2 || memchr(name.data, ' ', name.size) || !utf8_is_upper(utf8_next(name, &at)))
        return;
    bool must_enter = name_class <= NAME_PEOPLE;
    if (!must_enter && map_get(&names->common, str_lower(names->arena, name)) != MAP_NONE)
        return;
    struct folded_form exact = exact_form(name);
    word_index_put(names->classes, &exact, name_class);
    exact = exact_form(upper_copy(names->arena, name));
    word_index_put(names->classes, &exact, name_class);
}

static void enter_list(struct names *names, struct str list, enum name_class name_class)
{
    while (list.data)
        enter_name(names, str_cut(&list, '|'), name_class);
}

/* Reads a table; `columns` with their classes, in the order in which they win. */
struct name_column {
    const char *column;
    enum name_class name_class;
};

static int read_names(struct names *names, const char *folder, const char *file,
                      const struct name_column *columns, struct annals_error *error)
{
    struct str path = str_format(names->arena, "%s/%s", folder, file), text;
    int status = file_read(names->arena, path.data, 0, &text, error);
    for (const struct name_column *c = columns; !status && c->column; c++) {
        struct table table;
        const char *const wanted[] = {c->column, NULL};
        status = table_open(&table, path, text, wanted, error);
        int row = 0;
        while (!status && (row = table_next(&table, error)) > 0)
            enter_list(names, table_field(&table, c->column), c->name_class);
        if (row < 0)
            status = ANNALS_SETUP;
    }
    return status;
}

static int read_given_names(struct names *names, const char *folder, struct annals_error *error)
{
    struct str path = str_format(names->arena, "%s/people.tsv", folder), text;
    int status = file_read(names->arena, path.data, 0, &text, error);
    struct table table;
    const char *const wanted[] = {"name", NULL};
    if (!status)
        status = table_open(&table, path, text, wanted, error);
    int row = 0;
    while (!status && (row = table_next(&table, error)) > 0) {
        struct str rest = table_field(&table, "name"), given = str_cut(&rest, ' ');
        if (rest.data && given.size > 2 && given.data[given.size - 1] != '.')
            enter_name(names, given, NAME_GIVEN);
    }
    return row < 0 ? ANNALS_SETUP : status;
}

int name_classes_read(struct arena *arena, const char *folder, const struct corpus *train,
                      struct word_index *classes, struct annals_error *error)
{
    static const struct name_column STATES[] = {{"name", NAME_STATE},
                                                {"aliases", NAME_STATE},
                                                {"adjectives", NAME_ADJECTIVE},
                                                {"demonyms_plural", NAME_PEOPLE},
                                                {"demonyms_singular", NAME_PERSON_OF},
                                                {"capital", NAME_CAPITAL},
                                                {NULL, NAME_NONE}};
    static const struct name_column PEOPLE[] = {{"family_name", NAME_FAMILY}, {NULL, NAME_NONE}};
    *classes = word_index_make(arena, 90000);
    classes->row_count = NAME_GIVEN + 1;
    if (!folder)
        return ANNALS_OK;
    struct names names = {.arena = arena, .classes = classes, .common = {.arena = arena}};
    for (size_t i = 0; i < train->words.count; i++) {
        struct str form = train->words.items[i].form;
        if (form.size && form.data[0] >= 'a' && form.data[0] <= 'z')
            map_put(&names.common, form, 1);
    }
    int status = read_names(&names, folder, "states.tsv", STATES, error);
    if (!status)
        status = read_names(&names, folder, "people.tsv", PEOPLE, error);
    if (!status)
        status = read_given_names(&names, folder, error);
    return status;
}
