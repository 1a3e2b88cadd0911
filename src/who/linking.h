/* linking.h — what the files that link names share. */
#ifndef ANNALS_WHO_LINKING_H
#define ANNALS_WHO_LINKING_H

#include "who/draft.h"

/* Words of the piece in lower case, blanks between, without "the". In the arena. */
struct str name_key(struct who *who, const struct piece *piece);
/* Makes the row of the hit what the draft stands for. `hit` lives as long as the arena. */
void take_row(const struct who *who, struct draft *draft, const struct knowledge_hit *hit,
              const struct knowledge_row *row);
/* Drafts that are a short name of data/who/short_names.tsv, where the report has the other name. */
void link_short_names(struct who *who);

#endif
