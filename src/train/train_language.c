/* train_language.c — the training loop of tagger and parser, see train_language.h. */
#include "train/train_language.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "train/augment.h"
#include "train/checkpoint.h"
#include "train/export_language.h"
#include "train/train_rules.h"

enum { THREADS_MOST = 8 };
#define CLIP_LENGTH 2.0F

bool training_preset(const char *name, struct training_options *options)
{
    options->row_limit = 90000;
    options->batch_words = 1000;
    options->epochs = 40;
    options->rate = 0.003;
    options->seed = 1;
    options->threads = 2;
    if (!strcmp(name, "student")) {
        options->shape = (struct network_shape){.spelling_size = 60,
                                                .layer_count = 3,
                                                .units = 128,
                                                .arc_size = 128,
                                                .label_size = 128,
                                                .tag_size = 128,
                                                .spelling_count = 1 << 14};
        options->dropout =
            (struct dropout){.word = 0.05F, .input = 0.2F, .layer = 0.2F, .hidden = 0.2F};
        return true;
    }
    if (!strcmp(name, "teacher")) {
        options->shape = (struct network_shape){.spelling_size = 100,
                                                .layer_count = 4,
                                                .units = 320,
                                                .arc_size = 320,
                                                .label_size = 256,
                                                .tag_size = 256,
                                                .spelling_count = 1 << 15};
        options->dropout =
            (struct dropout){.word = 0.05F, .input = 0.33F, .layer = 0.33F, .hidden = 0.33F};
        options->rate = 0.0015;
        return true;
    }
    return false;
}

/* ---- the run ---- */

/* One thread's part of each batch. */
struct worker {
    struct training *training;
    struct arena arena;
    struct gradients gradients;
    struct losses losses;
    struct random random;
    const uint32_t *sentences;
    uint32_t count;
};

struct training {
    const struct training_options *options;
    struct arena *arena;
    struct corpus train, dev;
    struct vocabulary vocabulary;
    struct network network;
    struct optimizer optimizer;
    struct worker workers[THREADS_MOST];
    struct str *forms; /* of this epoch */
    uint32_t *order, *batches, batch_count;
    uint32_t epoch;
    double best_las;
    struct ranges ranges;
};

static int read_corpora(struct training *training, struct annals_error *error)
{
    int status = ANNALS_OK;
    for (size_t i = 0; !status && i < training->options->train_count; i++)
        status = corpus_read(&training->train, training->options->train[i], error);
    for (size_t i = 0; !status && i < training->options->dev_count; i++)
        status = corpus_read(&training->dev, training->options->dev[i], error);
    return status;
}

static void make_network(struct training *training)
{
    struct network *network = &training->network;
    const struct vocabulary *vocabulary = &training->vocabulary;
    network->shape = training->options->shape;
    network->shape.word_size = vocabulary->vector_size;
    network->shape.word_count = vocabulary->words.row_count;
    network->shape.learned_count = vocabulary->learned_count;
    network->shape.deprel_count = (uint32_t)vocabulary->deprels.names.count;
    for (int kind = 0; kind < TAG_KINDS; kind++)
        network->shape.tag_counts[kind] = (uint32_t)vocabulary->tags[kind].names.count;
    network_layout(network);
    const struct network_shape *shape = &network->shape;
    network->fixed_words = vocabulary->vectors;
    network->values = arena_new_array(training->arena, network->offsets.total, float);
    network->words =
        arena_new_array(training->arena, (size_t)shape->learned_count * shape->word_size, float);
    network->spellings = arena_new_array(
        training->arena, (size_t)shape->spelling_count * shape->spelling_size, float);
    network_initialise(network, training->options->seed);
    optimizer_make(&training->optimizer, network, training->arena);
}

/* Sentences in a new order, forms as this epoch writes them, and where each batch begins. */
static void plan_epoch(struct training *training, struct arena *arena)
{
    struct corpus *corpus = &training->train;
    struct random random = random_make(training->options->seed, 2, training->epoch);
    uint32_t count = (uint32_t)corpus->sentences.count, words = 0;
    for (uint32_t i = 0; i < count; i++)
        training->order[i] = i;
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = random_below(&random, i), kept = training->order[i - 1];
        training->order[i - 1] = training->order[other];
        training->order[other] = kept;
    }
    training->batch_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct corpus_sentence *sentence = &corpus->sentences.items[training->order[i]];
        augment_sentence(corpus, sentence, training->forms + sentence->first, &random, arena);
        if (words == 0)
            training->batches[training->batch_count++] = i;
        words += sentence->count;
        if (words >= training->options->batch_words)
            words = 0;
    }
    training->batches[training->batch_count] = count;
}

