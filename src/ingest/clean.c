/* clean.c — removes boilerplate by the patterns of data/ingest/boilerplate.tsv, see clean.h.
 *
 * The text is looked at line by line. Lines that any pattern may take go first; then the first
 * lines are held against the patterns of the head, the last ones against those of the tail. Lines
 * taken do not count, so that a headline below an advertisement is still the first line. */
#include "ingest/clean.h"

#include <string.h>

#include "ingest/boilerplate.h"

/* How many lines that stay make up the head and the tail of a text; words of a headline; words of a
 * line in a list of sources. */
enum { HEAD_LINES = 4, TAIL_LINES = 6, HEADLINE_WORDS = 25, LISTED_WORDS = 40 };

/* A line with something in it: bytes [start, end) of the text, without its line end. What is left
 * of it is [from, to). */
struct line {
    size_t start, end, from, to;
    bool is_removed, is_before_blank;
};

struct cleaning {
    struct arena *arena;
    const struct boilerplate *boilerplate;
    struct str text;
    ARRAY_OF(struct line) lines;
    struct cleaned *cleaned;
};

static struct str line_text(const struct cleaning *cleaning, const struct line *line)
{
    return str_trim(str_slice(cleaning->text, line->from, line->to));
}

/* ---- lines ---- */

static size_t count_words(struct str s)
{
    size_t count = 0;
    bool is_inside = false;
    for (size_t at = 0; at < s.size;) {
        bool is_space = utf8_is_space(utf8_next(s, &at));
        count += !is_space && !is_inside;
        is_inside = !is_space;
    }
    return count;
}

static void split_lines(struct cleaning *cleaning)
{
    for (size_t at = 0; at < cleaning->text.size;) {
        size_t end = str_find(cleaning->text, STR("\n"), at);
        if (end == SIZE_MAX)
            end = cleaning->text.size;
        size_t count = cleaning->lines.count;
        if (count_words(str_slice(cleaning->text, at, end)))
            *array_push(cleaning->arena, &cleaning->lines) =
                (struct line){at, end, at, end, false, false};
        else if (count)
            cleaning->lines.items[count - 1].is_before_blank = true;
        at = end + 1;
    }
}

/* ---- a heading and the list below it ---- */

/* Titles and addresses, not sentences: short and without a full stop, or with an address in it. */
static bool is_listed(struct str line)
{
    if (str_find(line, STR("http"), 0) != SIZE_MAX)
        return true;
    return count_words(line) <= LISTED_WORDS && !str_ends(line, STR(".")) &&
           !str_ends(line, STR(".\"")) && !str_ends(line, STR(".\xE2\x80\x9D"));
}

/* The first line from which on all that stay are listed. */
static size_t find_list(const struct cleaning *cleaning)
{
    size_t first = cleaning->lines.count;
    while (first > 0 && (cleaning->lines.items[first - 1].is_removed ||
                         is_listed(line_text(cleaning, &cleaning->lines.items[first - 1]))))
        first--;
    return first;
}

/* ---- whole lines ---- */

static bool is_about_rest(const struct pattern *pattern)
{
    return pattern->action == ACTION_REST;
}

/* The pattern of `where` that fits the whole line, of those that take the rest of the text or of
 * the others; NULL if none does. */
static const struct pattern *find_pattern(const struct cleaning *cleaning, size_t index,
                                          enum boilerplate_where where, bool about_rest)
{
    struct line_words words;
    if (!split_line(line_text(cleaning, &cleaning->lines.items[index]), &words) || !words.count)
        return NULL;
    for (size_t i = 0; i < cleaning->boilerplate->patterns.count; i++) {
        const struct pattern *pattern = &cleaning->boilerplate->patterns.items[i];
        if (pattern->where == where && is_about_rest(pattern) == about_rest &&
            pattern_may_begin(pattern, words.words[0]) &&
            match_pattern(cleaning->boilerplate, pattern, &words, 0) >> words.count & 1)
            return pattern;
    }
    return NULL;
}

