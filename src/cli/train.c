/* train.c — annals train: runs annals-train, a program of its own, since training needs libraries
 * that running does not. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* The path of annals-train beside this program, or where an installation has it; `place` is
 * relative to the folder of this program. False if that is unknown. */
static bool path_from_program(const char *place, char *path, size_t size)
{
    ssize_t used = readlink("/proc/self/exe", path, size - 1);
    if (used <= 0)
        return false;
    path[used] = 0;
    char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    return (size_t)snprintf(path + folder, size - folder, "%s", place) < size - folder;
}

int command_train(int argc, char **argv)
{
    static const char *const PLACES[] = {"annals-train", "../libexec/annals/annals-train"};
    (void)argc;
    char path[PATH_MAX], name[] = "annals-train";
    argv[0] = name;
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        if (path_from_program(PLACES[i], path, sizeof path))
            execv(path, argv);
    if (errno == ENOENT)
        complain("annals-train is not installed; it is built where OpenBLAS is (Debian: "
                 "libopenblas-dev)");
    else
        complain("annals-train: %s", strerror(errno));
    return EXIT_USAGE;
}