static void *work(void *user)
{
    struct worker *worker = user;
    struct training *training = worker->training;
    arena_reset(&worker->arena);
    if (worker->count == 0)
        return NULL;
    struct batch batch = make_batch(&training->vocabulary, &training->train, training->forms,
                                    training->network.shape.spelling_count, worker->sentences,
                                    worker->count, &worker->arena);
    network_learn(&training->network, &batch, &training->options->dropout,
                  training->vocabulary.keep, &worker->random, &worker->gradients, &worker->losses,
                  &worker->arena);
    return NULL;
}

/* Splits the batch among the threads by sentence; sums are taken in the threads' order. */
static void learn_batch(struct training *training, uint32_t number, float rate)
{
    uint32_t first = training->batches[number], end = training->batches[number + 1];
    uint32_t threads = training->options->threads, words = 0;
    pthread_t handles[THREADS_MOST];
    for (uint32_t i = first; i < end; i++)
        words += training->train.sentences.items[training->order[i]].count;
    for (uint32_t t = 0; t < threads; t++) {
        struct worker *worker = &training->workers[t];
        uint32_t from = first + (end - first) * t / threads,
                 to = first + (end - first) * (t + 1) / threads;
        worker->sentences = training->order + from;
        worker->count = to - from;
        worker->random =
            random_make(training->options->seed, 10 + t, (uint64_t)training->epoch << 32 | number);
        if (t == 0 || pthread_create(&handles[t], NULL, work, worker) != 0)
            handles[t] = pthread_self();
    }
    work(&training->workers[0]);
    for (uint32_t t = 1; t < threads; t++) {
        if (pthread_equal(handles[t], pthread_self()))
            work(&training->workers[t]);
        else
            pthread_join(handles[t], NULL);
        gradients_add(&training->workers[0].gradients, &training->workers[t].gradients,
                      &training->network);
    }
    optimizer_step(&training->optimizer, &training->network, &training->workers[0].gradients, rate,
                   1.0F / (float)(words ? words : 1), CLIP_LENGTH);
}

