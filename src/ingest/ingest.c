/* ingest.c — the first stage: a document as it was given becomes the ground layer of a report. */
#include "ingest/ingest.h"

#include <nettle/sha2.h>
#include <string.h>

#include "ingest/charset.h"
#include "ingest/clean.h"
#include "ingest/conllu.h"
#include "when/when.h"

/* The document while it is taken in: fields as received, decoded and in NFC. */
struct intake {
    const struct ingest *ingest;
    const struct annals_document *document;
    struct annals_report *report;
    struct annals_error *error;
    struct str text, title, date, source;
};

static void warn(struct annals_report *report, const char *message)
{
    *array_push(&report->arena, &report->warnings) = message;
}

/* ---- fields ---- */

/* Decodes and composes; the same bytes in NFC give the same id, however they were encoded. */
static int read_field(const struct intake *intake, struct str received, struct str *field)
{
    struct annals_report *report = intake->report;
    if (decode_text(&report->arena, received, report->origin, &received, intake->error))
        return ANNALS_INPUT;
    if (!utf8_nfc(&report->arena, received, field))
        return error_set(intake->error, ANNALS_OUTPUT, "%.*s: out of memory",
                         STR_ARG(report->origin));
    return 0;
}

/* A short field for the record: on one line, without white space around it. */
static int tidy_field(const struct intake *intake, struct str field, struct str *tidy)
{
    struct annals_report *report = intake->report;
    if (tidy_text(&report->arena, field, report->origin, tidy, intake->error))
        return ANNALS_INPUT;
    *tidy = str_copy(&report->arena, str_trim(*tidy));
    for (size_t i = 0; i < tidy->size; i++)
        if (tidy->data[i] == '\n')
            ((char *)(uintptr_t)tidy->data)[i] = ' ';
    return 0;
}

static int read_short_field(const struct intake *intake, const char *received, struct str *tidy)
{
    struct str field;
    int status = read_field(intake, str_of(received), &field);
    return status ? status : tidy_field(intake, field, tidy);
}

static int read_fields(struct intake *intake)
{
    const struct annals_document *document = intake->document;
    struct annals_report *report = intake->report;
    const struct {
        const char *received;
        struct str *field;
    } whole[] = {{document->title, &intake->title},
                 {document->date, &intake->date},
                 {document->source, &intake->source}},
      tidy[] = {{document->id, &report->id},
                {document->title, &report->title},
                {document->source, &report->source},
                {document->url, &report->url},
                {document->language, &report->language}};
    int status =
        read_field(intake, (struct str){document->text, document->text_size}, &intake->text);
    for (size_t i = 0; i < sizeof whole / sizeof *whole && !status; i++)
        status = read_field(intake, str_of(whole[i].received), whole[i].field);
    for (size_t i = 0; i < sizeof tidy / sizeof *tidy && !status; i++)
        status = read_short_field(intake, tidy[i].received, tidy[i].field);
    return status;
}

/* ---- language ---- */

/* "en", "eng", "English", "en-US", "en_GB". */
static bool is_english(struct str language)
{
    static const char *const NAMES[] = {"en", "eng", "english"};
    size_t end = 0;
    while (end < language.size && language.data[end] != '-' && language.data[end] != '_')
        end++;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (str_equal_fold(str_slice(language, 0, end), str_of(NAMES[i])))
            return true;
    return false;
}

static int check_language(const struct intake *intake)
{
    struct annals_report *report = intake->report;
    bool is_known = report->language.size && !str_equal_fold(report->language, STR("und"));
    if (is_known && !is_english(report->language))
        return error_set(intake->error, ANNALS_INPUT,
                         "%.*s: the language is \"%.*s\"; only English is coded",
                         STR_ARG(report->origin), STR_ARG(report->language));
    report->language = STR("en");
    return 0;
}

/* ---- id ---- */

/* First 16 hexadecimal digits of SHA-256 over what was received, fields joined by U+001F. */
static struct str make_id(const struct intake *intake)
{
    const struct str fields[] = {intake->source, intake->date, intake->title, intake->text};
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (i)
            sha256_update(&context, 1, (const uint8_t *)"\x1F");
        if (fields[i].size)
            sha256_update(&context, fields[i].size, (const uint8_t *)fields[i].data);
    }
    sha256_digest(&context, sizeof digest, digest);
    struct str id = STR("");
    for (size_t i = 0; i < 8; i++)
        id = str_format(&intake->report->arena, "%.*s%02x", STR_ARG(id), digest[i]);
    return id;
}

