/* boilerplate.h — the patterns of data/ingest/boilerplate.tsv and how a line is held against them.
 *
 * A line is cut into at most 63 words and marks, so that the places where a part of a pattern may
 * end are the bits of one number: each element of a pattern maps the set of places where it may
 * begin to the set where it may end, and no pattern, however written, takes more than one pass. */
#ifndef ANNALS_INGEST_BOILERPLATE_H
#define ANNALS_INGEST_BOILERPLATE_H

#include "ingest/ingest.h"

/* Where in a text a pattern is looked for, and what is done there. */
enum boilerplate_where {
    WHERE_ANY,    /* any line */
    WHERE_HEAD,   /* the first lines */
    WHERE_TAIL,   /* the last lines */
    WHERE_BEGIN,  /* the beginning of one of the first lines */
    WHERE_ENDING, /* behind the last sentence of one of the last lines */
    WHERE_COUNT
};
enum boilerplate_action {
    ACTION_REMOVE,
    ACTION_DATE,     /* remove; it is the day of publication */
    ACTION_DATELINE, /* remove; it is the dateline */
    ACTION_REST,     /* remove with all that follows, if that is a list */
    ACTION_COUNT
};

enum element_kind {
    ELEMENT_WORD,      /* one of the alternatives */
    ELEMENT_MARK,      /* a word or mark letter for letter */
    ELEMENT_CLASS,     /* an item of a class */
    ELEMENT_ANYTHING,  /* * */
    ELEMENT_WORDS,     /* 1 to 8 words */
    ELEMENT_SENTENCES, /* words, the last of which ends a sentence */
    ELEMENT_NAME,      /* 1 to 6 capitalised words, particles inside */
    ELEMENT_NAMES,     /* such names with commas and "and" */
    ELEMENT_FULLNAMES, /* the same, each of two words or more */
    ELEMENT_PLACE,     /* 1 to 3 capitalised words */
    ELEMENT_UPPER,     /* 1 to 4 words all in capitals */
    ELEMENT_NUMBER,    /* begins with a digit */
    ELEMENT_LINK,      /* address of a page or mailbox, handle */
    ELEMENT_DASH,
    ELEMENT_RULE, /* a line drawn with _ - * = ~ # + */
};

/* `group` numbers the parentheses that an element stands in, 0: none. */
struct element {
    enum element_kind kind;
    struct str text; /* alternatives joined by | */
    size_t word_class;
    unsigned group;
};

/* `first_bytes` is the set of bytes with which a line that fits may begin, one bit each: most lines
 * are done with at a glance. */
struct pattern {
    enum boilerplate_where where;
    enum boilerplate_action action;
    uint64_t first_bytes[4];
    struct element *elements;
    size_t element_count;
};

/* Words that a pattern names with one word in brackets; each a sequence of words. */
struct word_class {
    struct str name;
    struct str *items;
    size_t item_count;
};

/* Read-only once made. Strings point into the table. */
struct boilerplate {
    ARRAY_OF(struct pattern) patterns;
    ARRAY_OF(struct word_class) classes;
    struct str particles; /* lower-case parts of names, joined by | */
};

enum { LINE_WORDS = 63 };

/* The words and marks of a line, in order; slices of it. */
struct line_words {
    struct str words[LINE_WORDS];
    size_t count;
};

/* Cuts a line into words; false if it has more than fit (the first ones are there). */
bool split_line(struct str line, struct line_words *words);

/* Has the word two letters or more and no small one? */
bool word_is_capitals(struct str word);

/* Can the pattern begin with this word? True more often than right, but never false wrongly. */
bool pattern_may_begin(const struct pattern *pattern, struct str word);

/* The places, as bits, where the pattern may end that begins at word `from`: bit n stands for
 * before word n, bit `count` for the end of the line. */
uint64_t match_pattern(const struct boilerplate *boilerplate, const struct pattern *pattern,
                       const struct line_words *words, size_t from);

#endif
