/* tables.h — the words by which the stage "who" reads names, roles and references: data/who as
 * tables in memory.
 *
 * A phrase may belong to several classes ("group" takes up an armed group, and an organisation); it
 * is looked up once and then asked for its classes. */
#ifndef ANNALS_WHO_TABLES_H
#define ANNALS_WHO_TABLES_H

#include "who/knowledge.h"

enum word_class {
    WORD_HONORIFIC,    /* Mr., Sheikh: part of a mention, tells the gender */
    WORD_ABBREVIATION, /* Gen., Sen.: value is the role it is short for */
    WORD_SUFFIX,       /* Jr., III */
    WORD_PARTICLE,     /* al, bin, van */
    WORD_FORMER,       /* former, ousted */
    WORD_LESSER,       /* deputy, -designate: not the holder of the office */
    WORD_ABROAD,       /* foreign, world: not of the state that the report is about */
    WORD_AGAINST,      /* anti-, counter-: what follows is no owner */
    WORD_NOBODY,       /* gunmen, attackers: of no state unless one is named */
    WORD_CALENDAR,     /* Monday, Ramadan: capitalised but nobody */
    WORD_PLACE,        /* in, at: behind it a place only says where */
    WORD_PLACE_WEAK,   /* from, to: the same beside verbs of moving */
    WORD_BELONG,       /* of, for: ties a role to its state or body */
    WORD_SPEECH,       /* say, add: the subject speaks */
    WORD_MOVE,         /* arrive, live */
    WORD_DEFINITE_STATE,
    WORD_DEFINITE_PLACE,
    WORD_DEFINITE_GOVERNMENT,
    WORD_DEFINITE_GROUP,
    WORD_DEFINITE_ORGANISATION,
    WORD_DEFINITE_PARTY,
    WORD_DEFINITE_PERSON, /* gender may be told */
    WORD_PART,            /* member, wing: stands for the body it is of */
    WORD_FACILITY,        /* base, refinery: stands for its owner; value: sector */
    WORD_CROWD,           /* dozens, others: people who are counted */
    WORD_HARM,            /* kill, arrest: a number beside it counts people */
    WORD_NUMBER,          /* value: how many */
    WORD_NAME_NOUN,       /* value: type and sector of a name that holds it ("ORG:GOV") */
    WORD_CLASS_COUNT
};

/* One phrase in one class; `next`: the same phrase in another class. */
struct who_word {
    uint8_t word_class;
    char gender; /* 'm', 'f', 0 */
    struct str value;
    const struct who_word *next;
};

/* A personal pronoun. `number` 's', 'p' or 0, `gender` 'm', 'f', 'n' or 0. */
struct pronoun {
    uint8_t person;
    char number, gender;
    bool reflexive;
};

/* A phrase that stands for the row `key` in reports that name the row `with_key`. */
struct short_name {
    struct str phrase, key, with_key;
    enum knowledge_kind kind, with_kind;
};

/* All of them. */
const struct short_name *short_names(const struct who_tables *tables, size_t *count);

/* The phrase in its first class, NULL if no table has it. `folded` is lower case. */
const struct who_word *find_word(const struct who_tables *tables, struct str folded);
/* The phrase in this class, from any of its classes on; NULL if it is not in it. */
const struct who_word *word_in_class(const struct who_word *word, enum word_class word_class);
const struct pronoun *find_pronoun(const struct who_tables *tables, struct str folded);
/* 'm' or 'f' for a given name that hardly anybody of the other sex bears, else 0. */
char given_name_gender(const struct who_tables *tables, struct str folded);

#endif
