/* decode.h — from arc scores to a tree. */
#ifndef ANNALS_LANG_DECODE_H
#define ANNALS_LANG_DECODE_H

#include "base/base.h"

/* The best tree with one root over words 1 to `count`. `scores` [count][count + 1]: row i for the
 * head of word i + 1, column 0 the root; the diagonal (column i + 1) is not read. Fills
 * heads[count] with 0 for the root and 1 to `count` for words. Mostly the best head of each word
 * makes a tree already; else Chu-Liu/Edmonds over it, O(count²) for each cycle, with scratch memory
 * from the arena. Ties go to the first. */
void decode_tree(const float *scores, uint32_t count, uint32_t *heads, struct arena *arena);

#endif
