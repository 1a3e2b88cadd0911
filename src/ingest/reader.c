/* reader.c — goes through files and folders and hands out their documents: the annals_reader_*
 * functions of annals.h.
 *
 * Paths still to be read are a stack. A folder that comes up is replaced by what it holds, so that
 * no depth of folders costs a call. Sorted as if folders ended in "/", entries come up in the byte
 * order of their whole paths. */
#include "ingest/reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char STANDARD_INPUT[] = "standard input";

const struct document_key DOCUMENT_KEYS[] = {
    {"id", FIELD_ID},
    {"date", FIELD_DATE},
    {"published", FIELD_DATE},
    {"date_publish", FIELD_DATE},
    {"pubDate", FIELD_DATE},
    {"datePublished", FIELD_DATE},
    {"title", FIELD_TITLE},
    {"headline", FIELD_TITLE},
    {"text", FIELD_TEXT},
    {"body", FIELD_TEXT},
    {"content", FIELD_TEXT},
    {"maintext", FIELD_TEXT},
    {"url", FIELD_URL},
    {"source", FIELD_SOURCE},
    {"publication", FIELD_SOURCE},
    {"source_domain", FIELD_SOURCE},
    {"domain", FIELD_SOURCE},
    {"language", FIELD_LANGUAGE},
};
const size_t DOCUMENT_KEY_COUNT = sizeof DOCUMENT_KEYS / sizeof *DOCUMENT_KEYS;

void set_document_field(struct annals_document *document, enum document_field field,
                        const char *value, size_t size)
{
    switch (field) {
    case FIELD_ID: document->id = value; break;
    case FIELD_DATE: document->date = value; break;
    case FIELD_TITLE: document->title = value; break;
    case FIELD_TEXT:
        document->text = value;
        document->text_size = size;
        break;
    case FIELD_URL: document->url = value; break;
    case FIELD_SOURCE: document->source = value; break;
    case FIELD_LANGUAGE: document->language = value; break;
    case FIELD_COUNT: break;
    }
}

size_t line_limit(const struct annals_reader *reader)
{
    return reader->max_document * 2 + INPUT_WINDOW;
}

const char *origin_of_line(struct annals_reader *reader, size_t line)
{
    return str_format(&reader->arena, "%s:%zu", reader->file, line).data;
}

/* ---- paths still to be read ---- */

static _Noreturn void out_of_memory(struct annals_reader *reader)
{
    longjmp(reader->exhausted, 1);
}

static void push_path(struct annals_reader *reader, struct pending pending)
{
    if (reader->pending_count == reader->pending_capacity) {
        size_t capacity = reader->pending_capacity ? reader->pending_capacity * 2 : 16;
        struct pending *larger = realloc(reader->pending, capacity * sizeof *larger);
        if (!larger) {
            free(pending.path);
            out_of_memory(reader);
        }
        reader->pending = larger;
        reader->pending_capacity = capacity;
    }
    reader->pending[reader->pending_count++] = pending;
    reader->total += pending.size;
}

static char *join_path(struct annals_reader *reader, const char *folder, const char *name)
{
    size_t size = strlen(folder);
    while (size > 1 && folder[size - 1] == '/')
        size--;
    char *path = NULL;
    if (asprintf(&path, "%.*s%s%s", (int)size, folder, folder[size - 1] == '/' ? "" : "/", name) <
        0)
        out_of_memory(reader);
    return path;
}

/* Byte order of paths, a folder as if it ended in "/", last first, because the stack gives the last
 * first. */
static int compare_pending(const void *a, const void *b)
{
    const struct pending *left = a, *right = b;
    size_t left_size = strlen(left->path), right_size = strlen(right->path);
    size_t shorter = left_size < right_size ? left_size : right_size;
    int order = memcmp(left->path, right->path, shorter);
    if (order)
        return -order;
    unsigned char left_next = (unsigned char)left->path[shorter];
    unsigned char right_next = (unsigned char)right->path[shorter];
    if (!left_next && left->is_folder)
        left_next = '/';
    if (!right_next && right->is_folder)
        right_next = '/';
    return right_next - left_next;
}

/* Puts an entry of a folder on the stack; hidden ones, links to folders, and what is neither file
 * nor folder are left out. */
