/* job.c — one document on its way through the program, see job.h. */
#include "cli/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int output_sink(void *user, const char *bytes, size_t size)
{
    struct output *output = user;
    if (size > output->size - output->used) {
        size_t wanted = output->size ? output->size : 4096;
        while (wanted - output->used < size) {
            if (wanted > SIZE_MAX / 2)
                return 1;
            wanted *= 2;
        }
        char *larger = realloc(output->bytes, wanted);
        if (!larger)
            return 1;
        output->bytes = larger;
        output->size = wanted;
    }
    memcpy(output->bytes + output->used, bytes, size);
    output->used += size;
    return 0;
}

/* ---- reading: a copy, since the reader's document goes with its next call ---- */

static size_t size_of(const char *text)
{
    return text ? strlen(text) + 1 : 0;
}

/* Copies the string to `*room`, moves `*room` on and lets `*text` point to the copy. */
static void move_string(const char **text, char **room)
{
    size_t size = size_of(*text);
    if (!size)
        return;
    memcpy(*room, *text, size);
    *text = *room;
    *room += size;
}

static bool copy_document(struct job *job)
{
    struct annals_document *document = &job->document;
    const char **strings[] = {&document->id,     &document->date,  &document->title,
                              &document->source, &document->url,   &document->language,
                              &document->format, &document->origin};
    enum { COUNT = sizeof strings / sizeof *strings };
    size_t size = document->text_size + 1;
    for (size_t i = 0; i < COUNT; i++)
        size += size_of(*strings[i]);
    char *room = job->copy = malloc(size);
    if (!room)
        return false;
    job->bytes = size;
    if (document->text_size)
        memcpy(room, document->text, document->text_size);
    room[document->text_size] = 0;
    document->text = room;
    room += document->text_size + 1;
    for (size_t i = 0; i < COUNT; i++)
        move_string(strings[i], &room);
    return true;
}

static void fail(struct job *job, int status, const char *message)
{
    job->status = job->error.status = status;
    snprintf(job->error.message, sizeof job->error.message, "%s: %s",
             job->document.origin ? job->document.origin : "input", message);
}

/* Adds a line to `job->warnings`; without memory it is lost. */
static void add_warning(struct job *job, const char *origin, const char *warning)
{
    char *lines = NULL;
    const char *before = job->warnings ? job->warnings : "";
    if (asprintf(&lines, "%s%s%s%s\n", before, origin, *origin ? ": " : "", warning) < 0)
        return;
    free(job->warnings);
    job->warnings = lines;
}

void job_begin(struct job *job, int status, const struct annals_document *document,
               const char *const *warnings)
{
    job->status = status;
    job->document = *document;
    for (; *warnings; warnings++)
        add_warning(job, "", *warnings);
    if (!status && !copy_document(job)) {
        job->document = (struct annals_document)ANNALS_DOCUMENT;
        fail(job, ANNALS_OUTPUT, "not enough memory");
    }
}

/* ---- coding ---- */

static void keep_warnings(struct job *job, const annals_report *report)
{
    const char *origin = job->document.origin ? job->document.origin : "input";
    for (const char *const *warning = annals_report_warnings(report); *warning; warning++)
        add_warning(job, origin, *warning);
}

static void write_records(struct job *job, const annals_report *report,
                          const struct settings *settings)
{
    if (!strcmp(settings->to, "none"))
        return;
    struct annals_error error;
    int status =
        annals_write(report, settings->to, &settings->write, output_sink, &job->output, &error);
    if (status)
        fail(job, status, "not enough memory for the records");
}

void job_code(struct job *job, const annals *coder, const struct settings *settings)
{
    annals_report *report;
    if (job->status)
        return;
    job->status = annals_code(coder, &job->document, &report, &job->error);
    if (job->status)
        return;
    annals_report_events(report, &job->events);
    job->id = strdup(annals_report_get(report, "id"));
    keep_warnings(job, report);
    write_records(job, report, settings);
    annals_report_free(report);
}

void job_end(struct job *job)
{
    free(job->copy);
    free(job->id);
    free(job->warnings);
    free(job->output.bytes);
    *job = (struct job){0};
}
