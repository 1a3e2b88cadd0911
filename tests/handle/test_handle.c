/* test_handle.c — the public interface: opening, coding, sharing by threads, wrong calls. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annals.h"

static annals *open_coder(void)
{
    struct annals_error error;
    annals *coder;
    if (annals_open(NULL, &coder, &error))
        fail_msg("%s", error.message);
    return coder;
}

static struct annals_document document_of(const char *text)
{
    struct annals_document document = ANNALS_DOCUMENT;
    document.text = text;
    document.text_size = strlen(text);
    document.date = "2024-03-25";
    return document;
}

static void test_code(void **state)
{
    (void)state;
    annals *coder = open_coder();
    struct annals_document document = document_of("Kenya condemned the attack on Somalia.");
    document.title = "A title";
    annals_report *report;
    assert_int_equal(annals_code(coder, &document, &report, NULL), ANNALS_OK);
    assert_string_equal(annals_report_get(report, "text"), document.text);
    assert_string_equal(annals_report_get(report, "title"), "A title");
    assert_string_equal(annals_report_get(report, "date"), "2024-03-25");
    assert_int_equal(strlen(annals_report_get(report, "id")), 16);
    assert_string_equal(annals_report_get(report, "colour"), "");
    size_t count;
    assert_non_null(annals_report_events(report, &count));
    annals_report_free(report);
    annals_close(coder);
}

static void test_wrong_options(void **state)
{
    (void)state;
    struct annals_error error;
    annals *coder;
    struct annals_options options = ANNALS_OPTIONS;
    options.size = 0;
    assert_int_equal(annals_open(&options, &coder, &error), ANNALS_SETUP);
    assert_non_null(strstr(error.message, "ANNALS_OPTIONS"));
    assert_null(coder);
    options = (struct annals_options)ANNALS_OPTIONS;
    options.date = "25 March";
    assert_int_equal(annals_open(&options, &coder, &error), ANNALS_SETUP);
    options = (struct annals_options)ANNALS_OPTIONS;
    options.min_confidence = 2;
    assert_int_equal(annals_open(&options, &coder, &error), ANNALS_SETUP);
    options = (struct annals_options)ANNALS_OPTIONS;
    options.model = "/nowhere/no.model";
    assert_int_equal(annals_open(&options, &coder, &error), ANNALS_SETUP);
    assert_int_equal(error.status, ANNALS_SETUP);
    assert_non_null(strstr(error.message, "/nowhere/no.model"));
}

/* A program compiled against a header with fewer fields: the rest has its defaults. */
static void test_older_caller(void **state)
{
    (void)state;
    annals *coder;
    struct annals_options options = ANNALS_OPTIONS;
    options.size = offsetof(struct annals_options, keep_auxiliary);
    options.keep_auxiliary = 0xFFFF;
    options.min_confidence = 7; /* beyond its size: not read */
    assert_int_equal(annals_open(&options, &coder, NULL), ANNALS_OK);
    annals_close(coder);
}

static void test_wrong_documents(void **state)
{
    (void)state;
    annals *coder = open_coder();
    annals_report *report;
    struct annals_error error;
    struct annals_document document = ANNALS_DOCUMENT;
    assert_int_equal(annals_code(coder, &document, &report, &error), ANNALS_INPUT);
    assert_null(report);
    document = document_of("A.");
    document.size = 0;
    assert_int_equal(annals_code(coder, &document, &report, &error), ANNALS_SETUP);
    document = document_of("Bonjour.");
    document.language = "fr";
    document.origin = "here:1";
    assert_int_equal(annals_code(coder, &document, &report, &error), ANNALS_INPUT);
    assert_non_null(strstr(error.message, "here:1"));
    document = document_of("Good.");
    assert_int_equal(annals_code(coder, &document, &report, &error), ANNALS_OK);
    annals_report_free(report);
    annals_report_free(NULL);
    annals_close(coder);
    annals_close(NULL);
}

static void test_digests(void **state)
{
    (void)state;
    annals *coder = open_coder();
    assert_int_equal(strlen(annals_digest(coder, "lexicon")), 16);
    assert_int_equal(strlen(annals_digest(coder, "places")), 16);
    assert_int_equal(strlen(annals_digest(coder, "ontology")), 16);
    assert_string_equal(annals_digest(coder, "weather"), "");
    annals_close(coder);
}

/* ---- threads ---- */

struct output {
    char *bytes;
    size_t used;
};

static int gather(void *user, const char *bytes, size_t size)
{
    struct output *output = user;
    char *larger = realloc(output->bytes, output->used + size + 1);
    if (!larger)
        return 1;
    output->bytes = larger;
    memcpy(output->bytes + output->used, bytes, size);
    output->used += size;
    output->bytes[output->used] = 0;
    return 0;
}

static void *code_often(void *user)
{
    annals *coder = user;
    struct output *output = calloc(1, sizeof *output);
    for (int i = 0; i < 20; i++) {
        struct annals_document document = document_of(
            "Kenya’s president met leaders of Uganda in Kampala on Monday. Peru accused "
            "Chile of firing on a boat, and 12 people were hurt.");
        annals_report *report;
        if (annals_code(coder, &document, &report, NULL))
            return NULL;
        annals_write(report, "document", NULL, gather, output, NULL);
        annals_report_free(report);
    }
    return output;
}

static void test_threads_share(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    annals *coder = open_coder();
    pthread_t threads[THREADS];
    struct output *outputs[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, code_often, coder), 0);
    for (int i = 0; i < THREADS; i++) {
        void *result;
        pthread_join(threads[i], &result);
        assert_non_null(result);
        outputs[i] = result;
    }
    for (int i = 0; i < THREADS; i++) {
        assert_string_equal(outputs[i]->bytes, outputs[0]->bytes);
        if (i) {
            free(outputs[i]->bytes);
            free(outputs[i]);
        }
    }
    free(outputs[0]->bytes);
    free(outputs[0]);
    annals_close(coder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code),         cmocka_unit_test(test_wrong_options),
        cmocka_unit_test(test_older_caller), cmocka_unit_test(test_wrong_documents),
        cmocka_unit_test(test_digests),      cmocka_unit_test(test_threads_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
