/* read_text.c — a plain text file is one document. */
#include "ingest/reader.h"

#include <stdio.h>

static bool is_blank(struct str s)
{
    return str_trim(s).size == 0;
}

static int next_text(struct annals_reader *reader, struct annals_document *document,
                     struct annals_error *error)
{
    if (reader->found)
        return ANNALS_END;
    struct buffer text = {0};
    for (;;) {
        enum input_line line =
            input_line(&reader->input, &reader->arena, reader->max_document, &text);
        if (line == INPUT_LINE_TOO_LONG)
            return error_set(error, ANNALS_INPUT,
                             "%s: larger than the %zu bytes a document may have; raise the limit "
                             "with --max-document",
                             reader->file, reader->max_document);
        if (line == INPUT_END)
            break;
    }
    if (reader->input.failure || is_blank((struct str){text.bytes, text.used}))
        return ANNALS_END;
    document->text = text.bytes;
    document->text_size = text.used;
    document->origin = str_copy(&reader->arena, str_of(reader->file)).data;
    document->find_headline = !reader->whole_text;
    return ANNALS_OK;
}

const struct format FORMAT_TEXT = {"text", next_text};
