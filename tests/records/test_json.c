/* test_json.c — event and document records: order, choice, keys, offsets, what is left out. */
#include <jansson.h>
#include <stdio.h>

#include "sample.h"

static json_t *load(const char *text)
{
    json_t *value = json_loads(text, 0, NULL);
    assert_non_null(value);
    return value;
}

/* The value at keys and indices joined by `/`, as text ("actor/0/code"). */
static const char *at(json_t *value, const char *path)
{
    static char text[256];
    char words[128];
    snprintf(words, sizeof words, "%s", path);
    for (char *word = strtok(words, "/"); word && value; word = strtok(NULL, "/"))
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(word))
                                     : json_object_get(value, word);
    if (!value)
        return "absent";
    if (json_is_string(value))
        return json_string_value(value);
    char *dumped = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));
    snprintf(text, sizeof text, "%s", dumped);
    free(dumped);
    return text;
}

static void assert_keys(json_t *object, const char *wanted)
{
    char keys[512] = "";
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        snprintf(keys + strlen(keys), sizeof keys - strlen(keys), "%s%s", *keys ? " " : "", key);
    }
    assert_string_equal(keys, wanted);
}

/* Line `n` of the written records. */
static json_t *record(const struct annals_report *report, int n,
                      const struct annals_write_options *options)
{
    const char *line = sample_written(report, "plover", options);
    for (; n; n--)
        line = strchr(line, '\n') + 1;
    char *copy = strndup(line, strcspn(line, "\n"));
    json_t *value = load(copy);
    free(copy);
    return value;
}

static void test_order_and_ids(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    size_t count;
    const struct annals_event *events = annals_report_events(report, &count);
    assert_int_equal(count, 3);
    assert_string_equal(events[0].id, "r1#1");
    assert_int_equal(events[0].sequence, -1);
    assert_string_equal(events[1].mode, "meet");
    assert_string_equal(events[2].event, "ASSAULT");
    assert_int_equal(report->sizes.items[0].event, 2); /* carried over to the new order */
    report_free(report);
}

static void test_choice(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_FUTURE, 0);
    assert_int_equal(report->events.count, 2); /* negated and future: dropped */
    report_free(report);
    report = sample_report(ANNALS_FUTURE | ANNALS_NEGATION, 0.5);
    assert_int_equal(report->events.count, 2); /* 0.456 is too little */
    assert_int_equal(report->sizes.items[0].event, NONE);
    report_free(report);
}

static void test_event_record(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    json_t *event = record(report, 1, NULL);
    assert_keys(event, "id document published date enddate date_source actor recipient event mode "
                       "context auxiliary quad_code event_scale cameo goldstein event_text text "
                       "text_info reported_by confidence rule evidence cite_info");
    assert_string_equal(at(event, "date"), "2024-03-25");
    assert_string_equal(at(event, "enddate"), "2024-03-26");
    assert_string_equal(at(event, "date_source"), "text");
    assert_keys(json_array_get(json_object_get(event, "actor"), 0),
                "code country_code sector other_sectors entity_text identifier_text identifier_id "
                "cameo start end");
    assert_string_equal(at(event, "actor/0/other_sectors"), "[\"MIL\",\"PTY\"]");
    assert_string_equal(at(event, "actor/0/start"), "1"); /* code points, not bytes */
    assert_string_equal(at(event, "actor/0/end"), "5");
    assert_string_equal(at(event, "auxiliary"), "[\"future\",\"negation\"]");
    assert_string_equal(at(event, "context"), "[\"diplomatic\",\"military\"]");
    assert_string_equal(at(event, "event_scale"), "-4.2");
    assert_string_equal(at(event, "goldstein"), "-5.0");
    assert_string_equal(at(event, "text_info"), "{\"sequence\":0,\"start\":0,\"end\":40}");
    assert_string_equal(at(event, "evidence"),
                        "{\"event\":[[13,17]],\"actor\":[[1,5]],\"recipient\":[[18,23]]}");
    assert_string_equal(at(event, "reported_by/0/entity_text"), "it");
    assert_string_equal(at(event, "cite_info/publication"), "The \"Post\"");
    json_decref(event);
    report_free(report);
}

static void test_headline(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    json_t *event = record(report, 0, NULL);
    assert_string_equal(at(event, "in"), "title");
    assert_string_equal(at(event, "text"), SAMPLE_TITLE);
    assert_string_equal(at(event, "text_info"), "{\"start\":0,\"end\":18}");
    assert_string_equal(at(event, "actor/0/end"), "4");
    /* The recipient's words stand in the text, where offsets of a headline do not reach. */
    assert_string_equal(at(event, "recipient/0/entity_text"), "Rivia");
    assert_string_equal(at(event, "recipient/0/start"), "absent");
    assert_string_equal(at(event, "evidence/recipient"), "absent");
    json_decref(event);
    report_free(report);
}

