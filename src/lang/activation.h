/* activation.h — the curves of the network, made of + - * / alone in a fixed order, so that every
 * machine and every vector width gives the same bits. Training uses the same ones. */
#ifndef ANNALS_LANG_ACTIVATION_H
#define ANNALS_LANG_ACTIVATION_H

/* tanh to about 1e-6: the rational function of Eigen (odd polynomial of degree 13 over even of
 * degree 6). */
static inline float activation_tanh(float x)
{
    x = x > 7.9F ? 7.9F : x;
    x = x < -7.9F ? -7.9F : x;
    float square = x * x;
    float above = -2.76076847742355e-16F * square + 2.00018790482477e-13F;
    above = above * square + -8.60467152213735e-11F;
    above = above * square + 5.12229709037114e-08F;
    above = above * square + 1.48572235717979e-05F;
    above = above * square + 6.37261928875436e-04F;
    above = above * square + 4.89352455891786e-03F;
    float below = 1.19825839466702e-06F * square + 1.18534705686654e-04F;
    below = below * square + 2.26843463243900e-03F;
    below = below * square + 4.89352518554385e-03F;
    return x * above / below;
}

static inline float activation_sigmoid(float x)
{
    return 0.5F + 0.5F * activation_tanh(0.5F * x);
}

static inline float activation_relu(float x)
{
    return x > 0.0F ? x : 0.0F;
}

#endif
