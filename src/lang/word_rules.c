/* word_rules.c — tokens that begin with a letter or digit: which marks join, which stops belong to
 * the word, where a unit or a possessive parts from it. */
#include <string.h>

#include "lang/scanner.h"

/* The longest form of a list at `at`, up to `longest` bytes, that no letter or digit continues. */
size_t listed_end(const struct scanner *scanner, size_t at, enum token_list list, size_t shortest,
                  size_t longest)
{
    size_t limit = scanner->text.size - at;
    for (size_t size = longest < limit ? longest : limit; size >= shortest && size > 0; size--)
        if (!is_word_part_at(scanner, at + size) &&
            is_listed(scanner->lists, list, bytes_between(scanner, at, at + size)))
            return at + size;
    return at;
}

static bool is_upper_run(const struct scanner *scanner, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++)
        if (!is_ascii_upper(byte_at(scanner, at)))
            return false;
    return start < end;
}

bool is_digit_run(const struct scanner *scanner, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++)
        if (!is_ascii_digit(byte_at(scanner, at)))
            return false;
    return start < end;
}

/* "non-violent", "career-wise": a hyphen that does not part. `part` is where the part before it
 * begins. */
static bool hyphen_joins(const struct scanner *scanner, size_t part, size_t hyphen, size_t after)
{
    if (is_listed(scanner->lists, LIST_PREFIX, bytes_between(scanner, part, hyphen)))
        return true;
    size_t end = skip_word_glyphs(scanner, after, after + 10);
    return !is_word_part_at(scanner, end) &&
           is_listed(scanner->lists, LIST_SUFFIX, bytes_between(scanner, after, end));
}

/* "U.S" before another stop: a single letter on each side of this one. */
static bool is_acronym_stop(const struct scanner *scanner, size_t part, size_t stop)
{
    return stop - part == 1 && is_ascii_letter(byte_at(scanner, part)) &&
           is_ascii_letter(byte_at(scanner, stop + 1)) && !is_word_part_at(scanner, stop + 2);
}

/* Does the mark at `at`, between two letters or digits, belong to the word that began at `start`?
 * `part` is where the run of letters and digits before the mark begins. */
static bool mark_joins(const struct scanner *scanner, size_t start, size_t part, size_t at,
                       size_t after)
{
    char before = byte_at(scanner, at - 1), next = byte_at(scanner, after);
    bool digits = is_ascii_digit(before) && is_ascii_digit(next);
    switch (glyph_at(scanner, at)) {
    case GLYPH_APOSTROPHE: return glyph_at(scanner, after) == GLYPH_LETTER;
    case GLYPH_HYPHEN: return hyphen_joins(scanner, part, at, after);
    case GLYPH_MARK: break;
    default: return false;
    }
    switch (byte_at(scanner, at)) {
    case '.': return digits || is_acronym_stop(scanner, part, at);
    case ',':
        return digits && is_digit_run(scanner, after, after + 3) &&
               !is_ascii_digit(byte_at(scanner, after + 3));
    case ':': return digits;
    case '/': return digits && is_digit_run(scanner, start, start + 1);
    case '&': return at - start <= 4 && is_upper_run(scanner, start, at) && is_ascii_upper(next);
    default: return false;
    }
}

/* Letters and digits with the marks that join them. */
size_t joined_word_end(const struct scanner *scanner, size_t start)
{
    size_t limit = start + LONGEST_TOKEN, part = start;
    for (;;) {
        size_t at = skip_word_glyphs(scanner, part, limit), after;
        code_at(scanner, at, &after);
        if (at >= limit || at == part || !is_word_part_at(scanner, after) ||
            !mark_joins(scanner, start, part, at, after))
            return at;
        part = after;
    }
}

/* Groups of digits that a hyphen does not part: telephone numbers, days, postcodes. */
size_t digit_groups_end(const struct scanner *scanner, size_t start)
{
    size_t sizes[2] = {0}, groups = 0, at = start, end = start;
    while (is_ascii_digit(byte_at(scanner, at)) && at < start + LOOK_AHEAD) {
        while (is_ascii_digit(byte_at(scanner, at)))
            at++;
        if (groups < 2)
            sizes[groups] = at - (groups ? end + 1 : start);
        groups++;
        end = at;
        char mark = byte_at(scanner, at);
        if (mark != '-' && !(mark == '/' && groups == 1))
            break;
        at++;
    }
    bool telephone = groups == 2 && sizes[0] == 3 && sizes[1] == 4;
    bool postcode = groups == 2 && sizes[0] == 5 && sizes[1] == 4;
    if (is_word_part_at(scanner, end) || !(groups > 2 || telephone || postcode) ||
        byte_at(scanner, start + sizes[0]) != '-')
        return start;
    return end;
}

/* "5pm", "$3bn": where the unit begins behind the number at `start`, else `end`. */
static size_t unit_start(const struct scanner *scanner, size_t start, size_t end)
{
    size_t at = start;
    while (at < end && (is_ascii_digit(byte_at(scanner, at)) || byte_at(scanner, at) == '.' ||
                        byte_at(scanner, at) == ',' || byte_at(scanner, at) == ':'))
        at++;
    if (at == start || at == end || !is_ascii_digit(byte_at(scanner, at - 1)))
        return end;
    struct str rest = bytes_between(scanner, at, end);
    bool clock = rest.size == 1 && byte_at(scanner, end) == '.' &&
                 (rest.data[0] == 'a' || rest.data[0] == 'p') && byte_at(scanner, end + 1) == 'm';
    return clock || is_listed(scanner->lists, LIST_UNIT, rest) ? at : end;
}

