/* descriptions.c — "the group", "the prime minister", "the two leaders": which names a description
 * takes up, by its role, by what its noun can be said of, by how many it counts. */
#include "lang/lang.h"
#include "who/coreference.h"

enum { DEFINITE_WINDOW = 240 }; /* drafts looked back over */

/* ---- descriptions ---- */

static struct str code_of_owners(struct who *who, const struct draft *draft)
{
    for (uint8_t i = 0; i < draft->owner_count; i++) {
        const struct reading *reading = read_draft(who, cluster_of(who, draft->owners[i]));
        if (reading->code.size)
            return reading->code;
    }
    return STR("");
}

static struct str lemma_of_role(const struct who *who, uint32_t piece)
{
    struct knowledge_row row;
    if (piece == NONE || !knowledge_get(who->knowledge, who->pieces.items[piece].role, &row))
        return STR("");
    return row.name;
}

static bool is_group_row(const struct who *who, const struct draft *root)
{
    struct knowledge_row row;
    return root->reading.row != NONE && knowledge_get(who->knowledge, root->reading.row, &row) &&
           row.kind == KNOWLEDGE_GROUP && root->kind == MENTION_NAME &&
           !str_equal(row.subkind, STR("party"));
}

static bool is_party_row(const struct who *who, const struct draft *root)
{
    struct knowledge_row row;
    return root->reading.row != NONE && knowledge_get(who->knowledge, root->reading.row, &row) &&
           row.kind == KNOWLEDGE_GROUP && root->kind == MENTION_NAME &&
           (str_equal(row.subkind, STR("party")) ||
            str_find(row.other_sectors, STR("PTY"), 0) != SIZE_MAX);
}

static bool is_state_root(const struct who *who, const struct draft *root)
{
    struct knowledge_row row;
    return root->reading.row != NONE && knowledge_get(who->knowledge, root->reading.row, &row) &&
           row.kind == KNOWLEDGE_STATE && !root->is_metonym && !root->is_people &&
           root->kind == MENTION_NAME && root->hit->relation != RELATION_REGION;
}

/* Does some word of the name, or of the usual name of its row, equal the noun? */
static bool name_holds(const struct who *who, const struct draft *root, struct str noun)
{
    if (root->name == NONE)
        return false;
    const struct piece *piece = &who->pieces.items[root->name];
    for (uint32_t token = piece->first; token < piece->end; token++)
        if (str_equal(who->folded[token], noun))
            return true;
    struct knowledge_row row;
    if (root->reading.row == NONE || !knowledge_get(who->knowledge, root->reading.row, &row))
        return false;
    struct str rest = row.name;
    while (rest.data && rest.size) {
        if (str_equal_fold(str_cut(&rest, ' '), noun))
            return true;
    }
    return false;
}

/* The sector that the row or the words of a name tell. */
static struct str sector_of_name(const struct who *who, const struct draft *root)
{
    struct knowledge_row row;
    if (root->reading.row != NONE && knowledge_get(who->knowledge, root->reading.row, &row))
        return row.sector;
    const struct who_word *noun =
        root->name == NONE ? NULL
                           : who_word(who, who->pieces.items[root->name].end - 1, WORD_NAME_NOUN);
    struct str rest = noun ? noun->value : STR("");
    str_cut(&rest, ':');
    return rest.data ? rest : STR("");
}

/* Can the noun of the description take up the cluster? Highest first; 0: no. */
static int fits_noun(const struct who *who, const struct draft *draft, const struct draft *root)
{
    const struct who_word *word = draft->word;
    if (root->kind != MENTION_NAME || root->is_adjective)
        return 0;
    if (word_in_class(word, WORD_DEFINITE_STATE) && is_state_root(who, root))
        return 2;
    bool body = root->type == ENTITY_ORG && root->type_known;
    struct str noun = who->folded[draft->head];
    const struct who_word *organisation = word_in_class(word, WORD_DEFINITE_ORGANISATION);
    if (organisation && body && name_holds(who, root, noun))
        return 4;
    if (organisation && body && organisation->value.size &&
        str_equal(organisation->value, sector_of_name(who, root)))
        return 3; /* the airline, the network */
    if (word_in_class(word, WORD_DEFINITE_GROUP) && is_group_row(who, root))
        return 3;
    if (word_in_class(word, WORD_DEFINITE_PARTY) && is_party_row(who, root))
        return 3;
    if (word_in_class(word, WORD_DEFINITE_GROUP) && body)
        return 1;
    return word_in_class(word, WORD_DEFINITE_PLACE) && root->type == ENTITY_GPE &&
                   root->name != NONE && name_holds(who, root, noun)
               ? 2
               : 0;
}

static bool owners_agree(struct who *who, const struct draft *draft, uint32_t cluster)
{
    struct str code = code_of_owners(who, draft);
    if (!code.size)
        return true;
    const struct reading *reading = read_draft(who, cluster);
    return str_equal(code, reading->code) || str_equal(code, reading->country);
}

/* Does the cluster hold the office that the role means? */
static bool holds_office(struct who *who, const struct draft *draft, uint32_t cluster)
{
    const struct reading *reading = read_draft(who, cluster);
    struct str role = lemma_of_role(who, draft->role);
    if (!reading->office.size || !role.size)
        return false;
    return str_equal(knowledge_office_name(who->knowledge, role, reading->country),
                     reading->office);
}

static bool ends_with_word(struct str text, struct str word)
{
    return text.size > word.size && str_ends(text, word) &&
           text.data[text.size - word.size - 1] == ' ';
}

