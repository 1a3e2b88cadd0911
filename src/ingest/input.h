/* input.h — bytes of a file or of standard input, taken piece by piece.
 *
 * Whatever the size of the input, one window of it is in memory, plus what the caller keeps. A
 * byte-order mark at the beginning is taken off; UTF-16 comes out as UTF-8. */
#ifndef ANNALS_INGEST_INPUT_H
#define ANNALS_INGEST_INPUT_H

#include "base/base.h"

enum { INPUT_WINDOW = 65536 };

enum input_encoding { INPUT_BYTES, INPUT_UTF16_LE, INPUT_UTF16_BE };

/* `window` holds the bytes from `at` to `end` that were read and not yet taken. `line` is the line
 * of the next byte, from 1. `raw` are the last bytes of a UTF-16 input that make no whole character
 * yet. `failure` is errno of a read that failed; the input ends there. */
struct input {
    int fd;
    bool is_end, is_begun;
    uint8_t encoding; /* enum input_encoding */
    int failure;
    size_t at, end, line, raw_size;
    uint64_t bytes_read;
    char window[INPUT_WINDOW];
    char raw[INPUT_WINDOW / 4];
};

/* Begins to read from `fd`, which the caller closes. */
void input_open(struct input *input, int fd);
/* Up to `wanted` bytes that come next, fewer only at the end; they are not taken. `wanted` is at
 * most INPUT_WINDOW. Valid until the next call. */
struct str input_peek(struct input *input, size_t wanted);
/* Takes one byte, -1 at the end. */
int input_byte(struct input *input);

/* Nothing more is wanted of this input: it is at its end. */
void input_stop(struct input *input);

/* Text that grows in an arena. */
struct buffer {
    char *bytes;
    size_t used, capacity;
};
void buffer_add(struct arena *arena, struct buffer *buffer, struct str s);

enum input_line { INPUT_LINE, INPUT_LINE_TOO_LONG, INPUT_END };

/* Takes a line and adds it to `buffer`, line end included. A line that would make the buffer larger
 * than `limit` is passed over without being kept. */
enum input_line input_line(struct input *input, struct arena *arena, size_t limit,
                           struct buffer *buffer);

#endif
