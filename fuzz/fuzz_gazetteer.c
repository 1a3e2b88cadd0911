/* fuzz_gazetteer.c — any bytes as a gazetteer: opened or refused, and looked up without leaving
 * them. Build with -fsanitize=fuzzer,address (clang); tests/where runs a few damaged copies. */
#include <stdint.h>

#include "where/gazetteer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look_up(struct arena *arena, const struct gazetteer *gazetteer, struct str name)
{
    struct place_key key = {.size = 0};
    place_key_add(arena, &key, name);
    gazetteer_may_begin(gazetteer, &key);
    uint32_t handle, count = gazetteer_find(gazetteer, &key, &handle);
    for (uint32_t k = 0; k < count && k < 1000; k++) {
        struct gazetteer_place place;
        if (!gazetteer_candidate(gazetteer, handle, k, &place))
            break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jmp_buf exhausted;
    struct arena arena = arena_make((size_t)64 << 20, &exhausted);
    if (!setjmp(exhausted)) {
        struct gazetteer *gazetteer;
        struct str bytes = {(const char *)data, size};
        if (!gazetteer_open(&arena, bytes, &gazetteer, NULL)) {
            look_up(&arena, gazetteer, STR("Paris"));
            look_up(&arena, gazetteer, STR("Khan Younis"));
        }
    }
    arena_free(&arena);
    return 0;
}
