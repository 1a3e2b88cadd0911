/* lexicon.h — the tables of data/lexicon as the matcher wants them (docs/LEXICON.md says what they
 * mean to people).
 *
 * Every word that occurs in the lexicon has a number, so that a report's lemmas are looked up once
 * and everything else compares numbers. Read-only after lexicon_open; strings borrow from the
 * tables' bytes or live in the arena of the handle. */
#ifndef ANNALS_WHAT_LEXICON_H
#define ANNALS_WHAT_LEXICON_H

#include "base/base.h"
#include "base/findings.h"
#include "what/ontology.h"

/* array_push for the thousands of lists that hold one or two items: room for one at first, where
 * array_push makes room for eight. */
#define push_few(arena, array)                                                                     \
    ((array)->capacity                                                                             \
         ? (void)0                                                                                 \
         : (void)((array)->items = arena_alloc_array((arena), 1, sizeof *(array)->items),          \
                  (array)->capacity = 1),                                                          \
     array_push((arena), (array)))

/* What a row says its words are. */
enum meaning_kind {
    MEANING_EVENT,     /* an act of `category` */
    MEANING_GUARD,     /* `-`: no act */
    MEANING_STATEMENT, /* `=`: a public statement */
    MEANING_INNER      /* `*`: the act in braces, with this row's parties */
};

enum meaning_flag {
    FLAG_RECIPROCAL = 1 << 0,
    FLAG_VISIT = 1 << 1,
    FLAG_SIDE_AB = 1 << 2,
    FLAG_NEEDS_RECIPIENT = 1 << 3,
    FLAG_NEEDS_ACTOR = 1 << 4,
    FLAG_WEAK = 1 << 5,
    FLAG_CONTENT = 1 << 6,
    FLAG_SPEAKER = 1 << 7, /* who says so is the actor */
    FLAG_CARRIED = 1 << 9, /* an act only with a light verb */
    FLAG_CULPRIT = 1 << 8  /* the recipient did what the content tells */
};

/* What all rows that make events have in common. `rule` is what records show: file and words.
 * `rank` grows with the place of the row; rows of users have higher ranks than built-in ones. */
struct meaning {
    uint8_t kind, category;
    bool by_content, of_user; /* by_content: mode `*` */
    uint16_t flags;
    struct str mode, cameo, rule;
    ARRAY_OF(struct str) contexts;
    uint32_t rank, line; /* line: of its file */
};

struct word_list {
    uint32_t *items;
    size_t count, capacity;
};

enum element_place {
    PLACE_SUBJECT,
    PLACE_OBJECT,
    PLACE_PREPOSITION,
    PLACE_TO,
    PLACE_THAT,
    PLACE_DOING
};
enum filler {
    FILL_ACTOR,
    FILL_RECIPIENT,
    FILL_ANYTHING, /* * */
    FILL_CLASS,    /* [meeting] */
    FILL_EVENT,    /* {ASSAULT} */
    FILL_WORD,     /* a word that must stand there */
    FILL_CLAUSE    /* DO, DOING */
};

/* One place of a pattern and what may fill it. `words`: the words themselves, or numbers of
 * classes. `subject`: FILL_RECIPIENT or FILL_ACTOR when the clause's subject is that party, else
 * FILL_CLAUSE. `or_object`: the preposition itself may be missing. */
struct element {
    uint8_t place, filler, subject;
    bool optional, or_object;
    ARRAY_OF(struct str) prepositions; /* "on", "out_of" */
    struct word_list words;
    uint32_t events; /* bit n: category n */
};

/* A trigger: a verb with or without a particle; with `copula` an adjective or noun behind a form of
 * "be". */
struct trigger_word {
    uint32_t word, particle; /* MAP_NONE: none */
};

struct pattern {
    struct meaning meaning;
    ARRAY_OF(struct trigger_word) triggers;
    bool copula, negated;
    struct str copula_preposition; /* "be in talks": in */
    ARRAY_OF(struct element) elements;
};

/* Where the parties of a noun stand, in the order of preference. */
enum noun_place { NOUN_POSSESSOR, NOUN_POSSESSED, NOUN_MODIFIER, NOUN_PREPOSITION };
struct noun_source {
    uint8_t place;
    struct str preposition;
};

/* An event noun: `words` are those that must stand before the head `head`. */
struct noun_frame {
    struct meaning meaning;
    uint32_t head;
    struct word_list words;
    ARRAY_OF(struct noun_source) actor;
    ARRAY_OF(struct noun_source) recipient;
};

