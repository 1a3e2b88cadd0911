/* lemma.c — looks lemmas up by endings, see lemma.h. */
#include "lang/lemma.h"

#include <string.h>

#include "base/embedded.h"
#include "lang/model_file.h"

struct edit {
    uint8_t cut;
    struct str ending;
};

/* Open addressing over endings; `mask` is the number of slots less one. */
struct ending_table {
    const uint32_t *keys;
    const uint16_t *values;
    uint32_t mask;
};

struct lemmatizer {
    struct edit *edits;
    uint32_t edit_count;
    struct ending_table edit_endings, case_endings;
    bool is_trained;
    struct map listed; /* form and word class of data/lang/lemmas.tsv → row of lemmas */
    ARRAY_OF(struct str) lemmas;
};

/* ---- the list ---- */

enum { LISTED_KEY_SIZE = 48 };

/* "people NOUN" in `bytes`; empty if it does not fit, and then the list does not hold it. */
static struct str listed_key(char bytes[LISTED_KEY_SIZE], struct str form, unsigned upos)
{
    struct str name = str_of(upos_name(upos));
    size_t size = form.size + 1 + name.size;
    if (size > LISTED_KEY_SIZE)
        return STR("");
    memcpy(bytes, form.data, form.size);
    bytes[form.size] = ' ';
    memcpy(bytes + form.size + 1, name.data, name.size);
    return (struct str){bytes, size};
}

static int read_list(struct arena *arena, struct lemmatizer *lemmatizer, struct annals_error *error)
{
    static const char *const wanted[] = {"form", "upos", "lemma", NULL};
    static const char name[] = "lang/lemmas.tsv";
    struct table table;
    int row = 0, status = table_open(&table, str_of(name), embedded_data(name), wanted, error);
    lemmatizer->listed.arena = arena;
    while (!status && (row = table_next(&table, error)) > 0) {
        char bytes[LISTED_KEY_SIZE];
        unsigned upos = upos_of(table_field(&table, "upos"));
        struct str key = listed_key(bytes, table_field(&table, "form"), upos);
        if (upos == UPOS_NONE || !key.size)
            return error_set(error, ANNALS_SETUP,
                             "%s:%zu: the word class is unknown or the form too long", name,
                             table.line);
        map_put(&lemmatizer->listed, str_copy(arena, key), (uint32_t)lemmatizer->lemmas.count);
        *array_push(arena, &lemmatizer->lemmas) = table_field(&table, "lemma");
    }
    return status ? status : row < 0 ? ANNALS_SETUP : 0;
}

/* ---- opening ---- */

static void read_edits(struct arena *arena, struct model_cursor *cursor,
                       struct lemmatizer *lemmatizer)
{
    uint32_t count = model_read_u32(cursor);
    if (count > UINT16_MAX)
        cursor->failed = true;
    if (cursor->failed)
        return;
    lemmatizer->edits = arena_new_array(arena, count, struct edit);
    lemmatizer->edit_count = count;
    for (uint32_t i = 0; i < count; i++) {
        lemmatizer->edits[i].cut = model_read_u8(cursor);
        lemmatizer->edits[i].ending = model_read_string(cursor);
    }
}

/* A table needs a free slot, or looking for a missing key would not end. */
static void read_table(struct model_cursor *cursor, struct ending_table *table)
{
    uint32_t size = model_read_u32(cursor);
    if (size == 0 || (size & (size - 1)) || size > 1U << 24)
        cursor->failed = true;
    if (cursor->failed)
        return;
    table->mask = size - 1;
    table->keys = model_read_array(cursor, size, sizeof *table->keys, sizeof *table->keys);
    table->values = model_read_array(cursor, size, sizeof *table->values, sizeof *table->values);
    if (cursor->failed)
        return;
    uint32_t slot = 0;
    while (slot < size && table->keys[slot])
        slot++;
    cursor->failed = slot == size;
}

