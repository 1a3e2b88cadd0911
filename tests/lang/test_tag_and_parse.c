/* The network of the built-in model: trees of any input are trees, threads and batches change
 * nothing, damaged models are refused or run without harm. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "lang/lang.h"
#include "lang/model_file.h"
#include "lang/tag_and_parse.h"

static jmp_buf exhausted;

/* A report of sentences, each a string of words with blanks between them. */
static void fill_report(struct annals_report *report, const char *const *sentences, size_t count)
{
    *report = (struct annals_report){.arena = arena_make(0, &exhausted)};
    for (size_t s = 0; s < count; s++) {
        struct sentence sentence = {.first = (uint32_t)report->tokens.count};
        for (struct str rest = str_of(sentences[s]); rest.data;) {
            struct token token = {.form = str_cut(&rest, ' '),
                                  .head = NONE,
                                  .token_words = 1,
                                  .sentence = (uint32_t)s,
                                  .space_after = true};
            *(struct token *)array_push(&report->arena, &report->tokens) = token;
            sentence.count++;
        }
        *(struct sentence *)array_push(&report->arena, &report->sentences) = sentence;
    }
}

static void assert_trees(const struct annals_report *report)
{
    for (size_t s = 0; s < report->sentences.count; s++) {
        const struct sentence *sentence = &report->sentences.items[s];
        uint32_t roots = 0;
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            uint32_t steps = 0, at = i;
            const struct token *token = &report->tokens.items[i];
            assert_int_equal(token->head == NONE, token->deprel == DEPREL_ROOT);
            assert_int_not_equal(token->deprel, DEPREL_NONE);
            assert_int_not_equal(token->upos, UPOS_NONE);
            roots += token->head == NONE;
            while (report->tokens.items[at].head != NONE) {
                at = report->tokens.items[at].head;
                assert_true(at >= sentence->first && at < sentence->first + sentence->count);
                assert_true(++steps <= sentence->count);
            }
            assert_int_equal(at, sentence->root);
        }
        assert_int_equal(roots, 1);
    }
}

static struct analyser *open_built_in(struct arena *arena)
{
    struct model_file file;
    struct analyser *analyser;
    assert_int_equal(model_file_open("built-in", embedded_data("models/en.model"), &file, NULL), 0);
    assert_int_equal(analyser_open(arena, &file, &analyser, NULL), 0);
    return analyser;
}

static const char *const PLAIN[] = {
    "The minister met the rebels on Monday .",
    "PARLIAMENT REJECTS BUDGET",
    "!",
    "2024",
    "\xF0\x9F\x98\x80 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \x01 \xE2\x80\x9C",
    "Envoys who had left the talks returned , and the fighting stopped ."};
enum { PLAIN_COUNT = sizeof PLAIN / sizeof *PLAIN };

static void test_plain_sentence(void **state)
{
    (void)state;
    struct arena arena = arena_make(0, &exhausted);
    struct analyser *analyser = open_built_in(&arena);
    struct annals_report report;
    fill_report(&report, PLAIN, PLAIN_COUNT);
    assert_int_equal(tag_and_parse(analyser, &report, NULL), 0);
    assert_trees(&report);
    const struct token *tokens = report.tokens.items;
    assert_int_equal(tokens[2].upos, UPOS_VERB);
    assert_int_equal(tokens[2].head, NONE);
    assert_int_equal(tokens[1].head, 2);
    assert_int_equal(tokens[1].deprel, DEPREL_NSUBJ);
    assert_int_equal(tokens[4].deprel, DEPREL_OBJ);
    arena_free(&report.arena);
    analyser_close(analyser);
    arena_free(&arena);
}

