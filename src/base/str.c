/* str.c — slices of bytes, see str.h. */
#include "base/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str str_of(const char *text)
{
    return (struct str){text, text ? strlen(text) : 0};
}

struct str str_slice(struct str s, size_t start, size_t end)
{
    if (end > s.size)
        end = s.size;
    if (start > end)
        start = end;
    return (struct str){s.data ? s.data + start : NULL, end - start};
}

bool str_equal(struct str a, struct str b)
{
    return a.size == b.size && (!a.size || !memcmp(a.data, b.data, a.size));
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool str_equal_fold(struct str a, struct str b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared ? memcmp(a.data, b.data, shared) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.size >= prefix.size && str_equal(str_slice(s, 0, prefix.size), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.size >= suffix.size && str_equal(str_slice(s, s.size - suffix.size, s.size), suffix);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    while (s.size && is_space(s.data[0]))
        s = str_slice(s, 1, s.size);
    while (s.size && is_space(s.data[s.size - 1]))
        s.size--;
    return s;
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (!needle.size)
        return from <= s.size ? from : SIZE_MAX;
    while (from < s.size && s.size - from >= needle.size) {
        const char *hit = memchr(s.data + from, needle.data[0], s.size - from - needle.size + 1);
        if (!hit)
            break;
        if (!memcmp(hit, needle.data, needle.size))
            return (size_t)(hit - s.data);
        from = (size_t)(hit - s.data) + 1;
    }
    return SIZE_MAX;
}

struct str str_cut(struct str *rest, char separator)
{
    const char *hit = rest->size ? memchr(rest->data, separator, rest->size) : NULL;
    struct str head = *rest;
    if (!hit) {
        *rest = (struct str){NULL, 0};
        return head;
    }
    head.size = (size_t)(hit - head.data);
    *rest = str_slice(*rest, head.size + 1, rest->size);
    return head;
}

struct str str_copy(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.size + 1);
    if (s.size)
        memcpy(copy, s.data, s.size);
    return (struct str){copy, s.size};
}

struct str str_format(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = arena_alloc(arena, (size_t)(size < 0 ? 0 : size) + 1);
    if (size > 0)
        vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return (struct str){text, (size_t)(size < 0 ? 0 : size)};
}

struct str str_lower(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.size + 1);
    for (size_t i = 0; i < s.size; i++)
        copy[i] = (char)lower(s.data[i]);
    return (struct str){copy, s.size};
}

uint64_t str_hash(struct str s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.size; i++)
        hash = (hash ^ (unsigned char)s.data[i]) * 0x100000001b3u;
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ (hash >> 32);
}

/* strtoll and strtod want a NUL and accept blanks and signs in front; numbers here are short. */
static bool as_c_string(struct str s, char buffer[64])
{
    if (!s.size || s.size >= 64 || is_space(s.data[0]))
        return false;
    memcpy(buffer, s.data, s.size);
    buffer[s.size] = '\0';
    errno = 0;
    return true;
}

bool str_to_integer(struct str s, int64_t *value)
{
    char buffer[64], *end;
    if (!as_c_string(s, buffer))
        return false;
    long long number = strtoll(buffer, &end, 10);
    if (errno || end != buffer + s.size)
        return false;
    *value = number;
    return true;
}

/* Not strtod, which follows the decimal point of the host's locale. Up to 15 digits and 22 places
 * the result is the nearest double (both parts are exact); the tables hold no longer numbers. */
bool str_to_double(struct str s, double *value)
{
    double mantissa = 0, scale = 1;
    size_t at = s.size && (s.data[0] == '-' || s.data[0] == '+'), digits = 0;
    bool fraction = false;
    for (; at < s.size; at++) {
        if (s.data[at] == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (s.data[at] < '0' || s.data[at] > '9' || ++digits > 15)
            return false;
        mantissa = mantissa * 10 + (s.data[at] - '0');
        scale *= fraction ? 10 : 1;
    }
    if (!digits)
        return false;
    *value = (s.data[0] == '-' ? -mantissa : mantissa) / scale;
    return true;
}
