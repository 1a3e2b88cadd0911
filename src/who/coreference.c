/* coreference.c — pronouns, descriptions and first persons: what earlier words they take up.
 *
 * Rules with small scores, in the order of the text: agreement in gender, number and kind first,
 * then nearness and the place in the clause (subjects before objects before the rest), after
 * Lappin and Leass (1994) and the sieves of Lee et al. (2013). A pronoun whose best antecedent is a
 * noun that is no party ("the resolution … it") is left alone. */
#include <string.h>

#include "lang/lang.h"
#include "who/coreference.h"
#include "who/phrases.h"

enum {
    PRONOUN_WINDOW = 220, /* tokens looked back over for a pronoun */
    PRONOUN_SENTENCES = 4 /* sentences likewise */
};

/* ---- phrases of one sentence that stand for one ---- */

static bool is_negated(const struct who *who, uint32_t token)
{
    uint32_t child = NONE;
    while ((child = tree_dependent(who->report, token, DEPREL_ADVMOD, child)) != NONE)
        if (str_equal(who->folded[child], STR("not")) || str_equal(who->folded[child], STR("n't")))
            return true;
    return false;
}

/* The draft whose head is the token, NONE. */
static uint32_t draft_at(const struct who *who, uint32_t token)
{
    return token == NONE ? NONE : who->draft_of_token[token];
}

/* The draft that the token is part of by name or title: appositions hang on any of their words. */
static uint32_t draft_around(const struct who *who, uint32_t token)
{
    if (draft_at(who, token) != NONE || token == NONE)
        return draft_at(who, token);
    for (uint32_t up = token, step = 0; step < 4 && up != NONE; step++) {
        unsigned base = deprel_base(who_token(who, up)->deprel);
        if (draft_at(who, up) != NONE)
            return draft_at(who, up);
        if (base != DEPREL_FLAT && base != DEPREL_COMPOUND && base != DEPREL_NMOD)
            return NONE;
        up = who_token(who, up)->head;
    }
    return NONE;
}

static void link_apposition(struct who *who, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    const struct token *head = who_token(who, draft->head);
    if (deprel_base(head->deprel) != DEPREL_APPOS || draft->is_adjective)
        return;
    uint32_t target = draft_around(who, head->head);
    if (target == NONE || target == index)
        return;
    const struct draft *other = &who->drafts.items[target];
    bool places = draft->type == ENTITY_GPE && other->type == ENTITY_GPE; /* Aleppo, Syria */
    if (!places && other->kind != MENTION_PRONOUN)
        join_drafts(who, target, index);
}

/* "Mr. Kirby is a spokesman for the council". */
static void link_predicate(struct who *who, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    if (draft->kind != MENTION_NOMINAL || draft->role == NONE || draft->number == 'p' ||
        tree_dependent(who->report, draft->head, DEPREL_COP, NONE) == NONE ||
        is_negated(who, draft->head))
        return;
    uint32_t subject = draft_at(who, tree_dependent(who->report, draft->head, DEPREL_NSUBJ, NONE));
    if (subject == NONE)
        return;
    const struct draft *other = &who->drafts.items[subject];
    if (other->kind == MENTION_NAME && animacy_of(who, other) != 't' &&
        animacy_of(who, draft) == 'h')
        join_drafts(who, subject, index);
}

/* Does the acronym begin with a letter that begins a word of the name? */
static bool may_abbreviate(const struct who *who, const struct draft *name, uint32_t acronym)
{
    struct str form = who_token(who, acronym)->form;
    if (form.size < 2 || form.data[0] < 'A' || form.data[0] > 'Z')
        return false;
    for (size_t i = 1; i < form.size; i++)
        if (form.data[i] >= 'a' && form.data[i] <= 'z' && i < 2)
            return false;
    for (uint32_t token = name->first; token < name->end; token++)
        if (who_token(who, token)->form.size && who_token(who, token)->form.data[0] == form.data[0])
            return true;
    return false;
}