static void take_line(struct cleaning *cleaning, size_t index, const struct pattern *pattern)
{
    struct line *line = &cleaning->lines.items[index];
    line->is_removed = true;
    if (pattern->action == ACTION_DATE && !cleaning->cleaned->date_line.size)
        cleaning->cleaned->date_line = line_text(cleaning, line);
}

/* ---- parts of lines ---- */

static size_t place_of(const struct cleaning *cleaning, const char *byte)
{
    return (size_t)(byte - cleaning->text.data);
}

static struct str without_dash(struct str s)
{
    static const char *const DASHES[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95"};
    for (size_t i = 0; i < sizeof DASHES / sizeof *DASHES; i++)
        while (str_ends(s, str_of(DASHES[i])))
            s.size -= strlen(DASHES[i]);
    return str_trim(s);
}

/* Cuts a dateline off the beginning of the line, the longest that fits, if text is left. Without an
 * agency's name it could be the subject of a sentence between dashes; then a small letter follows.
 */
static void cut_beginning(struct cleaning *cleaning, struct line *line)
{
    struct line_words words;
    split_line(line_text(cleaning, line), &words);
    for (size_t i = 0; i < cleaning->boilerplate->patterns.count; i++) {
        const struct pattern *pattern = &cleaning->boilerplate->patterns.items[i];
        if (pattern->where != WHERE_BEGIN || !words.count ||
            !pattern_may_begin(pattern, words.words[0]))
            continue;
        uint64_t ends = match_pattern(cleaning->boilerplate, pattern, &words, 0);
        size_t end = words.count ? words.count - 1 : 0;
        while (end > 0 && !(ends >> end & 1))
            end--;
        size_t at = 0;
        if (end == 0 || utf8_is_lower(utf8_next(words.words[end], &at)))
            continue;
        size_t start = place_of(cleaning, words.words[end].data);
        if (pattern->action == ACTION_DATELINE && !cleaning->cleaned->dateline.size)
            cleaning->cleaned->dateline =
                without_dash(str_trim(str_slice(cleaning->text, line->from, start)));
        line->from = start;
        return;
    }
}

/* Where the last words of a line begin, so that they are few enough to be looked at. */
static struct str last_words(struct str line)
{
    enum { LAST_BYTES = 300 };
    if (line.size <= LAST_BYTES)
        return line;
    size_t at = str_find(line, STR(" "), line.size - LAST_BYTES);
    return at == SIZE_MAX ? STR("") : str_slice(line, at, line.size);
}

static bool is_sentence_end(struct str before)
{
    return str_ends(before, STR(".")) || str_ends(before, STR("!")) || str_ends(before, STR("?")) ||
           str_ends(before, STR("\"")) || str_ends(before, STR("\xE2\x80\x9D"));
}

/* Cuts a credit off behind the last sentence of the line. */
static void cut_ending(struct cleaning *cleaning, struct line *line)
{
    struct line_words words;
    if (!split_line(last_words(line_text(cleaning, line)), &words))
        return;
    for (size_t from = 1; from < words.count; from++) {
        size_t start = place_of(cleaning, words.words[from].data);
        struct str before = str_trim(str_slice(cleaning->text, line->from, start));
        if (!is_sentence_end(before))
            continue;
        for (size_t i = 0; i < cleaning->boilerplate->patterns.count; i++) {
            const struct pattern *pattern = &cleaning->boilerplate->patterns.items[i];
            if (pattern->where == WHERE_ENDING && pattern_may_begin(pattern, words.words[from]) &&
                match_pattern(cleaning->boilerplate, pattern, &words, from) >> words.count & 1) {
                line->to = place_of(cleaning, before.data + before.size);
                return;
            }
        }
    }
}

/* ---- headline ---- */

static bool is_headline(const struct cleaning *cleaning, size_t index)
{
    const struct line *line = &cleaning->lines.items[index];
    struct str text = line_text(cleaning, line);
    return line->is_before_blank && index + 1 < cleaning->lines.count &&
           !str_ends(text, STR(".")) && count_words(text) <= HEADLINE_WORDS;
}

/* ---- the whole text ---- */

static void clean_any(struct cleaning *cleaning)
{
    for (size_t i = 0; i < cleaning->lines.count; i++) {
        const struct pattern *pattern = find_pattern(cleaning, i, WHERE_ANY, false);
        if (pattern)
            take_line(cleaning, i, pattern);
    }
}

/* A heading above nothing but a list goes with the list; it may have gone before. The first line of
 * a text is none. */
static void clean_lists(struct cleaning *cleaning)
{
    size_t first = find_list(cleaning);
    for (size_t i = first > 1 ? first - 1 : 1; i < cleaning->lines.count; i++) {
        if (!find_pattern(cleaning, i, WHERE_ANY, true))
            continue;
        for (; i < cleaning->lines.count; i++)
            cleaning->lines.items[i].is_removed = true;
    }
}

static void clean_head(struct cleaning *cleaning, bool find_headline)
{
    size_t kept = 0;
    for (size_t i = 0; i < cleaning->lines.count && kept < HEAD_LINES; i++) {
        struct line *line = &cleaning->lines.items[i];
        if (line->is_removed)
            continue;
        const struct pattern *pattern = find_pattern(cleaning, i, WHERE_HEAD, false);
        if (pattern) {
            take_line(cleaning, i, pattern);
        } else if (find_headline && is_headline(cleaning, i)) {
            cleaning->cleaned->title = line_text(cleaning, line);
            line->is_removed = true;
        } else {
            cut_beginning(cleaning, line);
            kept++;
        }
        /* Only the first line that is no boilerplate can be the headline. */
        find_headline &= pattern != NULL;
    }
}

static void clean_tail(struct cleaning *cleaning)
{
    size_t kept = 0;
    for (size_t i = cleaning->lines.count; i > 0 && kept < TAIL_LINES; i--) {
        struct line *line = &cleaning->lines.items[i - 1];
        if (line->is_removed)
            continue;
        const struct pattern *pattern = find_pattern(cleaning, i - 1, WHERE_TAIL, false);
        if (pattern)
            take_line(cleaning, i - 1, pattern);
        else
            cut_ending(cleaning, line);
        kept += !line->is_removed;
    }
}

/* What stays: all bytes but lines taken, with their line ends, and parts cut off. White space at
 * both ends of the text goes. */
static struct str join_lines(struct cleaning *cleaning)
{
    char *out = arena_alloc(cleaning->arena, cleaning->text.size + 1);
    size_t used = 0, at = 0;
    for (size_t i = 0; i < cleaning->lines.count; i++) {
        const struct line *line = &cleaning->lines.items[i];
        size_t from = line->is_removed ? line->start : line->from;
        size_t to = line->is_removed ? line->start : line->to;
        struct str gap = str_slice(cleaning->text, at, line->start);
        if (used) {
            memcpy(out + used, gap.data, gap.size);
            used += gap.size;
        }
        memcpy(out + used, cleaning->text.data + from, to - from);
        used += to - from;
        at = line->is_removed ? line->end + 1 : line->to;
    }
    return str_trim((struct str){out, used});
}

void clean_text(struct arena *arena, const struct boilerplate *boilerplate, struct str text,
                bool find_headline, struct cleaned *cleaned)
{
    *cleaned = (struct cleaned){0};
    struct cleaning cleaning = {
        .arena = arena, .boilerplate = boilerplate, .text = text, .cleaned = cleaned};
    split_lines(&cleaning);
    clean_any(&cleaning);
    clean_lists(&cleaning);
    clean_head(&cleaning, find_headline);
    clean_tail(&cleaning);
    cleaned->text = join_lines(&cleaning);
}
