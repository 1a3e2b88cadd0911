/* train_language.h — trains the tagger and parser: `annals train language`. */
#ifndef ANNALS_TRAIN_TRAIN_LANGUAGE_H
#define ANNALS_TRAIN_TRAIN_LANGUAGE_H

#include "train/language_data.h"
#include "train/optimizer.h"

enum { FILES_MOST = 16 };

/* What the command line asks for. */
struct training_options {
    const char *train[FILES_MOST], *dev[FILES_MOST], *skip_genres;
    size_t train_count, dev_count;
    const char *vectors, *names, *output, *checkpoint;
    struct network_shape shape; /* sizes; the counts are filled from the data */
    struct dropout dropout;
    uint32_t row_limit, epochs, batch_words, threads;
    uint64_t seed;
    double rate;
    bool export_only; /* write the model of the checkpoint and train no further */
};

/* Options of a preset, "student" or "teacher"; false for other names. */
bool training_preset(const char *name, struct training_options *options);

/* Runs the training and writes the model. Progress goes to standard error. */
int train_language(const struct training_options *options, struct arena *arena,
                   struct annals_error *error);

/* Scores of a corpus, shares of its words; relations without their subtypes. `ranges` (may be NULL)
 * watches the numbers that pass. */
struct language_scores {
    double upos, xpos, feats, uas, las;
};
struct language_scores measure_language(const struct network *network,
                                        const struct vocabulary *vocabulary,
                                        const struct corpus *corpus, struct ranges *ranges);

#endif
