/* codes.c — from clusters of drafts to the entities of the report, and the CAMEO actor code. */
#include "lang/lang.h"
#include "who/coreference.h"

/* ---- CAMEO ---- */

struct code_pair {
    const char *plover, *cameo;
};

/* Where CAMEO writes another code than PLOVER 1.3 (codebooks of both; sectors.tsv and
 * entity_codes.tsv of the ontology). A sector without counterpart is left off. */
static const struct code_pair CODES[] = {
    {"UNO", "IGOUNO"}, {"EUR", "IGOEEC"}, {"ISM", "NGM"}, {"UNK", "---"}, {NULL, NULL}};
static const struct code_pair SECTORS[] = {{"JRN", "MED"}, {"MED", "HLH"}, {"PRM", "MIL"},
                                           {"SOC", "CVL"}, {"REL", ""},    {"UNK", ""},
                                           {NULL, NULL}};

static struct str cameo_of(const struct code_pair *pairs, struct str code)
{
    for (; pairs->plover; pairs++)
        if (str_equal(code, str_of(pairs->plover)))
            return str_of(pairs->cameo);
    return code;
}

struct str cameo_actor_code(struct arena *arena, struct str code, struct str sector)
{
    struct str actor = cameo_of(CODES, code), role = cameo_of(SECTORS, sector);
    if (str_equal(code, STR("UNK")))
        return role.size ? role : actor;
    return role.size ? str_format(arena, "%.*s%.*s", STR_ARG(actor), STR_ARG(role)) : actor;
}

/* ---- entities ---- */

static struct span words_span(const struct annals_report *report, uint32_t first, uint32_t end)
{
    struct span span = word_span(report, first);
    span.end = word_span(report, end - 1).end;
    return span;
}

static struct span name_span(const struct who *who, const struct draft *draft)
{
    if (draft->name == NONE)
        return words_span(who->report, draft->first, draft->end);
    const struct piece *piece = &who->pieces.items[draft->name];
    return words_span(who->report, piece->first, piece->end);
}

/* The longest name that the text has for an entity that the base does not know. */
static struct str name_of_unknown(const struct who *who, const struct draft *root)
{
    if (root->name == NONE || root->kind != MENTION_NAME || root->is_adjective)
        return STR("");
    return span_text(who->report, name_span(who, root));
}

static uint8_t type_of_cluster(const struct draft *root)
{
    if (root->type == ENTITY_ROLE && root->kind == MENTION_NAME)
        return ENTITY_PER;
    return root->type;
}

/* The code of an entity: what its reading says, or the country of a domestic report for an unknown
 * person or body with a name (a report on a trial need not say of each witness where he is from),
 * else UNK. */
static struct str code_of(const struct who *who, const struct draft *root,
                          const struct reading *reading)
{
    if (reading->code.size)
        return reading->code;
    bool is_unknown = reading->row == NONE && root->name != NONE && !root->is_abroad &&
                      !root->is_place_only &&
                      (root->type == ENTITY_PER || root->type == ENTITY_ORG);
    return is_unknown && who->is_domestic ? who->country : STR("UNK");
}

static uint32_t add_entity(struct who *who, uint32_t cluster)
{
    const struct draft *root = &who->drafts.items[cluster];
    const struct reading *reading = read_draft(who, cluster);
    struct str code = code_of(who, root, reading);
    struct entity entity = {.name = reading->name,
                            .code = code,
                            .country_code = reading->country.size || reading->code.size ||
                                                    str_equal(code, STR("UNK"))
                                                ? reading->country
                                                : code,
                            .sector = reading->sector,
                            .other_sectors = reading->other_sectors,
                            .identifier_id = reading->identifier,
                            .office = reading->office,
                            .type = type_of_cluster(root),
                            .first_mention = NONE,
                            .knowledge = reading->row,
                            .gender = root->gender};
    if (!entity.name.size && reading->row == NONE)
        entity.name = name_of_unknown(who, root);
    if (!entity.gender)
        entity.gender = root->number == 'p' ? 'p' : animacy_of(who, root) == 't' ? 'n' : 0;
    entity.cameo = cameo_actor_code(who->arena, entity.code, entity.sector);
    *array_push(who->arena, &who->report->entities) = entity;
    return (uint32_t)who->report->entities.count - 1;
}

/* What the numbers of entities are kept in: by cluster, and by speaker for those who say "we". */
struct numbers {
    uint32_t *of_cluster, *of_side;
};

static uint32_t entity_of(struct who *who, struct numbers *numbers, uint32_t draft)
{
    uint32_t cluster = cluster_of(who, draft);
    if (numbers->of_cluster[cluster] == NONE)
        numbers->of_cluster[cluster] = add_entity(who, cluster);
    return numbers->of_cluster[cluster];
}

/* "We" of a speaker: the body he speaks for where the text names it, else one of his code and
 * sector without a name. */
