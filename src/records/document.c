/* document.c — the document record: a whole report with its layers as one JSON object on a line. A
 * layer that was asked for and found nothing is an empty list; `links` has no finder yet and is
 * left out. */
#include "records/parts.h"

static const char *const ENTITY_TYPES[] = {"PER", "ORG", "GPE", "LOC", "FAC", "NORP", "ROLE"};
static const char *const MENTION_KINDS[] = {"name", "nominal", "pronoun"};
static const char *const QUOTE_KINDS[] = {"direct", "mixed", "indirect"};
static const char *const VOTE_VALUES[] = {"for", "against", "abstain", "veto", "absent"};
static const char *const GRAINS[] = {"day", "week", "month", "year"};

#define NAME_OF(names, value)                                                                      \
    str_of((size_t)(value) < sizeof(names) / sizeof *(names) ? (names)[value] : "")

/* ---- sentences and tokens ---- */

static void json_token(struct writer *writer, const struct annals_report *report,
                       const struct sentence *sentence, uint32_t index, unsigned layers)
{
    const struct token *token = &report->tokens.items[index];
    write_object(writer);
    write_key(writer, "i");
    write_integer(writer, index - sentence->first + 1);
    json_member(writer, "form", token->form);
    if (layers & ANNALS_TOKENS) {
        json_member(writer, "lemma", token->lemma);
        if (token->upos)
            json_member(writer, "upos", str_of(upos_name(token->upos)));
        if (token->xpos)
            json_member(writer, "xpos", str_of(xpos_name(token->xpos)));
        json_member(writer, "feats", token->feats);
    }
    if (layers & ANNALS_PARSE && token->deprel) {
        write_key(writer, "head");
        write_integer(writer, token->head == NONE ? 0 : token->head - sentence->first + 1);
        json_member(writer, "deprel", str_of(deprel_name(token->deprel)));
    }
    json_span(writer, report, token->span);
    write_object_end(writer);
}

static void json_sentence(struct writer *writer, const struct annals_report *report, uint32_t index,
                          unsigned layers)
{
    const struct sentence *sentence = &report->sentences.items[index];
    int64_t number = sentence_number(report, index);
    write_object(writer);
    if (number >= 0) {
        write_key(writer, "n");
        write_integer(writer, number);
    }
    json_span(writer, report, sentence->span);
    if (layers & (ANNALS_TOKENS | ANNALS_PARSE)) {
        write_key(writer, "tokens");
        write_list(writer);
        for (uint32_t i = 0; i < sentence->count; i++)
            json_token(writer, report, sentence, sentence->first + i, layers);
        write_list_end(writer);
    }
    write_object_end(writer);
}

/* Sentences of the headline are of use only with their words. */
static void json_sentences(struct writer *writer, const struct annals_report *report,
                           unsigned layers)
{
    bool words = layers & (ANNALS_TOKENS | ANNALS_PARSE);
    write_key(writer, "sentences");
    write_list(writer);
    for (size_t i = 0; i < report->sentences.count; i++)
        if (words || !report->sentences.items[i].span.in_title)
            json_sentence(writer, report, (uint32_t)i, layers);
    write_list_end(writer);
}

/* ---- entities ---- */

/* Mentions of each entity as a chain in the order of the text: `first` by entity, `next` by link. A
 * plural mention is a link in several chains. */
struct chains {
    uint32_t *first, *next, *mention;
};

static struct chains chain_mentions(struct arena *arena, const struct annals_report *report)
{
    size_t entities = report->entities.count, links = 0;
    for (size_t i = 0; i < report->mentions.count; i++)
        links += report->mentions.items[i].entity_count;
    struct chains chains = {.first = arena_new_array(arena, entities + 1, uint32_t),
                            .next = arena_new_array(arena, links + 1, uint32_t),
                            .mention = arena_new_array(arena, links + 1, uint32_t)};
    for (size_t i = 0; i < entities; i++)
        chains.first[i] = NONE;
    uint32_t link = 0;
    for (size_t i = report->mentions.count; i-- > 0;) {
        const struct mention *mention = &report->mentions.items[i];
        for (uint32_t e = 0; e < mention->entity_count; e++) {
            if (mention->entities[e] >= entities)
                continue;
            chains.mention[link] = (uint32_t)i;
            chains.next[link] = chains.first[mention->entities[e]];
            chains.first[mention->entities[e]] = link++;
        }
    }
    return chains;
}

