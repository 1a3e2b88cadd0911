/* scanner.c — looking at characters, see scanner.h. */
#include "lang/scanner.h"

enum glyph glyph_of(uint32_t code)
{
    if (code < 0x80) {
        if ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_')
            return GLYPH_LETTER;
        if (code >= '0' && code <= '9')
            return GLYPH_DIGIT;
        if (code == '\'' || code == '`')
            return GLYPH_APOSTROPHE;
        if (code == '-')
            return GLYPH_HYPHEN;
        return utf8_is_space(code)         ? GLYPH_SPACE
               : code > ' ' && code < 0x7F ? GLYPH_MARK
                                           : GLYPH_LETTER;
    }
    if (code == 0x2019 || code == 0x02BC)
        return GLYPH_APOSTROPHE;
    if (code == 0x2010 || code == 0x2011)
        return GLYPH_HYPHEN;
    if (utf8_is_space(code))
        return GLYPH_SPACE;
    if (utf8_is_digit(code))
        return GLYPH_DIGIT;
    return utf8_is_punctuation(code) ? GLYPH_MARK : GLYPH_LETTER;
}

/* The code point at `at` and where the next begins; 0 at the end of the text. */
uint32_t code_at(const struct scanner *scanner, size_t at, size_t *next)
{
    *next = at;
    return at < scanner->text.size ? utf8_next(scanner->text, next) : 0;
}

enum glyph glyph_at(const struct scanner *scanner, size_t at)
{
    size_t next;
    uint32_t code = code_at(scanner, at, &next);
    return next == at ? GLYPH_END : glyph_of(code);
}

char byte_at(const struct scanner *scanner, size_t at)
{
    return at < scanner->text.size ? scanner->text.data[at] : '\0';
}

bool is_word_glyph(enum glyph glyph)
{
    return glyph == GLYPH_LETTER || glyph == GLYPH_DIGIT;
}

bool is_word_part_at(const struct scanner *scanner, size_t at)
{
    return is_word_glyph(glyph_at(scanner, at));
}

bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_ascii_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool is_upper_at(const struct scanner *scanner, size_t at)
{
    size_t next;
    return utf8_is_upper(code_at(scanner, at, &next));
}

struct str bytes_between(const struct scanner *scanner, size_t start, size_t end)
{
    return (struct str){scanner->text.data + start, end - start};
}

/* First place at or after `at` that is no white space. */
size_t skip_space(const struct scanner *scanner, size_t at)
{
    size_t next = at;
    while (at < scanner->text.size && at < next + LOOK_AHEAD &&
           glyph_at(scanner, at) == GLYPH_SPACE)
        code_at(scanner, at, &at);
    return at;
}

size_t skip_word_glyphs(const struct scanner *scanner, size_t at, size_t limit)
{
    while (at < limit && is_word_part_at(scanner, at))
        code_at(scanner, at, &at);
    return at;
}
