/* event_places.c — gives each event the place that stands nearest to its trigger. Where something
 * came from or went to is not where it happened. */
#include "lang/lang.h"
#include "where/where.h"

enum { REACH = 400 }; /* tokens on each side of a trigger that are looked at */

static uint32_t head_of(const struct annals_report *report, const struct place *place)
{
    for (uint32_t token = place->first; token < place->end; token++) {
        uint32_t head = report->tokens.items[token].head;
        if (head == NONE || head < place->first || head >= place->end)
            return token;
    }
    return place->first;
}

/* Index of the first one within reach before the token; they stand in the order of the text. */
static uint32_t first_place(const struct annals_report *report, uint32_t token)
{
    uint32_t low = 0, high = (uint32_t)report->places.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if ((uint64_t)report->places.items[middle].first + REACH < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t nearest_place(const struct annals_report *report, const bool *is_trigger,
                              const struct event *event)
{
    uint32_t nearest = NONE, least = NONE;
    for (uint32_t i = first_place(report, event->trigger); i < report->places.count; i++) {
        const struct place *place = &report->places.items[i];
        if (place->first > event->trigger + REACH)
            break;
        if (place->sentence != event->sentence || place->is_endpoint)
            continue;
        uint32_t distance =
            modifier_distance(report, is_trigger, event->trigger, head_of(report, place));
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

int place_events(struct annals_report *report, struct annals_error *error)
{
    (void)error;
    bool *is_trigger = arena_new_array(&report->arena, report->tokens.count + 1, bool);
    for (size_t i = 0; i < report->events.count; i++)
        is_trigger[report->events.items[i].trigger] = true;
    for (size_t i = 0; i < report->events.count; i++)
        report->events.items[i].place = nearest_place(report, is_trigger, &report->events.items[i]);
    return 0;
}