/* "Syrian Democratic Forces (SDF)": a name in brackets right behind another. */
static void link_bracketed(struct who *who, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    uint32_t open = draft->end, tokens = (uint32_t)who->report->tokens.count;
    if (draft->kind != MENTION_NAME || draft->type == ENTITY_PER || open + 2 >= tokens ||
        !str_equal(who_token(who, open)->form, STR("(")) ||
        !str_equal(who_token(who, open + 2)->form, STR(")")))
        return;
    uint32_t inner = draft_at(who, open + 1);
    if (inner != NONE && may_abbreviate(who, draft, open + 1))
        join_drafts(who, index, inner);
}

void link_phrases(struct who *who)
{
    for (uint32_t i = 0; i < who->drafts.count; i++) {
        link_apposition(who, i);
        link_predicate(who, i);
        link_bracketed(who, i);
    }
}

/* ---- pronouns ---- */

static bool is_subject(unsigned deprel)
{
    unsigned base = deprel_base(deprel);
    return base == DEPREL_NSUBJ || base == DEPREL_CSUBJ;
}

/* How prominent the place of a noun in its clause is. */
static double prominence(const struct who *who, uint32_t head)
{
    uint32_t token = first_conjunct(who->report, head);
    const struct token *at = who_token(who, token);
    switch (deprel_base(at->deprel)) {
    case DEPREL_NSUBJ: {
        bool main = at->head != NONE && (who_token(who, at->head)->deprel == DEPREL_ROOT ||
                                         who_token(who, at->head)->deprel == DEPREL_CCOMP ||
                                         who_token(who, at->head)->deprel == DEPREL_PARATAXIS ||
                                         who_token(who, at->head)->deprel == DEPREL_CONJ);
        return main ? 32 : 24;
    }
    case DEPREL_OBJ: return 14;
    case DEPREL_IOBJ: return 14;
    case DEPREL_ROOT: return 16;
    case DEPREL_OBL: return at->deprel == DEPREL_OBL_AGENT ? 16 : 6;
    case DEPREL_NMOD: return at->deprel == DEPREL_NMOD_POSS ? 12 : 4;
    case DEPREL_APPOS: return 8;
    case DEPREL_COMPOUND:
    case DEPREL_AMOD: return -8;
    default: return 4;
    }
}

/* The verb (or predicate) whose argument the token is. */
static uint32_t clause_of(const struct who *who, uint32_t token)
{
    return who_token(who, first_conjunct(who->report, token))->head;
}

/* Two arguments of one verb are two: "she criticised her". A possessor may be the subject. */
static bool is_bound_apart(const struct who *who, const struct draft *pronoun, uint32_t head)
{
    if (pronoun->is_reflexive || who_token(who, pronoun->head)->deprel == DEPREL_NMOD_POSS)
        return false;
    uint32_t clause = clause_of(who, pronoun->head);
    if (clause == NONE)
        return false;
    if (clause == clause_of(who, head) || clause == head)
        return true;
    bool shared = who_token(who, clause)->deprel == DEPREL_CONJ &&
                  tree_dependent(who->report, clause, DEPREL_NSUBJ, NONE) == NONE;
    return shared && is_subject(who_token(who, head)->deprel) &&
           clause_of(who, head) == first_conjunct(who->report, clause);
}

/* May a draft that is no pronoun of gender be what "it" or "they" take up? */
static bool pronoun_accepts(const struct who *who, const struct draft *pronoun,
                            const struct draft *root)
{
    char animacy = animacy_of(who, root);
    if (pronoun->number == 'p') {
        if (root->number == 's')
            return false;
        return root->number == 'p' || animacy == 't' || root->type == ENTITY_ORG;
    }
    if (pronoun->gender == 'n')
        return animacy == 't' && root->number != 'p' && !root->is_people;
    return animacy != 't' && root->number != 'p' && !root->is_people &&
           !(root->gender && pronoun->gender && root->gender != pronoun->gender);
}

static double distance_cost(const struct who *who, uint32_t from, uint32_t to)
{
    uint32_t sentences = who_token(who, from)->sentence - who_token(who, to)->sentence;
    return 18.0 * sentences + 0.15 * (from - to);
}

