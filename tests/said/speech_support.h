/* speech_support.h — reports with mentions made by hand, for the tests of this folder. */
#ifndef ANNALS_TESTS_SAID_SPEECH_SUPPORT_H
#define ANNALS_TESTS_SAID_SPEECH_SUPPORT_H

#include "base/embedded.h"
#include "said/said.h"
#include "support.h"

static inline struct speech *open_speech(struct arena *arena)
{
    struct speech_tables tables = {.cues = embedded_data("said/cues.tsv"),
                                   .numbers = embedded_data("said/numbers.tsv"),
                                   .sizes = embedded_data("said/sizes.tsv")};
    struct speech *speech;
    struct annals_error error;
    if (speech_open(arena, &tables, &speech, &error))
        fail_msg("%s", error.message);
    return speech;
}

/* Makes the token of this form a mention of an entity of its own, named by the form. */
static inline uint32_t add_mention(struct annals_report *report, const char *form)
{
    struct arena *arena = &report->arena;
    uint32_t token = token_of_form(report, form), index = (uint32_t)report->mentions.count;
    struct span span = report->tokens.items[token].span;
    uint32_t *entities = arena_new(arena, uint32_t);
    *entities = (uint32_t)report->entities.count;
    *array_push(arena, &report->entities) = (struct entity){.name = str_of(form)};
    *array_push(arena, &report->mentions) =
        (struct mention){.span = span,
                         .name = span,
                         .sentence = report->tokens.items[token].sentence,
                         .first = token,
                         .end = token + 1,
                         .head = token,
                         .entities = entities,
                         .entity_count = 1};
    if (!report->mention_of_token) {
        report->mention_of_token = arena_new_array(arena, report->tokens.count + 1, uint32_t);
        for (size_t i = 0; i <= report->tokens.count; i++)
            report->mention_of_token[i] = NONE;
    }
    report->mention_of_token[token] = index;
    return index;
}

static inline struct str mention_text(const struct annals_report *report, uint32_t mention)
{
    return mention == NONE ? STR("-") : span_text(report, report->mentions.items[mention].span);
}

#endif
