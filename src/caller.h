/* caller.h — structs of the caller, who may have been compiled against an older or a newer
 * annals.h: their `size` tells how much of them is there. */
#ifndef ANNALS_CALLER_H
#define ANNALS_CALLER_H

#include <stdbool.h>
#include <stddef.h>

/* Copies a caller's struct of `*(size_t *)given` bytes over `known`, which has `size` bytes and
 * holds the defaults. Fields that the caller does not know keep their defaults; fields that we do
 * not know must be zero. False: no size was set, or something is asked for that this library does
 * not have. */
bool take_struct(void *known, size_t size, const void *given);

#endif
