/* knowledge.h — looking names up in the knowledge base: which rows a phrase may stand for, who held
 * which office on a day.
 *
 * The base is a list of layers of one form: users' files first, then the built-in one. A row has a
 * number over all layers. A name leads to rows by a *relation*: "Russian" is the adjective of the
 * row Russia, "Kremlin" its seat. One hash table of folded word sequences holds all names with
 * marks at their prefixes, so that scanning a sentence costs one or two probes a word.
 *
 * Words are runs of letters and digits, whatever the tokens are: "U.S.-led" is `us led`, "al-Qaida"
 * is `al qaida`, "People's" is `people s`; case and diacritics are folded. A hit then has to
 * satisfy the case rule of its name: acronyms and one-word names letter for letter (US, not us),
 * longer names with the capitals they have, names without capitals anyhow; a sentence all in
 * capitals satisfies any but acronyms of up to three letters not tagged PROPN.
 *
 * Everything returned points into the base (or a static string) and lives as long as it; nothing
 * here allocates but knowledge_scan (in the report's arena) and knowledge_open. All functions are
 * safe with any row number and any bytes: what lies outside the base reads as an empty row. */
#ifndef ANNALS_WHO_KNOWLEDGE_H
#define ANNALS_WHO_KNOWLEDGE_H

#include "who/who.h"

/* What a row is about. */
enum knowledge_kind {
    KNOWLEDGE_NOTHING, /* no such row */
    KNOWLEDGE_STATE,
    KNOWLEDGE_ORGAN, /* a named body of a state: State Department, Duma, Mossad */
    KNOWLEDGE_ORGANISATION,
    KNOWLEDGE_GROUP,  /* armed groups, parties, movements, gangs; one row per spell with one code */
    KNOWLEDGE_PEOPLE, /* ethnic, religious, regional: Kurds, Christians, Africans */
    KNOWLEDGE_PERSON,
    KNOWLEDGE_ROLE,    /* president, protester, troops */
    KNOWLEDGE_PATTERN, /* "{ADJ} Foreign Ministry": hit.state says whose */
    KNOWLEDGE_KINDS
};

/* What a name is to the row it leads to. */
enum knowledge_relation {
    RELATION_NAME,   /* its name or another name of it; the singular of a role or people */
    RELATION_PLURAL, /* the plural of a role or people: presidents, Kurds */
    RELATION_ADJECTIVE,
    RELATION_DEMONYM, /* Frenchman */
    RELATION_DEMONYMS,
    RELATION_CAPITAL,
    RELATION_SEAT, /* metonyms: Kremlin, White House; capitals where news use them so */
    RELATION_REGION,
    RELATION_MEMBER, /* of a group: Houthi fighter */
    RELATION_MEMBERS,
    RELATION_FAMILY_NAME, /* only from knowledge_family */
    RELATION_COUNT
};

/* Where the country of a role comes from. */
enum role_country {
    ROLE_NO_COUNTRY, /* nowhere, or fixed: see `code` */
    ROLE_MODIFIER,   /* from what it is attached to, often the sector too: leader, spokesman */
    ROLE_MODIFIER_OR_REPORT /* from a modifier, else from the report */
};

/* One row. Strings are empty where there is nothing. `code` is that of data/kb (ABK), `record_code`
 * what a record writes (GEO), both empty for persons without country, for roles and patterns.
 * `from` and `to` are the first and last day it holds, year 0: open. */
struct knowledge_row {
    uint8_t kind;          /* enum knowledge_kind */
    bool user;             /* from a user's file */
    uint8_t needs_country; /* of roles: enum role_country */
    char gender;           /* 'm', 'f', 'n' (thing), 'p' (many), 0 unknown */
    uint8_t type;          /* enum entity_type that a mention of it has */
    struct str key, name;  /* name: the usual full name, singular of roles and peoples */
    struct str subkind; /* states "", organisations igo, company …; groups armed, party …; peoples
                           ethnic …; roles office, collective, individual */
    struct str code, record_code;
    struct str country; /* where it is or mostly acts; several of a people joined by | */
    struct str sector, other_sectors; /* other_sectors joined by | */
    struct str family_name;           /* of persons */
    struct str wikidata;              /* "Q43723" */
    struct str note, source;          /* source: where the row comes from, joined by | */
    struct str table;     /* "people.tsv", or the user's file, for people who look the row up */
    struct date from, to; /* of persons: born, died */
    uint32_t parent;      /* row of the body it belongs to (of an organ: the state), NONE */
};

/* Words of a report, or of a phrase, that lead to a row. Tokens [first, end); `partial` when the
 * name ends or begins inside a token ("U.S.-led" kept whole). `holds`: the row and the name hold on
 * the date of the report (true without a date). */
struct knowledge_hit {
    uint32_t row;
    uint32_t first, end;
    struct span span;
    uint32_t state;   /* of patterns: the row of the state they name, NONE: not named */
    uint8_t relation; /* enum knowledge_relation */
    uint8_t words;    /* how long it is */
    bool partial, holds, user;
    bool common;   /* the same words, in lower case, are common English: needs more evidence */
    bool initials; /* middle initials of the text were passed over: John F. Kirby */
};

