/* array.h — the one growing array: a struct of items, count and capacity, kept in an arena.
 *
 *     struct span_array { struct span *items; size_t count, capacity; } spans = {0};   or
 * ARRAY_OF(struct span) *array_push(arena, &spans) = (struct span){1, 2};
 *
 * Growing doubles the capacity and leaves the old items behind in the arena (freed with it). */
#ifndef ANNALS_BASE_ARRAY_H
#define ANNALS_BASE_ARRAY_H

#include "base/arena.h"

#define ARRAY_OF(type)                                                                             \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

/* Room for one more item: items moved to a larger place when full; returns where they are now. */
void *array_grow(struct arena *arena, void *items, size_t item_size, size_t count,
                 size_t *capacity);

/* Pointer to a new last item, uninitialised. */
#define array_push(arena, array)                                                                   \
    ((array)->items = array_grow((arena), (array)->items, sizeof *(array)->items, (array)->count,  \
                                 &(array)->capacity),                                              \
     &(array)->items[(array)->count++])

#endif
