/* enhance.c — from trees to enhanced graphs, see enhance.h.
 *
 * After Schuster & Manning 2016, with the conventions of UD English EWT. Words are visited in
 * preorder, so that what a word passes on to those below it is complete when they ask. */
#include "lang/enhance.h"

#include "lang/lang.h"

enum { MOST_SHARED = 8, FIXED_WORDS = 6 };

/* An edge while the graph grows; `next` in the list of its dependent, `next_out` of its head. */
struct draft {
    struct edge edge;
    uint32_t next, next_out;
};

struct draft_array {
    struct draft *items;
    size_t count, capacity;
};

/* `in` and `out` begin the lists of each token; `in_count` is the length of the first. `relations`
 * has a bit for each relation in which a token has a dependent, plain relations included. */
struct graph {
    struct annals_report *report;
    struct draft_array drafts;
    uint32_t *in, *out;
    uint8_t *in_count;
    uint64_t *relations;
};
_Static_assert(DEPREL_COUNT <= 64, "a relation is a bit of 64");

static const struct token *token_at(const struct graph *graph, uint32_t token)
{
    return &graph->report->tokens.items[token];
}

static bool same_label(const struct edge *a, const struct edge *b)
{
    return a->deprel == b->deprel && str_equal(a->lexical, b->lexical);
}

static void add_edge(struct graph *graph, struct edge edge)
{
    if (edge.dependent == edge.head || graph->in_count[edge.dependent] >= ENHANCED_EDGES)
        return;
    for (uint32_t i = graph->in [edge.dependent]; i != NONE; i = graph->drafts.items[i].next) {
        const struct edge *there = &graph->drafts.items[i].edge;
        if (there->head == edge.head && same_label(there, &edge))
            return;
    }
    edge.extra = edge.head != token_at(graph, edge.dependent)->head;
    struct draft draft = {edge, graph->in[edge.dependent], NONE};
    uint32_t number = (uint32_t)graph->drafts.count;
    if (edge.head != NONE) {
        draft.next_out = graph->out[edge.head];
        graph->out[edge.head] = number;
    }
    graph->in[edge.dependent] = number;
    graph->in_count[edge.dependent]++;
    *array_push(&graph->report->arena, &graph->drafts) = draft;
}

/* ---- labels ---- */

/* The form of a marker in lower case, with the words it is fixed to: "because_of". */
static struct str marker_text(const struct graph *graph, uint32_t marker)
{
    struct annals_report *report = graph->report;
    const struct token *token = token_at(graph, marker);
    struct str text = str_lower(&report->arena, token->lemma.size ? token->lemma : token->form);
    uint32_t fixed = tree_dependent(report, marker, DEPREL_FIXED, NONE);
    for (int i = 0; i < FIXED_WORDS && fixed != NONE; i++) {
        token = token_at(graph, fixed);
        struct str more = str_lower(&report->arena, token->lemma.size ? token->lemma : token->form);
        text = str_format(&report->arena, "%.*s_%.*s", STR_ARG(text), STR_ARG(more));
        fixed = tree_dependent(report, marker, DEPREL_FIXED, fixed);
    }
    return text;
}

static uint32_t last_dependent(const struct graph *graph, uint32_t head, unsigned deprel)
{
    uint32_t found = NONE;
    for (int i = 0; i < MOST_SHARED; i++) {
        uint32_t next = tree_dependent(graph->report, head, deprel, found);
        if (next == NONE)
            break;
        found = next;
    }
    return found;
}

/* "when", "where" before the verb of an adverbial clause. */
static uint32_t clause_adverb(const struct graph *graph, uint32_t head)
{
    uint32_t adverb = tree_dependent(graph->report, head, DEPREL_ADVMOD, NONE);
    return adverb != NONE && token_at(graph, adverb)->xpos == XPOS_WRB ? adverb : NONE;
}

/* The conjunction of a conjunct: its own, else that of a later one ("a, b and c"). */
static uint32_t conjunction(const struct graph *graph, uint32_t conjunct)
{
    uint32_t head = token_at(graph, conjunct)->head;
    for (int i = 0; i < MOST_SHARED && conjunct != NONE; i++) {
        uint32_t found = tree_dependent(graph->report, conjunct, DEPREL_CC, NONE);
        if (found != NONE)
            return found;
        conjunct = tree_dependent(graph->report, head, DEPREL_CONJ, conjunct);
    }
    return NONE;
}

