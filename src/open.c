/* open.c — the handle: loads what the stages need, from the files built into the library and those
 * that the caller names, and tells by digests what was loaded. */
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "caller.h"
#include "coder.h"

enum { MAX_DOCUMENT = 4 << 20, MAX_DICTIONARY = 256 << 20 };

static const char *const DIGEST_NAMES[DIGEST_COUNT] = {"model", "lexicon", "knowledge", "places",
                                                       "ontology"};

/* ---- digests ---- */

static void hex(const uint8_t *bytes, char *text, size_t digits)
{
    for (size_t i = 0; i < digits; i++)
        text[i] = "0123456789abcdef"[i % 2 ? bytes[i / 2] & 15 : bytes[i / 2] >> 4];
    text[digits] = 0;
}

static void sha256_hex(struct str text, char digest[2 * SHA256_DIGEST_SIZE + 1])
{
    struct sha256_ctx context;
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, text.size, (const uint8_t *)text.data);
    sha256_digest(&context, sizeof bytes, bytes);
    hex(bytes, digest, 2 * sizeof bytes);
}

/* A group of files is named by one digest: that of its file if it is one, else the digest over the
 * files' digests in their order. */
struct digest_group {
    size_t files;
    char first[2 * SHA256_DIGEST_SIZE + 1];
    struct sha256_ctx context;
};

static void group_add(struct digest_group *group, struct str file_digest)
{
    if (!group->files++) {
        sha256_init(&group->context);
        memcpy(group->first, file_digest.data,
               file_digest.size < sizeof group->first ? file_digest.size : sizeof group->first - 1);
    }
    sha256_update(&group->context, file_digest.size, (const uint8_t *)file_digest.data);
}

static void group_add_content(struct digest_group *group, struct str content)
{
    char digest[2 * SHA256_DIGEST_SIZE + 1];
    sha256_hex(content, digest);
    group_add(group, str_of(digest));
}

/* Built-in files whose name begins with `prefix`. Their digests were made by the build ("DIGEST
 * NAME" in lines), since to hash all of them would take longer than all else at start-up. */
static void group_add_built_in(struct digest_group *group, const char *prefix)
{
    for (struct str rest = embedded_data("digests"); rest.data;) {
        struct str line = str_cut(&rest, '\n'), name = line;
        struct str digest = str_cut(&name, ' ');
        if (name.data && str_starts(str_trim(name), str_of(prefix)))
            group_add(group, digest);
    }
}

static void group_digest(struct digest_group *group, char digest[DIGEST_SIZE])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    if (group->files == 1) {
        memcpy(digest, group->first, DIGEST_SIZE - 1);
        digest[DIGEST_SIZE - 1] = 0;
    } else if (group->files) {
        sha256_digest(&group->context, sizeof bytes, bytes);
        hex(bytes, digest, DIGEST_SIZE - 1);
    }
}

static int digest_user_files(struct annals *coder, struct digest_group *group,
                             const char *const *paths, size_t count, struct annals_error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct str content;
        if (file_read(&coder->arena, paths[i], MAX_DICTIONARY, &content, error))
            return ANNALS_SETUP;
        group_add_content(group, content);
    }
    return 0;
}

static int make_digests(struct annals *coder, const struct annals_options *options,
                        struct annals_error *error)
{
    struct digest_group groups[DIGEST_COUNT] = {0};
    if (options->model)
        group_add_content(&groups[0], coder->model_file.content);
    else
        group_add_built_in(&groups[0], "models/");
    group_add_built_in(&groups[1], "lexicon/");
    group_add_built_in(&groups[2], "knowledge.bin");
    group_add_built_in(&groups[3], "gazetteer.bin");
    group_add_built_in(&groups[4], "ontology/");
    int status =
        digest_user_files(coder, &groups[1], options->lexicons, options->lexicon_count, error);
    if (!status)
        status = digest_user_files(coder, &groups[2], options->actors, options->actor_count, error);
    for (size_t i = 0; i < DIGEST_COUNT; i++)
        group_digest(&groups[i], coder->digests[i]);
    return status;
}

const char *annals_digest(const annals *coder, const char *what)
{
    for (size_t i = 0; i < DIGEST_COUNT; i++)
        if (!strcmp(what, DIGEST_NAMES[i]))
            return coder->digests[i];
    return "";
}

/* ---- what the stages need ---- */

static struct str first_built_in(const char *prefix)
{
    for (const struct embedded_file *file = EMBEDDED_FILES; file->name; file++)
        if (str_starts(str_of(file->name), str_of(prefix)))
            return embedded_data(file->name);
    return (struct str){NULL, 0};
}

static int open_ingest(struct annals *coder, const struct annals_options *options,
                       struct annals_error *error)
{
    struct date date;
    if (options->date && !date_parse(str_of(options->date), &date))
        return error_set(error, ANNALS_SETUP,
                         "\"%s\" is no date; write year, month and day as 2024-03-25",
                         options->date);
    if (options->date)
        coder->ingest.date = str_copy(&coder->arena, str_of(options->date)).data;
    coder->ingest.max_document = options->max_document ? options->max_document : MAX_DOCUMENT;
    coder->ingest.keep_tokenization = options->keep_tokenization != 0;
    struct boilerplate *boilerplate = NULL;
    int status = boilerplate_open(&coder->arena, embedded_data("ingest/boilerplate.tsv"),
                                  &boilerplate, error);
    coder->ingest.boilerplate = boilerplate;
    return status;
}

