/* clean.h — takes off a report what its reporter did not write.
 *
 * Whole lines go, datelines are cut from the beginning and credits from the end of a line; what is
 * kept is kept letter for letter. */
#ifndef ANNALS_INGEST_CLEAN_H
#define ANNALS_INGEST_CLEAN_H

#include "ingest/ingest.h"

/* What came of a text. `text` is in the arena or borrowed; `title` (empty: none), `dateline` and
 * `date_line` (the words of a leading date line; empty: none) borrow from the input. */
struct cleaned {
    struct str text, title, dateline, date_line;
};

/* `text` is tidy UTF-8. With `find_headline` the first line is taken as the title if a blank line
 * and more text follow, it has at most 25 words and no full stop at its end. White space around the
 * text goes as well. */
void clean_text(struct arena *arena, const struct boilerplate *boilerplate, struct str text,
                bool find_headline, struct cleaned *cleaned);

#endif
