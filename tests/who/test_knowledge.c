/* test_knowledge.c — the knowledge base: who held what when, names and their case, users' rows,
 * damaged files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "who/knowledge.h"
#include "who/knowledge_file.h"

static struct arena arena;
static jmp_buf exhausted;
static struct knowledge *base;

static const struct date D2008 = {2008, 6, 1}, D2015 = {2015, 6, 1}, D2024 = {2024, 6, 1};
static const struct date NO_DATE = {0};

/* ---- helpers ---- */

/* A report of one sentence whose tokens stand between blanks; '_' glues a token to the one before,
 * as "Russia _'s". */
static struct annals_report *report_of(const char *text, struct date date)
{
    struct annals_report *report = arena_new(&arena, struct annals_report);
    report->arena = arena_make(0, &exhausted);
    report->published = date;
    char *plain = arena_alloc(&arena, strlen(text) + 1);
    size_t size = 0;
    struct str rest = str_of(text);
    while (rest.data) {
        struct str part = str_cut(&rest, ' ');
        bool glued = str_starts(part, STR("_")) && part.size > 1;
        if (glued)
            part = str_slice(part, 1, part.size);
        else if (size)
            plain[size++] = ' ';
        struct token token = {.head = NONE, .upos = UPOS_PROPN, .token_words = 1};
        token.span = (struct span){(uint32_t)size, (uint32_t)(size + part.size), false};
        memcpy(plain + size, part.data, part.size);
        token.form = (struct str){plain + size, part.size};
        size += part.size;
        *array_push(&report->arena, &report->tokens) = token;
    }
    report->text = (struct str){plain, size};
    struct sentence sentence = {.span = {0, (uint32_t)size, false},
                                .count = (uint32_t)report->tokens.count};
    *array_push(&report->arena, &report->sentences) = sentence;
    return report;
}

static void expect_str(struct str got, const char *wanted)
{
    if (!str_equal(got, str_of(wanted)))
        fail_msg("\"%.*s\" where \"%s\" was expected", STR_ARG(got), wanted);
}

static struct knowledge_row row_of(const struct knowledge *knowledge, uint32_t number)
{
    struct knowledge_row row;
    assert_true(knowledge_get(knowledge, number, &row));
    return row;
}

/* Whether a text has a hit on those words that leads to a row with this code or key; *hit is it. */
static bool find_hit(const char *text, const char *words, const char *wanted,
                     struct knowledge_hit *hit)
{
    struct annals_report *report = report_of(text, D2024);
    struct knowledge_hit *hits;
    size_t count = knowledge_scan(base, report, &hits);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        struct knowledge_row row = row_of(base, hits[i].row);
        found = str_equal(span_text(report, hits[i].span), str_of(words)) &&
                (str_equal(row.code, str_of(wanted)) || str_equal(row.key, str_of(wanted)));
        if (found)
            *hit = hits[i];
    }
    arena_free(&report->arena);
    return found;
}

static void expect_hit(const char *text, const char *words, const char *wanted)
{
    struct knowledge_hit hit;
    if (!find_hit(text, words, wanted, &hit))
        fail_msg("\"%s\" in \"%s\" does not lead to %s", words, text, wanted);
}

static void expect_no_hit(const char *text, const char *words, const char *wanted)
{
    struct knowledge_hit hit;
    if (find_hit(text, words, wanted, &hit))
        fail_msg("\"%s\" in \"%s\" leads to %s", words, text, wanted);
}

static void expect_person(uint32_t person, const char *name)
{
    expect_str(row_of(base, person).name, name);
}

/* ---- offices ---- */