static double score_antecedent(struct who *who, const struct draft *pronoun, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    const struct draft *root = &who->drafts.items[cluster_of(who, index)];
    double score = prominence(who, draft->head) - distance_cost(who, pronoun->head, draft->head);
    score += draft->kind == MENTION_NAME ? 4 : draft->kind == MENTION_PRONOUN ? 5 : 1;
    if (draft->is_place_only)
        score -= 14;
    if (draft->is_adjective)
        score -= 6;
    if (pronoun->gender && pronoun->gender != 'n')
        score += root->gender == pronoun->gender ? 10 : root->type_known ? 6 : 0;
    if (pronoun->gender == 'n' && root->kind == MENTION_NAME)
        score += 3;
    if (draft->kind == MENTION_PRONOUN && draft->number == pronoun->number)
        score += 4;
    return score;
}

/* Nouns that are no drafts compete for "it" and "they": what "it" most often takes up. */
static double score_other_noun(const struct who *who, const struct draft *pronoun, uint32_t token)
{
    const struct token *at = who_token(who, token);
    if (at->upos != UPOS_NOUN || (pronoun->gender != 'n' && pronoun->number != 'p'))
        return -1000;
    bool plural = at->xpos == XPOS_NNS;
    unsigned base = deprel_base(at->deprel);
    if (plural != (pronoun->number == 'p') || base == DEPREL_COMPOUND || base == DEPREL_FLAT ||
        is_bound_apart(who, pronoun, token) || at->deprel == DEPREL_OBL_UNMARKED)
        return -1000;
    return prominence(who, token) - distance_cost(who, pronoun->head, token) -
           (pronoun->number == 'p' ? 8 : 2);
}

/* Is the pronoun inside the phrase of the draft, or the draft inside another's title? */
bool overlaps_phrase(const struct draft *pronoun, const struct draft *draft)
{
    return draft->first <= pronoun->head && pronoun->head < draft->end;
}

static bool same_text(const struct who *who, uint32_t a, uint32_t b)
{
    return who_token(who, a)->span.in_title == who_token(who, b)->span.in_title;
}

/* The speaker of a quote does not call himself "he" in it. */
static bool speaks_here(struct who *who, const struct draft *pronoun, uint32_t index)
{
    uint32_t quote = who->quote_of_token[pronoun->head];
    uint32_t speaker = quote == NONE ? NONE : who->quote_speakers.items[quote];
    return speaker != NONE && cluster_of(who, speaker) == cluster_of(who, index);
}

/* A conjunction of parties ("Egypt and Qatar … they"): its drafts, first conjunct first. */
static uint8_t conjuncts_of(struct who *who, uint32_t index, uint32_t members[DRAFT_MEMBERS])
{
    uint32_t head = who->drafts.items[index].head, token = NONE;
    uint8_t count = 0;
    if (who_token(who, head)->deprel == DEPREL_CONJ)
        return 0;
    members[count++] = index;
    while (count < DRAFT_MEMBERS &&
           (token = tree_dependent(who->report, head, DEPREL_CONJ, token)) != NONE) {
        if (draft_at(who, token) == NONE)
            return 0;
        members[count++] = draft_at(who, token);
    }
    return count > 1 ? count : 0;
}

struct antecedent {
    double score;
    uint32_t draft; /* NONE: a noun that is no party */
    uint8_t member_count;
    uint32_t members[DRAFT_MEMBERS];
};

static void consider_draft(struct who *who, const struct draft *pronoun, uint32_t index,
                           struct antecedent *best)
{
    const struct draft *draft = &who->drafts.items[index];
    if (overlaps_phrase(pronoun, draft) || is_bound_apart(who, pronoun, draft->head) ||
        (draft->kind == MENTION_PRONOUN && (!draft->is_resolved || draft->person != 3)) ||
        speaks_here(who, pronoun, index))
        return;
    struct antecedent found = {.draft = index};
    if (pronoun->number == 'p' && !draft->is_adjective)
        found.member_count = conjuncts_of(who, index, found.members);
    if (!found.member_count &&
        !pronoun_accepts(who, pronoun, &who->drafts.items[cluster_of(who, index)]))
        return;
    found.score = score_antecedent(who, pronoun, index) + (found.member_count ? 8 : 0);
    if (found.score > best->score)
        *best = found;
}

