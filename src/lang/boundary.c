/* boundary.c — ends of sentences, see boundary.h. */
#include "lang/boundary.h"

#include <string.h>

#include "lang/model_file.h"

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

/* ---- the classifier ---- */

/* 0, 1, 2 for a share of none, few and many. */
static uint32_t grade(size_t part, size_t whole)
{
    return part == 0 || whole == 0 ? 0 : part * 8 < whole ? 1 : 2;
}

struct boundary_text boundary_text_make(struct str text, const struct piece_array *pieces)
{
    size_t stops = 0, small = 0, paragraphs = 0, bare = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        bool last = i + 1 == pieces->count || pieces->items[i + 1].gap == GAP_PARAGRAPH;
        bool stop = is_stop(piece, form_of(text, piece));
        stops += stop;
        small += stop && !last && is_lower(form_of(text, &pieces->items[i + 1]));
        paragraphs += last;
        bare += last && piece->kind != PIECE_MARK;
    }
    uint32_t style = grade(small, stops) * 3 + grade(bare, paragraphs);
    return (struct boundary_text){text, pieces, style};
}

bool is_boundary_candidate(const struct boundary_text *text, size_t i)
{
    const struct piece *before = &text->pieces->items[i], *behind = &text->pieces->items[i + 1];
    struct str next = form_of(text->text, behind);
    if (behind->gap == GAP_NONE) /* only where somebody forgot the space behind a stop */
        return is_stop(before, form_of(text->text, before)) && is_capital(next);
    return before->kind == PIECE_MARK || before->kind == PIECE_ABBREVIATION || !is_lower(next);
}

static const struct piece NO_PIECE = {0, 0, GAP_PARAGRAPH, PIECE_MARK, 0};

/* The piece `offset` places from i if it belongs to the pieces [start, end), else an empty one. */
static const struct piece *piece_near(const struct piece_array *pieces, size_t start, size_t end,
                                      size_t i, int offset)
{
    if (offset < 0 && i - start < (size_t)-offset)
        return &NO_PIECE;
    size_t at = i + (size_t)offset;
    return at < end ? &pieces->items[at] : &NO_PIECE;
}

static uint32_t mix(uint32_t a, uint32_t b)
{
    uint32_t hash = (a ^ b) * 0x9E3779B1U;
    hash ^= hash >> 15;
    return hash * 0x85EBCA77U;
}

static uint32_t form_hash(struct str text, const struct piece *piece)
{
    struct listed_form listed = listed_form_of(form_of(text, piece));
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < listed.size; i++)
        hash = (hash ^ (unsigned char)listed.bytes[i]) * 16777619U;
    return hash;
}

/* Kind, first letter and length of a piece in one number. */
static uint32_t shape_of(struct str text, const struct piece *piece)
{
    struct str form = form_of(text, piece);
    if (!form.size)
        return 0;
    size_t at = 0, size = form.size > 4 ? 4 : form.size;
    uint32_t code = utf8_next(form, &at);
    uint32_t first = utf8_is_upper(code)   ? 1
                     : utf8_is_lower(code) ? 2
                     : utf8_is_digit(code) ? 3
                                           : 4;
    bool capitals = first == 1 && at < form.size && utf8_is_upper(utf8_next(form, &at));
    if (piece->kind == PIECE_MARK)
        return 64 + form_hash(text, piece) % 1000;
    return 1 + piece->kind + 8 * first + 40 * capitals + (uint32_t)size * 2000 +
           (uint32_t)piece->abbreviation * 20000;
}

/* Numbers as 0, 1, 2, 3, 4, 6, 8, 12 … */
static uint32_t bucket(size_t number)
{
    uint32_t steps = 0;
    for (; number > 4 && steps < 40; number = number * 2 / 3)
        steps++;
    return (uint32_t)number + steps * 5;
}

