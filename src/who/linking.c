/* linking.c — which row of the knowledge base a name stands for, and which names of a report are
 * one: full and short names, acronyms, spellings of one row. */
#include "who/linking.h"
#include "lang/lang.h"
#include "who/phrases.h"

enum { CANDIDATES = 24, FAMILY_STEPS = 16 };

/* ---- the row of a name ---- */

/* The code of a state or body that modifies the draft, as its words tell; "" if none. */
static struct str owner_code(struct who *who, const struct draft *draft)
{
    for (uint8_t i = 0; i < draft->owner_count; i++) {
        const struct draft *owner = &who->drafts.items[draft->owners[i]];
        if (owner->reading.code.size)
            return owner->reading.code;
    }
    return STR("");
}

static struct str office_of_title(struct who *who, const struct draft *draft, struct str country)
{
    struct knowledge_row role;
    if (draft->role == NONE ||
        !knowledge_get(who->knowledge, who->pieces.items[draft->role].role, &role))
        return draft->abbreviation
                   ? knowledge_office_name(who->knowledge, draft->abbreviation->value, country)
                   : STR("");
    return knowledge_office_name(who->knowledge, role.name, country);
}

/* Did the person hold this office at some time? */
static bool held_office(const struct who *who, uint32_t person, struct str office)
{
    struct knowledge_office offices[16];
    size_t count = knowledge_offices(who->knowledge, person, (struct date){0}, offices, 16);
    for (size_t i = 0; i < count; i++)
        if (str_equal(offices[i].office, office))
            return true;
    return false;
}

static double score_person(struct who *who, const struct draft *draft, uint32_t person,
                           const struct knowledge_row *row)
{
    struct person_status status = knowledge_status(who->knowledge, person, who->report->published);
    struct str code = status.code.size ? status.code : row->record_code;
    double score = status.in_office ? 2 : status.former ? 1 : 0;
    struct str owner = owner_code(who, draft);
    if (owner.size)
        score += str_equal(owner, code) ? 4 : -3;
    double mentions = country_score(who, code);
    score += mentions > 4 ? 2 : mentions / 2;
    struct str office = office_of_title(who, draft, code);
    if (office.size)
        score += str_equal(office, status.office) ? 5 : held_office(who, person, office) ? 2 : -1;
    if (draft->gender && row->gender)
        score += draft->gender == row->gender ? 0.5 : -8;
    if (draft->has_honorific || draft->role != NONE)
        score += 4;
    return score;
}

/* Words that many bodies are called by: common words, or nothing but a noun for what it is. */
static bool is_common_name(const struct who *who, const struct draft *draft,
                           const struct knowledge_hit *hit)
{
    const struct piece *piece = &who->pieces.items[draft->name];
    return hit->common ||
           (piece->end - piece->first == 1 && who_word(who, piece->first, WORD_NAME_NOUN));
}

static double score_hit(struct who *who, const struct draft *draft, const struct knowledge_hit *hit,
                        const struct knowledge_row *row)
{
    double score = knowledge_preference(hit, row);
    struct str owner = owner_code(who, draft);
    bool unmentioned = row->country.size && country_score(who, row->country) <= 0;
    if (!hit->user && unmentioned && is_common_name(who, draft, hit) &&
        (row->kind == KNOWLEDGE_ORGAN || row->kind == KNOWLEDGE_ORGANISATION ||
         row->kind == KNOWLEDGE_GROUP))
        return -1; /* "the coalition", "the Senate" of a state that the report does not name */
    switch (row->kind) {
    case KNOWLEDGE_STATE: return score + (draft->has_honorific ? -9 : 0);
    case KNOWLEDGE_ORGAN:
        if (owner.size)
            return score + (str_equal(owner, row->record_code) ? 6 : -6);
        return score + country_score(who, row->record_code) / 4;
    case KNOWLEDGE_PERSON: return score + score_person(who, draft, hit->row, row);
    case KNOWLEDGE_PATTERN:
    case KNOWLEDGE_ROLE:
    case KNOWLEDGE_PEOPLE: return score;
    default: /* organisations and groups: those of a state that the text names first */
        return score + (country_score(who, row->country) > 0 ? 1 : 0);
    }
}

