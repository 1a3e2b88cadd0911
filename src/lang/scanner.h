/* scanner.h — what the rules of the tokeniser share: the text under the scanner and how to look at
 * it. Private to tokenize.c, word_rules.c and address_rules.c.
 *
 * Rules take the place where they begin and return the place where the token they know ends, or
 * where they began if it is not theirs. Each looks ahead a bounded number of bytes, or as far as
 * the token it returns. */
#ifndef ANNALS_LANG_SCANNER_H
#define ANNALS_LANG_SCANNER_H

#include "lang/tokenize.h"

enum {
    LONGEST_TOKEN = 1000, /* bytes; longer runs are cut into several */
    LOOK_AHEAD = 256
};

enum glyph {
    GLYPH_END,
    GLYPH_SPACE,
    GLYPH_LETTER, /* and whatever is neither space nor mark: combining signs, controls, `_` */
    GLYPH_DIGIT,
    GLYPH_APOSTROPHE,
    GLYPH_HYPHEN,
    GLYPH_MARK
};

struct scanner {
    const struct word_lists *lists;
    struct str text;
    size_t chunk;     /* where the current run without white space begins */
    bool chunk_fresh; /* no word of the chunk yet: only opening marks */
    bool quote_open;  /* a single quotation mark is open */
};

/* ---- looking at characters; places may lie at the end of the text ---- */

enum glyph glyph_of(uint32_t code);
/* The code point at `at` and where the next begins; 0 at the end of the text. */
uint32_t code_at(const struct scanner *scanner, size_t at, size_t *next);
enum glyph glyph_at(const struct scanner *scanner, size_t at);
char byte_at(const struct scanner *scanner, size_t at);
bool is_word_glyph(enum glyph glyph);
bool is_word_part_at(const struct scanner *scanner, size_t at);
bool is_upper_at(const struct scanner *scanner, size_t at);
bool is_ascii_digit(char c);
bool is_ascii_letter(char c);
bool is_ascii_upper(char c);
struct str bytes_between(const struct scanner *scanner, size_t start, size_t end);
/* First place at or after `at` that is no white space (looks LOOK_AHEAD bytes far). */
size_t skip_space(const struct scanner *scanner, size_t at);
size_t skip_word_glyphs(const struct scanner *scanner, size_t at, size_t limit);

/* ---- rules ---- */

/* Addresses, hosts, names of files. */
size_t address_end(const struct scanner *scanner, size_t at);
/* Words, numbers and abbreviations: fills end and kind of the piece, which begins with a letter or
 * digit. */
void scan_word(const struct scanner *scanner, struct piece *piece);
/* Letters and digits with the marks that join them. */
size_t joined_word_end(const struct scanner *scanner, size_t start);
/* Groups of digits that a hyphen does not part: telephone numbers, days, postcodes. */
size_t digit_groups_end(const struct scanner *scanner, size_t start);
/* The longest form of a list at `at`, of `shortest` to `longest` bytes, that no letter or digit
 * continues. */
size_t listed_end(const struct scanner *scanner, size_t at, enum token_list list, size_t shortest,
                  size_t longest);
bool is_digit_run(const struct scanner *scanner, size_t start, size_t end);

#endif
