/* names.h — names of places in a sentence, before it is decided which place each means. */
#ifndef ANNALS_WHERE_NAMES_H
#define ANNALS_WHERE_NAMES_H

#include "where/gazetteer.h"

/* Tokens [first, end) that are a name of `count` places (`handle`: gazetteer_candidate); `head` the
 * token that the others hang on. `is_place`: the words around say that something is or happens
 * there; names that stand for governments, titles and possessors are kept only as a hint to the
 * others. `is_doubtful`: it may be a person's. `has_article`: "the" stands before it. `noun`: the
 * word for its kind beside it ("the city of", "… province"), NULL if none. */
struct place_name {
    uint32_t first, end, head, handle, count;
    const struct gazetteer_word *noun;
    bool is_place, is_endpoint, is_metonym, has_article, is_doubtful;
};

struct place_name_array {
    struct place_name *items;
    size_t count, capacity;
};

/* Whether a token may be of the name of a place: TAKEN by a known person or body or by a date;
 * DOUBTFUL: inside a name that nobody knows and that may be a person's. */
enum { TOKEN_FREE, TOKEN_TAKEN, TOKEN_DOUBTFUL };

/* Adds the names of the sentence to `names`. `taken`: one of the above for each token. */
void find_place_names(const struct gazetteer *gazetteer, struct annals_report *report,
                      const uint8_t *taken, uint32_t sentence, struct place_name_array *names);

#endif