static void test_holders_by_date(void **state)
{
    (void)state;
    const struct date dates[] = {D2008, D2015, D2024};
    const char *ids[] = {"Q207", "Q76", "Q6279"};
    for (int i = 0; i < 3; i++) {
        uint32_t person = knowledge_holder(base, STR("president"), STR("USA"), STR(""), dates[i]);
        expect_str(row_of(base, person).wikidata, ids[i]);
    }
    expect_person(knowledge_holder(base, STR("secretary of state"), STR("USA"), STR(""), D2024),
                  "Antony Blinken");
    expect_person(knowledge_holder(base, STR("Chancellor"), STR("DEU"), STR(""), D2015),
                  "Angela Merkel");
    expect_person(knowledge_holder(base, STR("chancellor"), STR("GBR"), STR(""), D2015),
                  "George Osborne");
    expect_person(knowledge_holder(base, STR("secretary-general of the United Nations"), STR("UNO"),
                                   STR("U.N."), D2008),
                  "Ban Ki-moon");
    assert_int_equal(knowledge_holder(base, STR("president"), STR("XYZ"), STR(""), D2024), NONE);
    assert_int_equal(knowledge_holder(base, STR("emperor"), STR("USA"), STR(""), D2024), NONE);
}

static void test_status(void **state)
{
    (void)state;
    uint32_t obama = knowledge_find(base, KNOWLEDGE_PERSON, STR("barack-obama"), NO_DATE);
    struct person_status then = knowledge_status(base, obama, D2015);
    expect_str(then.code, "USA");
    expect_str(then.sector, "GOV");
    expect_str(then.office, "president");
    assert_true(then.in_office);
    struct person_status now = knowledge_status(base, obama, D2024);
    expect_str(now.sector, "ELI");
    expect_str(now.office, "");
    assert_true(now.former && !now.in_office);
    /* Offices on the day, the most prominent first. */
    struct knowledge_office offices[20];
    uint32_t putin = knowledge_find(base, KNOWLEDGE_PERSON, STR("vladimir-putin"), NO_DATE);
    assert_true(knowledge_offices(base, putin, D2008, offices, 20) > 0);
    expect_str(offices[0].office, "prime minister");
    assert_true(knowledge_offices(base, putin, NO_DATE, offices, 20) >= 4);
    /* Without a date the latest counts. */
    uint32_t erdogan = knowledge_find(base, KNOWLEDGE_PERSON, STR("recep-tayyip-erdogan"), NO_DATE);
    expect_str(knowledge_status(base, erdogan, NO_DATE).office, "president");
    /* The dead are former holders then, and candidates no officials. */
    uint32_t mandela = knowledge_find(base, KNOWLEDGE_PERSON, STR("nelson-mandela"), NO_DATE);
    expect_str(knowledge_status(base, mandela, NO_DATE).sector, "ELI");
    uint32_t trump = knowledge_find(base, KNOWLEDGE_PERSON, STR("donald-trump"), NO_DATE);
    expect_str(knowledge_status(base, trump, (struct date){2016, 8, 1}).sector, "PTY");
    /* Later, lesser offices do not hide what somebody is known for. */
    uint32_t blair = knowledge_find(base, KNOWLEDGE_PERSON, STR("tony-blair"), NO_DATE);
    expect_str(knowledge_status(base, blair, NO_DATE).code, "GBR");
    expect_str(knowledge_status(base, blair, D2024).code, "GBR");
    expect_str(knowledge_status(base, blair, D2024).sector, "ELI");
    /* A number that is no row answers with nothing. */
    assert_int_equal(knowledge_offices(base, NONE, D2008, offices, 20), 0);
    expect_str(knowledge_status(base, NONE, D2008).code, "");
}

static void test_family(void **state)
{
    (void)state;
    uint32_t people[50];
    assert_true(knowledge_family(base, STR("Netanyahu"), D2024, people, 50) >= 1);
    expect_person(people[0], "Benjamin Netanyahu");
    assert_true(knowledge_family(base, STR("Kirby"), D2024, people, 50) >= 1);
    expect_person(people[0], "John Kirby");
    assert_true(knowledge_family(base, STR("al-Assad"), D2015, people, 50) >= 1);
    expect_person(people[0], "Bashar al-Assad");
    assert_true(knowledge_family(base, STR("Bush"), D2008, people, 50) >= 1);
    expect_person(people[0], "George W. Bush");
    assert_int_equal(knowledge_family(base, STR("Xqzzy"), D2024, people, 50), 0);
    /* The best stay when there is little room. */
    assert_int_equal(knowledge_family(base, STR("Bush"), D2008, people, 1), 1);
    expect_person(people[0], "George W. Bush");
}

