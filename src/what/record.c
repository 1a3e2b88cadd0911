/* record.c — writes the event of a reading into the report, with its reasons for people. */
#include "what/coding.h"

static void sort_tokens(uint32_t *tokens, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && tokens[k] < tokens[k - 1]; k--) {
            uint32_t held = tokens[k];
            tokens[k] = tokens[k - 1];
            tokens[k - 1] = held;
        }
}

/* All words that carry the act; neighbours in one span. */
static void add_trigger_spans(struct coding *coding, const struct reading *reading,
                              struct event *event)
{
    uint32_t tokens[WORD_LIMIT + 1] = {reading->trigger};
    size_t count = 1;
    for (size_t i = 0; i < reading->word_count; i++)
        tokens[count++] = reading->words[i];
    sort_tokens(tokens, count);
    for (size_t i = 0; i < count;) {
        size_t k = i + 1;
        while (k < count && tokens[k] <= tokens[k - 1] + 1)
            k++;
        *array_push(coding->arena, &event->trigger_spans) =
            tokens_span(coding->report, tokens[i], tokens[k - 1] + 1);
        i = k;
    }
}

static struct str explain(struct coding *coding, const struct reading *reading)
{
    struct str text = STR("");
    if (reading->turned)
        text = str_format(coding->arena, "%s\n", reading->turned);
    if (reading->light_row)
        text = str_format(coding->arena, "%.*scarried by %.*s\n", STR_ARG(text),
                          STR_ARG(reading->light_row->rule));
    if (reading->actor_from_afar)
        text =
            str_format(coding->arena, "%.*sactor taken from an earlier sentence\n", STR_ARG(text));
    if (reading->recipient_from_afar)
        text = str_format(coding->arena, "%.*srecipient taken from an earlier sentence\n",
                          STR_ARG(text));
    for (size_t i = 0; i < reading->rival_count; i++)
        text = str_format(coding->arena, "%.*srival, fits less: %.*s\n", STR_ARG(text),
                          STR_ARG(reading->rivals[i]->rule));
    return text;
}

static void add_unknown_actor(struct coding *coding, const struct reading *reading,
                              struct event *event)
{
    const struct category *category = &coding->ontology->categories[reading->category];
    if (event->actors.count || !category->allows_unknown_actor)
        return;
    *array_push(coding->arena, &event->actors) = (struct party){
        NONE, NONE, tokens_span(coding->report, reading->trigger, reading->trigger + 1)};
}

void write_event(struct coding *coding, const struct reading *reading)
{
    struct event event = {.trigger = reading->trigger,
                          .sentence = token_at(coding, reading->trigger)->sentence,
                          .mode = reading->mode,
                          .cameo = reading->cameo,
                          .auxiliary = reading->auxiliary,
                          .actors = reading->actors,
                          .recipients = reading->recipients,
                          .place = NONE,
                          .rule = reading->meaning->rule,
                          .category = STR("")};
    if (reading->category != CATEGORY_NONE) {
        const struct category *category = &coding->ontology->categories[reading->category];
        event.category = category->name;
        event.quad_code = category->quad_code;
        event.event_scale = category->scale;
        if (!event.cameo.size)
            event.cameo = category->cameo;
        add_unknown_actor(coding, reading, &event);
    }
    const struct cameo_code *code = ontology_code(coding->ontology, event.cameo);
    event.goldstein = code ? code->goldstein : 0.0;
    add_trigger_spans(coding, reading, &event);
    add_contexts(coding, reading, &event);
    event.confidence = score_reading(coding, reading);
    event.explanation = explain(coding, reading);
    *array_push(coding->arena, &coding->report->events) = event;
}
