/* main.c — finds the command and runs it; --help and --version. */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *does;
} COMMANDS[] = {
    {"code", command_code, "read documents, write event records"},
    {"explain", command_explain, "the same for people: the text, its events and the reasons"},
    {"dict", command_dict, "show what the dictionaries know of a phrase; check dictionaries"},
    {"model", command_model, "show what a language model file holds"},
    {"train", command_train, "train a language model from treebanks"},
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static void print_help(FILE *file)
{
    fputs("Usage: annals COMMAND [OPTION]... [PATH]...\n"
          "\n"
          "Reads news reports and writes down who did what to whom, when, where, by whose\n"
          "account: political event coding by PLOVER and CAMEO.\n"
          "\n"
          "Commands\n",
          file);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(file, "  %-10s %s\n", COMMANDS[i].name, COMMANDS[i].does);
    fputs("\n"
          "Options\n"
          "  -h, --help     show this help\n"
          "      --version  show the version, what the program was built with, how to cite it\n"
          "\n"
          "Examples\n"
          "  annals explain report.txt --date 2024-03-25    see what a report says\n"
          "  annals code reports.jsonl >events.jsonl        event records, one a line\n"
          "  annals code --to csv folder/ >events.csv       a table for a spreadsheet or R\n"
          "\n"
          "annals COMMAND --help and man annals-COMMAND tell more.\n"
          "Exit status: 0 done, 1 some documents could not be read, 2 the command line is\n"
          "wrong, 3 the work could not be finished.\n",
          file);
}

static int print_version(void)
{
    static const char *const PARTS[] = {"model", "lexicon", "knowledge", "places", "ontology"};
    struct annals_error error;
    annals *coder;
    printf("annals %s\n", annals_version());
    int status = annals_open(NULL, &coder, &error);
    if (status) {
        complain("%s", error.message);
        return status;
    }
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        printf("%-10s %s\n", PARTS[i], annals_digest(coder, PARTS[i]));
    annals_close(coder);
    printf("\nTo cite annals in a publication:\n"
           "  annals (version %s): political event coding from news reports, with model and\n"
           "  data as named by the digests above.\n",
           annals_version());
    return EXIT_DONE;
}

void complain(const char *format, ...)
{
    char text[1200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = '?';
    fprintf(stderr, "annals: %s\n", text);
}

/* A full disk shows only when the last bytes are written. */
static int flush_output(int status)
{
    if ((fflush(stdout) || ferror(stdout)) && status != EXIT_UNFINISHED) {
        complain("standard output: %s", strerror(errno));
        return EXIT_UNFINISHED;
    }
    return status;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing, told by the exit status */
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(argv[1], COMMANDS[i].name))
            return flush_output(COMMANDS[i].run(argc - 1, argv + 1));
    if (!strcmp(argv[1], "--version"))
        return flush_output(print_version());
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        print_help(stdout);
        return flush_output(EXIT_DONE);
    }
    complain("there is no command \"%s\"; annals --help lists them", argv[1]);
    return EXIT_USAGE;
}
