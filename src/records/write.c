/* write.c — annals_write: finds the writer of a format and runs it into the caller's sink. */
#include <string.h>

#include "caller.h"
#include "records/parts.h"

static const struct format {
    const char *name;
    void (*write)(struct writer *writer, const struct annals_report *report,
                  const struct annals_write_options *options);
    void (*write_header)(struct writer *writer);
} FORMATS[] = {
    {"plover", write_plover, NULL},       {"document", write_document, NULL},
    {"csv", write_csv, write_csv_header}, {"conllu", write_conllu, NULL},
    {"explain", write_explain, NULL},
};

static const struct format *find_format(const char *name, struct annals_error *error)
{
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (!strcmp(FORMATS[i].name, name))
            return &FORMATS[i];
    error_set(error, ANNALS_SETUP,
              "there is no format \"%s\"; there are plover, document, csv, conllu and explain",
              name);
    return NULL;
}

static int finish(struct writer *writer, struct annals_error *error)
{
    return writer_finish(writer)
               ? error_set(error, ANNALS_OUTPUT, "the output could not be written")
               : 0;
}

int annals_write(const annals_report *report, const char *format,
                 const struct annals_write_options *given, annals_sink *sink, void *user,
                 struct annals_error *error)
{
    struct annals_write_options options = ANNALS_WRITE_OPTIONS;
    struct writer writer;
    const struct format *found = find_format(format, error);
    if (!found)
        return ANNALS_SETUP;
    if (given && !take_struct(&options, sizeof options, given))
        return error_set(error, ANNALS_SETUP,
                         "the options are not those of this version of libannals; initialise them "
                         "with ANNALS_WRITE_OPTIONS");
    writer_start(&writer, sink, user);
    found->write(&writer, report, &options);
    return finish(&writer, error);
}

int annals_write_header(const char *format, annals_sink *sink, void *user,
                        struct annals_error *error)
{
    struct writer writer;
    const struct format *found = find_format(format, error);
    if (!found)
        return ANNALS_SETUP;
    writer_start(&writer, sink, user);
    if (found->write_header)
        found->write_header(&writer);
    return finish(&writer, error);
}