static uint32_t entity_of_side(struct who *who, struct numbers *numbers, uint32_t speaker)
{
    uint32_t cluster = cluster_of(who, speaker);
    const struct draft *root = &who->drafts.items[cluster];
    if (animacy_of(who, root) == 't')
        return entity_of(who, numbers, cluster);
    for (uint8_t i = 0; i < root->owner_count; i++) {
        const struct draft *owner = &who->drafts.items[cluster_of(who, root->owners[i])];
        if (owner->reading.row != NONE && animacy_of(who, owner) == 't' &&
            str_equal(read_draft(who, cluster)->code,
                      read_draft(who, cluster_of(who, root->owners[i]))->code))
            return entity_of(who, numbers, root->owners[i]);
    }
    if (numbers->of_side[cluster] != NONE)
        return numbers->of_side[cluster];
    const struct reading *reading = read_draft(who, cluster);
    struct entity entity = {.code = reading->code.size ? reading->code : STR("UNK"),
                            .country_code = reading->country,
                            .sector = reading->sector,
                            .other_sectors = reading->other_sectors,
                            .name = STR(""),
                            .identifier_id = STR(""),
                            .office = STR(""),
                            .type = ENTITY_ORG,
                            .first_mention = NONE,
                            .knowledge = NONE,
                            .gender = 'p'};
    entity.cameo = cameo_actor_code(who->arena, entity.code, entity.sector);
    numbers->of_side[cluster] = (uint32_t)who->report->entities.count;
    *array_push(who->arena, &who->report->entities) = entity;
    return numbers->of_side[cluster];
}

/* "U.S. and Israeli officials": an entity for each owner, like the draft but for the code. */
static uint32_t entity_of_owner(struct who *who, const struct draft *draft, uint32_t owner)
{
    struct draft copy = *draft;
    copy.owners[0] = owner;
    copy.owner_count = 1;
    copy.is_read = copy.is_being_read = false;
    copy.parent = (uint32_t)who->drafts.count;
    copy.is_virtual = true;
    *array_push(who->arena, &who->drafts) = copy;
    return add_entity(who, copy.parent);
}

static bool has_split_owners(struct who *who, const struct draft *draft)
{
    if (draft->owner_count < 2 || draft->name != NONE || draft->number == 's')
        return false;
    struct str first = read_draft(who, cluster_of(who, draft->owners[0]))->code;
    for (uint8_t i = 1; i < draft->owner_count; i++) {
        struct str code = read_draft(who, cluster_of(who, draft->owners[i]))->code;
        if (code.size && first.size && !str_equal(code, first))
            return true;
    }
    return false;
}

/* Numbers of the entities that a draft stands for, written into the mention. */
static void set_entities(struct who *who, struct numbers *numbers, uint32_t index,
                         struct mention *mention)
{
    const struct draft draft = who->drafts.items[index];
    bool split = cluster_of(who, index) == index && has_split_owners(who, &draft);
    uint32_t count = split ? draft.owner_count : draft.member_count ? draft.member_count : 1;
    mention->entities = arena_new_array(who->arena, count, uint32_t);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t entity;
        if (split)
            entity = entity_of_owner(who, &draft, draft.owners[i]);
        else if (draft.member_count && draft.person == 1)
            entity = entity_of_side(who, numbers, draft.members[i]);
        else
            entity = entity_of(who, numbers, draft.member_count ? draft.members[i] : index);
        bool known = false;
        for (uint32_t k = 0; k < mention->entity_count; k++)
            known = known || mention->entities[k] == entity;
        if (!known)
            mention->entities[mention->entity_count++] = entity;
    }
}

/* Pronouns and descriptions that take nothing up are no mentions. */
static bool is_shown(struct who *who, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    if (draft->is_virtual)
        return false;
    if (draft->kind == MENTION_NAME || draft->is_resolved || draft->role != NONE ||
        draft->is_counted)
        return true;
    if (draft->kind == MENTION_PRONOUN)
        return false;
    return draft->name != NONE || draft->reading.row != NONE || cluster_of(who, index) != index ||
           (draft->owner_count && read_draft(who, cluster_of(who, index))->code.size &&
            (word_in_class(draft->word, WORD_PART) ||
             word_in_class(draft->word, WORD_DEFINITE_GROUP) ||
             word_in_class(draft->word, WORD_DEFINITE_PERSON)));
}

static void add_mention(struct who *who, struct numbers *numbers, uint32_t index)
{
    struct draft draft = who->drafts.items[index];
    struct mention mention = {.span = words_span(who->report, draft.first, draft.end),
                              .name = name_span(who, &draft),
                              .sentence = draft.sentence,
                              .first = draft.first,
                              .end = draft.end,
                              .head = draft.head,
                              .kind = draft.kind,
                              .is_place_only = draft.is_place_only};
    set_entities(who, numbers, index, &mention);
    uint32_t number = (uint32_t)who->report->mentions.count;
    for (uint32_t i = 0; i < mention.entity_count; i++) {
        struct entity *entity = &who->report->entities.items[mention.entities[i]];
        if (entity->first_mention == NONE)
            entity->first_mention = number;
    }
    who->report->mention_of_token[draft.head] = number;
    *array_push(who->arena, &who->report->mentions) = mention;
}

void write_parties(struct who *who)
{
    uint32_t count = (uint32_t)who->drafts.count;
    struct numbers numbers = {arena_new_array(who->arena, count, uint32_t),
                              arena_new_array(who->arena, count, uint32_t)};
    for (uint32_t i = 0; i < count; i++)
        numbers.of_cluster[i] = numbers.of_side[i] = NONE;
    for (uint32_t i = 0; i < count; i++)
        if (is_shown(who, i))
            add_mention(who, &numbers, i);
}
