/* tag_and_parse.h — the second step of the lang stage: tags and trees by the network.
 *
 * Reads: sentences and tokens. Writes: of each token what is empty of upos, xpos and feats; head
 * and relation where the input brought no tree, and the root of each sentence. Promises: every
 * sentence is a tree with one root. */
#ifndef ANNALS_LANG_TAG_AND_PARSE_H
#define ANNALS_LANG_TAG_AND_PARSE_H

#include "lang/model_file.h"
#include "report.h"

struct analyser; /* the network, and memory to run it in; may be shared by threads */

/* Opens the network of the model (borrowed); the arena keeps the analyser. */
int analyser_open(struct arena *arena, const struct model_file *file, struct analyser **analyser,
                  struct annals_error *error);
/* Gives back the memory it works in; NULL does nothing. */
void analyser_close(struct analyser *analyser);

int tag_and_parse(struct analyser *analyser, struct annals_report *report,
                  struct annals_error *error);

#endif
