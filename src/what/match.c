/* match.c — fits compiled patterns to a predicate and its arguments. Of all patterns that fit, the
 * one with the most that had to be there wins; of equals, the later row; a user's before the
 * built-in ones. */
#include "what/coding.h"

#include <string.h>

struct reading *new_reading(struct coding *coding, uint32_t token, const struct meaning *meaning)
{
    struct reading *reading = arena_new(coding->arena, struct reading);
    *reading = (struct reading){.trigger = token,
                                .meaning = meaning,
                                .actor = NONE,
                                .recipient = NONE,
                                .content = NONE,
                                .inner = NONE,
                                .object = NONE,
                                .light = NONE,
                                .category = meaning->category,
                                .by_content = meaning->by_content,
                                .mode = meaning->mode,
                                .cameo = meaning->cameo};
    return reading;
}

uint8_t category_at(const struct coding *coding, uint32_t token)
{
    if (token == NONE)
        return CATEGORY_NONE;
    const struct reading *reading = coding->reading[token];
    if (!reading)
        return CATEGORY_NONE;
    if (reading->meaning->kind == MEANING_INNER && reading->inner != NONE &&
        coding->reading[reading->inner])
        return coding->reading[reading->inner]->category;
    return reading->category;
}

/* One attempt: which arguments are taken, and what fills the slots. */
struct fit {
    const struct pattern *pattern;
    const struct arguments *arguments;
    uint64_t taken; /* bit n: argument n */
    struct reading reading;
    uint32_t held[WORD_LIMIT + 2]; /* words whose own phrases count as the verb's */
    size_t held_count;
};

/* Does the phrase stand behind one of the element's prepositions? */
static bool preposition_fits(const struct element *element, struct str preposition)
{
    for (size_t i = 0; i < element->prepositions.count; i++)
        if (str_equal(element->prepositions.items[i], preposition))
            return true;
    return false;
}

static bool class_fits(const struct coding *coding, const struct element *element, uint32_t token)
{
    uint32_t inside = see_through(coding, token);
    for (size_t i = 0; i < element->words.count; i++)
        if (is_in_class(coding, token, element->words.items[i]) ||
            is_in_class(coding, inside, element->words.items[i]))
            return true;
    return false;
}

/* Category of the act a word tells; a verb that carries a noun tells the noun's. */
static bool event_fits(const struct coding *coding, const struct element *element, uint32_t token,
                       uint32_t *inner)
{
    uint32_t inside = see_through(coding, token);
    uint8_t category = category_at(coding, inside);
    *inner = inside;
    if (category == CATEGORY_NONE || coding->reading[inside]->meaning->kind == MEANING_GUARD) {
        uint32_t object = child_with(coding, token, DEPREL_OBJ);
        object = see_through(coding, object);
        category = category_at(coding, object);
        if (category == CATEGORY_NONE || !coding->reading[object]->frame ||
            coding->reading[object]->light != token)
            return false;
        *inner = object;
    }
    return element->events & (1u << category);
}

static bool word_fits(const struct coding *coding, const struct element *element, uint32_t token)
{
    for (size_t i = 0; i < element->words.count; i++)
        if (is_word_at(coding, token, element->words.items[i]))
            return true;
    return false;
}

/* Does what stands there satisfy the element's filler? Sets *inner for acts in braces. */
static bool filler_fits(const struct coding *coding, const struct element *element,
                        const struct argument *argument, uint32_t *inner)
{
    *inner = NONE;
    switch (element->filler) {
    case FILL_CLASS: return class_fits(coding, element, argument->token);
    case FILL_EVENT: return event_fits(coding, element, argument->token, inner);
    case FILL_WORD: return word_fits(coding, element, argument->token);
    case FILL_CLAUSE: return argument->role == ROLE_CLAUSE;
    default: return true;
    }
}

static bool is_party(const struct element *element)
{
    return element->filler == FILL_ACTOR || element->filler == FILL_RECIPIENT;
}