/* What marks the relation of a word to its head; NONE if nothing does. */
static uint32_t marker_of(const struct graph *graph, uint32_t token, unsigned deprel)
{
    uint32_t marker = NONE;
    switch (deprel) {
    case DEPREL_OBL:
    case DEPREL_NMOD: return last_dependent(graph, token, DEPREL_CASE);
    case DEPREL_CONJ: return conjunction(graph, token);
    case DEPREL_ADVCL:
    case DEPREL_ACL:
        marker = last_dependent(graph, token, DEPREL_MARK);
        if (marker == NONE)
            marker = last_dependent(graph, token, DEPREL_CASE);
        return marker == NONE ? clause_adverb(graph, token) : marker;
    default: return NONE;
    }
}

static struct str label_text(const struct graph *graph, uint32_t token, unsigned deprel)
{
    uint32_t marker = marker_of(graph, token, deprel);
    return marker == NONE ? STR("") : marker_text(graph, marker);
}

static void add_tree_edge(struct graph *graph, uint32_t token)
{
    const struct token *word = token_at(graph, token);
    add_edge(graph, (struct edge){.head = word->head,
                                  .dependent = token,
                                  .deprel = word->deprel,
                                  .lexical = label_text(graph, token, word->deprel)});
}

/* ---- subjects ---- */

static bool is_subject(unsigned deprel)
{
    unsigned base = deprel_base(deprel);
    return base == DEPREL_NSUBJ || base == DEPREL_CSUBJ;
}

static bool has_dependent(const struct graph *graph, uint32_t head, unsigned deprel)
{
    return graph->relations[head] >> deprel & 1;
}

static bool has_subject(const struct graph *graph, uint32_t head)
{
    return has_dependent(graph, head, DEPREL_NSUBJ) || has_dependent(graph, head, DEPREL_CSUBJ) ||
           has_dependent(graph, head, DEPREL_EXPL);
}

/* A participle conjoined with a passive is one, if it has no auxiliary of its own: "was arrested
 * and released". */
static bool is_passive(const struct graph *graph, uint32_t token)
{
    for (int step = 0; step < MOST_SHARED; step++) {
        const struct token *word = token_at(graph, token);
        if (has_dependent(graph, token, DEPREL_AUX_PASS))
            return true;
        if (word->deprel != DEPREL_CONJ || word->head == NONE || word->xpos != XPOS_VBN ||
            has_dependent(graph, token, DEPREL_AUX) || has_subject(graph, token))
            return false;
        token = word->head;
    }
    return false;
}

static bool is_predicate(const struct graph *graph, uint32_t token)
{
    unsigned upos = token_at(graph, token)->upos;
    return upos == UPOS_VERB || upos == UPOS_AUX || has_dependent(graph, token, DEPREL_COP);
}

/* Subject relation as the voice of its new predicate asks. */
static unsigned voiced(unsigned deprel, bool passive)
{
    if (deprel_base(deprel) == DEPREL_CSUBJ)
        return passive ? DEPREL_CSUBJ_PASS : DEPREL_CSUBJ;
    return passive ? DEPREL_NSUBJ_PASS : DEPREL_NSUBJ;
}

/* The subject of a predicate that is a clause stays one of its conjuncts: "the point is to win and
 * that …". */
static bool stays_outer(unsigned deprel, struct str lexical)
{
    return deprel == DEPREL_NSUBJ_OUTER && !lexical.size;
}

/* Gives the subjects of `from` to the predicate `to` as well. */
static void share_subjects(struct graph *graph, uint32_t from, uint32_t to, struct str lexical)
{
    bool passive = is_passive(graph, to);
    int steps = 0;
    for (uint32_t i = graph->out[from]; i != NONE && steps < 4 * MOST_SHARED; steps++) {
        struct draft draft = graph->drafts.items[i];
        i = draft.next_out;
        struct edge edge = draft.edge;
        if (!is_subject(edge.deprel))
            continue;
        if (!stays_outer(edge.deprel, lexical))
            edge.deprel = (uint8_t)voiced(edge.deprel, passive);
        if (lexical.size)
            edge.lexical = lexical;
        edge.head = to;
        add_edge(graph, edge);
    }
}

/* ---- open complements ---- */

/* Who does what an open complement says: objects of the governor, else its subjects. */
static void control_complement(struct graph *graph, uint32_t complement)
{
    uint32_t governor = token_at(graph, complement)->head;
    if (has_subject(graph, complement))
        return;
    bool passive = is_passive(graph, complement), found = false;
    int steps = 0;
    for (uint32_t i = graph->out[governor]; i != NONE && steps < 4 * MOST_SHARED; steps++) {
        struct draft draft = graph->drafts.items[i];
        i = draft.next_out;
        if (draft.edge.deprel != DEPREL_OBJ && draft.edge.deprel != DEPREL_IOBJ)
            continue;
        found = true;
        add_edge(graph, (struct edge){.head = complement,
                                      .dependent = draft.edge.dependent,
                                      .deprel = passive ? DEPREL_NSUBJ_PASS : DEPREL_NSUBJ,
                                      .lexical = STR("xsubj")});
    }
    if (!found)
        share_subjects(graph, governor, complement, STR("xsubj"));
}