/* ---- date ---- */

/* The day of publication: the document's own, else that of its date line, else the one given for
 * documents without. */
static void set_date(const struct intake *intake, struct str date_line)
{
    struct annals_report *report = intake->report;
    struct str date = str_trim(intake->date);
    if (date_parse(date, &report->published))
        return;
    if (date.size)
        warn(report, str_format(&report->arena,
                                "%.*s: the date \"%.*s\" cannot be read; write it as YYYY-MM-DD",
                                STR_ARG(report->origin), STR_ARG(date))
                         .data);
    if (!date_parse(date_line, &report->published))
        date_parse(str_of(intake->ingest->date), &report->published);
}

/* ---- text ---- */

static int take_conllu(const struct intake *intake)
{
    struct annals_report *report = intake->report;
    struct str conllu;
    int status = tidy_text(&report->arena, intake->text, report->origin, &conllu, intake->error);
    if (!status)
        status = read_conllu(conllu, report->origin, false, report, intake->error);
    set_date(intake, STR(""));
    return status;
}

static int take_text(const struct intake *intake)
{
    struct annals_report *report = intake->report;
    struct str text;
    if (tidy_text(&report->arena, intake->text, report->origin, &text, intake->error))
        return ANNALS_INPUT;
    if (intake->ingest->keep_tokenization) {
        report->text = text;
        set_date(intake, STR(""));
        return 0;
    }
    struct cleaned cleaned;
    bool find_headline = intake->document->find_headline && !report->title.size;
    clean_text(&report->arena, intake->ingest->boilerplate, text, find_headline, &cleaned);
    report->text = cleaned.text;
    report->dateline = cleaned.dateline;
    if (cleaned.title.size)
        report->title = cleaned.title;
    set_date(intake, cleaned.date_line);
    return 0;
}

/* With the tokenization kept no character changes: what is in the text is what was decoded. */
static int keep_characters(struct intake *intake)
{
    const struct annals_document *document = intake->document;
    if (!intake->ingest->keep_tokenization)
        return 0;
    return decode_text(&intake->report->arena, (struct str){document->text, document->text_size},
                       intake->report->origin, &intake->text, intake->error);
}

static int check_size(const struct intake *intake)
{
    size_t limit = intake->ingest->max_document;
    if (!limit || limit > LARGEST_DOCUMENT)
        limit = limit ? LARGEST_DOCUMENT : DEFAULT_MAX_DOCUMENT;
    if (!intake->document->text)
        return error_set(intake->error, ANNALS_INPUT, "%.*s: has no text",
                         STR_ARG(intake->report->origin));
    if (intake->document->text_size > limit)
        return error_set(intake->error, ANNALS_INPUT,
                         "%.*s: %zu bytes, more than the %zu a document may have; raise the limit "
                         "with --max-document",
                         STR_ARG(intake->report->origin), intake->document->text_size, limit);
    return 0;
}

static struct str name_for_messages(struct arena *arena, const struct annals_document *document)
{
    const char *name = document->origin ? document->origin : document->id;
    return str_copy(arena, str_of(name ? name : "document"));
}

/* Strings of a report end with a NUL, so that they can be handed out as they are. */
static void finish(struct annals_report *report)
{
    struct str *const strings[] = {&report->id, &report->title, &report->text, &report->dateline};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = str_copy(&report->arena, *strings[i]);
    report->title_index = utf8_index_make(&report->arena, report->title);
    report->text_index = utf8_index_make(&report->arena, report->text);
}

int ingest_document(const struct ingest *ingest, const struct annals_document *document,
                    struct annals_report *report, struct annals_error *error)
{
    struct intake intake = {
        .ingest = ingest, .document = document, .report = report, .error = error};
    report->origin = name_for_messages(&report->arena, document);
    int status = check_size(&intake);
    if (!status)
        status = read_fields(&intake);
    if (!status)
        status = check_language(&intake);
    if (status)
        return status;
    struct str id = make_id(&intake);
    status = keep_characters(&intake);
    bool is_conllu = document->format && !strcmp(document->format, "conllu");
    if (!status)
        status = is_conllu ? take_conllu(&intake) : take_text(&intake);
    if (status)
        return status;
    if (!report->id.size)
        report->id = id;
    finish(report);
    return 0;
}
