/* utf8.c — code points, see utf8.h. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD, INDEX_STEP = 64 };

/* Size of the valid sequence at `at`, 0 if none; the code point goes to *code. */
static size_t decode(struct str s, size_t at, uint32_t *code)
{
    utf8proc_int32_t point;
    size_t left = s.size - at;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)s.data + at,
                                             (utf8proc_ssize_t)(left > 4 ? 4 : left), &point);
    if (size <= 0)
        return 0;
    *code = (uint32_t)point;
    return (size_t)size;
}

uint32_t utf8_next(struct str s, size_t *at)
{
    unsigned char first = (unsigned char)s.data[*at];
    if (first < 0x80) {
        (*at)++;
        return first;
    }
    uint32_t code = REPLACEMENT;
    size_t size = decode(s, *at, &code);
    *at += size ? size : 1;
    return size ? code : REPLACEMENT;
}

size_t utf8_encode(uint32_t code, char bytes[4])
{
    utf8proc_uint8_t buffer[4];
    utf8proc_ssize_t size = utf8proc_encode_char((utf8proc_int32_t)code, buffer);
    if (size <= 0)
        size = utf8proc_encode_char(REPLACEMENT, buffer);
    memcpy(bytes, buffer, (size_t)size);
    return (size_t)size;
}

size_t utf8_invalid(struct str s)
{
    for (size_t at = 0; at < s.size;) {
        uint32_t code;
        size_t size = (unsigned char)s.data[at] < 0x80 ? 1 : decode(s, at, &code);
        if (!size)
            return at;
        at += size;
    }
    return SIZE_MAX;
}

size_t utf8_length(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.size; i++)
        count += ((unsigned char)s.data[i] & 0xC0) != 0x80;
    return count;
}

static utf8proc_category_t category(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code);
}

bool utf8_is_letter(uint32_t code)
{
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t code)
{
    utf8proc_category_t c = category(code);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t code)
{
    return category(code) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(uint32_t code)
{
    return category(code) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= '\t' && code <= '\r');
    utf8proc_category_t c = category(code);
    return c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_ZL || c == UTF8PROC_CATEGORY_ZP ||
           code == 0x85;
}

bool utf8_is_punctuation(uint32_t code)
{
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}

uint32_t utf8_lower(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 32 : code;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t utf8_upper(uint32_t code)
{
    if (code < 0x80)
        return code >= 'a' && code <= 'z' ? code - 32 : code;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

/* What typographers write and keyboards do not, as its ASCII kin. */
static uint32_t plain(uint32_t code)
{
    switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x02BB:
    case 0x0060:
    case 0x00B4: return '\'';
    case 0x201C:
    case 0x201D: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    case 0x00A0:
    case 0x202F:
    case 0x2009: return ' ';
    case 0x0131: return 'i';
    case 0x0142: return 'l';
    case 0x00F8: return 'o';
    case 0x0111: return 'd';
    default: return code;
    }
}

uint32_t utf8_fold_point(uint32_t code)
{
    code = plain(utf8_lower(code));
    if (code < 0x80)
        return code;
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code, parts, 32, UTF8PROC_DECOMPOSE, &boundary);
    if (count > 0)
        code = plain((uint32_t)parts[0]);
    return category(code) == UTF8PROC_CATEGORY_MN ? 0 : code;
}

struct str utf8_fold(struct arena *arena, struct str s)
{
    /* A code point decomposes into at most 18 in NFKD; only bases are kept, so 4 bytes each are
     * enough. */
    char *out = arena_alloc(arena, s.size * 4 + 1);
    size_t used = 0;
    for (size_t at = 0; at < s.size;) {
        uint32_t code = utf8_fold_point(utf8_next(s, &at));
        if (!code)
            continue;
        used += utf8_encode(code, out + used);
    }
    return (struct str){out, used};
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if ((unsigned char)s.data[i] >= 0x80)
            return false;
    return true;
}

bool utf8_nfc(struct arena *arena, struct str s, struct str *normal)
{
    *normal = s;
    if (is_ascii(s))
        return true;
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)s.data, (utf8proc_ssize_t)s.size,
                                         &out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (size < 0)
        return false;
    if ((size_t)size != s.size || memcmp(out, s.data, s.size))
        *normal = str_copy(arena, (struct str){(const char *)out, (size_t)size});
    free(out);
    return true;
}

struct utf8_index utf8_index_make(struct arena *arena, struct str text)
{
    struct utf8_index index = {.text = text};
    index.counts = arena_new_array(arena, text.size / INDEX_STEP + 1, uint32_t);
    uint32_t count = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (i % INDEX_STEP == 0)
            index.counts[i / INDEX_STEP] = count;
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    }
    if (text.size % INDEX_STEP == 0)
        index.counts[text.size / INDEX_STEP] = count;
    return index;
}

size_t utf8_index_points(const struct utf8_index *index, size_t offset)
{
    if (offset > index->text.size)
        offset = index->text.size;
    size_t step = offset / INDEX_STEP;
    return index->counts[step] + utf8_length(str_slice(index->text, step * INDEX_STEP, offset));
}

size_t utf8_index_bytes(const struct utf8_index *index, size_t points)
{
    size_t low = 0, high = index->text.size / INDEX_STEP + 1;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (index->counts[middle] <= points)
            low = middle;
        else
            high = middle;
    }
    size_t count = index->counts[low], at = low * INDEX_STEP;
    /* A step may begin inside a character that was counted before it. */
    while (at < index->text.size && ((unsigned char)index->text.data[at] & 0xC0) == 0x80)
        at++;
    for (; at < index->text.size && count < points; count++)
        utf8_next(index->text, &at);
    return at;
}
