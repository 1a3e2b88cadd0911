/* records.c — the last stage: orders the events, drops what the options leave out, and makes the
 * structs that the library hands out. */
#include "records/records.h"

#include <stdlib.h>
#include <string.h>

#include "records/parts.h"

const char *const REPORT_FIELDS[7] = {"id", "date", "title", "source", "url", "language", "text"};

/* ---- order and choice ---- */

struct place_of_event {
    uint32_t trigger, index;
};

/* Tokens of the headline come first, so the trigger's number is the order of the records. */
static int compare_places(const void *a, const void *b)
{
    const struct place_of_event *x = a, *y = b;
    if (x->trigger != y->trigger)
        return x->trigger < y->trigger ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static bool is_wanted(const struct event *event, unsigned keep_auxiliary, double min_confidence)
{
    return !(event->auxiliary & ANNALS_AUXILIARY_ALL & ~keep_auxiliary) &&
           event->confidence >= min_confidence;
}

/* Sizes name events by index: gives them the new ones. */
static void renumber_sizes(struct annals_report *report, const uint32_t *new_index, size_t count)
{
    for (size_t i = 0; i < report->sizes.count; i++) {
        uint32_t *event = &report->sizes.items[i].event;
        *event = *event < count ? new_index[*event] : NONE;
    }
}

static void order_events(struct annals_report *report, unsigned keep_auxiliary,
                         double min_confidence)
{
    size_t count = report->events.count, kept = 0;
    struct arena *arena = &report->arena;
    struct place_of_event *places = arena_new_array(arena, count + 1, struct place_of_event);
    uint32_t *new_index = arena_new_array(arena, count + 1, uint32_t);
    struct event *ordered = arena_new_array(arena, count + 1, struct event);
    for (size_t i = 0; i < count; i++)
        places[i] = (struct place_of_event){report->events.items[i].trigger, (uint32_t)i};
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++) {
        const struct event *event = &report->events.items[places[i].index];
        bool wanted = is_wanted(event, keep_auxiliary, min_confidence);
        new_index[places[i].index] = wanted ? (uint32_t)kept : NONE;
        if (wanted)
            ordered[kept++] = *event;
    }
    renumber_sizes(report, new_index, count);
    report->events.items = ordered;
    report->events.count = kept;
    report->events.capacity = count + 1;
}

/* ---- public structs ---- */

static const char *text_of(struct arena *arena, struct str s)
{
    return s.size ? str_copy(arena, s).data : "";
}

static const char *date_string(struct arena *arena, struct date date)
{
    char text[16];
    return text_of(arena, date_text(date, text));
}

static const char *const *split_list(struct arena *arena, struct str list)
{
    size_t count = list.size > 0, used = 0;
    for (size_t i = 0; i < list.size; i++)
        count += list.data[i] == '|';
    const char **items = arena_new_array(arena, count + 1, const char *);
    while (list.size && list.data)
        items[used++] = text_of(arena, str_cut(&list, '|'));
    return items;
}

static struct annals_party public_party(struct annals_report *report, const struct party *party,
                                        bool in_title)
{
    static const struct entity unknown;
    struct arena *arena = &report->arena;
    const struct entity *entity =
        party->entity < report->entities.count ? &report->entities.items[party->entity] : &unknown;
    bool placed = party_has_place(party, in_title);
    return (struct annals_party){
        .code = entity->code.size ? text_of(arena, entity->code) : "UNK",
        .country_code = text_of(arena, entity->country_code),
        .sector = text_of(arena, entity->sector),
        .other_sectors = split_list(arena, entity->other_sectors),
        .entity_text = text_of(arena, span_text(report, party->span)),
        .identifier_text = text_of(arena, entity->name),
        .identifier_id = text_of(arena, entity->identifier_id),
        .office = text_of(arena, entity->office),
        .cameo = text_of(arena, entity->cameo),
        .start = placed ? (int64_t)points_before(report, in_title, party->span.start) : -1,
        .end = placed ? (int64_t)points_before(report, in_title, party->span.end) : -1,
        .in_title = in_title,
    };
}

