/* charset.c — recognises and converts encodings, see charset.h.
 *
 * The bytes 0x80 to 0xFF of Windows-1252 are letters, typographic marks and signs. A letter makes
 * sense next to letters, a mark or sign nearly anywhere. Where those that make sense outnumber the
 * others five to one, bytes that are not UTF-8 are read so, one by one: that also mends a UTF-8
 * text into which somebody pasted a few words from an old program. */
#include "ingest/charset.h"

#include <string.h>

/* ---- Windows-1252 ---- */

/* Code points of the bytes 0x80 to 0x9F; 0: the byte means nothing. Above it is Latin-1. */
static const uint16_t WINDOWS_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static uint32_t code_of_byte(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? WINDOWS_1252[byte - 0x80] : byte;
}

static bool is_letter_at(struct str s, size_t at)
{
    return at < s.size && utf8_is_letter(code_of_byte((unsigned char)s.data[at]));
}

static bool is_upper_at(struct str s, size_t at)
{
    return at < s.size && utf8_is_upper(code_of_byte((unsigned char)s.data[at]));
}

/* Could a writer of English news have meant this byte as Windows-1252? */
static bool makes_sense(struct str s, size_t at)
{
    uint32_t code = code_of_byte((unsigned char)s.data[at]);
    if (code == 0)
        return false;
    if (!utf8_is_letter(code)) /* punctuation, currencies, degrees; not accents by themselves */
        return code != 0x02C6 && code != 0x02DC && code != 0xAF && code != 0xB8 && code != 0xA6;
    bool letter_before = at > 0 && is_letter_at(s, at - 1);
    bool letter_after = is_letter_at(s, at + 1);
    if (utf8_is_upper(code)) /* "Élan", "ÉTAT", not "cafÃ(" */
        return letter_before ? is_upper_at(s, at - 1) : letter_after;
    if (letter_before || letter_after)
        return true;
    return code == 0xE0 || code == 0xF3 || code == 0xE8 || code == 0xAA || code == 0xBA;
}

/* The first byte from `from` on that is not UTF-8, or SIZE_MAX. */
static size_t next_invalid(struct str s, size_t from)
{
    size_t at = utf8_invalid(str_slice(s, from, s.size));
    return at == SIZE_MAX ? SIZE_MAX : from + at;
}

static int convert_1252(struct arena *arena, struct str bytes, struct str origin, size_t invalid,
                        struct str *text, struct annals_error *error)
{
    size_t first = invalid, good = 0, bad = 0, used = 0, from = 0;
    /* A byte becomes at most three. */
    char *out = arena_alloc_array(arena, bytes.size + 1, 3);
    while (invalid != SIZE_MAX) {
        memcpy(out + used, bytes.data + from, invalid - from);
        used += invalid - from;
        if (makes_sense(bytes, invalid))
            good++;
        else
            bad++;
        uint32_t code = code_of_byte((unsigned char)bytes.data[invalid]);
        used += utf8_encode(code ? code : 0xFFFD, out + used);
        from = invalid + 1;
        invalid = next_invalid(bytes, from);
    }
    memcpy(out + used, bytes.data + from, bytes.size - from);
    used += bytes.size - from;
    const char *nul = bad * 5 > good ? memchr(bytes.data, 0, bytes.size) : NULL;
    if (nul)
        return error_set(error, ANNALS_INPUT, "%.*s: is not text: byte %zu is NUL", STR_ARG(origin),
                         (size_t)(nul - bytes.data) + 1);
    if (bad * 5 > good)
        return error_set(error, ANNALS_INPUT,
                         "%.*s: byte %zu (0x%02X) is not UTF-8 and makes no sense as Windows-1252; "
                         "convert the text to UTF-8",
                         STR_ARG(origin), first + 1, (unsigned)(unsigned char)bytes.data[first]);
    *text = (struct str){out, used};
    return 0;
}

/* ---- UTF-16 ---- */

static uint32_t unit_at(struct str bytes, size_t at, bool big_endian)
{
    uint32_t first = (unsigned char)bytes.data[at], second = (unsigned char)bytes.data[at + 1];
    return big_endian ? first << 8 | second : second << 8 | first;
}

size_t decode_utf16(struct str bytes, size_t *at, bool big_endian, bool is_end, char *out,
                    size_t capacity)
{
    size_t used = 0;
    while (*at < bytes.size && capacity - used >= 4) {
        uint32_t code = 0xFFFD;
        size_t size = bytes.size - *at < 2 ? 1 : 2;
        if (size == 2)
            code = unit_at(bytes, *at, big_endian);
        if (size == 2 && code >= 0xD800 && code < 0xDC00) {
            bool is_whole = bytes.size - *at >= 4;
            uint32_t low = is_whole ? unit_at(bytes, *at + 2, big_endian) : 0;
            if (!is_whole && !is_end)
                break;
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                size = 4;
            }
        }
        if (size == 1 && !is_end)
            break;
        if (code >= 0xD800 && code < 0xE000)
            code = 0xFFFD;
        used += utf8_encode(code, out + used);
        *at += size;
    }
    return used;
}

static struct str convert_utf16(struct arena *arena, struct str bytes, bool big_endian)
{
    /* Two bytes become at most three, four at most four. */
    size_t capacity = bytes.size + bytes.size / 2 + 8, at = 2;
    char *out = arena_alloc(arena, capacity);
    return (struct str){out, decode_utf16(bytes, &at, big_endian, true, out, capacity)};
}

int decode_text(struct arena *arena, struct str bytes, struct str origin, struct str *text,
                struct annals_error *error)
{
    *text = bytes;
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        *text = bytes = str_slice(bytes, 3, bytes.size);
    size_t invalid = utf8_invalid(bytes);
    if (invalid == SIZE_MAX)
        return 0;
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))) {
        *text = convert_utf16(arena, bytes, bytes.data[0] == '\xFE');
        return 0;
    }
    return convert_1252(arena, bytes, origin, invalid, text, error);
}

/* ---- control characters and line ends ---- */

static bool is_control(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r' && code != '\v' &&
            code != '\f') ||
           (code >= 0x7F && code < 0xA0 && code != 0x85);
}

/* More than one character in a hundred, and not just a stray one: no text. */
static bool is_rubbish(size_t controls, size_t characters)
{
    return controls > 4 + characters / 100;
}

int tidy_text(struct arena *arena, struct str text, struct str origin, struct str *tidy,
              struct annals_error *error)
{
    *tidy = text;
    size_t controls = 0, characters = 0, first = SIZE_MAX;
    bool has_return = false;
    for (size_t at = 0; at < text.size; characters++) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        has_return |= code == '\r';
        if (!is_control(code))
            continue;
        controls++;
        if (first == SIZE_MAX)
            first = start;
    }
    if (is_rubbish(controls, characters))
        return error_set(error, ANNALS_INPUT,
                         "%.*s: is not text: %zu control characters, the first at byte %zu",
                         STR_ARG(origin), controls, first + 1);
    if (!controls && !has_return)
        return 0;
    char *out = arena_alloc(arena, text.size);
    size_t used = 0;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = utf8_next(text, &at);
        if (is_control(code) || (code == '\r' && at < text.size && text.data[at] == '\n'))
            continue;
        memcpy(out + used, text.data + start, at - start);
        if (code == '\r')
            out[used] = '\n';
        used += at - start;
    }
    *tidy = (struct str){out, used};
    return 0;
}
