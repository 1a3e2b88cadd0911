/* nouns.c — event nouns: which row of the noun table fits, which words of the noun's own phrase are
 * its parties, and what a light verb ("launched an offensive") lends it. */
#include "what/coding.h"

/* Do the words that must precede the head stand there? */
static bool frame_stands(const struct coding *coding, const struct noun_frame *frame,
                         uint32_t token)
{
    for (size_t i = 0; i < frame->words.count; i++) {
        uint32_t back = (uint32_t)(frame->words.count - i);
        bool before = token >= back && is_word_at(coding, token - back, frame->words.items[i]);
        if (!before && !has_word_child(coding, token, frame->words.items[i]))
            return false;
    }
    return true;
}

static bool is_better_frame(const struct noun_frame *frame, const struct noun_frame *best)
{
    if (!best || frame->meaning.of_user != best->meaning.of_user)
        return !best || frame->meaning.of_user;
    if (frame->words.count != best->words.count)
        return frame->words.count > best->words.count;
    return frame->meaning.rank > best->meaning.rank;
}

/* A noun that only describes another ("attack helicopter", "peace talks venue") tells no act. */
static bool is_modifier(const struct coding *coding, uint32_t token)
{
    unsigned deprel = token_at(coding, token)->deprel;
    return deprel == DEPREL_COMPOUND || deprel == DEPREL_AMOD || deprel == DEPREL_FLAT ||
           deprel == DEPREL_FIXED || deprel == DEPREL_COMPOUND_PRT;
}

static bool may_be_noun(const struct coding *coding, uint32_t token)
{
    const struct token *word = token_at(coding, token);
    if (word->upos == UPOS_NOUN)
        return true;
    if (word->upos == UPOS_PROPN)
        return word->span.in_title;
    return word->upos == UPOS_VERB && word->xpos == XPOS_VBG &&
           child_with(coding, token, DEPREL_DET) != NONE;
}

/* ---- the noun's own phrase ---- */

/* A town or stretch of land before a noun is where it happens ("the Mosul offensive"), no actor. */
static bool is_place(const struct coding *coding, uint32_t number)
{
    const struct mention *mention = &coding->report->mentions.items[number];
    const struct entity *entity = &coding->report->entities.items[mention->entities[0]];
    return mention->is_place_only || entity->type == ENTITY_LOC || entity->type == ENTITY_FAC ||
           (entity->type == ENTITY_GPE && str_equal(entity->sector, STR("CVL")));
}

/* Is some word of the subtree the head of a mention that can act? */
static bool names_party(const struct coding *coding, uint32_t token)
{
    const struct tree_node *node = &coding->report->tree[token];
    for (uint32_t t = node->first; t < node->end; t++)
        if (coding->report->mention_of_token[t] != NONE &&
            tree_is_below(coding->report, t, token) &&
            !is_place(coding, coding->report->mention_of_token[t]))
            return true;
    return false;
}

static bool source_fits(const struct coding *coding, const struct noun_source *source,
                        uint32_t child)
{
    unsigned deprel = token_at(coding, child)->deprel;
    switch (source->place) {
    case NOUN_POSSESSOR:
    case NOUN_POSSESSED: return deprel == DEPREL_NMOD_POSS;
    case NOUN_MODIFIER:
        return (deprel == DEPREL_AMOD || deprel == DEPREL_COMPOUND || deprel == DEPREL_NMOD_DESC) &&
               names_party(coding, child);
    default:
        return (deprel == DEPREL_NMOD || deprel == DEPREL_OBL || deprel == DEPREL_OBL_AGENT) &&
               str_equal(marker_of(coding, child), source->preposition);
    }
}

/* First child of `head` that a source allows and that is not `not`. */
static uint32_t find_source(const struct coding *coding, const struct noun_source *sources,
                            size_t count, uint32_t head, uint32_t not )
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t c = child_of(coding, head); c != NONE; c = next_child(coding, c))
            if (c != not &&source_fits(coding, &sources[i], c))
                return c;
    return NONE;
}