static void json_mention(struct writer *writer, const struct annals_report *report,
                         const struct mention *mention)
{
    write_object(writer);
    write_key(writer, "start");
    write_integer(writer,
                  (int64_t)points_before(report, mention->span.in_title, mention->span.start));
    write_key(writer, "end");
    write_integer(writer,
                  (int64_t)points_before(report, mention->span.in_title, mention->span.end));
    json_member(writer, "text", span_text(report, mention->span));
    int64_t number = sentence_number(report, mention->sentence);
    if (number >= 0) {
        write_key(writer, "sentence");
        write_integer(writer, number);
    }
    json_member(writer, "kind", NAME_OF(MENTION_KINDS, mention->kind));
    if (mention->span.in_title)
        json_member(writer, "in", STR("title"));
    write_object_end(writer);
}

static void json_entity(struct writer *writer, const struct annals_report *report, size_t index,
                        const struct chains *chains)
{
    const struct entity *entity = &report->entities.items[index];
    write_object(writer);
    write_key(writer, "id");
    write_integer(writer, (int64_t)index);
    json_member(writer, "name", entity->name);
    json_member(writer, "type", NAME_OF(ENTITY_TYPES, entity->type));
    json_member(writer, "code", entity->code.size ? entity->code : STR("UNK"));
    json_member(writer, "sector", entity->sector);
    json_member(writer, "identifier_id", entity->identifier_id);
    write_key(writer, "mentions");
    write_list(writer);
    for (uint32_t link = chains->first[index]; link != NONE; link = chains->next[link])
        json_mention(writer, report, &report->mentions.items[chains->mention[link]]);
    write_list_end(writer);
    write_object_end(writer);
}

static void json_entities(struct writer *writer, const struct annals_report *report)
{
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    if (setjmp(exhausted)) {
        writer->failed = writer->failed ? writer->failed : 1;
        arena_free(&arena);
        return;
    }
    struct chains chains = chain_mentions(&arena, report);
    write_key(writer, "entities");
    write_list(writer);
    for (size_t i = 0; i < report->entities.count; i++)
        if (chains.first[i] != NONE)
            json_entity(writer, report, i, &chains);
    write_list_end(writer);
    arena_free(&arena);
}

/* ---- events, quotes, votes, sizes, times, places ---- */

static void json_events(struct writer *writer, const struct annals_report *report, bool no_text)
{
    struct event_form form = {.in_document = true, .no_text = no_text};
    write_key(writer, "events");
    write_list(writer);
    for (size_t i = 0; i < report->events.count; i++)
        json_event(writer, report, i, form);
    write_list_end(writer);
}

static void json_quote(struct writer *writer, const struct annals_report *report,
                       const struct quote *quote, bool no_text)
{
    write_object(writer);
    json_span(writer, report, quote->span);
    if (!no_text)
        json_member(writer, "text", span_text(report, quote->span));
    json_member(writer, "kind", NAME_OF(QUOTE_KINDS, quote->kind));
    if (quote->speaker != NONE) {
        struct party speaker = party_of_mention(report, quote->speaker);
        write_key(writer, "speaker");
        json_party(writer, report, &speaker, quote->span.in_title);
    }
    if (quote->cue.start < quote->cue.end) {
        write_key(writer, "cue");
        write_object(writer);
        json_span(writer, report, quote->cue);
        json_member(writer, "text", span_text(report, quote->cue));
        write_object_end(writer);
    }
    write_object_end(writer);
}

static void json_quotes(struct writer *writer, const struct annals_report *report, bool no_text)
{
    write_key(writer, "quotes");
    write_list(writer);
    for (size_t i = 0; i < report->quotes.count; i++)
        json_quote(writer, report, &report->quotes.items[i], no_text);
    write_list_end(writer);
}

