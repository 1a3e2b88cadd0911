/* annals.h — reads news reports and writes down who did what to whom, when, where, by whose
 * account.
 *
 * The whole public interface of libannals. Open once, code any number of documents from any number
 * of threads, close:
 *
 *     struct annals_options options = ANNALS_OPTIONS;
 *     struct annals_error error;
 *     annals *coder;
 *     if (annals_open(&options, &coder, &error))
 *         …error.message…
 *     struct annals_document document = ANNALS_DOCUMENT;
 *     document.text = text; document.text_size = strlen(text); document.date = "2024-03-25";
 *     annals_report *report;
 *     if (!annals_code(coder, &document, &report, &error)) {
 *         size_t count;
 *         const struct annals_event *events = annals_report_events(report, &count);
 *         …
 *         annals_report_free(report);
 *     }
 *     annals_close(coder);
 *
 * Rules that hold throughout: text is UTF-8; offsets are Unicode code points, half open; dates are
 * ISO 8601; strings in results are NUL-terminated, owned by the report or handle they came from,
 * and never NULL (absent: ""). Every function that can fail returns an `enum annals_status` and
 * fills *error, which may be NULL. The library keeps no global state, prints nothing and never
 * exits. A handle may be shared by threads; a report, reader or writer call belongs to one thread
 * at a time. Structs that the caller fills begin with `size`; the initialisers set it. */
#ifndef ANNALS_H
#define ANNALS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ANNALS_API __attribute__((visibility("default")))
#else
#define ANNALS_API
#endif

/* What a call came to. The numbers are those of the program's exit status where one exists. */
enum annals_status {
    ANNALS_OK = 0,
    ANNALS_INPUT = 1,  /* a document or file cannot be read or coded; the handle stays good */
    ANNALS_SETUP = 2,  /* an option, or a dictionary, ontology or model it names, is wrong */
    ANNALS_OUTPUT = 3, /* memory, or a sink, refused */
    ANNALS_END = 4     /* a reader has no more documents */
};

/* `message` names the input, the place and the remedy; UTF-8, no line end. */
struct annals_error {
    int status;
    char message[500];
};

/* Loaded models, lexicon and knowledge base: read-only after annals_open. */
typedef struct annals annals;
/* Everything about one document. */
typedef struct annals_report annals_report;
/* A run through the documents of some input. */
typedef struct annals_reader annals_reader;

/* Layers of the document record (bits). */
enum annals_layer {
    ANNALS_TOKENS = 1 << 0,
    ANNALS_PARSE = 1 << 1,
    ANNALS_ENTITIES = 1 << 2,
    ANNALS_QUOTES = 1 << 3,
    ANNALS_TIMES = 1 << 4,
    ANNALS_PLACES = 1 << 5,
    ANNALS_SIZES = 1 << 6,
    ANNALS_VOTES = 1 << 7,
    ANNALS_LINKS = 1 << 8,
    ANNALS_LAYERS_ALL = (1 << 9) - 1,
    ANNALS_LAYERS_DEFAULT = ANNALS_LAYERS_ALL & ~(ANNALS_TOKENS | ANNALS_PARSE)
};

/* Auxiliary modes (bits). */
enum annals_auxiliary {
    ANNALS_HISTORICAL = 1 << 0,
    ANNALS_FUTURE = 1 << 1,
    ANNALS_HYPOTHETICAL = 1 << 2,
    ANNALS_NEGATION = 1 << 3,
    ANNALS_AUXILIARY_ALL = (1 << 4) - 1
};

/* How to code. Pointers are borrowed during annals_open only. */
struct annals_options {
    size_t size;
    const char *model;           /* model file; NULL: the built-in one */
    const char *const *lexicons; /* lexicon files over the built-in lexicon, later ones first;
                                    `lexicon_count` of them */
    size_t lexicon_count;
    const char *const *actors; /* likewise actor files */
    size_t actor_count;
    const char *date;        /* publication date of documents that carry none; NULL: none */
    unsigned keep_auxiliary; /* enum annals_auxiliary: which non-actual events to keep */
    double min_confidence;   /* leave out events less certain than this, 0 to 1 */
    int statements;          /* non-zero: also public statements (CAMEO 01) */
    int keep_tokenization; /* non-zero: nothing cleaned, no headline taken off, no character changed
                              (for CoNLL-U) */
    size_t max_document;   /* bytes; larger documents are refused; 0: 4 MiB */
};
#define ANNALS_OPTIONS                                                                             \
    {                                                                                              \
        .size = sizeof(struct annals_options), .keep_auxiliary = ANNALS_AUXILIARY_ALL              \
    }

