/* coding.h — the working state of the event coder over one report, and what its files offer one
 * another.
 *
 * The order of the work (find_events.c): graph.c reads arguments off the enhanced graph; match.c
 * and nouns.c give every trigger its best reading; content.c says what requests and refusals are
 * about; auxiliary.c marks what is no plain fact; parties.c goes from argument words to parties;
 * resolve.c lets readings compete and drops what is no event; context.c and record.c write the
 * events. Everything lives in the report's arena. */
#ifndef ANNALS_WHAT_CODING_H
#define ANNALS_WHAT_CODING_H

#include "lang/lang.h"
#include "report.h"
#include "what/lexicon.h"

/* What an argument is to its predicate, passives turned round. */
enum role { ROLE_SUBJECT, ROLE_OBJECT, ROLE_INDIRECT, ROLE_OBLIQUE, ROLE_CLAUSE, ROLE_OTHER };
enum clause_form { CLAUSE_NONE, CLAUSE_TO, CLAUSE_THAT, CLAUSE_DOING };

/* `preposition`: "on", "out_of", the mark of a clause, "" for none. */
struct argument {
    uint32_t token;
    uint8_t role, form;
    struct str preposition;
};

enum { ARGUMENT_LIMIT = 64, WORD_LIMIT = 4, RIVAL_LIMIT = 3 };

struct arguments {
    struct argument *items;
    size_t count;
    bool passive;
};

/* One way to take one trigger. Tokens are NONE where there is none. `content` is what a request or
 * refusal is about (a clause's head, or a noun); `inner` the act in braces; `object` what the verb
 * acts on. `light` is the verb that carries a noun. `dropped`: why it is no event, NULL if it is
 * one. */
struct reading {
    uint32_t trigger;
    const struct meaning *meaning;
    const struct noun_frame *frame; /* NULL: a verb */
    const struct light_verb *light_row;
    uint32_t actor, recipient, content, inner, object, light;
    uint32_t words[WORD_LIMIT]; /* more words that carry the act */
    size_t word_count;
    double score; /* how much of the pattern had to be there */
    uint8_t category;
    bool by_content, negated_by_pattern;
    struct str mode, cameo;
    unsigned auxiliary;
    const char *dropped;
    const char *turned; /* how the category changed, for people */
    struct party_array actors, recipients;
    const struct reading *act; /* the act that the verb's object tells, NULL */
    size_t joined; /* of a reciprocal act: actors from here on stood in another slot; 0: none */
    bool actor_from_afar, recipient_from_afar; /* not from words of the sentence */
    const struct meaning *rivals[RIVAL_LIMIT];
    size_t rival_count;
};

/* Arrays are indexed by token. `depth` is the distance from the root. */
struct coding {
    const struct ontology *ontology;
    const struct lexicon *lexicon;
    struct annals_report *report;
    struct arena *arena;
    bool statements;
    uint32_t transparent, purpose; /* the classes of these names, MAP_NONE */
    uint32_t *word, *form;         /* numbers of lemma and form in the lexicon, MAP_NONE */
    struct str *marker;            /* see marker_of; NULL data: not yet asked */
    const struct edge *edges;      /* the enhanced graph; where there is none, the tree */
    size_t edge_count;
    uint32_t *edge_order, *edges_from;
    struct arguments **arguments;
    struct reading **reading;
};

/* ---- graph.c ---- */