static void json_tally(struct writer *writer, const char *key, int64_t number)
{
    if (number < 0)
        return;
    write_key(writer, key);
    write_integer(writer, number);
}

static void json_vote(struct writer *writer, const struct annals_report *report,
                      const struct vote *vote)
{
    write_object(writer);
    json_member(writer, "body", vote->body);
    json_member(writer, "measure", vote->measure);
    json_member(writer, "outcome", vote->outcome);
    json_tally(writer, "for", vote->votes_for);
    json_tally(writer, "against", vote->votes_against);
    json_tally(writer, "abstain", vote->abstain);
    write_key(writer, "voters");
    write_list(writer);
    for (size_t i = 0; i < vote->voters.count; i++) {
        write_object(writer);
        write_key(writer, "entity");
        json_party(writer, report, &vote->voters.items[i].party, vote->span.in_title);
        json_member(writer, "vote", NAME_OF(VOTE_VALUES, vote->voters.items[i].vote));
        write_object_end(writer);
    }
    write_list_end(writer);
    json_span(writer, report, vote->span);
    write_object_end(writer);
}

static void json_time(struct writer *writer, const struct annals_report *report,
                      const struct time *time)
{
    char text[16];
    write_object(writer);
    json_span(writer, report, time->span);
    json_member(writer, "text", span_text(report, time->span));
    json_member(writer, "value", date_text(time->from, text));
    json_member(writer, "grain", NAME_OF(GRAINS, time->grain));
    write_object_end(writer);
}

static void json_votes(struct writer *writer, const struct annals_report *report)
{
    write_key(writer, "votes");
    write_list(writer);
    for (size_t i = 0; i < report->votes.count; i++)
        json_vote(writer, report, &report->votes.items[i]);
    write_list_end(writer);
}

static void json_sizes(struct writer *writer, const struct annals_report *report)
{
    write_key(writer, "sizes");
    write_list(writer);
    for (size_t i = 0; i < report->sizes.count; i++)
        json_size(writer, report, &report->sizes.items[i], true);
    write_list_end(writer);
}

static void json_times(struct writer *writer, const struct annals_report *report)
{
    write_key(writer, "times");
    write_list(writer);
    for (size_t i = 0; i < report->times.count; i++)
        json_time(writer, report, &report->times.items[i]);
    write_list_end(writer);
}

static void json_places(struct writer *writer, const struct annals_report *report)
{
    write_key(writer, "places");
    write_list(writer);
    for (size_t i = 0; i < report->places.count; i++)
        json_place(writer, report, &report->places.items[i], true);
    write_list_end(writer);
}

/* ---- the whole ---- */

static void json_head(struct writer *writer, const struct annals_report *report, bool no_text)
{
    char date[16];
    write_key(writer, "id");
    write_string(writer, report->id);
    json_member(writer, "date", date_text(report->published, date));
    json_member(writer, "title", report->title);
    json_member(writer, "source", report->source);
    json_member(writer, "url", report->url);
    json_member(writer, "language", report->language);
    if (!no_text) {
        write_key(writer, "text");
        write_string(writer, report->text);
    }
    json_member(writer, "coder", str_of(report->coder));
    json_member(writer, "codebook", STR("plover-1.3"));
}

void write_document(struct writer *writer, const struct annals_report *report,
                    const struct annals_write_options *options)
{
    struct annals_write_options wanted = write_options(options);
    bool no_text = wanted.no_text != 0;
    write_object(writer);
    json_head(writer, report, no_text);
    json_sentences(writer, report, wanted.layers);
    if (wanted.layers & ANNALS_ENTITIES)
        json_entities(writer, report);
    json_events(writer, report, no_text);
    if (wanted.layers & ANNALS_QUOTES)
        json_quotes(writer, report, no_text);
    if (wanted.layers & ANNALS_VOTES)
        json_votes(writer, report);
    if (wanted.layers & ANNALS_SIZES)
        json_sizes(writer, report);
    if (wanted.layers & ANNALS_TIMES)
        json_times(writer, report);
    if (wanted.layers & ANNALS_PLACES)
        json_places(writer, report);
    write_object_end(writer);
    write_line_end(writer);
}
