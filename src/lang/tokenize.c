/* tokenize.c — cuts a text into tokens, see tokenize.h.
 *
 * A scanner moves over the text once. At each place that is not white space it asks, in this order:
 * does an address begin here, a word or number, an apostrophe with its word, a smiley, a run of
 * marks? */
#include "lang/tokenize.h"

#include <string.h>

#include "lang/scanner.h"

/* ---- apostrophes and other marks ---- */

static size_t smiley_end(const struct scanner *scanner, size_t at)
{
    if (at > 0 && is_ascii_digit(scanner->text.data[at - 1]))
        return at;
    return listed_end(scanner, at, LIST_SMILEY, 2, 4);
}

static bool is_opening_before(const struct scanner *scanner, size_t at)
{
    return at == scanner->chunk || scanner->chunk_fresh;
}

/* "'90s", "'em", "'s" that stands apart: end of the token, or `at`. */
static size_t apostrophe_word_end(const struct scanner *scanner, size_t at)
{
    size_t after;
    code_at(scanner, at, &after);
    size_t end = listed_end(scanner, at, LIST_APOSTROPHE, 2, 8);
    if (end > at)
        return end;
    end = skip_word_glyphs(scanner, after, after + 8);
    struct str form = bytes_between(scanner, at, end);
    if (end > after && !is_word_part_at(scanner, end) &&
        find_contraction(scanner->lists, form).count)
        return end;
    if (!is_opening_before(scanner, at) || !is_digit_run(scanner, after, after + 2))
        return at;
    end = after + 2 + (byte_at(scanner, after + 2) == 's');
    return is_word_part_at(scanner, end) ? at : end;
}

static void scan_apostrophe(struct scanner *scanner, struct piece *piece)
{
    size_t start = piece->start, after, twice;
    code_at(scanner, start, &after);
    size_t end = apostrophe_word_end(scanner, start);
    if (end > start) {
        piece->kind = PIECE_WORD;
        piece->end = (uint32_t)end;
        return;
    }
    piece->end = (uint32_t)after;
    if (glyph_at(scanner, after) == GLYPH_APOSTROPHE) { /* two for a double quotation mark */
        code_at(scanner, after, &twice);
        piece->end = (uint32_t)twice;
        return;
    }
    scanner->quote_open = is_opening_before(scanner, start) && is_word_part_at(scanner, after);
}

/* The same mark again and again is one token: "--", "***". */
static size_t same_mark_end(const struct scanner *scanner, size_t start)
{
    size_t at = start, next, after;
    uint32_t mark = code_at(scanner, start, &at);
    bool repeats = mark == 0x2013 || mark == 0x2014 ||
                   (mark < 0x80 && mark && strchr("-=*~#+<>$^|", (int)mark));
    for (next = at; repeats && next < start + LONGEST_TOKEN; next = after) {
        if (code_at(scanner, next, &after) != mark || after == next)
            break;
        at = after;
    }
    return at;
}

static bool ends_sentence(uint32_t code)
{
    return code == '.' || code == '!' || code == '?';
}

static size_t stops_end(const struct scanner *scanner, size_t start)
{
    size_t at = start, next;
    while (at < start + LONGEST_TOKEN && ends_sentence(code_at(scanner, at, &next)))
        at = next;
    return at;
}

static bool is_pictograph_tail(uint32_t code)
{
    return code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F) ||
           (code >= 0x1F3FB && code <= 0x1F3FF) || code == 0x20E3;
}

/* A pictograph with what modifies it or is joined to it. */
static size_t pictograph_end(const struct scanner *scanner, size_t start)
{
    size_t at, next;
    uint32_t code = code_at(scanner, start, &at);
    bool flag = code >= 0x1F1E6 && code <= 0x1F1FF;
    while (at < start + 64) {
        uint32_t tail = code_at(scanner, at, &next);
        bool second_half = flag && tail >= 0x1F1E6 && tail <= 0x1F1FF;
        if (!is_pictograph_tail(tail) && !second_half && code != 0x200D)
            break;
        if (next == at || glyph_of(tail) == GLYPH_SPACE)
            break;
        flag = flag && !second_half;
        code = tail;
        at = next;
    }
    return at;
}

static void scan_mark(struct scanner *scanner, struct piece *piece)
{
    size_t start = piece->start, next;
    uint32_t code = code_at(scanner, start, &next);
    bool fresh = is_opening_before(scanner, start);
    size_t end = smiley_end(scanner, start);
    if (end == start && ends_sentence(code)) {
        end = stops_end(scanner, start);
        if (end == start + 1 && code == '.' && fresh && is_ascii_digit(byte_at(scanner, end))) {
            end = joined_word_end(scanner, end); /* ".45" */
            piece->kind = PIECE_NUMBER;
        }
    }
    if (end == start && fresh && (code == '#' || code == '@') &&
        glyph_at(scanner, next) == GLYPH_LETTER) {
        end = skip_word_glyphs(scanner, next, next + LOOK_AHEAD);
        piece->kind = PIECE_ADDRESS;
    }
    if (end == start && fresh && code == '+' && is_ascii_digit(byte_at(scanner, next))) {
        end = digit_groups_end(scanner, next);
        end = end > next ? end : joined_word_end(scanner, next);
        piece->kind = PIECE_NUMBER;
    }
    if (end == start)
        end = code < 0x2190 ? same_mark_end(scanner, start) : pictograph_end(scanner, start);
    if (code == 0x2018)
        scanner->quote_open = true;
    piece->end = (uint32_t)end;
}

