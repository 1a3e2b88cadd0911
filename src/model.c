/* model.c — annals_model_show: what a model file holds, for people. */
#include <string.h>

#include "annals.h"
#include "base/base.h"
#include "base/embedded.h"
#include "lang/model_file.h"

/* Sections whose name begins so hold text and are shown whole. */
static const char TEXT_SECTION[] = "about";

static struct str built_in_model(void)
{
    for (const struct embedded_file *file = EMBEDDED_FILES; file->name; file++)
        if (str_starts(str_of(file->name), STR("models/")))
            return embedded_data(file->name);
    return (struct str){NULL, 0};
}

static void show_sections(struct writer *writer, const struct model_file *file)
{
    write_format(writer, "%s: %zu bytes in %u parts\n", file->name, file->bytes.size,
                 file->section_count);
    for (uint32_t i = 0; i < file->section_count; i++) {
        const char *name;
        struct str section = model_section_at(file, i, &name);
        write_format(writer, "  %-31s %12zu bytes\n", name, section.size);
    }
    for (uint32_t i = 0; i < file->section_count; i++) {
        const char *name;
        struct str section = model_section_at(file, i, &name);
        if (strncmp(name, TEXT_SECTION, sizeof TEXT_SECTION - 1) != 0)
            continue;
        write_char(writer, '\n');
        write_text(writer, section);
        write_char(writer, '\n');
    }
}

static int show(const char *name, struct str bytes, annals_sink *sink, void *user,
                struct annals_error *error)
{
    struct model_file file;
    struct writer writer;
    int status = model_file_open(name, bytes, &file, error);
    if (status)
        return status;
    writer_start(&writer, sink, user);
    show_sections(&writer, &file);
    return writer_finish(&writer) ? error_set(error, ANNALS_OUTPUT,
                                              "the output could not be "
                                              "written")
                                  : 0;
}

int annals_model_show(const char *path, annals_sink *sink, void *user, struct annals_error *error)
{
    struct mapped_file mapped = {0};
    if (!path)
        return show("built-in model", built_in_model(), sink, user, error);
    if (file_map(path, &mapped, error)) {
        if (error)
            error->status = ANNALS_SETUP;
        return ANNALS_SETUP;
    }
    int status = show(path, mapped.content, sink, user, error);
    file_unmap(&mapped);
    return status;
}
