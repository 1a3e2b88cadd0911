/* attribute.c — ties events to who reports them and counts of people to events.
 *
 * An act inside what a party says is told on that party's word, whatever it is. It has no reporter
 * where saying it is the act itself ("said it would not send envoys": the refusal is the
 * speaker's own). */
#include "said/speech.h"

/* Quotes lie in the order of their begins, so those that hold a byte are among the ones before it;
 * the innermost (the last to begin) with a speaker wins. */
static const struct quote *innermost_quote(const struct annals_report *report, struct span trigger)
{
    enum { MOST_BACK = 64 };
    size_t low = 0, high = report->quotes.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct quote *quote = &report->quotes.items[middle];
        bool is_before = quote->span.in_title != trigger.in_title
                             ? quote->span.in_title
                             : quote->span.start <= trigger.start;
        if (is_before)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t back = 0; back < MOST_BACK && low-- > 0; back++) {
        const struct quote *quote = &report->quotes.items[low];
        if (quote->span.in_title == trigger.in_title && quote->span.end >= trigger.end &&
            quote->speaker != NONE && quote->is_report)
            return quote;
    }
    return NULL;
}

static bool share_entity(const struct annals_report *report, uint32_t mention,
                         const struct party_array *parties)
{
    const struct mention *speaker = &report->mentions.items[mention];
    for (size_t i = 0; i < parties->count; i++) {
        if (parties->items[i].mention == mention)
            return true;
        for (uint32_t e = 0; e < speaker->entity_count; e++)
            if (parties->items[i].entity == speaker->entities[e])
                return true;
    }
    return false;
}

static void attribute(struct annals_report *report, struct event *event)
{
    struct span trigger = report->tokens.items[event->trigger].span;
    const struct quote *quote = innermost_quote(report, trigger);
    if (!quote || share_entity(report, quote->speaker, &event->actors))
        return;
    const struct mention *speaker = &report->mentions.items[quote->speaker];
    *array_push(&report->arena, &event->reporters) =
        (struct party){quote->speaker, speaker->entities[0], speaker->span};
}

/* ---- sizes ---- */

static bool is_of_category(struct str categories, struct str category)
{
    while (categories.data)
        if (str_equal(str_cut(&categories, '|'), category))
            return true;
    return false;
}

/* Does the word tell of another kind of counts ("displaced", for the dead)? */
static bool tells_other_kind(const struct speech *speech, const struct annals_report *report,
                             uint32_t trigger, const struct size_count *size)
{
    struct str lemma = report->tokens.items[trigger].lemma;
    for (enum size_role role = ROLE_OBJECT; role <= ROLE_SUBJECT; role++) {
        uint32_t rule = map_get(&speech->size_words[role], lemma);
        if (rule != MAP_NONE && !str_equal(speech->size_rules.items[rule].kind, size->kind))
            return true;
    }
    return false;
}

/* How far an event stands from a count; NONE if it cannot own it. Its own verb owns it whatever the
 * category is. */
static uint32_t distance(const struct speech *speech, const struct annals_report *report,
                         const struct size_count *size, const struct event *event)
{
    if (event->trigger == size->verb)
        return 0;
    if (!is_of_category(size->categories, event->category) ||
        tells_other_kind(speech, report, event->trigger, size))
        return NONE;
    return 1 + (event->trigger > size->head ? event->trigger - size->head
                                            : size->head - event->trigger);
}

/* First event at or behind the sentence; events are in the order of the text. */
static size_t first_event(const struct annals_report *report, uint32_t sentence)
{
    size_t low = 0, high = report->events.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->events.items[middle].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void tie_size(const struct speech *speech, struct annals_report *report, uint32_t index)
{
    enum { MOST_EVENTS = 256 };
    struct size_count *size = &report->sizes.items[index];
    uint32_t least = NONE;
    size_t first = first_event(report, size->sentence);
    for (size_t i = first; i < report->events.count && i < first + MOST_EVENTS; i++) {
        if (report->events.items[i].sentence != size->sentence)
            break;
        uint32_t found = distance(speech, report, size, &report->events.items[i]);
        if (found < least) {
            least = found;
            size->event = (uint32_t)i;
        }
    }
    if (size->event != NONE)
        *array_push(&report->arena, &report->events.items[size->event].sizes) = index;
}

int attribute_events(const struct speech *speech, struct annals_report *report,
                     struct annals_error *error)
{
    (void)error;
    for (size_t i = 0; i < report->events.count; i++)
        attribute(report, &report->events.items[i]);
    for (uint32_t i = 0; i < report->sizes.count; i++)
        tie_size(speech, report, i);
    return 0;
}
