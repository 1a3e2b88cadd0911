/* embedded.c — finds built-in data files, see embedded.h. */
#include "base/embedded.h"

#include <string.h>

struct str embedded_data(const char *name)
{
    for (const struct embedded_file *file = EMBEDDED_FILES; file->name; file++)
        if (!strcmp(file->name, name))
            return (struct str){file->start, (size_t)(file->end - file->start)};
    return (struct str){NULL, 0};
}
