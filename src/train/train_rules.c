/* train_rules.c — learns sentence ends and lemmas into a model file, see train_rules.h. */
#include "train/train_rules.h"

#include "train/export_language.h"
#include "train/train_lemma.h"
#include "train/train_segment.h"

int train_rules(const struct corpus *corpus, struct model_writer *writer,
                struct annals_error *error)
{
    train_lemmatizer(corpus, writer);
    return train_segmenter(corpus, writer, error);
}

int train_rules_into(const char *const *treebanks, size_t count, const char *skip_genres,
                     const char *output, struct arena *arena, struct annals_error *error)
{
    struct corpus corpus = {.arena = arena};
    struct model_writer writer = {.arena = arena};
    int status = 0;
    for (size_t i = 0; !status && i < count; i++)
        status = corpus_read(&corpus, treebanks[i], error);
    if (!status && skip_genres)
        corpus_skip_genres(&corpus, skip_genres);
    if (!status)
        status = train_rules(&corpus, &writer, error);
    return status ? status : model_update(&writer, output, error);
}
