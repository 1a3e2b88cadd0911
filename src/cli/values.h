/* values.h — the values that options take: checks one and puts it into the settings. -1: good; else
 * the exit status, and what is wrong has been told. */
#ifndef ANNALS_CLI_VALUES_H
#define ANNALS_CLI_VALUES_H

#include "cli/cli.h"

enum { MAX_THREADS = 1024 };

int set_from(const char *value, struct settings *settings);
int set_to(const char *value, struct settings *settings);
int set_keep_auxiliary(const char *value, struct settings *settings);
int set_layers(const char *value, struct settings *settings);
int set_min_confidence(const char *value, struct settings *settings);
int set_max_document(const char *value, struct settings *settings);
int set_threads(const char *value, struct settings *settings);

#endif