/* Pieces from `start` to the first stop, as many as are left if there is none. */
static size_t distance_to_stop(const struct boundary_text *text, size_t start, size_t end)
{
    enum { LOOK_AHEAD = 60 };
    size_t limit = end - start > LOOK_AHEAD ? start + LOOK_AHEAD : end, i = start;
    while (i < limit &&
           !is_stop(&text->pieces->items[i], form_of(text->text, &text->pieces->items[i])))
        i++;
    return i == end ? 2 * LOOK_AHEAD : i - start;
}

/* How many pieces in a row that do not begin small, forward from `i` or back. */
static uint32_t capital_run(const struct boundary_text *text, struct boundary_place place, size_t i,
                            int step)
{
    uint32_t run = 0;
    while (i >= place.start && i < place.end && run < 5 &&
           text->pieces->items[i].kind != PIECE_MARK &&
           !is_lower(form_of(text->text, &text->pieces->items[i]))) {
        run++;
        if (step < 0 && i == 0)
            break;
        i = step < 0 ? i - 1 : i + 1;
    }
    return run;
}

/* Brackets and quotation marks that the sentence has opened and not closed, as far as the last
 * forty pieces tell. */
static uint32_t open_marks(struct str text, const struct piece_array *pieces, size_t start,
                           size_t i)
{
    enum { LOOK_BACK = 40 };
    int brackets = 0, curly = 0, straight = 0;
    for (size_t at = i - start > LOOK_BACK ? i - LOOK_BACK : start; at <= i; at++) {
        const struct piece *piece = &pieces->items[at];
        if (piece->kind != PIECE_MARK)
            continue;
        struct str form = form_of(text, piece);
        brackets += form.data[0] == '(' ? 1 : form.data[0] == ')' ? -1 : 0;
        straight += form.data[0] == '"';
        curly += str_equal(form, STR("\xE2\x80\x9C"))   ? 1
                 : str_equal(form, STR("\xE2\x80\x9D")) ? -1
                                                        : 0;
    }
    return (brackets > 0 ? 1U : 0U) + (curly > 0 ? 2U : 0U) + (straight % 2 ? 4U : 0U);
}

/* What is known of a place, named so that the combinations below can be read. */
struct place_facts {
    uint32_t p3, p2, p1, n1, n2, n3;       /* forms before and behind */
    uint32_t sp3, sp2, sp1, sn1, sn2, sn3; /* their shapes */
    uint32_t gap, glued, kind, abbreviation, length, rest, open, stop_in, style, first, run_before,
        run_behind, at_start;
};

static struct place_facts facts_of(const struct boundary_text *text, struct boundary_place place)
{
    enum { BEFORE = 3, AROUND = 6 };
    const struct piece *near[AROUND];
    uint32_t form[AROUND], shape[AROUND];
    for (int k = 0; k < AROUND; k++) {
        near[k] = piece_near(text->pieces, place.start, place.end, place.i, k - BEFORE + 1);
        form[k] = form_hash(text->text, near[k]);
        shape[k] = shape_of(text->text, near[k]);
    }
    return (struct place_facts){
        .p3 = form[0],
        .p2 = form[1],
        .p1 = form[2],
        .n1 = form[3],
        .n2 = form[4],
        .n3 = form[5],
        .sp3 = shape[0],
        .sp2 = shape[1],
        .sp1 = shape[2],
        .sn1 = shape[3],
        .sn2 = shape[4],
        .sn3 = shape[5],
        .gap = near[3]->gap,
        .glued = near[2]->gap,
        .kind = near[2]->kind,
        .abbreviation = near[2]->abbreviation,
        .length = bucket(place.i + 1 - place.start),
        .rest = bucket(place.end - place.i - 1),
        .open = open_marks(text->text, text->pieces, place.start, place.i),
        .stop_in = bucket(distance_to_stop(text, place.i + 1, place.end)),
        .style = text->style,
        .first = form_hash(text->text, &text->pieces->items[place.start]),
        .run_before = capital_run(text, place, place.i, -1),
        .run_behind = capital_run(text, place, place.i + 1, 1),
        .at_start = place.start == place.paragraph,
    };
}

