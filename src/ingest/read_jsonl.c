/* read_jsonl.c — JSON Lines: an object a line is a document. Keys that annals does not know are
 * passed over; so is `pairs`, until pairs are coded. */
#include <jansson.h>

#include "ingest/charset.h"
#include "ingest/reader.h"

void release_json(struct annals_reader *reader)
{
    json_decref(reader->json);
    reader->json = NULL;
}

/* Strings as they are; whole numbers, as ids and dates may be, as their digits; else NULL. */
static const char *value_of(struct annals_reader *reader, enum document_field field,
                            const json_t *value, size_t *size)
{
    if (json_is_integer(value) && field != FIELD_TEXT) {
        struct str digits =
            str_format(&reader->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        *size = digits.size;
        return digits.data;
    }
    *size = json_string_length(value);
    return json_string_value(value);
}

static void fill_document(struct annals_reader *reader, struct annals_document *document)
{
    bool is_set[FIELD_COUNT] = {false};
    for (size_t i = 0; i < DOCUMENT_KEY_COUNT; i++) {
        const struct document_key *key = &DOCUMENT_KEYS[i];
        size_t size;
        const char *value =
            value_of(reader, key->field, json_object_get(reader->json, key->name), &size);
        if (!value || is_set[key->field])
            continue;
        set_document_field(document, key->field, value, size);
        is_set[key->field] = true;
    }
}

static int read_object(struct annals_reader *reader, struct str line, const char *origin,
                       struct annals_document *document, struct annals_error *error)
{
    json_error_t fault;
    if (decode_text(&reader->arena, line, str_of(origin), &line, error))
        return ANNALS_INPUT;
    reader->json = json_loadb(line.data, line.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, &fault);
    if (!reader->json)
        return error_set(error, ANNALS_INPUT, "%s: not JSON: column %d: %s", origin,
                         fault.column < 0 ? 0 : fault.column, fault.text);
    if (!json_is_object(reader->json))
        return error_set(error, ANNALS_INPUT, "%s: not a JSON object; every line must be one",
                         origin);
    fill_document(reader, document);
    document->origin = origin;
    if (!document->text)
        return error_set(error, ANNALS_INPUT,
                         "%s: the key \"text\" (or body, content, maintext) is missing; every "
                         "document needs one",
                         origin);
    return ANNALS_OK;
}

static int next_jsonl(struct annals_reader *reader, struct annals_document *document,
                      struct annals_error *error)
{
    struct buffer buffer = {0};
    for (;;) {
        buffer.used = 0;
        size_t number = reader->input.line;
        enum input_line line =
            input_line(&reader->input, &reader->arena, line_limit(reader), &buffer);
        if (line == INPUT_END || reader->input.failure)
            return ANNALS_END;
        if (line == INPUT_LINE_TOO_LONG)
            return error_set(error, ANNALS_INPUT,
                             "%s: the line is longer than %zu bytes; raise the limit with "
                             "--max-document",
                             origin_of_line(reader, number), line_limit(reader));
        struct str text = str_trim((struct str){buffer.bytes, buffer.used});
        if (text.size)
            return read_object(reader, text, origin_of_line(reader, number), document, error);
    }
}

const struct format FORMAT_JSONL = {"jsonl", next_jsonl};
