/* clusters.c — drafts that stand for one and the same: union-find, the best mention at the root,
 * and what must agree before two become one. */
#include "who/coreference.h"

uint32_t cluster_of(struct who *who, uint32_t draft)
{
    struct draft *drafts = who->drafts.items;
    while (drafts[draft].parent != draft) {
        drafts[draft].parent = drafts[drafts[draft].parent].parent;
        draft = drafts[draft].parent;
    }
    return draft;
}

static bool is_person_role(const struct who *who, const struct draft *draft)
{
    struct knowledge_row row;
    return draft->role != NONE &&
           knowledge_get(who->knowledge, who->pieces.items[draft->role].role, &row) &&
           !str_equal(row.subkind, STR("collective"));
}

/* 'h' a human, 't' a thing or body, 0 either. */
char animacy_of(const struct who *who, const struct draft *draft)
{
    if (draft->kind == MENTION_PRONOUN)
        return draft->gender == 'm' || draft->gender == 'f' ? 'h' : draft->gender == 'n' ? 't' : 0;
    if (draft->type == ENTITY_PER)
        return draft->type_known ? 'h' : 0;
    if (draft->type == ENTITY_ROLE) {
        if (draft->role == NONE)
            return draft->name != NONE ? 'h' : 0; /* members of a group */
        return is_person_role(who, draft) ? 'h' : 't';
    }
    if (draft->type == ENTITY_NORP && !draft->is_adjective)
        return 'h';
    if (draft->name == NONE && draft->word)
        return word_in_class(draft->word, WORD_DEFINITE_PERSON) ? 'h' : 't';
    return draft->type_known ? 't' : 0;
}

bool agree_in_form(const struct who *who, const struct draft *a, const struct draft *b)
{
    char one = animacy_of(who, a), two = animacy_of(who, b);
    if (one && two && one != two)
        return false;
    if (a->gender && b->gender && a->gender != b->gender)
        return false;
    return !a->number || !b->number || a->number == b->number;
}

/* How well a draft can stand for its cluster. */
static int rank_of(const struct draft *draft)
{
    int rank = draft->kind == MENTION_NAME ? 40 : draft->kind == MENTION_NOMINAL ? 20 : 0;
    if (draft->is_adjective)
        rank -= 10;
    return rank + (draft->reading.row != NONE ? 30 : 0) + (draft->type_known ? 5 : 0) +
           (draft->role != NONE ? 2 : 0);
}

static bool rows_agree(const struct draft *a, const struct draft *b)
{
    return a->reading.row == NONE || b->reading.row == NONE || a->reading.row == b->reading.row;
}

static void merge_into(const struct who *who, struct draft *root, const struct draft *other)
{
    root->gender = root->gender ? root->gender : other->gender;
    if (other->kind != MENTION_PRONOUN || animacy_of(who, root) == 'h')
        root->number = root->number ? root->number : other->number;
    if (!root->type_known && other->type_known && other->kind != MENTION_PRONOUN) {
        root->type = other->type == ENTITY_ROLE ? ENTITY_PER : other->type;
        root->type_known = true;
    }
    bool better =
        other->role != NONE && (root->role == NONE || (!root->owner_count && other->owner_count));
    if (better) {
        root->role = other->role;
        root->is_former = other->is_former;
        root->is_lesser = other->is_lesser;
        root->owner_count = other->owner_count;
        for (uint8_t i = 0; i < other->owner_count; i++)
            root->owners[i] = other->owners[i];
    }
    if (!root->abbreviation)
        root->abbreviation = other->abbreviation;
    root->has_honorific = root->has_honorific || other->has_honorific;
}

bool join_drafts(struct who *who, uint32_t a, uint32_t b)
{
    a = cluster_of(who, a);
    b = cluster_of(who, b);
    if (a == b)
        return true;
    struct draft *one = &who->drafts.items[a], *two = &who->drafts.items[b];
    if (!rows_agree(one, two) || !agree_in_form(who, one, two))
        return false;
    int better = rank_of(one) - rank_of(two);
    if (better < 0 || (better == 0 && b < a)) {
        struct draft *swap = one;
        one = two;
        two = swap;
        a = b;
    }
    merge_into(who, one, two);
    two->parent = a;
    one->is_read = false;
    return true;
}
