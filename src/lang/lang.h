/* lang.h — from text to sentences, words, tags, lemmas, trees and the enhanced graph.
 *
 * Reads: title and text (or, with `tokens_given`, the tokens and sentences that CoNLL-U brought,
 * whose empty columns it fills). Writes: sentences, tokens, edges. Promises: spans of tokens lie in
 * order and inside their sentence, all text but white space is in some token; every sentence is a
 * tree with one root. The same input gives the same bits on every kernel. Costs: about 0.4 million
 * multiply-adds a token. */
#ifndef ANNALS_LANG_H
#define ANNALS_LANG_H

#include "report.h"

struct language_model; /* weights and tables inside the bytes of a model file, read-only */

/* Opens a model over `bytes` (mapped or built in; borrowed for the life of the model; `name` for
 * messages). */
int language_open(struct arena *arena, const char *name, struct str bytes,
                  struct language_model **model, struct annals_error *error);

/* Gives back the memory that the stage works in; the model itself goes with its arena. NULL does
 * nothing. */
void language_close(struct language_model *model);

/* The stage. */
int read_language(const struct language_model *model, struct annals_report *report,
                  struct annals_error *error);

/* What a word that stands alone may be a form of, as a verb or as a noun: itself in lower case
 * first, then other dictionary forms, each once. In the arena. */
enum { LEMMAS_OF_WORD = 5 };
size_t language_lemmas(const struct language_model *model, struct arena *arena, struct str form,
                       struct str lemmas[LEMMAS_OF_WORD]);

/* ---- questions about trees that later stages ask; tokens are indices into report->tokens, NONE is
 * answered with NONE ---- */

/* Builds report->tree from the heads of all tokens, so that the questions below cost a step or two.
 * Called once, after parsing. Linear time. */
void index_tree(struct annals_report *report);

/* First dependent of `head` with this relation (its subtypes too, if `deprel` is a plain one), in
 * the order of the text; `after`: the one to go on behind, NONE to begin. Dependents are found
 * within the sentence. */
uint32_t tree_dependent(const struct annals_report *report, uint32_t head, unsigned deprel,
                        uint32_t after);
/* Is `token` below `ancestor` (or the same)? */
bool tree_is_below(const struct annals_report *report, uint32_t token, uint32_t ancestor);
/* First and last+1 token of the subtree of `head`. */
void tree_extent(const struct annals_report *report, uint32_t head, uint32_t *first, uint32_t *end);
/* Does the token have this lemma? */
bool token_is(const struct annals_report *report, uint32_t token, const char *lemma);

/* ---- clauses (clause.c) ---- */

/* Bytes of this word alone: inside a multiword token ("Ukraine's") the part that is the word. */
struct span word_span(const struct annals_report *report, uint32_t token);
/* Head of the clause that the word stands in: the nearest of it and its ancestors that is attached
 * as a clause (root, ccomp, advcl, acl, parataxis, conjoined verb). An xcomp belongs to the clause
 * above it. */
uint32_t tree_clause(const struct annals_report *report, uint32_t token);
/* How near a modifier ("on Monday", "in Geneva"; `token` its head) stands to the word `trigger`
 * that it may tell of: 0 right below it, more the farther within its noun phrase, its clause or a
 * clause that shares its circumstances; NONE if it does not belong to it. `is_trigger[token]` marks
 * words that carry an act of their own and keep their modifiers to themselves. */
uint32_t modifier_distance(const struct annals_report *report, const bool *is_trigger,
                           uint32_t trigger, uint32_t token);

#endif