/* Looks lemmas up and sorts the edges by head. */
void prepare_coding(struct coding *coding);
/* The token's arguments, made on first asking. */
const struct arguments *arguments_of(struct coding *coding, uint32_t token);
/* Children of a token in the tree: for (c = child_of(…); c != NONE; c = next_child(…)). */
uint32_t child_of(const struct coding *coding, uint32_t token);
uint32_t next_child(const struct coding *coding, uint32_t child);
/* First child with this relation (or a subtype of it). */
uint32_t child_with(const struct coding *coding, uint32_t token, unsigned deprel);
/* Preposition or conjunction before a phrase or clause, "" for none. */
struct str marker_of(const struct coding *coding, uint32_t token);
/* First argument with the role, NONE. */
uint32_t argument_token(const struct arguments *arguments, uint8_t role);
/* Is the token's lemma in the class? Phrases of a class look at the words before. */
bool is_in_class(const struct coding *coding, uint32_t token, uint32_t class);
/* Past words that only measure ("a series of attacks"): the word that counts. */
uint32_t see_through(const struct coding *coding, uint32_t token);
const struct token *token_at(const struct coding *coding, uint32_t token);
/* The word above in the tree, NONE at the root. */
uint32_t governor_of(const struct coding *coding, uint32_t token);
/* Is this word of the lexicon the token's lemma or form? */
bool is_word_at(const struct coding *coding, uint32_t token, uint32_t word);
bool has_word_child(const struct coding *coding, uint32_t token, uint32_t word);

/* ---- match.c, nouns.c ---- */

/* Best reading of a verb, adjective or noun behind "be" by the patterns; NULL if none fits. */
struct reading *match_predicate(struct coding *coding, uint32_t token);
/* Reading of an event noun with the parties its own phrase names; NULL if it is none. */
struct reading *match_noun(struct coding *coding, uint32_t token);
/* Gives nouns the parties of the light verb `verb` that carries them. True if it carried one. */
bool carry_noun(struct coding *coding, uint32_t verb);
/* Category of the act that the token tells, CATEGORY_NONE. */
uint8_t category_at(const struct coding *coding, uint32_t token);
struct reading *new_reading(struct coding *coding, uint32_t token, const struct meaning *meaning);

/* ---- content.c ---- */

/* The act that a word tells, or that the noun tells which it carries; NULL. */
const struct reading *content_reading(const struct coding *coding, uint32_t token);
/* Sets mode and code of a reading whose row leaves them to the content. */
void apply_content(struct coding *coding, struct reading *reading);
/* Turns the reading into an act of `category` about what it was before. */
void turn_into(struct coding *coding, struct reading *reading, uint8_t category, const char *why);

/* ---- auxiliary.c ---- */

/* Marks of the act as its words tell them. */
unsigned find_auxiliary(struct coding *coding, const struct reading *reading);
bool is_negated(const struct coding *coding, uint32_t token);

/* ---- parties.c ---- */

/* Adds the parties that the phrase of `token` names, with those joined to it by "and". True if it
 * added any. */
bool add_parties(struct coding *coding, uint32_t token, struct party_array *parties);
/* Adds a party unless its entity is there already. */
void push_party(struct coding *coding, struct party_array *parties, struct party party);
bool has_entity(const struct party_array *parties, uint32_t entity);
bool party_is_known(const struct coding *coding, const struct party *party);
/* An act that was one of all together and is now one of one side: the others are recipients. */
void part_sides(struct coding *coding, struct reading *reading);
/* Fills the reading's actors and recipients from its argument words. */
void find_reading_parties(struct coding *coding, struct reading *reading);

/* ---- discourse.c ---- */

/* Fills what is still empty from other sentences, where it is plain. */
void fill_from_discourse(struct coding *coding, struct reading **readings, size_t count);

/* ---- resolve.c ---- */

/* Competition within one sentence: sets `dropped` of what loses. */
void resolve_sentence(struct coding *coding, const struct sentence *sentence);
/* What lacks parties, or repeats another: drops it. Over all readings, in order. */
void drop_unfit(struct coding *coding, struct reading **readings, size_t count);

/* ---- score.c, context.c, record.c ---- */

/* How certain the reading is, 0 to 1. The one place where readings are weighed. */
double score_reading(const struct coding *coding, const struct reading *reading);
/* Adds the contexts that the words of the sentence tell. */
void add_contexts(struct coding *coding, const struct reading *reading, struct event *event);
/* Adds the event of a reading to the report. */
void write_event(struct coding *coding, const struct reading *reading);

#endif
