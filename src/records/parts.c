/* parts.c — parties, places, sizes and events as JSON, see parts.h. */
#include "records/parts.h"

#include <stdio.h>

const char *const AUXILIARY_NAMES[5] = {"historical", "future", "hypothetical", "negation", NULL};

struct annals_write_options write_options(const struct annals_write_options *options)
{
    struct annals_write_options defaults = ANNALS_WRITE_OPTIONS;
    return options ? *options : defaults;
}

size_t points_before(const struct annals_report *report, bool in_title, size_t byte)
{
    return utf8_index_points(in_title ? &report->title_index : &report->text_index, byte);
}

struct str date_text(struct date date, char text[16])
{
    if (!date.year)
        return STR("");
    int size = snprintf(text, 16, "%04d-%02d-%02d", date.year % 10000, date.month, date.day);
    return (struct str){text, size > 0 ? (size_t)size : 0};
}

void json_member(struct writer *writer, const char *key, struct str text)
{
    if (!text.size)
        return;
    write_key(writer, key);
    write_string(writer, text);
}

static void json_offsets(struct writer *writer, const struct annals_report *report,
                         struct span span)
{
    write_key(writer, "start");
    write_integer(writer, (int64_t)points_before(report, span.in_title, span.start));
    write_key(writer, "end");
    write_integer(writer, (int64_t)points_before(report, span.in_title, span.end));
}

void json_span(struct writer *writer, const struct annals_report *report, struct span span)
{
    json_offsets(writer, report, span);
    if (span.in_title)
        json_member(writer, "in", STR("title"));
}

/* ---- parties ---- */

struct party party_of_mention(const struct annals_report *report, uint32_t mention)
{
    struct party party = {.mention = mention, .entity = NONE};
    if (mention >= report->mentions.count)
        return party;
    const struct mention *found = &report->mentions.items[mention];
    party.span = found->span;
    if (found->entity_count)
        party.entity = found->entities[0];
    return party;
}

bool party_has_place(const struct party *party, bool in_title)
{
    return party->span.start < party->span.end && party->span.in_title == in_title;
}

static void json_sectors(struct writer *writer, const struct entity *entity)
{
    json_member(writer, "sector", entity->sector);
    if (!entity->other_sectors.size)
        return;
    write_key(writer, "other_sectors");
    write_list(writer);
    for (struct str rest = entity->other_sectors; rest.data;)
        write_string(writer, str_cut(&rest, '|'));
    write_list_end(writer);
}

void json_party(struct writer *writer, const struct annals_report *report,
                const struct party *party, bool in_title)
{
    static const struct entity unknown;
    const struct entity *entity =
        party->entity < report->entities.count ? &report->entities.items[party->entity] : &unknown;
    write_object(writer);
    json_member(writer, "code", entity->code.size ? entity->code : STR("UNK"));
    json_member(writer, "country_code", entity->country_code);
    json_sectors(writer, entity);
    json_member(writer, "entity_text", span_text(report, party->span));
    json_member(writer, "identifier_text", entity->name);
    json_member(writer, "identifier_id", entity->identifier_id);
    json_member(writer, "office", entity->office);
    json_member(writer, "cameo", entity->cameo);
    if (party_has_place(party, in_title))
        json_offsets(writer, report, party->span);
    write_object_end(writer);
}

static void json_parties(struct writer *writer, const char *key, const struct annals_report *report,
                         const struct party_array *parties, bool in_title)
{
    if (!parties->count)
        return;
    write_key(writer, key);
    write_list(writer);
    for (size_t i = 0; i < parties->count; i++)
        json_party(writer, report, &parties->items[i], in_title);
    write_list_end(writer);
}

/* ---- places and sizes ---- */

