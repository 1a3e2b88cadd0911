/* main.c — annals-train: makes the models that annals reads with. */
#include <getopt.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/train_language.h"
#include "train/train_rules.h"

static const char HELP[] =
    "annals-train language — trains tagger and parser on treebanks in CoNLL-U\n"
    "\n"
    "  annals-train language --train FILE… --dev FILE… --vectors FILE --output MODEL [options]\n"
    "\n"
    "annals-train rules — learns sentence ends and lemmas anew, in seconds\n"
    "\n"
    "  annals-train rules --train FILE… --output MODEL [--skip-genres LIST]\n"
    "\n"
    "  --train FILE        treebank to learn from (may be given again)\n"
    "  --dev FILE          treebank that decides which epoch is kept (may be given again)\n"
    "  --vectors FILE      word vectors as text, most frequent words first\n"
    "  --output MODEL      model file; its other sections stay as they are\n"
    "  --names FOLDER      states.tsv and people.tsv: names that enter as their class\n"
    "  --skip-genres LIST  leave out documents with these in their id (GUM_LIST_…), separated by "
    "commas\n"
    "  --config NAME       student (the model that is shipped) or teacher (wide, slow)\n"
    "  --checkpoint FILE   state after each epoch; an interrupted training goes on from it\n"
    "  --export            write the model of the checkpoint and train no further\n"
    "  --epochs N --threads N --seed N --rate X --batch WORDS --rows N\n"
    "  --layers N --units N --spelling N --arc N --label N --tag N  sizes instead of the preset's\n"
    "  --drop-word X --drop-input X --drop-layer X --drop-hidden X\n";

enum option_code {
    OPTION_TRAIN = 256,
    OPTION_DEV,
    OPTION_VECTORS,
    OPTION_OUTPUT,
    OPTION_NAMES,
    OPTION_SKIP,
    OPTION_CONFIG,
    OPTION_CHECKPOINT,
    OPTION_EPOCHS,
    OPTION_THREADS,
    OPTION_SEED,
    OPTION_RATE,
    OPTION_BATCH,
    OPTION_ROWS,
    OPTION_LAYERS,
    OPTION_UNITS,
    OPTION_SPELLING,
    OPTION_ARC,
    OPTION_LABEL,
    OPTION_TAG,
    OPTION_DROP_WORD,
    OPTION_DROP_INPUT,
    OPTION_DROP_LAYER,
    OPTION_DROP_HIDDEN,
    OPTION_EXPORT,
    OPTION_HELP
};
static const struct option OPTIONS[] = {{"train", 1, NULL, OPTION_TRAIN},
                                        {"dev", 1, NULL, OPTION_DEV},
                                        {"vectors", 1, NULL, OPTION_VECTORS},
                                        {"output", 1, NULL, OPTION_OUTPUT},
                                        {"names", 1, NULL, OPTION_NAMES},
                                        {"skip-genres", 1, NULL, OPTION_SKIP},
                                        {"config", 1, NULL, OPTION_CONFIG},
                                        {"checkpoint", 1, NULL, OPTION_CHECKPOINT},
                                        {"epochs", 1, NULL, OPTION_EPOCHS},
                                        {"threads", 1, NULL, OPTION_THREADS},
                                        {"seed", 1, NULL, OPTION_SEED},
                                        {"rate", 1, NULL, OPTION_RATE},
                                        {"batch", 1, NULL, OPTION_BATCH},
                                        {"rows", 1, NULL, OPTION_ROWS},
                                        {"layers", 1, NULL, OPTION_LAYERS},
                                        {"units", 1, NULL, OPTION_UNITS},
                                        {"spelling", 1, NULL, OPTION_SPELLING},
                                        {"arc", 1, NULL, OPTION_ARC},
                                        {"label", 1, NULL, OPTION_LABEL},
                                        {"tag", 1, NULL, OPTION_TAG},
                                        {"drop-word", 1, NULL, OPTION_DROP_WORD},
                                        {"drop-input", 1, NULL, OPTION_DROP_INPUT},
                                        {"drop-layer", 1, NULL, OPTION_DROP_LAYER},
                                        {"drop-hidden", 1, NULL, OPTION_DROP_HIDDEN},
                                        {"export", 0, NULL, OPTION_EXPORT},
                                        {"help", 0, NULL, OPTION_HELP},
                                        {NULL, 0, NULL, 0}};

