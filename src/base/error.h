/* error.h — errors as values: a kind that a program can act on and a message that a person can.
 *
 * A message names the input, the place and the remedy: "reports.jsonl:17: key "text" is missing;
 * every document needs one". Functions that can fail return 0 or an enum annals_status and fill the
 * public struct annals_error once. */
#ifndef ANNALS_BASE_ERROR_H
#define ANNALS_BASE_ERROR_H

#include "annals.h"

/* Writes the message (cut to fit, at a whole UTF-8 character) and returns `status`, so that a
 * failing function can end with `return error_set(error, ANNALS_INPUT, "…", …)`. `error` may be
 * NULL. */
__attribute__((format(printf, 3, 4))) int error_set(struct annals_error *error, int status,
                                                    const char *format, ...);

#endif
