/* findings.h — what a check finds, as it finds it: faults and things worth knowing, each a line
 * handed to the caller, and how many there were. */
#ifndef ANNALS_BASE_FINDINGS_H
#define ANNALS_BASE_FINDINGS_H

#include "annals.h"

/* `failed`: the first answer of the sink that was not 0; after it nothing more is handed over. */
struct findings {
    annals_finding_sink *sink;
    void *user;
    size_t faults, collisions;
    int failed;
};

/* Something that is wrong: "file:line: what; remedy". */
__attribute__((format(printf, 2, 3))) void add_fault(struct findings *findings, const char *format,
                                                     ...);
/* Something worth knowing. */
__attribute__((format(printf, 2, 3))) void add_note(struct findings *findings, const char *format,
                                                    ...);
/* A name with several owners in the built-in dictionaries. */
__attribute__((format(printf, 2, 3))) void add_collision(struct findings *findings,
                                                         const char *format, ...);

#endif
