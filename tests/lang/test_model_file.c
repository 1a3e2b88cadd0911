/* The container of models: what was written comes back, and a damaged file is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lang/model_file.h"

static void write_sample(const char *path)
{
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    if (setjmp(exhausted))
        fail();
    struct model_bytes bytes = {.arena = &arena};
    const int32_t numbers[3] = {1, -2, 3};
    model_write_u8(&bytes, 7);
    model_write_u32(&bytes, 4000000000u);
    model_write_float(&bytes, 0.5F);
    model_write_string(&bytes, STR("name"));
    model_write_array(&bytes, numbers, 3, sizeof numbers[0], 64);
    struct model_writer writer = {.arena = &arena};
    model_writer_put(&writer, "old", STR("first"));
    model_writer_put(&writer, "numbers", (struct str){bytes.items, bytes.count});
    model_writer_put(&writer, "old", STR("second"));
    assert_int_equal(model_writer_save(&writer, path, NULL), ANNALS_OK);
    arena_free(&arena);
}

static void test_round_trip(void **state)
{
    (void)state;
    char path[] = "/tmp/annals-model-XXXXXX";
    close(mkstemp(path));
    write_sample(path);
    struct mapped_file mapped;
    struct model_file file;
    assert_int_equal(file_map(path, &mapped, NULL), ANNALS_OK);
    assert_int_equal(model_file_open(path, mapped.content, &file, NULL), ANNALS_OK);
    assert_int_equal(file.section_count, 2);
    assert_true(str_equal(model_section(&file, "old"), STR("second")));
    assert_null(model_section(&file, "absent").data);
    struct model_cursor cursor = model_cursor_make(model_section(&file, "numbers"));
    assert_int_equal(model_read_u8(&cursor), 7);
    assert_int_equal(model_read_u32(&cursor), 4000000000u);
    assert_true(model_read_float(&cursor) == 0.5F);
    assert_true(str_equal(model_read_string(&cursor), STR("name")));
    const int32_t *numbers = model_read_array(&cursor, 3, sizeof *numbers, 64);
    assert_int_equal((uintptr_t)numbers % 64, 0);
    assert_int_equal(numbers[1], -2);
    assert_false(cursor.failed);
    assert_int_equal(model_read_u32(&cursor), 0);
    assert_true(cursor.failed);
    file_unmap(&mapped);
    unlink(path);
}

static int open_copy(const char *bytes, size_t size)
{
    _Alignas(64) static char copy[1024];
    memcpy(copy, bytes, size);
    struct model_file file;
    return model_file_open("copy", (struct str){copy, size}, &file, NULL);
}

static void test_damaged_files_are_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/annals-model-XXXXXX", bytes[1024];
    close(mkstemp(path));
    write_sample(path);
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    size_t size = fread(bytes, 1, sizeof bytes, stream);
    fclose(stream);
    unlink(path);
    assert_int_equal(open_copy(bytes, size), ANNALS_OK);
    for (size_t cut = 0; cut < 128; cut++)
        assert_int_equal(open_copy(bytes, cut), ANNALS_SETUP);
    static const size_t DAMAGED[] = {0, 8, 14, 16 + 33, 16 + 39, 16 + 47};
    for (size_t i = 0; i < sizeof DAMAGED / sizeof *DAMAGED; i++) {
        char kept = bytes[DAMAGED[i]];
        bytes[DAMAGED[i]] = (char)0x7f;
        assert_int_equal(open_copy(bytes, size), ANNALS_SETUP);
        bytes[DAMAGED[i]] = kept;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_damaged_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
