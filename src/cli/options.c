/* options.c — the options of the commands that code documents: one table from which they are parsed
 * and --help is printed. */
#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/values.h"

enum { HELP_COLUMN = 30, HELP_WIDTH = 80, MAX_OPTIONS = 32, BOTH = FOR_CODE | FOR_EXPLAIN };

enum option_id {
    OPTION_FROM = 256,
    OPTION_TO,
    OPTION_DATE,
    OPTION_MODEL,
    OPTION_LEXICON,
    OPTION_ACTORS,
    OPTION_KEEP_AUXILIARY,
    OPTION_MIN_CONFIDENCE,
    OPTION_STATEMENTS,
    OPTION_NO_TEXT,
    OPTION_LAYERS,
    OPTION_MAX_DOCUMENT
};

/* `group` opens a new heading in the help where it is not NULL. Without `name` an option has a
 * letter only (its id); without `argument` it takes none. */
static const struct option_text {
    int id;
    const char *name, *argument;
    unsigned commands;
    const char *group, *help;
} OPTIONS[] = {
    {OPTION_FROM, "from", "FORMAT", BOTH, "Input",
     "what the input is: auto, text, jsonl, csv, tsv or conllu (auto: by content)"},
    {OPTION_DATE, "date", "YYYY-MM-DD", BOTH, "Input",
     "publication date of documents that carry none"},
    {OPTION_MAX_DOCUMENT, "max-document", "SIZE", BOTH, "Input",
     "do not code larger documents: bytes, or with K, M or G (4M)"},
    {OPTION_MODEL, "model", "FILE", BOTH, "Coding", "language model in place of the built-in one"},
    {OPTION_LEXICON, "lexicon", "FILE", BOTH, "Coding",
     "a lexicon of yours over the built-in one; may be given several times"},
    {OPTION_ACTORS, "actors", "FILE", BOTH, "Coding",
     "actors of yours over the built-in ones; may be given several times"},
    {OPTION_KEEP_AUXILIARY, "keep-auxiliary", "LIST", BOTH, "Coding",
     "which acts to keep that are not of the present: historical, future, hypothetical, negation "
     "(joined by commas), or none (all, marked as such)"},
    {OPTION_MIN_CONFIDENCE, "min-confidence", "X", BOTH, "Coding",
     "leave out events less certain than X, from 0 to 1 (0)"},
    {OPTION_STATEMENTS, "statements", NULL, BOTH, "Coding",
     "also public statements without cooperative or conflictual content (CAMEO 01)"},
    {OPTION_TO, "to", "FORMAT", FOR_CODE, "Output",
     "what to write: plover, document, csv, conllu or none (plover)"},
    {OPTION_LAYERS, "layers", "LIST", FOR_CODE, "Output",
     "what document records hold: tokens, parse, entities, quotes, times, places, sizes, votes, "
     "links (joined by commas), or all (all but tokens, parse)"},
    {OPTION_NO_TEXT, "no-text", NULL, FOR_CODE, "Output",
     "leave sentences and texts out of the records"},
    {'j', NULL, "N", BOTH, "Other", "work with N threads (all cores)"},
    {'h', "help", NULL, BOTH, "Other", "show this help"},
};
enum { OPTION_COUNT = sizeof OPTIONS / sizeof *OPTIONS };

/* ---- help ---- */

static const char HELP_OF_CODE[] =
    "Usage: annals code [OPTION]... [PATH]...\n"
    "\n"
    "Reads documents and writes a record for each political event they tell of.\n"
    "A PATH is a file, a folder, or - for standard input, which is read too where no\n"
    "path is given.\n";
static const char HELP_OF_EXPLAIN[] =
    "Usage: annals explain [OPTION]... [PATH]...\n"
    "\n"
    "Shows documents with the political events they tell of: actors, acts and\n"
    "recipients set off in the text, and below each sentence what was coded, by which\n"
    "rule, on whose word. In a terminal it uses colours, unless NO_COLOR is set.\n"
    "A PATH is a file, a folder, or - for standard input, which is read too where no\n"
    "path is given.\n";

