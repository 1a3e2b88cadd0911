/* resolve.c — lets the readings of a sentence compete, so that one act gives one event: a light
 * verb gives way to its noun, what a request is about is no act of its own, a verb whose subject is
 * itself an act ("the attack killed …") adds to that act. Then drops what lacks the parties that
 * its category needs, and what only repeats another event. */
#include "what/coding.h"

/* Readings further apart than this in one sentence are not compared, so that a sentence without end
 * costs no more than its length. */
enum { NEAR = 64 };

static bool is_alive(const struct reading *reading)
{
    return reading && !reading->dropped;
}

static bool is_saying(const struct coding *coding, const struct reading *reading)
{
    return reading->meaning->kind == MEANING_EVENT &&
           coding->ontology->categories[reading->category].is_saying;
}

static struct reading *noun_reading(const struct coding *coding, uint32_t token)
{
    if (token == NONE)
        return NULL;
    struct reading *reading = coding->reading[see_through(coding, token)];
    return reading && reading->frame ? reading : NULL;
}

static bool has_own_words(const struct reading *reading)
{
    return reading->actor != NONE || reading->recipient != NONE;
}

/* Is the token one of the words that the verb's pattern names? */
static bool is_one_of(const struct reading *verb, uint32_t token)
{
    for (size_t i = 0; i < verb->word_count; i++)
        if (verb->words[i] == token)
            return true;
    return false;
}

/* Is the noun one of the things that the verb's pattern asked for? */
static bool consumes(const struct coding *coding, const struct reading *verb,
                     const struct reading *noun)
{
    if (verb->inner == noun->trigger ||
        (verb->content != NONE && see_through(coding, verb->content) == noun->trigger))
        return true;
    return is_one_of(verb, noun->trigger);
}

/* `*`: the act in braces is the event, with this verb's parties. */
static void hand_over(struct coding *coding, struct reading *verb)
{
    verb->dropped = "only carries the act in its object";
    struct reading *inner = verb->inner == NONE ? NULL : coding->reading[verb->inner];
    if (!inner)
        return;
    if (verb->actor != NONE)
        inner->actor = verb->actor;
    if (verb->recipient != NONE)
        inner->recipient = verb->recipient;
    if (inner->frame)
        inner->light = verb->trigger;
}

/* The pattern of a verb that carries its noun tells more than the noun alone: its parties, mode and
 * code. */
static void lend_reading(const struct reading *verb, struct reading *noun)
{
    if (noun->actor == NONE)
        noun->actor = verb->actor;
    if (noun->recipient == NONE || noun->recipient == noun->actor)
        noun->recipient = verb->recipient;
    if (!noun->mode.size && verb->mode.size) {
        noun->mode = verb->mode;
        noun->cameo = verb->cameo;
    }
    for (size_t i = 0; i < verb->rival_count && noun->rival_count < RIVAL_LIMIT; i++)
        noun->rivals[noun->rival_count++] = verb->rivals[i];
}

/* The noun that the verb carries or names, against the verb. */
static void settle_noun(struct coding *coding, struct reading *verb, struct reading *noun)
{
    if (!is_alive(noun) || !is_alive(verb) || noun == verb)
        return;
    bool carried = noun->light == verb->trigger;
    if (!consumes(coding, verb, noun)) {
        if (carried && (noun->light_row->subject != FILL_ANYTHING || noun->light_row->effect))
            verb->dropped = "only carries its noun";
        return;
    }
    if (verb->meaning->kind != MEANING_EVENT) {
        verb->dropped = verb->meaning->kind == MEANING_GUARD ? NULL : "tells of its noun";
        return;
    }
    if (verb->category == noun->category && (carried || is_one_of(verb, noun->trigger))) {
        lend_reading(verb, noun);
        verb->dropped = "only carries its noun";
        return;
    }
    bool own_act = !is_saying(coding, verb) && verb->category != noun->category &&
                   noun->category != CATEGORY_NONE &&
                   coding->ontology->categories[noun->category].quad_code == 4;
    if (own_act && (verb->meaning->flags & FLAG_CULPRIT) && noun->actor == NONE)
        noun->actor = verb->recipient;
    if (!own_act)
        noun->dropped = "is part of what the verb tells";
}

/* "The attack killed five": one act, told by the noun. */
static void settle_subject(struct coding *coding, struct reading *verb)
{
    struct reading *noun = noun_reading(coding, verb->actor);
    if (!is_alive(noun) || !is_alive(verb) || noun->category != verb->category)
        return;
    if (noun->recipient == NONE)
        noun->recipient = verb->recipient;
    verb->dropped = "tells what its subject did";
}

static bool is_boundary(unsigned deprel)
{
    return deprel == DEPREL_ACL_RELCL || deprel == DEPREL_PARATAXIS || deprel == DEPREL_APPOS;
}