/* A document to code. Only `text` is required; NULL elsewhere means absent. Borrowed during
 * annals_code only. Text that is not UTF-8 is read as Windows-1252. `format` is "text" or "conllu"
 * (text holds CoNLL-U). */
struct annals_document {
    size_t size;
    const char *text;
    size_t text_size;
    const char *id, *date, *title, *source, *url, *language;
    const char *format; /* NULL: "text" */
    const char *origin; /* where it came from, for messages: "reports.jsonl:17" */
    int find_headline;  /* non-zero: without a title, take the headline off plain text */
};
#define ANNALS_DOCUMENT                                                                            \
    {                                                                                              \
        .size = sizeof(struct annals_document)                                                     \
    }

/* A party of an event, or who reports it. `start` and `end` are -1 where no words of the text stand
 * for it. */
struct annals_party {
    const char *code, *country_code, *sector;
    const char *const *other_sectors; /* ended by NULL */
    const char *entity_text, *identifier_text, *identifier_id, *office, *cameo;
    int64_t start, end;
    int in_title;
};

/* One event. Arrays hold `…_count` items. */
struct annals_event {
    const char *id;
    const char *event; /* PLOVER category; "" for a public statement */
    const char *mode;
    const char *const *contexts; /* ended by NULL */
    unsigned auxiliary;          /* enum annals_auxiliary */
    const char *cameo;
    int quad_code; /* PLOVER's 1 to 4; 0 for a statement */
    double event_scale, goldstein;
    const struct annals_party *actors, *recipients, *reporters;
    size_t actor_count, recipient_count, reporter_count;
    const char *date, *enddate, *date_source;
    const char *text;             /* the sentence */
    int64_t sequence, start, end; /* the sentence's number (-1: the headline) and place */
    int in_title;
    double confidence;
    const char *rule;
};

/* Version of the library, for example "0.1.0". */
ANNALS_API const char *annals_version(void);

/* Loads what coding needs. `options` may be NULL. On success *coder is to be closed by the caller.
 */
ANNALS_API int annals_open(const struct annals_options *options, annals **coder,
                           struct annals_error *error);

/* Frees the handle; reports must be freed before. NULL is allowed. */
ANNALS_API void annals_close(annals *coder);

/* Digests (16 hexadecimal digits of SHA-256) of "model", "lexicon", "knowledge", "places",
 * "ontology" as loaded; "" for other names. Owned by the handle. */
ANNALS_API const char *annals_digest(const annals *coder, const char *what);

/* Codes one document; may be called from any thread. On success *report is to be freed by the
 * caller. */
ANNALS_API int annals_code(const annals *coder, const struct annals_document *document,
                           annals_report **report, struct annals_error *error);

/* The events in the order of the records. Owned by the report. */
ANNALS_API const struct annals_event *annals_report_events(const annals_report *report,
                                                           size_t *count);

/* "id", "date", "title", "source", "url", "language", "text" of the report as coded; "" for other
 * names. */
ANNALS_API const char *annals_report_get(const annals_report *report, const char *key);

/* Sentences and tokens in the report, for statistics. */
ANNALS_API size_t annals_report_sentence_count(const annals_report *report);
ANNALS_API size_t annals_report_token_count(const annals_report *report);

/* Things worth telling about a coded document (for instance a date that could not be read), ended
 * by NULL. */
ANNALS_API const char *const *annals_report_warnings(const annals_report *report);

ANNALS_API void annals_report_free(annals_report *report);

/* Takes bytes of output; any answer but 0 ends the writing. */
typedef int annals_sink(void *user, const char *bytes, size_t size);

