/* clause.c — which clause a word stands in, and whose modifier a phrase is.
 *
 * Dates and places belong to the act beside which they stand. "Israel condemned the attack in Paris
 * on Monday" dates the condemning and places the attack: a modifier belongs to the nearest act
 * above it, else to the acts of its clause, else to those of clauses that share its circumstances
 * ("struck a checkpoint on Tuesday, killing nine"). */
#include "lang/lang.h"

enum { LONGEST_CLIMB = 64 }; /* steps; deeper trees are parser errors */

struct span word_span(const struct annals_report *report, uint32_t token)
{
    const struct token *word = &report->tokens.items[token];
    struct span span = word->span;
    if (word->token_words < 2)
        return span;
    struct str text = span_text(report, span);
    if (word->word_of_token == 0 && str_starts(text, word->form))
        span.end = span.start + (uint32_t)word->form.size;
    else if (word->word_of_token + 1 == word->token_words && str_ends(text, word->form))
        span.start = span.end - (uint32_t)word->form.size;
    return span;
}

static bool is_predicate(const struct token *token)
{
    return token->upos == UPOS_VERB || token->upos == UPOS_AUX;
}

/* Conjoined verbs head clauses of their own when the first of them does. */
static bool heads_clause(const struct annals_report *report, uint32_t at)
{
    for (int step = 0; step < LONGEST_CLIMB; step++) {
        const struct token *token = &report->tokens.items[at];
        if (token->head == NONE)
            return true;
        switch (deprel_base(token->deprel)) {
        case DEPREL_ROOT:
        case DEPREL_CCOMP:
        case DEPREL_ADVCL:
        case DEPREL_ACL:
        case DEPREL_CSUBJ:
        case DEPREL_PARATAXIS: return true;
        case DEPREL_CONJ:
            if (!is_predicate(token))
                return false;
            at = token->head;
            break;
        default: return false;
        }
    }
    return false;
}

uint32_t tree_clause(const struct annals_report *report, uint32_t token)
{
    for (int step = 0; step < LONGEST_CLIMB && token != NONE; step++) {
        if (heads_clause(report, token))
            return token;
        token = report->tokens.items[token].head;
    }
    return token;
}

/* Steps from `token` up to `ancestor` without passing through a clause or another act; NONE if
 * there is no such way. What is said of an actor ("the government in Kyiv condemned") is not said
 * of the act; an act as the subject ("Monday's attack killed nine") shares its circumstances. */
static uint32_t climb_within(const struct annals_report *report, const bool *is_trigger,
                             uint32_t token, uint32_t ancestor)
{
    enum { THROUGH_SUBJECT = 50 };
    uint32_t at = token;
    for (uint32_t step = 0; step < LONGEST_CLIMB && at != NONE; step++) {
        if (at == ancestor)
            return step;
        const struct token *word = &report->tokens.items[at];
        if (heads_clause(report, at))
            return NONE;
        if (is_trigger[at])
            return word->head == ancestor && deprel_base(word->deprel) == DEPREL_NSUBJ
                       ? step + THROUGH_SUBJECT
                       : NONE;
        if (word->deprel == DEPREL_NSUBJ)
            return NONE;
        at = word->head;
    }
    return NONE;
}

static bool has_own_subject(const struct annals_report *report, uint32_t clause)
{
    return tree_dependent(report, clause, DEPREL_NSUBJ, NONE) != NONE;
}

/* The word whose modifiers the clause shares: the verb above a participle ("…, killing nine"), the
 * noun of a relative clause, the first of conjoined verbs for what stands before it. */
static uint32_t shared_head(const struct annals_report *report, uint32_t clause, uint32_t modifier)
{
    const struct token *token = &report->tokens.items[clause];
    switch (deprel_base(token->deprel)) {
    case DEPREL_ADVCL:
        return has_own_subject(report, clause) ||
                       tree_dependent(report, clause, DEPREL_MARK, NONE) != NONE
                   ? NONE
                   : token->head;
    case DEPREL_ACL: return token->head;
    case DEPREL_CONJ:
        return modifier < token->head && !has_own_subject(report, clause) ? token->head : NONE;
    default: return NONE;
    }
}

uint32_t modifier_distance(const struct annals_report *report, const bool *is_trigger,
                           uint32_t trigger, uint32_t token)
{
    enum { SAME_CLAUSE = 100, SHARED_CLAUSE = 200 };
    if (token == trigger || report->tokens.items[token].head == NONE)
        return NONE;
    uint32_t parent = report->tokens.items[token].head;
    if (heads_clause(report, token))
        return NONE;
    uint32_t steps = climb_within(report, is_trigger, parent, trigger);
    if (steps != NONE)
        return steps;
    uint32_t clause = tree_clause(report, trigger);
    if (clause == NONE)
        return NONE;
    if (clause != trigger) {
        /* "launched an attack on Monday": the verb carries no act, its modifiers are the noun's. */
        steps = is_trigger[clause] ? NONE : climb_within(report, is_trigger, parent, clause);
        return steps == NONE ? NONE : SAME_CLAUSE + steps;
    }
    uint32_t shared = shared_head(report, clause, token);
    if (shared == NONE)
        return NONE;
    steps = climb_within(report, is_trigger, parent, shared);
    return steps == NONE ? NONE : SHARED_CLAUSE + steps;
}