/* All names in the report: hits by place, longer before shorter, users' rows before others of the
 * same words, of which those from the built-in base are then left out. Reads tokens and (where
 * there) tags. In the arena of the report. */
size_t knowledge_scan(const struct knowledge *knowledge, struct annals_report *report,
                      struct knowledge_hit **hits);

/* The names that begin at token `first` and end before token `last`, in the order of
 * knowledge_scan. Returns how many were written, at most `limit`. */
size_t knowledge_match(const struct knowledge *knowledge, const struct annals_report *report,
                       uint32_t first, uint32_t last, struct knowledge_hit *hits, size_t limit);

/* Everything that the whole phrase may stand for, whatever its case and date, built-in rows behind
 * users' of the same words included (for `annals dict show`). `holds` is about `date`. */
size_t knowledge_lookup(const struct knowledge *knowledge, struct str phrase, struct date date,
                        struct knowledge_hit *hits, size_t limit);

/* Fills `*row`; KNOWLEDGE_NOTHING and false for a number that is no row. */
bool knowledge_get(const struct knowledge *knowledge, uint32_t number, struct knowledge_row *row);
/* Rows are numbered from 0 to below this. */
uint32_t knowledge_row_count(const struct knowledge *knowledge);
/* The row of the state with this ISO code (also defunct ones), NONE. */
uint32_t knowledge_state(const struct knowledge *knowledge, struct str code);
/* The row of this kind and key that holds on the date (year 0: the latest), NONE. */
uint32_t knowledge_find(const struct knowledge *knowledge, enum knowledge_kind kind, struct str key,
                        struct date date);
/* Whether a stretch of days holds on `date`; year 0 anywhere means open. */
bool date_between(struct date date, struct date from, struct date to);

/* How exactly the base knows a day. */
enum date_grain { GRAIN_OF_DAY, GRAIN_OF_MONTH, GRAIN_OF_YEAR };

/* A term in office. `office` is normalised ("foreign minister" for secretaries of state; see
 * docs/KNOWLEDGE.md), `organisation` the body, party or place, "" for offices of the state. */
struct knowledge_office {
    struct str office, country, organisation, sector, source;
    uint32_t person;
    struct date from, to;         /* to: last day, year 0 open */
    uint8_t from_grain, to_grain; /* enum date_grain */
    uint8_t weight; /* how prominent, from office_weights.tsv; heads of state highest */
    bool acting;
};

/* Offices that the person held on `date` (year 0: all), most prominent first. */
size_t knowledge_offices(const struct knowledge *knowledge, uint32_t person, struct date date,
                         struct knowledge_office *offices, size_t limit);

/* Code, sector and office of a person on a date: the most prominent office then held; else ELI
 * after a public office and none after others; else the office to come within a year; without date
 * the latest. `office` "" when none was held on that day. */
struct person_status {
    struct str code, sector, other_sectors, office, organisation;
    bool in_office;
    bool former; /* an office that ended before */
};
struct person_status knowledge_status(const struct knowledge *knowledge, uint32_t person,
                                      struct date date);

/* The normalised office that a title means in a state or body ("secretary of state", USA: "foreign
 * minister"; "chancellor", DEU: "prime minister"; "king": "monarch"); empty if it means no office
 * of the base. Case does not matter. */
struct str knowledge_office_name(const struct knowledge *knowledge, struct str title,
                                 struct str country);

/* Who held an office (normalised name or a title) of a state, or of a body (`organisation`, by name
 * or any alias of it; "" for offices of the state) on the date; year 0: the latest. NONE: unknown.
 * Of several the one who came last, not acting before acting. */
uint32_t knowledge_holder(const struct knowledge *knowledge, struct str office, struct str country,
                          struct str organisation, struct date date);

/* People with this family name ("Netanyahu", "al-Assad", "Kim"), those in or near an office on the
 * date first, by prominence; on a date those with no office within ten years before and one after
 * are left out. */
size_t knowledge_family(const struct knowledge *knowledge, struct str name, struct date date,
                        uint32_t *people, size_t limit);

/* The terms of an office (normalised name or a title) by first day, users' layers first; where
 * several titles of the base mean offices of other names, only those of this one. */
size_t knowledge_holders(const struct knowledge *knowledge, struct str office, struct str country,
                         struct str organisation, struct knowledge_office *offices, size_t limit);

/* Countries where a title means an office of the base, and which; `country` is "" where it means it
 * everywhere. */
struct title_office {
    struct str country, office;
};
size_t knowledge_title_offices(const struct knowledge *knowledge, struct str title,
                               struct title_office *offices, size_t limit);

/* How much the resolver thinks of a hit before it has looked at the report. */
double knowledge_preference(const struct knowledge_hit *hit, const struct knowledge_row *row);

/* Sector that a state has by the name it goes by: its government acts and is acted on, unless it is
 * named as a place, by a region, or as people at large ("Americans", not "the Americans"). */
struct str knowledge_state_sector(unsigned relation, bool is_place, bool is_people_at_large);

/* Digest of the built-in layer and the users' layers: 16 hexadecimal digits and a NUL. */
void knowledge_digest(const struct knowledge *knowledge, char digest[17]);

#endif
