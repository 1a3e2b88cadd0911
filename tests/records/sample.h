/* sample.h — a small report made by hand, with something in every layer, for the tests of the
 * writers. The text holds characters of several bytes, so that offsets in bytes would show. */
#ifndef ANNALS_TESTS_SAMPLE_H
#define ANNALS_TESTS_SAMPLE_H

#include "records/records.h"
#include "support.h"

static const char SAMPLE_TITLE[] = "Élan rejects talks";
static const char SAMPLE_TEXT[] =
    "“Élan” won’t meet Rivia, it said Monday. About 30 were hurt in Ost.";

/* The span of the first `words` in the title or text. */
static struct span sample_span(const struct annals_report *report, bool in_title, const char *words)
{
    size_t at = str_find(report_field(report, in_title), str_of(words), 0);
    assert_true(at != SIZE_MAX);
    return (struct span){(uint32_t)at, (uint32_t)(at + strlen(words)), in_title};
}

static void sample_token(struct annals_report *report, uint32_t sentence, bool in_title,
                         const char *form, uint32_t head, unsigned upos, unsigned deprel)
{
    struct arena *arena = &report->arena;
    size_t from = 0;
    if (report->tokens.count) {
        const struct token *last = &report->tokens.items[report->tokens.count - 1];
        from = last->span.in_title == in_title ? last->span.end : 0;
    }
    size_t at = str_find(report_field(report, in_title), str_of(form), from);
    assert_true(at != SIZE_MAX);
    size_t end = at + strlen(form);
    *array_push(arena, &report->tokens) = (struct token){
        .span = {(uint32_t)at, (uint32_t)end, in_title},
        .form = str_of(form),
        .lemma = str_of(form),
        .sentence = sentence,
        .head = head,
        .upos = (uint8_t)upos,
        .deprel = (uint8_t)deprel,
        .token_words = 1,
        .space_after = end < report_field(report, in_title).size &&
                       report_field(report, in_title).data[end] == ' ',
    };
    *array_push(arena, &report->edges) =
        (struct edge){head, (uint32_t)report->tokens.count - 1, (uint8_t)deprel, false, STR("")};
}

static void sample_sentence(struct annals_report *report, struct span span, uint32_t first,
                            uint32_t paragraph)
{
    *array_push(&report->arena, &report->sentences) = (struct sentence){
        .span = span,
        .first = first,
        .count = (uint32_t)report->tokens.count - first,
        .paragraph = paragraph,
        .root = first,
    };
}

static void sample_language(struct annals_report *report)
{
    sample_token(report, 0, true, "Élan", 1, UPOS_PROPN, DEPREL_NSUBJ);
    sample_token(report, 0, true, "rejects", NONE, UPOS_VERB, DEPREL_ROOT);
    sample_token(report, 0, true, "talks", 1, UPOS_NOUN, DEPREL_OBJ);
    sample_sentence(report, sample_span(report, true, SAMPLE_TITLE), 0, 0);
    sample_token(report, 1, false, "“", 4, UPOS_PUNCT, DEPREL_PUNCT);
    sample_token(report, 1, false, "Élan", 8, UPOS_PROPN, DEPREL_NSUBJ);
    sample_token(report, 1, false, "”", 4, UPOS_PUNCT, DEPREL_PUNCT);
    sample_token(report, 1, false, "wo", 8, UPOS_AUX, DEPREL_AUX);
    sample_token(report, 1, false, "n’t", 8, UPOS_PART, DEPREL_ADVMOD);
    sample_token(report, 1, false, "meet", NONE, UPOS_VERB, DEPREL_ROOT);
    sample_token(report, 1, false, "Rivia", 8, UPOS_PROPN, DEPREL_OBJ);
    /* "won’t" is one token of two words */
    struct span whole = sample_span(report, false, "won’t");
    for (uint32_t i = 6; i <= 7; i++) {
        report->tokens.items[i].span = whole;
        report->tokens.items[i].token_words = 2;
        report->tokens.items[i].word_of_token = (uint8_t)(i - 6);
    }
    report->tokens.items[7].space_after = true;
    sample_sentence(report, sample_span(report, false, "“Élan” won’t meet Rivia, it said Monday."),
                    3, 0);
    sample_token(report, 2, false, "hurt", NONE, UPOS_VERB, DEPREL_ROOT);
    sample_sentence(report, sample_span(report, false, "About 30 were hurt in Ost."), 10, 1);
    report->first_edge = arena_new_array(&report->arena, report->tokens.count + 1, uint32_t);
    for (uint32_t i = 0; i <= report->tokens.count; i++)
        report->first_edge[i] = i;
}

static void sample_mention(struct annals_report *report, struct span span, uint32_t sentence,
                           uint32_t entity)
{
    struct mention mention = {.span = span, .sentence = sentence, .entity_count = 1};
    mention.entities = arena_new(&report->arena, uint32_t);
    *mention.entities = entity;
    *array_push(&report->arena, &report->mentions) = mention;
}

static void sample_parties(struct annals_report *report)
{
    struct arena *arena = &report->arena;
    *array_push(arena, &report->entities) = (struct entity){
        .name = STR("Élan"),
        .code = STR("ELA"),
        .country_code = STR("ELA"),
        .sector = STR("GOV"),
        .other_sectors = STR("MIL|PTY"),
        .cameo = STR("ELAGOV"),
        .identifier_id = STR("Q1"),
        .type = ENTITY_GPE,
    };
    *array_push(arena, &report->entities) = (struct entity){.code = STR("RIV"), .type = ENTITY_GPE};
    sample_mention(report, sample_span(report, true, "Élan"), 0, 0);
    sample_mention(report, sample_span(report, false, "Élan"), 1, 0);
    sample_mention(report, sample_span(report, false, "Rivia"), 1, 1);
    sample_mention(report, sample_span(report, false, "it"), 1, 0);
    report->mentions.items[3].kind = MENTION_PRONOUN;
}