void take_row(const struct who *who, struct draft *draft, const struct knowledge_hit *hit,
              const struct knowledge_row *row)
{
    draft->reading.row = hit->row;
    draft->hit = hit;
    draft->type = row->type;
    draft->type_known = true;
    draft->gender = row->gender == 'm' || row->gender == 'f' ? row->gender : draft->gender;
    if (row->kind == KNOWLEDGE_STATE) {
        draft->is_metonym = hit->relation == RELATION_SEAT || hit->relation == RELATION_CAPITAL;
        draft->is_people = hit->relation == RELATION_DEMONYM || hit->relation == RELATION_DEMONYMS;
        draft->type = draft->is_people ? ENTITY_NORP : ENTITY_GPE;
    }
    draft->is_people = draft->is_people || (row->kind == KNOWLEDGE_PEOPLE && !draft->is_adjective);
    if (draft->is_people)
        draft->is_definite = is_definite_phrase(who, draft->head);
    if (draft->is_people && hit->relation != RELATION_MEMBER && hit->relation != RELATION_MEMBERS)
        draft->number =
            hit->relation == RELATION_DEMONYM || hit->relation == RELATION_NAME ? 's' : 'p';
    if (hit->relation == RELATION_MEMBER || hit->relation == RELATION_MEMBERS) {
        draft->type = ENTITY_ROLE;
        draft->number = hit->relation == RELATION_MEMBERS ? 'p' : 's';
    } else if (draft->type == ENTITY_ORG || draft->type == ENTITY_GPE) {
        draft->number = 0; /* it or they */
    }
    bool depends = row->kind == KNOWLEDGE_PERSON || row->kind == KNOWLEDGE_PEOPLE;
    draft->reading.code = depends ? STR("") : row->record_code;
}

/* Organs of several states with equal claims, and nothing that decides: no row rather than a wrong
 * one; the sector they share is kept by the reading. */
static void pick_row(struct who *who, struct draft *draft)
{
    const struct piece *piece = &who->pieces.items[draft->name];
    double best = 0;
    const struct knowledge_hit *chosen = NULL;
    struct knowledge_row row, chosen_row = {0};
    for (uint32_t i = 0; i < piece->hit_count; i++) {
        const struct knowledge_hit *hit = &who->hits[piece->hit + i];
        if (!knowledge_get(who->knowledge, hit->row, &row))
            continue;
        double score = score_hit(who, draft, hit, &row);
        if (score > best) {
            best = score;
            chosen = hit;
            chosen_row = row;
        }
    }
    if (chosen)
        take_row(who, draft, chosen, &chosen_row);
}

/* ---- one name, several mentions ---- */

/* What link_names remembers: drafts by the words of their names. */
struct register_of_names {
    struct map names, families, initials, first_words, rows;
};

struct str name_key(struct who *who, const struct piece *piece)
{
    struct str words[16];
    size_t count = 0, size = 0;
    for (uint32_t token = piece->first; token < piece->end && count < 16; token++) {
        if (count == 0 && str_equal(who->folded[token], STR("the")))
            continue;
        words[count++] = who->folded[token];
        size += who->folded[token].size + 1;
    }
    char *key = arena_alloc(who->arena, size + 1), *at = key;
    for (size_t i = 0; i < count; i++) {
        if (i)
            *at++ = ' ';
        for (size_t k = 0; k < words[i].size; k++)
            *at++ = words[i].data[k];
    }
    return (struct str){key, (size_t)(at - key)};
}

/* First letters of the words that are nouns, names and adjectives: "SDF". */
static struct str initials_of(struct who *who, const struct piece *piece)
{
    char *letters = arena_alloc(who->arena, piece->end - piece->first + 1);
    size_t count = 0;
    for (uint32_t token = piece->first; token < piece->end; token++)
        if (is_content_word(who_token(who, token)->upos) && who->folded[token].size)
            letters[count++] = who->folded[token].data[0];
    return (struct str){letters, count};
}

static struct str first_word(const struct who *who, const struct piece *piece)
{
    bool article =
        str_equal(who->folded[piece->first], STR("the")) && piece->end > piece->first + 1;
    return who->folded[piece->first + article];
}

/* The last word of a person's name, suffixes aside. */
static struct str family_of(const struct who *who, const struct piece *piece)
{
    uint32_t token = piece->end - 1;
    while (token > piece->first && who_word(who, token, WORD_SUFFIX))
        token--;
    return who->folded[token];
}

static bool is_single(const struct piece *piece)
{
    return piece->end - piece->first == 1;
}

static bool may_share_family(struct who *who, const struct draft *a, const struct draft *b)
{
    const struct piece *one = &who->pieces.items[a->name], *two = &who->pieces.items[b->name];
    if (a->type_known && b->type_known && (a->type == ENTITY_PER) != (b->type == ENTITY_PER))
        return false;
    if (a->gender && b->gender && a->gender != b->gender)
        return false;
    if (is_single(one) || is_single(two))
        return true;
    return str_equal(who->folded[one->first], who->folded[two->first]);
}

