/* dict.c — annals dict show and annals dict check: what the dictionaries know of a phrase, and
 * whether dictionaries hold together. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { COLLISIONS_SHOWN = 10, OPTION_DATE = 256, OPTION_ACTORS, OPTION_LEXICON, OPTION_COLLISIONS };

static const char HELP[] =
    "Usage: annals dict show PHRASE [--date D] [--actors FILE]... [--lexicon FILE]...\n"
    "       annals dict check [--collisions] [FILE]...\n"
    "\n"
    "show: who or what a phrase is on a date, by which row from which source, what else\n"
    "it could be, and which entries of the lexicon it triggers.\n"
    "check: proves lexicon tables and actor files, or, without FILE, the dictionaries\n"
    "that are built into the program; faults are named by file and line.\n"
    "\n"
    "Options\n"
    "      --date YYYY-MM-DD       the day to look at (as last known)\n"
    "      --actors FILE           actors of yours over the built-in ones; may be given\n"
    "                              several times\n"
    "      --lexicon FILE          a lexicon of yours over the built-in one; may be given\n"
    "                              several times\n"
    "      --collisions            list all built-in names that several rows bear, not\n"
    "                              the first ten\n"
    "  -h, --help                  show this help\n"
    "\n"
    "Examples\n"
    "  annals dict show \"the president of the United States\" --date 2015-06-01\n"
    "  annals dict show condemn\n"
    "  annals dict check actors.tsv patterns.tsv\n"
    "\n"
    "The full description: man annals-dict\n";

/* What the command line says; the lists go into argv. */
struct dict_settings {
    struct annals_options options;
    const char **lexicons, **actors;
    const char *date;
    bool all_collisions, help;
};

static int print_sink(void *user, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, user) != size;
}

/* ---- the command line ---- */

static int read_options(int argc, char **argv, struct dict_settings *settings)
{
    static const struct option longs[] = {
        {"date", required_argument, NULL, OPTION_DATE},
        {"actors", required_argument, NULL, OPTION_ACTORS},
        {"lexicon", required_argument, NULL, OPTION_LEXICON},
        {"collisions", no_argument, NULL, OPTION_COLLISIONS},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    opterr = 0;
    for (int code; (code = getopt_long(argc, argv, ":h", longs, NULL)) != -1;) {
        const char *word = argv[optind > 1 ? optind - 1 : 1];
        switch (code) {
        case OPTION_DATE: settings->date = optarg; break;
        case OPTION_ACTORS: settings->actors[settings->options.actor_count++] = optarg; break;
        case OPTION_LEXICON: settings->lexicons[settings->options.lexicon_count++] = optarg; break;
        case OPTION_COLLISIONS: settings->all_collisions = true; break;
        case 'h': settings->help = true; break;
        case ':': complain("dict: %s wants a value; see annals dict --help", word); return -1;
        default: complain("dict: there is no option %s; see annals dict --help", word); return -1;
        }
    }
    return 0;
}

/* ---- show ---- */

static int show(char **phrases, int count, struct dict_settings *settings)
{
    struct annals_error error;
    annals *coder;
    if (count != 1) {
        complain("dict show takes one phrase; put several words into quotation marks: annals dict "
                 "show \"prime minister of Israel\"");
        return EXIT_USAGE;
    }
    if (settings->all_collisions) {
        complain("dict show: --collisions belongs to annals dict check");
        return EXIT_USAGE;
    }
    settings->options.lexicons = settings->lexicons;
    settings->options.actors = settings->actors;
    settings->options.date = settings->date;
    int status = annals_open(&settings->options, &coder, &error);
    if (!status) {
        status = annals_dict_show(coder, phrases[0], settings->date, print_sink, stdout, &error);
        annals_close(coder);
    }
    if (status)
        complain("%s", error.message);
    return status;
}

/* ---- check ---- */

struct check_output {
    size_t collisions;
    bool all_collisions;
};

/* Faults to standard error, what is worth knowing to standard output. */
static int print_finding(void *user, int finding, const char *message)
{
    struct check_output *output = user;
    if (finding == ANNALS_FAULT) {
        complain("%s", message);
        return 0;
    }
    if (finding == ANNALS_COLLISION) {
        if (!output->collisions++)
            puts("names that several rows bear, among which the report has to decide:");
        if (!output->all_collisions && output->collisions > COLLISIONS_SHOWN)
            return 0;
        fputs("  ", stdout);
    }
    return puts(message) < 0;
}

static int check(char **paths, int count, const struct dict_settings *settings)
{
    struct annals_error error;
    struct check_output output = {.all_collisions = settings->all_collisions};
    if (settings->date || settings->options.actor_count || settings->options.lexicon_count) {
        complain("dict check takes the files without --actors and --lexicon, and no --date: annals "
                 "dict check FILE...");
        return EXIT_USAGE;
    }
    int status = annals_dict_check((const char *const *)paths, (size_t)count, print_finding,
                                   &output, &error);
    if (!settings->all_collisions && output.collisions > COLLISIONS_SHOWN)
        printf("  and %zu more (--collisions lists all)\n", output.collisions - COLLISIONS_SHOWN);
    if (status)
        complain("%s", error.message);
    else
        puts("no faults");
    return status;
}

/* ---- the command ---- */

static int run(int argc, char **argv, struct dict_settings *settings)
{
    if (read_options(argc, argv, settings))
        return EXIT_USAGE;
    if (settings->help) {
        fputs(HELP, stdout);
        return EXIT_DONE;
    }
    const char *what = optind < argc ? argv[optind] : "";
    if (!strcmp(what, "show"))
        return show(argv + optind + 1, argc - optind - 1, settings);
    if (!strcmp(what, "check"))
        return check(argv + optind + 1, argc - optind - 1, settings);
    complain("dict: the words are: annals dict show PHRASE, or annals dict check [FILE]...");
    return EXIT_USAGE;
}

int command_dict(int argc, char **argv)
{
    struct dict_settings settings = {.options = ANNALS_OPTIONS};
    settings.lexicons = calloc((size_t)argc, sizeof(char *));
    settings.actors = calloc((size_t)argc, sizeof(char *));
    int status = EXIT_UNFINISHED;
    if (settings.lexicons && settings.actors)
        status = run(argc, argv, &settings);
    else
        complain("not enough memory");
    free(settings.lexicons);
    free(settings.actors);
    return status;
}