static struct event *sample_event(struct annals_report *report, uint32_t trigger, const char *words,
                                  const char *category)
{
    struct event *event = array_push(&report->arena, &report->events);
    uint32_t sentence = report->tokens.items[trigger].sentence;
    bool in_title = report->sentences.items[sentence].span.in_title;
    *event = (struct event){.trigger = trigger,
                            .sentence = sentence,
                            .category = str_of(category),
                            .cameo = STR("120"),
                            .place = NONE,
                            .confidence = 0.9,
                            .event_scale = -4.2,
                            .goldstein = -5,
                            .quad_code = 3,
                            .rule = STR("reject"),
                            .date = report->published};
    *array_push(&report->arena, &event->trigger_spans) = sample_span(report, in_title, words);
    return event;
}

static void sample_party(struct annals_report *report, struct party_array *parties,
                         uint32_t mention)
{
    *array_push(&report->arena, parties) = (struct party){
        mention, *report->mentions.items[mention].entities, report->mentions.items[mention].span};
}

/* Events in the wrong order, as a stage may leave them. */
static void sample_events(struct annals_report *report)
{
    struct arena *arena = &report->arena;
    struct event *hurt = sample_event(report, 10, "hurt", "ASSAULT");
    hurt->confidence = 0.456;
    hurt->place = 0;
    *array_push(arena, &hurt->sizes) = 0;
    struct event *meet = sample_event(report, 8, "meet", "REJECT");
    sample_party(report, &meet->actors, 1);
    sample_party(report, &meet->recipients, 2);
    sample_party(report, &meet->reporters, 3);
    meet->mode = STR("meet");
    meet->auxiliary = ANNALS_NEGATION | ANNALS_FUTURE;
    *array_push(arena, &meet->contexts) = STR("diplomatic");
    *array_push(arena, &meet->contexts) = STR("military");
    meet->date = (struct date){2024, 3, 25};
    meet->end_date = (struct date){2024, 3, 26};
    meet->date_from_text = true;
    struct event *title = sample_event(report, 1, "rejects", "REJECT");
    sample_party(report, &title->actors, 0);
    sample_party(report, &title->recipients, 2);
}

static void sample_layers(struct annals_report *report)
{
    struct arena *arena = &report->arena;
    *array_push(arena, &report->sizes) = (struct size_count){
        .span = sample_span(report, false, "About 30"),
        .kind = STR("injured"),
        .approx = STR("about"),
        .value = 30,
        .event = 0,
    };
    *array_push(arena, &report->places) = (struct place){
        .span = sample_span(report, false, "Ost"),
        .extracted = STR("Ost"),
        .resolved = STR("Ost, Élan"),
        .geonameid = STR("7"),
        .country_code = STR("ELA"),
        .latitude = 48.25,
        .longitude = -3,
    };
    *array_push(arena, &report->times) = (struct time){
        .span = sample_span(report, false, "Monday"), .from = {2024, 3, 25}, .grain = GRAIN_DAY};
    *array_push(arena, &report->quotes) = (struct quote){.span = sample_span(report, false, "Élan"),
                                                         .cue = sample_span(report, false, "said"),
                                                         .speaker = 3,
                                                         .kind = QUOTE_MIXED};
    struct vote *vote = array_push(arena, &report->votes);
    *vote = (struct vote){.span = sample_span(report, false, "meet"),
                          .body = STR("Council"),
                          .outcome = STR("adopted"),
                          .votes_for = 14,
                          .votes_against = 0,
                          .abstain = -1};
    *array_push(arena, &vote->voters) =
        (struct voter){{2, 1, report->mentions.items[2].span}, VOTE_VETO};
}

/* The whole report, finished with all events kept. */
static struct annals_report *sample_report(unsigned keep_auxiliary, double min_confidence)
{
    struct annals_report *report = report_new();
    report->id = STR("r1");
    report->coder = "annals 9";
    report->title = str_of(SAMPLE_TITLE);
    report->text = str_of(SAMPLE_TEXT);
    report->source = STR("The \"Post\"");
    report->published = (struct date){2024, 3, 26};
    report->title_index = utf8_index_make(&report->arena, report->title);
    report->text_index = utf8_index_make(&report->arena, report->text);
    sample_language(report);
    sample_parties(report);
    sample_events(report);
    sample_layers(report);
    assert_int_equal(finish_records(report, keep_auxiliary, min_confidence, NULL), 0);
    return report;
}

/* ---- what a writer wrote ---- */

struct sample_output {
    char bytes[65536];
    size_t used;
};

static int sample_sink(void *user, const char *bytes, size_t size)
{
    struct sample_output *output = user;
    assert_true(size < sizeof output->bytes - output->used);
    memcpy(output->bytes + output->used, bytes, size);
    output->used += size;
    output->bytes[output->used] = 0;
    return 0;
}

/* Writes in `format`; the text lives until the next call. */
static const char *sample_written(const struct annals_report *report, const char *format,
                                  const struct annals_write_options *options)
{
    static struct sample_output output;
    output.used = 0;
    output.bytes[0] = 0;
    assert_int_equal(annals_write(report, format, options, sample_sink, &output, NULL), 0);
    return output.bytes;
}

#endif
