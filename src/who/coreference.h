/* coreference.h — what the files that resolve references share. */
#ifndef ANNALS_WHO_COREFERENCE_H
#define ANNALS_WHO_COREFERENCE_H

#include "who/draft.h"

/* 'h' a human, 't' a thing or body, 0 either. */
char animacy_of(const struct who *who, const struct draft *draft);
/* Gender, number and kind leave room for both being one. */
bool agree_in_form(const struct who *who, const struct draft *a, const struct draft *b);

/* Is the head of the first inside the phrase of the second? */
bool overlaps_phrase(const struct draft *pronoun, const struct draft *draft);
/* Lets a nominal take up what it describes, if anything. */
void resolve_description(struct who *who, uint32_t index);

/* Lays quotes over the tokens and finds who speaks each. */
void find_speakers(struct who *who);
/* The draft that speaks the token: of its quote, of the clause it stands in, of the statement;
 * NONE.
 */
uint32_t speaker_at(struct who *who, uint32_t token);

#endif
