/* findings.c — hands on what a check finds, see findings.h. */
#include "base/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A line too long is cut at a whole character. */
__attribute__((format(printf, 3, 0))) static void hand_on(struct findings *findings, int kind,
                                                          const char *format, va_list arguments)
{
    char line[1000];
    int size = vsnprintf(line, sizeof line, format, arguments);
    if (size >= (int)sizeof line) {
        size_t end = sizeof line - 4;
        while (end && ((unsigned char)line[end] & 0xC0) == 0x80)
            end--;
        memcpy(line + end, "...", 4);
    }
    if (!findings->failed)
        findings->failed = findings->sink(findings->user, kind, line);
}

void add_fault(struct findings *findings, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    hand_on(findings, ANNALS_FAULT, format, arguments);
    va_end(arguments);
    findings->faults++;
}

void add_note(struct findings *findings, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    hand_on(findings, ANNALS_NOTE, format, arguments);
    va_end(arguments);
}

void add_collision(struct findings *findings, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    hand_on(findings, ANNALS_COLLISION, format, arguments);
    va_end(arguments);
    findings->collisions++;
}
