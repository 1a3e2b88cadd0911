/* what_support.h — sentences for the tests of the event coder, in one line each.
 *
 *     "Israel/NNP/2/nsubj@ISR.GOV attacked:attack/VBD/0/root Iran/NNP/2/obj@IRN"
 *
 * form[:lemma]/tag/head/relation[@CODE[.SECTOR]]; the lemma is the form in small letters where none
 * is written; @ makes the word a mention. Sentences are parted by " | ". */
#ifndef ANNALS_TESTS_WHAT_SUPPORT_H
#define ANNALS_TESTS_WHAT_SUPPORT_H

#include "base/embedded.h"
#include "support.h"
#include "what/lexicon.h"
#include "what/what.h"
#include <stdio.h>

static inline const char *upos_of_tag(struct str tag, struct str relation)
{
    static const char *const MAP[][2] = {
        {"MD", "AUX"},   {"VB", "VERB"}, {"NNP", "PROPN"}, {"NN", "NOUN"},  {"JJ", "ADJ"},
        {"IN", "ADP"},   {"DT", "DET"},  {"RB", "ADV"},    {"PRP", "PRON"}, {"TO", "PART"},
        {"CC", "CCONJ"}, {"CD", "NUM"},  {"W", "PRON"},    {"RP", "ADP"},   {"POS", "PART"}};
    if (str_starts(relation, STR("aux")) || str_starts(relation, STR("cop")))
        return "AUX";
    for (size_t i = 0; i < sizeof MAP / sizeof *MAP; i++)
        if (str_starts(tag, str_of(MAP[i][0])))
            return MAP[i][1];
    return "PUNCT";
}

/* One word of the notation as a line of CoNLL-U. */
static inline struct str conllu_of_word(struct arena *arena, struct str word, int number)
{
    struct str party = STR("_"), rest = word;
    size_t at = str_find(word, STR("@"), 0);
    if (at != SIZE_MAX) {
        party = str_format(arena, "Party=%.*s", (int)(word.size - at - 1), word.data + at + 1);
        rest = str_slice(word, 0, at);
    }
    struct str lemma = str_cut(&rest, '/'), tag = str_cut(&rest, '/'), head = str_cut(&rest, '/');
    struct str form = str_cut(&lemma, ':');
    if (!lemma.data)
        lemma = str_lower(arena, form);
    return str_format(arena, "%d %.*s %.*s %s %.*s _ %.*s %.*s _ %.*s\n", number, STR_ARG(form),
                      STR_ARG(lemma), upos_of_tag(tag, rest), STR_ARG(tag), STR_ARG(head),
                      STR_ARG(rest), STR_ARG(party));
}

static inline uint32_t entity_of_test(struct annals_report *report, struct str code,
                                      struct str sector)
{
    for (uint32_t i = 0; i < report->entities.count; i++)
        if (str_equal(report->entities.items[i].code, code) &&
            str_equal(report->entities.items[i].sector, sector))
            return i;
    *array_push(&report->arena, &report->entities) =
        (struct entity){.code = code, .country_code = code, .sector = sector, .knowledge = NONE};
    return (uint32_t)report->entities.count - 1;
}

static inline void add_test_mentions(struct annals_report *report)
{
    report->mention_of_token = arena_new_array(&report->arena, report->tokens.count + 1, uint32_t);
    for (uint32_t t = 0; t < report->tokens.count; t++) {
        struct token *token = &report->tokens.items[t];
        report->mention_of_token[t] = NONE;
        if (!str_starts(token->misc, STR("Party=")))
            continue;
        struct str sector = str_slice(token->misc, 6, token->misc.size);
        struct str code = str_cut(&sector, '.');
        struct mention mention = {.span = token->span,
                                  .name = token->span,
                                  .sentence = token->sentence,
                                  .first = t,
                                  .end = t + 1,
                                  .head = t,
                                  .entity_count = 1};
        mention.entities = arena_new(&report->arena, uint32_t);
        mention.entities[0] = entity_of_test(report, code, sector.data ? sector : STR(""));
        report->mention_of_token[t] = (uint32_t)report->mentions.count;
        *array_push(&report->arena, &report->mentions) = mention;
    }
}