/* ---- names ---- */

static void test_case(void **state)
{
    (void)state;
    expect_hit("The US warned us .", "US", "USA");
    expect_no_hit("The US warned us .", "us", "USA");
    expect_hit("Officials of the WHO who came", "WHO", "world_health_organization");
    expect_no_hit("Officials of the WHO who came", "who", "world_health_organization");
    expect_hit("Fighters of IS struck", "IS", "img_islamic_state");
    expect_no_hit("This is war", "is", "img_islamic_state");
    expect_hit("It joined Nato last year", "Nato", "north_atlantic_treaty_organization");
    expect_no_hit("a turkey dinner", "turkey", "TUR");
    expect_hit("RUSSIA AND TURKEY SIGN A TREATY", "TURKEY", "TUR");
    struct knowledge_hit hit;
    assert_true(find_hit("Turkey agreed", "Turkey", "TUR", &hit));
    assert_true(hit.common);
    assert_true(find_hit("Kenya agreed", "Kenya", "KEN", &hit));
    assert_false(hit.common);
}

static void test_words(void **state)
{
    (void)state;
    expect_hit("the U.S.-led coalition", "U.S.", "USA");
    expect_hit("the U.S. _- _led coalition", "U.S.", "USA");
    expect_hit("Russia _'s army", "Russia", "RUS");
    expect_hit("Russia's army", "Russia", "RUS");
    expect_hit("the Élysée said", "Élysée", "FRA");
    expect_hit("fighters of al _- _Qaida", "al-Qaida", "img_al_qaida");
    expect_hit("in Côte d'Ivoire today", "Côte d'Ivoire", "CIV");
    /* A comma keeps names apart. */
    expect_no_hit("the United , Nations", "United , Nations", "united_nations");
    struct knowledge_hit hit;
    assert_true(find_hit("pro-Russian forces", "Russian", "RUS", &hit));
    assert_true(hit.partial);
    assert_int_equal(hit.first, 0);
    assert_int_equal(hit.relation, RELATION_ADJECTIVE);
}

static void test_people_names(void **state)
{
    (void)state;
    expect_hit("John F. Kirby said", "John F. Kirby", "john-kirby");
    expect_hit("Joseph R. Biden Jr. said", "Joseph R. Biden Jr.", "joe-biden");
    expect_hit("Gideon Saar said", "Gideon Saar", "gideon-sa-ar");
    expect_no_hit("john kirby said", "john kirby", "john-kirby");
}

static void test_longest_first(void **state)
{
    (void)state;
    struct annals_report *report =
        report_of("The United Nations Security Council met in Geneva .", D2024);
    struct knowledge_hit hits[20];
    size_t count = knowledge_match(base, report, 1, (uint32_t)report->tokens.count, hits, 20);
    assert_true(count >= 2);
    assert_int_equal(hits[0].end - hits[0].first, 4);
    expect_str(row_of(base, hits[0].row).key, "united_nations_security_council");
    for (size_t i = 1; i < count; i++)
        assert_true(hits[i].words <= hits[i - 1].words);
    /* A shorter window gives the shorter name. */
    count = knowledge_match(base, report, 1, 3, hits, 20);
    assert_true(count >= 1);
    expect_str(row_of(base, hits[0].row).key, "united_nations");
    arena_free(&report->arena);
}

static void test_ambiguous(void **state)
{
    (void)state;
    struct knowledge_hit hits[100];
    size_t count = knowledge_lookup(base, STR("Georgia"), D2024, hits, 100);
    bool state_row = false, region = false;
    for (size_t i = 0; i < count; i++) {
        struct knowledge_row row = row_of(base, hits[i].row);
        assert_true(row.source.size > 0);
        state_row |= hits[i].relation == RELATION_NAME && str_equal(row.code, STR("GEO"));
        region |= hits[i].relation == RELATION_REGION && str_equal(row.code, STR("USA"));
    }
    assert_true(state_row && region);
    assert_int_equal(knowledge_lookup(base, STR(""), D2024, hits, 100), 0);
    assert_int_equal(knowledge_lookup(base, STR("no such actor"), D2024, hits, 100), 0);
}

