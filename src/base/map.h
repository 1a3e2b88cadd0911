/* map.h — hash map from a slice to a 32-bit number (an index into some array), open addressing with
 * linear probing, at most half full. Keys are borrowed: they must live as long as the map. */
#ifndef ANNALS_BASE_MAP_H
#define ANNALS_BASE_MAP_H

#include "base/str.h"

#define MAP_NONE UINT32_MAX

struct map_slot {
    struct str key;
    uint64_t hash;
    uint32_t value;
    bool used;
};

/* Zero-initialise and give the arena: struct map map = {.arena = &arena}. */
struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t count, capacity;
};

/* The value of `key`, or MAP_NONE. */
uint32_t map_get(const struct map *map, struct str key);
/* Puts `value` under `key`, replacing what was there. */
void map_put(struct map *map, struct str key, uint32_t value);
/* The place of the value of `key`, made with MAP_NONE if new; valid until the next put or at. */
uint32_t *map_at(struct map *map, struct str key);

#endif
