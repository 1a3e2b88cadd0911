/* dictionary_layout.c — fields, tables and headings of `annals dict show`. */
#include "dictionary.h"

enum { LABEL = 12, GAP = 2 };

static void write_blanks(struct writer *writer, size_t count)
{
    while (count-- > 0)
        write_char(writer, ' ');
}

static void write_cell(struct writer *writer, struct str text, size_t width)
{
    size_t length = utf8_length(text);
    write_text(writer, text);
    write_blanks(writer, length < width ? width - length : 0);
}

void write_field(struct show *show, const char *label, struct str text)
{
    if (!text.size)
        return;
    write_text(show->writer, STR("  "));
    write_cell(show->writer, str_of(label), LABEL);
    write_text(show->writer, text);
    write_char(show->writer, '\n');
}

void write_lines(struct show *show, const struct lines *lines)
{
    size_t widths[CELLS] = {0};
    for (size_t i = 0; i < lines->count; i++)
        for (size_t k = 0; k < CELLS; k++) {
            size_t length = utf8_length(lines->items[i].cells[k]);
            widths[k] = length > widths[k] ? length : widths[k];
        }
    for (size_t i = 0; i < lines->count; i++) {
        size_t last = CELLS;
        while (last > 0 && !lines->items[i].cells[last - 1].size)
            last--;
        write_text(show->writer, STR("  "));
        for (size_t k = 0; k < last; k++) {
            bool is_last = k + 1 == last;
            write_cell(show->writer, lines->items[i].cells[k], is_last ? 0 : widths[k]);
            write_blanks(show->writer, is_last || !widths[k] ? 0 : GAP);
        }
        write_char(show->writer, '\n');
    }
}

void write_heading(struct show *show, const char *heading)
{
    write_format(show->writer, "\n%s\n", heading);
}
