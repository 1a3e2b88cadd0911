/* phrases.c — bounds of noun phrases, read off the tree. */
#include "who/phrases.h"
#include "lang/lang.h"

enum { PHRASE_STEPS = 12 }; /* prepositional phrases inside one another */

static bool stands_before(unsigned deprel)
{
    switch (deprel_base(deprel)) {
    case DEPREL_DET:
    case DEPREL_AMOD:
    case DEPREL_NUMMOD:
    case DEPREL_COMPOUND:
    case DEPREL_FLAT:
    case DEPREL_GOESWITH:
    case DEPREL_NMOD: return true;
    default: return false;
    }
}

static bool is_hyphen(const struct annals_report *report, uint32_t token)
{
    return report->tokens.items[token].deprel == DEPREL_PUNCT &&
           (report->tokens.items[token].xpos == XPOS_HYPH ||
            str_equal(report->tokens.items[token].form, STR("-")));
}

/* The dependent of `head` whose subtree ends right before `at`, NONE if there is none. */
static uint32_t left_neighbour(const struct annals_report *report, uint32_t head, uint32_t at)
{
    uint32_t first = report->sentences.items[report->tokens.items[head].sentence].first;
    if (at == first)
        return NONE;
    uint32_t token = at - 1;
    for (int step = 0; step < 64; step++) {
        uint32_t governor = report->tokens.items[token].head;
        if (governor == head)
            return token;
        if (governor == NONE || governor < first || !tree_is_below(report, governor, head))
            return NONE;
        token = governor;
    }
    return NONE;
}

/* Words at the begin of a subtree that are no part of the phrase. */
static bool is_outside(const struct annals_report *report, uint32_t token)
{
    switch (deprel_base(report->tokens.items[token].deprel)) {
    case DEPREL_CC:
    case DEPREL_PUNCT:
    case DEPREL_CASE:
    case DEPREL_MARK: return true;
    default: return false;
    }
}

uint32_t phrase_first(const struct annals_report *report, uint32_t head)
{
    uint32_t at = head;
    for (;;) {
        uint32_t left = left_neighbour(report, head, at), first, end;
        if (left == NONE || left > head)
            return at;
        if (is_hyphen(report, left) && at > 0) {
            at = left;
            continue;
        }
        if (!stands_before(report->tokens.items[left].deprel) ||
            phrase_preposition(report, left) < left)
            return at;
        tree_extent(report, left, &first, &end);
        while (first < at && is_outside(report, first))
            first++; /* "and" of a coordination that the phrase ends */
        if (first >= at)
            return at;
        at = first;
    }
}

/* A dependent behind the head that is part of the name or phrase itself. */
static bool continues_name(unsigned deprel)
{
    unsigned base = deprel_base(deprel);
    return base == DEPREL_FLAT || base == DEPREL_GOESWITH || base == DEPREL_COMPOUND ||
           base == DEPREL_NUMMOD;
}

/* Grows `*end` over what continues the head; returns the prepositional phrase that begins there. */
static uint32_t grow_end(const struct annals_report *report, uint32_t head, uint32_t *end)
{
    const struct token *tokens = report->tokens.items;
    uint32_t limit = report->sentences.items[tokens[head].sentence].first +
                     report->sentences.items[tokens[head].sentence].count;
    while (*end < limit) {
        uint32_t next = *end, dependent = NONE, first, last;
        for (uint32_t up = next, step = 0; step < 16 && up != NONE; step++) {
            if (tokens[up].head == head) {
                dependent = up;
                break;
            }
            up = tokens[up].head;
        }
        if (dependent == NONE || dependent < head)
            return NONE;
        if (tokens[dependent].deprel == DEPREL_PUNCT && is_hyphen(report, dependent) &&
            next + 1 < limit && tokens[next + 1].head == head) {
            *end = next + 1;
            continue;
        }
        if (tokens[dependent].deprel == DEPREL_NMOD &&
            phrase_preposition(report, dependent) == next)
            return dependent;
        if (!continues_name(tokens[dependent].deprel))
            return NONE;
        tree_extent(report, dependent, &first, &last);
        if (first < next)
            return NONE;
        *end = dependent + 1;
    }
    return NONE;
}

uint32_t phrase_end(const struct annals_report *report, uint32_t head, bool with_modifiers)
{
    uint32_t end = head + 1;
    for (int step = 0; step < PHRASE_STEPS; step++) {
        uint32_t modifier = grow_end(report, head, &end);
        if (modifier == NONE || !with_modifiers)
            return end;
        head = modifier;
        end = modifier + 1;
    }
    return end;
}

uint32_t head_of_tokens(const struct annals_report *report, uint32_t first, uint32_t end)
{
    for (uint32_t token = first; token < end; token++) {
        uint32_t head = report->tokens.items[token].head;
        if ((head == NONE || head < first || head >= end) &&
            report->tokens.items[token].deprel != DEPREL_PUNCT)
            return token;
    }
    return first;
}

uint32_t phrase_preposition(const struct annals_report *report, uint32_t head)
{
    uint32_t token = tree_dependent(report, head, DEPREL_CASE, NONE);
    return token != NONE && token < head ? token : NONE;
}

uint32_t first_conjunct(const struct annals_report *report, uint32_t token)
{
    for (int step = 0; step < 64; step++) {
        const struct token *at = &report->tokens.items[token];
        if (at->deprel != DEPREL_CONJ || at->head == NONE)
            break;
        token = at->head;
    }
    return token;
}