static const struct annals_party *public_parties(struct annals_report *report,
                                                 const struct party_array *parties, bool in_title)
{
    struct annals_party *items =
        arena_new_array(&report->arena, parties->count + 1, struct annals_party);
    for (size_t i = 0; i < parties->count; i++)
        items[i] = public_party(report, &parties->items[i], in_title);
    return items;
}

static const char *const *public_contexts(struct arena *arena, const struct event *event)
{
    const char **items = arena_new_array(arena, event->contexts.count + 1, const char *);
    for (size_t i = 0; i < event->contexts.count; i++)
        items[i] = text_of(arena, event->contexts.items[i]);
    return items;
}

static void set_parties(struct annals_report *report, const struct event *event,
                        struct annals_event *result)
{
    bool in_title = result->in_title != 0;
    result->actors = public_parties(report, &event->actors, in_title);
    result->actor_count = event->actors.count;
    result->recipients = public_parties(report, &event->recipients, in_title);
    result->recipient_count = event->recipients.count;
    result->reporters = public_parties(report, &event->reporters, in_title);
    result->reporter_count = event->reporters.count;
}

static void set_dates(struct annals_report *report, const struct event *event,
                      struct annals_event *result)
{
    result->date = date_string(&report->arena, event->date);
    result->enddate = date_string(&report->arena, event->end_date);
    result->date_source = !event->date.year ? "" : event->date_from_text ? "text" : "report";
}

static struct annals_event public_event(struct annals_report *report, const struct event *event,
                                        size_t number)
{
    struct arena *arena = &report->arena;
    struct span passage = event_passage(report, event);
    bool is_event = event->category.size > 0;
    struct annals_event result = {
        .id = str_format(arena, "%.*s#%zu", STR_ARG(report->id), number).data,
        .event = text_of(arena, event->category),
        .mode = text_of(arena, event->mode),
        .contexts = public_contexts(arena, event),
        .auxiliary = event->auxiliary & ANNALS_AUXILIARY_ALL,
        .cameo = text_of(arena, event->cameo),
        .quad_code = is_event ? event->quad_code : 0,
        .event_scale = is_event ? event->event_scale : 0,
        .goldstein = event->goldstein,
        .text = text_of(arena, span_text(report, passage)),
        .sequence = sentence_number(report, event->sentence),
        .start = (int64_t)points_before(report, passage.in_title, passage.start),
        .end = (int64_t)points_before(report, passage.in_title, passage.end),
        .in_title = passage.in_title,
        .confidence = event->confidence,
        .rule = text_of(arena, event->rule),
    };
    set_parties(report, event, &result);
    set_dates(report, event, &result);
    return result;
}

static void set_fields(struct annals_report *report)
{
    struct arena *arena = &report->arena;
    char date[16];
    const struct str fields[] = {report->id,    date_text(report->published, date),
                                 report->title, report->source,
                                 report->url,   report->language,
                                 report->text};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        report->public_fields[i] = text_of(arena, fields[i]);
    const char **warnings = arena_new_array(arena, report->warnings.count + 1, const char *);
    for (size_t i = 0; i < report->warnings.count; i++)
        warnings[i] = report->warnings.items[i];
    report->public_warnings = warnings;
}

int finish_records(struct annals_report *report, unsigned keep_auxiliary, double min_confidence,
                   struct annals_error *error)
{
    (void)error;
    order_events(report, keep_auxiliary, min_confidence);
    report->public_events =
        arena_new_array(&report->arena, report->events.count + 1, struct annals_event);
    for (size_t i = 0; i < report->events.count; i++)
        report->public_events[i] = public_event(report, &report->events.items[i], i + 1);
    set_fields(report);
    return 0;
}