/* Joins the draft with the nearest one before of the same last name. */
static void join_family(struct who *who, struct register_of_names *names, uint32_t index)
{
    struct draft *draft = &who->drafts.items[index];
    const struct piece *piece = &who->pieces.items[draft->name];
    if (draft->type != ENTITY_PER && !(is_single(piece) && !draft->type_known))
        return;
    uint32_t *last = map_at(&names->families, family_of(who, piece));
    uint32_t before = *last == MAP_NONE ? NONE : *last;
    draft->previous_of_family = before;
    *last = index;
    for (int step = 0; step < FAMILY_STEPS && before != NONE; step++) {
        const struct draft *other = &who->drafts.items[before];
        if (may_share_family(who, draft, other) && join_drafts(who, before, index))
            return;
        before = other->previous_of_family;
    }
}

static bool is_org_like(const struct draft *draft)
{
    return draft->type == ENTITY_ORG || !draft->type_known;
}

static void join_same_words(struct who *who, struct register_of_names *names, uint32_t index)
{
    struct draft *draft = &who->drafts.items[index];
    const struct piece *piece = &who->pieces.items[draft->name];
    struct str key = name_key(who, piece);
    if (piece->means != NONE)
        key = name_key(who, &who->pieces.items[piece->means]);
    uint32_t *same = map_at(&names->names, key);
    if (*same != MAP_NONE)
        join_drafts(who, *same, index);
    else
        *same = index;
    if (is_single(piece) && is_org_like(draft)) {
        uint32_t spelled = map_get(&names->initials, key);
        if (spelled != MAP_NONE && key.size > 1)
            join_drafts(who, spelled, index);
        uint32_t longer = map_get(&names->first_words, key); /* Mahan for Mahan Air */
        if (longer != MAP_NONE && draft->reading.row == NONE)
            join_drafts(who, longer, index);
    } else if (!is_single(piece) && draft->type == ENTITY_ORG) {
        uint32_t *initials = map_at(&names->initials, initials_of(who, piece));
        if (*initials == MAP_NONE)
            *initials = index;
        uint32_t *first = map_at(&names->first_words, first_word(who, piece));
        if (*first == MAP_NONE)
            *first = index;
    }
}

/* Key of a row and the way it is named, so that Washington is not one with the United States. */
static struct str row_key(struct who *who, const struct draft *draft)
{
    struct knowledge_row row;
    knowledge_get(who->knowledge, draft->reading.row, &row);
    if (draft->is_people || draft->kind == MENTION_NOMINAL || row.kind == KNOWLEDGE_PATTERN)
        return STR("");
    if (draft->is_metonym || draft->hit->relation == RELATION_REGION)
        return str_format(who->arena, "%u %.*s%s", draft->reading.row,
                          STR_ARG(name_key(who, &who->pieces.items[draft->name])),
                          draft->is_metonym && draft->is_place_only ? " place" : "");
    return str_format(who->arena, "%u", draft->reading.row);
}

static void join_same_row(struct who *who, struct register_of_names *names, uint32_t index)
{
    struct str key = row_key(who, &who->drafts.items[index]);
    if (!key.size)
        return;
    uint32_t *same = map_at(&names->rows, key);
    if (*same == MAP_NONE)
        *same = index;
    else
        join_drafts(who, *same, index);
}

/* ---- people by their family name alone ---- */

/* A title of one branch is not borne by people of another: no senator for "Justice Thomas". */
static bool sector_fits(const struct who *who, const struct draft *draft,
                        const struct person_status *status)
{
    struct knowledge_row role;
    if (draft->role == NONE ||
        !knowledge_get(who->knowledge, who->pieces.items[draft->role].role, &role))
        return true;
    return !is_state_sector(role.sector) || str_equal(role.sector, status->sector) ||
           (status->former && !status->in_office);
}

/* A lone family name that nothing before in the report explains: the one well-known person it can
 * be. A title must fit the office; without one the person's state must be named. */