static void test_spells(void **state)
{
    (void)state;
    /* The Taliban were rebels in 2015 and the government in 2024. */
    const struct date dates[] = {D2015, D2024};
    const char *sectors[] = {"REB", "GOV"};
    for (int i = 0; i < 2; i++) {
        struct annals_report *report = report_of("the Taliban said", dates[i]);
        struct knowledge_hit *hits;
        size_t count = knowledge_scan(base, report, &hits), held = 0;
        for (size_t j = 0; j < count; j++) {
            struct knowledge_row row = row_of(base, hits[j].row);
            if (row.kind != KNOWLEDGE_GROUP || !hits[j].holds ||
                !str_equal(row.key, STR("afg_taliban")))
                continue;
            expect_str(row.sector, sectors[i]);
            held++;
        }
        assert_int_equal(held, 1);
        arena_free(&report->arena);
    }
}

static void expect_pattern(const char *text, const char *words, const char *code,
                           const char *sector)
{
    struct annals_report *report = report_of(text, D2024);
    struct knowledge_hit *hits;
    size_t count = knowledge_scan(base, report, &hits);
    for (size_t i = 0; i < count; i++) {
        struct knowledge_row row = row_of(base, hits[i].row);
        if (row.kind != KNOWLEDGE_PATTERN ||
            !str_equal(span_text(report, hits[i].span), str_of(words)))
            continue;
        expect_str(row.sector, sector);
        if (*code)
            expect_str(row_of(base, hits[i].state).code, code);
        else
            assert_int_equal(hits[i].state, NONE);
        arena_free(&report->arena);
        return;
    }
    fail_msg("no pattern on \"%s\"", words);
}

static void test_patterns(void **state)
{
    (void)state;
    expect_pattern("the Israeli Foreign Ministry said", "Israeli Foreign Ministry", "ISR", "GOV");
    expect_pattern("the Israeli foreign ministry said", "Israeli foreign ministry", "ISR", "GOV");
    expect_pattern("Russia _'s Defence Ministry said", "Russia's Defence Ministry", "RUS", "GOV");
    expect_pattern("Ministry of Foreign Affairs of Ukraine",
                   "Ministry of Foreign Affairs of Ukraine", "UKR", "GOV");
    expect_pattern("Central Bank of the Philippines", "Central Bank of the Philippines", "PHL",
                   "GOV");
    expect_pattern("the Foreign Ministry said", "Foreign Ministry", "", "GOV");
    expect_pattern("the Egyptian embassy in Paris", "Egyptian embassy in Paris", "EGY", "GOV");
    expect_pattern("the Kenyan Ministry of Hydrocarbons", "Kenyan Ministry of Hydrocarbons", "KEN",
                   "GOV");
}

/* ---- states ---- */

