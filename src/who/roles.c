/* roles.c — whose president, which country's police: what a role and what it is tied to say of
 * code and sector. */
#include "lang/lang.h"
#include "who/draft.h"
#include "who/phrases.h"

/* ---- owners ---- */

enum { CLIMB_STEPS = 3 };

/* How closely an owner is tied: lower is closer. */
enum tie { TIE_BEFORE, TIE_OF, TIE_FAR, TIE_NONE };

/* The draft that each token belongs to by its name, title or head: states hang on any of them. */
static uint32_t *own_tokens(struct who *who)
{
    size_t count = who->report->tokens.count;
    uint32_t *own = arena_new_array(who->arena, count, uint32_t);
    for (size_t i = 0; i < count; i++)
        own[i] = NONE;
    for (uint32_t i = 0; i < who->drafts.count; i++) {
        const struct draft *draft = &who->drafts.items[i];
        uint32_t pieces[] = {draft->name, draft->role};
        for (int k = 0; k < 2; k++) {
            if (pieces[k] == NONE)
                continue;
            const struct piece *piece = &who->pieces.items[pieces[k]];
            for (uint32_t token = piece->first; token < piece->end; token++)
                own[token] = i;
        }
    }
    for (uint32_t i = 0; i < who->drafts.count; i++)
        own[who->drafts.items[i].head] = i;
    return own;
}

static enum tie tie_of(const struct who *who, uint32_t token)
{
    switch (who_token(who, token)->deprel) {
    case DEPREL_AMOD:
    case DEPREL_COMPOUND:
    case DEPREL_NMOD_POSS:
    case DEPREL_FLAT:
    case DEPREL_NMOD_DESC: return TIE_BEFORE;
    case DEPREL_NMOD: {
        uint32_t preposition = phrase_preposition(who->report, token);
        return preposition == NONE                       ? TIE_BEFORE
               : who_word(who, preposition, WORD_BELONG) ? TIE_OF
                                                         : TIE_NONE;
    }
    default: return TIE_NONE;
    }
}

static void add_owner(struct draft *draft, uint32_t owner, enum tie tie)
{
    if (draft->owner_count && tie > draft->tie)
        return;
    if (draft->owner_count && tie < draft->tie)
        draft->owner_count = 0;
    draft->tie = (uint8_t)tie;
    if (draft->owner_count < DRAFT_OWNERS)
        draft->owners[draft->owner_count++] = owner;
}

/* Climbs from the owner to the draft it modifies, through nouns that are none ("the political wing
 * of the movement"). */
static void tie_owner(struct who *who, const uint32_t *own, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    uint32_t token = first_conjunct(who->report, draft->head);
    enum tie tie = TIE_BEFORE;
    for (int step = 0; step < CLIMB_STEPS; step++) {
        enum tie here = tie_of(who, token);
        uint32_t governor = who_token(who, token)->head;
        if (here == TIE_NONE || governor == NONE)
            return;
        tie = here > tie ? here : tie;
        uint32_t owned = own[governor];
        if (owned == index)
            return;
        if (owned != NONE) {
            struct draft *target = &who->drafts.items[owned];
            if (target->kind != MENTION_PRONOUN)
                add_owner(target, index, tie);
            return;
        }
        tie = TIE_FAR;
        token = governor;
    }
}

void tie_owners(struct who *who)
{
    uint32_t *own = own_tokens(who);
    for (uint32_t i = 0; i < who->drafts.count; i++)
        tie_owner(who, own, i);
}

/* ---- readings ---- */

static bool is_state_sector(struct str sector)
{
    static const char *const NAMES[] = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", NULL};
    for (int i = 0; NAMES[i]; i++)
        if (str_equal(sector, str_of(NAMES[i])))
            return true;
    return false;
}

static struct str sector_or_none(struct str sector)
{
    return str_equal(sector, STR("UNK")) ? STR("") : sector;
}

static bool is_body_code(struct str code)
{
    static const char *const CODES[] = {"IGO", "UNO", "EUR", "NGO", "IMG", "ISM", "MNC", NULL};
    for (int i = 0; CODES[i]; i++)
        if (str_equal(code, str_of(CODES[i])))
            return true;
    return false;
}

static void read_person(struct who *who, const struct draft *draft, struct reading *reading,
                        const struct knowledge_row *row)
{
    struct person_status status =
        knowledge_status(who->knowledge, draft->reading.row, who->report->published);
    reading->name = row->name;
    reading->code = status.code.size ? status.code : row->record_code;
    reading->country = row->record_code;
    reading->sector = status.sector;
    reading->other_sectors = status.other_sectors;
    reading->office = status.office;
    reading->identifier = row->wikidata;
    if (!who->report->published.year && draft->is_former && is_state_sector(reading->sector))
        reading->sector = STR("ELI");
}