/* ---- conjuncts ---- */

/* Relations that a conjunct does not share with the first of its row. */
static bool is_shared_relation(unsigned deprel)
{
    switch (deprel) {
    case DEPREL_ROOT:
    case DEPREL_CONJ:
    case DEPREL_PARATAXIS:
    case DEPREL_REF:
    case DEPREL_FIXED:
    case DEPREL_LIST:
    case DEPREL_FLAT:
    case DEPREL_PUNCT: return false;
    default: return true;
    }
}

/* The conjunct hangs where the first conjunct hangs, marked by its own preposition if it has one.
 */
static void share_heads(struct graph *graph, uint32_t first, uint32_t conjunct)
{
    for (uint32_t i = graph->in[first]; i != NONE;) {
        struct draft draft = graph->drafts.items[i];
        i = draft.next;
        struct edge edge = draft.edge;
        if (!is_shared_relation(edge.deprel) || edge.head == NONE || edge.head == conjunct)
            continue;
        struct str own = label_text(graph, conjunct, edge.deprel);
        if (own.size)
            edge.lexical = own;
        if (is_subject(edge.deprel) && edge.deprel != DEPREL_NSUBJ_OUTER && !edge.lexical.size)
            edge.deprel = (uint8_t)voiced(edge.deprel, is_passive(graph, edge.head));
        edge.dependent = conjunct;
        add_edge(graph, edge);
    }
}

/* "sent and received letters": what follows both belongs to both. */
static void share_objects(struct graph *graph, uint32_t first, uint32_t conjunct)
{
    if (has_dependent(graph, conjunct, DEPREL_OBJ) ||
        has_dependent(graph, conjunct, DEPREL_CCOMP) || is_passive(graph, conjunct))
        return;
    int steps = 0;
    for (uint32_t i = graph->out[first]; i != NONE && steps < 4 * MOST_SHARED; steps++) {
        struct draft draft = graph->drafts.items[i];
        i = draft.next_out;
        struct edge edge = draft.edge;
        if (edge.deprel != DEPREL_OBJ || edge.dependent < conjunct)
            continue;
        edge.head = conjunct;
        add_edge(graph, edge);
    }
}

static void join_conjunct(struct graph *graph, uint32_t conjunct)
{
    uint32_t first = token_at(graph, conjunct)->head;
    share_heads(graph, first, conjunct);
    if (!is_predicate(graph, first) && !is_predicate(graph, conjunct))
        return;
    if (!has_subject(graph, conjunct))
        share_subjects(graph, first, conjunct, STR(""));
    share_objects(graph, first, conjunct);
}

/* ---- relative clauses ---- */

static bool is_relative(const struct token *token)
{
    return token->xpos == XPOS_WDT || token->xpos == XPOS_WP || token->xpos == XPOS_WP_POSS ||
           token->xpos == XPOS_WRB || str_find(token->feats, STR("PronType=Rel"), 0) != SIZE_MAX;
}

/* The relative pronoun of the clause: the first relative word in front of the verb. */
static uint32_t relative_word(const struct graph *graph, uint32_t clause)
{
    uint32_t first, end;
    tree_extent(graph->report, clause, &first, &end);
    for (uint32_t token = first; token < clause && token < first + 2 * MOST_SHARED; token++)
        if (is_relative(token_at(graph, token)))
            return token;
    return NONE;
}

/* The noun's part in a clause without pronoun ("the man they saw"): what the clause lacks. */
static unsigned missing_part(const struct graph *graph, uint32_t clause)
{
    const struct token *verb = token_at(graph, clause);
    if (!has_dependent(graph, clause, DEPREL_NSUBJ))
        return is_passive(graph, clause) ? DEPREL_NSUBJ_PASS : DEPREL_NSUBJ;
    if (token_at(graph, verb->head)->deprel == DEPREL_OBL_UNMARKED)
        return DEPREL_OBL; /* "left the day they came" */
    if (verb->upos == UPOS_VERB && !has_dependent(graph, clause, DEPREL_OBJ) &&
        !has_dependent(graph, clause, DEPREL_XCOMP) &&
        !has_dependent(graph, clause, DEPREL_CCOMP) && !is_passive(graph, clause))
        return DEPREL_OBJ;
    return DEPREL_NONE;
}