static void test_codes(void **state)
{
    (void)state;
    const char *codes[][2] = {{"ABK", "GEO"}, {"XKX", "XKX"}, {"HKG", "HKG"},
                              {"TWN", "TWN"}, {"PRI", "USA"}, {"FRA", "FRA"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        uint32_t row = knowledge_state(base, str_of(codes[i][0]));
        expect_str(row_of(base, row).record_code, codes[i][1]);
    }
    assert_int_equal(knowledge_state(base, STR("QQQ")), NONE);
    struct knowledge_row row;
    assert_false(knowledge_get(base, knowledge_row_count(base), &row));
    assert_false(knowledge_get(base, NONE, &row));
    assert_int_equal(row.kind, KNOWLEDGE_NOTHING);
}

/* ---- users' files ---- */

static int open_with(const char *table, struct knowledge **knowledge, struct annals_error *error)
{
    char path[] = "/tmp/annals-actors-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, table, strlen(table)), strlen(table));
    close(file);
    const char *paths[] = {path};
    int status = knowledge_open(&arena, embedded_data("knowledge.bin"), paths, 1, knowledge, error);
    unlink(path);
    return status;
}

static const char USER_TABLE[] =
    "name\taliases\tcode\tsector\tfrom\tto\tkind\toffice\n"
    "Hamas\t\tPSE\tGOV\t2006\t2023-10-06\tgroup\t\n"
    "Hamas\t\tPSE\tREB\t2023-10-07\t\tgroup\t\n"
    "Ada Example\tA. Example\tABK\tGOV\t2020\t2022\tperson\tpresident\n"
    "Ada Example\t\tABK\tOPP\t2023\t\tperson\t\n";

static void test_user_rows_win(void **state)
{
    (void)state;
    struct knowledge *knowledge;
    struct annals_error error;
    assert_int_equal(open_with(USER_TABLE, &knowledge, &error), 0);
    struct annals_report *report = report_of("Hamas and Ada Example met in Rome .", D2024);
    struct knowledge_hit *hits;
    size_t count = knowledge_scan(knowledge, report, &hits), users = 0;
    for (size_t i = 0; i < count; i++) {
        struct knowledge_row row = row_of(knowledge, hits[i].row);
        if (!str_equal(span_text(report, hits[i].span), STR("Hamas")))
            continue;
        assert_true(hits[i].user && row.user);
        if (hits[i].holds)
            expect_str(row.sector, "REB");
        users++;
    }
    assert_int_equal(users, 2);
    /* dict show still tells what else it could be. */
    struct knowledge_hit all[100];
    bool built_in = false;
    count = knowledge_lookup(knowledge, STR("Hamas"), NO_DATE, all, 100);
    for (size_t i = 0; i < count; i++)
        built_in |= !all[i].user;
    assert_true(built_in);
    char digest[17], plain[17];
    knowledge_digest(knowledge, digest);
    knowledge_digest(base, plain);
    assert_int_equal(strlen(digest), 16);
    assert_string_not_equal(digest, plain);
    arena_free(&report->arena);
}

static void test_user_people(void **state)
{
    (void)state;
    const struct date then = {2021, 1, 1};
    struct knowledge *knowledge;
    struct annals_error error;
    assert_int_equal(open_with(USER_TABLE, &knowledge, &error), 0);
    uint32_t ada = knowledge_find(knowledge, KNOWLEDGE_PERSON, STR("Ada Example"), NO_DATE);
    expect_str(row_of(knowledge, ada).record_code, "GEO");
    expect_str(knowledge_status(knowledge, ada, D2024).sector, "OPP");
    expect_str(knowledge_status(knowledge, ada, then).office, "president");
    assert_int_equal(knowledge_holder(knowledge, STR("president"), STR("ABK"), STR(""), then), ada);
    uint32_t people[4];
    assert_int_equal(knowledge_family(knowledge, STR("Example"), D2024, people, 4), 1);
    assert_int_equal(people[0], ada);
}

static void test_user_faults(void **state)
{
    (void)state;
    static const char *const tables[][2] = {
        {"name\tsector\n", "lacks the column \"code\""},
        {"name\tcode\nX Y\tIsrael\n", ":2: code \"Israel\""},
        {"name\tcode\tsector\nX Y\tISR\tgov\n", ":2: sector \"gov\""},
        {"name\tcode\tfrom\nX Y\tISR\t2020-13\n", ":2: from \"2020-13\""},
        {"name\tcode\tfrom\tto\nX Y\tISR\t2020\t2019\n", ":2: to \"2019\""},
        {"name\tcode\tkind\nX Y\tISR\tplanet\n", ":2: kind \"planet\""},
        {"name\tcode\n\tISR\n", ":2: name \"\""},
        {"name\tcode\nX Y\n", ":2: 1 fields"},
        {"name\tcode\nX\xff Y\tISR\n", "not UTF-8"},
    };
    struct knowledge *knowledge;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct annals_error error = {0};
        assert_int_equal(open_with(tables[i][0], &knowledge, &error), ANNALS_SETUP);
        if (!strstr(error.message, tables[i][1]))
            fail_msg("message \"%s\" lacks \"%s\"", error.message, tables[i][1]);
    }
    const char *missing[] = {"/nonexistent/actors.tsv"};
    assert_int_equal(
        knowledge_open(&arena, embedded_data("knowledge.bin"), missing, 1, &knowledge, NULL),
        ANNALS_SETUP);
}

