/* fuzz_ingest.c — any bytes as a document. The first byte says how: as plain text with or without a
 * headline, as CoNLL-U, with the tokenization kept. The text that comes out must be valid UTF-8 in
 * NFC without control characters, and its letters those of the input in order. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "ingest/charset.h"
#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool is_true)
{
    if (!is_true)
        abort();
}

static void check_field(struct arena *arena, struct str field)
{
    struct str other;
    struct annals_error error;
    demand(utf8_invalid(field) == SIZE_MAX && field.data[field.size] == '\0');
    demand(!tidy_text(arena, field, STR("fuzz"), &other, &error) && str_equal(field, other));
}

/* Every letter of `part` stands in `whole`, in the same order. */
static bool is_within(struct str part, struct str whole)
{
    size_t at = 0, other = 0;
    while (at < part.size) {
        uint32_t code = utf8_next(part, &at);
        if (utf8_is_space(code))
            continue;
        while (other < whole.size && utf8_next(whole, &other) != code)
            if (other == whole.size)
                return false;
        if (other > whole.size)
            return false;
    }
    return true;
}

static void check(struct annals_report *report, struct str received, bool is_composed)
{
    struct str normal;
    check_field(&report->arena, report->text);
    check_field(&report->arena, report->title);
    check_field(&report->arena, report->dateline);
    demand(!is_composed ||
           (utf8_nfc(&report->arena, report->text, &normal) && str_equal(normal, report->text)));
    struct annals_error error;
    demand(!decode_text(&report->arena, received, STR("fuzz"), &received, &error));
    if (!report->tokens_given && is_composed) {
        demand(utf8_nfc(&report->arena, received, &received));
        demand(is_within(report->text, received));
    }
    demand(utf8_index_points(&report->text_index, report->text.size) == utf8_length(report->text));
}

/* The shipped patterns, read once for all runs. */
static const struct boilerplate *shipped_patterns(void)
{
    static jmp_buf exhausted;
    static struct arena arena;
    static struct boilerplate *boilerplate;
    struct annals_error error;
    if (boilerplate)
        return boilerplate;
    arena = arena_make(0, &exhausted);
    if (setjmp(exhausted) ||
        boilerplate_open(&arena, embedded_data("ingest/boilerplate.tsv"), &boilerplate, &error))
        abort();
    return boilerplate;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    jmp_buf exhausted;
    struct annals_report report = {0};
    struct annals_error error;
    report.arena = arena_make(0, &exhausted);
    if (setjmp(exhausted))
        return 0;
    struct ingest ingest = {.boilerplate = shipped_patterns(), .keep_tokenization = data[0] & 1};
    struct annals_document document = ANNALS_DOCUMENT;
    document.text = (const char *)data + 1;
    document.text_size = size - 1;
    document.find_headline = data[0] & 2;
    document.format = data[0] & 4 ? "conllu" : NULL;
    if (!ingest_document(&ingest, &document, &report, &error))
        check(&report, (struct str){document.text, document.text_size}, !(data[0] & 1));
    arena_free(&report.arena);
    return 0;
}
