/* knowledge_file.h — how knowledge.bin is laid out, and what its writer (knowledge_build.c) and its
 * readers share. Private to src/who and src/compile.
 *
 * The file is read in place: no pointers, little-endian, each section on an 8-byte boundary. It may
 * come from a hostile hand: knowledge_open checks header, sections and checksum, and every access
 * goes through the functions below, which answer with nothing for what lies outside.
 *
 *   header   magic, version, byte order, size, checksum and digest of all that follows, sections
 *   STRINGS  strings, each with its length in two bytes in front and a NUL behind; a reference is
 *            the offset of the length, 0 the empty string
 *   SHORTS   references of strings that occur often (codes, sectors, offices), numbered in 16 bits
 *   ROWS     struct disk_row
 *   NAMES    struct disk_name; the names of one word sequence stand together, the last is marked
 *   SLOTS    the hash table: power of two of struct disk_slot
 *   OFFICES  struct disk_office by person
 *   HOLDERS  numbers of offices, by office, country and first day
 *
 * The hash of a word sequence begins with a seed that says what is looked up (enum knowledge_seed)
 * and takes one word after the other, so that the prefixes of a name are met on the way. */
#ifndef ANNALS_WHO_KNOWLEDGE_FILE_H
#define ANNALS_WHO_KNOWLEDGE_FILE_H

#include "who/knowledge.h"

#define KNOWLEDGE_MAGIC "ANNALSKB"
enum { KNOWLEDGE_VERSION = 1, KNOWLEDGE_ORDER = 0x01020304, KNOWLEDGE_LAYERS = 17 };

enum knowledge_section {
    SECTION_STRINGS,
    SECTION_SHORTS,
    SECTION_ROWS,
    SECTION_NAMES,
    SECTION_SLOTS,
    SECTION_OFFICES,
    SECTION_HOLDERS,
    SECTION_COUNT
};

struct disk_section {
    uint32_t offset, count; /* bytes from the start of the file; items */
};

struct disk_header {
    char magic[8];
    uint32_t version, order;
    uint64_t size, checksum;
    uint8_t digest[8];
    struct disk_section sections[SECTION_COUNT];
};

/* Days are numbers: 20240325; 0 is open. `parent` of a person: its first office. */
struct disk_row {
    uint8_t kind, needs_country, gender, type;
    uint16_t code, record_code, country, sector, other_sectors, subkind, source, table;
    uint32_t key, name, family_name, wikidata, note;
    uint32_t from, to, parent;
};

enum name_rule { RULE_ANY, RULE_EXACT, RULE_CAPITALS };
enum name_flag { NAME_LAST = 1, NAME_COMMON = 2, NAME_ACRONYM = 4, NAME_DOTTED = 8 };

/* For SEED_TITLE `surface` is the country and `row` the office (references of strings). */
struct disk_name {
    uint32_t surface, row;
    uint8_t relation, rule, flags, words;
};

/* `check`: upper half of the hash. `value`: 0 an empty slot, else the number of the first name plus
 * one (0: only a prefix) and marks. */
#define SLOT_LONGER  0x80000000u /* a prefix of something */
#define SLOT_PATTERN 0x40000000u /* next comes {ADJ}, {STATE}, {PLACE} or {TOPIC} */
#define SLOT_NAME    0x3fffffffu
struct disk_slot {
    uint32_t check, value;
};

/* `marks`: how exact the days are (enum date_grain) in two bits each, and OFFICE_ACTING. */
enum office_mark { OFFICE_FROM_GRAIN = 3, OFFICE_TO_SHIFT = 2, OFFICE_ACTING = 16 };
struct disk_office {
    uint32_t person, from, to, organisation_row;
    uint16_t office, country, organisation, sector;
    uint8_t weight, marks;
    uint16_t source;
};

/* One file. */
struct layer {
    const unsigned char *bytes;
    const struct disk_header *header;
    uint32_t first_row; /* number of its row 0 over all layers */
    bool user;
    struct str file; /* of a user's layer */
};

/* Users' layers first, later files before earlier ones, the built-in layer last. */
struct knowledge {
    struct layer layers[KNOWLEDGE_LAYERS];
    uint32_t layer_count, row_count;
};

/* ---- words ---- */

enum knowledge_seed {
    SEED_NAME,
    SEED_PATTERN,
    SEED_FAMILY,
    SEED_TITLE,
    SEED_TOPIC,
    SEED_STATE_CODE,
    SEED_KEY /* and the kind */
};

enum pattern_slot { SLOT_ADJECTIVE, SLOT_STATE, SLOT_PLACE, SLOT_TOPIC, PATTERN_SLOTS };

/* A run of letters and digits: bytes [start, end) of the text, dots of acronyms inside. `gap`: what
 * stands before it keeps names apart (a comma, a quotation mark). */
struct name_word {
    uint64_t hash;
    uint32_t start, end;
    uint16_t letters, upper; /* letters and how many of them are capitals */
    bool first_upper, gap;
};

/* The next word at or after `*at`, which moves behind it; false at the end. With `patterns`,
 * "{ADJ}" and its kin are words. */
bool next_name_word(struct str text, size_t *at, bool patterns, struct name_word *word);
uint64_t seed_hash(enum knowledge_seed seed);
uint64_t step_hash(uint64_t hash, uint64_t word);
uint64_t pattern_slot_hash(enum pattern_slot slot);
/* Hash of all words of a text from a seed; counts them. */
uint64_t phrase_hash(uint64_t seed, struct str text, uint32_t *words);
/* Whether two words have the same letters; *same_case: in the same case too. */
bool same_letters(struct str a, struct str b, bool *same_case);
/* Checksum of a whole file: of all that stands behind the checksum in its header. `size` is at
 * least that of the header. */
uint64_t knowledge_checksum(const unsigned char *bytes, size_t size);

/* ---- reading a layer ---- */

/* Checks everything that can be checked at once, see the top of this file. */
int layer_open(struct layer *layer, struct str bytes, struct annals_error *error);
struct str layer_string(const struct layer *layer, uint32_t reference);
struct str layer_short(const struct layer *layer, uint16_t number);
/* The value of the slot with this hash, 0 if there is none. */
uint32_t layer_probe(const struct layer *layer, uint64_t hash);
/* Item `number` of a section, NULL outside. */
const struct disk_name *layer_name(const struct layer *layer, uint32_t number);
const struct disk_row *layer_row(const struct layer *layer, uint32_t number);
const struct disk_office *layer_office(const struct layer *layer, uint32_t number);
/* The first name of a slot's value and those after it: for (name = first…; name; name = next…). */
const struct disk_name *layer_first_name(const struct layer *layer, uint32_t value);
const struct disk_name *layer_next_name(const struct layer *layer, const struct disk_name *name);
/* The layer that holds a row; *number becomes its number there. NULL: no such row. */
const struct layer *row_layer(const struct knowledge *knowledge, uint32_t *number);

uint32_t pack_date(struct date date);
struct date unpack_date(uint32_t day);

#endif
