/* tag_and_parse.c — the network over the sentences of a report, batch by batch; see
 * tag_and_parse.h. */
#include "lang/tag_and_parse.h"

#include <setjmp.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "lang/parser.h"

/* Words read together: enough to fill the matrix kernels, few enough to stay in the cache. A longer
 * sentence is parsed in pieces of SENTENCE_LIMIT words. */
enum { BATCH_WORDS = 96, SENTENCE_LIMIT = 400, SPARE_WORKSPACES = 16 };

/* A stretch of a sentence that is parsed as one: nearly always all of it. Tokens of the report. */
struct piece {
    uint32_t sentence, first, count;
};

/* Memory for the numbers of a batch: made by the first report that needs it and kept for the next,
 * so that reports in the steady state take none. `word_limit` words in a batch and in a sentence.
 */
struct workspace {
    struct arena arena, scratch;
    uint32_t word_limit;
    struct encoder_batch batch;
    struct parser_buffers buffers;
    struct word_analysis *analyses;
    struct str *forms;
    struct piece *pieces;
};

/* Threads take a workspace out of its place and put it back there or into another one: whoever
 * swaps a pointer out owns it. */
struct analyser {
    struct language_weights weights;
    const struct kernels *kernels;
    _Atomic(struct workspace *) spare[SPARE_WORKSPACES];
};

int analyser_open(struct arena *arena, const struct model_file *file, struct analyser **analyser,
                  struct annals_error *error)
{
    *analyser = arena_new(arena, struct analyser);
    (*analyser)->kernels = kernels_best();
    return weights_read(arena, file, &(*analyser)->weights, error);
}

static void free_workspace(struct workspace *workspace)
{
    if (!workspace)
        return;
    arena_free(&workspace->arena);
    arena_free(&workspace->scratch);
    free(workspace);
}

void analyser_close(struct analyser *analyser)
{
    for (size_t i = 0; analyser && i < SPARE_WORKSPACES; i++)
        free_workspace(atomic_exchange(&analyser->spare[i], NULL));
}

/* One that is large enough, or a bare one; NULL: no memory. */
static struct workspace *take_workspace(struct analyser *analyser, uint32_t word_limit)
{
    for (size_t i = 0; i < SPARE_WORKSPACES; i++) {
        struct workspace *workspace = atomic_exchange(&analyser->spare[i], NULL);
        if (workspace && workspace->word_limit >= word_limit)
            return workspace;
        free_workspace(workspace);
    }
    return calloc(1, sizeof(struct workspace));
}

static void put_back(struct analyser *analyser, struct workspace *workspace)
{
    for (size_t i = 0; i < SPARE_WORKSPACES; i++) {
        struct workspace *none = NULL;
        if (atomic_compare_exchange_strong(&analyser->spare[i], &none, workspace))
            return;
    }
    free_workspace(workspace);
}

static void furnish(struct workspace *workspace, const struct language_weights *weights,
                    uint32_t word_limit)
{
    if (workspace->word_limit >= word_limit)
        return;
    struct arena *arena = &workspace->arena;
    workspace->batch = encoder_batch_make(weights, word_limit, arena);
    workspace->buffers = parser_buffers_make(weights, word_limit, word_limit, arena);
    workspace->analyses = arena_new_array(arena, word_limit, struct word_analysis);
    workspace->forms = arena_new_array(arena, word_limit, struct str);
    workspace->pieces = arena_new_array(arena, word_limit, struct piece);
    workspace->word_limit = word_limit;
}

/* ---- a report in batches ---- */

/* The work on one report. `piece_count` pieces make up the batch being gathered. */
struct reading {
    const struct analyser *analyser;
    struct annals_report *report;
    struct workspace *workspace;
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
    const struct analyser *analyser = reading->analyser;
    struct workspace *workspace = reading->workspace;
    if (reading->piece_count == 0)
        return;
    encode(&analyser->weights, analyser->kernels, &workspace->batch);
    analyse(&analyser->weights, analyser->kernels, &workspace->batch, &workspace->buffers,
            workspace->analyses, &workspace->scratch);
    arena_reset(&workspace->scratch);
    const struct word_analysis *analysis = workspace->analyses;
    for (uint32_t p = 0; p < reading->piece_count; p++) {
        const struct piece *piece = &workspace->pieces[p];
        for (uint32_t i = 0; i < piece->count; i++, analysis++) {
            fill_tags(&reading->report->tokens.items[piece->first + i], analysis);
            if (!reading->tree_given[piece->sentence])
                fill_arc(reading, piece, i, analysis);
        }
    }
    reading->piece_count = 0;
    encoder_batch_clear(&workspace->batch);
}

static void add_piece(struct reading *reading, struct piece piece)
{
    struct workspace *workspace = reading->workspace;
    if (workspace->batch.word_count + piece.count > workspace->word_limit)
        flush_batch(reading);
    for (uint32_t i = 0; i < piece.count; i++)
        workspace->forms[i] = reading->report->tokens.items[piece.first + i].form;
    encoder_batch_add(&workspace->batch, &reading->analyser->weights, workspace->forms,
                      piece.count);
    workspace->pieces[reading->piece_count++] = piece;
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

static void read_sentences(struct reading *reading)
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

/* Words that a batch of this report may hold: its longest piece at least. */
static uint32_t batch_words(const struct annals_report *report)
{
    uint32_t longest = BATCH_WORDS;
    for (size_t s = 0; s < report->sentences.count; s++)
        if (report->sentences.items[s].count > longest)
            longest = report->sentences.items[s].count;
    return longest < SENTENCE_LIMIT ? longest : SENTENCE_LIMIT;
}

/* Running out of memory must give the workspace back, so it is caught here. */
int tag_and_parse(struct analyser *analyser, struct annals_report *report,
                  struct annals_error *error)
{
    struct workspace *workspace = take_workspace(analyser, batch_words(report));
    jmp_buf exhausted, *outer = report->arena.exhausted;
    if (!workspace)
        return error_set(error, ANNALS_OUTPUT, "not enough memory to parse this document");
    workspace->arena.exhausted = workspace->scratch.exhausted = report->arena.exhausted =
        &exhausted;
    if (setjmp(exhausted)) {
        report->arena.exhausted = outer;
        free_workspace(workspace);
        longjmp(*outer, 1);
    }
    furnish(workspace, &analyser->weights, batch_words(report));
    struct reading reading = {
        .analyser = analyser,
        .report = report,
        .workspace = workspace,
        .tree_given = arena_new_array(&report->arena, report->sentences.count, bool),
    };
    read_sentences(&reading);
    report->arena.exhausted = outer;
    encoder_batch_clear(&workspace->batch);
    put_back(analyser, workspace);
    return ANNALS_OK;
}
