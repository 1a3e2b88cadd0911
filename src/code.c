/* code.c — the way of a report through the stages. */
#include <stdlib.h>
#include <string.h>

#include "caller.h"
#include "coder.h"
#include "records/records.h"

/* The stages, in the order of the picture in docs/ARCHITECTURE.md. */
static int run_stages(const struct annals *coder, const struct annals_document *document,
                      struct annals_report *report, struct annals_error *error)
{
    int status = ingest_document(&coder->ingest, document, report, error);
    if (!status)
        status = read_language(coder->language, report, error);
    if (!status)
        status = find_parties(coder->who_tables, coder->knowledge, coder->gazetteer, report, error);
    if (!status)
        status = find_times(coder->calendar, report, error);
    if (!status)
        status = find_places(coder->gazetteer, report, error);
    if (!status)
        status = find_quotes(coder->speech, report, error);
    if (!status)
        status = find_events(coder->ontology, coder->lexicon, coder->statements, report, error);
    if (!status)
        status = date_events(report, error);
    if (!status)
        status = place_events(report, error);
    if (!status)
        status = find_votes(coder->speech, report, error);
    if (!status)
        status = find_sizes(coder->speech, report, error);
    if (!status)
        status = attribute_events(coder->speech, report, error);
    if (!status)
        status = finish_records(report, coder->keep_auxiliary, coder->min_confidence, error);
    return status;
}

/* What a document may take: far more than real text needs, far less than a machine has. */
static size_t memory_limit(const struct annals_document *document)
{
    const size_t least = (size_t)256 << 20, per_byte = 512;
    return document->text_size > (SIZE_MAX - least) / per_byte
               ? SIZE_MAX
               : least + document->text_size * per_byte;
}

static const char *name_of(const struct annals_document *document)
{
    return document->origin ? document->origin : document->id ? document->id : "document";
}

/* A document that asks for more than any should is a bad one; when the machine has no more, the
 * work cannot be finished. */
static int tell_exhausted(const struct annals_document *document,
                          const struct annals_report *report, struct annals_error *error)
{
    if (report->arena.limit_hit)
        return error_set(error, ANNALS_INPUT,
                         "%s: needs more memory than one document may take; split it",
                         name_of(document));
    return error_set(error, ANNALS_OUTPUT, "%s: not enough memory to code this document; split it",
                     name_of(document));
}

static int run_guarded(const struct annals *coder, const struct annals_document *document,
                       struct annals_report *report, struct annals_error *error)
{
    jmp_buf exhausted;
    report->arena = arena_make(memory_limit(document), &exhausted);
    int status = setjmp(exhausted) ? tell_exhausted(document, report, error)
                                   : run_stages(coder, document, report, error);
    report->arena.exhausted = NULL;
    return status;
}

int annals_code(const annals *coder, const struct annals_document *given, annals_report **result,
                struct annals_error *error)
{
    struct annals_document document = ANNALS_DOCUMENT;
    *result = NULL;
    if (!take_struct(&document, sizeof document, given))
        return error_set(error, ANNALS_SETUP,
                         "the document is not one of this version of libannals; initialise it "
                         "with ANNALS_DOCUMENT");
    if (!document.text)
        return error_set(error, ANNALS_INPUT, "%s: there is no text", name_of(&document));
    struct annals_report *report = calloc(1, sizeof *report);
    if (!report)
        return error_set(error, ANNALS_OUTPUT, "not enough memory");
    report->coder = "annals " ANNALS_VERSION;
    int status = run_guarded(coder, &document, report, error);
    if (status)
        annals_report_free(report);
    else
        *result = report;
    return status;
}

void annals_report_free(annals_report *report)
{
    if (!report)
        return;
    arena_free(&report->arena);
    free(report);
}

/* ---- what a caller asks of a report ---- */

const struct annals_event *annals_report_events(const annals_report *report, size_t *count)
{
    *count = report->events.count;
    return report->public_events;
}

const char *annals_report_get(const annals_report *report, const char *key)
{
    for (size_t i = 0; i < sizeof REPORT_FIELDS / sizeof *REPORT_FIELDS; i++)
        if (!strcmp(key, REPORT_FIELDS[i]))
            return report->public_fields[i];
    return "";
}

size_t annals_report_sentence_count(const annals_report *report)
{
    return report->sentences.count;
}

size_t annals_report_token_count(const annals_report *report)
{
    return report->tokens.count;
}

const char *const *annals_report_warnings(const annals_report *report)
{
    return report->public_warnings;
}