static struct antecedent find_antecedent(struct who *who, const struct draft *pronoun)
{
    struct antecedent best = {.score = -60, .draft = NONE};
    uint32_t sentence = pronoun->sentence;
    for (uint32_t token = pronoun->head, step = 0; token-- > 0 && step < PRONOUN_WINDOW; step++) {
        if (sentence - who_token(who, token)->sentence >= PRONOUN_SENTENCES ||
            !same_text(who, token, pronoun->head))
            break;
        uint32_t index = draft_at(who, token);
        if (index != NONE) {
            consider_draft(who, pronoun, index, &best);
            continue;
        }
        double score = score_other_noun(who, pronoun, token);
        if (score > best.score)
            best = (struct antecedent){.score = score, .draft = NONE};
    }
    return best;
}

/* "In his statement, the minister said": the subject that follows in the sentence. */
static uint32_t find_following_subject(struct who *who, const struct draft *pronoun)
{
    const struct sentence *sentence = &who->report->sentences.items[pronoun->sentence];
    uint32_t end = sentence->first + sentence->count;
    for (uint32_t token = pronoun->head + 1; token < end; token++) {
        uint32_t index = draft_at(who, token);
        if (index == NONE || !is_subject(who_token(who, token)->deprel) ||
            who_token(who, token)->head != sentence->root)
            continue;
        const struct draft *draft = &who->drafts.items[index];
        bool fits = draft->kind == MENTION_NAME && pronoun_accepts(who, pronoun, draft) &&
                    !tree_is_below(who->report, pronoun->head, token);
        return fits ? index : NONE;
    }
    return NONE;
}

static void resolve_third_person(struct who *who, uint32_t index)
{
    struct draft *pronoun = &who->drafts.items[index];
    struct antecedent found = find_antecedent(who, pronoun);
    if (found.draft == NONE && who_token(who, pronoun->head)->deprel == DEPREL_NMOD_POSS &&
        found.score <= -60)
        found.draft = find_following_subject(who, pronoun);
    if (found.draft == NONE)
        return;
    if (found.member_count) {
        pronoun->member_count = found.member_count;
        memcpy(pronoun->members, found.members, sizeof found.members);
        pronoun->is_resolved = true;
        return;
    }
    const struct draft *antecedent = &who->drafts.items[found.draft];
    if (antecedent->member_count) {
        pronoun->member_count = antecedent->member_count;
        memcpy(pronoun->members, antecedent->members, sizeof antecedent->members);
        pronoun->is_resolved = true;
        return;
    }
    pronoun->is_resolved = join_drafts(who, found.draft, index);
}

/* ---- first person ---- */

static void resolve_first_person(struct who *who, uint32_t index)
{
    struct draft *pronoun = &who->drafts.items[index];
    uint32_t speaker = speaker_at(who, pronoun->head);
    if (speaker == NONE)
        return;
    if (pronoun->number == 's') {
        pronoun->is_resolved =
            animacy_of(who, &who->drafts.items[cluster_of(who, speaker)]) != 't' &&
            join_drafts(who, speaker, index);
        return;
    }
    pronoun->members[0] = speaker; /* "we": on whose behalf the speaker speaks */
    pronoun->member_count = 1;
    pronoun->is_resolved = true;
}

/* ---- in the order of the text ---- */

void resolve_references(struct who *who)
{
    for (uint32_t token = 0; token < who->report->tokens.count; token++) {
        uint32_t index = who->draft_of_token[token];
        if (index == NONE)
            continue;
        struct draft *draft = &who->drafts.items[index];
        if (draft->kind == MENTION_NOMINAL)
            resolve_description(who, index);
        else if (draft->kind == MENTION_PRONOUN && draft->person == 3)
            resolve_third_person(who, index);
        else if (draft->kind == MENTION_PRONOUN && draft->person == 1)
            resolve_first_person(who, index);
    }
}
