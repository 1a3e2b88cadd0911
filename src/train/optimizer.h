/* optimizer.h — Adam (Kingma and Ba 2015) over dense parameters and over the touched rows of
 * tables, and the running mean of the parameters that is what gets measured and kept. */
#ifndef ANNALS_TRAIN_OPTIMIZER_H
#define ANNALS_TRAIN_OPTIMIZER_H

#include "train/network.h"

/* One group of parameters: `count` floats each. */
struct moments {
    float *mean, *square, *average;
    size_t count;
};
struct optimizer {
    struct moments values, words, spellings;
    uint64_t step;
};

void optimizer_make(struct optimizer *optimizer, const struct network *network,
                    struct arena *arena);

/* One step with the gradients scaled by `scale` and cut to length `clip`; leaves the gradients at
 * zero. */
void optimizer_step(struct optimizer *optimizer, struct network *network,
                    struct gradients *gradients, float rate, float scale, float clip);

/* Gradients of zero for a network. */
void gradients_make(struct gradients *gradients, const struct network *network,
                    struct arena *arena);
/* Adds `from` to `to` and leaves `from` at zero. */
void gradients_add(struct gradients *to, struct gradients *from, const struct network *network);

/* The network with the averaged parameters (borrowed from the optimizer). */
struct network averaged_network(const struct optimizer *optimizer, const struct network *network);

#endif