/* Does an argument stand where the element wants it? */
static bool place_fits(const struct element *element, const struct argument *argument)
{
    switch (element->place) {
    case PLACE_SUBJECT: return argument->role == ROLE_SUBJECT;
    case PLACE_OBJECT:
        if (element->filler == FILL_WORD)
            return argument->role != ROLE_SUBJECT;
        if (argument->role == ROLE_OBJECT || argument->role == ROLE_INDIRECT)
            return true;
        return argument->role == ROLE_CLAUSE && !is_party(element) &&
               (element->filler == FILL_ANYTHING || argument->form == CLAUSE_DOING);
    case PLACE_PREPOSITION:
        if (element->or_object && argument->role == ROLE_OBJECT)
            return true;
        return (argument->role == ROLE_OBLIQUE || argument->role == ROLE_SUBJECT ||
                (argument->role == ROLE_CLAUSE && !is_party(element))) &&
               preposition_fits(element, argument->preposition);
    case PLACE_TO:
        return (argument->role == ROLE_CLAUSE && argument->form == CLAUSE_TO) ||
               (element->filler != FILL_CLAUSE && argument->role == ROLE_OBLIQUE &&
                str_equal(argument->preposition, STR("to")));
    case PLACE_THAT: return argument->role == ROLE_CLAUSE && argument->form == CLAUSE_THAT;
    case PLACE_DOING:
        return argument->role == ROLE_CLAUSE && argument->form != CLAUSE_TO &&
               (element->prepositions.count ? preposition_fits(element, argument->preposition)
                                            : argument->form == CLAUSE_DOING);
    default: return false;
    }
}

/* What an element counts for that had to be there. */
static double element_weight(const struct element *element)
{
    double weight = (element->place == PLACE_PREPOSITION && !element->or_object) ||
                            element->place == PLACE_THAT || element->place == PLACE_TO ||
                            element->place == PLACE_DOING
                        ? 1.0
                        : 0.0;
    switch (element->filler) {
    case FILL_CLASS:
    case FILL_EVENT: weight += 2.0; break;
    case FILL_WORD: weight += 2.5; break;
    default: weight += 1.0;
    }
    return element->optional ? weight * 0.25 : weight;
}

static void hold(struct fit *fit, uint32_t token)
{
    if (fit->held_count < sizeof fit->held / sizeof *fit->held)
        fit->held[fit->held_count++] = token;
}

/* Writes down what an element found. */
static void fill(struct coding *coding, struct fit *fit, const struct element *element,
                 const struct argument *argument, uint32_t inner)
{
    struct reading *reading = &fit->reading;
    uint32_t token = argument->token;
    switch (element->filler) {
    case FILL_ACTOR: reading->actor = token; break;
    case FILL_RECIPIENT: reading->recipient = token; break;
    case FILL_CLAUSE:
        reading->content = token;
        if (element->subject != FILL_CLAUSE) {
            const struct arguments *inside = arguments_of(coding, token);
            uint32_t subject = argument_token(inside, inside->passive ? ROLE_OBJECT : ROLE_SUBJECT);
            if (element->subject == FILL_RECIPIENT)
                reading->recipient = subject;
            else
                reading->actor = subject;
        }
        break;
    case FILL_WORD:
        if (reading->word_count < WORD_LIMIT)
            reading->words[reading->word_count++] = token;
        break;
    default:
        reading->inner = inner;
        if (reading->content == NONE || element->filler == FILL_EVENT)
            reading->content = inner != NONE ? inner : token;
    }
    if (element->place == PLACE_OBJECT &&
        (element->filler != FILL_WORD || argument->role == ROLE_OBJECT))
        reading->object = token;
    if (!is_party(element))
        hold(fit, token);
    reading->score += element_weight(element);
}

/* A phrase on the verb's object: "signed an agreement with RECIPIENT". */
static bool fill_from_held(struct coding *coding, struct fit *fit, const struct element *element)
{
    if (element->place != PLACE_PREPOSITION)
        return false;
    for (size_t h = 0; h < fit->held_count; h++)
        for (uint32_t c = child_of(coding, fit->held[h]); c != NONE; c = next_child(coding, c)) {
            unsigned deprel = deprel_base(token_at(coding, c)->deprel);
            if (deprel != DEPREL_NMOD && deprel != DEPREL_OBL && deprel != DEPREL_ACL)
                continue;
            struct argument argument = {c, deprel == DEPREL_ACL ? ROLE_CLAUSE : ROLE_OBLIQUE,
                                        CLAUSE_NONE, marker_of(coding, c)};
            uint32_t inner;
            if (preposition_fits(element, argument.preposition) &&
                filler_fits(coding, element, &argument, &inner)) {
                fill(coding, fit, element, &argument, inner);
                return true;
            }
        }
    return false;
}