/* How to write. */
struct annals_write_options {
    size_t size;
    unsigned layers; /* enum annals_layer, for "document" */
    int no_text;     /* non-zero: leave sentences and texts out */
    int color;       /* non-zero: "explain" with terminal colours */
    int width;       /* columns of "explain"; 0: 80 */
};
#define ANNALS_WRITE_OPTIONS                                                                       \
    {                                                                                              \
        .size = sizeof(struct annals_write_options), .layers = ANNALS_LAYERS_DEFAULT               \
    }

/* Writes the report as "plover", "document", "csv", "conllu" or "explain" through `sink`. `options`
 * may be NULL. ANNALS_SETUP for an unknown format, ANNALS_OUTPUT when the sink ended it. */
ANNALS_API int annals_write(const annals_report *report, const char *format,
                            const struct annals_write_options *options, annals_sink *sink,
                            void *user, struct annals_error *error);

/* What stands before the first record of a format (the header of "csv"); nothing for most. */
ANNALS_API int annals_write_header(const char *format, annals_sink *sink, void *user,
                                   struct annals_error *error);

/* Writes for people what the model file at `path` holds (NULL: the built-in model). ANNALS_SETUP
 * when it is no model. */
ANNALS_API int annals_model_show(const char *path, annals_sink *sink, void *user,
                                 struct annals_error *error);

/* Writes for people who or what a phrase is on a date (NULL or "": as last known): code, sector,
 * office, Wikidata id, the row of the knowledge base and its source, what else it could be in the
 * order in which the resolver prefers it, and the entries of the lexicon that it triggers. Users'
 * files that the handle was opened with count. ANNALS_SETUP for a phrase without a word or a date
 * that is none. */
ANNALS_API int annals_dict_show(const annals *coder, const char *phrase, const char *date,
                                annals_sink *sink, void *user, struct annals_error *error);

/* What a check of dictionaries finds: something wrong, something worth knowing, a name of several
 * owners in the built-in knowledge base. */
enum annals_finding { ANNALS_FAULT = 1, ANNALS_NOTE = 2, ANNALS_COLLISION = 3 };

/* Takes one finding, a line without its end; faults are "file:line: what; remedy". Any answer but 0
 * ends the check. */
typedef int annals_finding_sink(void *user, int finding, const char *message);

/* Checks lexicon tables and actor files at `paths`, or, with no path, the built-in dictionaries,
 * and hands on what it finds. ANNALS_SETUP when something is wrong (the message counts),
 * ANNALS_OUTPUT when the sink ended it. */
ANNALS_API int annals_dict_check(const char *const *paths, size_t path_count,
                                 annals_finding_sink *sink, void *user, struct annals_error *error);

/* How to read documents. */
struct annals_reader_options {
    size_t size;
    const char *from;    /* "auto", "text", "jsonl", "csv", "tsv", "conllu"; NULL: "auto" */
    size_t max_document; /* bytes; 0: 4 MiB */
    int whole_text;      /* non-zero: take no headline off plain text */
};
#define ANNALS_READER_OPTIONS                                                                      \
    {                                                                                              \
        .size = sizeof(struct annals_reader_options)                                               \
    }

/* Reads documents from files and folders (in byte order of their paths); "-" is standard input, as
 * is no path at all. Paths are borrowed until annals_reader_close. */
ANNALS_API int annals_reader_open(const struct annals_reader_options *options,
                                  const char *const *paths, size_t path_count,
                                  annals_reader **reader, struct annals_error *error);

/* The next document, valid until the call after. ANNALS_END: none left. ANNALS_INPUT: one could not
 * be read (the message names it); go on calling. */
ANNALS_API int annals_reader_next(annals_reader *reader, struct annals_document *document,
                                  struct annals_error *error);

/* Things worth telling about the input that the last call of annals_reader_next passed over (a file
 * without any document), ended by NULL; valid until the next call. */
ANNALS_API const char *const *annals_reader_warnings(annals_reader *reader);

/* Bytes read so far, and in all where known (0: unknown), for a progress bar. */
ANNALS_API void annals_reader_progress(const annals_reader *reader, uint64_t *done,
                                       uint64_t *total);

ANNALS_API void annals_reader_close(annals_reader *reader);

#ifdef __cplusplus
}
#endif

#endif
