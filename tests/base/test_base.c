/* test_base.c — arena, strings, maps, UTF-8, tables and the JSON writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static struct arena arena;
static jmp_buf exhausted;

static void expect(struct str got, const char *wanted)
{
    assert_int_equal(got.size, strlen(wanted));
    assert_memory_equal(got.data ? got.data : "", wanted, got.size);
}

/* No machine has it. AddressSanitizer ends the program where malloc would answer NULL, so that
 * there the size is one that is refused before malloc is asked. */
#if defined(__SANITIZE_ADDRESS__)
#define MORE_THAN_THERE_IS SIZE_MAX
#else
#define MORE_THAN_THERE_IS (SIZE_MAX / 4)
#endif

static void test_arena_limit(void **state)
{
    (void)state;
    jmp_buf out;
    struct arena small = arena_make(1 << 20, &out);
    volatile bool left = false;
    if (setjmp(out)) {
        left = true;
    } else {
        for (int i = 0; i < 1000000; i++)
            arena_alloc(&small, 100);
    }
    assert_true(left);
    assert_true(small.limit_hit);
    left = false;
    if (setjmp(out))
        left = true;
    else
        arena_alloc_array(&small, SIZE_MAX / 2, 16);
    assert_true(left);
    arena_free(&small);
    small = arena_make(0, &out);
    left = false;
    if (setjmp(out))
        left = true;
    else
        arena_alloc(&small, MORE_THAN_THERE_IS);
    assert_true(left);
    assert_false(small.limit_hit);
    arena_free(&small);
}

static void test_str(void **state)
{
    (void)state;
    struct str rest = STR("a|bc||d");
    const char *items[] = {"a", "bc", "", "d"};
    for (int i = 0; i < 4; i++)
        expect(str_cut(&rest, '|'), items[i]);
    assert_null(rest.data);
    assert_int_equal(str_find(STR("banana"), STR("nan"), 0), 2);
    assert_true(str_find(STR("banana"), STR("nan"), 3) == SIZE_MAX);
    int64_t number;
    assert_true(str_to_integer(STR("-12"), &number) && number == -12);
    assert_false(str_to_integer(STR(" 12"), &number));
    assert_false(str_to_integer(STR("99999999999999999999"), &number));
    expect(str_trim(STR(" \t x y\n")), "x y");
}

static void test_map(void **state)
{
    (void)state;
    struct map map = {.arena = &arena};
    for (uint32_t i = 0; i < 10000; i++)
        map_put(&map, str_format(&arena, "key %u", i), i);
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(map_get(&map, str_format(&arena, "key %u", i)), i);
    assert_int_equal(map_get(&map, STR("key 10000")), MAP_NONE);
}

static void test_utf8(void **state)
{
    (void)state;
    assert_true(utf8_invalid(STR("caf\xC3\xA9 \xF0\x9F\x98\x80")) == SIZE_MAX);
    assert_int_equal(utf8_invalid(STR("ab\xC3")), 2);
    assert_int_equal(utf8_invalid(STR("\xC0\x80")), 0);
    assert_int_equal(utf8_invalid(STR("\xED\xA0\x80")), 0);
    expect(utf8_fold(&arena, STR("\xC3\x89lys\xC3\xA9\x65 \xE2\x80\x99s")), "elysee 's");
    struct str normal;
    assert_true(utf8_nfc(&arena, STR("e\xCC\x81"), &normal));
    expect(normal, "\xC3\xA9");
    char text[600];
    for (int i = 0; i < 200; i++)
        memcpy(text + 3 * i, "\xE2\x82\xAC", 3);
    struct utf8_index index = utf8_index_make(&arena, (struct str){text, 600});
    for (size_t i = 0; i <= 200; i++) {
        assert_int_equal(utf8_index_points(&index, 3 * i), i);
        assert_int_equal(utf8_index_bytes(&index, i), 3 * i);
    }
}

static void test_table(void **state)
{
    (void)state;
    struct annals_error error;
    struct table table;
    const char *wanted[] = {"code", NULL};
    assert_int_equal(
        table_open(&table, STR("t.tsv"), STR("# note\ncode\tname\nA\tx|y\n\nB\n"), wanted, &error),
        0);
    assert_int_equal(table_next(&table, &error), 1);
    expect(table_field(&table, "name"), "x|y");
    assert_int_equal(table_next(&table, &error), -1);
    assert_string_equal(error.message, "t.tsv:5: 1 fields where the header names 2");
    const char *missing[] = {"sector", NULL};
    assert_int_equal(table_open(&table, STR("t.tsv"), STR("code\n"), missing, &error),
                     ANNALS_SETUP);
}

struct sink_text {
    char bytes[512];
    size_t used;
};

static int to_text(void *user, const char *bytes, size_t size)
{
    struct sink_text *sink = user;
    memcpy(sink->bytes + sink->used, bytes, size);
    sink->used += size;
    return 0;
}

static void test_json(void **state)
{
    (void)state;
    struct sink_text sink = {.used = 0};
    struct writer *writer = malloc(sizeof *writer);
    assert_non_null(writer);
    writer_start(writer, to_text, &sink);
    write_object(writer);
    write_key(writer, "text");
    write_string(writer, STR("a\"\\\n\x01\xC3\xA9"));
    write_key(writer, "list");
    write_list(writer);
    write_integer(writer, -3);
    write_number(writer, 7, 1);
    write_number(writer, 0.9100, 4);
    write_number(writer, -0.0, 2);
    write_list(writer);
    write_list_end(writer);
    write_list_end(writer);
    write_key(writer, "yes");
    write_bool(writer, true);
    write_object_end(writer);
    write_line_end(writer);
    assert_int_equal(writer_finish(writer), 0);
    expect(
        (struct str){sink.bytes, sink.used},
        "{\"text\":\"a\\\"\\\\\\n\\u0001\xC3\xA9\",\"list\":[-3,7.0,0.91,0.0,[]],\"yes\":true}\n");
    free(writer);
}

int main(void)
{
    if (setjmp(exhausted))
        return 2;
    arena = arena_make(0, &exhausted);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena_limit), cmocka_unit_test(test_str),
        cmocka_unit_test(test_map),         cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_table),       cmocka_unit_test(test_json),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
