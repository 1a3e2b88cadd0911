/* coder.h — what stands behind the handle `annals`: the loaded data of every stage, read-only after
 * annals_open. */
#ifndef ANNALS_CODER_H
#define ANNALS_CODER_H

#include "ingest/ingest.h"
#include "lang/lang.h"
#include "said/said.h"
#include "what/what.h"
#include "when/when.h"
#include "where/where.h"
#include "who/who.h"

enum { DIGEST_COUNT = 5, DIGEST_SIZE = 17 };

struct annals {
    struct arena arena;
    struct mapped_file model_file; /* a model that the user names; else empty */
    struct ingest ingest;
    struct language_model *language;
    struct who_tables *who_tables;
    struct knowledge *knowledge;
    struct calendar *calendar;
    struct gazetteer *gazetteer;
    struct ontology *ontology;
    struct lexicon *lexicon;
    struct speech *speech;
    unsigned keep_auxiliary;
    double min_confidence;
    bool statements;
    char digests[DIGEST_COUNT][DIGEST_SIZE]; /* model, lexicon, knowledge, places, ontology */
};

#endif
