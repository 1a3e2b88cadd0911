/* main.c — annals-compile WHAT FOLDER OUT: one compiler for each WHAT. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "compile/compile.h"

static const struct {
    const char *name;
    compile_function *compile;
} COMPILERS[] = {
    {"gazetteer", compile_gazetteer},
    {"knowledge", compile_knowledge},
};

enum { COMPILER_COUNT = sizeof COMPILERS / sizeof *COMPILERS };

static compile_function *find_compiler(const char *name)
{
    for (size_t i = 0; i < COMPILER_COUNT; i++)
        if (!strcmp(COMPILERS[i].name, name))
            return COMPILERS[i].compile;
    return NULL;
}

static int run(compile_function *compile, const char *folder, const char *path)
{
    struct annals_error error = {0};
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    int status = setjmp(exhausted) ? error_set(&error, ANNALS_OUTPUT, "not enough memory")
                                   : compile(&arena, folder, path, &error);
    if (status)
        fprintf(stderr, "annals-compile: %s\n", error.message);
    arena_free(&arena);
    return status;
}

int main(int argc, char **argv)
{
    compile_function *compile = argc == 4 ? find_compiler(argv[1]) : NULL;
    if (!compile) {
        fputs("usage: annals-compile WHAT FOLDER OUT\nWHAT is one of:", stderr);
        for (size_t i = 0; i < COMPILER_COUNT; i++)
            fprintf(stderr, " %s", COMPILERS[i].name);
        fputs("\n", stderr);
        return ANNALS_SETUP;
    }
    return run(compile, argv[2], argv[3]);
}