/* A report of sentences in the notation above. */
static inline struct annals_report *report_of_words(const char *text)
{
    jmp_buf exhausted;
    struct arena arena = arena_make(0, &exhausted);
    struct str conllu = STR(""), rest = str_of(text);
    int number = 1;
    while (rest.data && rest.size) {
        struct str word = str_cut(&rest, ' ');
        if (str_equal(word, STR("|"))) {
            conllu = str_format(&arena, "%.*s\n", STR_ARG(conllu));
            number = 1;
        } else if (word.size) {
            struct str line = conllu_of_word(&arena, word, number++);
            conllu = str_format(&arena, "%.*s%.*s", STR_ARG(conllu), STR_ARG(line));
        }
    }
    conllu = str_format(&arena, "%.*s\n", STR_ARG(conllu));
    struct annals_report *report = report_of_conllu("", conllu.data);
    arena_free(&arena);
    add_test_mentions(report);
    return report;
}

/* The ontology that is built in, and a lexicon of the test's own. */
struct test_coder {
    struct arena arena;
    jmp_buf exhausted;
    struct ontology *ontology;
    struct lexicon *lexicon;
    struct annals_error error;
};

static inline struct test_coder *coder_new(void)
{
    struct test_coder *coder = calloc(1, sizeof *coder);
    assert_non_null(coder);
    coder->arena = arena_make(0, &coder->exhausted);
    struct ontology_tables tables = {
        embedded_data("ontology/events.tsv"), embedded_data("ontology/modes.tsv"),
        embedded_data("ontology/contexts.tsv"), embedded_data("ontology/cameo.tsv")};
    if (ontology_open(&coder->arena, &tables, &coder->ontology, &coder->error))
        fail_msg("%s", coder->error.message);
    return coder;
}

static inline void coder_free(struct test_coder *coder)
{
    arena_free(&coder->arena);
    free(coder);
}

/* Opens a lexicon of these texts (ended by NULL); the status is that of lexicon_open. */
static inline int coder_read(struct test_coder *coder, const char *const *texts, bool of_user)
{
    static const char *const NAMES[] = {"one.tsv",  "two.tsv", "three.tsv", "four.tsv",
                                        "five.tsv", "six.tsv", "seven.tsv"};
    struct lexicon_file files[7];
    size_t count = 0;
    for (; texts[count]; count++)
        files[count] = (struct lexicon_file){NAMES[count], str_of(texts[count]), false};
    if (of_user && count)
        files[count - 1].of_user = true;
    return lexicon_open(&coder->arena, coder->ontology, files, count, &coder->lexicon,
                        &coder->error);
}

/* The events of a report as text: "ASSAULT/aerial 195 [attack] ISR.GOV -> IRN +negation; …". */
static inline struct str events_text(struct annals_report *report)
{
    static const char *const MARKS[] = {"historical", "future", "hypothetical", "negation"};
    struct arena *arena = &report->arena;
    struct str text = STR("");
    for (size_t i = 0; i < report->events.count; i++) {
        const struct event *event = &report->events.items[i];
        text = str_format(arena, "%.*s%s%.*s%s%.*s %.*s [", STR_ARG(text), i ? "; " : "",
                          STR_ARG(event->category), event->mode.size ? "/" : "",
                          STR_ARG(event->mode), STR_ARG(event->cameo));
        for (size_t k = 0; k < event->trigger_spans.count; k++)
            text = str_format(arena, "%.*s%s%.*s", STR_ARG(text), k ? " " : "",
                              STR_ARG(span_text(report, event->trigger_spans.items[k])));
        text = str_format(arena, "%.*s]", STR_ARG(text));
        for (int side = 0; side < 2; side++) {
            const struct party_array *parties = side ? &event->recipients : &event->actors;
            if (side && parties->count)
                text = str_format(arena, "%.*s ->", STR_ARG(text));
            for (size_t k = 0; k < parties->count; k++) {
                const struct party *party = &parties->items[k];
                const struct entity *entity =
                    party->entity == NONE ? NULL : &report->entities.items[party->entity];
                text = str_format(arena, "%.*s %.*s%s%.*s", STR_ARG(text),
                                  STR_ARG(entity ? entity->code : STR("UNK")),
                                  entity && entity->sector.size ? "." : "",
                                  STR_ARG(entity ? entity->sector : STR("")));
            }
        }
        for (int m = 0; m < 4; m++)
            if (event->auxiliary & (1u << m))
                text = str_format(arena, "%.*s +%s", STR_ARG(text), MARKS[m]);
    }
    return text;
}

/* Codes the words and compares. */
static inline void assert_events(struct test_coder *coder, const char *words, const char *wanted)
{
    struct annals_report *report = report_of_words(words);
    assert_int_equal(find_events(coder->ontology, coder->lexicon, false, report, &coder->error), 0);
    assert_str(events_text(report), wanted);
    report_free(report);
}

#endif
