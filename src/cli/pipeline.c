/* pipeline.c — documents on their way through the threads: a reader, workers, a writer.
 *
 * The main thread reads into a ring of jobs, workers code and format them in whatever order they
 * come to it, and the writer hands them on in the order of the input, so that the output does not
 * depend on the number of threads. The ring bounds the memory: jobs in number, documents in bytes.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/job.h"

enum { JOBS_PER_WORKER = 8 };
static const size_t MAX_BYTES_IN_FLIGHT = (size_t)64 << 20;

/* Jobs are numbered from 0 and lie in slot number % job_count. `read`: jobs the reader has
 * finished, `taken`: jobs a worker has begun, `written`: jobs the writer is done with. All of them
 * under `lock`; `changed` tells of every change. */
struct pipeline {
    const struct settings *settings;
    const annals *coder;
    struct job *jobs;
    size_t job_count;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t read, taken, written, bytes_in_flight;
    bool input_done, stop;
    uint64_t bytes_read, bytes_total;
    /* the writer's own */
    struct progress progress;
    struct seen seen;
    int status, output_errno; /* errno of the first write that failed */
};

static struct job *job_at(struct pipeline *pipeline, size_t number)
{
    return &pipeline->jobs[number % pipeline->job_count];
}

/* ---- reader ---- */

/* Waits for a free slot; NULL when the work is to end. */
static struct job *free_job(struct pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    while (!pipeline->stop && (pipeline->read - pipeline->written >= pipeline->job_count ||
                               pipeline->bytes_in_flight > MAX_BYTES_IN_FLIGHT))
        pthread_cond_wait(&pipeline->changed, &pipeline->lock);
    struct job *job = pipeline->stop ? NULL : job_at(pipeline, pipeline->read);
    pthread_mutex_unlock(&pipeline->lock);
    return job;
}

static void pass_to_workers(struct pipeline *pipeline, struct job *job, annals_reader *reader)
{
    pthread_mutex_lock(&pipeline->lock);
    job->done = false;
    pipeline->bytes_in_flight += job->bytes;
    annals_reader_progress(reader, &pipeline->bytes_read, &pipeline->bytes_total);
    pipeline->read++;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->lock);
}

static void read_documents(struct pipeline *pipeline, annals_reader *reader)
{
    struct job *job;
    while ((job = free_job(pipeline))) {
        struct annals_document document = ANNALS_DOCUMENT;
        int status = annals_reader_next(reader, &document, &job->error);
        const char *const *warnings = annals_reader_warnings(reader);
        if (status == ANNALS_END && !*warnings)
            break;
        job_begin(job, status, &document, warnings);
        pass_to_workers(pipeline, job, reader);
        if (job->status > ANNALS_INPUT)
            break;
    }
    pthread_mutex_lock(&pipeline->lock);
    pipeline->input_done = true;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->lock);
}

/* ---- workers ---- */

static struct job *next_to_code(struct pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    while (!pipeline->stop && pipeline->taken == pipeline->read && !pipeline->input_done)
        pthread_cond_wait(&pipeline->changed, &pipeline->lock);
    struct job *job = NULL;
    if (!pipeline->stop && pipeline->taken < pipeline->read)
        job = job_at(pipeline, pipeline->taken++);
    pthread_mutex_unlock(&pipeline->lock);
    return job;
}

static void *run_worker(void *user)
{
    struct pipeline *pipeline = user;
    struct job *job;
    while ((job = next_to_code(pipeline))) {
        job_code(job, pipeline->coder, pipeline->settings);
        pthread_mutex_lock(&pipeline->lock);
        job->done = true;
        pthread_cond_broadcast(&pipeline->changed);
        pthread_mutex_unlock(&pipeline->lock);
    }
    return NULL;
}

/* ---- writer ---- */

static bool next_is_done(struct pipeline *pipeline)
{
    return pipeline->written < pipeline->read && job_at(pipeline, pipeline->written)->done;
}

static void print_output(const struct output *output)
{
    if (output->used) /* else there may be no bytes at all, which fwrite must not be given */
        fwrite(output->bytes, 1, output->used, stdout);
}

/* Remembers why the output failed, before another call writes over errno. */
static bool output_failed(struct pipeline *pipeline)
{
    if (ferror(stdout) && !pipeline->output_errno)
        pipeline->output_errno = errno ? errno : EIO;
    return pipeline->output_errno != 0;
}

/* What is ready goes out before the wait for more, so that a reader downstream sees it. */
static struct job *next_to_write(struct pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    if (!next_is_done(pipeline)) {
        pthread_mutex_unlock(&pipeline->lock);
        fflush(stdout);
        output_failed(pipeline);
        pthread_mutex_lock(&pipeline->lock);
    }
    while (!pipeline->stop && !next_is_done(pipeline) &&
           !(pipeline->input_done && pipeline->written == pipeline->read))
        pthread_cond_wait(&pipeline->changed, &pipeline->lock);
    struct job *job = NULL;
    if (!pipeline->stop && next_is_done(pipeline))
        job = job_at(pipeline, pipeline->written);
    pthread_mutex_unlock(&pipeline->lock);
    return job;
}

static void tell(struct pipeline *pipeline, const char *message)
{
    progress_hide(&pipeline->progress);
    complain("%s", message);
}

