/* code.c — annals code: documents in, records out. */
#include "cli/cli.h"

int command_code(int argc, char **argv)
{
    struct settings settings;
    int status = parse_settings(FOR_CODE, argc, argv, &settings);
    if (status < 0)
        status = run_pipeline(&settings);
    free_settings(&settings);
    return status;
}