static void push_entry(struct annals_reader *reader, const char *folder, int folder_fd,
                       const char *name)
{
    struct stat status;
    if (name[0] == '.')
        return;
    struct pending pending = {0};
    if (fstatat(folder_fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        pending.is_folder = S_ISDIR(status.st_mode);
        if (S_ISLNK(status.st_mode) && fstatat(folder_fd, name, &status, 0) == 0 &&
            S_ISDIR(status.st_mode))
            return;
        if (!pending.is_folder && !S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode))
            return;
        if (S_ISREG(status.st_mode))
            pending.size = (uint64_t)status.st_size;
    }
    pending.path = join_path(reader, folder, name);
    push_path(reader, pending);
}

static int expand_folder(struct annals_reader *reader, const char *folder,
                         struct annals_error *error)
{
    DIR *stream = opendir(folder);
    if (!stream)
        return error_set(error, ANNALS_INPUT, "%s: folder cannot be read: %s", folder,
                         strerror(errno));
    size_t first = reader->pending_count;
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(stream)))
        push_entry(reader, folder, dirfd(stream), entry->d_name);
    int failure = errno;
    closedir(stream);
    if (reader->pending_count > first)
        qsort(reader->pending + first, reader->pending_count - first, sizeof *reader->pending,
              compare_pending);
    if (failure)
        return error_set(error, ANNALS_INPUT, "%s: folder cannot be read to its end: %s", folder,
                         strerror(failure));
    return ANNALS_OK;
}

/* ---- files ---- */

static void close_file(struct annals_reader *reader)
{
    if (reader->is_file_open && reader->input.fd != STDIN_FILENO)
        close(reader->input.fd);
    if (reader->is_file_open)
        reader->done_before += reader->input.bytes_read;
    reader->is_file_open = false;
    for (size_t i = 0; i < reader->column_count; i++)
        free(reader->columns[i]);
    free(reader->columns);
    reader->columns = NULL;
    reader->column_count = 0;
    free(reader->file);
    reader->file = NULL;
}

