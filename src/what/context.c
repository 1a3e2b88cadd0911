/* context.c — what an act is about: contexts of its row, of its CAMEO code's table entry, and those
 * that words of its sentence tell. */
#include "what/coding.h"

enum { CONTEXT_LIMIT = 6, WORDS_AWAY = 80 };

static void push_context(struct coding *coding, struct event *event, struct str context)
{
    for (size_t i = 0; i < event->contexts.count; i++)
        if (str_equal(event->contexts.items[i], context))
            return;
    if (context.size && event->contexts.count < CONTEXT_LIMIT)
        *array_push(coding->arena, &event->contexts) = context;
}

static bool words_stand(const struct coding *coding, const struct word_list *words, uint32_t at,
                        uint32_t end)
{
    for (size_t i = 0; i < words->count; i++)
        if (at + i >= end || !is_word_at(coding, at + (uint32_t)i, words->items[i]))
            return false;
    return true;
}

void add_contexts(struct coding *coding, const struct reading *reading, struct event *event)
{
    for (size_t i = 0; i < reading->meaning->contexts.count; i++)
        push_context(coding, event, reading->meaning->contexts.items[i]);
    const struct sentence *sentence =
        &coding->report->sentences.items[token_at(coding, reading->trigger)->sentence];
    uint32_t end = sentence->first + sentence->count;
    uint32_t at = reading->trigger;
    uint32_t from = at > sentence->first + WORDS_AWAY ? at - WORDS_AWAY : sentence->first;
    for (uint32_t t = from; t < end && t < at + WORDS_AWAY; t++) {
        if (coding->word[t] == MAP_NONE)
            continue;
        const struct word_list *rows = &coding->lexicon->words.items[coding->word[t]].contexts;
        for (size_t i = 0; i < rows->count; i++) {
            const struct context_word *row = &coding->lexicon->context_words.items[rows->items[i]];
            if (words_stand(coding, &row->words, t, end))
                push_context(coding, event, coding->ontology->contexts.items[row->context]);
        }
    }
}