/* A preposition that the parser took for a particle: "called on" + object. */
static bool fill_after_particle(struct coding *coding, struct fit *fit,
                                const struct element *element)
{
    if (element->place != PLACE_PREPOSITION)
        return false;
    uint32_t particle = child_with(coding, fit->reading.trigger, DEPREL_COMPOUND_PRT);
    if (particle == NONE || !preposition_fits(element, token_at(coding, particle)->form))
        return false;
    for (size_t i = 0; i < fit->arguments->count; i++) {
        const struct argument *argument = &fit->arguments->items[i];
        uint32_t inner;
        if (argument->role == ROLE_OBJECT && !(fit->taken & (1ull << i)) &&
            filler_fits(coding, element, argument, &inner)) {
            fit->taken |= 1ull << i;
            fill(coding, fit, element, argument, inner);
            return true;
        }
    }
    return false;
}

/* A word that must be there and is no argument: "whether", an adverb, or one level down. */
static bool fill_word(struct coding *coding, struct fit *fit, const struct element *element)
{
    if (element->filler != FILL_WORD || element->place != PLACE_OBJECT)
        return false;
    uint32_t trigger = fit->reading.trigger;
    for (uint32_t c = child_of(coding, trigger); c != NONE; c = next_child(coding, c)) {
        struct argument argument = {c, ROLE_OTHER, CLAUSE_NONE, STR("")};
        if (word_fits(coding, element, c)) {
            fill(coding, fit, element, &argument, NONE);
            return true;
        }
        unsigned deprel = deprel_base(token_at(coding, c)->deprel);
        if (deprel != DEPREL_OBJ && deprel != DEPREL_CCOMP && deprel != DEPREL_XCOMP)
            continue;
        for (uint32_t below = child_of(coding, c); below != NONE; below = next_child(coding, below))
            if (token_at(coding, below)->deprel != DEPREL_CONJ &&
                word_fits(coding, element, below)) {
                argument.token = below;
                fill(coding, fit, element, &argument, NONE);
                return true;
            }
    }
    return false;
}

/* Finds a filler for one element. With two objects the first in the pattern gets the indirect one.
 */
static bool fit_element(struct coding *coding, struct fit *fit, const struct element *element)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < fit->arguments->count; i++) {
            const struct argument *argument = &fit->arguments->items[i];
            bool indirect = argument->role == ROLE_INDIRECT;
            uint32_t inner;
            if (fit->taken & (1ull << i) || indirect == (pass == 1) ||
                !place_fits(element, argument) || !filler_fits(coding, element, argument, &inner))
                continue;
            fit->taken |= 1ull << i;
            fill(coding, fit, element, argument, inner);
            return true;
        }
    return fill_from_held(coding, fit, element) || fill_after_particle(coding, fit, element) ||
           fill_word(coding, fit, element);
}

/* Elements with most to demand go first, so that "give RECIPIENT [aid]" finds the aid before the
 * recipient takes its place: 0 words, classes, acts; 1 clauses and phrases; 2 the rest. */
static int element_turn(const struct element *element)
{
    if (element->filler == FILL_WORD || element->filler == FILL_CLASS ||
        element->filler == FILL_EVENT)
        return 0;
    return element->place == PLACE_OBJECT || element->place == PLACE_SUBJECT ? 2 : 1;
}

/* Both passes of fit_element prefer the indirect object for parties: see pass order. */
static bool fit_elements(struct coding *coding, struct fit *fit)
{
    const struct pattern *pattern = fit->pattern;
    for (int turn = 0; turn < 3; turn++)
        for (size_t i = 0; i < pattern->elements.count; i++) {
            const struct element *element = &pattern->elements.items[i];
            if (element_turn(element) != turn || fit_element(coding, fit, element))
                continue;
            bool may_miss =
                element->optional || (element->place == PLACE_SUBJECT && is_party(element));
            if (!may_miss)
                return false;
        }
    return true;
}

static bool has_particle(const struct coding *coding, uint32_t token, uint32_t particle,
                         uint32_t *at)
{
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c)) {
        unsigned deprel = token_at(coding, c)->deprel;
        if (is_word_at(coding, c, particle) &&
            (deprel == DEPREL_COMPOUND_PRT || deprel == DEPREL_ADVMOD || deprel == DEPREL_OBL)) {
            *at = c;
            return true;
        }
    }
    return false;
}