static uint32_t number(const char *text)
{
    return (uint32_t)strtoul(text, NULL, 10);
}

static bool add_file(const char **files, size_t *count, const char *file)
{
    if (*count == FILES_MOST)
        return false;
    files[(*count)++] = file;
    return true;
}

/* Applies one option; false if it makes no sense. */
static bool apply_option(struct training_options *options, int code, const char *value)
{
    switch (code) {
    case OPTION_TRAIN: return add_file(options->train, &options->train_count, value);
    case OPTION_DEV: return add_file(options->dev, &options->dev_count, value);
    case OPTION_VECTORS: options->vectors = value; return true;
    case OPTION_OUTPUT: options->output = value; return true;
    case OPTION_NAMES: options->names = value; return true;
    case OPTION_SKIP: options->skip_genres = value; return true;
    case OPTION_CONFIG: return training_preset(value, options);
    case OPTION_CHECKPOINT: options->checkpoint = value; return true;
    case OPTION_EPOCHS: return (options->epochs = number(value)) > 0;
    case OPTION_THREADS: return (options->threads = number(value)) > 0 && options->threads <= 8;
    case OPTION_SEED: options->seed = number(value); return true;
    case OPTION_RATE: return (options->rate = strtod(value, NULL)) > 0;
    case OPTION_BATCH: return (options->batch_words = number(value)) > 0;
    case OPTION_ROWS: return (options->row_limit = number(value)) > 0;
    case OPTION_LAYERS:
        options->shape.layer_count = number(value);
        return options->shape.layer_count >= 1 && options->shape.layer_count <= LAYERS_MOST;
    case OPTION_UNITS:
        options->shape.units = number(value);
        return options->shape.units >= 1 && options->shape.units <= 1024;
    case OPTION_SPELLING: return (options->shape.spelling_size = number(value)) > 0;
    case OPTION_ARC: return (options->shape.arc_size = number(value)) > 0;
    case OPTION_LABEL: return (options->shape.label_size = number(value)) > 0;
    case OPTION_TAG: return (options->shape.tag_size = number(value)) > 0;
    case OPTION_DROP_WORD: options->dropout.word = strtof(value, NULL); return true;
    case OPTION_DROP_INPUT: options->dropout.input = strtof(value, NULL); return true;
    case OPTION_DROP_LAYER: options->dropout.layer = strtof(value, NULL); return true;
    case OPTION_DROP_HIDDEN: options->dropout.hidden = strtof(value, NULL); return true;
    case OPTION_EXPORT: return options->export_only = true;
    default: return false;
    }
}

static bool has_what_it_needs(const struct training_options *options, bool rules)
{
    return options->train_count && options->output &&
           (rules || (options->dev_count && options->vectors));
}

int main(int argc, char **argv)
{
    struct training_options options = {0};
    training_preset("student", &options);
    const bool rules = argc >= 2 && !strcmp(argv[1], "rules");
    if (argc < 2 || (!rules && strcmp(argv[1], "language") != 0)) {
        fputs(HELP, argc < 2 || strcmp(argv[1], "--help") ? stderr : stdout);
        return argc < 2 || strcmp(argv[1], "--help") ? ANNALS_SETUP : 0;
    }
    int code;
    while ((code = getopt_long(argc - 1, argv + 1, "", OPTIONS, NULL)) != -1) {
        if (code == OPTION_HELP) {
            fputs(HELP, stdout);
            return 0;
        }
        if (!apply_option(&options, code, optarg)) {
            fprintf(stderr,
                    "annals-train: wrong option or value; see annals-train language --help\n");
            return ANNALS_SETUP;
        }
    }
    if (!has_what_it_needs(&options, rules)) {
        fputs(rules ? "annals-train: --train and --output are needed\n"
                    : "annals-train: --train, --dev, --vectors and --output are needed\n",
              stderr);
        return ANNALS_SETUP;
    }
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    if (setjmp(exhausted)) {
        fputs("annals-train: out of memory\n", stderr);
        return ANNALS_OUTPUT;
    }
    struct annals_error error = {0};
    int status = rules ? train_rules_into(options.train, options.train_count, options.skip_genres,
                                          options.output, &arena, &error)
                       : train_language(&options, &arena, &error);
    if (status)
        fprintf(stderr, "annals-train: %s\n", error.message);
    arena_free(&arena);
    return status;
}
