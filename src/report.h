/* report.h — everything annals knows about one document: the layers that the stages add, one after
 * the other.
 *
 * Layers hold indices into one another, never pointers, and byte offsets into two texts, never
 * copies. All of it lives in `arena`. A stage writes its own layer and reads earlier ones:
 *
 *     ingest  title, text, date, source …        who    mentions, entities       what   events
 *     lang    sentences, tokens, edges           when   times     where  places  said   quotes,
 * votes, sizes
 *
 * A headline is a text of its own: its sentences come first, with `in_title` set, and go through
 * every stage as others do. */
#ifndef ANNALS_REPORT_H
#define ANNALS_REPORT_H

#include "base/base.h"
#include "lang/ud.h"

#define NONE UINT32_MAX /* "no such token, mention, entity …" */

/* Bytes [start, end) of the title when `in_title`, else of the text. */
struct span {
    uint32_t start, end;
    bool in_title;
};

/* A day, or a stretch of days; years 1 to 9999. `year` 0: no date. */
struct date {
    int16_t year;
    int8_t month, day;
};

/* ---- lang ---- */

/* A syntactic word. A multiword token ("don't") is several words with the same `span` and
 * `word_of_token` counting from 0; `token_words` is how many (1: an ordinary token). `head` is an
 * index into report->tokens, NONE at the root. */
struct token {
    struct span span;
    struct str form, lemma; /* form: text of the word, "n't" inside "don't"; lemma as UD has it */
    uint32_t sentence, head;
    uint8_t upos;   /* enum upos */
    uint8_t xpos;   /* enum xpos */
    uint8_t deprel; /* enum deprel */
    uint8_t word_of_token, token_words;
    bool space_after;
    struct str feats, misc; /* as in CoNLL-U, "" for _; misc passes through letter for letter, and
                               so may hold SpaceAfter=No */
    struct str token_misc;  /* first word of a multiword token: MISC of its range line, else "" */
};

/* Tokens [first, first + count) of report->tokens. `paragraph` numbers paragraphs from 0; `root` a
 * token. */
struct sentence {
    struct span span;
    uint32_t first, count, paragraph, root;
    struct str id; /* sent_id of CoNLL-U input, else "" */
};

/* An edge of the enhanced graph, tokens as in report->tokens (head NONE: root). Sorted by
 * dependent, then head. `lexical` is the case or conjunction of an enhanced label ("by" of obl:by),
 * else "". */
struct edge {
    uint32_t head, dependent;
    uint8_t deprel;
    bool extra; /* not in the tree */
    struct str lexical;
};

/* Where a token stands in its tree: children as a list in the order of the text, preorder numbers
 * [enter, leave) of its subtree (from 1; 0: not below any root), tokens [first, end) it reaches
 * over. NONE: no such token. */
struct tree_node {
    uint32_t child, sibling, enter, leave, first, end;
};

/* ---- who ---- */

enum mention_kind { MENTION_NAME, MENTION_NOMINAL, MENTION_PRONOUN };
enum entity_type {
    ENTITY_PER,
    ENTITY_ORG,
    ENTITY_GPE,
    ENTITY_LOC,
    ENTITY_FAC,
    ENTITY_NORP,
    ENTITY_ROLE
};

/* Words that stand for an entity. `span` is what a record shows as entity_text: name with title and
 * modifiers, without relative clause, apposition or possessive 's. Tokens [first, end), syntactic
 * head `head`. `name` is the bare name in it (equal to span where there is no more). A plural ("the
 * two leaders", "their") may stand for several: `entities`. */
struct mention {
    struct span span, name;
    uint32_t sentence, first, end, head;
    uint32_t *entities;
    uint32_t entity_count; /* at least 1 */
    uint8_t kind;          /* enum mention_kind */
    bool is_place_only;    /* names where something is, not a party ("in Gaza") */
};

/* Who a mention stands for. Codes hold on the report's date. `code` as in INTERFACE ENTITY ("UNK":
 * unknown), `sector` "" for none. `name`: usual full name, "" for groups without one. Static
 * strings of the knowledge base or the report's arena. */
struct entity {
    struct str name, code, country_code, sector, cameo, identifier_id, office;
    struct str other_sectors; /* joined by | */
    uint8_t type;             /* enum entity_type */
    uint32_t first_mention;
    uint32_t knowledge; /* row of the knowledge base, NONE if unknown */
    char gender;        /* 'm', 'f', 'n' (thing), 'p' (many), 0 unknown */
};

/* ---- when, where ---- */

enum grain { GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH, GRAIN_YEAR };

/* A time expression that was resolved: days `from` to `to`. Tokens [first, end). `is_bound`: it
 * tells where something begins or ends ("since Monday", "until 2026") and not when it happened. */
struct time {
    struct span span;
    uint32_t sentence, first, end;
    struct date from, to;
    uint8_t grain;
    bool is_bound;
};

/* A place named in the text and the row of the gazetteer chosen for it. No coordinates known: not a
 * number. `is_endpoint`: where something comes from or goes to ("to Beirut") and not where it
 * happens. */
