/* parties.c — from the words that stand in a predicate's slots to the parties they name: heads that
 * are mentions, phrases joined by "and", "members of X", things that stand for their owners, acts
 * that stand for those who did them. */
#include "what/coding.h"

enum { PARTY_LIMIT = 12, LOOK_DEPTH = 4 };

bool party_is_known(const struct coding *coding, const struct party *party)
{
    if (party->entity == NONE)
        return false;
    struct str code = coding->report->entities.items[party->entity].code;
    return code.size && !str_equal(code, STR("UNK"));
}

void push_party(struct coding *coding, struct party_array *parties, struct party party)
{
    for (size_t i = 0; i < parties->count; i++)
        if (party.entity != NONE && parties->items[i].entity == party.entity)
            return;
    if (parties->count < PARTY_LIMIT)
        *array_push(coding->arena, parties) = party;
}

static bool add_mention(struct coding *coding, uint32_t number, struct party_array *parties)
{
    const struct mention *mention = &coding->report->mentions.items[number];
    for (uint32_t i = 0; i < mention->entity_count; i++)
        push_party(coding, parties, (struct party){number, mention->entities[i], mention->span});
    return mention->entity_count > 0;
}

/* How well a child of a phrase's head stands for its owner; 0: not at all. "Our Syrian partners"
 * are Syrians, "Russia's Syrian base" is Russia's. */
static int owner_rank(const struct coding *coding, uint32_t child)
{
    static const char *const OWNING[] = {"of", "from",    "by", "such_as", "including", "like",
                                         "in", "against", "on", "with",    NULL};
    switch (token_at(coding, child)->deprel) {
    case DEPREL_NMOD_POSS: return token_at(coding, child)->upos == UPOS_PRON ? 18 : 20;
    case DEPREL_AMOD:
    case DEPREL_COMPOUND:
    case DEPREL_NMOD_DESC: return 19;
    case DEPREL_APPOS: return 17;
    case DEPREL_NMOD:
    case DEPREL_OBL: {
        struct str marker = marker_of(coding, child);
        for (int i = 0; OWNING[i]; i++)
            if (str_equal(marker, str_of(OWNING[i])))
                return 16 - i;
        return 0;
    }
    default: return 0;
    }
}

static bool is_known_mention(const struct coding *coding, uint32_t number)
{
    const struct mention *mention = &coding->report->mentions.items[number];
    for (uint32_t i = 0; i < mention->entity_count; i++) {
        struct party party = {number, mention->entities[i], mention->span};
        if (party_is_known(coding, &party))
            return true;
    }
    return false;
}

static bool add_phrase(struct coding *coding, uint32_t token, struct party_array *parties,
                       int depth);

/* A phrase whose head is no mention: whoever owns or makes up what it names. `depth` bounds how
 * far inside the phrase the owner may stand. */
static bool add_owner(struct coding *coding, uint32_t token, struct party_array *parties, int depth)
{
    if (depth >= LOOK_DEPTH)
        return false;
    for (int rank = 20; rank > 0; rank--)
        for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c))
            if (owner_rank(coding, c) == rank && add_phrase(coding, c, parties, depth + 1))
                return true;
    return false;
}

/* A mention whose code nobody knows gives way to a known one inside the phrase ("allies such as
 * Germany", "civilians in Syria"). */
static bool add_phrase(struct coding *coding, uint32_t token, struct party_array *parties,
                       int depth)
{
    uint32_t mention = coding->report->mention_of_token[token];
    bool good = mention != NONE && is_known_mention(coding, mention) &&
                !(coding->report->mentions.items[mention].is_place_only && depth == 0);
    if (good)
        return add_mention(coding, mention, parties);
    struct party_array owners = {0};
    if (add_owner(coding, token, &owners, depth) &&
        (mention == NONE || party_is_known(coding, &owners.items[0]))) {
        for (size_t i = 0; i < owners.count; i++)
            push_party(coding, parties, owners.items[i]);
        return true;
    }
    return mention != NONE && add_mention(coding, mention, parties);
}

/* One phrase: the act it tells stands for its actors, else its words. */
static bool add_one(struct coding *coding, uint32_t token, struct party_array *parties)
{
    const struct reading *act = coding->reading[see_through(coding, token)];
    if (act && act->frame && coding->report->mention_of_token[token] == NONE) {
        for (size_t i = 0; i < act->actors.count; i++)
            push_party(coding, parties, act->actors.items[i]);
        return act->actors.count > 0;
    }
    return add_phrase(coding, token, parties, 0);
}