int lemmatizer_open(struct arena *arena, const char *name, struct str section,
                    struct lemmatizer **opened, struct annals_error *error)
{
    struct lemmatizer *lemmatizer = *opened = arena_new(arena, struct lemmatizer);
    int status = read_list(arena, lemmatizer, error);
    if (status || !section.data)
        return status;
    struct model_cursor cursor = model_cursor_make(section);
    read_edits(arena, &cursor, lemmatizer);
    read_table(&cursor, &lemmatizer->edit_endings);
    read_table(&cursor, &lemmatizer->case_endings);
    if (cursor.failed)
        return error_set(error, ANNALS_SETUP,
                         "%s: the section \"lemma\" is damaged; install the model again", name);
    lemmatizer->is_trained = true;
    return 0;
}

/* ---- keys ---- */

struct str lemma_key_form(struct arena *arena, struct str form)
{
    char *bytes = arena_alloc(arena, form.size * 2 + 4);
    size_t size = 0;
    for (size_t at = 0; at < form.size;) {
        uint32_t code = utf8_next(form, &at);
        size += utf8_encode(code == 0x2019 || code == '`' ? '\'' : utf8_lower(code), bytes + size);
    }
    return (struct str){bytes, size};
}

uint32_t lemma_edit_context(unsigned upos, unsigned xpos)
{
    return upos * 64 + (xpos == XPOS_VBN ? XPOS_VBD : xpos); /* participles end like the past */
}

/* 0: begins small, 1: begins with a capital, 2: has no small letter and more than one capital. */
static uint32_t capitals_of(struct str form)
{
    size_t at = 0;
    uint32_t capitals = 0, lower = 0;
    bool first = form.size && utf8_is_upper(utf8_next(form, &at));
    for (at = 0; at < form.size;) {
        uint32_t code = utf8_next(form, &at);
        capitals += utf8_is_upper(code);
        lower += utf8_is_lower(code);
    }
    return capitals > 1 && !lower ? 2 : first;
}

uint32_t lemma_case_context(struct str form, unsigned upos, unsigned xpos)
{
    return (1 + capitals_of(form)) << 16 | lemma_edit_context(upos, xpos);
}

static uint32_t key_step(uint32_t hash, unsigned char byte)
{
    return (hash ^ byte) * 16777619U;
}

static uint32_t key_start(uint32_t context)
{
    uint32_t hash = 2166136261U;
    for (int shift = 0; shift < 24; shift += 8)
        hash = key_step(hash, (unsigned char)(context >> shift));
    return hash;
}

/* Spreads the bits and keeps 0 for "free". */
static uint32_t key_finish(uint32_t hash)
{
    hash ^= hash >> 16;
    hash *= 0x85EBCA6BU;
    hash ^= hash >> 13;
    hash *= 0xC2B2AE35U;
    hash ^= hash >> 16;
    return hash ? hash : 1;
}

enum { WHOLE_WORD = 1 }; /* a byte no text has at this place: the word begins here */

uint32_t lemma_ending_key(uint32_t context, struct str word, size_t size, bool is_whole)
{
    uint32_t hash = key_start(context);
    for (size_t i = 0; i < size; i++)
        hash = key_step(hash, (unsigned char)word.data[word.size - 1 - i]);
    return key_finish(is_whole ? key_step(hash, WHOLE_WORD) : hash);
}

/* ---- looking up ---- */

static bool find(const struct ending_table *table, uint32_t hash, uint16_t *value)
{
    uint32_t key = key_finish(hash);
    for (uint32_t slot = key & table->mask; table->keys[slot]; slot = (slot + 1) & table->mask) {
        if (table->keys[slot] != key)
            continue;
        *value = table->values[slot];
        return true;
    }
    return false;
}

/* Value of the longest known ending of the word, or of the word itself. False: the context is
 * unknown. */
static bool find_longest(const struct ending_table *table, uint32_t context, struct str word,
                         uint16_t *value)
{
    uint32_t hash = key_start(context);
    bool found = find(table, hash, value);
    for (size_t i = 0; i < word.size && i < LEMMA_LONGEST_WORD; i++) {
        hash = key_step(hash, (unsigned char)word.data[word.size - 1 - i]);
        if (i < LEMMA_LONGEST_ENDING && find(table, hash, value))
            found = true;
    }
    if (word.size <= LEMMA_LONGEST_WORD && find(table, key_step(hash, WHOLE_WORD), value))
        found = true;
    return found;
}

