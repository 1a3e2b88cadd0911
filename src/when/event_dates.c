/* event_dates.c — gives each event its day: from the time expression that stands nearest to its
 * trigger, else the day of the report. */
#include "lang/lang.h"
#include "when/when.h"

enum { REACH = 400 }; /* tokens on each side of a trigger that are looked at */

/* The token of the expression that the others hang on. */
static uint32_t head_of(const struct annals_report *report, const struct time *time)
{
    for (uint32_t token = time->first; token < time->end; token++) {
        uint32_t head = report->tokens.items[token].head;
        if (head == NONE || head < time->first || head >= time->end)
            return token;
    }
    return time->first;
}

/* Index of the first one within reach before the token; they stand in the order of the text. */
static uint32_t first_time(const struct annals_report *report, uint32_t token)
{
    uint32_t low = 0, high = (uint32_t)report->times.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if ((uint64_t)report->times.items[middle].first + REACH < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct time *nearest_time(const struct annals_report *report, const bool *is_trigger,
                                       const struct event *event)
{
    const struct time *nearest = NULL;
    uint32_t least = NONE;
    for (size_t i = first_time(report, event->trigger); i < report->times.count; i++) {
        const struct time *time = &report->times.items[i];
        if (time->first > event->trigger + REACH)
            break;
        if (time->sentence != event->sentence || time->is_bound)
            continue;
        uint32_t distance =
            modifier_distance(report, is_trigger, event->trigger, head_of(report, time));
        if (distance < least) {
            least = distance;
            nearest = time;
        }
    }
    return nearest;
}

int date_events(struct annals_report *report, struct annals_error *error)
{
    (void)error;
    bool *is_trigger = arena_new_array(&report->arena, report->tokens.count + 1, bool);
    for (size_t i = 0; i < report->events.count; i++)
        is_trigger[report->events.items[i].trigger] = true;
    for (size_t i = 0; i < report->events.count; i++) {
        struct event *event = &report->events.items[i];
        const struct time *time = nearest_time(report, is_trigger, event);
        event->date = time ? time->from : report->published;
        event->date_from_text = time != NULL;
        event->end_date = (struct date){0};
        if (time && date_to_days(time->to) != date_to_days(time->from))
            event->end_date = time->to;
    }
    return 0;
}