size_t boundary_features(const struct boundary_text *text, struct boundary_place place,
                         uint32_t hashes[BOUNDARY_FEATURES])
{
    const struct place_facts f = facts_of(text, place);
    const uint32_t parts[][3] = {
        {0, 0, 0},
        {f.p1, f.gap, 0},
        {f.n1, f.gap, 0},
        {f.p1, f.n1, 0},
        {f.p1, f.sn1, 0},
        {f.sp1, f.n1, 0},
        {f.p2, f.p1, 0},
        {f.sp1, f.sn1, f.gap},
        {f.n1, f.n2, 0},
        {f.sn1, f.sn2, 0},
        {f.sp2, f.p1, f.sn1},
        {f.p1, f.length, 0},
        {f.sn1, f.length, 0},
        {f.p1, f.open, 0},
        {f.p1, f.open, f.sn1},
        {f.p1, f.rest, 0},
        {f.rest, f.stop_in, f.sn1},
        {f.length, f.stop_in, f.sp1},
        {f.p2, f.p1, f.sn1},
        {f.p3, f.p2, f.p1},
        {f.p2, f.n1, 0},
        {f.sn1, f.sn2, f.sn3},
        {f.glued, f.p1, f.sn1},
        {f.kind, f.abbreviation, f.n1},
        {f.sp3, f.sp2, f.p1},
        {f.p1, f.n1, f.n2},
        {f.stop_in, f.sn1, f.p1},
        {f.abbreviation, f.sn1, f.sp2},
        {f.style, f.p1, f.sn1},
        {f.style, f.sp1, f.sn1},
        {f.style, f.stop_in, f.length},
        {f.run_before, f.run_behind, f.style},
        {f.run_before, f.run_behind, f.stop_in},
        {f.run_behind, f.sp1, f.n1},
        {f.first, f.length, f.sn1},
        {f.first, f.p1, f.run_behind},
        {f.at_start, f.length, f.p1},
        {f.at_start, f.style, f.rest},
        {f.sp1, f.sn1, f.sn2},
        {f.sp2, f.sp1, f.sn1},
        {f.n1, f.length, 0},
        {f.n1, f.n2, f.n3},
    };
    size_t count = sizeof parts / sizeof *parts;
    for (size_t k = 0; k < count; k++)
        hashes[k] =
            mix(mix(mix((uint32_t)k * 0x632BE5ABU + 1, parts[k][0]), parts[k][1]), parts[k][2]);
    return count;
}

static bool ends_by_model(const struct boundary_model *model, const struct boundary_text *text,
                          struct boundary_place place)
{
    uint32_t hashes[BOUNDARY_FEATURES];
    if (!is_boundary_candidate(text, place.i))
        return false;
    size_t count = boundary_features(text, place, hashes);
    int32_t sum = 0;
    for (size_t k = 0; k < count; k++)
        sum += model->weights[hashes[k] & model->mask];
    return sum > 0;
}

int boundary_model_read(const char *name, struct str section, const struct word_lists *lists,
                        struct boundary_model *model, struct annals_error *error)
{
    *model = (struct boundary_model){lists, NULL, 0};
    if (!section.data)
        return 0;
    struct model_cursor cursor = model_cursor_make(section);
    uint32_t count = model_read_u32(&cursor);
    if (count == 0 || (count & (count - 1)) || count > 1U << 24)
        cursor.failed = true;
    else
        model->weights = model_read_array(&cursor, count, sizeof(int16_t), sizeof(int16_t));
    if (cursor.failed)
        return error_set(error, ANNALS_SETUP,
                         "%s: the section \"segment\" is damaged; install the model again", name);
    model->mask = count - 1;
    return 0;
}

/* ---- what edited text is sure of, and treebanks of mails and talk too rarely show ---- */

static bool is_closing_quote(const struct piece *piece, struct str form)
{
    return piece->gap == GAP_NONE &&
           (str_equal(form, STR("\"")) || str_equal(form, STR("\xE2\x80\x9D")));
}

