/* map.c — the hash map of map.h. */
#include "base/map.h"

static struct map_slot *find(struct map_slot *slots, size_t capacity, struct str key, uint64_t hash)
{
    size_t i = (size_t)hash & (capacity - 1);
    while (slots[i].used && (slots[i].hash != hash || !str_equal(slots[i].key, key)))
        i = (i + 1) & (capacity - 1);
    return &slots[i];
}

static void grow(struct map *map)
{
    size_t capacity = map->capacity ? map->capacity * 2 : 16;
    struct map_slot *slots = arena_new_array(map->arena, capacity, struct map_slot);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].used)
            *find(slots, capacity, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    map->slots = slots;
    map->capacity = capacity;
}

uint32_t map_get(const struct map *map, struct str key)
{
    if (!map->count)
        return MAP_NONE;
    const struct map_slot *slot = find(map->slots, map->capacity, key, str_hash(key));
    return slot->used ? slot->value : MAP_NONE;
}

uint32_t *map_at(struct map *map, struct str key)
{
    if ((map->count + 1) * 2 > map->capacity)
        grow(map);
    uint64_t hash = str_hash(key);
    struct map_slot *slot = find(map->slots, map->capacity, key, hash);
    if (!slot->used) {
        *slot = (struct map_slot){.key = key, .hash = hash, .value = MAP_NONE, .used = true};
        map->count++;
    }
    return &slot->value;
}

void map_put(struct map *map, struct str key, uint32_t value)
{
    *map_at(map, key) = value;
}
