/* fuzz_segment.c — any text into the segmenter: every character but white space must be in exactly
 * one token, in order. The same entry serves libFuzzer and the replayer (fuzz/replay.c). */
#include <stdlib.h>

#include "base/embedded.h"
#include "lang/model_file.h"
#include "lang/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_cover(const struct annals_report *report)
{
    struct str text = report->text;
    size_t at = 0, sentence_end = 0;
    for (size_t i = 0; i < report->tokens.count; i++) {
        const struct token *token = &report->tokens.items[i];
        if (token->word_of_token)
            continue;
        while (at < token->span.start)
            if (!utf8_is_space(utf8_next(text, &at)))
                abort();
        if (at != token->span.start || token->span.end <= at || token->span.end > text.size)
            abort();
        at = token->span.end;
    }
    while (at < text.size)
        if (!utf8_is_space(utf8_next(text, &at)))
            abort();
    for (size_t i = 0; i < report->sentences.count; i++) {
        const struct sentence *sentence = &report->sentences.items[i];
        if (!sentence->count || sentence->span.start < sentence_end)
            abort();
        sentence_end = sentence->span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static jmp_buf exhausted;
    static struct arena loaded;
    static struct segmenter *segmenter;
    static struct annals_report report;
    struct annals_error error;
    if (setjmp(exhausted))
        abort();      /* the machine has no memory left: nothing about the target */
    if (!segmenter) { /* the built-in classifier where there is one, else the rules */
        struct model_file file;
        struct str bytes = embedded_data("models/en.model"), section = {NULL, 0};
        loaded = arena_make(0, &exhausted);
        if (bytes.data && !model_file_open("en.model", bytes, &file, &error))
            section = model_section(&file, "segment");
        if (segmenter_open(&loaded, "fuzz", section, &segmenter, &error))
            abort();
    }
    report = (struct annals_report){.arena = arena_make(0, &exhausted)};
    report.title = STR("");
    report.text = (struct str){(const char *)data, size};
    if (split_text(segmenter, &report, &error))
        abort();
    check_cover(&report);
    arena_free(&report.arena);
    return 0;
}