/* Opens the path as the file to read; a folder is expanded instead. */
static int open_path(struct annals_reader *reader, const struct pending *pending,
                     struct annals_error *error)
{
    if (pending->is_folder)
        return expand_folder(reader, pending->path, error);
    bool is_standard_input = pending->is_named && !strcmp(pending->path, "-");
    int fd = STDIN_FILENO;
    if (!is_standard_input)
        fd = open(pending->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return error_set(error, ANNALS_INPUT, "%s: cannot be opened: %s", pending->path,
                         strerror(errno));
    input_open(&reader->input, fd);
    reader->is_file_open = true;
    reader->file = strdup(is_standard_input ? STANDARD_INPUT : pending->path);
    if (!reader->file)
        out_of_memory(reader);
    reader->found = 0;
    reader->format = reader->forced;
    if (!reader->format)
        reader->format = recognise_format(input_peek(&reader->input, INPUT_WINDOW));
    return ANNALS_OK;
}

static int open_next(struct annals_reader *reader, struct annals_error *error)
{
    if (!reader->pending_count)
        return ANNALS_END;
    struct pending pending = reader->pending[--reader->pending_count];
    int status = open_path(reader, &pending, error);
    free(pending.path);
    return status;
}

/* At the end of a file: a read that failed is an error, a file without documents worth a word. */
static int end_file(struct annals_reader *reader, struct annals_error *error)
{
    int status = ANNALS_OK;
    if (reader->input.failure)
        status = error_set(error, ANNALS_INPUT, "%s: cannot be read: %s", reader->file,
                           strerror(reader->input.failure));
    else if (!reader->found && strcmp(reader->file, STANDARD_INPUT))
        *array_push(&reader->arena, &reader->warnings) =
            str_format(&reader->arena, "%s: is empty, no document in it", reader->file).data;
    close_file(reader);
    return status;
}

/* ---- the public functions ---- */

static const struct format *const FORMATS[] = {&FORMAT_TEXT, &FORMAT_JSONL, &FORMAT_CSV,
                                               &FORMAT_TSV, &FORMAT_CONLLU};

static int find_format(const char *name, const struct format **format, struct annals_error *error)
{
    *format = NULL;
    if (!name || !strcmp(name, "auto"))
        return ANNALS_OK;
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (!strcmp(name, FORMATS[i]->name))
            *format = FORMATS[i];
    if (*format)
        return ANNALS_OK;
    return error_set(
        error, ANNALS_SETUP,
        "input format \"%s\" is unknown; known are auto, text, jsonl, csv, tsv, conllu", name);
}

static void push_named_path(struct annals_reader *reader, const char *path)
{
    struct stat status;
    struct pending pending = {.is_named = true, .path = strdup(path)};
    if (!pending.path)
        out_of_memory(reader);
    if (!strcmp(path, "-")) {
        reader->size_known = false;
    } else if (stat(path, &status) == 0) {
        pending.is_folder = S_ISDIR(status.st_mode);
        if (S_ISREG(status.st_mode))
            pending.size = (uint64_t)status.st_size;
        else if (!pending.is_folder)
            reader->size_known = false;
    }
    push_path(reader, pending);
}

static int push_named_paths(struct annals_reader *reader, const char *const *paths,
                            size_t path_count, struct annals_error *error)
{
    if (setjmp(reader->exhausted))
        return error_set(error, ANNALS_OUTPUT, "out of memory");
    if (!path_count)
        push_named_path(reader, "-");
    for (size_t i = path_count; i > 0; i--)
        push_named_path(reader, paths[i - 1]);
    return ANNALS_OK;
}

int annals_reader_open(const struct annals_reader_options *options, const char *const *paths,
                       size_t path_count, annals_reader **opened, struct annals_error *error)
{
    struct annals_reader_options defaults = ANNALS_READER_OPTIONS;
    if (!options)
        options = &defaults;
    *opened = NULL;
    const struct format *forced;
    int status = find_format(options->from, &forced, error);
    if (status)
        return status;
    struct annals_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return error_set(error, ANNALS_OUTPUT, "out of memory");
    reader->arena = arena_make(0, &reader->exhausted);
    reader->max_document = options->max_document ? options->max_document : DEFAULT_MAX_DOCUMENT;
    if (reader->max_document > LARGEST_DOCUMENT)
        reader->max_document = LARGEST_DOCUMENT;
    reader->whole_text = options->whole_text != 0;
    reader->forced = forced;
    reader->size_known = true;
    status = push_named_paths(reader, paths, path_count, error);
    if (status)
        annals_reader_close(reader);
    else
        *opened = reader;
    return status;
}

/* One step: a document, a refusal, or ANNALS_END when the caller is to step again or, with nothing
 * pending, to end. */
static int step(struct annals_reader *reader, struct annals_document *document,
                struct annals_error *error)
{
    if (!reader->is_file_open)
        return open_next(reader, error);
    int status = reader->format->next(reader, document, error);
    if (status == ANNALS_END)
        return end_file(reader, error);
    reader->found++;
    return status;
}

int annals_reader_next(annals_reader *reader, struct annals_document *document,
                       struct annals_error *error)
{
    *document = (struct annals_document)ANNALS_DOCUMENT;
    release_json(reader);
    if (setjmp(reader->exhausted))
        return error_set(error, ANNALS_OUTPUT, "%s: out of memory",
                         reader->file ? reader->file : "reading");
    arena_reset(&reader->arena);
    reader->warnings.items = NULL;
    reader->warnings.count = reader->warnings.capacity = 0;
    int status = ANNALS_OK;
    while (status == ANNALS_OK && !document->text)
        status = step(reader, document, error);
    return status;
}

const char *const *annals_reader_warnings(annals_reader *reader)
{
    static const char *const NO_WARNING = NULL;
    if (!reader->warnings.count || setjmp(reader->exhausted))
        return &NO_WARNING;
    *array_push(&reader->arena, &reader->warnings) = NULL;
    reader->warnings.count--;
    return reader->warnings.items;
}

void annals_reader_progress(const annals_reader *reader, uint64_t *done, uint64_t *total)
{
    bool is_known = reader->size_known;
    for (size_t i = 0; i < reader->pending_count; i++)
        is_known &= !reader->pending[i].is_folder;
    *done = reader->done_before + (reader->is_file_open ? reader->input.bytes_read : 0);
    *total = is_known ? reader->total : 0;
}

void annals_reader_close(annals_reader *reader)
{
    if (!reader)
        return;
    release_json(reader);
    close_file(reader);
    for (size_t i = 0; i < reader->pending_count; i++)
        free(reader->pending[i].path);
    free(reader->pending);
    arena_free(&reader->arena);
    free(reader);
}