static void read_row(struct who *who, const struct draft *draft, struct reading *reading)
{
    struct knowledge_row row;
    if (!knowledge_get(who->knowledge, draft->reading.row, &row))
        return;
    if (row.kind == KNOWLEDGE_PERSON) {
        read_person(who, draft, reading, &row);
        return;
    }
    reading->name = row.name;
    reading->code = row.record_code;
    reading->country =
        row.kind == KNOWLEDGE_STATE || row.kind == KNOWLEDGE_ORGAN ? row.record_code : row.country;
    reading->sector = sector_or_none(row.sector);
    reading->other_sectors = row.other_sectors;
    reading->identifier = row.wikidata;
    unsigned relation = draft->hit ? draft->hit->relation : RELATION_NAME;
    if (row.kind == KNOWLEDGE_STATE) {
        bool place = relation == RELATION_REGION || (draft->is_metonym && draft->is_place_only);
        reading->sector =
            place || (draft->is_people && !draft->is_definite) ? STR("CVL") : STR("GOV");
        if (draft->is_people || relation == RELATION_REGION)
            reading->name = reading->identifier = STR("");
    } else if (row.kind == KNOWLEDGE_PEOPLE) {
        reading->name = STR("");
        reading->sector = draft->is_adjective ? STR("") : STR("CVL");
    } else if (row.kind == KNOWLEDGE_PATTERN) {
        reading->name = STR("");
    } else if (relation == RELATION_MEMBER || relation == RELATION_MEMBERS) {
        reading->identifier = STR("");
    }
}

/* The one of a people's countries that the report speaks of most; the only one it has. */
static struct str country_of_people(const struct who *who, struct str countries)
{
    struct str rest = countries, best = STR("");
    double most = 0;
    bool several = str_find(countries, STR("|"), 0) != SIZE_MAX;
    while (rest.data && rest.size) {
        struct str code = str_cut(&rest, '|');
        double score = country_score(who, code);
        if (!several || score > most) {
            most = score;
            best = code;
        }
    }
    return best;
}

/* The reading of the first owner that has a code. */
static const struct reading *read_owner(struct who *who, const struct draft *draft,
                                        struct knowledge_row *row)
{
    for (uint8_t i = 0; i < draft->owner_count; i++) {
        uint32_t owner = cluster_of(who, draft->owners[i]);
        const struct reading *reading = read_draft(who, owner);
        if (!reading->code.size)
            continue;
        *row = (struct knowledge_row){0};
        if (reading->row != NONE)
            knowledge_get(who->knowledge, reading->row, row);
        return reading;
    }
    return NULL;
}

/* A role of a body takes the body's sector, of a state its own. */
static struct str sector_of_owned(const struct knowledge_row *role,
                                  const struct knowledge_row *owner_row,
                                  const struct reading *owner, struct str sector)
{
    bool follows = role->needs_country == ROLE_MODIFIER;
    if (is_body_code(owner->code))
        return str_equal(sector, STR("MIL")) ? sector : owner->sector;
    switch (owner_row->kind) {
    case KNOWLEDGE_STATE: return sector;
    case KNOWLEDGE_GROUP:
    case KNOWLEDGE_ORGANISATION: return owner->sector.size ? owner->sector : sector;
    case KNOWLEDGE_ORGAN:
    case KNOWLEDGE_PATTERN:
        return (follows || !sector.size) && owner->sector.size ? owner->sector : sector;
    case KNOWLEDGE_PERSON: return sector;
    default: return (follows || !sector.size) && owner->sector.size ? owner->sector : sector;
    }
}

static void read_role(struct who *who, const struct draft *draft, struct reading *reading,
                      const struct knowledge_row *role)
{
    struct knowledge_row owner_row;
    const struct reading *owner = read_owner(who, draft, &owner_row);
    struct str sector = sector_or_none(role->sector);
    reading->other_sectors = role->other_sectors;
    if (role->code.size) {
        reading->code = reading->country = role->code;
    } else if (owner) {
        reading->code = owner->code;
        reading->country = owner->country;
        sector = sector_of_owned(role, &owner_row, owner, sector);
    } else if (role->needs_country == ROLE_MODIFIER_OR_REPORT ||
               (role->needs_country == ROLE_MODIFIER && is_state_sector(sector))) {
        reading->code = reading->country = who->country;
    }
    if (draft->is_former && is_state_sector(sector))
        sector = STR("ELI");
    reading->sector = sector;
}

/* "Iraqi President", "the president of the United States": who that was on the day. */
static void identify_holder(struct who *who, const struct draft *draft, struct reading *reading,
                            const struct knowledge_row *role)
{
    if (draft->is_former || draft->is_lesser || draft->number == 'p' || draft->name != NONE ||
        !draft->is_definite || !reading->country.size || is_body_code(reading->code) ||
        !str_equal(role->subkind, STR("office")))
        return;
    struct str office = knowledge_office_name(who->knowledge, role->name, reading->country);
    if (!office.size)
        return;
    reading->office = office;
    uint32_t person =
        knowledge_holder(who->knowledge, office, reading->country, STR(""), who->report->published);
    struct knowledge_row row;
    if (person == NONE || !knowledge_get(who->knowledge, person, &row))
        return;
    reading->name = row.name;
    reading->identifier = row.wikidata;
    reading->row = person;
}

