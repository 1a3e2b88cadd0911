/* model_file.h — the file of a trained model: named sections of bytes.
 *
 *     offset  0  "ANNALSM1"
 *             8  version (uint32)          12  number of sections (uint32)
 *            16  one entry of 48 bytes a section: name (32 bytes, padded with NUL), offset and size
 * (uint64)
 *
 * All numbers are little-endian; sections begin at multiples of 64 bytes, so that arrays in them
 * can be used where they lie (the file is mapped or built in, shared by threads and processes,
 * never copied). A file may be hostile: opening checks every entry of the directory, and
 * `model_cursor` every read inside a section. */
#ifndef ANNALS_LANG_MODEL_FILE_H
#define ANNALS_LANG_MODEL_FILE_H

#include "base/base.h"

enum { MODEL_VERSION = 1, MODEL_NAME_SIZE = 32, MODEL_ALIGNMENT = 64 };

/* An opened file; borrows its bytes. */
struct model_file {
    const char *name; /* for messages */
    struct str bytes;
    uint32_t section_count;
};

/* Checks the directory. `bytes` must be aligned to 64 (mapped and built-in files are). ANNALS_SETUP
 * when the bytes are no model of this version. */
int model_file_open(const char *name, struct str bytes, struct model_file *file,
                    struct annals_error *error);

/* The bytes of a section, aligned to 64; NULL data when there is none of that name. */
struct str model_section(const struct model_file *file, const char *name);

/* Section number `index` below section_count and its name (NUL-terminated, in the file). */
struct str model_section_at(const struct model_file *file, uint32_t index, const char **name);

/* Reads a section from front to back. After a read past the end `failed` is set and every read
 * gives 0 or NULL, so that a reader checks once, at its end. */
struct model_cursor {
    struct str section;
    size_t at;
    bool failed;
};
struct model_cursor model_cursor_make(struct str section);
uint8_t model_read_u8(struct model_cursor *cursor);
uint32_t model_read_u32(struct model_cursor *cursor);
float model_read_float(struct model_cursor *cursor);
/* `count` items of `item_size` bytes where they lie, after moving on to a multiple of `alignment`
 * (a power of two up to 64). */
const void *model_read_array(struct model_cursor *cursor, size_t count, size_t item_size,
                             size_t alignment);
/* A string with its length before it. Borrows. */
struct str model_read_string(struct model_cursor *cursor);

/* ---- writing, for training ---- */

/* The bytes of a section while it is made. Zero-initialise and give the arena. */
struct model_bytes {
    struct arena *arena;
    char *items;
    size_t count, capacity;
};
void model_write_u8(struct model_bytes *bytes, uint8_t number);
void model_write_u32(struct model_bytes *bytes, uint32_t number);
void model_write_float(struct model_bytes *bytes, float number);
void model_write_array(struct model_bytes *bytes, const void *items, size_t count, size_t item_size,
                       size_t alignment);
void model_write_string(struct model_bytes *bytes, struct str text);

struct model_writer_section {
    char name[MODEL_NAME_SIZE];
    struct str content;
};
/* The sections of a file to be. Zero-initialise and give the arena. */
struct model_writer {
    struct arena *arena;
    ARRAY_OF(struct model_writer_section) sections;
};
/* Adds a section, or replaces the one of that name (shorter than 32 bytes). Borrows the content. */
void model_writer_put(struct model_writer *writer, const char *name, struct str content);
/* Takes over all sections of a file (borrowed). */
void model_writer_put_all(struct model_writer *writer, const struct model_file *file);
/* Writes the file whole or not at all (a new file is moved over the old one). */
int model_writer_save(const struct model_writer *writer, const char *path,
                      struct annals_error *error);

#endif