static float rate_at(const struct training *training, uint32_t number)
{
    double done =
        (training->epoch + (double)number / training->batch_count) / training->options->epochs;
    double warm = (training->epoch * (double)training->batch_count + number + 1) / 300.0;
    double rate = training->options->rate * 0.5 * (1.0 + cos(3.14159265358979 * done));
    return (float)(warm < 1 ? rate * warm : rate);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void show_progress(const struct training *training, uint32_t batch)
{
    if (isatty(STDERR_FILENO) && batch % 10 == 0)
        fprintf(stderr, "\repoch %u/%u  %3u %%", training->epoch + 1, training->options->epochs,
                batch * 100 / training->batch_count);
}

static void run_epoch(struct training *training)
{
    struct arena arena = arena_make(0, training->arena->exhausted);
    double start = seconds();
    plan_epoch(training, &arena);
    for (uint32_t t = 0; t < training->options->threads; t++)
        training->workers[t].losses = (struct losses){0};
    for (uint32_t b = 0; b < training->batch_count; b++) {
        learn_batch(training, b, rate_at(training, b));
        show_progress(training, b);
    }
    struct losses sum = {0};
    for (uint32_t t = 0; t < training->options->threads; t++) {
        const struct losses *losses = &training->workers[t].losses;
        for (int kind = 0; kind < TAG_KINDS; kind++)
            sum.tags[kind] += losses->tags[kind];
        sum.arcs += losses->arcs;
        sum.labels += losses->labels;
        sum.words += losses->words;
    }
    double words = (double)sum.words;
    fprintf(stderr, "\repoch %2u  loss: tags %.3f arcs %.3f labels %.3f  %.0f s",
            training->epoch + 1, (sum.tags[0] + sum.tags[1] + sum.tags[2]) / words,
            sum.arcs / words, sum.labels / words, seconds() - start);
    arena_free(&arena);
}

/* Measures the averaged network; writes the model when it is the best yet. */
static int judge_epoch(struct training *training, struct annals_error *error)
{
    struct network averaged = averaged_network(&training->optimizer, &training->network);
    struct ranges *ranges = &training->ranges;
    *ranges = (struct ranges){0};
    struct language_scores scores =
        measure_language(&averaged, &training->vocabulary, &training->dev, ranges);
    fprintf(stderr, "  dev: UPOS %.2f XPOS %.2f feats %.2f UAS %.2f LAS %.2f%s\n",
            scores.upos * 100, scores.xpos * 100, scores.feats * 100, scores.uas * 100,
            scores.las * 100, scores.las > training->best_las ? " *" : "");
    if (scores.las <= training->best_las)
        return ANNALS_OK;
    training->best_las = scores.las;
    return export_language(&averaged, &training->vocabulary, ranges, training->options->output,
                           error);
}

/* What `annals model show` tells of the model. */
static struct str describe(const struct training *training)
{
    const struct training_options *options = training->options;
    struct str text = STR("Trained on");
    for (size_t i = 0; i < options->train_count; i++) {
        const char *slash = strrchr(options->train[i], '/');
        text = str_format(training->arena, "%.*s %s", STR_ARG(text),
                          slash ? slash + 1 : options->train[i]);
    }
    return str_format(
        training->arena,
        "%.*s%s%s: %zu sentences, %zu words.\nTagger and parser: %u layers of %u units a side, "
        "%u epochs, seed %u.\n",
        STR_ARG(text), options->skip_genres ? " without the genres " : "",
        options->skip_genres ? options->skip_genres : "", training->train.sentences.count,
        training->train.words.count, options->shape.layer_count, options->shape.units,
        options->epochs, (unsigned)options->seed);
}

/* What takes a second to learn and needs no network. */
static int learn_rules(struct training *training, struct annals_error *error)
{
    struct model_writer writer = {.arena = training->arena};
    model_writer_put(&writer, "about", describe(training));
    int status = train_rules(&training->train, &writer, error);
    return status ? status : model_update(&writer, training->options->output, error);
}

static int train_epochs(struct training *training, struct annals_error *error)
{
    const char *path = training->options->checkpoint;
    struct checkpoint state = {0};
    int status = ANNALS_OK;
    if (path && access(path, R_OK) == 0) {
        status = checkpoint_read(path, &state, &training->network, &training->optimizer, error);
        training->epoch = state.epoch;
        training->best_las = state.best_las;
    }
    if (!status && training->options->export_only) {
        training->best_las = 0;
        return judge_epoch(training, error);
    }
    while (!status && training->epoch < training->options->epochs) {
        run_epoch(training);
        status = judge_epoch(training, error);
        training->epoch++;
        state = (struct checkpoint){training->epoch, training->best_las};
        if (!status && path)
            status =
                checkpoint_write(path, &state, &training->network, &training->optimizer, error);
    }
    return status;
}

int train_language(const struct training_options *options, struct arena *arena,
                   struct annals_error *error)
{
    struct training *training = arena_new(arena, struct training);
    training->options = options;
    training->arena = arena;
    training->train.arena = training->dev.arena = training->vocabulary.arena = arena;
    int status = read_corpora(training, error);
    if (status)
        return status;
    if (options->skip_genres)
        corpus_skip_genres(&training->train, options->skip_genres);
    status = vocabulary_make(&training->vocabulary, &training->train, options->vectors,
                             options->names, options->row_limit, error);
    if (status)
        return status;
    status = learn_rules(training, error);
    if (status)
        return status;
    make_network(training);
    uint32_t count = (uint32_t)training->train.sentences.count;
    training->order = arena_new_array(arena, count, uint32_t);
    training->batches = arena_new_array(arena, count + 1, uint32_t);
    training->forms = arena_new_array(arena, training->train.words.count, struct str);
    for (uint32_t t = 0; t < options->threads; t++) {
        training->workers[t] =
            (struct worker){.training = training, .arena = arena_make(0, arena->exhausted)};
        gradients_make(&training->workers[t].gradients, &training->network, arena);
    }
    fprintf(stderr, "%u sentences, %u rows (%u learned), %zu parameters\n", count,
            training->network.shape.word_count, training->network.shape.learned_count,
            training->network.offsets.total);
    status = train_epochs(training, error);
    for (uint32_t t = 0; t < options->threads; t++)
        arena_free(&training->workers[t].arena);
    return status;
}