/* "… to go.” Mr. Doe left": a full stop, a closing quotation mark, a capital. */
static bool ends_with_quote(const struct boundary_text *text, size_t i)
{
    const struct piece *pieces = text->pieces->items;
    struct str next = form_of(text->text, &pieces[i + 1]);
    return i > 1 && is_closing_quote(&pieces[i], form_of(text->text, &pieces[i])) &&
           pieces[i + 1].gap != GAP_NONE && pieces[i - 1].gap == GAP_NONE &&
           str_equal(form_of(text->text, &pieces[i - 1]), STR(".")) &&
           (is_capital(next) || str_equal(next, STR("\xE2\x80\x9C")));
}

/* "… said Doe. “All of them …": a full stop, an opening quotation mark, a capital. */
static bool ends_before_quote(const struct boundary_text *text, size_t i)
{
    const struct piece *pieces = text->pieces->items;
    if (i + 2 >= text->pieces->count || !str_equal(form_of(text->text, &pieces[i]), STR(".")))
        return false;
    struct str quote = form_of(text->text, &pieces[i + 1]);
    return pieces[i].gap == GAP_NONE && pieces[i + 1].gap != GAP_NONE &&
           pieces[i + 2].gap == GAP_NONE &&
           (str_equal(quote, STR("\"")) || str_equal(quote, STR("\xE2\x80\x9C"))) &&
           is_capital(form_of(text->text, &pieces[i + 2]));
}

/* "… in the U.S. The envoy": an acronym, and a word that begins sentences with a capital. */
static bool ends_with_acronym(const struct word_lists *lists, const struct boundary_text *text,
                              size_t i)
{
    const struct piece *before = &text->pieces->items[i], *behind = &text->pieces->items[i + 1];
    struct str form = form_of(text->text, before), next = form_of(text->text, behind);
    bool can_end =
        before->kind == PIECE_ABBREVIATION && form.size > 2 &&
        (before->abbreviation == ABBREVIATION_NONE || before->abbreviation == ABBREVIATION_LIST ||
         before->abbreviation == ABBREVIATION_COMPANY || before->abbreviation == ABBREVIATION_TIME);
    return can_end && behind->gap != GAP_NONE && next.size > 1 && is_capital(next) &&
           utf8_is_lower((unsigned char)next.data[1]) && is_listed(lists, LIST_STARTER, next);
}

static bool is_sure_end(const struct word_lists *lists, const struct boundary_text *text, size_t i)
{
    return ends_with_quote(text, i) || ends_before_quote(text, i) ||
           ends_with_acronym(lists, text, i);
}

/* ---- the whole ---- */

static size_t paragraph_end(const struct piece_array *pieces, size_t first, bool lines_end)
{
    size_t end = first + 1;
    while (end < pieces->count && pieces->items[end].gap != GAP_PARAGRAPH &&
           !(pieces->items[end].gap == GAP_LINE && lines_end))
        end++;
    return end;
}

static void mark_paragraph(const struct boundary_model *model, const struct boundary_text *text,
                           size_t first, size_t end, bool is_title, bool *ends)
{
    struct boundary_place place = {.paragraph = first, .start = first, .end = end};
    for (size_t i = first; i + 1 < end; i++) {
        place.i = i;
        ends[i] = model->weights ? ends_by_model(model, text, place)
                                 : ends_by_rule(text->text, text->pieces, i);
        if (!is_title && is_sure_end(model->lists, text, i))
            ends[i] = true;
        if (ends[i])
            place.start = i + 1;
    }
    ends[end - 1] = true;
}

void mark_boundaries(const struct boundary_model *model, struct str text,
                     const struct piece_array *pieces, bool is_title, bool *ends)
{
    const struct boundary_text decided = boundary_text_make(text, pieces);
    bool lines_end = !is_title && !is_wrapped(text, pieces);
    for (size_t first = 0, end; first < pieces->count; first = end) {
        end = is_title ? pieces->count : paragraph_end(pieces, first, lines_end);
        mark_paragraph(model, &decided, first, end, is_title, ends);
    }
    cut_long_sentences(text, pieces, ends);
}
