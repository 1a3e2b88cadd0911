/* export_language.h — from a trained network to the sections of a model file. */
#ifndef ANNALS_TRAIN_EXPORT_LANGUAGE_H
#define ANNALS_TRAIN_EXPORT_LANGUAGE_H

#include "train/language_data.h"

/* Quantises the network by the ranges seen and puts its sections into the model at `path`; other
 * sections of the file stay. */
int export_language(const struct network *network, const struct vocabulary *vocabulary,
                    const struct ranges *ranges, const char *path, struct annals_error *error);

/* Puts the sections into the model at `path`, made if it is not there; its other sections stay. */
int model_update(struct model_writer *writer, const char *path, struct annals_error *error);

#endif