/* What a request or refusal named by a noun is about: "call for talks", "refusal to meet". */
static uint32_t noun_content(const struct coding *coding, uint32_t token, uint32_t not )
{
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c)) {
        const struct token *child = token_at(coding, c);
        if (child->deprel == DEPREL_ACL || child->deprel == DEPREL_CCOMP)
            return c;
        struct str marker = child->deprel == DEPREL_NMOD ? marker_of(coding, c) : STR("");
        if (c != not &&(str_equal(marker, STR("for")) || str_equal(marker, STR("of"))))
            return c;
    }
    return NONE;
}

static void find_own_parties(const struct coding *coding, struct reading *reading)
{
    const struct noun_frame *frame = reading->frame;
    reading->recipient =
        find_source(coding, frame->recipient.items, frame->recipient.count, reading->trigger, NONE);
    reading->actor = find_source(coding, frame->actor.items, frame->actor.count, reading->trigger,
                                 reading->recipient);
    /* What both columns allow ("of") belongs to the actor, but not in "in support of". */
    if (reading->actor == NONE && reading->recipient != NONE &&
        !str_equal(marker_of(coding, reading->trigger), STR("in"))) {
        uint32_t actor =
            find_source(coding, frame->actor.items, frame->actor.count, reading->trigger, NONE);
        uint32_t other = find_source(coding, frame->recipient.items, frame->recipient.count,
                                     reading->trigger, actor);
        if (actor != NONE) {
            reading->actor = actor;
            reading->recipient = other;
        }
    }
    reading->content = noun_content(coding, reading->trigger, reading->recipient);
}

/* The best row for the word, or `best` if none is better. */
static const struct noun_frame *best_frame(const struct coding *coding, uint32_t token,
                                           uint32_t word, const struct noun_frame *best)
{
    if (word == MAP_NONE)
        return best;
    const struct word_list *frames = &coding->lexicon->words.items[word].frames;
    for (size_t i = 0; i < frames->count; i++) {
        const struct noun_frame *frame = &coding->lexicon->frames.items[frames->items[i]];
        if (frame_stands(coding, frame, token) && is_better_frame(frame, best))
            best = frame;
    }
    return best;
}

struct reading *match_noun(struct coding *coding, uint32_t token)
{
    if (!may_be_noun(coding, token) || is_modifier(coding, token))
        return NULL;
    const struct noun_frame *best = best_frame(coding, token, coding->word[token], NULL);
    if (coding->form[token] != coding->word[token])
        best = best_frame(coding, token, coding->form[token], best);
    if (!best)
        return NULL;
    struct reading *reading = new_reading(coding, token, &best->meaning);
    reading->frame = best;
    reading->score = 1.0 + 2.0 * (double)best->words.count;
    for (size_t i = 0; i < best->words.count && i < WORD_LIMIT; i++)
        for (uint32_t back = 1; back <= 3 && back <= token; back++)
            if (is_word_at(coding, token - back, best->words.items[i])) {
                reading->words[reading->word_count++] = token - back;
                break;
            }
    find_own_parties(coding, reading);
    return reading;
}

/* ---- light verbs ---- */

/* Is the word with the verb: its particle, its preposition (the noun's case), another word of it?
 */
static bool light_word_stands(const struct coding *coding, uint32_t verb, uint32_t noun,
                              uint32_t word)
{
    return has_word_child(coding, verb, word) ||
           (noun != verb && has_word_child(coding, noun, word));
}

static bool light_stands(const struct coding *coding, const struct light_verb *light, uint32_t verb,
                         uint32_t noun)
{
    for (size_t i = 0; i < light->words.count; i++)
        if (!light_word_stands(coding, verb, noun, light->words.items[i]))
            return false;
    return true;
}

