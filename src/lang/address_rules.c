/* address_rules.c — tokens that are addresses: URLs, mail, hosts, names of files. */
#include <string.h>

#include "lang/scanner.h"

static bool is_url_start(struct str rest)
{
    static const char *const starts[] = {"http://", "https://", "ftp://", "www.", "mailto:"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct str start = str_of(starts[i]);
        if (rest.size > start.size && str_equal_fold(str_slice(rest, 0, start.size), start))
            return true;
    }
    return false;
}

static bool closes_sentence_or_bracket(char c)
{
    return c && strchr(".,;:!?)]}>'\"", c);
}

/* Takes marks off the end of an address that belong to the sentence around it. */
static size_t trim_address(const struct scanner *scanner, size_t start, size_t end)
{
    bool has_bracket = memchr(scanner->text.data + start, '(', end - start) ||
                       memchr(scanner->text.data + start, '<', end - start);
    for (;;) {
        char last = byte_at(scanner, end - 1);
        if (end - start > 3 && (!memcmp(scanner->text.data + end - 3, "\xE2\x80\x9D", 3) ||
                                !memcmp(scanner->text.data + end - 3, "\xE2\x80\x99", 3)))
            end -= 3;
        else if (end - start > 1 && closes_sentence_or_bracket(last) &&
                 !(has_bracket && (last == ')' || last == '>')))
            end--;
        else
            return end;
    }
}

static size_t chunk_end(const struct scanner *scanner, size_t at)
{
    size_t limit = at + LONGEST_TOKEN;
    while (at < limit) {
        enum glyph glyph = glyph_at(scanner, at);
        if (glyph == GLYPH_SPACE || glyph == GLYPH_END)
            break;
        code_at(scanner, at, &at);
    }
    return at;
}

static bool is_host_byte(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c) || (c && strchr("._-+%#~", c));
}

static size_t host_bytes_end(const struct scanner *scanner, size_t at)
{
    size_t limit = at + LOOK_AHEAD;
    while (at < limit && is_host_byte(byte_at(scanner, at)))
        at++;
    return at;
}

/* An ending counts in one case: "net", "NET", not "Net", which begins a sentence whose space was
 * forgotten. */
static bool is_one_case(struct str s)
{
    for (size_t i = 1; i < s.size; i++)
        if (is_ascii_upper(s.data[i]) != is_ascii_upper(s.data[0]))
            return false;
    return true;
}

/* "example.org", "draft-2.doc": host bytes up to a listed ending. */
static size_t host_end(const struct scanner *scanner, size_t at)
{
    size_t end = host_bytes_end(scanner, at);
    while (end > at && (byte_at(scanner, end - 1) == '.' || byte_at(scanner, end - 1) == '-'))
        end--;
    size_t dot = end;
    while (dot > at && byte_at(scanner, dot - 1) != '.')
        dot--;
    struct str ending = bytes_between(scanner, dot, end);
    if (dot < at + 3 || !ending.size || !is_one_case(ending) ||
        !is_listed(scanner->lists, LIST_ENDING, ending) || is_word_part_at(scanner, end))
        return at;
    return end;
}

/* "someone@example.org" and its like. */
static size_t mail_end(const struct scanner *scanner, size_t at)
{
    size_t local = host_bytes_end(scanner, at);
    if (local == at || byte_at(scanner, local) != '@' || !is_word_part_at(scanner, local + 1))
        return at;
    return trim_address(scanner, at, host_bytes_end(scanner, local + 1));
}

/* "alt.animals.cat": three or more lower-case names joined by stops. */
static size_t dotted_name_end(const struct scanner *scanner, size_t at)
{
    size_t end = at, name = at, stops = 0, limit = at + LOOK_AHEAD;
    for (; end < limit; end++) {
        char c = byte_at(scanner, end);
        if (c == '.' && end - name >= 2 && is_ascii_letter(byte_at(scanner, end + 1))) {
            stops++;
            name = end + 1;
        } else if (!is_ascii_letter(c) || is_ascii_upper(c)) {
            break;
        }
    }
    return stops >= 2 && end - name >= 2 && !is_word_part_at(scanner, end) ? end : at;
}

/* End of an address that begins at `at`, or `at`. */
size_t address_end(const struct scanner *scanner, size_t at)
{
    struct str rest = str_slice(scanner->text, at, at + 16);
    if (is_url_start(rest))
        return trim_address(scanner, at, chunk_end(scanner, at));
    size_t end = mail_end(scanner, at);
    if (end == at)
        end = host_end(scanner, at);
    if (end == at)
        end = dotted_name_end(scanner, at);
    if (end > at && byte_at(scanner, end) == '/' && is_word_part_at(scanner, end + 1))
        end = trim_address(scanner, at, chunk_end(scanner, at));
    return end;
}
