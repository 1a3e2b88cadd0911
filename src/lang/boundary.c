/* boundary.c — ends of sentences, see boundary.h. */
#include "lang/boundary.h"

#include <string.h>

enum { MOST_CLOSERS = 6 }; /* marks looked back over for the stop before them */

static struct str form_of(struct str text, const struct piece *piece)
{
    return (struct str){text.data + piece->start, piece->end - piece->start};
}

static uint32_t first_code(struct str form)
{
    size_t at = 0;
    return form.size ? utf8_next(form, &at) : 0;
}

static bool is_stop(const struct piece *piece, struct str form)
{
    return piece->kind == PIECE_MARK &&
           (memchr(".!?", form.data[0], 3) || str_equal(form, STR("\xE2\x80\xA6")));
}

/* Quotation marks and brackets that can stand behind a stop. */
static bool is_closer(const struct piece *piece, struct str form)
{
    return piece->kind == PIECE_MARK && piece->gap == GAP_NONE &&
           (memchr("\"')]}", form.data[0], 5) || str_equal(form, STR("\xE2\x80\x9D")) ||
            str_equal(form, STR("\xE2\x80\x99")) || str_equal(form, STR("\xC2\xBB")));
}

static bool is_capital(struct str form)
{
    return utf8_is_upper(first_code(form));
}

static bool is_lower(struct str form)
{
    return utf8_is_lower(first_code(form));
}

bool is_wrapped(struct str text, const struct piece_array *pieces)
{
    size_t lines = 0, going_on = 0;
    for (size_t i = 1; i < pieces->count; i++) {
        if (pieces->items[i].gap != GAP_LINE)
            continue;
        lines++;
        going_on += is_lower(form_of(text, &pieces->items[i]));
    }
    return going_on * 4 >= lines && lines > 0;
}

static bool abbreviation_ends(const struct piece *piece, struct str next)
{
    bool can_end =
        piece->abbreviation == ABBREVIATION_LIST || piece->abbreviation == ABBREVIATION_TIME;
    return can_end && is_capital(next);
}

/* The rules: does a sentence end between pieces i and i + 1, on one line? */
static bool ends_by_rule(struct str text, const struct piece_array *pieces, size_t i)
{
    size_t stop = i;
    while (stop > 0 && i - stop < MOST_CLOSERS &&
           is_closer(&pieces->items[stop], form_of(text, &pieces->items[stop])))
        stop--;
    const struct piece *before = &pieces->items[stop], *behind = &pieces->items[i + 1];
    struct str next = form_of(text, behind);
    if (before->kind == PIECE_ABBREVIATION)
        return behind->gap != GAP_NONE && abbreviation_ends(before, next);
    struct str form = form_of(text, before);
    if (!is_stop(before, form) || is_closer(behind, next))
        return false;
    if (behind->gap == GAP_NONE)
        return form.size == 1 && is_capital(next) && stop > 0 && before->gap == GAP_NONE &&
               is_lower(form_of(text, &pieces->items[stop - 1]));
    return form.data[0] == '.' && form.size == 1 ? !is_lower(next) : is_capital(next);
}

/* The best place to cut the pieces [start, end): behind a stop or comma in the second half. */
static size_t best_cut(struct str text, const struct piece_array *pieces, size_t start, size_t end)
{
    static const char *const marks[] = {".!?", ";:", ","};
    for (size_t rank = 0; rank < 3; rank++)
        for (size_t i = end; i-- > start + (end - start) / 2;)
            if (pieces->items[i].kind == PIECE_MARK &&
                strchr(marks[rank], text.data[pieces->items[i].start]))
                return i;
    return end - 1;
}

static void cut_long_sentences(struct str text, const struct piece_array *pieces, bool *ends)
{
    size_t start = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        if (i + 1 - start > SENTENCE_LIMIT) {
            size_t cut = best_cut(text, pieces, start, i);
            ends[cut] = true;
            start = cut + 1;
        }
        if (ends[i])
            start = i + 1;
    }
}

void mark_boundaries(struct str text, const struct piece_array *pieces, bool is_title, bool *ends)
{
    bool lines_end = !is_title && !is_wrapped(text, pieces);
    for (size_t i = 0; i < pieces->count; i++) {
        unsigned gap = i + 1 < pieces->count ? pieces->items[i + 1].gap : GAP_PARAGRAPH;
        bool line = gap == GAP_PARAGRAPH || (gap == GAP_LINE && lines_end);
        ends[i] = (line && (!is_title || i + 1 == pieces->count)) ||
                  (i + 1 < pieces->count && ends_by_rule(text, pieces, i));
    }
    cut_long_sentences(text, pieces, ends);
}
