/* place_names.c — unknown names that are towns and regions: the gazetteer says which state they lie
 * in, the report which of several is meant. */
#include "where/where.h"
#include "who/draft.h"
#include "who/phrases.h"

enum {
    PLACE_CANDIDATES = 8,
    /* How important (tenths, see gazetteer_states) a place must be. Behind "in": in a state that
     * the report names, in any other; behind another preposition; elsewhere, where a name is more
     * often a person's. */
    LEAST_LOCATIVE = 100,
    LEAST_ELSEWHERE = 450,
    LEAST_OBLIQUE = 250,
    LEAST_ANY = 500
};

/* The preposition of the phrase or of the coordination it is part of, NONE. */
static uint32_t preposition_of(const struct who *who, uint32_t head)
{
    uint32_t preposition = phrase_preposition(who->report, head);
    return preposition != NONE ? preposition
                               : phrase_preposition(who->report, first_conjunct(who->report, head));
}

static int32_t least_importance(const struct who *who, const struct draft *draft, bool named)
{
    uint32_t preposition = preposition_of(who, draft->head);
    bool locative = preposition != NONE && (who_word(who, preposition, WORD_PLACE) ||
                                            who_word(who, preposition, WORD_PLACE_WEAK));
    if (draft->type == ENTITY_GPE || (locative && who_word(who, preposition, WORD_PLACE)))
        return named ? LEAST_LOCATIVE : LEAST_ELSEWHERE;
    if (!named)
        return INT32_MAX;
    return preposition != NONE ? LEAST_OBLIQUE : LEAST_ANY;
}

static bool may_be_place(struct who *who, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    return draft->kind == MENTION_NAME && draft->name != NONE && draft->role == NONE &&
           !draft->has_honorific && !draft->is_adjective && draft->reading.row == NONE &&
           cluster_of(who, index) == index && (draft->type == ENTITY_GPE || !draft->type_known);
}

/* The state of the likeliest place of this name: one in a state that the report names before
 * others.
 */
static struct str state_of_place(struct who *who, const struct draft *draft)
{
    const struct piece *piece = &who->pieces.items[draft->name];
    struct place_state states[PLACE_CANDIDATES];
    size_t count =
        gazetteer_states(who->gazetteer, who->arena,
                         span_text(who->report, tokens_span(who->report, piece->first, piece->end)),
                         states, PLACE_CANDIDATES);
    for (size_t i = 0; i < count; i++)
        if (country_score(who, states[i].country) > 0 &&
            states[i].importance >= least_importance(who, draft, true))
            return states[i].country;
    if (count && states[0].importance >= least_importance(who, draft, false))
        return states[0].country;
    return STR("");
}

void link_places(struct who *who)
{
    for (uint32_t i = 0; who->gazetteer && i < who->drafts.count; i++) {
        struct draft *draft = &who->drafts.items[i];
        if (!may_be_place(who, i))
            continue;
        struct str code = state_of_place(who, draft);
        if (!code.size)
            continue;
        draft->type = ENTITY_GPE;
        draft->type_known = true;
        draft->gender = draft->number = 0;
        draft->reading.code = code;
        mark_place(who, draft);
    }
    for (uint32_t i = 0; i < who->drafts.count; i++) { /* the other mentions of the same name */
        struct draft *draft = &who->drafts.items[i];
        const struct draft *root = &who->drafts.items[cluster_of(who, i)];
        if (root == draft || root->type != ENTITY_GPE || root->reading.row != NONE ||
            draft->kind != MENTION_NAME)
            continue;
        draft->type = ENTITY_GPE;
        draft->type_known = true;
        mark_place(who, draft);
    }
}
