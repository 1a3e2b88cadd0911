/* boilerplate.c — reads patterns and holds lines against them, see boilerplate.h and the notes at
 * the head of data/ingest/boilerplate.tsv. */
#include "ingest/boilerplate.h"

#include <string.h>

enum element_kind {
    ELEMENT_WORD,      /* one of the alternatives */
    ELEMENT_MARK,      /* a word or mark letter for letter */
    ELEMENT_CLASS,     /* an item of a class */
    ELEMENT_ANYTHING,  /* * */
    ELEMENT_WORDS,     /* 1 to 8 words */
    ELEMENT_SENTENCES, /* words, the last of which ends a sentence */
    ELEMENT_NAME,      /* 1 to 6 capitalised words, particles inside */
    ELEMENT_NAMES,     /* such names with commas and "and" */
    ELEMENT_FULLNAMES, /* the same, each of two words or more */
    ELEMENT_PLACE,     /* 1 to 3 capitalised words */
    ELEMENT_UPPER,     /* 1 to 4 words all in capitals */
    ELEMENT_NUMBER,    /* begins with a digit */
    ELEMENT_LINK,      /* address of a page or mailbox, handle */
    ELEMENT_DASH,
    ELEMENT_RULE, /* a line drawn with _ - * = ~ # + */
};

/* `group` numbers the parentheses that an element stands in, 0: none. */
struct element {
    enum element_kind kind;
    struct str text; /* alternatives joined by | */
    size_t word_class;
    unsigned group;
};

enum {
    LONGEST_NAME = 6,
    LONGEST_PLACE = 3,
    LONGEST_UPPER = 4,
    LONGEST_WORDS = 8,
    LONGEST_PATTERN = 32
};

/* ---- words of a line ---- */

static bool is_dash(uint32_t code)
{
    return code == 0x2013 || code == 0x2014 || code == 0x2015;
}

static uint32_t first_code(struct str word)
{
    size_t at = 0;
    return word.size ? utf8_next(word, &at) : 0;
}

/* Marks that stand by themselves wherever they occur at the edge of a word. */
static bool is_edge_mark(uint32_t code)
{
    switch (code) {
    case '(':
    case ')':
    case '[':
    case ']':
    case '"':
    case ',':
    case ':':
    case ';':
    case '!':
    case '?':
    case '|':
    case 0xA9:
    case 0x201C:
    case 0x201D:
    case 0x2022: return true;
    default: return is_dash(code);
    }
}

static void put_word(struct line_words *words, struct str line, size_t start, size_t end,
                     bool *is_full)
{
    if (start == end)
        return;
    if (words->count == LINE_WORDS)
        *is_full = true;
    else
        words->words[words->count++] = str_slice(line, start, end);
}

/* Is what begins at `at` the end of a word: a space, the end, or marks and then one of these? */
static bool is_word_end(struct str line, size_t at)
{
    while (at < line.size) {
        uint32_t code = utf8_next(line, &at);
        if (utf8_is_space(code))
            return true;
        if (!is_edge_mark(code) && code != '.')
            return false;
    }
    return true;
}

/* Does a / stand at `at` between two names ("Doe/Agency"), and not in an address? */
static bool is_slash_between(struct str line, size_t word, size_t at, size_t end)
{
    return line.data[at] == '/' && at > word && line.data[at - 1] != ':' &&
           line.data[at - 1] != '/' && at + 1 < end &&
           utf8_is_upper(first_code(str_slice(line, at + 1, end)));
}

/* Cuts one word between white space: marks at its edges and dashes anywhere come off; so does a
 * full stop, but only of the line's last word, since others may be abbreviations. */
static void split_word(struct str line, size_t start, size_t end, bool is_last,
                       struct line_words *words, bool *is_full)
{
    size_t word = start;
    for (size_t at = start; at < end;) {
        size_t mark = at;
        uint32_t code = utf8_next(line, &at);
        bool is_twin = code == '-' && at < end && line.data[at] == '-';
        if (is_twin)
            at++;
        bool is_mark = is_twin || is_dash(code) || is_slash_between(line, word, mark, end) ||
                       (is_edge_mark(code) && (mark == word || is_word_end(line, mark))) ||
                       (code == '.' && is_last && mark != word && is_word_end(line, mark));
        if (!is_mark)
            continue;
        put_word(words, line, word, mark, is_full);
        put_word(words, line, mark, at, is_full);
        word = at;
    }
    put_word(words, line, word, end, is_full);
}

bool split_line(struct str line, struct line_words *words)
{
    bool is_full = false;
    words->count = 0;
    line = str_trim(line);
    for (size_t at = 0; at < line.size && !is_full;) {
        size_t start = at, next = at;
        while (at < line.size && !utf8_is_space(utf8_next(line, &next)))
            at = next;
        split_word(line, start, at, str_trim(str_slice(line, at, line.size)).size == 0, words,
                   &is_full);
        at = at < line.size ? next : at;
    }
    return !is_full;
}

