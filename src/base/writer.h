/* writer.h — text on its way out: a buffer that is handed to a sink when full, and JSON on top of
 * it.
 *
 * The writer places commas by itself. What it writes depends only on the calls, so the same records
 * give the same bytes: numbers in the shortest form that keeps the digits asked for, strings as
 * UTF-8 with only what JSON demands escaped. */
#ifndef ANNALS_BASE_WRITER_H
#define ANNALS_BASE_WRITER_H

#include "base/str.h"

/* Takes `size` bytes; anything but 0 ends the writing. The same type as annals_sink in annals.h. */
typedef int writer_sink(void *user, const char *bytes, size_t size);

/* `failed` is the first non-zero answer of the sink; after it nothing more is handed over. */
struct writer {
    writer_sink *sink;
    void *user;
    int failed;
    size_t used;
    bool need_comma;
    char buffer[16384];
};

void writer_start(struct writer *writer, writer_sink *sink, void *user);
/* Hands over what is left; returns `failed`. */
int writer_finish(struct writer *writer);

void write_text(struct writer *writer, struct str text);
void write_char(struct writer *writer, char c);
__attribute__((format(printf, 2, 3))) void write_format(struct writer *writer, const char *format,
                                                        ...);

/* With at most `digits` (0 to 9) decimals, trailing zeros off but one decimal kept ("7.0", "-4.2",
 * "0.91"), a point in every locale; not finite or beyond a thousand million: 0.0. */
void write_decimal(struct writer *writer, double number, int digits);

/* JSON. `key` is for members of objects; in lists and at the top call the value alone. */
void write_object(struct writer *writer);
void write_object_end(struct writer *writer);
void write_list(struct writer *writer);
void write_list_end(struct writer *writer);
void write_key(struct writer *writer, const char *key);
void write_string(struct writer *writer, struct str text);
void write_integer(struct writer *writer, int64_t number);
/* The number as write_decimal writes it. */
void write_number(struct writer *writer, double number, int digits);
void write_bool(struct writer *writer, bool value);
/* A line end, and no comma before what follows: for JSON Lines. */
void write_line_end(struct writer *writer);

#endif
