/* utf8.h — code points in UTF-8 text, over libutf8proc for what needs tables. */
#ifndef ANNALS_BASE_UTF8_H
#define ANNALS_BASE_UTF8_H

#include "base/str.h"

/* Decodes the code point at `*at` (a byte offset below s.size) and moves `*at` behind it. Text
 * inside annals is valid UTF-8; for a byte that is not, U+FFFD comes back and one byte is passed,
 * so that a loop always ends. */
uint32_t utf8_next(struct str s, size_t *at);
/* Writes `code` as UTF-8 into `bytes`; returns how many bytes (1 to 4). */
size_t utf8_encode(uint32_t code, char bytes[4]);
/* Offset of the first byte that is not valid UTF-8 (overlong, surrogate, cut short), or SIZE_MAX.
 */
size_t utf8_invalid(struct str s);
/* Number of code points. */
size_t utf8_length(struct str s);
bool utf8_is_letter(uint32_t code);
bool utf8_is_upper(uint32_t code);
bool utf8_is_lower(uint32_t code);
bool utf8_is_digit(uint32_t code);
/* White space, line ends and no-break spaces included. */
bool utf8_is_space(uint32_t code);
/* Punctuation or symbol. */
bool utf8_is_punctuation(uint32_t code);
uint32_t utf8_lower(uint32_t code);
uint32_t utf8_upper(uint32_t code);
/* The same for one code point, as utf8_fold below: 0 for combining marks, which are dropped. */
uint32_t utf8_fold_point(uint32_t code);
/* For looking names up: lower case, diacritics off, curly quotes and dashes as ASCII. Owned by the
 * arena. */
struct str utf8_fold(struct arena *arena, struct str s);
/* Unicode NFC; `s` itself if it is that already. False: not valid UTF-8 or no memory. */
bool utf8_nfc(struct arena *arena, struct str s, struct str *normal);

/* From byte offsets of a text to code points: one entry for each 64 bytes, so that a lookup reads
 * at most 63 bytes. */
struct utf8_index {
    struct str text;
    uint32_t *counts;
};
struct utf8_index utf8_index_make(struct arena *arena, struct str text);
/* Code points before byte `offset`. */
size_t utf8_index_points(const struct utf8_index *index, size_t offset);
/* Byte offset of code point `points`; the text's size when there are fewer. */
size_t utf8_index_bytes(const struct utf8_index *index, size_t points);

#endif
