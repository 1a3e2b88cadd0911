/* writer.c — buffered text and JSON, see writer.h. */
#include "base/writer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void writer_start(struct writer *writer, writer_sink *sink, void *user)
{
    writer->sink = sink;
    writer->user = user;
    writer->failed = 0;
    writer->used = 0;
    writer->need_comma = false;
}

static void hand_over(struct writer *writer, const char *bytes, size_t size)
{
    if (!writer->failed && size)
        writer->failed = writer->sink(writer->user, bytes, size);
}

int writer_finish(struct writer *writer)
{
    hand_over(writer, writer->buffer, writer->used);
    writer->used = 0;
    return writer->failed;
}

void write_text(struct writer *writer, struct str text)
{
    if (text.size > sizeof writer->buffer - writer->used) {
        hand_over(writer, writer->buffer, writer->used);
        writer->used = 0;
    }
    if (text.size > sizeof writer->buffer) {
        hand_over(writer, text.data, text.size);
    } else if (text.size) {
        memcpy(writer->buffer + writer->used, text.data, text.size);
        writer->used += text.size;
    }
}

void write_char(struct writer *writer, char c)
{
    write_text(writer, (struct str){&c, 1});
}

void write_format(struct writer *writer, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (size < 0)
        size = 0;
    if ((size_t)size >= sizeof text)
        size = (int)sizeof text - 1;
    write_text(writer, (struct str){text, (size_t)size});
}

static void comma(struct writer *writer)
{
    if (writer->need_comma)
        write_char(writer, ',');
    writer->need_comma = true;
}

void write_object(struct writer *writer)
{
    comma(writer);
    write_char(writer, '{');
    writer->need_comma = false;
}

void write_object_end(struct writer *writer)
{
    write_char(writer, '}');
    writer->need_comma = true;
}

void write_list(struct writer *writer)
{
    comma(writer);
    write_char(writer, '[');
    writer->need_comma = false;
}

void write_list_end(struct writer *writer)
{
    write_char(writer, ']');
    writer->need_comma = true;
}

static void quoted(struct writer *writer, struct str text)
{
    write_char(writer, '"');
    size_t done = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        write_text(writer, str_slice(text, done, i));
        done = i + 1;
        switch (c) {
        case '"': write_text(writer, STR("\\\"")); break;
        case '\\': write_text(writer, STR("\\\\")); break;
        case '\n': write_text(writer, STR("\\n")); break;
        case '\r': write_text(writer, STR("\\r")); break;
        case '\t': write_text(writer, STR("\\t")); break;
        default: write_format(writer, "\\u%04x", c);
        }
    }
    write_text(writer, str_slice(text, done, text.size));
    write_char(writer, '"');
}

void write_key(struct writer *writer, const char *key)
{
    comma(writer);
    quoted(writer, str_of(key));
    write_char(writer, ':');
    writer->need_comma = false;
}

void write_string(struct writer *writer, struct str text)
{
    comma(writer);
    quoted(writer, text);
}

void write_integer(struct writer *writer, int64_t number)
{
    comma(writer);
    write_format(writer, "%lld", (long long)number);
}

void write_number(struct writer *writer, double number, int digits)
{
    comma(writer);
    write_decimal(writer, number, digits);
}

/* By whole numbers, since printf would follow the decimal point of the host's locale. */
void write_decimal(struct writer *writer, double number, int digits)
{
    if (!isfinite(number) || fabs(number) > 1e9)
        number = 0;
    int64_t unit = 1;
    for (int i = 0; i < digits && i < 9; i++)
        unit *= 10;
    int64_t scaled = llround(fabs(number) * (double)unit);
    char text[64];
    int size = snprintf(text, sizeof text, "%s%lld", number < 0 && scaled ? "-" : "",
                        (long long)(scaled / unit));
    text[size++] = '.';
    do {
        unit /= 10;
        text[size++] = (char)('0' + (unit ? scaled / unit % 10 : 0));
    } while (unit > 1 && scaled % unit);
    write_text(writer, (struct str){text, (size_t)size});
}

void write_bool(struct writer *writer, bool value)
{
    comma(writer);
    write_text(writer, value ? STR("true") : STR("false"));
}

void write_line_end(struct writer *writer)
{
    write_char(writer, '\n');
    writer->need_comma = false;
}