/* Takes all edges of a word away; its heads lose a dependent. */
static void forget_edges(struct graph *graph, uint32_t token)
{
    for (uint32_t i = graph->in[token]; i != NONE; i = graph->drafts.items[i].next)
        graph->drafts.items[i].edge.deprel = DEPREL_NONE;
    graph->in[token] = NONE;
    graph->in_count[token] = 0;
}

static void link_relative(struct graph *graph, uint32_t clause)
{
    uint32_t noun = token_at(graph, clause)->head;
    uint32_t pronoun = relative_word(graph, clause);
    struct edge edge = {.head = clause, .dependent = noun, .lexical = STR("")};
    if (pronoun == NONE || pronoun == clause) {
        edge.deprel = (uint8_t)missing_part(graph, clause);
    } else {
        edge.head = token_at(graph, pronoun)->head;
        edge.deprel = token_at(graph, pronoun)->deprel;
        if (edge.deprel == DEPREL_ADVMOD)
            edge.deprel = DEPREL_OBL; /* "the day when" */
        edge.lexical = label_text(graph, pronoun, edge.deprel);
        forget_edges(graph, pronoun); /* `ref` stands in their place */
        add_edge(graph,
                 (struct edge){
                     .head = noun, .dependent = pronoun, .deprel = DEPREL_REF, .lexical = STR("")});
    }
    if (edge.deprel != DEPREL_NONE && edge.head != NONE)
        add_edge(graph, edge);
}

/* ---- the whole ---- */

static void enhance_word(struct graph *graph, uint32_t token)
{
    const struct token *word = token_at(graph, token);
    if (word->head == NONE)
        return;
    switch (word->deprel) {
    case DEPREL_CONJ: join_conjunct(graph, token); break;
    case DEPREL_XCOMP: control_complement(graph, token); break;
    case DEPREL_ACL_RELCL: link_relative(graph, token); break;
    default: break;
    }
}

/* Tokens by preorder number, those below no root last. */
static uint32_t *tokens_in_preorder(struct annals_report *report)
{
    uint32_t count = (uint32_t)report->tokens.count, lost = count;
    uint32_t *order = arena_new_array(&report->arena, count, uint32_t);
    for (uint32_t token = count; token-- > 0;) {
        uint32_t number = report->tree[token].enter;
        order[number ? number - 1 : --lost] = token;
    }
    return order;
}

static void sort_edges(struct edge *edges, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && (edges[k - 1].head > edges[k].head ||
                                     (edges[k - 1].head == edges[k].head &&
                                      edges[k - 1].deprel > edges[k].deprel));
             k--) {
            struct edge edge = edges[k];
            edges[k] = edges[k - 1];
            edges[k - 1] = edge;
        }
}

static void write_edges(struct graph *graph)
{
    struct annals_report *report = graph->report;
    size_t count = report->tokens.count;
    report->edges.count = 0;
    report->first_edge = arena_new_array(&report->arena, count + 1, uint32_t);
    for (size_t token = 0; token < count; token++) {
        size_t first = report->edges.count;
        report->first_edge[token] = (uint32_t)first;
        for (uint32_t i = graph->in[token]; i != NONE; i = graph->drafts.items[i].next)
            *array_push(&report->arena, &report->edges) = graph->drafts.items[i].edge;
        sort_edges(report->edges.items + first, report->edges.count - first);
    }
    report->first_edge[count] = (uint32_t)report->edges.count;
}

void build_enhanced_graph(struct annals_report *report)
{
    size_t count = report->tokens.count;
    struct graph graph = {.report = report,
                          .in = arena_new_array(&report->arena, count, uint32_t),
                          .out = arena_new_array(&report->arena, count, uint32_t),
                          .in_count = arena_new_array(&report->arena, count, uint8_t),
                          .relations = arena_new_array(&report->arena, count, uint64_t)};
    for (size_t token = 0; token < count; token++)
        graph.in[token] = graph.out[token] = NONE;
    for (uint32_t token = 0; token < count; token++) {
        const struct token *word = &report->tokens.items[token];
        if (word->head != NONE)
            graph.relations[word->head] |= 1ULL << word->deprel | 1ULL << deprel_base(word->deprel);
    }
    for (uint32_t token = 0; token < count; token++)
        add_tree_edge(&graph, token);
    const uint32_t *order = tokens_in_preorder(report);
    for (size_t i = 0; i < count; i++)
        enhance_word(&graph, order[i]);
    write_edges(&graph);
}
