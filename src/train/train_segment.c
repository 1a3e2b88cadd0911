/* train_segment.c — from treebanks to weights for sentence ends.
 *
 * The raw text of each document is put together again, cut into tokens by the rules that annals
 * uses, and every place where a sentence could end becomes an example. Logistic regression with
 * AdaGrad steps; the weights are rounded to 16 bits. */
#include "train/train_segment.h"

#include <math.h>
#include <string.h>

#include "lang/boundary.h"

enum { EPOCHS = 8 };
/* LEAN: added to every decision, since texts without stops make the trained one too careful. */
static const double RATE = 0.15, DECAY = 2e-6, LEAN = 0.8;

struct example {
    uint32_t hashes[BOUNDARY_FEATURES];
    uint8_t count;
    bool ends;
};

struct text_bytes {
    char *items;
    size_t count, capacity;
};

/* The text of one document; `ends` are the counts of bytes that are no blank before the end of each
 * of its sentences. */
struct document {
    struct text_bytes text;
    ARRAY_OF(size_t) ends;
    size_t solid;
    bool space_due;
};

struct training {
    struct arena *arena;
    struct word_lists lists;
    ARRAY_OF(struct example) examples;
};

/* ---- texts ---- */

static void add_bytes(struct arena *arena, struct document *document, struct str bytes)
{
    for (size_t i = 0; i < bytes.size; i++)
        *array_push(arena, &document->text) = bytes.data[i];
}

static size_t solid_bytes(struct str text)
{
    size_t solid = 0;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        if (!utf8_is_space(utf8_next(text, &at)))
            solid += at - start;
    }
    return solid;
}

static void add_sentence(struct arena *arena, struct document *document,
                         const struct corpus *corpus, const struct corpus_sentence *sentence)
{
    if (document->text.count)
        add_bytes(arena, document,
                  sentence->new_paragraph ? STR("\n\n")
                  : document->space_due   ? STR(" ")
                                          : STR(""));
    document->space_due = false;
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct corpus_word *word = &corpus->words.items[sentence->first + i];
        if (word->word_of_token)
            continue;
        if (document->space_due)
            add_bytes(arena, document, STR(" "));
        add_bytes(arena, document, word->token_form);
        document->solid += solid_bytes(word->token_form);
        document->space_due = word->space_after;
    }
    *array_push(arena, &document->ends) = document->solid;
}

/* ---- examples ---- */

/* For each piece: does a sentence of the treebank end behind it? */
static bool *gold_ends(struct arena *arena, const struct document *document, struct str text,
                       const struct piece_array *pieces)
{
    bool *ends = arena_new_array(arena, pieces->count, bool);
    size_t solid = 0, next = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        solid += solid_bytes(str_slice(text, piece->start, piece->end));
        while (next < document->ends.count && document->ends.items[next] < solid)
            next++;
        ends[i] = next < document->ends.count && document->ends.items[next] == solid;
    }
    return ends;
}

static void add_examples(struct training *training, struct str text,
                         const struct piece_array *pieces, const bool *ends)
{
    const struct boundary_text decided = boundary_text_make(text, pieces);
    struct boundary_place place = {0};
    for (size_t i = 0; i + 1 < pieces->count; i++) {
        if (i >= place.end) {
            place.paragraph = place.start = i;
            place.end = i + 1;
            while (place.end < pieces->count && pieces->items[place.end].gap != GAP_PARAGRAPH)
                place.end++;
        }
        place.i = i;
        if (i + 1 < place.end && is_boundary_candidate(&decided, i)) {
            struct example *example = array_push(training->arena, &training->examples);
            example->count = (uint8_t)boundary_features(&decided, place, example->hashes);
            example->ends = ends[i];
        }
        if (ends[i])
            place.start = i + 1;
    }
}

static void add_document(struct training *training, const struct document *document)
{
    struct str text = {document->text.items, document->text.count};
    struct piece_array pieces = {0};
    if (!text.size)
        return;
    tokenize(&training->lists, training->arena, text, &pieces);
    add_examples(training, text, &pieces, gold_ends(training->arena, document, text, &pieces));
}

static void gather(struct training *training, const struct corpus *corpus)
{
    struct document document = {0};
    for (size_t s = 0; s < corpus->sentences.count; s++) {
        const struct corpus_sentence *sentence = &corpus->sentences.items[s];
        if (sentence->new_document) {
            add_document(training, &document);
            document = (struct document){0};
        }
        add_sentence(training->arena, &document, corpus, sentence);
    }
    add_document(training, &document);
}

/* ---- learning ---- */

struct learner {
    float *weights, *squares;
};

static void step(struct learner *learner, const struct example *example)
{
    double sum = 0;
    for (size_t k = 0; k < example->count; k++)
        sum += (double)learner->weights[example->hashes[k] % BOUNDARY_WEIGHTS];
    double slope = 1 / (1 + exp(-sum)) - (example->ends ? 1 : 0);
    for (size_t k = 0; k < example->count; k++) {
        uint32_t at = example->hashes[k] % BOUNDARY_WEIGHTS;
        double weight = (double)learner->weights[at], gradient = slope + DECAY * weight;
        learner->squares[at] += (float)(gradient * gradient);
        learner->weights[at] =
            (float)(weight - RATE * gradient / sqrt((double)learner->squares[at] + 1e-3));
    }
}

/* A fixed shuffle, so that training twice gives the same model. */
static void shuffle(uint32_t *order, size_t count, uint64_t *seed)
{
    for (size_t i = count; i > 1; i--) {
        *seed = *seed * 6364136223846793005U + 1442695040888963407U;
        size_t other = (size_t)((*seed >> 33) % i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[other];
        order[other] = swap;
    }
}

static void learn(struct training *training, struct learner *learner)
{
    size_t count = training->examples.count;
    uint32_t *order = arena_new_array(training->arena, count, uint32_t);
    uint64_t seed = 1;
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        shuffle(order, count, &seed);
        for (size_t i = 0; i < count; i++)
            step(learner, &training->examples.items[order[i]]);
    }
}

static void write_section(const struct learner *learner, struct model_writer *writer)
{
    float largest = 1e-6F;
    for (size_t i = 0; i < BOUNDARY_WEIGHTS; i++)
        largest = fmaxf(largest, fabsf(learner->weights[i]));
    int16_t *rounded = arena_new_array(writer->arena, BOUNDARY_WEIGHTS, int16_t);
    for (size_t i = 0; i < BOUNDARY_WEIGHTS; i++)
        rounded[i] = (int16_t)lrintf(learner->weights[i] / largest * 32000.0F);
    struct model_bytes bytes = {.arena = writer->arena};
    model_write_u32(&bytes, BOUNDARY_WEIGHTS);
    model_write_array(&bytes, rounded, BOUNDARY_WEIGHTS, sizeof *rounded, sizeof *rounded);
    model_writer_put(writer, "segment", (struct str){bytes.items, bytes.count});
}

int train_segmenter(const struct corpus *corpus, struct model_writer *writer,
                    struct annals_error *error)
{
    struct training training = {.arena = writer->arena};
    int status = word_lists_load(writer->arena, &training.lists, error);
    if (status)
        return status;
    gather(&training, corpus);
    struct learner learner = {arena_new_array(writer->arena, BOUNDARY_WEIGHTS, float),
                              arena_new_array(writer->arena, BOUNDARY_WEIGHTS, float)};
    learn(&training, &learner);
    if (training.examples.count) /* the first feature is there at every place */
        learner.weights[training.examples.items[0].hashes[0] % BOUNDARY_WEIGHTS] += (float)LEAN;
    write_section(&learner, writer);
    return 0;
}
