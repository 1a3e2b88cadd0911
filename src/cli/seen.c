/* seen.c — which ids came in this run: 64-bit hashes in an open table, so that a million documents
 * take 16 MB. Two ids with one hash are less likely than one in ten million at that number. */
#include <stdlib.h>

#include "cli/cli.h"

static uint64_t hash_of(const char *id)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *id; id++)
        hash = (hash ^ (unsigned char)*id) * 0x100000001B3u;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93u;
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

/* The slot where the hash is or belongs; the table is never full. */
static uint64_t *slot_of(uint64_t *slots, size_t capacity, uint64_t hash)
{
    size_t at = (size_t)hash & (capacity - 1);
    while (slots[at] && slots[at] != hash)
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static bool grow(struct seen *seen)
{
    size_t capacity = seen->capacity ? seen->capacity * 2 : 1024;
    uint64_t *slots = calloc(capacity, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < seen->capacity; i++)
        if (seen->slots[i])
            *slot_of(slots, capacity, seen->slots[i]) = seen->slots[i];
    free(seen->slots);
    seen->slots = slots;
    seen->capacity = capacity;
    return true;
}

bool seen_before(struct seen *seen, const char *id)
{
    if (seen->count * 2 >= seen->capacity && !grow(seen))
        return false;
    uint64_t hash = hash_of(id), *slot = slot_of(seen->slots, seen->capacity, hash);
    if (*slot)
        return true;
    *slot = hash;
    seen->count++;
    return false;
}

void seen_free(struct seen *seen)
{
    free(seen->slots);
    *seen = (struct seen){0};
}
