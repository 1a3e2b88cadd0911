/* draft.h — mentions in the making: what the parts of the stage "who" hand on to one another.
 *
 * The way of a report through the stage:
 *     find_pieces         words that are names or roles, known or not       names.c
 *     find_source, find_report_country                                      report_country.c
 *     draft_mentions      noun phrases and pronouns that may be parties     mentions.c
 *     tie_owners          whose president, which country's police           roles.c
 *     link_names          names to rows, to one another                     linking.c,
 * short_names.c link_places         names of towns                                    place_names.c
 *     link_phrases        appositions, predicates, acronyms in brackets     coreference.c
 *     find_speakers       who says "I"                                      speakers.c
 *     resolve_references  pronouns, "the group"           coreference.c, descriptions.c, clusters.c
 *     write_parties       clusters of drafts become entities                codes.c
 * All in the arena of the report; indices are of the arrays in struct who. */
#ifndef ANNALS_WHO_DRAFT_H
#define ANNALS_WHO_DRAFT_H

#include "who/knowledge.h"
#include "who/tables.h"

enum {
    DRAFT_OWNERS = 4,  /* states or bodies that a role is tied to: "U.S. and Israeli officials" */
    DRAFT_MEMBERS = 8, /* entities that a plural stands for */
};

/* A stretch of tokens [first, end) that is a name, a role or both, taken whole. `hit`, `hit_count`:
 * what the knowledge base says of exactly these words (none: an unknown name). `head`: the token
 * that governs the others. */
struct piece {
    uint32_t first, end, head;
    uint32_t hit, hit_count;
    uint32_t role;     /* row of the role, NONE */
    uint32_t means;    /* of an acronym: the piece whose short form it is, NONE */
    bool is_name;      /* a proper name, or an adjective or demonym of one */
    bool is_plural;    /* of a role: presidents */
    bool is_dropped;   /* taken in by another piece */
    bool is_title;     /* shown as part of the name behind it */
    bool is_adjective; /* Israeli, Kurdish */
};

/* What is known of a draft, and in the end of its cluster. */
struct reading {
    struct str name, code, country, sector, other_sectors, office, identifier;
    uint32_t row; /* of the knowledge base, NONE */
};

/* A mention to be. Tokens [first, end) as shown, `head` the highest in the tree. */
struct draft {
    uint32_t sentence, first, end, head;
    uint32_t name, role; /* pieces, NONE */
    uint8_t kind;        /* enum mention_kind */
    uint8_t type;        /* enum entity_type */
    uint8_t person;      /* of pronouns: 1 to 3 */
    char gender, number; /* 'm' 'f' 'n' 0; 's' 'p' 0 */
    bool type_known;     /* else `type` is a guess */
    bool is_definite;    /* the, this, a possessor; names */
    bool is_reflexive;
    bool is_former;  /* former president */
    bool is_lesser;  /* deputy, shadow, -designate: not the holder of the office */
    bool is_abroad;  /* foreign powers, gunmen: of no state that the text tells */
    bool is_counted; /* a facility or a number of people: read by itself */
    bool is_place_only;
    bool is_adjective; /* American in "American officials" */
    bool is_metonym;   /* Washington, the Kremlin */
    bool is_people;    /* demonym or people: Kurds, the French */
    bool has_honorific;
    bool is_virtual;               /* stands for no words */
    bool is_resolved;              /* coreference has dealt with it */
    bool is_read;                  /* its reading stands */
    bool is_being_read;            /* a circle of owners ends here */
    uint32_t owners[DRAFT_OWNERS]; /* drafts: Israel in "Israel's minister" */
    uint8_t owner_count, tie;
    uint32_t members[DRAFT_MEMBERS]; /* drafts that a plural stands for */
    uint8_t member_count;
    uint32_t parent;                     /* of the cluster, union-find: itself at the root */
    uint32_t previous_of_family;         /* the draft before with the same last name, NONE */
    const struct who_word *abbreviation; /* "Gen." before the name */
    const struct who_word *word;         /* of the head noun of a description without role */
    const struct knowledge_hit *hit;     /* that reading.row comes from, NULL */
    struct reading reading; /* row, and code where the row has one, from link_names on */
    struct reading result;  /* all of it, made by read_draft */
};

/* The state of one run. */
struct who {
    const struct who_tables *tables;
    const struct knowledge *knowledge;
    const struct gazetteer *gazetteer; /* may be NULL */
    struct annals_report *report;
    struct arena *arena;
    struct str *folded;            /* of each token: lower case */
    const struct who_word **words; /* of each token: its classes, NULL */
    struct knowledge_hit *hits;
    size_t hit_count;
    uint32_t *piece_of_token, *draft_of_token; /* the draft by its head */
    ARRAY_OF(struct piece) pieces;
    ARRAY_OF(struct draft) drafts; /* by first token, longer before shorter */
    struct str country;            /* code of the state that the report is about, "" */
    bool is_domestic;              /* nearly all that it says of states is of that one */
    struct map country_scores;     /* record code of a state: index into scores */
    ARRAY_OF(double) scores;
    ARRAY_OF(struct str) score_codes;
    uint32_t *quote_of_token;      /* number of the quote it stands in, NONE */
    uint32_t *statement_speakers;  /* of each sentence: the draft whose statement it is in, NONE */
    struct reading source_reading; /* of the body that issued the document; row NONE: none */
    uint32_t source;               /* draft of the body that issued the document, NONE */
    uint32_t author;               /* draft of whoever says "I" outside quotes */
    ARRAY_OF(uint32_t) quote_speakers; /* draft, NONE */
};

static inline const struct token *who_token(const struct who *who, uint32_t token)
{
    return &who->report->tokens.items[token];
}

/* Is the token in this class of words? */
static inline const struct who_word *who_word(const struct who *who, uint32_t token,
                                              enum word_class word_class)
{
    return word_in_class(who->words[token], word_class);
}

/* A word that can carry meaning in a name. */
bool is_content_word(unsigned upos);
/* GOV, MIL, LEG, JUD, COP, SPY: of the state itself. */
bool is_state_sector(struct str sector);
void find_pieces(struct who *who);
void draft_mentions(struct who *who);
/* Does the phrase have the, this or a possessor? */
bool is_definite_phrase(const struct who *who, uint32_t head);
/* Sets is_place_only of a draft whose type is known. */
void mark_place(const struct who *who, struct draft *draft);
void link_names(struct who *who);
/* Ties roles and bodies to the states, bodies and people that they are of. */
void tie_owners(struct who *who);
/* Letters, and none of them small: an acronym. */
bool is_upper_case(struct str form);
/* How much the report speaks of the state with this code. */
double country_score(const struct who *who, struct str code);
void find_source(struct who *who);
void find_report_country(struct who *who);
/* Unknown names that are places of a state. */
void link_places(struct who *who);
void link_phrases(struct who *who);
void resolve_references(struct who *who);
void write_parties(struct who *who);

/* The root of the draft's cluster. */
uint32_t cluster_of(struct who *who, uint32_t draft);
/* Makes one cluster of two; false (and nothing done) if they cannot be the same. */
bool join_drafts(struct who *who, uint32_t a, uint32_t b);
/* The reading of a draft by itself, its row, role and owners; made on first call. */
const struct reading *read_draft(struct who *who, uint32_t draft);

#endif
