/* word_lists.h — the small tables of data/lang that cutting text into tokens and sentences needs:
 * abbreviations, contractions, joined prefixes, units, endings of addresses, smileys.
 *
 * Looked up by lower-case form with straight apostrophes, without allocation. Read-only after
 * loading. */
#ifndef ANNALS_LANG_WORD_LISTS_H
#define ANNALS_LANG_WORD_LISTS_H

#include "base/base.h"

/* Longest form looked up, in bytes; longer ones are in no list. */
enum { LISTED_FORM_SIZE = 40 };

/* A form as the lists have it: ASCII lower case, curly apostrophes straight. */
struct listed_form {
    char bytes[LISTED_FORM_SIZE];
    size_t size; /* 0: too long */
};
struct listed_form listed_form_of(struct str form);

enum abbreviation_kind {
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE, /* a name follows: no sentence ends here */
    ABBREVIATION_NUMBER,
    ABBREVIATION_MONTH,
    ABBREVIATION_DAY,
    ABBREVIATION_TIME,
    ABBREVIATION_COMPANY,
    ABBREVIATION_PLACE,
    ABBREVIATION_MEASURE,
    ABBREVIATION_SCHOLARLY,
    ABBREVIATION_LIST,
    ABBREVIATION_KIND_COUNT
};
/* What must follow for the stop to belong to the word. */
enum abbreviation_next { NEXT_ANY, NEXT_CAPITAL, NEXT_DIGIT, NEXT_WORD };

struct abbreviation {
    uint8_t kind, next;
};

/* Kinds of data/lang/tokens.tsv. */
enum token_list {
    LIST_PREFIX,
    LIST_SUFFIX,
    LIST_UNIT,
    LIST_ENDING,
    LIST_APOSTROPHE,
    LIST_WHOLE,
    LIST_SMILEY,
    LIST_STARTER,
    LIST_COUNT
};

enum { CONTRACTION_PARTS = 4 };
/* Sizes in bytes of the words of a contraction as the list writes it, of which there are `count`;
 * 0 count: none. */
struct contraction {
    uint8_t count;
    uint8_t sizes[CONTRACTION_PARTS];
    bool is_ending;
};

struct word_lists {
    struct map abbreviations, contractions, tokens;
    ARRAY_OF(struct abbreviation) abbreviation_rows;
    ARRAY_OF(struct contraction) contraction_rows;
    ARRAY_OF(unsigned) token_rows; /* bits 1 << enum token_list */
};

/* Loads the built-in tables lang/abbreviations.tsv, contractions.tsv and tokens.tsv. ANNALS_SETUP
 * with table and line for what cannot be read. */
int word_lists_load(struct arena *arena, struct word_lists *lists, struct annals_error *error);

/* The abbreviation (with its stop), kind ABBREVIATION_NONE if it is none. */
struct abbreviation find_abbreviation(const struct word_lists *lists, struct str form);
struct contraction find_contraction(const struct word_lists *lists, struct str form);
bool is_listed(const struct word_lists *lists, enum token_list list, struct str form);

#endif
