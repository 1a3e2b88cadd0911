/* name_classes.h — which names enter the network as their class: states, adjectives of states,
 * their people, capitals, persons. So that a tree cannot depend on which state or leader acts. */
#ifndef ANNALS_TRAIN_NAME_CLASSES_H
#define ANNALS_TRAIN_NAME_CLASSES_H

#include "lang/features.h"
#include "train/conllu_corpus.h"

enum name_class {
    NAME_NONE,
    NAME_STATE,
    NAME_ADJECTIVE, /* "Israeli", also the noun of the same form */
    NAME_PERSON_OF, /* "Briton", "Frenchman" */
    NAME_PEOPLE,    /* "Israelis" */
    NAME_CAPITAL,
    NAME_FAMILY,
    NAME_GIVEN
};

/* Names of one word from FOLDER/states.tsv and FOLDER/people.tsv, as written and in capitals.
 * Capitals and persons whose name is a common word of the treebank (Male, Brown) are left out. A
 * NULL folder gives an empty index. */
int name_classes_read(struct arena *arena, const char *folder, const struct corpus *train,
                      struct word_index *classes, struct annals_error *error);

#endif
