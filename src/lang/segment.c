/* segment.c — sentences and words of a report, see segment.h. */
#include "lang/segment.h"

#include "lang/boundary.h"

struct segmenter {
    struct word_lists lists;
    struct boundary_model boundaries;
};

int segmenter_open(struct arena *arena, const char *name, struct str section,
                   struct segmenter **segmenter, struct annals_error *error)
{
    *segmenter = arena_new(arena, struct segmenter);
    int status =
        boundary_model_read(name, section, &(*segmenter)->lists, &(*segmenter)->boundaries, error);
    return status ? status : word_lists_load(arena, &(*segmenter)->lists, error);
}

/* One of the two texts on its way into the report. */
struct field {
    struct str text;
    bool in_title;
    struct piece_array pieces;
    bool *ends;
};

static struct span span_of(const struct field *field, size_t start, size_t end)
{
    return (struct span){(uint32_t)start, (uint32_t)end, field->in_title};
}

/* The words of bytes [start, end), one token of the text. */
static void add_token(const struct segmenter *segmenter, struct annals_report *report,
                      const struct field *field, size_t start, size_t end, bool space_after)
{
    size_t sizes[WORDS_OF_TOKEN], at = start;
    struct str form = {field->text.data + start, end - start};
    size_t count = split_words(&segmenter->lists, form, sizes);
    for (size_t word = 0; word < count; word++) {
        *array_push(&report->arena, &report->tokens) = (struct token){
            .span = span_of(field, start, end),
            .form = {field->text.data + at, sizes[word]},
            .lemma = STR(""),
            .sentence = (uint32_t)report->sentences.count,
            .head = NONE,
            .word_of_token = (uint8_t)word,
            .token_words = (uint8_t)count,
            .space_after = space_after,
            .feats = STR(""),
            .misc = STR(""),
        };
        at += sizes[word];
    }
}

/* The treebanks take the stop off an abbreviation that ends its sentence ("etc" + "."), but not off
 * acronyms and initials. */
static void add_piece(const struct segmenter *segmenter, struct annals_report *report,
                      const struct field *field, const struct piece *piece, bool space_after,
                      bool is_last)
{
    size_t end = piece->end;
    if (is_last && piece->kind == PIECE_ABBREVIATION && piece->abbreviation != ABBREVIATION_NONE &&
        field->text.data[end - 1] == '.' && end - piece->start > 1) {
        add_token(segmenter, report, field, piece->start, end - 1, false);
        add_token(segmenter, report, field, end - 1, end, space_after);
        return;
    }
    add_token(segmenter, report, field, piece->start, end, space_after);
}

/* Pieces [first, end) as a sentence. */
static void add_sentence(const struct segmenter *segmenter, struct annals_report *report,
                         const struct field *field, size_t first, size_t end, uint32_t paragraph)
{
    const struct piece *pieces = field->pieces.items;
    uint32_t first_token = (uint32_t)report->tokens.count;
    for (size_t i = first; i < end; i++) {
        bool space_after = i + 1 == field->pieces.count || pieces[i + 1].gap != GAP_NONE;
        add_piece(segmenter, report, field, &pieces[i], space_after, i + 1 == end);
    }
    *array_push(&report->arena, &report->sentences) = (struct sentence){
        .span = span_of(field, pieces[first].start, pieces[end - 1].end),
        .first = first_token,
        .count = (uint32_t)report->tokens.count - first_token,
        .paragraph = paragraph,
        .root = NONE,
        .id = STR(""),
    };
}

static void split_field(const struct segmenter *segmenter, struct annals_report *report,
                        struct str text, bool in_title)
{
    struct field field = {.text = text, .in_title = in_title};
    tokenize(&segmenter->lists, &report->arena, text, &field.pieces);
    field.ends = arena_new_array(&report->arena, field.pieces.count, bool);
    mark_boundaries(&segmenter->boundaries, text, &field.pieces, in_title, field.ends);
    bool lines_part = !in_title && !is_wrapped(text, &field.pieces);
    uint32_t paragraph = 0;
    size_t first = 0;
    for (size_t i = 0; i < field.pieces.count; i++) {
        if (!field.ends[i])
            continue;
        add_sentence(segmenter, report, &field, first, i + 1, paragraph);
        first = i + 1;
        unsigned gap = first < field.pieces.count ? field.pieces.items[first].gap : GAP_NONE;
        paragraph += gap == GAP_PARAGRAPH || (gap == GAP_LINE && lines_part);
    }
}

int split_text(const struct segmenter *segmenter, struct annals_report *report,
               struct annals_error *error)
{
    if (report->title.size >= NONE || report->text.size >= NONE)
        return error_set(error, ANNALS_INPUT, "%.*s: the text is larger than 4 GiB; split it",
                         STR_ARG(report->origin));
    split_field(segmenter, report, report->title, true);
    split_field(segmenter, report, report->text, false);
    return 0;
}
