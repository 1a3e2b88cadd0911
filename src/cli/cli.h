/* cli.h — the program `annals`: a thin client of annals.h, one file per command.
 *
 * Records go to standard output, everything else to standard error. The exit statuses are those of
 * the interface: 0 done, 1 some documents could not be read, 2 the command line or what it names is
 * wrong, 3 the work could not be finished. */
#ifndef ANNALS_CLI_H
#define ANNALS_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annals.h"

enum exit_status { EXIT_DONE = 0, EXIT_DOCUMENTS = 1, EXIT_USAGE = 2, EXIT_UNFINISHED = 3 };

/* ---- commands: each takes the words of the command line from its own name on ---- */

int command_code(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_dict(int argc, char **argv);
int command_model(int argc, char **argv);
int command_train(int argc, char **argv);

/* ---- messages ---- */

/* "annals: …" on standard error; what would steer a terminal is shown as `?`. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* ---- options of the commands that code documents (options.c) ---- */

enum coding_command { FOR_CODE = 1, FOR_EXPLAIN = 2 };

/* What a command line asks for. Pointers go into argv, but for the
 * lists of lexicons and actors. */
struct settings {
    struct annals_options options;
    struct annals_reader_options reader;
    struct annals_write_options write;
    const char *to; /* format; "none": nothing is written */
    const char **paths, **lexicons, **actors;
    size_t path_count;
    unsigned threads;
};

/* Reads the command line. -1: go on; else the exit status to end with (help was asked for, or
 * something is wrong and has been told). */
int parse_settings(enum coding_command command, int argc, char **argv, struct settings *settings);
/* Frees the lists of files, whatever parse_settings answered. */
void free_settings(struct settings *settings);

/* ---- the way of documents through the threads (pipeline.c) ---- */

/* Reads, codes and writes all documents; returns the exit status. */
int run_pipeline(const struct settings *settings);

/* ---- progress (progress.c) ---- */

/* A bar on standard error, shown only when that is a terminal. `shares_terminal`: records go to a
 * terminal too, so that the bar must make way for them. */
struct progress {
    bool shown, drawn, shares_terminal;
    double started, last;
    uint64_t documents, events;
};

struct progress progress_start(bool writes_records);
/* Draws it anew if the last time is a while ago. Bytes read so far, and in all (0: unknown). */
void progress_draw(struct progress *progress, uint64_t done, uint64_t total);
/* Takes it off the screen before other lines. */
void progress_hide(struct progress *progress);
/* Takes it off and says what was done. */
void progress_end(struct progress *progress);

/* ---- ids seen in this run (seen.c) ---- */

struct seen {
    uint64_t *slots;
    size_t count, capacity;
};

/* Notes the id; true if it was there before. Without memory for more it says false. */
bool seen_before(struct seen *seen, const char *id);
void seen_free(struct seen *seen);

#endif
