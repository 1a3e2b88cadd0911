/* lang.c — the stage: sentences and tokens, then tags and trees, batch by batch, lemmas, and the
 * enhanced graph; see lang.h. */
#include "lang/lang.h"

#include <setjmp.h>

#include "lang/enhance.h"
#include "lang/lemma.h"
#include "lang/parser.h"
#include "lang/segment.h"

/* Words read together: enough to fill the matrix kernels, few enough to stay in the cache. A longer
 * sentence is parsed in pieces of SENTENCE_LIMIT words. */
enum { BATCH_WORDS = 160, SENTENCE_LIMIT = 400 };

struct language_model {
    struct segmenter *segmenter;
    struct lemmatizer *lemmatizer;
    struct language_weights weights;
    const struct kernels *kernels;
};

int language_open(struct arena *arena, const char *name, struct str bytes,
                  struct language_model **model, struct annals_error *error)
{
    *model = arena_new(arena, struct language_model);
    struct model_file file;
    int status = model_file_open(name, bytes, &file, error);
    if (!status)
        status = weights_read(arena, &file, &(*model)->weights, error);
    if (!status)
        status = segmenter_open(arena, name, model_section(&file, "segment"), &(*model)->segmenter,
                                error);
    if (!status)
        status = lemmatizer_open(arena, name, model_section(&file, "lemma"), &(*model)->lemmatizer,
                                 error);
    (*model)->kernels = kernels_best();
    return status;
}

/* ---- a report in batches ---- */

/* A stretch of a sentence that is parsed as one: nearly always all of it. Tokens of the report. */
struct piece {
    uint32_t sentence, first, count;
};

/* The work on one report. `pieces` are those of the batch being gathered. */
struct reading {
    const struct language_model *model;
    struct annals_report *report;
    struct arena *scratch;
    struct encoder_batch batch;
    struct parser_buffers buffers;
    struct word_analysis *analyses;
    struct str *forms;
    struct piece *pieces;
    uint32_t piece_count;
    bool *tree_given; /* by sentence */
};

static void fill_tags(struct token *token, const struct word_analysis *analysis)
{
    if (token->upos == UPOS_NONE) {
        token->upos = analysis->upos;
        if (token->feats.size == 0)
            token->feats = analysis->feats;
    }
    if (token->xpos == XPOS_NONE)
        token->xpos = analysis->xpos;
}

/* The root of a later piece of a sentence hangs on the root of the first. */
static void fill_arc(struct reading *reading, const struct piece *piece, uint32_t place,
                     const struct word_analysis *analysis)
{
    struct annals_report *report = reading->report;
    struct sentence *sentence = &report->sentences.items[piece->sentence];
    struct token *token = &report->tokens.items[piece->first + place];
    token->deprel = analysis->deprel;
    token->head = analysis->head ? piece->first + analysis->head - 1 : NONE;
    if (analysis->head)
        return;
    if (piece->first == sentence->first) {
        sentence->root = piece->first + place;
        return;
    }
    token->head = sentence->root;
    token->deprel = DEPREL_PARATAXIS;
}

static void flush_batch(struct reading *reading)
{
    const struct language_model *model = reading->model;
    if (reading->piece_count == 0)
        return;
    encode(&model->weights, model->kernels, &reading->batch);
    analyse(&model->weights, model->kernels, &reading->batch, &reading->buffers, reading->analyses,
            reading->scratch);
    arena_reset(reading->scratch);
    const struct word_analysis *analysis = reading->analyses;
    for (uint32_t p = 0; p < reading->piece_count; p++) {
        const struct piece *piece = &reading->pieces[p];
        for (uint32_t i = 0; i < piece->count; i++, analysis++) {
            fill_tags(&reading->report->tokens.items[piece->first + i], analysis);
            if (!reading->tree_given[piece->sentence])
                fill_arc(reading, piece, i, analysis);
        }
    }
    reading->piece_count = reading->batch.sentence_count = reading->batch.word_count = 0;
}