static int open_language(struct annals *coder, const struct annals_options *options,
                         struct annals_error *error)
{
    struct str model = first_built_in("models/");
    if (options->model) {
        if (file_map(options->model, &coder->model_file, error))
            return ANNALS_SETUP;
        model = coder->model_file.content;
    }
    return language_open(&coder->arena, options->model ? options->model : "the built-in model",
                         model, &coder->language, error);
}

static int open_ontology(struct annals *coder, struct annals_error *error)
{
    struct ontology_tables tables = {
        .events = embedded_data("ontology/events.tsv"),
        .modes = embedded_data("ontology/modes.tsv"),
        .contexts = embedded_data("ontology/contexts.tsv"),
        .cameo = embedded_data("ontology/cameo.tsv"),
    };
    return ontology_open(&coder->arena, &tables, &coder->ontology, error);
}

/* The files of the user, the last one first, then the built-in ones. */
static int open_lexicon(struct annals *coder, const struct annals_options *options,
                        struct annals_error *error)
{
    size_t built_in = 0, count = 0;
    for (const struct embedded_file *file = EMBEDDED_FILES; file->name; file++)
        built_in++;
    struct lexicon_file *files =
        arena_new_array(&coder->arena, options->lexicon_count + built_in + 1, struct lexicon_file);
    for (size_t i = options->lexicon_count; i-- > 0;) {
        struct lexicon_file *file = &files[count++];
        file->name = options->lexicons[i];
        file->of_user = true;
        if (file_read(&coder->arena, file->name, MAX_DICTIONARY, &file->text, error))
            return ANNALS_SETUP;
    }
    for (const struct embedded_file *file = EMBEDDED_FILES; file->name; file++)
        if (str_starts(str_of(file->name), STR("lexicon/")))
            files[count++] =
                (struct lexicon_file){.name = file->name, .text = embedded_data(file->name)};
    return lexicon_open(&coder->arena, coder->ontology, files, count, &coder->lexicon, error);
}

static int open_speech(struct annals *coder, struct annals_error *error)
{
    struct speech_tables tables = {
        .cues = embedded_data("said/cues.tsv"),
        .numbers = embedded_data("said/numbers.tsv"),
        .sizes = embedded_data("said/sizes.tsv"),
    };
    return speech_open(&coder->arena, &tables, &coder->speech, error);
}

static int open_who_tables(struct annals *coder, struct annals_error *error)
{
    struct who_texts texts = {
        .words = embedded_data("who/words.tsv"),
        .pronouns = embedded_data("who/pronouns.tsv"),
        .given_names = embedded_data("who/given_names.tsv"),
        .short_names = embedded_data("who/short_names.tsv"),
    };
    return who_tables_open(&coder->arena, &texts, &coder->who_tables, error);
}

static int load(struct annals *coder, const struct annals_options *options,
                struct annals_error *error)
{
    struct arena *arena = &coder->arena;
    int status = open_ingest(coder, options, error);
    if (!status)
        status = open_language(coder, options, error);
    if (!status)
        status = knowledge_open(arena, embedded_data("knowledge.bin"), options->actors,
                                options->actor_count, &coder->knowledge, error);
    if (!status)
        status = open_who_tables(coder, error);
    if (!status)
        status = calendar_open(arena, first_built_in("when/"), &coder->calendar, error);
    if (!status)
        status = gazetteer_open(arena, embedded_data("gazetteer.bin"), &coder->gazetteer, error);
    if (!status)
        status = open_ontology(coder, error);
    if (!status)
        status = open_lexicon(coder, options, error);
    if (!status)
        status = open_speech(coder, error);
    if (!status)
        status = make_digests(coder, options, error);
    return status;
}

/* ---- open and close ---- */

static int load_guarded(struct annals *coder, const struct annals_options *options,
                        struct annals_error *error)
{
    jmp_buf exhausted;
    coder->arena = arena_make(0, &exhausted);
    int status = setjmp(exhausted)
                     ? error_set(error, ANNALS_OUTPUT, "not enough memory to load the data")
                     : load(coder, options, error);
    coder->arena.exhausted = NULL;
    return status;
}

static int check_options(const struct annals_options *given, struct annals_options *options,
                         struct annals_error *error)
{
    if (given && !take_struct(options, sizeof *options, given))
        return error_set(error, ANNALS_SETUP,
                         "the options are not those of this version of libannals; initialise them "
                         "with ANNALS_OPTIONS");
    if (!(options->min_confidence >= 0 && options->min_confidence <= 1))
        return error_set(error, ANNALS_SETUP, "the least confidence must lie between 0 and 1");
    return 0;
}

int annals_open(const struct annals_options *given, annals **result, struct annals_error *error)
{
    struct annals_options options = ANNALS_OPTIONS;
    *result = NULL;
    int status = check_options(given, &options, error);
    if (status)
        return status;
    struct annals *coder = calloc(1, sizeof *coder);
    if (!coder)
        return error_set(error, ANNALS_OUTPUT, "not enough memory");
    coder->keep_auxiliary = options.keep_auxiliary;
    coder->min_confidence = options.min_confidence;
    coder->statements = options.statements != 0;
    status = load_guarded(coder, &options, error);
    if (status == ANNALS_INPUT) /* a file that the caller names: a wrong setup, no bad document */
        status = ANNALS_SETUP;
    if (status && error)
        error->status = status;
    if (status)
        annals_close(coder);
    else
        *result = coder;
    return status;
}

void annals_close(annals *coder)
{
    if (!coder)
        return;
    language_close(coder->language);
    file_unmap(&coder->model_file);
    arena_free(&coder->arena);
    free(coder);
}

const char *annals_version(void)
{
    return ANNALS_VERSION;
}