/* ---- stops that belong to the word ---- */

static bool next_fits(const struct scanner *scanner, unsigned wanted, size_t at)
{
    size_t next = skip_space(scanner, at);
    switch (wanted) {
    case NEXT_CAPITAL: return is_upper_at(scanner, next);
    case NEXT_DIGIT: return glyph_at(scanner, next) == GLYPH_DIGIT;
    case NEXT_WORD: return is_word_part_at(scanner, next);
    default: return true;
    }
}

/* "J." before another name; "I." ends a sentence more often than not. */
static bool is_initial(const struct scanner *scanner, size_t start, size_t end)
{
    size_t next = skip_space(scanner, end + 1);
    return end - start == 1 && is_ascii_upper(byte_at(scanner, start)) && next > end + 1 &&
           is_upper_at(scanner, next) &&
           (byte_at(scanner, start) != 'I' || is_acronym_stop(scanner, next, next + 1));
}

static bool is_acronym(const struct scanner *scanner, size_t start, size_t end)
{
    if (end - start < 3 || (end - start) % 2 == 0)
        return false;
    for (size_t at = start; at < end; at++)
        if ((at - start) % 2 ? byte_at(scanner, at) != '.' : !is_ascii_letter(byte_at(scanner, at)))
            return false;
    return true;
}

/* If the stop at `end` belongs to the word, takes it in and tells what kind of abbreviation it is.
 */
static bool take_stop(const struct scanner *scanner, size_t end, struct piece *piece)
{
    if (byte_at(scanner, end) != '.' || byte_at(scanner, end + 1) == '.')
        return false;
    struct abbreviation found =
        find_abbreviation(scanner->lists, bytes_between(scanner, piece->start, end + 1));
    if (found.kind && !next_fits(scanner, found.next, end + 1))
        found.kind = ABBREVIATION_NONE;
    if (!found.kind && !is_acronym(scanner, piece->start, end) &&
        !is_initial(scanner, piece->start, end))
        return false;
    piece->abbreviation = found.kind;
    piece->kind = PIECE_ABBREVIATION;
    piece->end = (uint32_t)end + 1;
    return true;
}

/* "Ph.D.", "gov't.", "Lt.-Gov.": listed abbreviations with marks inside. */
static bool take_marked_abbreviation(const struct scanner *scanner, struct piece *piece)
{
    size_t at = piece->start, last = at, marks = 0, limit = at + 12;
    for (; at < limit; at++) {
        char c = byte_at(scanner, at);
        if (c == '.')
            last = at;
        marks += c == '.' || c == '\'' || c == '-';
        if (!is_ascii_letter(c) && c != '.' && c != '\'' && c != '-')
            break;
    }
    struct str form = bytes_between(scanner, piece->start, last + 1);
    return marks >= 2 && last > piece->start && find_abbreviation(scanner->lists, form).kind &&
           take_stop(scanner, last, piece);
}

static size_t possessive_end(const struct scanner *scanner, size_t end)
{
    size_t after;
    code_at(scanner, end, &after);
    char c = byte_at(scanner, after);
    return glyph_at(scanner, end) == GLYPH_APOSTROPHE && (c == 's' || c == 'S') &&
                   !is_word_part_at(scanner, after + 1)
               ? after + 1
               : end;
}

/* "the parties' leaders": an apostrophe behind a plural that closes no quotation. */
static size_t plural_possessive_end(const struct scanner *scanner, size_t start, size_t end)
{
    size_t after;
    code_at(scanner, end, &after);
    char last = byte_at(scanner, end - 1);
    if (scanner->quote_open || end - start < 3 || !strchr("szxSZX", last) ||
        glyph_at(scanner, end) != GLYPH_APOSTROPHE || byte_at(scanner, end) == '`' ||
        glyph_at(scanner, after) == GLYPH_APOSTROPHE || is_word_part_at(scanner, after))
        return end;
    return after;
}

/* "th-", "n-,": a speaker breaks off after a letter or two. */
static bool is_broken_off(const struct scanner *scanner, size_t start, size_t end)
{
    enum glyph behind = glyph_at(scanner, end + 1);
    return end - start <= 2 && byte_at(scanner, end) == '-' &&
           is_ascii_letter(byte_at(scanner, start)) &&
           (behind == GLYPH_SPACE || byte_at(scanner, end + 1) == ',');
}

void scan_word(const struct scanner *scanner, struct piece *piece)
{
    size_t start = piece->start;
    bool digit = glyph_at(scanner, start) == GLYPH_DIGIT;
    piece->kind = digit ? PIECE_NUMBER : PIECE_WORD;
    if (digit && (piece->end = (uint32_t)digit_groups_end(scanner, start)) > start)
        return;
    if (take_marked_abbreviation(scanner, piece)) {
        piece->end = (uint32_t)possessive_end(scanner, piece->end);
        return;
    }
    size_t end = listed_end(scanner, start, LIST_WHOLE, 2, 8);
    if (end == start)
        end = joined_word_end(scanner, start);
    if (digit)
        end = unit_start(scanner, start, end);
    piece->end = (uint32_t)end;
    if (take_stop(scanner, end, piece))
        piece->end = (uint32_t)possessive_end(scanner, piece->end);
    else if (byte_at(scanner, end) == '$' && end - start <= 3 &&
             is_upper_run(scanner, start, end) && is_ascii_digit(byte_at(scanner, end + 1)))
        piece->end = (uint32_t)end + 1; /* US$20 */
    else if (is_broken_off(scanner, start, end))
        piece->end = (uint32_t)end + 1;
    else
        piece->end = (uint32_t)plural_possessive_end(scanner, start, end);
}