/* ---- hostile files ---- */

static void test_damaged_files(void **state)
{
    (void)state;
    struct str good = embedded_data("knowledge.bin");
    struct knowledge *knowledge;
    assert_int_equal(knowledge_open(&arena, STR(""), NULL, 0, &knowledge, NULL), ANNALS_SETUP);
    char *bytes = malloc(good.size);
    assert_non_null(bytes);
    struct str copy = {bytes, good.size};
    memcpy(bytes, good.data, good.size);
    assert_int_equal(knowledge_open(&arena, copy, NULL, 0, &knowledge, NULL), 0);
    /* Every byte but the digest counts: header, middle, end. */
    const size_t places[] = {
        0, 8, 12, 16, 24, 44, 60, 104, good.size / 3, good.size / 2, good.size - 1};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bytes[places[i]] ^= 0x40;
        if (!knowledge_open(&arena, copy, NULL, 0, &knowledge, NULL))
            fail_msg("damage at byte %zu passes", places[i]);
        bytes[places[i]] ^= 0x40;
    }
    for (size_t size = 0; size < good.size; size = size * 3 + 1) {
        struct str part = {bytes, size};
        assert_int_equal(knowledge_open(&arena, part, NULL, 0, &knowledge, NULL), ANNALS_SETUP);
    }
    free(bytes);
}

/* Everything that a stage may ask. */
static void ask_everything(const struct knowledge *knowledge, struct annals_report *report)
{
    struct knowledge_hit *hits;
    size_t count = knowledge_scan(knowledge, report, &hits);
    for (size_t i = 0; i < count; i++) {
        struct knowledge_row row;
        knowledge_get(knowledge, hits[i].row, &row);
        knowledge_status(knowledge, hits[i].row, D2024);
    }
    uint32_t people[10];
    knowledge_family(knowledge, STR("Example"), D2024, people, 10);
    knowledge_holder(knowledge, STR("president"), STR("FRA"), STR(""), D2024);
    knowledge_state(knowledge, STR("FRA"));
}

/* A forger can make the checksum fit: reading must stay inside the file all the same. */
static void test_forged_offsets(void **state)
{
    (void)state;
    struct knowledge *small, *forged;
    assert_int_equal(open_with(USER_TABLE, &small, NULL), 0);
    struct str good = {(const char *)small->layers[0].bytes, small->layers[0].header->size};
    const size_t start = sizeof(struct disk_header);
    char *bytes = malloc(good.size);
    assert_non_null(bytes);
    struct str copy = {bytes, good.size};
    struct annals_report *report = report_of("Ada Example and Hamas met", D2024);
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        memcpy(bytes, good.data, good.size);
        for (int i = 0; i < 3; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[start + (seed >> 8) % (good.size - start)] = (char)(seed >> 24);
        }
        uint64_t checksum = knowledge_checksum((unsigned char *)bytes, good.size);
        memcpy(bytes + offsetof(struct disk_header, checksum), &checksum, sizeof checksum);
        assert_int_equal(knowledge_open(&arena, copy, NULL, 0, &forged, NULL), 0);
        ask_everything(forged, report);
    }
    arena_free(&report->arena);
    free(bytes);
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_make(0, &exhausted);
    if (setjmp(exhausted))
        return -1;
    return knowledge_open(&arena, embedded_data("knowledge.bin"), NULL, 0, &base, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_holders_by_date), cmocka_unit_test(test_status),
        cmocka_unit_test(test_family),          cmocka_unit_test(test_case),
        cmocka_unit_test(test_words),           cmocka_unit_test(test_people_names),
        cmocka_unit_test(test_longest_first),   cmocka_unit_test(test_ambiguous),
        cmocka_unit_test(test_spells),          cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_codes),           cmocka_unit_test(test_user_rows_win),
        cmocka_unit_test(test_user_people),     cmocka_unit_test(test_user_faults),
        cmocka_unit_test(test_damaged_files),   cmocka_unit_test(test_forged_offsets),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