struct place {
    struct span span;
    uint32_t sentence, first, end;
    struct str extracted, resolved, geonameid, province, country_code, feature_code, resolution;
    double latitude, longitude;
    bool is_endpoint;
};

/* ---- what ---- */

/* Who takes part: a mention, or an entity that no words of the sentence name (`mention` NONE), or
 * nobody known
 * (`entity` NONE: code UNK on `span`). */
struct party {
    uint32_t mention, entity;
    struct span span; /* the words shown; start == end: none */
};

struct party_array {
    struct party *items;
    size_t count, capacity;
};

struct index_array {
    uint32_t *items;
    size_t count, capacity;
};

/* One act. `trigger` the token that carries it, `trigger_spans` all words of it in order. Strings
 * belong to the ontology or lexicon. `category` "" for a public statement. */
struct event {
    uint32_t trigger, sentence;
    ARRAY_OF(struct span) trigger_spans;
    struct str category, mode, cameo;
    ARRAY_OF(struct str) contexts;
    unsigned auxiliary; /* enum annals_auxiliary */
    struct party_array actors, recipients, reporters;
    struct date date, end_date;
    bool date_from_text;
    uint32_t place;           /* of report->places, NONE */
    struct index_array sizes; /* of report->sizes */
    double confidence, event_scale, goldstein;
    int quad_code;
    struct str rule;
    struct str explanation; /* rivals and reasons for people, one a line; may be "" */
};

/* ---- said ---- */

enum quote_kind { QUOTE_DIRECT, QUOTE_MIXED, QUOTE_INDIRECT };

/* `speaker` is a mention, NONE if unknown; `cue` empty if there is none. The span of a direct quote
 * holds no quotation marks. `is_report`: told as a fact on the speaker's word ("said that", not
 * "hopes that" or "vowed to"). */
struct quote {
    struct span span, cue;
    uint32_t speaker;
    uint8_t kind;
    bool is_report;
};

enum vote_value { VOTE_FOR, VOTE_AGAINST, VOTE_ABSTAIN, VOTE_VETO, VOTE_ABSENT };

struct voter {
    struct party party;
    uint8_t vote;
};

/* Numbers are -1 where the text gives none. `outcome`: adopted, rejected, vetoed, pending. */
struct vote {
    struct span span;
    struct str body, measure, outcome;
    int64_t votes_for, votes_against, abstain;
    ARRAY_OF(struct voter) voters;
};

/* A count of people. `kind`: dead, injured …; `approx`: exact, about …; `of`: who they are, words
 * of the text. */
struct size_count {
    struct span span;
    uint32_t sentence, head; /* head: token of the number */
    uint32_t verb;           /* the word that told what the people are or suffered */
    struct str kind, approx, of;
    struct str categories; /* of events that such a count belongs to, joined by | */
    int64_t value;
    uint32_t event; /* of report->events, NONE */
};

/* ---- the report ---- */

struct annals_report {
    struct arena arena;

    /* ingest */
    struct str id, title, text, source, url, language, origin;
    struct str dateline; /* "KYIV, Ukraine (Agency)" taken off the text, "" if none */
    struct date published;
    bool tokens_given; /* CoNLL-U input: tokens and sentences are those of the input */
    struct utf8_index title_index, text_index;

    /* lang */
    ARRAY_OF(struct sentence) sentences;
    ARRAY_OF(struct token) tokens;
    ARRAY_OF(struct edge) edges;
    struct tree_node *tree; /* of each token, made by index_tree; NULL: not made */
    uint32_t
        *first_edge; /* of token i: edges [first_edge[i], first_edge[i + 1]) have it as dependent */

    ARRAY_OF(struct mention) mentions; /* by place: title first */
    ARRAY_OF(struct entity) entities;
    uint32_t *mention_of_token; /* innermost mention whose head this token is, NONE */

    ARRAY_OF(struct time) times;
    ARRAY_OF(struct place) places;
    ARRAY_OF(struct event) events; /* in the order of the records */
    ARRAY_OF(struct quote) quotes;
    ARRAY_OF(struct vote) votes;
    ARRAY_OF(struct size_count) sizes;

    ARRAY_OF(const char *) warnings;

    /* What annals_report_events and annals_report_get hand out, made once at the end;
     * `public_fields` in the order of REPORT_FIELDS (records/records.h). */
    struct annals_event *public_events;
    const char *public_fields[7];
    const char *const *public_warnings; /* ended by NULL */
    const char *coder;                  /* "annals VERSION" */
};

/* The text that a span points into, and the words of the span. */
static inline struct str report_field(const struct annals_report *report, bool in_title)
{
    return in_title ? report->title : report->text;
}

static inline struct str span_text(const struct annals_report *report, struct span span)
{
    return str_slice(report_field(report, span.in_title), span.start, span.end);
}

/* From the first byte of token `first` to the last of `end - 1`. */
static inline struct span tokens_span(const struct annals_report *report, uint32_t first,
                                      uint32_t end)
{
    struct span span = report->tokens.items[first].span;
    span.end = report->tokens.items[end - 1].span.end;
    return span;
}

#endif
