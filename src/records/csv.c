/* csv.c — one row for each event (RFC 4180: CRLF, quotes doubled), the columns of the ledger's view
 * `event_flat`. */
#include <string.h>

#include "records/parts.h"

static const char HEADER[] =
    "id,document,published,date,enddate,event,mode,context,auxiliary,quad_code,event_scale,cameo,"
    "goldstein,actor_code,actor_sector,actor_name,actor_id,actor_text,recipient_code,"
    "recipient_sector,recipient_name,recipient_id,recipient_text,reported_by,place,country,lat,lon,"
    "dead,injured,arrested,displaced,captive,present,confidence,rule,sentence,title,source,url\r\n";

static const char *const COUNTS[] = {"dead",      "injured", "arrested",
                                     "displaced", "captive", "present"};

void write_csv_header(struct writer *writer)
{
    write_text(writer, str_of(HEADER));
}

/* ---- fields: quoted only where they must be ---- */

static bool needs_quotes(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr(",\"\r\n", text.data[i]))
            return true;
    return false;
}

static void csv_quoted_part(struct writer *writer, struct str text)
{
    for (size_t from = 0; from < text.size;) {
        size_t quote = str_find(text, STR("\""), from);
        if (quote == SIZE_MAX) {
            write_text(writer, str_slice(text, from, text.size));
            return;
        }
        write_text(writer, str_slice(text, from, quote));
        write_text(writer, STR("\"\""));
        from = quote + 1;
    }
}

static void csv_last_field(struct writer *writer, struct str text)
{
    if (!needs_quotes(text)) {
        write_text(writer, text);
        return;
    }
    write_char(writer, '"');
    csv_quoted_part(writer, text);
    write_char(writer, '"');
}

static void csv_field(struct writer *writer, struct str text)
{
    csv_last_field(writer, text);
    write_char(writer, ',');
}

/* Several values joined by `;`; `count` texts that `item` gives. */
static void csv_joined(struct writer *writer, size_t count,
                       struct str (*item)(const void *context, size_t index), const void *context)
{
    bool quotes = false;
    for (size_t i = 0; i < count && !quotes; i++)
        quotes = needs_quotes(item(context, i));
    if (quotes)
        write_char(writer, '"');
    for (size_t i = 0; i < count; i++) {
        if (i)
            write_char(writer, ';');
        csv_quoted_part(writer, item(context, i));
    }
    if (quotes)
        write_char(writer, '"');
    write_char(writer, ',');
}

/* ---- parties ---- */

struct party_list {
    const struct annals_report *report;
    const struct party_array *parties;
};

static const struct entity *entity_of(const struct party_list *list, size_t index)
{
    static const struct entity unknown;
    uint32_t entity = list->parties->items[index].entity;
    return entity < list->report->entities.count ? &list->report->entities.items[entity] : &unknown;
}

static struct str party_code(const void *list, size_t index)
{
    struct str code = entity_of(list, index)->code;
    return code.size ? code : STR("UNK");
}

static struct str party_sector(const void *list, size_t index)
{
    return entity_of(list, index)->sector;
}

static struct str party_name(const void *list, size_t index)
{
    return entity_of(list, index)->name;
}

static struct str party_identifier(const void *list, size_t index)
{
    return entity_of(list, index)->identifier_id;
}

static struct str party_words(const void *context, size_t index)
{
    const struct party_list *list = context;
    return span_text(list->report, list->parties->items[index].span);
}

static struct str party_name_or_words(const void *list, size_t index)
{
    struct str name = party_name(list, index);
    return name.size ? name : party_words(list, index);
}

static void csv_parties(struct writer *writer, const struct annals_report *report,
                        const struct party_array *parties)
{
    struct party_list list = {report, parties};
    csv_joined(writer, parties->count, party_code, &list);
    csv_joined(writer, parties->count, party_sector, &list);
    csv_joined(writer, parties->count, party_name, &list);
    csv_joined(writer, parties->count, party_identifier, &list);
    csv_joined(writer, parties->count, party_words, &list);
}

