/* model_file.c — container of named sections, see model_file.h. */
#include "lang/model_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { HEADER_SIZE = 16, ENTRY_SIZE = 48, SECTIONS_MOST = 1024 };
static const char MAGIC[8] = {'A', 'N', 'N', 'A', 'L', 'S', 'M', '1'};

/* ---- numbers as bytes ---- */

static uint32_t get_u32(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint64_t get_u64(const char *bytes)
{
    return (uint64_t)get_u32(bytes) | (uint64_t)get_u32(bytes + 4) << 32;
}

static void set_u32(char *bytes, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (char)(number >> (8 * i) & 0xff);
}

static void set_u64(char *bytes, uint64_t number)
{
    set_u32(bytes, (uint32_t)number);
    set_u32(bytes + 4, (uint32_t)(number >> 32));
}

/* ---- reading ---- */

static const char *entry_at(const struct model_file *file, uint32_t index)
{
    return file->bytes.data + HEADER_SIZE + (size_t)index * ENTRY_SIZE;
}

static bool is_entry_sound(const struct model_file *file, const char *entry)
{
    uint64_t offset = get_u64(entry + MODEL_NAME_SIZE), size = get_u64(entry + MODEL_NAME_SIZE + 8);
    return memchr(entry, 0, MODEL_NAME_SIZE) && offset % MODEL_ALIGNMENT == 0 &&
           offset <= file->bytes.size && size <= file->bytes.size - offset;
}

int model_file_open(const char *name, struct str bytes, struct model_file *file,
                    struct annals_error *error)
{
    *file = (struct model_file){.name = name, .bytes = bytes};
    if (bytes.size < HEADER_SIZE || memcmp(bytes.data, MAGIC, sizeof MAGIC) != 0)
        return error_set(error, ANNALS_SETUP,
                         "%s: is no model of annals; give a file that `annals train` made", name);
    if (get_u32(bytes.data + 8) != MODEL_VERSION)
        return error_set(error, ANNALS_SETUP, "%s: is a model of version %u; this program reads %d",
                         name, get_u32(bytes.data + 8), MODEL_VERSION);
    if ((uintptr_t)bytes.data % MODEL_ALIGNMENT)
        return error_set(error, ANNALS_SETUP, "%s: model lies unaligned in memory; map the file",
                         name);
    file->section_count = get_u32(bytes.data + 12);
    if (file->section_count > SECTIONS_MOST ||
        bytes.size < HEADER_SIZE + (size_t)file->section_count * ENTRY_SIZE)
        return error_set(error, ANNALS_SETUP, "%s: model is cut short; get it again", name);
    for (uint32_t i = 0; i < file->section_count; i++)
        if (!is_entry_sound(file, entry_at(file, i)))
            return error_set(error, ANNALS_SETUP,
                             "%s: section %u of the model lies outside the file; get it again",
                             name, i);
    return ANNALS_OK;
}

struct str model_section_at(const struct model_file *file, uint32_t index, const char **name)
{
    const char *entry = entry_at(file, index);
    *name = entry;
    return (struct str){file->bytes.data + get_u64(entry + MODEL_NAME_SIZE),
                        (size_t)get_u64(entry + MODEL_NAME_SIZE + 8)};
}

struct str model_section(const struct model_file *file, const char *name)
{
    for (uint32_t i = 0; i < file->section_count; i++) {
        const char *other;
        struct str section = model_section_at(file, i, &other);
        if (!strcmp(other, name))
            return section;
    }
    return (struct str){NULL, 0};
}

struct model_cursor model_cursor_make(struct str section)
{
    return (struct model_cursor){.section = section, .failed = section.data == NULL};
}

const void *model_read_array(struct model_cursor *cursor, size_t count, size_t item_size,
                             size_t alignment)
{
    size_t start = (cursor->at + alignment - 1) & ~(alignment - 1);
    if (cursor->failed || start > cursor->section.size ||
        (item_size && count > (cursor->section.size - start) / item_size)) {
        cursor->failed = true;
        return NULL;
    }
    cursor->at = start + count * item_size;
    return cursor->section.data + start;
}

uint8_t model_read_u8(struct model_cursor *cursor)
{
    const unsigned char *byte = model_read_array(cursor, 1, 1, 1);
    return byte ? *byte : 0;
}

uint32_t model_read_u32(struct model_cursor *cursor)
{
    const char *bytes = model_read_array(cursor, 1, 4, 1);
    return bytes ? get_u32(bytes) : 0;
}

float model_read_float(struct model_cursor *cursor)
{
    uint32_t bits = model_read_u32(cursor);
    float number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

struct str model_read_string(struct model_cursor *cursor)
{
    uint32_t size = model_read_u32(cursor);
    const char *data = model_read_array(cursor, size, 1, 1);
    return (struct str){data, data ? size : 0};
}

/* ---- writing ---- */

static char *grow_bytes(struct model_bytes *bytes, size_t more)
{
    if (bytes->capacity - bytes->count < more) {
        size_t capacity = bytes->capacity ? bytes->capacity : 256;
        while (capacity - bytes->count < more)
            capacity *= 2;
        char *items = arena_alloc(bytes->arena, capacity);
        if (bytes->count)
            memcpy(items, bytes->items, bytes->count);
        bytes->items = items;
        bytes->capacity = capacity;
    }
    char *place = bytes->items + bytes->count;
    bytes->count += more;
    return place;
}

void model_write_array(struct model_bytes *bytes, const void *items, size_t count, size_t item_size,
                       size_t alignment)
{
    while (bytes->count % alignment)
        *grow_bytes(bytes, 1) = 0;
    if (count > 0 && item_size > 0)
        memcpy(grow_bytes(bytes, count * item_size), items, count * item_size);
}

void model_write_u8(struct model_bytes *bytes, uint8_t number)
{
    *grow_bytes(bytes, 1) = (char)number;
}

void model_write_u32(struct model_bytes *bytes, uint32_t number)
{
    set_u32(grow_bytes(bytes, 4), number);
}

void model_write_float(struct model_bytes *bytes, float number)
{
    uint32_t bits;
    memcpy(&bits, &number, sizeof bits);
    model_write_u32(bytes, bits);
}

void model_write_string(struct model_bytes *bytes, struct str text)
{
    model_write_u32(bytes, (uint32_t)text.size);
    model_write_array(bytes, text.data, text.size, 1, 1);
}

void model_writer_put(struct model_writer *writer, const char *name, struct str content)
{
    for (size_t i = 0; i < writer->sections.count; i++)
        if (!strcmp(writer->sections.items[i].name, name)) {
            writer->sections.items[i].content = content;
            return;
        }
    struct model_writer_section *section = array_push(writer->arena, &writer->sections);
    *section = (struct model_writer_section){.content = content};
    snprintf(section->name, sizeof section->name, "%s", name);
}

void model_writer_put_all(struct model_writer *writer, const struct model_file *file)
{
    for (uint32_t i = 0; i < file->section_count; i++) {
        const char *name;
        struct str content = model_section_at(file, i, &name);
        model_writer_put(writer, name, content);
    }
}

static size_t aligned(size_t offset)
{
    return (offset + MODEL_ALIGNMENT - 1) / MODEL_ALIGNMENT * MODEL_ALIGNMENT;
}

static bool write_sections(const struct model_writer *writer, FILE *stream)
{
    static const char ZEROS[MODEL_ALIGNMENT] = {0};
    char header[HEADER_SIZE];
    memcpy(header, MAGIC, sizeof MAGIC);
    set_u32(header + 8, MODEL_VERSION);
    set_u32(header + 12, (uint32_t)writer->sections.count);
    bool good = fwrite(header, 1, sizeof header, stream) == sizeof header;
    size_t written = HEADER_SIZE + writer->sections.count * ENTRY_SIZE, offset = aligned(written);
    for (size_t i = 0; i < writer->sections.count; i++) {
        const struct model_writer_section *section = &writer->sections.items[i];
        char entry[ENTRY_SIZE];
        memcpy(entry, section->name, MODEL_NAME_SIZE);
        set_u64(entry + MODEL_NAME_SIZE, offset);
        set_u64(entry + MODEL_NAME_SIZE + 8, section->content.size);
        good = good && fwrite(entry, 1, sizeof entry, stream) == sizeof entry;
        offset = aligned(offset + section->content.size);
    }
    for (size_t i = 0; good && i < writer->sections.count; i++) {
        struct str content = writer->sections.items[i].content;
        size_t padding = aligned(written) - written;
        good = fwrite(ZEROS, 1, padding, stream) == padding &&
               fwrite(content.data ? content.data : "", 1, content.size, stream) == content.size;
        written += padding + content.size;
    }
    return good;
}

int model_writer_save(const struct model_writer *writer, const char *path,
                      struct annals_error *error)
{
    struct str unfinished = str_format(writer->arena, "%s.new", path);
    FILE *stream = fopen(unfinished.data, "wb");
    if (!stream)
        return error_set(error, ANNALS_OUTPUT, "%s: cannot be written: %s", unfinished.data,
                         strerror(errno));
    bool good = write_sections(writer, stream);
    good = fclose(stream) == 0 && good;
    if (!good || rename(unfinished.data, path) != 0) {
        int status =
            error_set(error, ANNALS_OUTPUT, "%s: cannot be written: %s", path, strerror(errno));
        remove(unfinished.data);
        return status;
    }
    return ANNALS_OK;
}
