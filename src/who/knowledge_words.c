/* knowledge_words.c — names as sequences of words, whatever tokens they stand in. */
#include <string.h>

#include "who/knowledge_file.h"

static const char *const SLOTS[PATTERN_SLOTS] = {"{ADJ}", "{STATE}", "{PLACE}", "{TOPIC}"};

static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ (hash >> 32);
}

uint64_t step_hash(uint64_t hash, uint64_t word)
{
    return mix((hash ^ word) * 0x9e3779b97f4a7c15u + 1);
}

uint64_t seed_hash(enum knowledge_seed seed)
{
    return step_hash(0x616e6e616c73u, (uint64_t)seed + 1);
}

uint64_t pattern_slot_hash(enum pattern_slot slot)
{
    return str_hash(str_of(SLOTS[slot]));
}

static bool is_word_point(uint32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
               (code >= '0' && code <= '9');
    return utf8_is_letter(code) || utf8_is_digit(code);
}

/* Combining marks belong to the letter before them. */
static bool is_mark(uint32_t code)
{
    return code >= 0x300 && !utf8_fold_point(code);
}

/* What may stand between two words of a name. */
static bool joins_words(uint32_t code)
{
    switch (code) {
    case '-':
    case '\'':
    case '.':
    case '&':
    case 0x2018:
    case 0x2019:
    case 0x2010:
    case 0x2011:
    case 0x02BC:
    case 0x02BB:
    case '`': return true;
    default: return utf8_is_space(code);
    }
}

/* At the dot of an acronym, as in U.S.: one letter stands before it (the caller knows), and one
 * letter and no more behind it. */
static bool is_acronym_dot(struct str text, size_t at)
{
    if (text.data[at] != '.' || at + 1 >= text.size)
        return false;
    size_t next = at + 1;
    uint32_t letter = utf8_next(text, &next);
    if (!utf8_is_letter(letter))
        return false;
    if (next >= text.size)
        return true;
    return !is_word_point(utf8_next(text, &next));
}

static bool pattern_word(struct str text, size_t *at, struct name_word *word)
{
    for (int i = 0; i < PATTERN_SLOTS; i++) {
        struct str slot = str_of(SLOTS[i]);
        if (!str_starts(str_slice(text, *at, text.size), slot))
            continue;
        word->hash = pattern_slot_hash((enum pattern_slot)i);
        word->start = (uint32_t)*at;
        *at += slot.size;
        word->end = (uint32_t)*at;
        return true;
    }
    return false;
}

/* Letters and digits of ASCII from `*at` on, which is all of most words. */
static uint64_t read_ascii(struct str text, size_t *at, uint64_t hash, struct name_word *word)
{
    for (; *at < text.size; ++*at) {
        unsigned char c = (unsigned char)text.data[*at];
        bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
        if (!lower && !upper && !(c >= '0' && c <= '9'))
            break;
        word->letters = (uint16_t)(word->letters + (lower || upper));
        word->upper = (uint16_t)(word->upper + upper);
        hash = (hash ^ (upper ? c + 32u : c)) * 0x100000001b3u;
    }
    return hash;
}

/* The word that begins with `code`, the point before `*at`. */
static void read_word(struct str text, size_t *at, uint32_t code, struct name_word *word)
{
    uint64_t hash = 0xcbf29ce484222325u;
    unsigned since_dot = 0;
    word->first_upper = utf8_is_upper(code);
    for (;;) {
        uint32_t folded = utf8_fold_point(code);
        if (folded)
            hash = (hash ^ folded) * 0x100000001b3u;
        bool letter = utf8_is_letter(code);
        word->letters = (uint16_t)(word->letters + letter);
        word->upper = (uint16_t)(word->upper + (letter && utf8_is_upper(code)));
        size_t before = *at;
        hash = read_ascii(text, at, hash, word);
        since_dot += 1 + (unsigned)(*at - before);
        word->end = (uint32_t)*at;
        if (*at >= text.size)
            break;
        if (since_dot == 1 && word->letters && is_acronym_dot(text, *at)) {
            since_dot = 0;
            ++*at;
        }
        size_t next = *at;
        code = utf8_next(text, &next);
        if (!is_word_point(code) && !is_mark(code))
            break;
        *at = next;
    }
    word->hash = mix(hash);
}

bool next_name_word(struct str text, size_t *at, bool patterns, struct name_word *word)
{
    *word = (struct name_word){0};
    while (*at < text.size) {
        size_t start = *at;
        if (patterns && text.data[start] == '{' && pattern_word(text, at, word))
            return true;
        uint32_t code = utf8_next(text, at);
        if (is_word_point(code)) {
            word->start = (uint32_t)start;
            read_word(text, at, code, word);
            return true;
        }
        word->gap |= !joins_words(code);
    }
    return false;
}

uint64_t phrase_hash(uint64_t seed, struct str text, uint32_t *words)
{
    struct name_word word;
    *words = 0;
    for (size_t at = 0; next_name_word(text, &at, false, &word); ++*words)
        seed = step_hash(seed, word.hash);
    return seed;
}

/* The next letter or digit that folding leaves, 0 at the end. */
static uint32_t next_letter(struct str s, size_t *at, uint32_t *original)
{
    while (*at < s.size) {
        *original = utf8_next(s, at);
        if (is_word_point(*original)) {
            uint32_t folded = utf8_fold_point(*original);
            if (folded)
                return folded;
        }
    }
    return 0;
}

bool same_letters(struct str a, struct str b, bool *same_case)
{
    size_t i = 0, j = 0;
    *same_case = true;
    if (str_equal(a, b))
        return true;
    for (;;) {
        uint32_t x = 0, y = 0;
        uint32_t folded = next_letter(a, &i, &x);
        if (folded != next_letter(b, &j, &y))
            return false;
        if (!folded)
            return true;
        *same_case &= utf8_is_upper(x) == utf8_is_upper(y);
    }
}

uint64_t knowledge_checksum(const unsigned char *bytes, size_t size)
{
    uint64_t lanes[4] = {1, 2, 3, 4};
    size_t at = offsetof(struct disk_header, digest);
    for (; at + 32 <= size; at += 32)
        for (int i = 0; i < 4; i++) {
            uint64_t word;
            memcpy(&word, bytes + at + 8 * i, 8);
            lanes[i] = (lanes[i] ^ word) * 0x9e3779b97f4a7c15u;
            lanes[i] ^= lanes[i] >> 31;
        }
    for (; at < size; at++)
        lanes[at & 3] = mix(lanes[at & 3] ^ bytes[at]);
    return mix(lanes[0] + 3 * lanes[1] + 5 * lanes[2] + 7 * lanes[3] + size);
}

uint32_t pack_date(struct date date)
{
    if (date.year <= 0)
        return 0;
    return (uint32_t)date.year * 10000 + (uint32_t)date.month * 100 + (uint32_t)date.day;
}

struct date unpack_date(uint32_t day)
{
    if (day < 10000 || day > 99991231)
        return (struct date){0};
    return (struct date){(int16_t)(day / 10000), (int8_t)(day / 100 % 100), (int8_t)(day % 100)};
}