bool add_parties(struct coding *coding, uint32_t token, struct party_array *parties)
{
    if (token == NONE)
        return false;
    bool added = add_one(coding, token, parties);
    uint32_t last = token;
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c))
        if (token_at(coding, c)->deprel == DEPREL_CONJ && token_at(coding, c)->upos != UPOS_VERB) {
            added |= add_one(coding, c, parties);
            last = c;
        }
    /* "A, B and C" parsed as a chain. */
    for (int steps = 0; steps < PARTY_LIMIT && last != token; steps++) {
        uint32_t next = child_with(coding, last, DEPREL_CONJ);
        if (next == NONE)
            break;
        added |= add_one(coding, next, parties);
        last = next;
    }
    return added;
}

bool has_entity(const struct party_array *parties, uint32_t entity)
{
    for (size_t i = 0; i < parties->count; i++)
        if (parties->items[i].entity == entity && entity != NONE)
            return true;
    return false;
}

/* Nobody acts upon himself through a slip of the parser: who is actor is no recipient. */
static void remove_actors(const struct party_array *actors, struct party_array *recipients)
{
    size_t kept = 0;
    for (size_t i = 0; i < recipients->count; i++)
        if (!has_entity(actors, recipients->items[i].entity))
            recipients->items[kept++] = recipients->items[i];
    recipients->count = kept;
}

/* "rejected Russia's proposal": who the thing belongs to that the verb acts on. An act stands for
 * who did it, which the report may tell only later (find_culprits). */
static void look_into_object(struct coding *coding, struct reading *reading)
{
    uint32_t object = reading->object != NONE ? reading->object : reading->content;
    if (object == NONE || token_at(coding, object)->upos == UPOS_VERB)
        return;
    bool saying = reading->category != CATEGORY_NONE &&
                  coding->ontology->categories[reading->category].is_saying;
    const struct reading *act = coding->reading[see_through(coding, object)];
    if (act && act->frame) {
        reading->act = act;
        for (size_t i = 0; i < act->actors.count && !saying; i++)
            push_party(coding, &reading->recipients, act->actors.items[i]);
        return;
    }
    if (!saying && coding->report->mention_of_token[object] != NONE &&
        add_phrase(coding, object, &reading->recipients, 0))
        return;
    for (uint32_t c = child_of(coding, object); c != NONE; c = next_child(coding, c)) {
        int rank = owner_rank(coding, c);
        if (rank >= 17 || (rank > 0 && !saying))
            if (add_phrase(coding, c, &reading->recipients, 1))
                return;
    }
}

/* "refused to meet Sudan": what is refused or promised to whom stands in the content. */
static void look_into_content(struct coding *coding, struct reading *reading)
{
    if (reading->content == NONE || token_at(coding, reading->content)->upos != UPOS_VERB)
        return;
    if (child_with(coding, reading->content, DEPREL_NSUBJ) != NONE)
        return;
    const struct reading *inner = content_reading(coding, reading->content);
    if (!inner)
        return;
    add_parties(coding, inner->recipient, &reading->recipients);
    if (inner->frame && inner->actor != reading->actor)
        add_parties(coding, inner->actor, &reading->recipients);
}

/* Who says the words that hold the reading: the subject of the verb of saying above it, or the
 * speaker of the quote around it. */
static void add_speaker(struct coding *coding, struct reading *reading)
{
    const struct annals_report *report = coding->report;
    uint32_t at = reading->trigger;
    for (int steps = 0; steps < 12 && at != NONE; steps++) {
        unsigned deprel = token_at(coding, at)->deprel;
        uint32_t head = governor_of(coding, at);
        if ((deprel == DEPREL_CCOMP || deprel == DEPREL_PARATAXIS) && head != NONE &&
            token_at(coding, head)->upos == UPOS_VERB) {
            reading->actor = argument_token(arguments_of(coding, head), ROLE_SUBJECT);
            if (add_parties(coding, reading->actor, &reading->actors))
                return;
        }
        at = head;
    }
    struct span span = token_at(coding, reading->trigger)->span;
    for (size_t i = 0; i < report->quotes.count; i++) {
        const struct quote *quote = &report->quotes.items[i];
        if (quote->span.in_title == span.in_title && quote->span.start <= span.start &&
            quote->span.end >= span.end && quote->speaker != NONE) {
            add_mention(coding, quote->speaker, &reading->actors);
            return;
        }
    }
}