/* ---- the row ---- */

static struct str context_item(const void *event, size_t index)
{
    return ((const struct event *)event)->contexts.items[index];
}

static void csv_auxiliary(struct writer *writer, unsigned auxiliary)
{
    bool first = true;
    for (unsigned i = 0; AUXILIARY_NAMES[i]; i++) {
        if (!(auxiliary & 1u << i))
            continue;
        write_text(writer, first ? STR("") : STR(";"));
        write_text(writer, str_of(AUXILIARY_NAMES[i]));
        first = false;
    }
    write_char(writer, ',');
}

static void csv_decimal(struct writer *writer, bool present, double number, int digits)
{
    if (present)
        write_decimal(writer, number, digits);
    write_char(writer, ',');
}

static void csv_what(struct writer *writer, const struct event *event)
{
    csv_field(writer, event->category);
    csv_field(writer, event->mode);
    csv_joined(writer, event->contexts.count, context_item, event);
    csv_auxiliary(writer, event->auxiliary);
    bool is_event = event->category.size > 0;
    if (is_event)
        write_format(writer, "%d", event->quad_code);
    write_char(writer, ',');
    csv_decimal(writer, is_event, event->event_scale, 1);
    csv_field(writer, event->cameo);
    csv_decimal(writer, event->cameo.size > 0, event->goldstein, 1);
}

static void csv_where(struct writer *writer, const struct annals_report *report,
                      const struct event *event)
{
    static const struct place nowhere;
    const struct place *place =
        event->place < report->places.count ? &report->places.items[event->place] : &nowhere;
    csv_field(writer, place->resolved.size ? place->resolved : place->extracted);
    csv_field(writer, place->country_code);
    csv_decimal(writer, place->resolved.size > 0, place->latitude, 5);
    csv_decimal(writer, place->resolved.size > 0, place->longitude, 5);
}

/* The first count of each kind that the act is tied to. */
static void csv_counts(struct writer *writer, const struct annals_report *report,
                       const struct event *event)
{
    for (size_t kind = 0; kind < sizeof COUNTS / sizeof *COUNTS; kind++) {
        for (size_t i = 0; i < event->sizes.count; i++) {
            const struct size_count *size = &report->sizes.items[event->sizes.items[i]];
            if (!str_equal(size->kind, str_of(COUNTS[kind])))
                continue;
            write_format(writer, "%lld", (long long)size->value);
            break;
        }
        write_char(writer, ',');
    }
}

static void csv_dates(struct writer *writer, const struct annals_report *report,
                      const struct event *event)
{
    char text[16];
    csv_field(writer, date_text(report->published, text));
    csv_field(writer, date_text(event->date, text));
    csv_field(writer, date_text(event->end_date, text));
}

static void csv_row(struct writer *writer, const struct annals_report *report, size_t index,
                    bool no_text)
{
    const struct event *event = &report->events.items[index];
    struct party_list reporters = {report, &event->reporters};
    csv_field(writer, str_of(report->public_events[index].id));
    csv_field(writer, report->id);
    csv_dates(writer, report, event);
    csv_what(writer, event);
    csv_parties(writer, report, &event->actors);
    csv_parties(writer, report, &event->recipients);
    csv_joined(writer, event->reporters.count, party_name_or_words, &reporters);
    csv_where(writer, report, event);
    csv_counts(writer, report, event);
    csv_decimal(writer, true, event->confidence, 2);
    csv_field(writer, event->rule);
    csv_field(writer, no_text ? STR("") : span_text(report, event_passage(report, event)));
    csv_field(writer, report->title);
    csv_field(writer, report->source);
    csv_last_field(writer, report->url);
    write_text(writer, STR("\r\n"));
}

void write_csv(struct writer *writer, const struct annals_report *report,
               const struct annals_write_options *options)
{
    bool no_text = write_options(options).no_text != 0;
    for (size_t i = 0; i < report->events.count; i++)
        csv_row(writer, report, i, no_text);
}
