/* read_conllu.c — CoNLL-U files as input: `# newdoc` begins a document; a file without one is a
 * document. The columns are read by conllu.c. */
#include "ingest/reader.h"

static bool begins_document(struct str start)
{
    return str_starts(start, STR("# newdoc")) || str_starts(start, STR("#newdoc"));
}

static int next_conllu(struct annals_reader *reader, struct annals_document *document,
                       struct annals_error *error)
{
    struct buffer text = {0};
    size_t first_line = reader->input.line;
    bool is_too_long = false, has_tokens = false;
    for (;;) {
        struct str start = input_peek(&reader->input, 8);
        if (!start.size || (has_tokens && begins_document(start)))
            break;
        has_tokens |= start.data[0] != '#' && start.data[0] != '\n' && start.data[0] != '\r';
        size_t limit = is_too_long ? 0 : reader->max_document;
        is_too_long |=
            input_line(&reader->input, &reader->arena, limit, &text) == INPUT_LINE_TOO_LONG;
    }
    if (!has_tokens || reader->input.failure)
        return ANNALS_END;
    const char *origin = origin_of_line(reader, first_line);
    if (is_too_long)
        return error_set(error, ANNALS_INPUT,
                         "%s: the document that begins here is larger than the %zu bytes a "
                         "document may have; raise the limit with --max-document",
                         origin, reader->max_document);
    document->text = text.bytes;
    document->text_size = text.used;
    document->format = "conllu";
    document->origin = origin;
    return ANNALS_OK;
}

const struct format FORMAT_CONLLU = {"conllu", next_conllu};
