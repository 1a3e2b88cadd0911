/* lemma.h — dictionary forms of words from form and tags.
 *
 * Reads: form, upos, xpos (and, for "'s", the tree). Writes: lemma where it is empty. The rules are
 * learned from treebanks: the longest known ending of a word under its tags says how many bytes to
 * cut off and what to put in their place, and a second table how the lemma is capitalised; words
 * that no rule of their endings gets right stand in the tables whole. Costs: a dozen probes into
 * two hash tables a word.
 *
 * The model section "lemma": number of edits and, for each, cut (u8) and ending (string); then for
 * edits and for cases a table of endings: its size (u32, a power of two), keys (u32 each, 0: free)
 * and values (u16 each). */
#ifndef ANNALS_LANG_LEMMA_H
#define ANNALS_LANG_LEMMA_H

#include "report.h"

struct lemmatizer; /* read-only, shared by threads */

/* Opens the section, which must live as long (NULL data: lemmas are the forms in lower case, names
 * excepted). `name` is the model's, for messages. */
int lemmatizer_open(struct arena *arena, const char *name, struct str section,
                    struct lemmatizer **lemmatizer, struct annals_error *error);

/* The lemma, in the arena or within the form. */
struct str lemma_of(const struct lemmatizer *lemmatizer, struct arena *arena, struct str form,
                    unsigned upos, unsigned xpos);

/* Fills the empty lemmas of the report. */
void lemmatize(const struct lemmatizer *lemmatizer, struct annals_report *report);

/* ---- shared with training ---- */

enum { LEMMA_LONGEST_ENDING = 8, LEMMA_LONGEST_WORD = 40, LEMMA_LONGEST_EDIT = 20 };
enum letter_case { CASE_LOWER, CASE_AS_FORM, CASE_CAPITAL, CASE_UPPER, CASE_COUNT };

/* The form in lower case with straight apostrophes, as the tables know it. */
struct str lemma_key_form(struct arena *arena, struct str form);
/* What the tables are asked under: tags alone for edits, tags and the form's capitals for cases. */
uint32_t lemma_edit_context(unsigned upos, unsigned xpos);
uint32_t lemma_case_context(struct str form, unsigned upos, unsigned xpos);
/* Key of the last `size` bytes of the word under a context, of the whole word with `is_whole`. */
uint32_t lemma_ending_key(uint32_t context, struct str word, size_t size, bool is_whole);
/* The form with `cut` bytes less and `ending` behind, capitals as `letters` says. */
struct str lemma_apply(struct arena *arena, struct str form, size_t cut, struct str ending,
                       enum letter_case letters);

#endif
