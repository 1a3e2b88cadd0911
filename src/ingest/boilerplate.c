/* boilerplate.c — holds lines against patterns, see boilerplate.h; what the parts of a pattern mean
 * is told at the head of data/ingest/boilerplate.tsv. */
#include "ingest/boilerplate.h"

#include <string.h>

enum { LONGEST_NAME = 6, LONGEST_PLACE = 3, LONGEST_UPPER = 4, LONGEST_WORDS = 8 };

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

bool word_is_capitals(struct str word)
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
        if (!is_slash && !word_is_capitals(word))
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
