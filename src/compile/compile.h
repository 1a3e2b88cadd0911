/* compile.h — the compilers of annals-compile: tables of data/ into the binary files that the
 * library reads in place. They run when the project is built and are no part of the library. */
#ifndef ANNALS_COMPILE_COMPILE_H
#define ANNALS_COMPILE_COMPILE_H

#include "base/base.h"

/* Compiles the tables of `folder` into the file at `path`. Fails with the table and line that is
 * wrong. */
typedef int compile_function(struct arena *arena, const char *folder, const char *path,
                             struct annals_error *error);

compile_function compile_gazetteer;
compile_function compile_knowledge;

#endif
