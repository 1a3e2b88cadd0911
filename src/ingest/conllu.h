/* conllu.h — CoNLL-U text becomes tokens and sentences of a report.
 *
 * Columns that hold a value are kept, those that hold `_` stay empty for read_language to fill:
 *
 *     LEMMA ""   UPOS UPOS_NONE   XPOS XPOS_NONE   FEATS ""   DEPREL DEPREL_NONE   DEPS no edge
 *     HEAD  `head` is NONE and `deprel` is not DEPREL_ROOT (a root always has DEPREL_ROOT)
 *
 * MISC is passed through letter for letter, SpaceAfter included. Empty nodes and edges from them
 * are left out. The text is that of `# text` where the tokens fit it, else rebuilt from forms and
 * SpaceAfter; sentences stand one blank apart, paragraphs (`# newpar`) one empty line. */
#ifndef ANNALS_INGEST_CONLLU_H
#define ANNALS_INGEST_CONLLU_H

#include "report.h"

/* Reads valid UTF-8 `conllu` (borrowed for as long as the report lives) into the text, or with
 * `in_title` into the title, and appends to sentences, tokens and edges (sorted by dependent, then
 * head; `first_edge` is not made). Sets `tokens_given`, and the id if the report has none and
 * `# newdoc id` names one. `origin` ("file:line" of the first line, or any name) is for messages.
 * ANNALS_INPUT with file and line if it is not CoNLL-U: not ten columns, numbers out of order, a
 * HEAD that does not exist, a sentence that is no tree. */
int read_conllu(struct str conllu, struct str origin, bool in_title, struct annals_report *report,
                struct annals_error *error);

/* "reports.jsonl:17" as name and line; a name without a line gives line 1. Borrows. */
struct str split_origin(struct str origin, size_t *line);

#endif