/* Does the trigger stand there, as verb, verb with particle, or behind "be"? */
static bool trigger_fits(const struct coding *coding, const struct pattern *pattern, uint32_t token,
                         struct reading *reading)
{
    bool verb = token_at(coding, token)->upos == UPOS_VERB;
    if (pattern->copula) {
        if (child_with(coding, token, DEPREL_COP) == NONE &&
            !(verb && child_with(coding, token, DEPREL_AUX_PASS) != NONE) &&
            token_at(coding, token)->deprel != DEPREL_XCOMP)
            return false;
        if (pattern->copula_preposition.size &&
            !str_equal(marker_of(coding, token), pattern->copula_preposition))
            return false;
        reading->score += 1.0 + (pattern->copula_preposition.size ? 1.0 : 0.0);
    } else if (!verb) {
        return false;
    }
    for (size_t i = 0; i < pattern->triggers.count; i++) {
        const struct trigger_word *trigger = &pattern->triggers.items[i];
        uint32_t particle = NONE;
        if (!is_word_at(coding, token, trigger->word) ||
            (trigger->particle != MAP_NONE &&
             !has_particle(coding, token, trigger->particle, &particle)))
            continue;
        if (particle != NONE) {
            reading->words[reading->word_count++] = particle;
            reading->score += 2.0;
        }
        return true;
    }
    return false;
}

/* Fits one pattern; true if it does, with the reading in *fit. */
static bool fit_pattern(struct coding *coding, const struct pattern *pattern, uint32_t token,
                        struct fit *fit)
{
    fit->pattern = pattern;
    fit->taken = 0;
    fit->held_count = 0;
    fit->reading = (struct reading){.trigger = token,
                                    .actor = NONE,
                                    .recipient = NONE,
                                    .content = NONE,
                                    .inner = NONE,
                                    .object = NONE,
                                    .light = NONE};
    if (!trigger_fits(coding, pattern, token, &fit->reading))
        return false;
    if (pattern->negated) {
        if (!is_negated(coding, token))
            return false;
        fit->reading.score += 2.0;
        fit->reading.negated_by_pattern = true;
    }
    return fit_elements(coding, fit);
}

static bool is_better(const struct reading *reading, const struct meaning *meaning,
                      const struct reading *best)
{
    if (!best->meaning)
        return true;
    if (meaning->of_user != best->meaning->of_user)
        return meaning->of_user;
    if (reading->score > best->score || reading->score < best->score)
        return reading->score > best->score;
    return meaning->rank > best->meaning->rank;
}

/* Keeps the row as a rival if it says something else. */
static void add_rival(struct reading *best, const struct meaning *rival)
{
    for (size_t i = 0; i < best->rival_count; i++)
        if (best->rivals[i] == rival)
            return;
    if (rival && rival != best->meaning && best->rival_count < RIVAL_LIMIT)
        best->rivals[best->rival_count++] = rival;
}

/* Patterns whose trigger is the token's lemma, or, where there are none, its form. */
static const struct word_list *patterns_of(const struct coding *coding, uint32_t token)
{
    const struct word_entry *words = coding->lexicon->words.items;
    uint32_t lemma = coding->word[token], form = coding->form[token];
    if (lemma != MAP_NONE && words[lemma].patterns.count)
        return &words[lemma].patterns;
    return form != MAP_NONE && words[form].patterns.count ? &words[form].patterns : NULL;
}

struct reading *match_predicate(struct coding *coding, uint32_t token)
{
    const struct word_list *patterns = patterns_of(coding, token);
    if (!patterns)
        return NULL;
    struct fit fit = {.arguments = arguments_of(coding, token)};
    struct reading best = {0};
    for (size_t i = 0; i < patterns->count; i++) {
        const struct pattern *pattern = &coding->lexicon->patterns.items[patterns->items[i]];
        if (!fit_pattern(coding, pattern, token, &fit))
            continue;
        if (!is_better(&fit.reading, &pattern->meaning, &best)) {
            add_rival(&best, &pattern->meaning);
            continue;
        }
        struct reading previous = best;
        best = fit.reading;
        best.meaning = &pattern->meaning;
        for (size_t k = 0; k < previous.rival_count; k++)
            add_rival(&best, previous.rivals[k]);
        add_rival(&best, previous.meaning);
    }
    if (!best.meaning)
        return NULL;
    struct reading *reading = new_reading(coding, token, best.meaning);
    best.category = reading->category;
    best.by_content = reading->by_content;
    best.mode = reading->mode;
    best.cameo = reading->cameo;
    *reading = best;
    return reading;
}
