/* job.h — one document on its way through the program: as read, as coded, as written. */
#ifndef ANNALS_CLI_JOB_H
#define ANNALS_CLI_JOB_H

#include "cli/cli.h"

/* Bytes that wait to be written; all zero when empty. */
struct output {
    char *bytes;
    size_t used, size;
};

/* An annals_sink that gathers bytes in a struct output. */
int output_sink(void *user, const char *bytes, size_t size);

/* `document` points into `copy`. `status` is that of the reader, then of the coding (enum
 * annals_status); `done` belongs to the pipeline. `id` and `warnings` (lines) are NULL where there
 * are none. */
struct job {
    char *copy;
    struct annals_document document;
    size_t bytes;
    int status;
    struct annals_error error;
    bool done;
    char *id, *warnings;
    size_t events;
    struct output output;
};

/* Takes what the reader said, and a copy of the document it gave; `warnings` are those of the
 * reader, ended by NULL. */
void job_begin(struct job *job, int status, const struct annals_document *document,
               const char *const *warnings);
/* Codes the document and formats its records; does nothing for one that could not be read. */
void job_code(struct job *job, const annals *coder, const struct settings *settings);
/* Frees all of it; the job can be used again. */
void job_end(struct job *job);

#endif
