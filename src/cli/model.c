/* model.c — annals model show: what a language model file holds. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const char HELP[] =
    "Usage: annals model show [FILE]\n"
    "\n"
    "Shows what a language model file holds: its parts and their sizes, its word\n"
    "classes and relations, and what it was trained on. Without FILE: the model that\n"
    "is built into the program.\n"
    "\n"
    "Options\n"
    "  -h, --help                  show this help\n"
    "\n"
    "The full description: man annals-model\n";

static int print_sink(void *user, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, user) != size;
}

int command_model(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) {
            fputs(HELP, stdout);
            return EXIT_DONE;
        }
    if (argc < 2 || argc > 3 || strcmp(argv[1], "show") != 0) {
        complain("model: the words are: annals model show [FILE]");
        return EXIT_USAGE;
    }
    struct annals_error error;
    int status = annals_model_show(argv[2], print_sink, stdout, &error);
    if (status)
        complain("%s", error.message);
    return status;
}