/* The best row of the light verb for this noun; most words first. */
static const struct light_verb *find_light(const struct coding *coding, uint32_t word,
                                           uint32_t verb, uint32_t noun, bool of_subject)
{
    const struct word_list *lights = &coding->lexicon->words.items[word].lights;
    const struct light_verb *best = NULL;
    for (size_t i = 0; i < lights->count; i++) {
        const struct light_verb *light = &coding->lexicon->lights.items[lights->items[i]];
        if (light->of_subject == of_subject && light_stands(coding, light, verb, noun) &&
            (!best || light->words.count >= best->words.count))
            best = light;
    }
    return best;
}

/* The noun borrows what its own phrase does not name. */
static void lend(struct coding *coding, struct reading *noun, const struct light_verb *light,
                 uint32_t verb)
{
    const struct arguments *arguments = arguments_of(coding, verb);
    uint32_t subject = argument_token(arguments, ROLE_SUBJECT);
    noun->light = verb;
    noun->light_row = light;
    noun->score += 1.0;
    if (subject == noun->trigger || light->of_subject)
        subject = NONE;
    bool together = noun->meaning->flags & FLAG_RECIPROCAL;
    if (light->subject == FILL_ACTOR && subject != NONE) {
        if (together && noun->recipient == NONE)
            noun->recipient = noun->actor;
        noun->actor = subject;
    } else if (light->subject == FILL_RECIPIENT && subject != NONE) {
        noun->recipient = subject;
        uint32_t from = NONE;
        for (size_t i = 0; i < arguments->count; i++)
            if (arguments->items[i].role == ROLE_OBLIQUE &&
                (str_equal(arguments->items[i].preposition, STR("from")) ||
                 str_equal(arguments->items[i].preposition, STR("by"))))
                from = arguments->items[i].token;
        if (noun->actor == NONE || noun->actor == subject)
            noun->actor = from;
    }
    if (noun->recipient == NONE || noun->recipient == noun->actor) {
        noun->recipient = argument_token(arguments, ROLE_INDIRECT);
        if (noun->recipient == NONE)
            noun->recipient = find_source(coding, noun->frame->recipient.items,
                                          noun->frame->recipient.count, verb, noun->trigger);
    }
    if (noun->actor == NONE)
        noun->actor = find_source(coding, noun->frame->actor.items, noun->frame->actor.count, verb,
                                  noun->trigger);
}

/* Takes one candidate noun of the verb. */
static bool carry(struct coding *coding, uint32_t verb, uint32_t token, bool of_subject,
                  bool needs_words)
{
    token = see_through(coding, token);
    struct reading *noun = token == NONE ? NULL : coding->reading[token];
    if (!noun || !noun->frame || noun->light != NONE)
        return false;
    const struct light_verb *light =
        find_light(coding, coding->word[verb], verb, token, of_subject);
    if (!light || (needs_words && !light->words.count))
        return false;
    lend(coding, noun, light, verb);
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c))
        if (token_at(coding, c)->deprel == DEPREL_CONJ && coding->reading[c] &&
            coding->reading[c]->frame && coding->reading[c]->light == NONE)
            lend(coding, coding->reading[c], light, verb);
    return true;
}

bool carry_noun(struct coding *coding, uint32_t verb)
{
    if (coding->word[verb] == MAP_NONE ||
        !coding->lexicon->words.items[coding->word[verb]].lights.count ||
        token_at(coding, verb)->upos != UPOS_VERB)
        return false;
    const struct arguments *arguments = arguments_of(coding, verb);
    bool carried = false;
    for (size_t i = 0; i < arguments->count; i++) {
        const struct argument *argument = &arguments->items[i];
        if (argument->role == ROLE_OBJECT || argument->role == ROLE_OBLIQUE)
            carried |= carry(coding, verb, argument->token, false, argument->role == ROLE_OBLIQUE);
        if (argument->role == ROLE_SUBJECT || argument->role == ROLE_OBJECT)
            carried |= carry(coding, verb, argument->token, true, false);
    }
    return carried;
}