/* How well a description with a role fits a cluster; 0: not. */
static int fits_role(struct who *who, const struct draft *draft, uint32_t cluster)
{
    const struct draft *root = &who->drafts.items[cluster];
    struct str role = lemma_of_role(who, draft->role);
    bool same_role = root->role != NONE && str_equal(role, lemma_of_role(who, root->role)) &&
                     root->is_former == draft->is_former && root->is_lesser == draft->is_lesser;
    if (!owners_agree(who, draft, cluster) || !agree_in_form(who, draft, root))
        return 0;
    if (draft->number != 'p' && root->kind == MENTION_NAME && !draft->is_former &&
        !draft->is_lesser && root->type == ENTITY_PER && holds_office(who, draft, cluster))
        return 4;
    if (same_role && (draft->number == root->number || !root->number))
        return root->kind == MENTION_NAME ? 4 : 3;
    if (draft->number != 'p' && root->kind == MENTION_NAME && root->type == ENTITY_PER &&
        root->role != NONE && draft->owner_count == 0 &&
        ends_with_word(lemma_of_role(who, root->role), role))
        return 2; /* the secretary, the minister */
    return 0;
}

static uint32_t find_described(struct who *who, uint32_t index, bool by_role)
{
    const struct draft *draft = &who->drafts.items[index];
    uint32_t best = NONE;
    int most = 0;
    for (uint32_t i = index, step = 0; i-- > 0 && step < DEFINITE_WINDOW && most < 4; step++) {
        const struct draft *other = &who->drafts.items[i];
        uint32_t cluster = cluster_of(who, i);
        if (cluster == cluster_of(who, index) || overlaps_phrase(draft, other) ||
            other->head > draft->head || other->is_adjective ||
            (draft->first <= other->first && other->end <= draft->end))
            continue;
        int fit = by_role ? fits_role(who, draft, cluster)
                          : fits_noun(who, draft, &who->drafts.items[cluster]);
        if (fit > most) {
            most = fit;
            best = i;
        }
    }
    return best;
}

/* ---- several at once: the two leaders, both countries ---- */

static int how_many(const struct who *who, const struct draft *draft)
{
    for (uint32_t token = draft->first; token < draft->head; token++) {
        const struct who_word *word = who_word(who, token, WORD_NUMBER);
        int64_t value;
        if (word && str_to_integer(word->value, &value))
            return (int)value;
    }
    return 0;
}

static bool fits_plural(struct who *who, const struct draft *draft, uint32_t cluster)
{
    const struct draft *root = &who->drafts.items[cluster];
    if (root->kind != MENTION_NAME || root->number == 'p')
        return false;
    if (word_in_class(draft->word, WORD_DEFINITE_STATE))
        return is_state_root(who, root);
    if (draft->role != NONE && animacy_of(who, draft) == 'h')
        return root->type == ENTITY_PER;
    if (word_in_class(draft->word, WORD_DEFINITE_PERSON))
        return root->type == ENTITY_PER;
    if (word_in_class(draft->word, WORD_DEFINITE_GROUP))
        return is_group_row(who, root);
    return is_state_root(who, root) || is_group_row(who, root); /* both sides */
}

static void resolve_several(struct who *who, uint32_t index, int wanted)
{
    struct draft *draft = &who->drafts.items[index];
    uint32_t clusters[DRAFT_MEMBERS];
    uint8_t found = 0;
    for (uint32_t i = index, step = 0; i-- > 0 && step < 60 && found < wanted; step++) {
        const struct draft *other = &who->drafts.items[i];
        uint32_t cluster = cluster_of(who, i);
        bool known = other->end > draft->first || other->kind == MENTION_PRONOUN ||
                     draft->sentence - other->sentence > 3 || !fits_plural(who, draft, cluster);
        for (uint8_t k = 0; k < found && !known; k++)
            known = clusters[k] == cluster;
        if (known)
            continue;
        clusters[found] = cluster;
        draft->members[found++] = i;
    }
    if (found != wanted)
        return;
    for (uint8_t i = 0; i < found / 2; i++) { /* first named first */
        uint32_t swap = draft->members[i];
        draft->members[i] = draft->members[found - 1 - i];
        draft->members[found - 1 - i] = swap;
    }
    draft->member_count = found;
    draft->is_resolved = true;
}

/* "U.S. and Israeli officials": one of each. */
static bool has_several_owners(struct who *who, const struct draft *draft)
{
    if (draft->owner_count < 2)
        return false;
    struct str first = read_draft(who, cluster_of(who, draft->owners[0]))->code;
    struct str second = read_draft(who, cluster_of(who, draft->owners[1]))->code;
    return first.size && second.size && !str_equal(first, second);
}

void resolve_description(struct who *who, uint32_t index)
{
    struct draft *draft = &who->drafts.items[index];
    if (draft->name != NONE || cluster_of(who, index) != index || has_several_owners(who, draft))
        return;
    bool owned = tree_dependent(who->report, draft->head, DEPREL_NMOD_POSS, NONE) != NONE;
    int wanted = draft->number == 'p' && !owned ? how_many(who, draft) : 0;
    if (wanted >= 2 && wanted <= DRAFT_MEMBERS && (draft->is_definite || draft->word)) {
        resolve_several(who, index, wanted);
        if (draft->is_resolved)
            return;
    }
    bool generic = draft->role != NONE && (draft->number == 'p' || animacy_of(who, draft) == 't');
    if (draft->role != NONE && (draft->is_definite || generic) && wanted == 0) {
        uint32_t found = find_described(who, index, true);
        if (found != NONE && join_drafts(who, found, index)) {
            draft->is_resolved = true;
            return;
        }
    }
    if (draft->is_definite && draft->word && draft->number != 'p' &&
        !code_of_owners(who, draft).size) {
        uint32_t found = find_described(who, index, false);
        if (found != NONE)
            draft->is_resolved = join_drafts(who, found, index);
    }
}
