/* gazetteer.h — the compiled gazetteer: layout of gazetteer.bin and looking names up in it.
 *
 * The file is read in place: nothing is parsed at start but the short table of words. All numbers
 * are little-endian, 32 bits unless said otherwise; offsets count bytes from the file's begin.
 *
 *     0  "annplc1\n"      8  size of the file       12  places, 16  their offset
 *     20 numbers in lists, 24 their offset          28  names,  32  their offset
 *     36 offset of the buckets (65,537)             40  offset of the first-word bits (1 << 17
 * bytes) 44 size of strings, 48 their offset           52  size of words.tsv, 56 its offset 60
 * words in the longest name
 *
 *     place  ten numbers: strings of name, id, division, country, feature, resolution; latitude and
 *            longitude (signed, 1/10,000 degree, NO_COORDINATE: none); importance (signed, tenths);
 *            flags
 *     name   two numbers, sorted: bits 16–47 of the key's hash, and the place, or with LIST_FLAG
 *            the index of a list: its length, then the places, the likeliest first; a place has
 *            ALIAS_FLAG where this is not its first name
 *     bucket of the highest 16 bits of the hash: where its names begin
 *
 * Strings lie one after another, each ended by a NUL. A name is found by 48 bits of its hash alone;
 * the compiler makes sure that no two names of the table share them. */
#ifndef ANNALS_WHERE_GAZETTEER_H
#define ANNALS_WHERE_GAZETTEER_H

#include "where/where.h"

#define GAZETTEER_MAGIC "annplc1\n"
#define LIST_FLAG       0x80000000u
#define ALIAS_FLAG      0x40000000u
#define NO_COORDINATE   INT32_MIN

enum {
    GAZETTEER_HEADER = 64,
    GAZETTEER_BUCKETS = 1 << 16,
    GAZETTEER_FIRST_BYTES = 1 << 17,
    PLACE_NUMBERS = 10,
    LONGEST_KEY = 160
};

/* Flags of a place. */
enum { PLACE_METONYM = 1 };

/* What being called by an alias takes from a place's importance, tenths. */
enum { ALIAS_PENALTY = 200 };

/* A row; strings lie in the gazetteer. */
struct gazetteer_place {
    struct str name, id, division, country, feature, resolution;
    int32_t latitude, longitude; /* 1/10,000 degree */
    int32_t importance;          /* tenths; under an alias less */
    uint32_t flags;
    bool is_alias; /* found by another than its first name */
};

/* What words.tsv calls a word (bits). */
enum place_word {
    WORD_LOCATIVE = 1 << 0,
    WORD_MOTION = 1 << 1,
    WORD_MOVER = 1 << 2,
    WORD_NOUN = 1 << 3,
    WORD_ACTED_ON = 1 << 4,
    WORD_DIRECTION = 1 << 5,
    WORD_STATEMENT = 1 << 6,
    WORD_COMMON = 1 << 7,
    WORD_BESIDE = 1 << 8
};

/* `features`: of WORD_NOUN, feature codes by their beginning, joined by |. */
struct gazetteer_word {
    unsigned kinds;
    struct str features;
};

/* A key being made from pieces of text: lower case, without diacritics, apostrophes and full stops,
 * hyphens as blanks. */
struct place_key {
    char bytes[LONGEST_KEY];
    size_t size;
    bool is_blank_due, is_too_long;
};

/* Adds a piece of text; white space between pieces counts as the text has it. */
void place_key_add(struct arena *arena, struct place_key *key, struct str text);

/* Bit of the first word of a key in the first-word bits. */
uint32_t place_key_first_bit(const struct place_key *key);

/* May a name begin with this first word? False is certain. */
bool gazetteer_may_begin(const struct gazetteer *gazetteer, const struct place_key *first_word);
/* Words in the longest name. */
uint32_t gazetteer_longest(const struct gazetteer *gazetteer);
/* The places of this name, most important first: how many; 0 if there is none. The k-th (from 0)
 * with gazetteer_candidate. `*handle` is for that call. */
uint32_t gazetteer_find(const struct gazetteer *gazetteer, const struct place_key *key,
                        uint32_t *handle);
/* False if the file is broken there. */
bool gazetteer_candidate(const struct gazetteer *gazetteer, uint32_t handle, uint32_t k,
                         struct gazetteer_place *place);
/* What words.tsv says of a lemma, NULL if nothing. */
const struct gazetteer_word *gazetteer_word(const struct gazetteer *gazetteer, struct str lemma);

#endif