void json_place(struct writer *writer, const struct annals_report *report,
                const struct place *place, bool with_span)
{
    write_object(writer);
    json_member(writer, "extracted_place", place->extracted);
    json_member(writer, "resolved_place", place->resolved);
    json_member(writer, "geonameid", place->geonameid);
    if (place->resolved.size) {
        write_key(writer, "lat");
        write_number(writer, place->latitude, 5);
        write_key(writer, "lon");
        write_number(writer, place->longitude, 5);
    }
    json_member(writer, "province", place->province);
    json_member(writer, "country_code", place->country_code);
    json_member(writer, "feature_code", place->feature_code);
    json_member(writer, "resolution", place->resolution);
    if (with_span)
        json_span(writer, report, place->span);
    write_object_end(writer);
}

static void event_id(struct writer *writer, const struct annals_report *report, size_t index)
{
    struct str id = str_of(report->public_events[index].id);
    write_string(writer, id);
}

void json_size(struct writer *writer, const struct annals_report *report,
               const struct size_count *size, bool with_event)
{
    write_object(writer);
    json_member(writer, "kind", size->kind);
    write_key(writer, "value");
    write_integer(writer, size->value);
    json_member(writer, "approx", size->approx);
    json_member(writer, "of", size->of);
    json_span(writer, report, size->span);
    if (with_event && size->event < report->events.count) {
        write_key(writer, "event");
        event_id(writer, report, size->event);
    }
    write_object_end(writer);
}

/* ---- events ---- */

int64_t sentence_number(const struct annals_report *report, uint32_t sentence)
{
    size_t low = 0, high = report->sentences.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (report->sentences.items[middle].span.in_title)
            low = middle + 1;
        else
            high = middle;
    }
    return sentence < low ? -1 : (int64_t)(sentence - low);
}

struct span event_passage(const struct annals_report *report, const struct event *event)
{
    /* No headline is longer; a hostile one would be repeated with each of its acts. */
    enum { LONGEST_HEADLINE = 2000 };
    struct span span = report->sentences.items[event->sentence].span;
    if (span.in_title && report->title.size <= LONGEST_HEADLINE)
        return (struct span){0, (uint32_t)report->title.size, true};
    return span;
}

static void json_dates(struct writer *writer, const struct annals_report *report,
                       const struct event *event)
{
    char text[16];
    json_member(writer, "published", date_text(report->published, text));
    if (!event->date.year)
        return;
    json_member(writer, "date", date_text(event->date, text));
    json_member(writer, "enddate", date_text(event->end_date, text));
    json_member(writer, "date_source", event->date_from_text ? STR("text") : STR("report"));
}

static void json_auxiliary(struct writer *writer, unsigned auxiliary)
{
    if (!(auxiliary & ANNALS_AUXILIARY_ALL))
        return;
    write_key(writer, "auxiliary");
    write_list(writer);
    for (unsigned i = 0; AUXILIARY_NAMES[i]; i++)
        if (auxiliary & 1u << i)
            write_string(writer, str_of(AUXILIARY_NAMES[i]));
    write_list_end(writer);
}

/* Category, mode, context, codes and scores. A public statement has no category and no PLOVER
 * scores. */
static void json_category(struct writer *writer, const struct event *event)
{
    write_key(writer, "event");
    write_list(writer);
    if (event->category.size)
        write_string(writer, event->category);
    write_list_end(writer);
    if (event->mode.size) {
        write_key(writer, "mode");
        write_list(writer);
        write_string(writer, event->mode);
        write_list_end(writer);
    }
    if (event->contexts.count) {
        write_key(writer, "context");
        write_list(writer);
        for (size_t i = 0; i < event->contexts.count; i++)
            write_string(writer, event->contexts.items[i]);
        write_list_end(writer);
    }
    json_auxiliary(writer, event->auxiliary);
    if (event->category.size) {
        write_key(writer, "quad_code");
        write_integer(writer, event->quad_code);
        write_key(writer, "event_scale");
        write_number(writer, event->event_scale, 1);
    }
    json_member(writer, "cameo", event->cameo);
    if (event->cameo.size) {
        write_key(writer, "goldstein");
        write_number(writer, event->goldstein, 1);
    }
}

