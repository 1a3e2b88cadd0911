/* language_data.h — from treebank sentences to the numbers that the network learns from. */
#ifndef ANNALS_TRAIN_LANGUAGE_DATA_H
#define ANNALS_TRAIN_LANGUAGE_DATA_H

#include "train/conllu_corpus.h"
#include "train/network.h"

/* Names of the classes that a head chooses among, the most frequent first. */
struct class_names {
    ARRAY_OF(struct str) names;
    struct map numbers;
};

/* What training knows of words: rows 1 to WORD_CLASSES - 1 stand for classes of names, then come
 * the words of the training data (`learned_count` rows in all are learned), then the most frequent
 * words of the vectors. `keep` [row]: how often the learned vector takes part in training; a rare
 * word must also do without, as unknown words do. */
enum { WORD_CLASSES = 16 };
struct vocabulary {
    struct arena *arena;
    struct word_index words;
    struct word_index classes; /* forms as written, of names that enter as their class */
    uint32_t learned_count, vector_size;
    float *vectors, *keep;
    struct class_names tags[TAG_KINDS], deprels;
};

/* Reads `path` (a word and its numbers a line) and counts the words of `train`. `row_limit` bounds
 * the rows. `names_folder` holds states.tsv and people.tsv, NULL for no classes. */
int vocabulary_make(struct vocabulary *vocabulary, const struct corpus *train, const char *path,
                    const char *names_folder, uint32_t row_limit, struct annals_error *error);

/* Features of the words with these forms, one sentence. */
void describe_sentence(const struct vocabulary *vocabulary, uint32_t spelling_count,
                       const struct str *forms, uint32_t count, uint32_t *words,
                       uint32_t (*spellings)[SPELLING_FEATURES]);

/* Sentences of a corpus as a batch. `forms` of all words of the corpus, changed ones included; a
 * sentence whose last word was left out has its count in `lengths`. Lives in the arena. */
struct batch make_batch(const struct vocabulary *vocabulary, const struct corpus *corpus,
                        const struct str *forms, uint32_t spelling_count, const uint32_t *sentences,
                        uint32_t sentence_count, struct arena *arena);

#endif
