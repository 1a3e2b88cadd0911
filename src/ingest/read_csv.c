/* read_csv.c — comma- and tab-separated values after RFC 4180: the first row names the keys, a row
 * is a document. A field that begins with a quotation mark ends with one and may hold separators,
 * line ends and, doubled, quotation marks. What follows the closing mark is taken as it stands,
 * since spreadsheets and scripts are less strict than the RFC. */
#include "ingest/reader.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/charset.h"

enum { LARGEST_ROW = 10000 }; /* fields */

/* A row: its fields one after the other in `text`, each ended by NUL; `ends` are the offsets of
 * these. */
struct row {
    struct buffer text;
    ARRAY_OF(size_t) ends;
    size_t line;
    bool is_too_long, is_unclosed;
};

static void put_byte(struct annals_reader *reader, struct row *row, char byte)
{
    if (row->text.used >= line_limit(reader) || row->ends.count >= LARGEST_ROW)
        row->is_too_long = true;
    else
        buffer_add(&reader->arena, &row->text, (struct str){&byte, 1});
}

/* Takes the inside of a quoted field and its closing mark. */
static void read_quoted(struct annals_reader *reader, struct row *row)
{
    for (;;) {
        int byte = input_byte(&reader->input);
        if (byte < 0) {
            row->is_unclosed = true;
            return;
        }
        if (byte == '"') {
            if (!str_equal(input_peek(&reader->input, 1), STR("\"")))
                return;
            input_byte(&reader->input);
        }
        put_byte(reader, row, (char)byte);
    }
}

/* Takes one field and what ends it; true when that was the end of the row. */
static bool read_field(struct annals_reader *reader, struct row *row, char separator)
{
    if (str_equal(input_peek(&reader->input, 1), STR("\""))) {
        input_byte(&reader->input);
        read_quoted(reader, row);
    }
    bool is_end;
    for (;;) {
        int byte = input_byte(&reader->input);
        is_end = byte < 0 || byte == '\n';
        if (byte == '\r' && (str_equal(input_peek(&reader->input, 1), STR("\n")) ||
                             !input_peek(&reader->input, 1).size))
            continue;
        if (is_end || byte == separator)
            break;
        put_byte(reader, row, (char)byte);
    }
    if (!row->is_too_long)
        *array_push(&reader->arena, &row->ends) = row->text.used;
    put_byte(reader, row, '\0');
    return is_end;
}

/* False at the end of the file. */
static bool read_row(struct annals_reader *reader, struct row *row, char separator)
{
    row->text.used = row->ends.count = 0;
    row->is_too_long = row->is_unclosed = false;
    row->line = reader->input.line;
    if (!input_peek(&reader->input, 1).size)
        return false;
    while (!read_field(reader, row, separator))
        ;
    return !reader->input.failure;
}

static struct str field_of(const struct row *row, size_t index)
{
    size_t start = index ? row->ends.items[index - 1] + 1 : 0;
    return (struct str){row->text.bytes + start, row->ends.items[index] - start};
}

static bool is_empty_row(const struct row *row)
{
    return row->ends.count == 1 && field_of(row, 0).size == 0;
}

static int check_row(struct annals_reader *reader, const struct row *row,
                     struct annals_error *error)
{
    const char *origin = origin_of_line(reader, row->line);
    if (row->is_too_long)
        return error_set(error, ANNALS_INPUT,
                         "%s: the row that begins here has more than %zu bytes or %d fields; is a "
                         "quotation mark open? else raise the limit with --max-document",
                         origin, line_limit(reader), LARGEST_ROW);
    if (row->is_unclosed)
        return error_set(error, ANNALS_INPUT,
                         "%s: a quotation mark in the row that begins here is never closed",
                         origin);
    return ANNALS_OK;
}

static bool is_key_of_text(struct str name)
{
    for (size_t i = 0; i < DOCUMENT_KEY_COUNT; i++)
        if (DOCUMENT_KEYS[i].field == FIELD_TEXT &&
            str_equal_fold(name, str_of(DOCUMENT_KEYS[i].name)))
            return true;
    return false;
}

/* Without a column of text no row can be a document: the file is refused as a whole. */
static int read_columns(struct annals_reader *reader, char separator, struct annals_error *error)
{
    struct row row = {0};
    if (!read_row(reader, &row, separator))
        return ANNALS_END;
    if (check_row(reader, &row, error)) {
        input_stop(&reader->input);
        return ANNALS_INPUT;
    }
    bool has_text = false;
    reader->columns = calloc(row.ends.count, sizeof *reader->columns);
    if (!reader->columns)
        longjmp(reader->exhausted, 1);
    for (size_t i = 0; i < row.ends.count; i++) {
        struct str name = str_trim(field_of(&row, i));
        has_text |= is_key_of_text(name);
        reader->columns[i] = strndup(name.size ? name.data : "", name.size);
        if (!reader->columns[i])
            longjmp(reader->exhausted, 1);
        reader->column_count = i + 1;
    }
    if (has_text)
        return ANNALS_OK;
    input_stop(&reader->input);
    return error_set(error, ANNALS_INPUT,
                     "%s: the first row names no column \"text\" (or body, content, maintext)",
                     origin_of_line(reader, row.line));
}

static int fill_document(struct annals_reader *reader, const struct row *row, const char *origin,
                         struct annals_document *document, struct annals_error *error)
{
    bool is_set[FIELD_COUNT] = {false};
    for (size_t i = 0; i < DOCUMENT_KEY_COUNT; i++) {
        const struct document_key *key = &DOCUMENT_KEYS[i];
        for (size_t column = 0; column < reader->column_count && !is_set[key->field]; column++) {
            if (!str_equal_fold(str_of(reader->columns[column]), str_of(key->name)))
                continue;
            struct str value = field_of(row, column);
            if (decode_text(&reader->arena, value, str_of(origin), &value, error))
                return ANNALS_INPUT;
            value = str_copy(&reader->arena, value);
            if (value.size || key->field == FIELD_TEXT)
                set_document_field(document, key->field, value.data, value.size);
            is_set[key->field] = value.size > 0;
        }
    }
    document->origin = origin;
    return ANNALS_OK;
}

static int next_row(struct annals_reader *reader, char separator, struct annals_document *document,
                    struct annals_error *error)
{
    if (!reader->columns) {
        int status = read_columns(reader, separator, error);
        if (status)
            return status;
    }
    struct row row = {0};
    do {
        if (!read_row(reader, &row, separator))
            return ANNALS_END;
    } while (!row.is_too_long && is_empty_row(&row));
    if (check_row(reader, &row, error))
        return ANNALS_INPUT;
    const char *origin = origin_of_line(reader, row.line);
    if (row.ends.count != reader->column_count)
        return error_set(error, ANNALS_INPUT, "%s: %zu fields where the first row names %zu",
                         origin, row.ends.count, reader->column_count);
    return fill_document(reader, &row, origin, document, error);
}

static int next_csv(struct annals_reader *reader, struct annals_document *document,
                    struct annals_error *error)
{
    return next_row(reader, ',', document, error);
}

static int next_tsv(struct annals_reader *reader, struct annals_document *document,
                    struct annals_error *error)
{
    return next_row(reader, '\t', document, error);
}

const struct format FORMAT_CSV = {"csv", next_csv};
const struct format FORMAT_TSV = {"tsv", next_tsv};