/* An unknown body: the sector its words tell, the state of its owner. */
static void read_unknown(struct who *who, const struct draft *draft, struct reading *reading)
{
    struct knowledge_row owner_row;
    const struct reading *owner =
        draft->type == ENTITY_PER ? NULL : read_owner(who, draft, &owner_row);
    const struct piece *piece = &who->pieces.items[draft->name];
    const struct who_word *noun = who_word(who, piece->end - 1, WORD_NAME_NOUN);
    if (!noun)
        noun = who_word(who, piece->first, WORD_NAME_NOUN);
    if (noun && draft->type == ENTITY_ORG) {
        struct str rest = noun->value;
        str_cut(&rest, ':');
        reading->sector = rest.data ? rest : STR("");
    }
    if (owner) {
        reading->code = owner->code;
        reading->country = owner->country;
        if (!reading->sector.size && !is_body_code(owner->code))
            reading->sector = owner->sector;
    } else if (is_state_sector(reading->sector)) {
        reading->code = reading->country = who->country;
    }
}

/* "members of the Security Council", "the group's political wing": what the body is. */
static void read_part(struct who *who, const struct draft *draft, struct reading *reading)
{
    struct knowledge_row row;
    const struct reading *owner = read_owner(who, draft, &row);
    if (!owner)
        return;
    reading->code = owner->code;
    reading->country = owner->country;
    reading->sector = owner->sector;
    reading->other_sectors = owner->other_sectors;
}

static void complete_reading(struct who *who, struct draft *draft, struct reading *reading)
{
    struct knowledge_row row;
    bool has_role = draft->role != NONE &&
                    knowledge_get(who->knowledge, who->pieces.items[draft->role].role, &row);
    if (draft->reading.row != NONE) {
        read_row(who, draft, reading);
        struct knowledge_row known;
        knowledge_get(who->knowledge, draft->reading.row, &known);
        if (known.kind == KNOWLEDGE_PEOPLE && !reading->code.size)
            reading->code = reading->country = country_of_people(who, known.country);
        if (known.kind == KNOWLEDGE_PATTERN && !reading->code.size) {
            struct knowledge_row state, owner_row;
            const struct reading *owner = read_owner(who, draft, &owner_row);
            if (draft->hit->state != NONE &&
                knowledge_get(who->knowledge, draft->hit->state, &state))
                reading->code = reading->country = state.record_code;
            else
                reading->code = reading->country = owner ? owner->code : who->country;
        }
    } else if (draft->name != NONE) {
        read_unknown(who, draft, reading);
    } else if (!has_role && draft->kind == MENTION_NOMINAL) {
        read_part(who, draft, reading);
    }
    if (!has_role || (reading->sector.size && reading->code.size))
        return;
    struct reading role = {.row = NONE};
    read_role(who, draft, &role, &row);
    if (draft->name == NONE)
        identify_holder(who, draft, &role, &row);
    if (draft->reading.row == NONE) {
        struct str name = reading->name;
        *reading = role;
        reading->name = name.size ? name : role.name;
    } else if (!reading->sector.size) {
        reading->sector = role.sector;
        if (!reading->code.size)
            reading->code = role.code;
    }
}

/* What an abbreviated rank says where nothing else does: "Gen." MIL. */
static void read_abbreviation(struct who *who, const struct draft *draft, struct reading *reading)
{
    struct knowledge_hit hits[8];
    struct knowledge_row row;
    size_t count = knowledge_lookup(who->knowledge, draft->abbreviation->value,
                                    who->report->published, hits, 8);
    for (size_t i = 0; i < count; i++) {
        if (!knowledge_get(who->knowledge, hits[i].row, &row) || row.kind != KNOWLEDGE_ROLE)
            continue;
        struct reading role = {.row = NONE};
        read_role(who, draft, &role, &row);
        reading->sector = reading->sector.size ? reading->sector : role.sector;
        reading->code = reading->code.size ? reading->code : role.code;
        return;
    }
}

const struct reading *read_draft(struct who *who, uint32_t index)
{
    struct draft *draft = &who->drafts.items[index];
    if (draft->is_read || draft->is_being_read)
        return &draft->result;
    draft->is_being_read = true;
    struct reading reading = {.row = draft->reading.row};
    complete_reading(who, draft, &reading);
    if (draft->abbreviation && (!reading.sector.size || !reading.code.size))
        read_abbreviation(who, draft, &reading);
    draft->result = reading;
    draft->is_being_read = false;
    draft->is_read = true;
    return &draft->result;
}
