/* parties.h — a report from a CoNLL-U literal with its parties found by the built-in tables and
 * knowledge base. */
#ifndef ANNALS_TESTS_WHO_PARTIES_H
#define ANNALS_TESTS_WHO_PARTIES_H

#include "support.h"

#include "base/embedded.h"
#include "lang/lang.h"
#include "where/where.h"
#include "who/who.h"

struct base {
    struct arena arena;
    jmp_buf exhausted;
    struct who_tables *tables;
    struct knowledge *knowledge;
    struct gazetteer *gazetteer;
};

static inline int open_base(void **state)
{
    struct base *base = calloc(1, sizeof *base);
    struct annals_error error = {0};
    base->arena = arena_make(0, &base->exhausted);
    struct who_texts texts = {embedded_data("who/words.tsv"), embedded_data("who/pronouns.tsv"),
                              embedded_data("who/given_names.tsv"),
                              embedded_data("who/short_names.tsv")};
    if (who_tables_open(&base->arena, &texts, &base->tables, &error) ||
        knowledge_open(&base->arena, embedded_data("knowledge.bin"), NULL, 0, &base->knowledge,
                       &error) ||
        gazetteer_open(&base->arena, embedded_data("gazetteer.bin"), &base->gazetteer, &error)) {
        print_error("%s\n", error.message);
        return -1;
    }
    *state = base;
    return 0;
}

static inline int close_base(void **state)
{
    struct base *base = *state;
    arena_free(&base->arena);
    free(base);
    return 0;
}

static inline struct annals_report *parties_on(void **state, const char *date, const char *text)
{
    const struct base *base = *state;
    struct annals_error error = {0};
    struct annals_report *report =
        *date ? report_of_conllu_on(date, NULL, text) : report_of_conllu(NULL, text);
    index_tree(report);
    assert_int_equal(find_parties(base->tables, base->knowledge, base->gazetteer, report, &error),
                     0);
    return report;
}

/* The mention with these words; fails the test if there is none. `nth` counts from 0. */
static inline const struct mention *nth_mention(const struct annals_report *report,
                                                const char *words, int nth)
{
    for (size_t i = 0; i < report->mentions.count; i++)
        if (str_equal(span_text(report, report->mentions.items[i].span), str_of(words)) &&
            nth-- == 0)
            return &report->mentions.items[i];
    for (size_t i = 0; i < report->mentions.count; i++)
        print_message("mention: %.*s\n",
                      STR_ARG(span_text(report, report->mentions.items[i].span)));
    fail_msg("no mention \"%s\"", words);
    return NULL;
}

static inline const struct mention *mention_of(const struct annals_report *report,
                                               const char *words)
{
    return nth_mention(report, words, 0);
}

static inline bool has_mention(const struct annals_report *report, const char *words)
{
    for (size_t i = 0; i < report->mentions.count; i++)
        if (str_equal(span_text(report, report->mentions.items[i].span), str_of(words)))
            return true;
    return false;
}

static inline const struct entity *entity_of_mention(const struct annals_report *report,
                                                     const struct mention *mention)
{
    assert_true(mention->entity_count >= 1);
    return &report->entities.items[mention->entities[0]];
}

static inline const struct entity *entity_named(const struct annals_report *report,
                                                const char *words)
{
    return entity_of_mention(report, mention_of(report, words));
}

static inline void assert_party(const struct annals_report *report, const char *words,
                                const char *code, const char *sector)
{
    const struct entity *entity = entity_named(report, words);
    if (!str_equal(entity->code, str_of(code)) || !str_equal(entity->sector, str_of(sector)))
        fail_msg("\"%s\" is %.*s %.*s where %s %s was wanted", words, STR_ARG(entity->code),
                 STR_ARG(entity->sector), code, sector);
}

static inline void assert_same(const struct annals_report *report, const struct mention *a,
                               const struct mention *b)
{
    assert_int_equal(a->entity_count, 1);
    assert_int_equal(b->entity_count, 1);
    assert_int_equal(a->entities[0], b->entities[0]);
    (void)report;
}

#endif
