/* checkpoint.h — the state of a training on disk, so that one that was killed goes on. */
#ifndef ANNALS_TRAIN_CHECKPOINT_H
#define ANNALS_TRAIN_CHECKPOINT_H

#include "train/optimizer.h"

/* Epochs done and the best score so far. */
struct checkpoint {
    uint32_t epoch;
    double best_las;
};

int checkpoint_write(const char *path, const struct checkpoint *state,
                     const struct network *network, const struct optimizer *optimizer,
                     struct annals_error *error);
/* Fills network and optimizer, which have the shape of the training; ANNALS_INPUT if the file has
 * another. */
int checkpoint_read(const char *path, struct checkpoint *state, struct network *network,
                    struct optimizer *optimizer, struct annals_error *error);

#endif
