/* arena.h — memory that is given out piece by piece and freed at once.
 *
 * One arena holds all layers of one report; others hold loaded data for as long as a handle lives.
 * Because a piece is never freed alone, no stage has clean-up paths, and because running out of
 * memory leaves through one door (`exhausted`), no stage has to test each allocation. */
#ifndef ANNALS_BASE_ARENA_H
#define ANNALS_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* `blocks` is the newest block first; `used` and `size` are bytes over all blocks. `limit` (bytes,
 * 0: none) bounds what hostile input may take. When memory or the limit is at an end, control jumps
 * to `exhausted`, which whoever made the arena must have set with setjmp; the arena can then only
 * be freed. `limit_hit` tells then whether it was the limit, and not the machine, that refused. */
struct arena {
    struct arena_block *blocks;
    size_t used, size, limit;
    bool limit_hit;
    jmp_buf *exhausted;
};

/* An empty arena; takes no memory until first use. `exhausted` must outlive all allocation. */
struct arena arena_make(size_t limit, jmp_buf *exhausted);

/* `size` bytes of zeroed memory, aligned for any type. Never NULL: leaves through `exhausted`. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same for `count` items of `size` bytes; a product that overflows counts as exhausted. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);

/* Forgets everything but keeps the largest block, so that the next report needs no new memory. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is empty afterwards and may be used again. */
void arena_free(struct arena *arena);

/* One zeroed `type`, or `count` of them. */
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, count, type)                                                        \
    ((type *)arena_alloc_array((arena), (count), sizeof(type)))

#endif