/* ---- what a word is ---- */

static uint32_t plain_lower(uint32_t code)
{
    return code == 0x2019 || code == 0x2018 ? '\'' : utf8_lower(code);
}

/* A pattern's word in small letters stands for any case; one with a capital for itself. The full
 * stop of an abbreviation may be missing in the pattern. */
static bool is_word(struct str word, struct str wanted)
{
    bool is_exact = utf8_is_upper(first_code(wanted));
    size_t at = 0, wanted_at = 0;
    while (at < word.size && wanted_at < wanted.size) {
        uint32_t code = utf8_next(word, &at), other = utf8_next(wanted, &wanted_at);
        if (is_exact ? code != other : plain_lower(code) != other)
            return false;
    }
    if (wanted_at < wanted.size)
        return false;
    return at == word.size ||
           (wanted.size > 1 && str_equal(str_slice(word, at, word.size), STR(".")));
}

static bool is_one_of(struct str word, struct str alternatives)
{
    while (alternatives.data)
        if (is_word(word, str_cut(&alternatives, '|')))
            return true;
    return false;
}

static bool is_capitalised(struct str word)
{
    return utf8_is_upper(first_code(word));
}

static bool is_all_capitals(struct str word)
{
    size_t letters = 0;
    for (size_t at = 0; at < word.size;) {
        uint32_t code = utf8_next(word, &at);
        if (utf8_is_lower(code))
            return false;
        letters += utf8_is_letter(code);
    }
    return letters >= 2;
}

/* "al-Khalidi", "d'Estaing": a small particle and a capital within one word. */
static bool has_inner_capital(struct str word)
{
    for (size_t at = 1; at < word.size && at < 5; at++)
        if ((word.data[at - 1] == '-' || word.data[at - 1] == '\'') && at < word.size &&
            is_capitalised(str_slice(word, at, word.size)))
            return true;
    return false;
}

static bool is_sentence_mark(struct str word)
{
    return word.size == 1 && (*word.data == '.' || *word.data == '!' || *word.data == '?');
}

static bool ends_sentence(struct str word)
{
    char last = word.size ? word.data[word.size - 1] : ' ';
    return last == '.' || last == '!' || last == '?' || last == '"' || last == ')' ||
           str_ends(word, STR("\xE2\x80\x9D"));
}

static bool is_link(struct str word)
{
    return str_starts(word, STR("http://")) || str_starts(word, STR("https://")) ||
           str_starts(word, STR("www.")) || str_find(word, STR("@"), 0) != SIZE_MAX;
}

static bool is_rule(struct str word)
{
    for (size_t i = 0; i < word.size; i++)
        if (!strchr("_-*=~#+", word.data[i]))
            return false;
    return word.size > 0;
}

static bool is_dash_word(struct str word)
{
    return is_dash(first_code(word)) || str_equal(word, STR("--")) || str_equal(word, STR("-"));
}

/* ---- matching ---- */

/* What a match needs, kept together. */
struct matcher {
    const struct boilerplate *boilerplate;
    const struct line_words *words;
};

static uint64_t bit(size_t place)
{
    return UINT64_C(1) << place;
}

/* Ends of a name that begins at `from` and has `shortest` to `longest` words. */
static uint64_t match_name(const struct matcher *matcher, size_t from, size_t shortest,
                           size_t longest)
{
    uint64_t ends = 0;
    size_t end = from;
    for (; end < matcher->words->count && end - from < longest; end++) {
        struct str word = matcher->words->words[end];
        if (is_capitalised(word) || (end > from && has_inner_capital(word))) {
            if (end + 1 - from >= shortest)
                ends |= bit(end + 1);
        } else if (end == from || !is_one_of(word, matcher->boilerplate->particles)) {
            break;
        }
    }
    return ends;
}

/* Places where a further name may begin, after names that end at `ends`: behind a comma, "and" or
 * both. */
static uint64_t match_joints(const struct matcher *matcher, uint64_t ends)
{
    uint64_t behind = 0;
    for (size_t place = 0; place < matcher->words->count; place++) {
        if (!((ends | behind) & bit(place)))
            continue;
        struct str word = matcher->words->words[place];
        bool is_comma = str_equal(word, STR(",")) || str_equal(word, STR(";"));
        if ((is_comma && ends & bit(place)) || is_word(word, STR("and")) ||
            str_equal(word, STR("&")))
            behind |= bit(place + 1);
    }
    return behind;
}