static void pick_by_family(struct who *who, struct draft *draft)
{
    const struct piece *piece = &who->pieces.items[draft->name];
    uint32_t people[CANDIDATES];
    struct span span = word_span(who->report, piece->first);
    span.end = word_span(who->report, piece->end - 1).end;
    struct str name = span_text(who->report, span);
    size_t count =
        knowledge_family(who->knowledge, name, who->report->published, people, CANDIDATES);
    double best = 0;
    uint32_t chosen = NONE;
    struct knowledge_row row, chosen_row = {0};
    for (size_t i = 0; i < count; i++) {
        if (!knowledge_get(who->knowledge, people[i], &row))
            continue;
        struct person_status status =
            knowledge_status(who->knowledge, people[i], who->report->published);
        struct str code = status.code.size ? status.code : row.record_code;
        struct str office = office_of_title(who, draft, code);
        if (!sector_fits(who, draft, &status))
            continue;
        bool fits =
            office.size && (str_equal(office, status.office) ||
                            (!who->report->published.year && held_office(who, people[i], office)));
        if (office.size ? !fits : country_score(who, code) <= 0 || !status.office.size)
            continue;
        double score = score_person(who, draft, people[i], &row) + 1.0 / (double)(i + 1);
        if (score > best) {
            best = score;
            chosen = people[i];
            chosen_row = row;
        }
    }
    if (chosen == NONE || best < 3)
        return;
    struct knowledge_hit *hit = arena_new(who->arena, struct knowledge_hit);
    *hit = (struct knowledge_hit){.row = chosen,
                                  .first = piece->first,
                                  .end = piece->end,
                                  .state = NONE,
                                  .relation = RELATION_FAMILY_NAME,
                                  .holds = true};
    take_row(who, draft, hit, &chosen_row);
}

static void link_family_names(struct who *who, struct register_of_names *names)
{
    for (uint32_t i = 0; i < who->drafts.count; i++) {
        struct draft *draft = &who->drafts.items[i];
        if (draft->name == NONE || draft->is_adjective)
            continue;
        const struct piece *piece = &who->pieces.items[draft->name];
        bool alone = cluster_of(who, i) == i && draft->reading.row == NONE;
        bool article = who_word(who, piece->first, WORD_PARTICLE) != NULL; /* al-Assad */
        if (!alone || draft->type != ENTITY_PER || (!is_single(piece) && !article))
            continue;
        pick_by_family(who, draft);
        if (draft->reading.row != NONE)
            join_same_row(who, names, i);
    }
}

/* ---- all of them ---- */

/* An acronym whose letters are the initials of a body named before is that body, whatever the base
 * has under it. */
static bool take_initials(struct who *who, const struct register_of_names *names, uint32_t index)
{
    const struct draft *draft = &who->drafts.items[index];
    const struct piece *piece = &who->pieces.items[draft->name];
    if (!is_single(piece) || !is_upper_case(who_token(who, piece->first)->form))
        return false;
    uint32_t spelled = map_get(&names->initials, name_key(who, piece));
    if (spelled == MAP_NONE || draft->reading.row != NONE)
        return false;
    for (uint32_t i = 0; i < piece->hit_count; i++)
        if (who->hits[piece->hit + i].row ==
            who->drafts.items[cluster_of(who, spelled)].reading.row)
            return false;
    return join_drafts(who, spelled, index);
}

static bool is_acronym_piece(const struct who *who, const struct draft *draft)
{
    const struct piece *piece = &who->pieces.items[draft->name];
    return is_single(piece) && is_upper_case(who_token(who, piece->first)->form);
}

static void link_name(struct who *who, struct register_of_names *names, uint32_t index)
{
    struct draft *draft = &who->drafts.items[index];
    if (draft->reading.row == NONE && who->pieces.items[draft->name].hit_count &&
        !take_initials(who, names, index))
        pick_row(who, draft);
    mark_place(who, draft);
    if (draft->reading.row != NONE)
        join_same_row(who, names, index);
    if (!draft->is_adjective && draft->kind == MENTION_NAME &&
        (draft->reading.row == NONE || draft->type == ENTITY_ORG))
        join_same_words(who, names, index);
    if (draft->kind == MENTION_NAME && !draft->is_adjective)
        join_family(who, names, index);
}

void link_names(struct who *who)
{
    struct register_of_names names = {0};
    names.names.arena = names.families.arena = names.initials.arena = names.rows.arena =
        names.first_words.arena = who->arena;
    link_short_names(who);
    for (uint32_t i = 0; i < who->drafts.count; i++) { /* owners first: adjectives, states */
        struct draft *draft = &who->drafts.items[i];
        if (draft->name != NONE && draft->reading.row == NONE && !draft->owner_count &&
            !is_acronym_piece(who, draft) && who->pieces.items[draft->name].hit_count)
            pick_row(who, draft);
    }
    for (uint32_t i = 0; i < who->drafts.count; i++)
        if (who->drafts.items[i].name != NONE)
            link_name(who, &names, i);
    link_family_names(who, &names);
}