static void json_passage(struct writer *writer, const struct annals_report *report,
                         const struct event *event, struct event_form form)
{
    write_key(writer, "event_text");
    write_list(writer);
    for (size_t i = 0; i < event->trigger_spans.count; i++)
        write_string(writer, span_text(report, event->trigger_spans.items[i]));
    write_list_end(writer);
    int64_t sequence = sentence_number(report, event->sentence);
    struct span passage = event_passage(report, event);
    if (!form.in_document && !form.no_text)
        json_member(writer, "text", span_text(report, passage));
    write_key(writer, "text_info");
    write_object(writer);
    if (sequence >= 0) {
        write_key(writer, "sequence");
        write_integer(writer, sequence);
    }
    json_offsets(writer, report, passage);
    write_object_end(writer);
    if (passage.in_title)
        json_member(writer, "in", STR("title"));
}

static void json_place_and_sizes(struct writer *writer, const struct annals_report *report,
                                 const struct event *event)
{
    if (event->place < report->places.count) {
        write_key(writer, "event_loc");
        json_place(writer, report, &report->places.items[event->place], false);
    }
    if (!event->sizes.count)
        return;
    write_key(writer, "size");
    write_list(writer);
    for (size_t i = 0; i < event->sizes.count; i++)
        json_size(writer, report, &report->sizes.items[event->sizes.items[i]], false);
    write_list_end(writer);
}

static void json_pair(struct writer *writer, const struct annals_report *report, struct span span)
{
    write_list(writer);
    write_integer(writer, (int64_t)points_before(report, span.in_title, span.start));
    write_integer(writer, (int64_t)points_before(report, span.in_title, span.end));
    write_list_end(writer);
}

static void json_evidence_parties(struct writer *writer, const char *key,
                                  const struct annals_report *report,
                                  const struct party_array *parties, bool in_title)
{
    bool any = false;
    for (size_t i = 0; i < parties->count; i++) {
        if (!party_has_place(&parties->items[i], in_title))
            continue;
        if (!any) {
            write_key(writer, key);
            write_list(writer);
        }
        any = true;
        json_pair(writer, report, parties->items[i].span);
    }
    if (any)
        write_list_end(writer);
}

static void json_evidence(struct writer *writer, const struct annals_report *report,
                          const struct event *event, bool in_title)
{
    write_key(writer, "evidence");
    write_object(writer);
    write_key(writer, "event");
    write_list(writer);
    for (size_t i = 0; i < event->trigger_spans.count; i++)
        json_pair(writer, report, event->trigger_spans.items[i]);
    write_list_end(writer);
    json_evidence_parties(writer, "actor", report, &event->actors, in_title);
    json_evidence_parties(writer, "recipient", report, &event->recipients, in_title);
    write_object_end(writer);
}

static void json_cite_info(struct writer *writer, const struct annals_report *report)
{
    write_key(writer, "cite_info");
    write_object(writer);
    json_member(writer, "title", report->title);
    json_member(writer, "url", report->url);
    json_member(writer, "publication", report->source);
    json_member(writer, "coder", str_of(report->coder));
    json_member(writer, "codebook", STR("plover-1.3"));
    write_object_end(writer);
}

void json_event(struct writer *writer, const struct annals_report *report, size_t index,
                struct event_form form)
{
    const struct event *event = &report->events.items[index];
    bool in_title = report->sentences.items[event->sentence].span.in_title;
    write_object(writer);
    write_key(writer, "id");
    event_id(writer, report, index);
    if (!form.in_document)
        json_member(writer, "document", report->id);
    json_dates(writer, report, event);
    json_parties(writer, "actor", report, &event->actors, in_title);
    json_parties(writer, "recipient", report, &event->recipients, in_title);
    json_category(writer, event);
    json_passage(writer, report, event, form);
    json_place_and_sizes(writer, report, event);
    json_parties(writer, "reported_by", report, &event->reporters, in_title);
    write_key(writer, "confidence");
    write_number(writer, event->confidence, 2);
    json_member(writer, "rule", event->rule);
    json_evidence(writer, report, event, in_title);
    if (!form.in_document)
        json_cite_info(writer, report);
    write_object_end(writer);
}
