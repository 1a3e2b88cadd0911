/* boilerplate_table.c — reads the patterns of data/ingest/boilerplate.tsv. */
#include "ingest/boilerplate.h"

enum { LONGEST_PATTERN = 32 }; /* elements */

/* ---- the first byte ---- */

static void add_bytes(struct pattern *pattern, unsigned from, unsigned to)
{
    for (unsigned byte = from; byte <= to; byte++)
        pattern->first_bytes[byte / 64] |= UINT64_C(1) << byte % 64;
}

/* The first letter of a pattern's word; in either case, if it is a small one. */
static void add_word(struct pattern *pattern, struct str word)
{
    unsigned byte = word.size ? (unsigned char)word.data[0] : 0;
    add_bytes(pattern, byte, byte);
    if (byte >= 'a' && byte <= 'z')
        add_bytes(pattern, byte - 32, byte - 32);
    if (byte >= 0x80 || byte == '\'')
        add_bytes(pattern, 0x80, 0xFF);
}

static void add_element(const struct boilerplate *boilerplate, struct pattern *pattern,
                        const struct element *element)
{
    struct str rest = element->text;
    const struct word_class *class;
    switch (element->kind) {
    case ELEMENT_WORD:
        while (rest.data)
            add_word(pattern, str_cut(&rest, '|'));
        break;
    case ELEMENT_MARK: add_word(pattern, rest); break;
    case ELEMENT_CLASS:
        class = &boilerplate->classes.items[element->word_class];
        for (size_t i = 0; i < class->item_count; i++)
            add_word(pattern, class->items[i]);
        break;
    case ELEMENT_NUMBER: add_bytes(pattern, '0', '9'); break;
    case ELEMENT_RULE: add_bytes(pattern, '#', '~'); break;
    case ELEMENT_DASH:
        add_bytes(pattern, '-', '-');
        add_bytes(pattern, 0x80, 0xFF);
        break;
    case ELEMENT_NAME:
    case ELEMENT_NAMES:
    case ELEMENT_FULLNAMES:
    case ELEMENT_PLACE:
        add_bytes(pattern, 'A', 'Z');
        add_bytes(pattern, 0x80, 0xFF);
        break;
    default: add_bytes(pattern, 0, 0xFF);
    }
}

/* All elements up to the first that must be there. */
static void find_first_bytes(const struct boilerplate *boilerplate, struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->element_count; i++) {
        const struct element *element = &pattern->elements[i];
        bool is_first_of_group = i == 0 || element->group != pattern->elements[i - 1].group;
        if (is_first_of_group)
            add_element(boilerplate, pattern, element);
        if (element->kind == ELEMENT_ANYTHING)
            add_bytes(pattern, 0, 0xFF);
        if (!element->group)
            return;
    }
}

bool pattern_may_begin(const struct pattern *pattern, struct str word)
{
    unsigned byte = (unsigned char)word.data[0];
    return pattern->first_bytes[byte / 64] >> byte % 64 & 1;
}

/* ---- the table ---- */

static const struct {
    const char *name;
    enum element_kind kind;
} ELEMENT_NAMES_OF[] = {
    {"*", ELEMENT_ANYTHING},  {"WORDS", ELEMENT_WORDS}, {"SENTENCES", ELEMENT_SENTENCES},
    {"NAME", ELEMENT_NAME},   {"NAMES", ELEMENT_NAMES}, {"FULLNAMES", ELEMENT_FULLNAMES},
    {"UPPER", ELEMENT_UPPER}, {"PLACE", ELEMENT_PLACE}, {"NUMBER", ELEMENT_NUMBER},
    {"LINK", ELEMENT_LINK},   {"DASH", ELEMENT_DASH},   {"RULE", ELEMENT_RULE},
};

static size_t find_class(const struct boilerplate *boilerplate, struct str name)
{
    for (size_t i = 0; i < boilerplate->classes.count; i++)
        if (str_equal(boilerplate->classes.items[i].name, name))
            return i;
    return SIZE_MAX;
}

static int refuse(const struct table *table, struct annals_error *error, const char *what,
                  struct str word)
{
    return error_set(error, ANNALS_SETUP, "%.*s:%zu: %s \"%.*s\"", STR_ARG(table->name),
                     table->line, what, STR_ARG(word));
}

