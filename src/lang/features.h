/* features.h — what the network sees of a word: the row of the word table and a dozen hashed
 * features of its spelling. The same code serves training and inference. */
#ifndef ANNALS_LANG_FEATURES_H
#define ANNALS_LANG_FEATURES_H

#include "base/base.h"
#include "lang/model_file.h"

/* Prefixes and suffixes of one to four bytes, shape, capitals with the place in the sentence. */
enum { SPELLING_FEATURES = 10, FOLDED_SIZE = 64 };

/* How a word is written, as far as capitals go. */
enum capitals { CAPITALS_NONE, CAPITALS_FIRST, CAPITALS_ALL, CAPITALS_MIXED, CAPITALS_NO_LETTER };

/* A form ready for lookup: lower case, digits as 0, typographic quotes and dashes as ASCII, cut to
 * FOLDED_SIZE bytes. */
struct folded_form {
    char bytes[FOLDED_SIZE];
    size_t size;
    uint64_t hash;
};
void fold_form(struct str form, struct folded_form *folded);

enum capitals form_capitals(struct str form);

/* How the whole sentence is written: headlines and wire slugs need other eyes. */
enum sentence_case { SENTENCE_NORMAL, SENTENCE_TITLE, SENTENCE_UPPER, SENTENCE_LOWER };
/* From how many words begin with a lower-case letter, only with a capital, are all capitals. */
enum sentence_case sentence_case_of(size_t lower, size_t first, size_t all);

/* Fills SPELLING_FEATURES buckets below `bucket_count` (a power of two). */
void spelling_features(struct str form, const struct folded_form *folded, bool is_first,
                       enum sentence_case sentence_case, uint32_t bucket_count,
                       uint32_t features[SPELLING_FEATURES]);

/* The same for a word that enters as a member of class `word_class` only. */
void class_features(uint32_t word_class, uint32_t bucket_count,
                    uint32_t features[SPELLING_FEATURES]);

/* ---- the table of known words ---- */

/* Open addressing over 64-bit hashes of folded forms, of which the upper half is kept; row 0 is for
 * unknown words. */
struct word_slot {
    uint32_t print, row;
};
struct word_index {
    const struct word_slot *slots;
    uint32_t slot_count; /* power of two */
    uint32_t row_count;
};

/* Row of the word, 0 if unknown. */
uint32_t word_row(const struct word_index *index, const struct folded_form *folded);
/* The same in an index of forms as they are written, such as that of names. */
uint32_t exact_row(const struct word_index *index, struct str form);

/* A new empty index for `row_count` rows; word_index_put enters a form (false: it was there
 * already). */
struct word_index word_index_make(struct arena *arena, uint32_t row_count);
bool word_index_put(struct word_index *index, const struct folded_form *folded, uint32_t row);
void word_index_write(const struct word_index *index, struct model_bytes *bytes);
/* Checks that every row is below row_count. */
bool word_index_read(struct model_cursor *cursor, struct word_index *index);

#endif
