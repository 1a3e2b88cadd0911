/* train.c — annals train: runs annals-train, a program of its own, since training needs libraries
 * that running does not. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* The path of annals-train in the folder where this program lies; false if that is unknown. */
static bool beside_program(char *path, size_t size)
{
    ssize_t used = readlink("/proc/self/exe", path, size - 1);
    if (used <= 0)
        return false;
    path[used] = 0;
    char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    return (size_t)snprintf(path + folder, size - folder, "annals-train") < size - folder;
}

int command_train(int argc, char **argv)
{
    (void)argc;
    char path[PATH_MAX], name[] = "annals-train";
    argv[0] = name;
    if (beside_program(path, sizeof path))
        execv(path, argv);
    execv(ANNALS_LIBEXEC "/annals-train", argv);
    if (errno == ENOENT)
        complain("annals-train is not installed; it is built where OpenBLAS is (Debian: "
                 "libopenblas-dev)");
    else
        complain("annals-train: %s", strerror(errno));
    return EXIT_USAGE;
}
