/* fuzz_conllu.c — any bytes as CoNLL-U. What is accepted must hold the promises of conllu.h: spans
 * lie in the text, in order, and are as long as what they name; heads stay within the sentence. */
#include <setjmp.h>
#include <stdlib.h>

#include "ingest/charset.h"
#include "ingest/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool is_true)
{
    if (!is_true)
        abort();
}

static void check(const struct annals_report *report)
{
    uint32_t last = 0;
    for (size_t i = 0; i < report->tokens.count; i++) {
        const struct token *token = &report->tokens.items[i];
        const struct sentence *sentence = &report->sentences.items[token->sentence];
        demand(token->span.start <= token->span.end && token->span.end <= report->text.size);
        demand(token->span.end >= last && token->form.size > 0);
        last = token->span.end;
        demand(token->head == NONE ||
               (token->head >= sentence->first && token->head < sentence->first + sentence->count));
        demand(token->word_of_token < token->token_words);
    }
    for (size_t i = 0; i < report->edges.count; i++)
        demand(report->edges.items[i].dependent < report->tokens.count &&
               report->edges.items[i].deprel != DEPREL_NONE);
    demand(utf8_invalid(report->text) == SIZE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jmp_buf exhausted;
    struct annals_report report = {0};
    struct annals_error error;
    report.arena = arena_make(0, &exhausted);
    struct str text = {(const char *)data, size};
    if (setjmp(exhausted) == 0 && !decode_text(&report.arena, text, STR("fuzz"), &text, &error) &&
        !read_conllu(text, STR("fuzz:1"), false, &report, &error))
        check(&report);
    arena_free(&report.arena);
    return 0;
}
