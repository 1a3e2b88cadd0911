/* ingest.h — from the bytes of a document to clean text.
 *
 * Reads: an annals_document as the caller or a reader gave it. Writes: id, date, title, text,
 * source, url, language, dateline and the code-point indices of the report; for CoNLL-U also tokens
 * and sentences (`tokens_given`). Promises: text and title are valid UTF-8 in NFC, letter for
 * letter as received but for what was removed (boilerplate) or converted (charset); every later
 * offset points into them. Costs: linear in the bytes. */
#ifndef ANNALS_INGEST_H
#define ANNALS_INGEST_H

#include "report.h"

/* Bytes of a document: the limit unless another is asked for, and the largest one that can be. */
enum { DEFAULT_MAX_DOCUMENT = 4 << 20, LARGEST_DOCUMENT = 1 << 30 };

struct boilerplate; /* patterns of data/ingest, read once */

struct ingest {
    const struct boilerplate *boilerplate;
    const char *date;       /* for documents that carry none, or NULL */
    size_t max_document;    /* bytes */
    bool keep_tokenization; /* nothing cleaned, no headline taken off */
};

/* Reads the boilerplate table (bytes of data/ingest/boilerplate.tsv, borrowed). */
int boilerplate_open(struct arena *arena, struct str table, struct boilerplate **boilerplate,
                     struct annals_error *error);

/* The stage. ANNALS_INPUT for a document that cannot be coded: too large, not English, no text key,
 * broken CoNLL-U. */
int ingest_document(const struct ingest *ingest, const struct annals_document *document,
                    struct annals_report *report, struct annals_error *error);

#endif