/* Exchanging one state for another changes no tag and no arc. */
static void test_trees_do_not_depend_on_the_party(void **state)
{
    (void)state;
    static const char *const PAIR[] = {"Iran accused Israel of lying to French envoys in Paris .",
                                       "Kenya accused Peru of lying to Iranian envoys in Lima ."};
    struct arena arena = arena_make(0, &exhausted);
    struct analyser *analyser = open_built_in(&arena);
    struct annals_report report;
    fill_report(&report, PAIR, 2);
    assert_int_equal(tag_and_parse(analyser, &report, NULL), 0);
    for (uint32_t i = 0; i < report.sentences.items[0].count; i++) {
        const struct token *one = &report.tokens.items[i];
        const struct token *other = &report.tokens.items[i + report.sentences.items[1].first];
        assert_int_equal(one->upos, other->upos);
        assert_int_equal(one->deprel, other->deprel);
        if (one->head != NONE)
            assert_int_equal(one->head + report.sentences.items[1].first, other->head);
    }
    arena_free(&report.arena);
    analyser_close(analyser);
    arena_free(&arena);
}

static void test_long_sentence(void **state)
{
    (void)state;
    enum { WORDS = 2000 };
    static char text[WORDS * 5];
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + i * 5, i % 3 ? "talks" : "held ", 5), text[i * 5 + 4] = ' ';
    text[sizeof text - 1] = 0;
    const char *const sentences[] = {"It ended .", text, "It ended ."};
    struct arena arena = arena_make(0, &exhausted);
    struct analyser *analyser = open_built_in(&arena);
    struct annals_report report;
    fill_report(&report, sentences, 3);
    assert_int_equal(tag_and_parse(analyser, &report, NULL), 0);
    assert_trees(&report);
    for (uint32_t i = 0; i < 3; i++) /* the neighbours of a long sentence do not feel it */
        assert_int_equal(report.tokens.items[i].deprel,
                         report.tokens.items[report.sentences.items[2].first + i].deprel);
    arena_free(&report.arena);
    analyser_close(analyser);
    arena_free(&arena);
}

static void *parse_often(void *user)
{
    for (int round = 0; round < 20; round++) {
        struct annals_report report;
        fill_report(&report, PLAIN, PLAIN_COUNT);
        if (tag_and_parse(user, &report, NULL) || report.tokens.items[2].head != NONE)
            return user;
        arena_free(&report.arena);
    }
    return NULL;
}

static void test_threads_share_a_model(void **state)
{
    (void)state;
    struct arena arena = arena_make(0, &exhausted);
    struct analyser *analyser = open_built_in(&arena);
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, parse_often, analyser), 0);
    for (size_t i = 0; i < 4; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
    analyser_close(analyser);
    arena_free(&arena);
}

static void test_damaged_models(void **state)
{
    (void)state;
    struct str model = embedded_data("models/en.model");
    char *copy = aligned_alloc(64, (model.size + 63) / 64 * 64);
    assert_non_null(copy);
    memcpy(copy, model.data, model.size);
    struct model_file file;
    assert_int_equal(model_file_open("copy", (struct str){copy, model.size}, &file, NULL), 0);
    static const char *const SECTIONS[] = {"network", "labels", "words", "names"};
    static const size_t PLACES[] = {0, 3, 4, 8, 12, 16, 19, 20, 64, 68};
    for (size_t s = 0; s < 4; s++)
        for (size_t p = 0; p < sizeof PLACES / sizeof *PLACES; p++)
            for (int fill = 0; fill < 2; fill++) {
                char *place = (char *)model_section(&file, SECTIONS[s]).data + PLACES[p], kept[4];
                memcpy(kept, place, 4);
                memset(place, fill ? 0xff : 0, 4);
                struct arena arena = arena_make((size_t)64 << 20, &exhausted);
                struct analyser *analyser;
                struct annals_report report;
                if (!analyser_open(&arena, &file, &analyser, NULL)) {
                    fill_report(&report, PLAIN, PLAIN_COUNT);
                    tag_and_parse(analyser, &report, NULL);
                    assert_trees(&report);
                    arena_free(&report.arena);
                    analyser_close(analyser);
                }
                arena_free(&arena);
                memcpy(place, kept, 4);
            }
    free(copy);
}

int main(void)
{
    if (setjmp(exhausted))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_sentence),
        cmocka_unit_test(test_trees_do_not_depend_on_the_party),
        cmocka_unit_test(test_long_sentence),
        cmocka_unit_test(test_threads_share_a_model),
        cmocka_unit_test(test_damaged_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