static int read_element(const struct boilerplate *boilerplate, const struct table *table,
                        struct str word, struct element *element, struct annals_error *error)
{
    if (word.size > 2 && word.data[0] == '[' && word.data[word.size - 1] == ']') {
        struct str name = str_slice(word, 1, word.size - 1);
        element->kind = ELEMENT_CLASS;
        element->word_class = find_class(boilerplate, name);
        if (element->word_class == SIZE_MAX)
            return refuse(table, error, "no class row before this one is called", name);
        return 0;
    }
    for (size_t i = 0; i < sizeof ELEMENT_NAMES_OF / sizeof *ELEMENT_NAMES_OF; i++)
        if (str_equal(word, str_of(ELEMENT_NAMES_OF[i].name))) {
            element->kind = ELEMENT_NAMES_OF[i].kind;
            return 0;
        }
    if (word_is_capitals(word) && word.data[0] != '\\')
        return refuse(table, error, "a word in capitals that has no meaning here:", word);
    if (word.size > 1 && (str_find(word, STR("["), 0) != SIZE_MAX || str_ends(word, STR("]"))))
        return refuse(table, error, "a class stands alone, not among alternatives:", word);
    bool is_mark = word.size > 1 && word.data[0] == '\\';
    element->kind = is_mark ? ELEMENT_MARK : ELEMENT_WORD;
    element->text = is_mark ? str_slice(word, 1, word.size) : word;
    return 0;
}

/* Elements with blanks between; `(` and `)` enclose what may be missing. */
static int read_pattern(struct arena *arena, const struct boilerplate *boilerplate,
                        const struct table *table, struct str text, struct pattern *pattern,
                        struct annals_error *error)
{
    pattern->elements = arena_new_array(arena, LONGEST_PATTERN, struct element);
    unsigned groups = 0;
    bool is_inside = false;
    while (text.data) {
        struct str word = str_cut(&text, ' ');
        if (!word.size)
            continue;
        if (str_equal(word, STR("(")) || str_equal(word, STR(")"))) {
            if (is_inside == (word.data[0] == '('))
                return refuse(table, error, "parentheses that do not pair:", word);
            is_inside = !is_inside;
            groups += is_inside;
            continue;
        }
        if (pattern->element_count == LONGEST_PATTERN)
            return refuse(table, error, "too long a pattern, it goes on with", word);
        struct element *element = &pattern->elements[pattern->element_count++];
        element->group = is_inside ? groups : 0;
        if (read_element(boilerplate, table, word, element, error))
            return ANNALS_SETUP;
    }
    if (is_inside || !pattern->element_count)
        return refuse(table, error, "an empty pattern or an open parenthesis:", STR("("));
    return 0;
}

static void read_class(struct arena *arena, struct boilerplate *boilerplate, struct str name,
                       struct str items)
{
    if (str_equal(name, STR("particle")))
        boilerplate->particles = items;
    size_t count = 1;
    for (size_t i = 0; i < items.size; i++)
        count += items.data[i] == '|';
    struct word_class class = {name, arena_new_array(arena, count, struct str), 0};
    while (items.data)
        class.items[class.item_count++] = str_cut(&items, '|');
    *array_push(arena, &boilerplate->classes) = class;
}

static int index_of(const char *const *names, int count, struct str name)
{
    for (int i = 0; i < count; i++)
        if (str_equal(name, str_of(names[i])))
            return i;
    return -1;
}

static int read_row(struct arena *arena, struct boilerplate *boilerplate, const struct table *table,
                    struct annals_error *error)
{
    static const char *const WHERE[] = {"any", "head", "tail", "begin", "ending"};
    static const char *const ACTION[] = {"remove", "date", "dateline", "rest"};
    struct str where = table_field(table, "where"), action = table_field(table, "action");
    struct str text = table_field(table, "pattern");
    if (str_equal(where, STR("class"))) {
        read_class(arena, boilerplate, action, text);
        return 0;
    }
    int place = index_of(WHERE, WHERE_COUNT, where), what = index_of(ACTION, ACTION_COUNT, action);
    if (place < 0)
        return refuse(table, error, "\"where\" cannot be", where);
    if (what < 0)
        return refuse(table, error, "\"action\" cannot be", action);
    struct pattern pattern = {.where = (enum boilerplate_where)place,
                              .action = (enum boilerplate_action)what};
    if (read_pattern(arena, boilerplate, table, text, &pattern, error))
        return ANNALS_SETUP;
    find_first_bytes(boilerplate, &pattern);
    *array_push(arena, &boilerplate->patterns) = pattern;
    return 0;
}

int boilerplate_open(struct arena *arena, struct str text, struct boilerplate **opened,
                     struct annals_error *error)
{
    static const char *const WANTED[] = {"where", "action", "pattern", NULL};
    struct table table;
    if (table_open(&table, STR("data/ingest/boilerplate.tsv"), text, WANTED, error))
        return ANNALS_SETUP;
    struct boilerplate *boilerplate = arena_new(arena, struct boilerplate);
    for (;;) {
        int row = table_next(&table, error);
        if (row < 0 || (row > 0 && read_row(arena, boilerplate, &table, error)))
            return ANNALS_SETUP;
        if (row == 0)
            break;
    }
    *opened = boilerplate;
    return 0;
}
