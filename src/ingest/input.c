/* input.c — a window that moves over a file, see input.h. */
#include "ingest/input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "ingest/charset.h"

void input_open(struct input *input, int fd)
{
    input->fd = fd;
    input->is_end = input->is_begun = false;
    input->encoding = INPUT_BYTES;
    input->failure = 0;
    input->at = input->end = input->raw_size = 0;
    input->line = 1;
    input->bytes_read = 0;
}

/* At most `size` bytes of the file to `bytes`; 0 at its end or when reading fails. */
static size_t read_some(struct input *input, char *bytes, size_t size)
{
    ssize_t got;
    do
        got = read(input->fd, bytes, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        input->failure = errno;
    if (got <= 0) {
        input->is_end = true;
        return 0;
    }
    input->bytes_read += (uint64_t)got;
    return (size_t)got;
}

/* Adds characters of a UTF-16 file to the window, as long as four bytes have room. */
static void fill_from_utf16(struct input *input)
{
    input->raw_size +=
        read_some(input, input->raw + input->raw_size, sizeof input->raw - input->raw_size);
    size_t at = 0;
    input->end += decode_utf16((struct str){input->raw, input->raw_size}, &at,
                               input->encoding == INPUT_UTF16_BE, input->is_end,
                               input->window + input->end, sizeof input->window - input->end);
    memmove(input->raw, input->raw + at, input->raw_size - at);
    input->raw_size -= at;
}

/* Takes the byte-order mark off and learns the encoding from it. */
static void recognise_mark(struct input *input)
{
    struct str start = {input->window, input->end};
    if (str_starts(start, STR("\xEF\xBB\xBF"))) {
        input->at = 3;
        return;
    }
    bool is_little = str_starts(start, STR("\xFF\xFE"));
    if (!is_little && !str_starts(start, STR("\xFE\xFF")))
        return;
    input->encoding = is_little ? INPUT_UTF16_LE : INPUT_UTF16_BE;
    memcpy(input->raw, input->window + 2, input->end - 2);
    input->raw_size = input->end - 2;
    input->end = 0;
}

/* The first bytes decide on the encoding, so enough of them are read for any mark. */
static void begin(struct input *input)
{
    input->is_begun = true;
    while (input->end < 4 && !input->is_end)
        input->end +=
            read_some(input, input->window + input->end, sizeof input->raw / 2 - input->end);
    recognise_mark(input);
}

static void fill(struct input *input, size_t wanted)
{
    if (!input->is_begun)
        begin(input);
    if (input->at > 0) {
        memmove(input->window, input->window + input->at, input->end - input->at);
        input->end -= input->at;
        input->at = 0;
    }
    while (input->end < wanted && (!input->is_end || input->raw_size)) {
        if (input->encoding != INPUT_BYTES && sizeof input->window - input->end < 4)
            break;
        if (input->encoding != INPUT_BYTES)
            fill_from_utf16(input);
        else
            input->end +=
                read_some(input, input->window + input->end, sizeof input->window - input->end);
    }
}

struct str input_peek(struct input *input, size_t wanted)
{
    if (input->end - input->at < wanted)
        fill(input, wanted);
    size_t size = input->end - input->at;
    return (struct str){input->window + input->at, size < wanted ? size : wanted};
}

int input_byte(struct input *input)
{
    if (input->at == input->end && !input_peek(input, 1).size)
        return -1;
    unsigned char byte = (unsigned char)input->window[input->at++];
    input->line += byte == '\n';
    return byte;
}

void input_stop(struct input *input)
{
    input->is_end = input->is_begun = true;
    input->at = input->end = input->raw_size = 0;
}

void buffer_add(struct arena *arena, struct buffer *buffer, struct str s)
{
    if (buffer->capacity - buffer->used < s.size) {
        size_t capacity = (buffer->used + s.size) * 2;
        char *larger = arena_alloc(arena, capacity);
        if (buffer->used)
            memcpy(larger, buffer->bytes, buffer->used);
        buffer->bytes = larger;
        buffer->capacity = capacity;
    }
    if (s.size)
        memcpy(buffer->bytes + buffer->used, s.data, s.size);
    buffer->used += s.size;
}

enum input_line input_line(struct input *input, struct arena *arena, size_t limit,
                           struct buffer *buffer)
{
    bool is_too_long = false, is_any = false;
    for (;;) {
        struct str piece = input_peek(input, 1);
        if (!piece.size)
            break;
        is_any = true;
        piece.size = input->end - input->at;
        const char *line_end = memchr(piece.data, '\n', piece.size);
        if (line_end)
            piece.size = (size_t)(line_end - piece.data) + 1;
        is_too_long |= piece.size > limit || buffer->used > limit - piece.size;
        if (!is_too_long)
            buffer_add(arena, buffer, piece);
        input->at += piece.size;
        if (line_end) {
            input->line++;
            break;
        }
    }
    return !is_any ? INPUT_END : is_too_long ? INPUT_LINE_TOO_LONG : INPUT_LINE;
}