/* ---- the whole ---- */

static void scan_piece(struct scanner *scanner, struct piece *piece)
{
    size_t start = piece->start;
    enum glyph glyph = glyph_at(scanner, start);
    if (scanner->chunk_fresh && is_word_glyph(glyph)) {
        size_t end = address_end(scanner, start);
        if (end > start) {
            piece->end = (uint32_t)end;
            piece->kind = PIECE_ADDRESS;
            return;
        }
    }
    piece->kind = PIECE_MARK;
    if (is_word_glyph(glyph))
        scan_word(scanner, piece);
    else if (glyph == GLYPH_APOSTROPHE)
        scan_apostrophe(scanner, piece);
    else
        scan_mark(scanner, piece);
}

/* Passes white space; tells what kind it was. */
static enum gap pass_gap(const struct scanner *scanner, size_t *at)
{
    enum gap gap = GAP_NONE;
    bool line_seen = false;
    while (*at < scanner->text.size && glyph_at(scanner, *at) == GLYPH_SPACE) {
        uint32_t code = code_at(scanner, *at, at);
        bool line = code == '\n' || code == 0x2028 || code == 0x0B || code == 0x0C;
        if (code == '\r')
            line = byte_at(scanner, *at) != '\n';
        if (code == 0x2029 || (line && line_seen))
            gap = GAP_PARAGRAPH;
        else if (gap < GAP_LINE)
            gap = line ? GAP_LINE : GAP_SPACE;
        line_seen = line_seen || line;
    }
    return gap;
}

void tokenize(const struct word_lists *lists, struct arena *arena, struct str text,
              struct piece_array *pieces)
{
    struct scanner scanner = {.lists = lists, .text = text};
    size_t at = 0;
    enum gap gap = pass_gap(&scanner, &at);
    for (gap = GAP_PARAGRAPH; at < text.size; gap = pass_gap(&scanner, &at)) {
        if (gap != GAP_NONE) {
            scanner.chunk = at;
            scanner.chunk_fresh = true;
        }
        if (gap == GAP_PARAGRAPH)
            scanner.quote_open = false;
        struct piece piece = {.start = (uint32_t)at, .end = (uint32_t)at, .gap = (uint8_t)gap};
        scan_piece(&scanner, &piece);
        if (piece.end <= piece.start) { /* no rule took anything: one character */
            code_at(&scanner, at, &at);
            piece.end = (uint32_t)at;
        }
        if (piece.kind != PIECE_MARK)
            scanner.chunk_fresh = false;
        at = piece.end;
        *array_push(arena, pieces) = piece;
    }
}

/* ---- words of a token ---- */

/* Size of the listed ending of the form ("'s", "n't"), 0 if none. */
static size_t ending_size(const struct word_lists *lists, struct str form)
{
    for (size_t size = 2; size <= 5 && size < form.size; size++) {
        struct str ending = str_slice(form, form.size - size, form.size);
        if (((unsigned char)ending.data[0] & 0xC0) == 0x80)
            continue;
        struct contraction found = find_contraction(lists, ending);
        if (found.count && found.is_ending)
            return size;
    }
    return 0;
}

/* "parties'": the apostrophe alone. */
static size_t bare_apostrophe_size(struct str form)
{
    size_t size = str_ends(form, STR("'")) ? 1 : str_ends(form, STR("\xE2\x80\x99")) ? 3 : 0;
    return size && form.size > size + 2 && strchr("sxzSXZ", form.data[form.size - size - 1]) ? size
                                                                                             : 0;
}

/* Sizes of the parts of a listed contraction in bytes of the form, whose apostrophes may be curly
 * (three bytes where the list has one). */
static size_t whole_sizes(struct contraction found, struct str form, size_t *sizes)
{
    size_t at = 0;
    for (size_t part = 0; part < found.count; part++) {
        size_t start = at;
        for (size_t i = 0; i < found.sizes[part] && at < form.size; i++)
            at += (unsigned char)form.data[at] == 0xE2 ? 3 : 1;
        sizes[part] = at - start;
    }
    return found.count;
}

size_t split_words(const struct word_lists *lists, struct str form, size_t sizes[WORDS_OF_TOKEN])
{
    struct contraction found = find_contraction(lists, form);
    if (found.count && !found.is_ending)
        return whole_sizes(found, form, sizes);
    size_t endings[WORDS_OF_TOKEN], count = 0, size = bare_apostrophe_size(form);
    bool number = form.size && is_ascii_digit(form.data[0]);
    while (!found.count && !number && count < WORDS_OF_TOKEN - 1 &&
           (size || (size = ending_size(lists, form)))) {
        endings[count++] = size;
        form.size -= size;
        size = 0;
    }
    sizes[0] = form.size;
    for (size_t i = 0; i < count; i++)
        sizes[i + 1] = endings[count - 1 - i];
    return count + 1;
}
