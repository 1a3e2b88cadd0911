/* speech.c — reads the tables of data/said. */
#include "said/speech.h"

static const struct {
    const char *name;
    unsigned bit;
} CUE_KINDS[] = {
    {"say", CUE_SAY},       {"think", CUE_THINK},     {"vow", CUE_VOW},
    {"name", CUE_NAME},     {"told", CUE_TOLD},       {"source", CUE_SOURCE},
    {"issue", CUE_ISSUE},   {"adopt", CUE_ADOPT},     {"reject", CUE_REJECT},
    {"veto", CUE_VETO},     {"abstain", CUE_ABSTAIN}, {"abstention", CUE_ABSTENTION},
    {"vote", CUE_VOTE},     {"measure", CUE_MEASURE}, {"body", CUE_BODY},
    {"favour", CUE_FAVOUR}, {"against", CUE_AGAINST}, {"unanimous", CUE_UNANIMOUS},
};

static const char *const NUMBER_KINDS[] = {"number", "scale", "article", "half", "vague", "rough"};
static const char *const ROLES[ROLE_COUNT] = {"object", "subject", "noun", "of", "state", "toll"};

static int unknown(const struct table *table, const char *what, struct annals_error *error)
{
    return error_set(error, ANNALS_SETUP,
                     "%.*s:%zu: %s is not known; the head of the built-in "
                     "table lists what is",
                     STR_ARG(table->name), table->line, what);
}

static int read_cues(struct speech *speech, struct str text, struct annals_error *error)
{
    static const char *const COLUMNS[] = {"kind", "words", NULL};
    struct table table;
    int status = table_open(&table, STR("said/cues.tsv"), text, COLUMNS, error), more = 0;
    while (!status && (more = table_next(&table, error)) > 0) {
        unsigned bit = 0;
        for (size_t i = 0; i < sizeof CUE_KINDS / sizeof *CUE_KINDS; i++)
            if (str_equal(table_field(&table, "kind"), str_of(CUE_KINDS[i].name)))
                bit = CUE_KINDS[i].bit;
        if (!bit)
            return unknown(&table, "kind", error);
        struct str words = table_field(&table, "words");
        while (words.data) {
            uint32_t *bits = map_at(&speech->cues, str_cut(&words, '|'));
            *bits = *bits == MAP_NONE ? bit : *bits | bit;
        }
    }
    return more < 0 ? ANNALS_SETUP : status;
}

static uint32_t count_words(struct str phrase)
{
    uint32_t count = 0;
    for (; phrase.data; count++)
        str_cut(&phrase, ' ');
    return count;
}

static void add_approx(struct arena *arena, struct speech *speech, struct str words,
                       struct str approx, bool is_after)
{
    while (words.data) {
        struct str phrase = str_cut(&words, '|');
        *array_push(arena, &speech->approx) =
            (struct approx_phrase){phrase, approx, count_words(phrase), is_after};
    }
}

static int add_number(struct arena *arena, struct speech *speech, const struct table *table,
                      struct annals_error *error)
{
    struct str kind = table_field(table, "kind"), words = table_field(table, "words"),
               value = table_field(table, "value");
    if (str_equal(kind, STR("approx"))) {
        add_approx(arena, speech, words, value, table_field(table, "where").size > 0);
        return 0;
    }
    struct number_word word = {NUMBER_PLAIN, 0};
    size_t k = 0, kinds = sizeof NUMBER_KINDS / sizeof *NUMBER_KINDS;
    while (k < kinds && !str_equal(kind, str_of(NUMBER_KINDS[k])))
        k++;
    if (k == kinds || !str_to_integer(value, &word.value) || word.value < 0 ||
        word.value > 1000000000)
        return unknown(table, "kind or value", error);
    word.kind = (enum number_kind)k;
    while (words.data) {
        map_put(&speech->numbers, str_cut(&words, '|'), (uint32_t)speech->number_words.count);
    }
    *array_push(arena, &speech->number_words) = word;
    return 0;
}

static int read_numbers(struct arena *arena, struct speech *speech, struct str text,
                        struct annals_error *error)
{
    static const char *const COLUMNS[] = {"words", "kind", "value", "where", NULL};
    struct table table;
    int status = table_open(&table, STR("said/numbers.tsv"), text, COLUMNS, error), more = 0;
    while (!status && (more = table_next(&table, error)) > 0)
        status = add_number(arena, speech, &table, error);
    return more < 0 ? ANNALS_SETUP : status;
}

static int read_sizes(struct arena *arena, struct speech *speech, struct str text,
                      struct annals_error *error)
{
    static const char *const COLUMNS[] = {"kind", "role", "words", "events", NULL};
    struct table table;
    int status = table_open(&table, STR("said/sizes.tsv"), text, COLUMNS, error), more = 0;
    while (!status && (more = table_next(&table, error)) > 0) {
        int role = ROLE_COUNT;
        for (int i = 0; i < ROLE_COUNT; i++)
            if (str_equal(table_field(&table, "role"), str_of(ROLES[i])))
                role = i;
        if (role == ROLE_COUNT)
            return unknown(&table, "role", error);
        struct str words = table_field(&table, "words");
        while (words.data)
            map_put(&speech->size_words[role], str_cut(&words, '|'),
                    (uint32_t)speech->size_rules.count);
        *array_push(arena, &speech->size_rules) =
            (struct size_rule){table_field(&table, "kind"), table_field(&table, "events")};
    }
    return more < 0 ? ANNALS_SETUP : status;
}

int speech_open(struct arena *arena, const struct speech_tables *tables, struct speech **speech,
                struct annals_error *error)
{
    struct speech *made = arena_new(arena, struct speech);
    made->cues.arena = made->numbers.arena = arena;
    for (int i = 0; i < ROLE_COUNT; i++)
        made->size_words[i].arena = arena;
    int status = read_cues(made, tables->cues, error);
    if (!status)
        status = read_numbers(arena, made, tables->numbers, error);
    if (!status)
        status = read_sizes(arena, made, tables->sizes, error);
    *speech = made;
    return status;
}

bool is_cue(const struct speech *speech, const struct annals_report *report, uint32_t token,
            unsigned kinds)
{
    if (token == NONE)
        return false;
    uint32_t bits = map_get(&speech->cues, report->tokens.items[token].lemma);
    return bits != MAP_NONE && (bits & kinds) != 0;
}
