/* conllu_corpus.h — treebanks in CoNLL-U as plain arrays, for training. */
#ifndef ANNALS_TRAIN_CONLLU_CORPUS_H
#define ANNALS_TRAIN_CONLLU_CORPUS_H

#include "base/base.h"
#include "lang/ud.h"

/* A syntactic word. `head` counts within the sentence from 1, 0 is the root. Words of a multiword
 * token share `token_form` and `space_after` (does white space follow the token?); `word_of_token`
 * counts from 0, `token_words` is 1 for ordinary tokens. `enhanced` and `misc` are the columns as
 * they stand, "" for `_`; so is `feats`. `lemma` is "_" where the treebank says so. All slices
 * point into the file's text. */
struct corpus_word {
    struct str form, lemma, feats, enhanced, misc, token_form;
    uint32_t head;
    uint8_t upos, xpos, deprel;
    uint8_t word_of_token, token_words;
    bool space_after;
};

/* Words [first, first + count) of the corpus; `text` as the treebank's `# text` has it. `document`
 * is the id of the document it belongs to. `new_document`, `new_paragraph`: begins one. */
struct corpus_sentence {
    uint32_t first, count;
    struct str id, text, document;
    bool new_document, new_paragraph;
};

/* Zero-initialise and give the arena, which owns everything. */
struct corpus {
    struct arena *arena;
    ARRAY_OF(struct corpus_word) words;
    ARRAY_OF(struct corpus_sentence) sentences;
};

/* Adds the sentences of a file. Empty nodes are passed over. ANNALS_INPUT with file and line for
 * what is no CoNLL-U or no tree. */
int corpus_read(struct corpus *corpus, const char *path, struct annals_error *error);

/* Leaves out documents of these genres ("GUM_whow_…" for whow), their words too; `genres` is
 * separated by commas. */
void corpus_skip_genres(struct corpus *corpus, const char *genres);

#endif
