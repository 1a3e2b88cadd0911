/* arena.c — blocks of memory behind arena.h: each new block is at least twice as large as the last
 * up to a cap, so that a report of any size needs few of them. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024, LARGEST_STEP = 8 * 1024 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena arena_make(size_t limit, jmp_buf *exhausted)
{
    return (struct arena){.limit = limit, .exhausted = exhausted};
}

static _Noreturn void leave(struct arena *arena)
{
    longjmp(*arena->exhausted, 1);
}

static struct arena_block *add_block(struct arena *arena, size_t at_least)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < at_least)
        size = at_least;
    arena->limit_hit = arena->limit && (size > arena->limit || arena->size > arena->limit - size);
    if (arena->limit_hit || size > SIZE_MAX - sizeof(struct arena_block))
        leave(arena);
    struct arena_block *block = malloc(sizeof *block + size);
    if (!block)
        leave(arena);
    *block = (struct arena_block){.next = arena->blocks, .size = size};
    arena->blocks = block;
    arena->size += size;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX - unit)
        leave(arena);
    size = (size + unit - 1) / unit * unit;
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = add_block(arena, size);
    void *piece = block->bytes + block->used;
    block->used += size;
    arena->used += size;
    return memset(piece, 0, size);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        leave(arena);
    return arena_alloc(arena, count * size);
}

void arena_reset(struct arena *arena)
{
    struct arena_block *largest = NULL;
    for (struct arena_block *block = arena->blocks; block;) {
        struct arena_block *next = block->next;
        if (!largest || block->size > largest->size) {
            free(largest);
            largest = block;
        } else {
            free(block);
        }
        block = next;
    }
    arena->blocks = largest;
    arena->size = arena->used = 0;
    if (largest) {
        largest->next = NULL;
        largest->used = 0;
        arena->size = largest->size;
    }
}

void arena_free(struct arena *arena)
{
    for (struct arena_block *block = arena->blocks; block;) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->blocks = NULL;
    arena->size = arena->used = 0;
}
