/* parts.h — the JSON that the plover and the document record share: parties, places, sizes, spans
 * and whole events. Private to src/records. Keys come in the order of INTERFACE's example; what is
 * absent is left out. */
#ifndef ANNALS_RECORDS_PARTS_H
#define ANNALS_RECORDS_PARTS_H

#include "records/records.h"

/* What a record of an event leaves out. */
struct event_form {
    bool in_document; /* inside a document record: no "document", "text", "cite_info" */
    bool no_text;     /* no sentences */
};

/* Options with the defaults in place of NULL. */
struct annals_write_options write_options(const struct annals_write_options *options);

/* A string member, left out when empty. */
void json_member(struct writer *writer, const char *key, struct str text);
/* Members "start" and "end" of a span in code points, and "in" for the headline. */
void json_span(struct writer *writer, const struct annals_report *report, struct span span);
/* An ENTITY object. Words that stand only in the headline give no place to an act of the text:
 * `in_title` tells where the act is. */
void json_party(struct writer *writer, const struct annals_report *report,
                const struct party *party, bool in_title);
/* A PLACE object; `with_span` for the list of places. */
void json_place(struct writer *writer, const struct annals_report *report,
                const struct place *place, bool with_span);
/* A SIZE object; `with_event` names the event it is tied to. */
void json_size(struct writer *writer, const struct annals_report *report,
               const struct size_count *size, bool with_event);
/* The record of event `index` of the report. */
void json_event(struct writer *writer, const struct annals_report *report, size_t index,
                struct event_form form);

/* The party that a mention (or NONE) is. */
struct party party_of_mention(const struct annals_report *report, uint32_t mention);
/* Does the party have words in the field where the act stands? */
bool party_has_place(const struct party *party, bool in_title);
/* The number of a sentence in the text; -1 in the headline. */
int64_t sentence_number(const struct annals_report *report, uint32_t sentence);
/* The passage that a record of this event shows: its sentence, or the headline. */
struct span event_passage(const struct annals_report *report, const struct event *event);
/* Code points before a byte of the text or title. */
size_t points_before(const struct annals_report *report, bool in_title, size_t byte);
/* "ISO date" of up to 10 characters in `text`, "" for none. */
struct str date_text(struct date date, char text[16]);
/* Names of the auxiliary bits in the order of their values; ended by NULL. */
extern const char *const AUXILIARY_NAMES[5];

#endif