/* Is `token` inside the clause `top`, with no relative clause between? */
static bool is_inside(const struct coding *coding, uint32_t token, uint32_t top)
{
    if (!tree_is_below(coding->report, token, top))
        return false;
    for (int steps = 0; token != top && token != NONE && steps < 64; steps++) {
        if (is_boundary(token_at(coding, token)->deprel))
            return false;
        token = governor_of(coding, token);
    }
    return token == top;
}

/* An act of violence or force that the content only mentions ("urged Israel to end its attacks on
 * …") goes on whether or not the request is heard. */
static bool goes_on(const struct coding *coding, const struct reading *reading,
                    const struct reading *saying)
{
    return reading->frame && reading->category != CATEGORY_NONE &&
           coding->ontology->categories[reading->category].quad_code == 4 &&
           see_through(coding, saying->content) != reading->trigger && reading->light == NONE;
}

/* What is asked, refused, promised or threatened is no act of its own. */
static void drop_content(struct coding *coding, const struct reading *saying)
{
    uint32_t top = saying->content;
    if (top == NONE || !is_alive(saying) || !is_saying(coding, saying))
        return;
    const struct tree_node *node = &coding->report->tree[top];
    for (uint32_t t = node->first; t < node->end; t++) {
        struct reading *reading = coding->reading[t];
        if (is_alive(reading) && reading != saying && t != saying->trigger &&
            is_inside(coding, t, top) && !goes_on(coding, reading, saying))
            reading->dropped = "is the content of a request, refusal, promise or threat";
    }
}

/* "They moved in to stop …", "the need to act", "captured militants": no acts. */
static const char *is_not_told(struct coding *coding, const struct reading *reading)
{
    const struct token *token = token_at(coding, reading->trigger);
    if (reading->frame)
        return NULL;
    if (token->deprel == DEPREL_AMOD)
        return "is an attribute";
    bool infinitive = str_equal(marker_of(coding, reading->trigger), STR("to")) &&
                      child_with(coding, reading->trigger, DEPREL_AUX) == NONE;
    if (infinitive && (token->deprel == DEPREL_ADVCL || token->deprel == DEPREL_CSUBJ ||
                       is_in_class(coding, token->head, coding->purpose)))
        return "is a purpose";
    if (infinitive && token->deprel == DEPREL_ACL &&
        !(find_auxiliary(coding, reading) & (ANNALS_FUTURE | ANNALS_NEGATION)))
        return "is what a noun is for";
    return NULL;
}

static void drop_by_kind(struct coding *coding, struct reading *reading)
{
    if (reading->meaning->kind == MEANING_GUARD)
        reading->dropped = "these words are no act";
    else if (reading->meaning->kind == MEANING_STATEMENT && !coding->statements)
        reading->dropped = "a statement without cooperative or conflictual content";
    else if (reading->meaning->kind == MEANING_INNER)
        reading->dropped = reading->dropped ? reading->dropped : "carries an act";
    else if (!reading->dropped)
        reading->dropped = is_not_told(coding, reading);
}

/* The nouns that a verb asks for or carries, against the verb. */
static void settle_verb(struct coding *coding, struct reading *verb)
{
    const uint32_t asked[] = {verb->inner, verb->content};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        settle_noun(coding, verb, noun_reading(coding, asked[i]));
    for (size_t i = 0; i < verb->word_count; i++)
        settle_noun(coding, verb, noun_reading(coding, verb->words[i]));
}

void resolve_sentence(struct coding *coding, const struct sentence *sentence)
{
    uint32_t first = sentence->first, end = sentence->first + sentence->count;
    for (uint32_t t = first; t < end; t++)
        if (is_alive(coding->reading[t]) && coding->reading[t]->meaning->kind == MEANING_INNER)
            hand_over(coding, coding->reading[t]);
    for (uint32_t t = first; t < end; t++)
        if (is_alive(coding->reading[t]) && !coding->reading[t]->frame)
            settle_verb(coding, coding->reading[t]);
    for (uint32_t t = first; t < end; t++) {
        struct reading *noun = coding->reading[t];
        if (is_alive(noun) && noun->frame && noun->light != NONE &&
            is_alive(coding->reading[noun->light]))
            settle_noun(coding, coding->reading[noun->light], noun);
    }
    for (uint32_t t = first; t < end; t++)
        if (is_alive(coding->reading[t]) && !coding->reading[t]->frame)
            settle_subject(coding, coding->reading[t]);
    for (uint32_t t = first; t < end; t++)
        if (is_alive(coding->reading[t]))
            drop_content(coding, coding->reading[t]);
    for (uint32_t t = first; t < end; t++)
        if (is_alive(coding->reading[t]))
            drop_by_kind(coding, coding->reading[t]);
}

/* ---- parties and repetition ---- */

static size_t known_count(const struct coding *coding, const struct party_array *parties)
{
    size_t count = 0;
    for (size_t i = 0; i < parties->count; i++)
        count += party_is_known(coding, &parties->items[i]);
    return count;
}

