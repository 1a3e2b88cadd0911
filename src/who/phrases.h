/* phrases.h — the words that belong to a noun phrase, by its head: what a record shows of a party.
 *
 * A phrase begins with its determiner or possessor and ends before its relative clause, apposition,
 * coordination and possessive 's; phrases behind prepositions belong to it where asked for. */
#ifndef ANNALS_WHO_PHRASES_H
#define ANNALS_WHO_PHRASES_H

#include "report.h"

/* First token of the phrase headed by `head`. */
uint32_t phrase_first(const struct annals_report *report, uint32_t head);
/* Behind its last token; `with_modifiers`: prepositional phrases behind the head are part of it
 * ("members of the council"). */
uint32_t phrase_end(const struct annals_report *report, uint32_t head, bool with_modifiers);
/* The token of [first, end) whose governor lies outside; the first, if there are several. */
uint32_t head_of_tokens(const struct annals_report *report, uint32_t first, uint32_t end);
/* The preposition that introduces the phrase ("of", "in"): its first case token, NONE if none. */
uint32_t phrase_preposition(const struct annals_report *report, uint32_t head);
/* Climbs coordination: the first conjunct. */
uint32_t first_conjunct(const struct annals_report *report, uint32_t token);

#endif
