/* tokenize.h — cuts a text into tokens by rules over characters and the word lists.
 *
 * Conventions are those of the English UD treebanks EWT and GUM: hyphens part words ("cease-fire"
 * is three tokens) but for listed prefixes, dashes and symbols stand alone, abbreviations keep
 * their stops, contractions and possessives are one token here and become several words later
 * (`split_words`). Every character but white space is in exactly one piece; time is linear. */
#ifndef ANNALS_LANG_TOKENIZE_H
#define ANNALS_LANG_TOKENIZE_H

#include "lang/word_lists.h"

/* White space before a piece. A paragraph gap is an empty line (or the beginning of the text). */
enum gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_PARAGRAPH };

enum piece_kind {
    PIECE_WORD,
    PIECE_NUMBER,
    PIECE_ABBREVIATION, /* ends in a stop of its own: listed, initial or acronym */
    PIECE_ADDRESS,
    PIECE_MARK /* punctuation, symbols, smileys */
};

/* A token: bytes [start, end) of the text. `abbreviation` is an enum abbreviation_kind for listed
 * ones. */
struct piece {
    uint32_t start, end;
    uint8_t gap, kind, abbreviation;
};

struct piece_array {
    struct piece *items;
    size_t count, capacity;
};

/* Adds the pieces of the text (under 4 GiB) to `pieces`. */
void tokenize(const struct word_lists *lists, struct arena *arena, struct str text,
              struct piece_array *pieces);

/* The words of a token: sizes in bytes of its parts, 1 to WORDS_OF_TOKEN of them; returns how many.
 * Possessive and other endings, listed contractions; 1 for ordinary tokens. */
enum { WORDS_OF_TOKEN = 6 };
size_t split_words(const struct word_lists *lists, struct str form, size_t sizes[WORDS_OF_TOKEN]);

#endif
