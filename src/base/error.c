/* error.c — writes error values, see error.h. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int error_set(struct annals_error *error, int status, const char *format, ...)
{
    if (!error)
        return status;
    error->status = status;
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    if (size >= (int)sizeof error->message) {
        size_t end = sizeof error->message - 4;
        while (end && ((unsigned char)error->message[end] & 0xC0) == 0x80)
            end--;
        memcpy(error->message + end, "...", 4);
    }
    return status;
}
