/* heads.h — what stands on the encoder: tags, arcs, labels; each forward, its loss, and back. */
#ifndef ANNALS_TRAIN_HEADS_H
#define ANNALS_TRAIN_HEADS_H

#include "train/network.h"

/* Adds the gradient of the encoder's states to `gradient` [word][width], of the parameters to
 * `gradients`. `hidden_rate`: dropout of the hidden layers. */
void heads_learn(const struct network *network, const struct batch *batch, const float *states,
                 float hidden_rate, struct random *random, float *gradient,
                 struct gradients *gradients, struct losses *losses, struct arena *arena);

void heads_score(const struct network *network, const struct batch *batch, const float *states,
                 struct scores *scores, struct arena *arena);

#endif