static void test_place_and_sizes(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    json_t *event = record(report, 2, NULL);
    assert_string_equal(at(event, "actor"), "absent");
    assert_string_equal(at(event, "confidence"), "0.46");
    assert_string_equal(at(event, "date_source"), "report");
    assert_string_equal(at(event, "event_loc"),
                        "{\"extracted_place\":\"Ost\",\"resolved_place\":\"Ost, Élan\","
                        "\"geonameid\":\"7\",\"lat\":48.25,\"lon\":-3.0,\"country_code\":\"ELA\"}");
    assert_string_equal(at(event, "size"), "[{\"kind\":\"injured\",\"value\":30,\"approx\":"
                                           "\"about\",\"start\":41,\"end\":49}]");
    json_decref(event);
    report_free(report);
}

static void test_statement(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    report->events.items[1].category = STR("");
    json_t *event = record(report, 1, NULL);
    assert_string_equal(at(event, "event"), "[]");
    assert_string_equal(at(event, "quad_code"), "absent");
    json_decref(event);
    report_free(report);
}

static void test_no_text(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    struct annals_write_options options = ANNALS_WRITE_OPTIONS;
    options.no_text = 1;
    json_t *event = record(report, 1, &options);
    assert_string_equal(at(event, "text"), "absent");
    assert_string_equal(at(event, "event_text/0"), "meet");
    json_decref(event);
    json_t *document = load(sample_written(report, "document", &options));
    assert_string_equal(at(document, "text"), "absent");
    assert_string_equal(at(document, "quotes/0/text"), "absent");
    json_decref(document);
    report_free(report);
}

static void test_document_record(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    json_t *document = load(sample_written(report, "document", NULL));
    assert_keys(document, "id date title source text coder codebook sentences entities events "
                          "quotes votes sizes times places");
    assert_string_equal(at(document, "text"), SAMPLE_TEXT);
    assert_string_equal(at(document, "sentences"),
                        "[{\"n\":0,\"start\":0,\"end\":40},{\"n\":1,\"start\":41,\"end\":67}]");
    assert_string_equal(at(document, "entities/0/mentions/0"),
                        "{\"start\":0,\"end\":4,\"text\":\"Élan\",\"kind\":\"name\","
                        "\"in\":\"title\"}");
    assert_string_equal(at(document, "entities/0/mentions/2/kind"), "pronoun");
    assert_string_equal(at(document, "entities/1/mentions/0/sentence"), "0");
    assert_keys(json_array_get(json_object_get(document, "events"), 0),
                "id published date date_source actor recipient event quad_code event_scale cameo "
                "goldstein event_text text_info in confidence rule evidence");
    assert_string_equal(at(document, "sizes/0/event"), "r1#3");
    assert_string_equal(at(document, "times/0"), "{\"start\":33,\"end\":39,\"text\":\"Monday\","
                                                 "\"value\":\"2024-03-25\",\"grain\":\"day\"}");
    assert_string_equal(at(document, "quotes/0/speaker/code"), "ELA");
    assert_string_equal(at(document, "quotes/0/cue/text"), "said");
    assert_string_equal(at(document, "votes/0/against"), "0");
    assert_string_equal(at(document, "votes/0/abstain"), "absent");
    assert_string_equal(at(document, "votes/0/voters/0/vote"), "veto");
    assert_string_equal(at(document, "places/0/start"), "63");
    json_decref(document);
    report_free(report);
}

static void test_layers(void **state)
{
    (void)state;
    struct annals_report *report = sample_report(ANNALS_AUXILIARY_ALL, 0);
    struct annals_write_options options = ANNALS_WRITE_OPTIONS;
    options.layers = ANNALS_TOKENS | ANNALS_PARSE;
    json_t *document = load(sample_written(report, "document", &options));
    assert_keys(document, "id date title source text coder codebook sentences events");
    assert_string_equal(at(document, "sentences/0/in"), "title");
    assert_string_equal(at(document, "sentences/1/tokens/6"),
                        "{\"i\":7,\"form\":\"Rivia\",\"lemma\":\"Rivia\",\"upos\":\"PROPN\","
                        "\"head\":6,\"deprel\":\"obj\",\"start\":18,\"end\":23}");
    assert_string_equal(at(document, "sentences/1/tokens/5/head"), "0");
    json_decref(document);
    options.layers = ANNALS_TIMES;
    document = load(sample_written(report, "document", &options));
    assert_string_equal(at(document, "sentences/0/tokens"), "absent");
    assert_string_equal(at(document, "entities"), "absent");
    json_decref(document);
    report_free(report);
}

static void test_empty_report(void **state)
{
    (void)state;
    struct annals_report *report = report_new();
    report->title_index = utf8_index_make(&report->arena, report->title);
    report->text_index = utf8_index_make(&report->arena, report->text);
    report->coder = "annals 9";
    assert_int_equal(finish_records(report, 0, 0, NULL), 0);
    assert_string_equal(sample_written(report, "plover", NULL), "");
    json_t *document = load(sample_written(report, "document", NULL));
    assert_string_equal(at(document, "votes"), "[]");
    json_decref(document);
    assert_string_equal(annals_report_get(report, "title"), "");
    assert_null(annals_report_warnings(report)[0]);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_ids),   cmocka_unit_test(test_choice),
        cmocka_unit_test(test_event_record),    cmocka_unit_test(test_headline),
        cmocka_unit_test(test_place_and_sizes), cmocka_unit_test(test_statement),
        cmocka_unit_test(test_no_text),         cmocka_unit_test(test_document_record),
        cmocka_unit_test(test_layers),          cmocka_unit_test(test_empty_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
