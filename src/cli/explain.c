/* explain.c — annals explain: documents with their events, for people. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

/* NO_COLOR as on https://no-color.org: set and not empty. */
static bool wants_color(void)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
           !(terminal && !strcmp(terminal, "dumb"));
}

static int terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || size.ws_col < 40)
        return 80;
    return size.ws_col > 120 ? 120 : size.ws_col;
}

int command_explain(int argc, char **argv)
{
    struct settings settings;
    int status = parse_settings(FOR_EXPLAIN, argc, argv, &settings);
    if (status < 0) {
        settings.write.color = wants_color();
        settings.write.width = terminal_width();
        status = run_pipeline(&settings);
    }
    free_settings(&settings);
    return status;
}
