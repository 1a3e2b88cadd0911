/* find_events.c — the stage: every sentence is read, its readings compete, their parties are found,
 * and what remains is written down. */
#include "what/coding.h"

struct reading_array {
    struct reading **items;
    size_t count, capacity;
};

/* Tokens of the sentence, deepest in the tree first, so that what a verb governs has been read when
 * the verb is. Walks the tree without recursion. */
static size_t order_by_depth(const struct coding *coding, const struct sentence *sentence,
                             uint32_t *order)
{
    size_t count = 0;
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++)
        if (token_at(coding, t)->head == NONE)
            order[count++] = t;
    for (size_t i = 0; i < count; i++)
        for (uint32_t c = child_of(coding, order[i]); c != NONE && count < sentence->count;
             c = next_child(coding, c))
            order[count++] = c;
    for (size_t i = 0; i < count / 2; i++) {
        uint32_t held = order[i];
        order[i] = order[count - 1 - i];
        order[count - 1 - i] = held;
    }
    return count;
}

static void read_sentence(struct coding *coding, const struct sentence *sentence)
{
    uint32_t *order = arena_new_array(coding->arena, sentence->count + 1, uint32_t);
    size_t count = order_by_depth(coding, sentence, order);
    for (size_t i = 0; i < count; i++)
        coding->reading[order[i]] = match_noun(coding, order[i]);
    for (size_t i = 0; i < count; i++)
        carry_noun(coding, order[i]);
    for (size_t i = 0; i < count; i++) {
        struct reading *predicate = match_predicate(coding, order[i]);
        if (predicate)
            coding->reading[order[i]] = predicate;
    }
    for (size_t i = 0; i < count; i++)
        if (coding->reading[order[i]])
            apply_content(coding, coding->reading[order[i]]);
}

/* ---- what an act becomes by being cancelled, ended, refused, planned ---- */

static void apply_light_effect(struct coding *coding, struct reading *reading)
{
    const struct light_verb *light = reading->light_row;
    const struct category *category = &coding->ontology->categories[reading->category];
    if (!light)
        return;
    if (light->effect == EFFECT_CATEGORY) {
        turn_into(coding, reading, light->category, "the noun is what the verb is about");
        part_sides(coding, reading);
        return;
    }
    if (light->effect != EFFECT_CANCEL && light->effect != EFFECT_END)
        return;
    uint8_t becomes = light->effect == EFFECT_CANCEL ? category->cancelled : category->ended;
    if (becomes == CATEGORY_NONE)
        reading->auxiliary |= ANNALS_NEGATION;
    else if (becomes != reading->category) {
        turn_into(coding, reading, becomes, "cancelled or ended");
        part_sides(coding, reading);
    }
}

/* "would not send …": what its actor will not do is refused; what is still to come is agreed. */
static void apply_auxiliary(struct coding *coding, struct reading *reading)
{
    const struct category *category = &coding->ontology->categories[reading->category];
    unsigned marks = reading->auxiliary;
    bool unwilling = (marks & ANNALS_NEGATION) && (marks & MARK_WILLING);
    bool active =
        !arguments_of(coding, reading->light != NONE ? reading->light : reading->trigger)->passive;
    if (unwilling && active && reading->actors.count && category->refused != CATEGORY_NONE) {
        turn_into(coding, reading, category->refused, "its actor will not do it");
        part_sides(coding, reading);
        marks &= ~(unsigned)(ANNALS_NEGATION | ANNALS_FUTURE | ANNALS_HYPOTHETICAL);
    } else if ((marks & ANNALS_FUTURE) && !(marks & ANNALS_NEGATION) &&
               category->future != CATEGORY_NONE) {
        turn_into(coding, reading, category->future, "still to come");
        marks &= ~(unsigned)ANNALS_FUTURE;
    }
    if (coding->ontology->categories[reading->category].drops_future)
        marks &= ~(unsigned)ANNALS_FUTURE;
    if (reading->negated_by_pattern && (marks & MARK_WILLING))
        marks &= ~(unsigned)ANNALS_HYPOTHETICAL; /* "would not send": the refusal itself is fact */
    reading->auxiliary = marks & ANNALS_AUXILIARY_ALL;
}

static void finish_reading(struct coding *coding, struct reading *reading)
{
    reading->auxiliary |= find_auxiliary(coding, reading);
    if (reading->category == CATEGORY_NONE) {
        reading->auxiliary &= ANNALS_AUXILIARY_ALL;
        return;
    }
    apply_light_effect(coding, reading);
    apply_auxiliary(coding, reading);
}

/* A visit's guest and host, a clash's two sides. */
static void apply_flags(struct coding *coding, struct reading *reading)
{
    static const struct {
        uint16_t flag;
        const char *mode;
    } MODES[] = {{FLAG_VISIT, "visit"}, {FLAG_SIDE_AB, "sideAB"}};
    for (size_t i = 0; i < sizeof MODES / sizeof *MODES; i++)
        if (reading->meaning->flags & MODES[i].flag && !reading->mode.size &&
            reading->actors.count && reading->recipients.count &&
            ontology_has_mode(coding->ontology, reading->category, str_of(MODES[i].mode)))
            reading->mode = str_of(MODES[i].mode);
}

static void collect(struct coding *coding, struct reading_array *readings)
{
    for (uint32_t t = 0; t < coding->report->tokens.count; t++)
        if (coding->reading[t] && !coding->reading[t]->dropped)
            *array_push(coding->arena, readings) = coding->reading[t];
}

/* Nouns first, also those that are no events: verbs ask for the actors of what they act on. */
static void find_all_parties(struct coding *coding)
{
    for (int verbs = 0; verbs < 2; verbs++)
        for (uint32_t t = 0; t < coding->report->tokens.count; t++) {
            struct reading *reading = coding->reading[t];
            if (reading && !reading->frame == (verbs == 1) && (!verbs || !reading->dropped))
                find_reading_parties(coding, reading);
        }
}

int find_events(const struct ontology *ontology, const struct lexicon *lexicon, bool statements,
                struct annals_report *report, struct annals_error *error)
{
    (void)error;
    struct coding coding = {.ontology = ontology,
                            .lexicon = lexicon,
                            .report = report,
                            .arena = &report->arena,
                            .statements = statements};
    prepare_coding(&coding);
    for (size_t s = 0; s < report->sentences.count; s++) {
        read_sentence(&coding, &report->sentences.items[s]);
        resolve_sentence(&coding, &report->sentences.items[s]);
    }
    struct reading_array readings = {0};
    collect(&coding, &readings);
    find_all_parties(&coding);
    for (size_t i = 0; i < readings.count; i++)
        finish_reading(&coding, readings.items[i]);
    fill_from_discourse(&coding, readings.items, readings.count);
    drop_unfit(&coding, readings.items, readings.count);
    for (size_t i = 0; i < readings.count; i++) {
        if (readings.items[i]->dropped)
            continue;
        apply_flags(&coding, readings.items[i]);
        write_event(&coding, readings.items[i]);
    }
    return 0;
}