/* Prints `text` from HELP_COLUMN on, wrapped; the cursor stands at `column`. */
static void print_wrapped(const char *text, int column)
{
    if (column > HELP_COLUMN - 2) {
        putchar('\n');
        column = 0;
    }
    printf("%*s", HELP_COLUMN - column, "");
    column = HELP_COLUMN;
    while (*text) {
        int size = (int)strcspn(text, " ");
        if (column > HELP_COLUMN && column + 1 + size > HELP_WIDTH) {
            printf("\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        } else if (column > HELP_COLUMN) {
            putchar(' ');
            column++;
        }
        printf("%.*s", size, text);
        column += size;
        text += size;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void print_option(const struct option_text *option)
{
    const char *argument = option->argument ? option->argument : "";
    int column;
    if (!option->name)
        column = printf("  -%c %s", option->id, argument);
    else if (option->id < 256)
        column = printf("  -%c, --%s", option->id, option->name);
    else
        column = printf("      --%s%s%s", option->name, *argument ? " " : "", argument);
    print_wrapped(option->help, column);
}

static void print_help(enum coding_command command)
{
    const char *group = "";
    fputs(command == FOR_CODE ? HELP_OF_CODE : HELP_OF_EXPLAIN, stdout);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!(OPTIONS[i].commands & command))
            continue;
        if (strcmp(group, OPTIONS[i].group) != 0)
            printf("\n%s\n", OPTIONS[i].group);
        group = OPTIONS[i].group;
        print_option(&OPTIONS[i]);
    }
    printf("\nThe full description: man annals-%s\n", command == FOR_CODE ? "code" : "explain");
}

/* ---- the command line ---- */

static unsigned count_cores(void)
{
    cpu_set_t cores;
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (!sched_getaffinity(0, sizeof cores, &cores))
        count = CPU_COUNT(&cores);
    return count < 1 ? 1 : count > MAX_THREADS ? MAX_THREADS : (unsigned)count;
}

/* Tables for getopt_long of the options that the command has. */
static void make_tables(enum coding_command command, struct option *longs, char *shorts)
{
    size_t used = 0;
    *shorts++ = ':';
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_text *option = &OPTIONS[i];
        if (!(option->commands & command))
            continue;
        int takes = option->argument ? required_argument : no_argument;
        if (option->name)
            longs[used++] = (struct option){option->name, takes, NULL, option->id};
        if (option->id < 256) {
            *shorts++ = (char)option->id;
            if (option->argument)
                *shorts++ = ':';
        }
    }
    longs[used] = (struct option){NULL, 0, NULL, 0};
    *shorts = 0;
}

static int set_option(int id, const char *value, struct settings *settings)
{
    struct annals_options *options = &settings->options;
    switch (id) {
    case OPTION_FROM: return set_from(value, settings);
    case OPTION_TO: return set_to(value, settings);
    case OPTION_DATE: options->date = value; return -1;
    case OPTION_MODEL: options->model = value; return -1;
    case OPTION_LEXICON: settings->lexicons[options->lexicon_count++] = value; return -1;
    case OPTION_ACTORS: settings->actors[options->actor_count++] = value; return -1;
    case OPTION_KEEP_AUXILIARY: return set_keep_auxiliary(value, settings);
    case OPTION_MIN_CONFIDENCE: return set_min_confidence(value, settings);
    case OPTION_STATEMENTS: options->statements = 1; return -1;
    case OPTION_NO_TEXT: settings->write.no_text = 1; return -1;
    case OPTION_LAYERS: return set_layers(value, settings);
    case OPTION_MAX_DOCUMENT: return set_max_document(value, settings);
    default: return set_threads(value, settings);
    }
}

static int wrong_option(char **argv, int code)
{
    const char *word = argv[optind > 1 ? optind - 1 : 1];
    if (code == ':')
        complain("%s: %s wants a value; see annals %s --help", argv[0], word, argv[0]);
    else
        complain("%s: there is no option %s; see annals %s --help", argv[0], word, argv[0]);
    return EXIT_USAGE;
}

static int read_options(enum coding_command command, int argc, char **argv,
                        struct settings *settings)
{
    struct option longs[MAX_OPTIONS];
    char shorts[2 * MAX_OPTIONS];
    make_tables(command, longs, shorts);
    opterr = 0;
    for (int code; (code = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (code == '?' || code == ':')
            return wrong_option(argv, code);
        if (code == 'h') {
            print_help(command);
            return EXIT_DONE;
        }
        int status = set_option(code, optarg, settings);
        if (status >= 0)
            return status;
    }
    return -1;
}

/* Room for as many files as there are words. */
static bool make_lists(int argc, struct settings *settings)
{
    settings->lexicons = calloc((size_t)argc, sizeof(char *));
    settings->actors = calloc((size_t)argc, sizeof(char *));
    settings->options.lexicons = settings->lexicons;
    settings->options.actors = settings->actors;
    return settings->lexicons && settings->actors;
}

void free_settings(struct settings *settings)
{
    free(settings->lexicons);
    free(settings->actors);
}

int parse_settings(enum coding_command command, int argc, char **argv, struct settings *settings)
{
    *settings = (struct settings){
        .options = ANNALS_OPTIONS,
        .reader = ANNALS_READER_OPTIONS,
        .write = ANNALS_WRITE_OPTIONS,
        .to = command == FOR_CODE ? "plover" : "explain",
        .threads = count_cores(),
    };
    if (!make_lists(argc, settings)) {
        complain("not enough memory");
        return EXIT_UNFINISHED;
    }
    int status = read_options(command, argc, argv, settings);
    settings->paths = (const char **)argv + optind;
    settings->path_count = (size_t)(argc - optind);
    if (!strcmp(settings->to, "conllu")) {
        /* Trees for scoring: not a character of the input may change. */
        settings->options.keep_tokenization = 1;
        settings->reader.whole_text = 1;
    }
    if (status < 0 && !settings->path_count && isatty(STDIN_FILENO))
        fputs("annals: reading standard input; end it with Ctrl-D (annals --help tells more)\n",
              stderr);
    return status;
}