/* What the reading's category and row ask of its parties; NULL if all is there. */
static const char *lacks_parties(const struct coding *coding, const struct reading *reading)
{
    uint16_t flags = reading->meaning->flags;
    size_t actors = known_count(coding, &reading->actors);
    size_t recipients = known_count(coding, &reading->recipients);
    bool together = (flags & FLAG_RECIPROCAL) && !(flags & FLAG_VISIT);
    if (reading->meaning->kind == MEANING_STATEMENT)
        return actors ? NULL : "nobody known speaks";
    const struct category *category = &coding->ontology->categories[reading->category];
    bool somebody = category->allows_unknown_actor || reading->actors.count;
    if (!actors && !(somebody && recipients))
        return "no known actor";
    if ((flags & FLAG_NEEDS_ACTOR) && !actors)
        return "the row needs an actor";
    if (((flags & FLAG_NEEDS_RECIPIENT) || category->needs_recipient) &&
        !reading->recipients.count && !(together && actors >= 2))
        return "the category or row needs a recipient";
    if (together && reading->frame && reading->light == NONE && actors < 2 &&
        (reading->actor_from_afar || (flags & FLAG_WEAK)))
        return "all together, and only one is known";
    bool told = category->allows_unknown_actor && reading->frame && recipients &&
                reading->recipient != NONE;
    if ((flags & FLAG_WEAK) && actors + recipients < 2 && !told)
        return "weak words, and not both parties are known";
    if ((flags & FLAG_CARRIED) && reading->light == NONE)
        return "no act without the verb that carries it";
    /* What only other sentences tell is rarely meant here (measured on annotated reports). */
    if (reading->actor_from_afar &&
        (!reading->recipients.count || (!reading->frame && reading->recipient_from_afar)))
        return "no side of it is named here";
    if (category->allows_unknown_actor && reading->frame && !reading->recipients.count)
        return "violence told by a noun, and nobody who suffers it";
    if (reading->frame && reading->light == NONE && !has_own_words(reading) &&
        !category->allows_unknown_actor &&
        (reading->actor_from_afar != reading->recipient_from_afar) && actors + recipients < 2)
        return "a noun without parties of its own";
    return NULL;
}

static bool same_codes(const struct coding *coding, const struct party_array *a,
                       const struct party_array *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        bool found = false;
        for (size_t k = 0; k < b->count && !found; k++)
            found = a->items[i].entity == b->items[k].entity ||
                    (party_is_known(coding, &a->items[i]) && party_is_known(coding, &b->items[k]) &&
                     str_equal(coding->report->entities.items[a->items[i].entity].code,
                               coding->report->entities.items[b->items[k].entity].code));
        if (!found)
            return false;
    }
    return true;
}

static bool is_joined_by_and(const struct coding *coding, uint32_t a, uint32_t b)
{
    return (token_at(coding, a)->deprel == DEPREL_CONJ && governor_of(coding, a) == b) ||
           (token_at(coding, b)->deprel == DEPREL_CONJ && governor_of(coding, b) == a);
}

/* Of two readings of one sentence, does the second only tell the first again? Categories that
 * absorb others (ASSAULT) are lists of blows: one event for the whole list. */
static bool repeats(const struct coding *coding, const struct reading *first,
                    const struct reading *second)
{
    if (first->category != second->category ||
        !same_codes(coding, &first->actors, &second->actors) ||
        !same_codes(coding, &first->recipients, &second->recipients))
        return false;
    if (first->mode.size && second->mode.size && !str_equal(first->mode, second->mode))
        return false;
    bool list = first->category != CATEGORY_NONE && !first->frame && !second->frame &&
                coding->ontology->categories[first->category].absorbs;
    bool nested = tree_is_below(coding->report, second->trigger, first->trigger) ||
                  tree_is_below(coding->report, first->trigger, second->trigger);
    return list || nested;
}

static bool absorbs(const struct coding *coding, const struct reading *first,
                    const struct reading *second)
{
    if (first->category == CATEGORY_NONE || second->category == CATEGORY_NONE)
        return false;
    return coding->ontology->categories[first->category].absorbs & (1u << second->category) &&
           same_codes(coding, &first->actors, &second->actors);
}

void drop_unfit(struct coding *coding, struct reading **readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!readings[i]->dropped)
            readings[i]->dropped = lacks_parties(coding, readings[i]);
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count && k < i + NEAR; k++) {
            struct reading *a = readings[i], *b = readings[k];
            if (token_at(coding, b->trigger)->sentence != token_at(coding, a->trigger)->sentence)
                break;
            if (a->dropped || b->dropped)
                continue;
            if (repeats(coding, a, b)) {
                b->dropped = "tells the same act again";
                if (is_joined_by_and(coding, a->trigger, b->trigger) && a->word_count < WORD_LIMIT)
                    a->words[a->word_count++] = b->trigger;
            } else if (absorbs(coding, a, b))
                b->dropped = "is part of the violence told beside it";
            else if (absorbs(coding, b, a))
                a->dropped = "is part of the violence told beside it";
        }
}
