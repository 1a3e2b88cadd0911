/* discourse.c — sides of an act that its own sentence does not name: told in another sentence of
 * the report about the same act, or plain from who else is there. */
#include "what/coding.h"

enum { SENTENCES_AWAY = 8, VIOLENCE_AWAY = 30, MENTIONS_AWAY = 60, READINGS_AWAY = 200 };

static struct str code_of(const struct coding *coding, const struct party *party)
{
    return party->entity == NONE ? STR("UNK") : coding->report->entities.items[party->entity].code;
}

static bool shares_code(const struct coding *coding, const struct party_array *a,
                        const struct party_array *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (str_equal(code_of(coding, &a->items[i]), code_of(coding, &b->items[k])))
                return true;
    return false;
}

/* Can the two be one act, as far as their parties tell? */
static bool may_be_same(const struct coding *coding, const struct reading *now,
                        const struct reading *before)
{
    if (now->category != before->category || before->dropped)
        return false;
    if (now->actors.count && before->actors.count &&
        !shares_code(coding, &now->actors, &before->actors))
        return false;
    return !now->recipients.count || !before->recipients.count ||
           shares_code(coding, &now->recipients, &before->recipients);
}

static void take_over(struct coding *coding, struct reading *now, const struct reading *before)
{
    bool reciprocal = now->meaning->flags & FLAG_RECIPROCAL;
    if (!now->actors.count && before->actors.count) {
        for (size_t i = 0; i < before->actors.count; i++)
            if (!has_entity(&now->recipients, before->actors.items[i].entity))
                push_party(coding, &now->actors, before->actors.items[i]);
        now->actor_from_afar = true;
    }
    if (!now->recipients.count && before->recipients.count && !reciprocal) {
        for (size_t i = 0; i < before->recipients.count; i++)
            if (!has_entity(&now->actors, before->recipients.items[i].entity))
                push_party(coding, &now->recipients, before->recipients.items[i]);
        now->recipient_from_afar = true;
    }
}

/* "a strike", "any attack": nothing that was told before. */
static bool is_indefinite(const struct coding *coding, const struct reading *reading)
{
    static const char *const INDEFINITE[] = {"a", "an", "another", "any", "each", "every", "no"};
    uint32_t determiner = child_with(coding, reading->trigger, DEPREL_DET);
    for (size_t i = 0; determiner != NONE && i < sizeof INDEFINITE / sizeof *INDEFINITE; i++)
        if (token_is(coding->report, determiner, INDEFINITE[i]))
            return true;
    return false;
}

/* May the reading take a side over from another sentence? Not where words of its own stand there
 * that name nobody known: they are somebody else. */
static bool wants_more(const struct coding *coding, const struct reading *reading)
{
    if (reading->dropped || (reading->frame && is_indefinite(coding, reading)))
        return false;
    if (!reading->actors.count)
        return reading->actor == NONE;
    return !reading->recipients.count &&
           (reading->frame ? reading->recipient == NONE
                           : reading->recipient != NONE || reading->object != NONE);
}

/* How many sentences away the same act may be told: violence is what a report is about, and who did
 * it is often said once. */
static uint32_t reach(const struct coding *coding, const struct reading *reading)
{
    return reading->category != CATEGORY_NONE &&
                   coding->ontology->categories[reading->category].allows_unknown_actor
               ? VIOLENCE_AWAY
               : SENTENCES_AWAY;
}

static uint32_t distance(const struct coding *coding, const struct reading *a,
                         const struct reading *b)
{
    uint32_t first = token_at(coding, a->trigger)->sentence;
    uint32_t second = token_at(coding, b->trigger)->sentence;
    return first > second ? first - second : second - first;
}

/* "condemned the attack": whom, once it is known who attacked. "Called for an end to the attacks":
 * of whom, likewise. */
