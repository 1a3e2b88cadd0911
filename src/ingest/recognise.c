/* recognise.c — which format a file is in, by its beginning.
 *
 * Names of files are not asked: standard input has none, and a suffix says what somebody hoped. */
#include "ingest/reader.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_of(struct str s, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < s.size; i++)
        count += s.data[i] == c;
    return count;
}

/* `{` and then a key or `}`. */
static bool looks_like_jsonl(struct str start)
{
    start = str_trim(start);
    if (!start.size || start.data[0] != '{')
        return false;
    struct str inside = str_trim(str_slice(start, 1, start.size));
    return inside.size && (inside.data[0] == '"' || inside.data[0] == '}');
}

static bool is_conllu_comment(struct str line)
{
    static const char *const KEYS[] = {"newdoc", "newpar", "sent_id", "text", "global.columns"};
    struct str key = str_trim(str_slice(line, 1, line.size));
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (str_starts(key, str_of(KEYS[i])))
            return true;
    return false;
}

/* Comments that CoNLL-U knows, or a first line of ten columns that begins with a number. */
static bool looks_like_conllu(struct str start)
{
    struct str rest = start;
    while (rest.data) {
        struct str line = str_cut(&rest, '\n');
        if (!str_trim(line).size)
            continue;
        if (line.data[0] != '#')
            return is_digit(line.data[0]) && count_of(line, '\t') == 9;
        if (is_conllu_comment(line))
            return true;
    }
    return false;
}

/* A first row of at least two columns, one of which is a key of the text; none is longer than a
 * name or begins with a blank, as words behind a comma do. */
static bool looks_like_table(struct str start, char separator)
{
    struct str rest = start;
    struct str line = str_trim(str_cut(&rest, '\n'));
    if (!count_of(line, separator))
        return false;
    bool has_text = false;
    while (line.data) {
        struct str name = str_cut(&line, separator);
        if (name.size >= 2 && name.data[0] == '"' && name.data[name.size - 1] == '"')
            name = str_slice(name, 1, name.size - 1);
        if (name.size > 64 || str_starts(name, STR(" ")))
            return false;
        for (size_t i = 0; i < DOCUMENT_KEY_COUNT; i++)
            has_text |= DOCUMENT_KEYS[i].field == FIELD_TEXT &&
                        str_equal_fold(name, str_of(DOCUMENT_KEYS[i].name));
    }
    return has_text;
}

const struct format *recognise_format(struct str start)
{
    if (looks_like_jsonl(start))
        return &FORMAT_JSONL;
    if (looks_like_conllu(start))
        return &FORMAT_CONLLU;
    if (looks_like_table(start, '\t'))
        return &FORMAT_TSV;
    if (looks_like_table(start, ','))
        return &FORMAT_CSV;
    return &FORMAT_TEXT;
}