/* A mark of our own beside those of enum annals_auxiliary: what the actor is willing to do ("will",
 * "would"), so that its negation is a refusal. */
enum { MARK_WILLING = 1 << 8 };

enum light_effect { EFFECT_NONE, EFFECT_CANCEL, EFFECT_END, EFFECT_MARK, EFFECT_CATEGORY };

/* A verb that only carries its object: `subject` is FILL_ACTOR, FILL_RECIPIENT, or FILL_ANYTHING
 * where the subject is no party. `of_subject`: it carries its subject ("talks took place").
 * `words`: what must stand with the verb, particle or preposition. EFFECT_MARK sets `auxiliary`,
 * EFFECT_CATEGORY makes the noun the content of an act of `category`. */
struct light_verb {
    uint32_t word;
    struct word_list words;
    uint8_t subject, effect, category;
    unsigned auxiliary;
    bool of_subject;
    struct str rule;
    uint32_t line; /* of its file */
};

/* What REQUEST, REJECT, AGREE, THREATEN are about. `class` MAP_NONE: the content is `category` with
 * `inner_mode` (empty: any); both none: whatever else. */
struct content_row {
    uint8_t event, category;
    uint32_t class;
    struct str inner_mode, mode, cameo;
};

struct context_word {
    struct word_list words; /* several: they follow one another */
    uint32_t context;
};

/* How a cue stands to the act. */
enum cue_where {
    CUE_DEPENDENT,  /* auxiliary, adverb or determiner on the trigger */
    CUE_GOVERNOR,   /* the word that the act hangs from */
    CUE_MODIFIER,   /* adjective or adverb on it */
    CUE_MARK,       /* opens its clause, or one above */
    CUE_CONTENT_OF, /* verb whose reported clause holds the act */
    CUE_PHRASE,     /* words somewhere in its clause */
    CUE_PAST_YEAR,  /* before a year or date well before the report */
    CUE_PLUPERFECT, /* the auxiliary of a past perfect */
    CUE_INFINITIVE  /* the auxiliary of an infinitive: "were to meet" */
};

struct cue {
    struct word_list words;
    unsigned auxiliary;
    uint8_t where;
};

struct phrase {
    struct word_list words; /* the last is the head */
    uint32_t class;
};

/* What the lexicon knows of one word. */
struct word_entry {
    struct str text;
    struct word_list patterns, frames, lights, phrases, contexts, cues, classes;
};

struct lexicon {
    struct map word_map, class_map;
    ARRAY_OF(struct word_entry) words;
    ARRAY_OF(struct pattern) patterns;
    ARRAY_OF(struct noun_frame) frames;
    ARRAY_OF(struct light_verb) lights;
    ARRAY_OF(struct str) classes;
    /* Where first used, to name classes that no table defines. */
    ARRAY_OF(struct str) class_files;
    ARRAY_OF(uint32_t) class_lines;
    ARRAY_OF(struct content_row) contents;
    ARRAY_OF(struct context_word) context_words;
    ARRAY_OF(struct cue) cues;
    ARRAY_OF(struct phrase) phrases;
};

struct row_place {
    struct str file;
    size_t line;
    bool of_user;
};

/* What is needed while reading. */
struct lexicon_reader {
    struct arena *arena;
    const struct ontology *ontology;
    struct lexicon *lexicon;
    struct table table;
    struct annals_error *error;
    bool of_user;
    uint32_t rank;
    ARRAY_OF(bool) class_defined;
    struct findings *findings; /* of a check, which goes on behind a wrong row; else NULL */
    struct map rows;           /* of a check: the words of rows, to find them said twice */
    ARRAY_OF(struct row_place) places;
};

/* Number of the word, made if new. The word is put in lower case. */
uint32_t lexicon_word(struct lexicon_reader *reader, struct str word);
/* Number of the class, made if new. */
uint32_t lexicon_class(struct lexicon_reader *reader, struct str name);
/* Categories in braces, "ASSAULT|COERCE" or "ANY", as bits; an error names the line. */
int lexicon_events(struct lexicon_reader *reader, struct str names, uint32_t *events);

/* Reads the pattern of the current row into *pattern; pattern.c. */
int compile_pattern(struct lexicon_reader *reader, struct str text, struct pattern *pattern);

/* Fails with the current file and line in front: use as reader_error(reader, "…; remedy"). */
__attribute__((format(printf, 2, 3))) int reader_error(struct lexicon_reader *reader,
                                                       const char *format, ...);

#endif