/* ---- applying ---- */

/* Copies the text with its letters as asked; the first code point alone for CASE_CAPITAL. */
static size_t write_cased(char *bytes, struct str text, enum letter_case letters)
{
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        bool raise = letters == CASE_UPPER || (letters == CASE_CAPITAL && at == 0);
        uint32_t code = utf8_next(text, &at);
        size += utf8_encode(raise ? utf8_upper(code) : code, bytes + size);
    }
    return size;
}

/* The form less `cut` bytes of its lower-case twin `lower`; equal sizes let the cut be counted in
 * the form. */
static struct str cut_form(struct str form, struct str lower, size_t cut)
{
    return form.size == lower.size ? str_slice(form, 0, form.size - cut)
                                   : str_slice(lower, 0, lower.size - cut);
}

struct str lemma_apply(struct arena *arena, struct str form, size_t cut, struct str ending,
                       enum letter_case letters)
{
    struct str lower = lemma_key_form(arena, form);
    if (cut > lower.size)
        cut = lower.size;
    while (cut < lower.size && cut > 0 &&
           ((unsigned char)lower.data[lower.size - cut] & 0xC0) == 0x80)
        cut++;
    struct str stem = letters == CASE_AS_FORM ? cut_form(form, lower, cut)
                                              : str_slice(lower, 0, lower.size - cut);
    char *bytes = arena_alloc(arena, (stem.size + ending.size) * 2 + 8);
    size_t size = write_cased(bytes, stem, letters);
    enum letter_case rest = letters == CASE_CAPITAL && size > 0 ? CASE_LOWER : letters;
    if (letters == CASE_AS_FORM && capitals_of(form) == 2)
        rest = CASE_UPPER;
    size += write_cased(bytes + size, ending, rest);
    return (struct str){bytes, size};
}

struct str lemma_of(const struct lemmatizer *lemmatizer, struct arena *arena, struct str form,
                    unsigned upos, unsigned xpos)
{
    enum letter_case letters = upos == UPOS_PROPN ? CASE_AS_FORM : CASE_LOWER;
    struct edit edit = {0, {"", 0}};
    uint16_t value;
    char bytes[LISTED_KEY_SIZE];
    struct str word = lemma_key_form(arena, form);
    uint32_t row = map_get(&lemmatizer->listed, listed_key(bytes, word, upos));
    if (row != MAP_NONE)
        return lemmatizer->lemmas.items[row];
    if (lemmatizer->is_trained) {
        if (find_longest(&lemmatizer->edit_endings, lemma_edit_context(upos, xpos), word, &value) &&
            value < lemmatizer->edit_count)
            edit = lemmatizer->edits[value];
        if (find_longest(&lemmatizer->case_endings, lemma_case_context(form, upos, xpos), word,
                         &value) &&
            value < CASE_COUNT)
            letters = (enum letter_case)value;
    }
    struct str lemma = lemma_apply(arena, form, edit.cut, edit.ending, letters);
    return lemma.size ? lemma : form;
}

/* "'s" is "has" beside a participle that is no passive, else "is"; "'d" beside a participle "had".
 * The tags alone do not tell. */
static bool is_short_have(const struct annals_report *report, const struct token *token)
{
    if (token->upos != UPOS_AUX || token->deprel != DEPREL_AUX || token->head == NONE)
        return false;
    struct str form = token->form;
    bool is_short = form.size <= 4 && (str_ends(form, STR("s")) || str_ends(form, STR("S"))) &&
                    (form.data[0] == '\'' || str_starts(form, STR("\xE2\x80\x99")));
    return is_short && report->tokens.items[token->head].xpos == XPOS_VBN;
}

void lemmatize(const struct lemmatizer *lemmatizer, struct annals_report *report)
{
    for (size_t i = 0; i < report->tokens.count; i++) {
        struct token *token = &report->tokens.items[i];
        if (token->lemma.size)
            continue;
        token->lemma =
            is_short_have(report, token)
                ? STR("have")
                : lemma_of(lemmatizer, &report->arena, token->form, token->upos, token->xpos);
    }
}
