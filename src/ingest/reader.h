/* reader.h — what the reader of annals.h and its formats share.
 *
 * A reader goes through paths; a format takes one document after the other out of one file. All
 * that a document points to lives in `arena` and is forgotten when the next one is asked for. */
#ifndef ANNALS_INGEST_READER_H
#define ANNALS_INGEST_READER_H

#include "base/base.h"
#include "ingest/ingest.h"
#include "ingest/input.h"

/* A file format. `next` gives the next document of the file: ANNALS_END when there is none left;
 * ANNALS_INPUT for one that cannot be read, after which the next call goes on behind it. */
struct format {
    const char *name;
    int (*next)(struct annals_reader *reader, struct annals_document *document,
                struct annals_error *error);
};

/* A path still to be read, owned. `size` is that of a regular file, else 0. */
struct pending {
    char *path;
    uint64_t size;
    bool is_folder, is_named; /* named by the user, not found in a folder */
};

/* `pending` is a stack: the next path is its last. `file` is the path being read, NULL if none;
 * `found` counts what came of it, documents and refusals. `size_known` is false when some input has
 * no size to be known before it ends. */
struct annals_reader {
    struct arena arena;
    jmp_buf exhausted;
    size_t max_document;
    bool whole_text, is_file_open, size_known;
    const struct format *forced, *format;
    struct pending *pending;
    size_t pending_count, pending_capacity;
    char *file;
    size_t found;
    uint64_t done_before, total;
    ARRAY_OF(const char *) warnings;
    struct json_t *json; /* jsonl: the object that the document points into */
    char **columns;      /* csv, tsv: names of the columns, owned */
    size_t column_count;
    struct input input;
};

extern const struct format FORMAT_TEXT, FORMAT_JSONL, FORMAT_CSV, FORMAT_TSV, FORMAT_CONLLU;

/* The format that the beginning of a file looks like; FORMAT_TEXT when like none. */
const struct format *recognise_format(struct str start);

/* Bytes that a line or record may have so that a document of `max_document` fits in, escapes
 * included. */
size_t line_limit(const struct annals_reader *reader);

/* "file:line" in the arena. */
const char *origin_of_line(struct annals_reader *reader, size_t line);

/* Lets go of the object of the last document of a jsonl file. */
void release_json(struct annals_reader *reader);

enum document_field {
    FIELD_ID,
    FIELD_DATE,
    FIELD_TITLE,
    FIELD_TEXT,
    FIELD_URL,
    FIELD_SOURCE,
    FIELD_LANGUAGE,
    FIELD_COUNT
};

/* A key and the field it stands for. Where a document has several keys of a field, the one that
 * stands first here counts. */
struct document_key {
    const char *name;
    enum document_field field;
};
extern const struct document_key DOCUMENT_KEYS[];
extern const size_t DOCUMENT_KEY_COUNT;

/* Puts a value, which the document borrows, in its place. */
void set_document_field(struct annals_document *document, enum document_field field,
                        const char *value, size_t size);

#endif
