/* roles.c — whose president, which country's police: what a role and what it is tied to say of
 * code and sector. */
#include "lang/lang.h"
#include "who/draft.h"
#include "who/phrases.h"

/* ---- owners ---- */

enum { CLIMB_STEPS = 3, GRACE_DAYS = 7 };

/* How closely an owner is tied: lower is closer. */
enum tie { TIE_BEFORE, TIE_OF, TIE_SHARED, TIE_IN, TIE_FAR, TIE_NONE };

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
        if (preposition == NONE)
            return TIE_BEFORE;
        if (!who_word(who, preposition, WORD_BELONG))
            return TIE_NONE;
        return who_word(who, preposition, WORD_PLACE) ? TIE_IN : TIE_OF;
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

/* "anti-Assad rebels" are not Assad's. */
static bool stands_against(const struct who *who, const struct draft *draft)
{
    uint32_t start = who->report->sentences.items[draft->sentence].first;
    return draft->first >= start + 2 && who_token(who, draft->first - 1)->upos == UPOS_PUNCT &&
           who_word(who, draft->first - 2, WORD_AGAINST);
}

/* Climbs from the owner to the draft it modifies, through nouns that are none ("the political wing
 * of the movement"). */
static void tie_owner(struct who *who, const uint32_t *own, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    uint32_t token = first_conjunct(who->report, draft->head);
    enum tie tie = TIE_BEFORE;
    if (stands_against(who, draft))
        return;
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

/* "American diplomats and soldiers": what stands before the first conjunct is of both. */
static void share_owners(struct who *who, struct draft *draft)
{
    const struct token *head = who_token(who, draft->head);
    if (head->deprel != DEPREL_CONJ || draft->role == NONE || draft->name != NONE ||
        tree_dependent(who->report, draft->head, DEPREL_DET, NONE) != NONE || head->head == NONE ||
        who->draft_of_token[head->head] == NONE)
        return;
    const struct draft *first = &who->drafts.items[who->draft_of_token[head->head]];
    if (first->name != NONE || !first->owner_count || first->tie != TIE_BEFORE)
        return;
    for (uint8_t i = 0; i < first->owner_count; i++)
        add_owner(draft, first->owners[i], TIE_SHARED);
}

void tie_owners(struct who *who)
{
    uint32_t *own = own_tokens(who);
    for (uint32_t i = 0; i < who->drafts.count; i++)
        tie_owner(who, own, i);
    for (uint32_t i = 0; i < who->drafts.count; i++)
        share_owners(who, &who->drafts.items[i]);
}

/* ---- readings ---- */

bool is_state_sector(struct str sector)
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

static struct date days_before(struct date date, int days)
{
    while (date.year && days-- > 0) {
        if (--date.day > 0)
            continue;
        date.day = 28; /* near enough: the last days of longer months are passed over */
        if (--date.month > 0)
            continue;
        date.month = 12;
        date.year--;
    }
    return date;
}

/* What a person is on the day of the report. The dead are what they were on their last day, and who
 * lost an office within a week is told of as its holder unless called former. */
static struct person_status status_on_day(const struct who *who, const struct draft *draft,
                                          const struct knowledge_row *row)
{
    struct date date = who->report->published, before = days_before(date, GRACE_DAYS);
    struct date died = row->to;
    uint32_t person = draft->reading.row;
    if (date.year && died.year && died.month && died.day && date_between(died, row->from, date))
        return knowledge_status(who->knowledge, person, died);
    struct person_status status = knowledge_status(who->knowledge, person, date);
    if (!date.year || !status.former || status.in_office || draft->is_former)
        return status;
    struct person_status earlier = knowledge_status(who->knowledge, person, before);
    return earlier.in_office ? earlier : status;
}

/* Does the person hold the same office in the own state? */
static bool holds_at_home(const struct who *who, uint32_t person, const struct knowledge_row *row,
                          const struct person_status *status)
{
    struct knowledge_office offices[40];
    if (!status->in_office || str_equal(status->code, row->record_code))
        return false;
    size_t count = knowledge_offices(who->knowledge, person, who->report->published, offices, 16);
    for (size_t i = 0; i < count; i++)
        if (str_equal(offices[i].office, status->office) &&
            str_equal(offices[i].country, row->country))
            return true;
    return false;
}

static void read_person(struct who *who, const struct draft *draft, struct reading *reading,
                        const struct knowledge_row *row)
{
    struct person_status status = status_on_day(who, draft, row);
    reading->name = row->name;
    reading->code = status.code.size ? status.code : row->record_code;
    if (holds_at_home(who, draft->reading.row, row, &status))
        reading->code = row->record_code; /* a monarch of many realms */
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
        reading->sector =
            knowledge_state_sector(relation, draft->is_metonym && draft->is_place_only,
                                   draft->is_people && !draft->is_definite);
        if (draft->is_people || relation == RELATION_REGION)
            reading->name = reading->identifier = STR("");
    } else if (row.kind == KNOWLEDGE_PEOPLE) {
        reading->name = STR("");
        reading->code = STR(""); /* its code is CAMEO's for peoples, which records do not have */
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
        if (knowledge_state(who->knowledge, code) == NONE)
            continue;
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
    if (draft->is_abroad && draft->tie >= TIE_IN)
        return NULL;                                       /* world leaders in London */
    for (uint8_t k = 0; k < 2 * draft->owner_count; k++) { /* names before "our" and "their" */
        uint8_t i = k % draft->owner_count;
        bool is_pronoun = who->drafts.items[draft->owners[i]].kind == MENTION_PRONOUN;
        if (is_pronoun != (k >= draft->owner_count))
            continue;
        uint32_t owner = cluster_of(who, draft->owners[i]);
        const struct draft *pronoun = &who->drafts.items[draft->owners[i]];
        if (pronoun->member_count) /* our people, their leaders */
            owner = cluster_of(who, pronoun->members[0]);
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

static bool is_armed_or_opposed(struct str sector)
{
    static const char *const NAMES[] = {"REB", "OPP", "PRM", "CRM", "UAF", NULL};
    for (int i = 0; NAMES[i]; i++)
        if (str_equal(sector, str_of(NAMES[i])))
            return true;
    return false;
}

/* A role of a body takes the body's sector, of a state its own. */
static struct str sector_of_owned(const struct knowledge_row *role,
                                  const struct knowledge_row *owner_row,
                                  const struct reading *owner, struct str sector)
{
    bool follows = role->needs_country == ROLE_MODIFIER;
    if (sector.size && !is_state_sector(sector) && !is_armed_or_opposed(sector) &&
        !is_body_code(owner->code))
        return sector; /* the civilians of whomever */
    if (is_armed_or_opposed(owner->sector) && owner_row->kind != KNOWLEDGE_STATE)
        return str_equal(owner->sector, STR("OPP")) && str_equal(sector, STR("MIL"))
                   ? STR("REB")
                   : owner->sector; /* opposition forces, rebel commanders */
    if (is_body_code(owner->code))
        return str_equal(sector, STR("MIL")) ? sector : owner->sector;
    switch (owner_row->kind) {
    case KNOWLEDGE_STATE: return sector.size ? sector : STR("GOV"); /* Turkish allies */
    case KNOWLEDGE_GROUP:
    case KNOWLEDGE_ORGANISATION: return owner->sector.size ? owner->sector : sector;
    case KNOWLEDGE_ORGAN:
    case KNOWLEDGE_PATTERN:
        return (follows || !sector.size) && owner->sector.size ? owner->sector : sector;
    case KNOWLEDGE_PERSON: return sector;
    default: return (follows || !sector.size) && owner->sector.size ? owner->sector : sector;
    }
}

/* The state of an office that the text ties to none: the report's, or, where that has no such
 * office, the one named most that has ("the Foreign Secretary"). */
static struct str state_of_office(const struct who *who, const struct knowledge_row *role)
{
    if (!who->country.size || !str_equal(role->subkind, STR("office")) ||
        knowledge_office_name(who->knowledge, role->name, who->country).size)
        return who->country;
    struct str best = who->country;
    double most = 0;
    for (size_t i = 0; i < who->scores.count; i++) {
        struct str code = who->score_codes.items[i];
        if (who->scores.items[i] <= most ||
            !knowledge_office_name(who->knowledge, role->name, code).size)
            continue;
        most = who->scores.items[i];
        best = code;
    }
    return best;
}

/* "refugees in neighbouring countries" */
static bool has_owner_abroad(const struct who *who, const struct draft *draft)
{
    for (uint8_t i = 0; i < draft->owner_count; i++)
        if (who->drafts.items[draft->owners[i]].is_abroad)
            return true;
    return false;
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
    } else if (draft->is_abroad || has_owner_abroad(who, draft)) {
        reading->code = STR("");
    } else if (role->needs_country == ROLE_MODIFIER_OR_REPORT ||
               (role->needs_country == ROLE_MODIFIER && is_state_sector(sector))) {
        reading->code = reading->country = state_of_office(who, role);
    }
    if (draft->is_former && is_state_sector(sector))
        sector = STR("ELI");
    if (draft->is_abroad && !sector.size && word_in_class(draft->word, WORD_DEFINITE_STATE))
        sector = STR("GOV"); /* foreign powers */
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
    if (draft->type == ENTITY_GPE && draft->reading.code.size) {
        reading->code = reading->country = draft->reading.code;
        reading->sector = STR("CVL");
        return;
    }
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

/* A facility is its owner's, of the sector its word tells; counted people are civilians of the
 * state that the report is about. */
static void read_counted(struct who *who, const struct draft *draft, struct reading *reading)
{
    struct knowledge_row row;
    const struct reading *owner = read_owner(who, draft, &row);
    reading->code = reading->country = owner ? owner->code : who->country;
    reading->sector = draft->word ? draft->word->value : STR("CVL");
    if (owner && row.kind != KNOWLEDGE_STATE && owner->sector.size)
        reading->sector = owner->sector;
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
    } else if (draft->is_counted) {
        read_counted(who, draft, reading);
    } else if (!has_role && draft->kind == MENTION_NOMINAL) {
        read_part(who, draft, reading);
    }
    bool elite = str_equal(reading->sector, STR("ELI")) && has_role && !draft->is_former &&
                 !str_equal(row.sector, STR("GOV")) && !str_equal(row.sector, STR("MIL")) &&
                 is_state_sector(row.sector); /* a former minister who is a legislator */
    if (elite)
        reading->sector = STR("");
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