static void add_piece(struct reading *reading, struct piece piece)
{
    if (reading->batch.word_count + piece.count > reading->batch.word_limit)
        flush_batch(reading);
    for (uint32_t i = 0; i < piece.count; i++)
        reading->forms[i] = reading->report->tokens.items[piece.first + i].form;
    encoder_batch_add(&reading->batch, &reading->model->weights, reading->forms, piece.count);
    reading->pieces[reading->piece_count++] = piece;
}

/* Is the tree of the sentence part of the input, with a root and a head for every other word? */
static bool has_tree(const struct annals_report *report, const struct sentence *sentence)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct token *token = &report->tokens.items[sentence->first + i];
        roots += token->head == NONE && token->deprel == DEPREL_ROOT;
        if (token->head == NONE && token->deprel != DEPREL_ROOT)
            return false;
    }
    return roots == 1;
}

static void tag_and_parse(struct reading *reading)
{
    struct annals_report *report = reading->report;
    for (uint32_t s = 0; s < report->sentences.count; s++) {
        const struct sentence *sentence = &report->sentences.items[s];
        reading->tree_given[s] = report->tokens_given && has_tree(report, sentence);
        for (uint32_t done = 0; done < sentence->count;) {
            uint32_t count = sentence->count - done;
            if (count > SENTENCE_LIMIT)
                count = SENTENCE_LIMIT;
            add_piece(reading, (struct piece){s, sentence->first + done, count});
            done += count;
        }
    }
    flush_batch(reading);
}

/* Words of the longest piece of the report. */
static uint32_t longest_piece(const struct annals_report *report)
{
    uint32_t longest = 1;
    for (size_t s = 0; s < report->sentences.count; s++)
        if (report->sentences.items[s].count > longest)
            longest = report->sentences.items[s].count;
    return longest < SENTENCE_LIMIT ? longest : SENTENCE_LIMIT;
}

/* Memory of the stage's own, given back at its end. */
static void read_with(const struct language_model *model, struct annals_report *report,
                      struct arena *buffers, struct arena *scratch)
{
    uint32_t longest = longest_piece(report);
    uint32_t words = longest > BATCH_WORDS ? longest : BATCH_WORDS;
    struct reading reading = {
        .model = model,
        .report = report,
        .scratch = scratch,
        .batch = encoder_batch_make(&model->weights, words, buffers),
        .buffers = parser_buffers_make(&model->weights, words, longest, buffers),
        .analyses = arena_new_array(buffers, words, struct word_analysis),
        .forms = arena_new_array(buffers, longest, struct str),
        .pieces = arena_new_array(buffers, words, struct piece),
        .tree_given = arena_new_array(buffers, report->sentences.count, bool),
    };
    tag_and_parse(&reading);
}

/* Running out of memory must free what only this stage knows of, so it is caught here. */
static int read_guarded(const struct language_model *model, struct annals_report *report,
                        struct annals_error *error)
{
    jmp_buf exhausted, *outer = report->arena.exhausted;
    struct arena buffers = arena_make(0, &exhausted), scratch = arena_make(0, &exhausted);
    int status = ANNALS_OK;
    report->arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        status =
            error_set(error, ANNALS_OUTPUT, "not enough memory to parse this document; split it");
    else
        read_with(model, report, &buffers, &scratch);
    report->arena.exhausted = outer;
    arena_free(&buffers);
    arena_free(&scratch);
    return status;
}

int read_language(const struct language_model *model, struct annals_report *report,
                  struct annals_error *error)
{
    int status = report->tokens_given ? ANNALS_OK : split_text(model->segmenter, report, error);
    if (!status)
        status = read_guarded(model, report, error);
    if (status)
        return status;
    index_tree(report);
    lemmatize(model->lemmatizer, report);
    if (report->edges.count == 0) /* else CoNLL-U brought its own */
        build_enhanced_graph(report);
    return ANNALS_OK;
}
