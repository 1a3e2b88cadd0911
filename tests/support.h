/* support.h — what unit tests of all folders share: a report made from a CoNLL-U literal.
 *
 *     struct annals_report *report = report_of_conllu("", "1 Israel …\n2 agreed …\n");
 *     …
 *     report_free(report);
 *
 * In the literals columns may stand blanks apart (no form can then hold one), and columns at the
 * end of a line may be left out. A sentence ends with an empty line. */
#ifndef ANNALS_TESTS_SUPPORT_H
#define ANNALS_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/conllu.h"
#include "report.h"
#include "when/when.h"

/* A report and where its arena goes when memory is at an end, which in a test is the end. */
struct test_report {
    struct annals_report report;
    jmp_buf exhausted;
};

/* An empty report; free it with report_free. */
static inline struct annals_report *report_new(void)
{
    struct test_report *test = calloc(1, sizeof *test);
    assert_non_null(test);
    test->report.arena = arena_make(0, &test->exhausted);
    test->report.id = STR("test");
    test->report.origin = STR("test");
    return &test->report;
}

static inline void report_free(struct annals_report *report)
{
    arena_free(&report->arena);
    free(report);
}

/* The literal with tabs between columns and ten of them. */
static inline struct str conllu_of_literal(struct arena *arena, const char *literal)
{
    struct str out = STR(""), rest = str_of(literal);
    while (rest.data && rest.size) {
        struct str line = str_cut(&rest, '\n');
        if (!line.size || line.data[0] == '#') {
            out = str_format(arena, "%.*s%.*s\n", STR_ARG(out), STR_ARG(line));
            continue;
        }
        size_t columns = 0;
        for (size_t i = 0; i < line.size;) {
            size_t start = i;
            while (i < line.size && line.data[i] != ' ' && line.data[i] != '\t')
                i++;
            struct str column = str_slice(line, start, i);
            if (column.size)
                out = str_format(arena, "%.*s%s%.*s", STR_ARG(out), columns++ ? "\t" : "",
                                 STR_ARG(column));
            while (i < line.size && (line.data[i] == ' ' || line.data[i] == '\t'))
                i++;
        }
        for (; columns < 10; columns++)
            out = str_format(arena, "%.*s\t_", STR_ARG(out));
        out = str_format(arena, "%.*s\n", STR_ARG(out));
    }
    return out;
}

/* Where DEPS was left out: the edges of the tree, so that the graph is the plain tree. Makes
 * `first_edge` as well. */
static inline void complete_edges(struct annals_report *report)
{
    if (report->edges.count == 0)
        for (size_t i = 0; i < report->tokens.count; i++)
            *array_push(&report->arena, &report->edges) =
                (struct edge){.head = report->tokens.items[i].head,
                              .dependent = (uint32_t)i,
                              .deprel = report->tokens.items[i].deprel,
                              .lexical = STR("")};
    report->first_edge = arena_new_array(&report->arena, report->tokens.count + 1, uint32_t);
    uint32_t edge = 0;
    for (uint32_t token = 0; token <= report->tokens.count; token++) {
        while (edge < report->edges.count && report->edges.items[edge].dependent < token)
            edge++;
        report->first_edge[token] = edge;
    }
}

/* A report with title (NULL or "": none) and text as read_language would leave them: id "test", no
 * date. Fails the test if a literal is not CoNLL-U. */
static inline struct annals_report *report_of_conllu(const char *title, const char *text)
{
    struct annals_report *report = report_new();
    struct annals_error error = {0};
    if (title && *title &&
        read_conllu(conllu_of_literal(&report->arena, title), STR("title"), true, report, &error))
        fail_msg("%s", error.message);
    if (read_conllu(conllu_of_literal(&report->arena, text), STR("text"), false, report, &error))
        fail_msg("%s", error.message);
    report->title_index = utf8_index_make(&report->arena, report->title);
    report->text_index = utf8_index_make(&report->arena, report->text);
    complete_edges(report);
    return report;
}

/* The same, published on `date` ("2024-03-25"). */
static inline struct annals_report *report_of_conllu_on(const char *date, const char *title,
                                                        const char *text)
{
    struct annals_report *report = report_of_conllu(title, text);
    assert_true(date_parse(str_of(date), &report->published));
    return report;
}

/* A report with title and text as ingest_document leaves them, no tokens. Borrows both. */
static inline struct annals_report *report_of_text(const char *title, const char *text)
{
    struct annals_report *report = report_new();
    report->title = str_of(title);
    report->text = str_of(text);
    report->title_index = utf8_index_make(&report->arena, report->title);
    report->text_index = utf8_index_make(&report->arena, report->text);
    return report;
}

/* First token with this form; fails the test if there is none. */
static inline uint32_t token_of_form(const struct annals_report *report, const char *form)
{
    for (uint32_t i = 0; i < report->tokens.count; i++)
        if (str_equal(report->tokens.items[i].form, str_of(form)))
            return i;
    fail_msg("no token \"%s\"", form);
    return NONE;
}

static inline void assert_str(struct str got, const char *wanted)
{
    if (!str_equal(got, str_of(wanted)))
        fail_msg("\"%.*s\" where \"%s\" was wanted", STR_ARG(got), wanted);
}

#endif