/* "in support of …", "in an attack on …": done by who does what the clause tells. */
static uint32_t clause_subject(struct coding *coding, const struct reading *reading,
                               struct str marker)
{
    uint32_t verb = governor_of(coding, reading->trigger);
    if (verb == NONE || token_at(coding, verb)->upos != UPOS_VERB ||
        !str_equal(marker_of(coding, reading->trigger), marker))
        return NONE;
    return argument_token(arguments_of(coding, verb), ROLE_SUBJECT);
}

/* Is it a phrase of place? */
static bool is_place_phrase(const struct coding *coding, uint32_t token)
{
    static const char *const WHERE[] = {"in",     "at",     "near",   "outside", "on",
                                        "across", "inside", "around", "into"};
    unsigned deprel = deprel_base(token_at(coding, token)->deprel);
    if (deprel != DEPREL_NMOD && deprel != DEPREL_OBL)
        return false;
    for (size_t i = 0; i < sizeof WHERE / sizeof *WHERE; i++)
        if (str_equal(marker_of(coding, token), str_of(WHERE[i])))
            return true;
    return false;
}

/* First known mention in the subtree of a token. */
static bool add_known_inside(struct coding *coding, uint32_t token, struct party_array *parties)
{
    const struct tree_node *node = &coding->report->tree[token];
    for (uint32_t t = node->first; t < node->end; t++) {
        uint32_t mention = coding->report->mention_of_token[t];
        if (mention != NONE && tree_is_below(coding->report, t, token) &&
            is_known_mention(coding, mention))
            return add_mention(coding, mention, parties);
    }
    return false;
}

/* Where only the place of violence is told, the place stands for who suffers it. */
static void look_at_place(struct coding *coding, struct reading *reading)
{
    const uint32_t heads[] = {reading->trigger, reading->light,
                              reading->frame ? governor_of(coding, reading->trigger) : NONE};
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
        for (uint32_t c = heads[h] == NONE ? NONE : child_of(coding, heads[h]); c != NONE;
             c = next_child(coding, c))
            if (c != reading->trigger &&
                (is_place_phrase(coding, c) ||
                 (h == 0 && reading->frame && token_at(coding, c)->deprel == DEPREL_COMPOUND)) &&
                add_known_inside(coding, c, &reading->recipients))
                return;
}

void part_sides(struct coding *coding, struct reading *reading)
{
    if (!reading->joined || reading->recipients.count)
        return;
    for (size_t i = reading->joined; i < reading->actors.count; i++)
        push_party(coding, &reading->recipients, reading->actors.items[i]);
    if (reading->joined < reading->actors.count)
        reading->actors.count = reading->joined;
}

void find_reading_parties(struct coding *coding, struct reading *reading)
{
    uint16_t flags = reading->meaning->flags;
    add_parties(coding, reading->actor, &reading->actors);
    if (flags & FLAG_SPEAKER)
        add_speaker(coding, reading);
    if (reading->frame && reading->actor == NONE)
        add_parties(coding, reading->actor = clause_subject(coding, reading, STR("in")),
                    &reading->actors);
    if (reading->frame && reading->recipient == NONE && reading->actors.count)
        reading->recipient = clause_subject(coding, reading, STR("with"));
    add_parties(coding, reading->recipient, &reading->recipients);
    if (!reading->frame && !reading->recipients.count && !(flags & FLAG_RECIPROCAL))
        look_into_object(coding, reading);
    if (!reading->recipients.count && !(flags & FLAG_RECIPROCAL))
        look_into_content(coding, reading);
    if ((flags & FLAG_RECIPROCAL) && !(flags & FLAG_VISIT)) {
        reading->joined = reading->actors.count;
        for (size_t i = 0; i < reading->recipients.count; i++)
            push_party(coding, &reading->actors, reading->recipients.items[i]);
        reading->recipients.count = 0;
    }
    remove_actors(&reading->actors, &reading->recipients);
    if (!reading->recipients.count && reading->recipient == NONE &&
        reading->category != CATEGORY_NONE &&
        coding->ontology->categories[reading->category].allows_unknown_actor)
        look_at_place(coding, reading);
    remove_actors(&reading->actors, &reading->recipients);
}