static void tell_of_document(struct pipeline *pipeline, const struct job *job)
{
    char text[600];
    for (char *line = job->warnings, *end; line && *line; line = end + 1) {
        end = strchr(line, '\n');
        *end = 0;
        tell(pipeline, line);
    }
    if (job->status == ANNALS_END) /* a job for the sake of its warnings */
        return;
    if (job->status) {
        tell(pipeline, job->error.message);
        if (job->status > pipeline->status)
            pipeline->status = job->status;
        return;
    }
    if (job->id && seen_before(&pipeline->seen, job->id)) {
        snprintf(text, sizeof text, "%s: warning: the id \"%s\" came before in this run",
                 job->document.origin ? job->document.origin : "input", job->id);
        tell(pipeline, text);
    }
}

/* False when the output takes no more. */
static bool write_job(struct pipeline *pipeline, const struct job *job)
{
    if (pipeline->progress.shares_terminal && job->output.used)
        progress_hide(&pipeline->progress);
    print_output(&job->output);
    return !output_failed(pipeline);
}

static void release_job(struct pipeline *pipeline, struct job *job, uint64_t *done, uint64_t *total)
{
    size_t bytes = job->bytes;
    job_end(job);
    pthread_mutex_lock(&pipeline->lock);
    pipeline->written++;
    pipeline->bytes_in_flight -= bytes;
    *done = pipeline->bytes_read;
    *total = pipeline->bytes_total;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->lock);
}

static void stop(struct pipeline *pipeline, int status)
{
    pthread_mutex_lock(&pipeline->lock);
    pipeline->status = status;
    pipeline->stop = true;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->lock);
}

static void *run_writer(void *user)
{
    struct pipeline *pipeline = user;
    struct job *job;
    while ((job = next_to_write(pipeline))) {
        uint64_t done, total;
        tell_of_document(pipeline, job);
        if (!write_job(pipeline, job)) {
            stop(pipeline, EXIT_UNFINISHED);
            break;
        }
        pipeline->progress.documents += !job->status;
        pipeline->progress.events += job->events;
        release_job(pipeline, job, &done, &total);
        progress_draw(&pipeline->progress, done, total);
    }
    return NULL;
}

/* ---- the whole ---- */

static int write_header(const struct settings *settings)
{
    struct annals_error error;
    struct output output = {0};
    if (!strcmp(settings->to, "none"))
        return 0;
    int status = annals_write_header(settings->to, output_sink, &output, &error);
    if (status)
        complain("%s", error.message);
    else
        print_output(&output);
    free(output.bytes);
    return status;
}

/* Starts the threads, reads in this one and waits for them. */
static int run_threads(struct pipeline *pipeline, annals_reader *reader)
{
    unsigned wanted = pipeline->settings->threads, started = 0;
    pthread_t writer, *workers = calloc(wanted, sizeof *workers);
    if (!workers || pthread_create(&writer, NULL, run_writer, pipeline)) {
        free(workers);
        complain("not enough memory for threads");
        return EXIT_UNFINISHED;
    }
    while (started < wanted && !pthread_create(&workers[started], NULL, run_worker, pipeline))
        started++;
    if (started)
        read_documents(pipeline, reader);
    else
        stop(pipeline, EXIT_UNFINISHED);
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
    pthread_join(writer, NULL);
    free(workers);
    return pipeline->status;
}

static int code_documents(const struct settings *settings, const annals *coder,
                          annals_reader *reader)
{
    struct pipeline pipeline = {.settings = settings,
                                .coder = coder,
                                .job_count = (size_t)settings->threads * JOBS_PER_WORKER};
    pipeline.jobs = calloc(pipeline.job_count, sizeof *pipeline.jobs);
    if (!pipeline.jobs) {
        complain("not enough memory");
        return EXIT_UNFINISHED;
    }
    pthread_mutex_init(&pipeline.lock, NULL);
    pthread_cond_init(&pipeline.changed, NULL);
    pipeline.progress = progress_start(strcmp(settings->to, "none") != 0);
    int status = run_threads(&pipeline, reader);
    fflush(stdout);
    if (output_failed(&pipeline)) {
        progress_hide(&pipeline.progress);
        complain("standard output: %s", strerror(pipeline.output_errno));
        status = EXIT_UNFINISHED;
    }
    progress_end(&pipeline.progress);
    for (size_t i = 0; i < pipeline.job_count; i++)
        job_end(&pipeline.jobs[i]);
    seen_free(&pipeline.seen);
    pthread_cond_destroy(&pipeline.changed);
    pthread_mutex_destroy(&pipeline.lock);
    free(pipeline.jobs);
    return status;
}

int run_pipeline(const struct settings *settings)
{
    struct annals_error error;
    annals *coder;
    annals_reader *reader;
    int status = annals_open(&settings->options, &coder, &error);
    if (status) {
        complain("%s", error.message);
        return status;
    }
    status = annals_reader_open(&settings->reader, (const char *const *)settings->paths,
                                settings->path_count, &reader, &error);
    if (status) {
        complain("%s", error.message);
    } else {
        status = write_header(settings);
        if (!status)
            status = code_documents(settings, coder, reader);
        annals_reader_close(reader);
    }
    annals_close(coder);
    return status;
}
