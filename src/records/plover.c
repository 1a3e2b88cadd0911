/* plover.c — event records, one JSON object a line. */
#include "records/parts.h"

void write_plover(struct writer *writer, const struct annals_report *report,
                  const struct annals_write_options *options)
{
    struct event_form form = {.no_text = write_options(options).no_text != 0};
    for (size_t i = 0; i < report->events.count; i++) {
        json_event(writer, report, i, form);
        write_line_end(writer);
    }
}
