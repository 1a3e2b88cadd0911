/* embedded.h — the data files that are built into the library, by their path below data/ or build/.
 */
#ifndef ANNALS_BASE_EMBEDDED_H
#define ANNALS_BASE_EMBEDDED_H

#include "base/str.h"

/* One file; the table is made by tools/embed.sh and ends with a NULL name. */
struct embedded_file {
    const char *name;
    const char *start, *end;
};
extern const struct embedded_file EMBEDDED_FILES[];

/* Bytes of the file, for as long as the program runs; empty with NULL data if there is none of that
 * name. */
struct str embedded_data(const char *name);

#endif