static uint64_t match_names(const struct matcher *matcher, size_t from, size_t shortest)
{
    uint64_t ends = 0, begun = 0, fresh = bit(from);
    while (fresh & ~begun) {
        uint64_t found = 0;
        for (size_t place = from; place < matcher->words->count; place++)
            if (fresh & ~begun & bit(place))
                found |= match_name(matcher, place, shortest, LONGEST_NAME);
        begun |= fresh;
        ends |= found;
        fresh = match_joints(matcher, found);
    }
    return ends;
}

static uint64_t match_class(const struct matcher *matcher, const struct element *element,
                            size_t from)
{
    const struct word_class *class = &matcher->boilerplate->classes.items[element->word_class];
    uint64_t ends = 0;
    for (size_t i = 0; i < class->item_count; i++) {
        struct str rest = class->items[i];
        size_t place = from;
        bool is_match = true;
        while (rest.data && is_match) {
            struct str wanted = str_cut(&rest, ' ');
            is_match =
                place < matcher->words->count && is_word(matcher->words->words[place], wanted);
            place++;
        }
        if (is_match)
            ends |= bit(place);
    }
    return ends;
}

/* Ends after up to `longest` words, no sentence mark among them. */
static uint64_t match_run(const struct matcher *matcher, size_t from, size_t longest)
{
    uint64_t ends = 0;
    for (size_t end = from; end < matcher->words->count && end - from < longest; end++) {
        if (is_sentence_mark(matcher->words->words[end]))
            break;
        ends |= bit(end + 1);
    }
    return ends;
}

static uint64_t match_sentences(const struct matcher *matcher, size_t from)
{
    uint64_t ends = 0;
    for (size_t end = from; end < matcher->words->count; end++)
        if (ends_sentence(matcher->words->words[end]))
            ends |= bit(end + 1);
    return ends;
}

static uint64_t match_upper(const struct matcher *matcher, size_t from)
{
    uint64_t ends = 0;
    for (size_t end = from; end < matcher->words->count && end - from < LONGEST_UPPER; end++) {
        struct str word = matcher->words->words[end];
        bool is_slash = end > from && str_equal(word, STR("/"));
        if (!is_slash && !is_all_capitals(word))
            break;
        if (!is_slash)
            ends |= bit(end + 1);
    }
    return ends;
}

/* Where `element` may end if it begins at word `from`. */
static uint64_t match_element(const struct matcher *matcher, const struct element *element,
                              size_t from)
{
    if (element->kind == ELEMENT_ANYTHING)
        return bit(from) | match_run(matcher, from, LINE_WORDS);
    if (from == matcher->words->count)
        return 0;
    struct str word = matcher->words->words[from];
    bool is_match = false;
    switch (element->kind) {
    case ELEMENT_CLASS: return match_class(matcher, element, from);
    case ELEMENT_WORDS: return match_run(matcher, from, LONGEST_WORDS);
    case ELEMENT_SENTENCES: return match_sentences(matcher, from);
    case ELEMENT_NAME: return match_name(matcher, from, 1, LONGEST_NAME);
    case ELEMENT_PLACE: return match_name(matcher, from, 1, LONGEST_PLACE);
    case ELEMENT_NAMES: return match_names(matcher, from, 1);
    case ELEMENT_FULLNAMES: return match_names(matcher, from, 2);
    case ELEMENT_UPPER: return match_upper(matcher, from);
    case ELEMENT_MARK: is_match = str_equal(word, element->text); break;
    case ELEMENT_WORD: is_match = is_one_of(word, element->text); break;
    case ELEMENT_NUMBER: is_match = word.data[0] >= '0' && word.data[0] <= '9'; break;
    case ELEMENT_LINK: is_match = is_link(word); break;
    case ELEMENT_DASH: is_match = is_dash_word(word); break;
    case ELEMENT_RULE: is_match = is_rule(word); break;
    case ELEMENT_ANYTHING: break;
    }
    return is_match ? bit(from + 1) : 0;
}

uint64_t match_pattern(const struct boilerplate *boilerplate, const struct pattern *pattern,
                       const struct line_words *words, size_t from)
{
    struct matcher matcher = {boilerplate, words};
    uint64_t places = bit(from), before = 0;
    unsigned group = 0;
    for (size_t i = 0; i < pattern->element_count && (places | before); i++) {
        const struct element *element = &pattern->elements[i];
        if (element->group != group) {
            places |= before;
            before = element->group ? places : 0;
            group = element->group;
        }
        uint64_t ends = 0;
        for (size_t place = from; place <= words->count; place++)
            if (places & bit(place))
                ends |= match_element(&matcher, element, place);
        places = ends;
    }
    return places | before;
}

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
    if (is_all_capitals(word) && word.data[0] != '\\')
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
