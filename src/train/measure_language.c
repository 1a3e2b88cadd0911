/* measure_language.c — scores of a network on a treebank with its own tokens. */
#include <setjmp.h>

#include "lang/decode.h"
#include "train/train_language.h"

enum { MEASURED_WORDS = 3000 };

struct tally {
    uint64_t words, upos, xpos, feats, arcs, labels;
};

static uint32_t best_class(const float *scores, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > scores[best])
            best = i;
    return best;
}

static void tally_tags(const struct network *network, const struct batch *batch,
                       const struct scores *scores, struct tally *tally)
{
    uint64_t *right[TAG_KINDS] = {&tally->xpos, &tally->upos, &tally->feats};
    for (uint32_t t = 0; t < batch->first[batch->sentence_count]; t++)
        for (int kind = 0; kind < TAG_KINDS; kind++) {
            uint32_t classes = network->shape.tag_counts[kind];
            *right[kind] += best_class(scores->tags[kind] + (size_t)t * classes, classes) ==
                            batch->tags[kind][t];
        }
}

static void tally_tree(const struct network *network, const struct vocabulary *vocabulary,
                       const struct corpus_word *words, const struct batch *batch,
                       uint32_t sentence, const struct scores *scores, struct tally *tally,
                       struct arena *arena)
{
    uint32_t first = batch->first[sentence], count = batch->first[sentence + 1] - first;
    uint32_t *heads = arena_new_array(arena, count, uint32_t);
    decode_tree(scores->arcs[sentence], count, heads, arena);
    for (uint32_t i = 0; i < count; i++) {
        if (heads[i] != words[i].head)
            continue;
        tally->arcs++;
        uint32_t head = heads[i] ? first + heads[i] - 1 : UINT32_MAX;
        uint32_t label = network_best_label(network, scores, first + i, head);
        unsigned deprel = deprel_of(vocabulary->deprels.names.items[label]);
        tally->labels += deprel_base(deprel) == deprel_base(words[i].deprel);
    }
}

static void measure_batch(const struct network *network, const struct vocabulary *vocabulary,
                          const struct corpus *corpus, uint32_t first_sentence, uint32_t count,
                          struct tally *tally, struct ranges *ranges, struct arena *arena)
{
    uint32_t *sentences = arena_new_array(arena, count, uint32_t);
    for (uint32_t i = 0; i < count; i++)
        sentences[i] = first_sentence + i;
    struct str *forms = arena_new_array(arena, corpus->words.count, struct str);
    for (uint32_t i = 0; i < count; i++) {
        const struct corpus_sentence *sentence = &corpus->sentences.items[sentences[i]];
        for (uint32_t w = sentence->first; w < sentence->first + sentence->count; w++)
            forms[w] = corpus->words.items[w].form;
    }
    struct batch batch = make_batch(vocabulary, corpus, forms, network->shape.spelling_count,
                                    sentences, count, arena);
    struct scores scores = {.ranges = ranges};
    network_score(network, &batch, &scores, arena);
    tally_tags(network, &batch, &scores, tally);
    for (uint32_t i = 0; i < count; i++)
        tally_tree(network, vocabulary,
                   corpus->words.items + corpus->sentences.items[first_sentence + i].first, &batch,
                   i, &scores, tally, arena);
    tally->words += batch.first[count];
}

struct language_scores measure_language(const struct network *network,
                                        const struct vocabulary *vocabulary,
                                        const struct corpus *corpus, struct ranges *ranges)
{
    struct tally tally = {0};
    struct arena arena = arena_make(0, vocabulary->arena->exhausted);
    uint32_t sentence_count = (uint32_t)corpus->sentences.count;
    for (uint32_t s = 0; s < sentence_count;) {
        uint32_t end = s, words = 0;
        while (end < sentence_count && (end == s || words < MEASURED_WORDS))
            words += corpus->sentences.items[end++].count;
        measure_batch(network, vocabulary, corpus, s, end - s, &tally, ranges, &arena);
        arena_reset(&arena);
        s = end;
    }
    arena_free(&arena);
    double total = tally.words ? (double)tally.words : 1;
    return (struct language_scores){(double)tally.upos / total, (double)tally.xpos / total,
                                    (double)tally.feats / total, (double)tally.arcs / total,
                                    (double)tally.labels / total};
}
