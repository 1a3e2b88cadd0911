/* records.h — a finished report in the forms that people read: one writer per format.
 *
 * Reads: everything. Writes: `public_events` once (finish_records), then only to the sink. */
#ifndef ANNALS_RECORDS_H
#define ANNALS_RECORDS_H

#include "report.h"

/* Names of the fields of a report that annals_report_get gives. */
extern const char *const REPORT_FIELDS[7];

/* Orders events (headline first, then by trigger), drops what the options leave out and makes the
 * structs that annals_report_events hands out. `keep_auxiliary`: enum annals_auxiliary. */
int finish_records(struct annals_report *report, unsigned keep_auxiliary, double min_confidence,
                   struct annals_error *error);

/* One writer per format; each writes the whole of what the format says about one report. */
void write_plover(struct writer *writer, const struct annals_report *report,
                  const struct annals_write_options *options);
void write_document(struct writer *writer, const struct annals_report *report,
                    const struct annals_write_options *options);
void write_csv(struct writer *writer, const struct annals_report *report,
               const struct annals_write_options *options);
void write_csv_header(struct writer *writer);
void write_conllu(struct writer *writer, const struct annals_report *report,
                  const struct annals_write_options *options);
void write_explain(struct writer *writer, const struct annals_report *report,
                   const struct annals_write_options *options);

#endif
