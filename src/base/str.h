/* str.h — a slice of bytes that somebody else owns. Text in annals is UTF-8 and never needs a final
 * NUL; offsets and sizes are bytes unless a name says otherwise. */
#ifndef ANNALS_BASE_STR_H
#define ANNALS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* `data` may be NULL only when `size` is 0. */
struct str {
    const char *data;
    size_t size;
};

/* A literal as a slice: STR("said"). */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* For printf: printf("%.*s", STR_ARG(name)). */
#define STR_ARG(s) (int)(s).size, (s).data

/* The slice of a C string; NULL gives an empty one. Borrows. */
struct str str_of(const char *text);
/* Bytes [start, end) of `s`; what lies outside is cut off. Borrows. */
struct str str_slice(struct str s, size_t start, size_t end);
bool str_equal(struct str a, struct str b);
/* Equal but for the case of ASCII letters. */
bool str_equal_fold(struct str a, struct str b);
/* Order by bytes, shorter first where one begins the other: <0, 0, >0. */
int str_compare(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Without the ASCII white space around it. Borrows. */
struct str str_trim(struct str s);
/* Place of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
/* Cuts `*rest` at the first `separator`: returns what stands before it and moves `*rest` behind it;
 * without one returns all and leaves `*rest` with NULL data. Use: while (rest.data) { item =
 * str_cut(&rest, '|'); … } */
struct str str_cut(struct str *rest, char separator);
/* A copy that lives as long as the arena, with a NUL behind it. */
struct str str_copy(struct arena *arena, struct str s);
/* printf into the arena. */
__attribute__((format(printf, 2, 3))) struct str str_format(struct arena *arena, const char *format,
                                                            ...);
/* Lower-case copy, ASCII letters only; for more see utf8_fold. */
struct str str_lower(struct arena *arena, struct str s);
/* 64-bit hash, the same on every machine (FNV-1a with a final mix); not for hostile keys alone:
 * the map compares keys and bounds its probes by growing. */
uint64_t str_hash(struct str s);
/* A decimal number that fills the whole slice; false if it is none or too large. */
bool str_to_integer(struct str s, int64_t *value);
bool str_to_double(struct str s, double *value);

#endif