static void find_culprits(struct coding *coding, struct reading *reading)
{
    if (reading->dropped || reading->recipients.count || reading->category == CATEGORY_NONE)
        return;
    const struct reading *act = reading->act;
    if ((!act || !act->actors.count) && reading->content != NONE &&
        coding->ontology->categories[reading->category].is_saying) {
        const struct tree_node *node = &coding->report->tree[reading->content];
        act = NULL;
        for (uint32_t t = node->first; t < node->end && !act; t++) {
            const struct reading *inside = coding->reading[t];
            if (inside && inside != reading && inside->frame && !inside->dropped &&
                inside->actors.count && inside->category != CATEGORY_NONE &&
                coding->ontology->categories[inside->category].quad_code == 4)
                act = inside;
        }
    }
    for (size_t i = 0; act && i < act->actors.count; i++)
        if (act->actors.items[i].entity != NONE &&
            !has_entity(&reading->actors, act->actors.items[i].entity))
            push_party(coding, &reading->recipients, act->actors.items[i]);
}

/* Is the sector in the list "COP|MIL"? */
static bool is_in_list(struct str list, struct str sector)
{
    while (list.data && list.size)
        if (str_equal(str_cut(&list, '|'), sector) && sector.size)
            return true;
    return false;
}

/* How many mentions begin before the token. They stand in the order of the text. */
static uint32_t mentions_before(const struct annals_report *report, uint32_t token)
{
    size_t low = 0, high = report->mentions.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->mentions.items[middle].first < token)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* The nearest mention, before rather than behind, with one of the sectors and the code of `other`.
 */
static uint32_t nearest_of_sector(const struct coding *coding, const struct reading *reading,
                                  struct str sectors, const struct party_array *other)
{
    const struct annals_report *report = coding->report;
    struct str code = other->count ? code_of(coding, &other->items[0]) : STR("");
    uint32_t at = mentions_before(report, reading->trigger);
    for (uint32_t away = 1; away < MENTIONS_AWAY; away++)
        for (int side = 0; side < 2; side++) {
            if (side ? at + away > report->mentions.count : at < away)
                continue;
            uint32_t number = side ? at + away - 1 : at - away;
            const struct mention *mention = &report->mentions.items[number];
            const struct entity *entity = &report->entities.items[mention->entities[0]];
            if (is_in_list(sectors, entity->sector) && str_equal(entity->code, code) &&
                !has_entity(other, mention->entities[0]))
                return number;
        }
    return NONE;
}

/* Who usually does or suffers such acts, when only the other side is told: police arrest, and
 * protests are against the government (columns `usual_actor`, `usual_recipient` of the ontology).
 */
static void add_usual(struct coding *coding, struct reading *reading)
{
    if (reading->dropped || reading->category == CATEGORY_NONE)
        return;
    const struct category *category = &coding->ontology->categories[reading->category];
    bool reciprocal = reading->meaning->flags & FLAG_RECIPROCAL;
    for (int side = 0; side < 2; side++) {
        struct party_array *own = side ? &reading->recipients : &reading->actors;
        const struct party_array *other = side ? &reading->actors : &reading->recipients;
        struct str sectors = side ? category->usual_recipient : category->usual_actor;
        if (own->count || !other->count || !sectors.size || (side && reciprocal) ||
            !party_is_known(coding, &other->items[0]) || (!side && reading->actor != NONE))
            continue;
        uint32_t number = nearest_of_sector(coding, reading, sectors, other);
        if (number == NONE)
            continue;
        const struct mention *mention = &coding->report->mentions.items[number];
        push_party(coding, own, (struct party){number, mention->entities[0], mention->span});
        *(side ? &reading->recipient_from_afar : &reading->actor_from_afar) = true;
    }
}

void fill_from_discourse(struct coding *coding, struct reading **readings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct reading *now = readings[i];
        for (size_t k = i; k-- > 0 && i - k < READINGS_AWAY && wants_more(coding, now);) {
            if (distance(coding, now, readings[k]) > reach(coding, now))
                break;
            if (may_be_same(coding, now, readings[k]))
                take_over(coding, now, readings[k]);
        }
    }
    /* What is told in full only later: a first sentence that sums up. */
    for (size_t i = 0; i < count; i++) {
        struct reading *now = readings[i];
        for (size_t k = i + 1; k < count && k - i < READINGS_AWAY && wants_more(coding, now); k++) {
            if (distance(coding, now, readings[k]) > reach(coding, now))
                break;
            if (may_be_same(coding, now, readings[k]))
                take_over(coding, now, readings[k]);
        }
    }
    for (size_t i = 0; i < count; i++)
        find_culprits(coding, readings[i]);
    for (size_t i = 0; i < count; i++)
        add_usual(coding, readings[i]);
}
