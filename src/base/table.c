/* table.c — reads the tables of data/, see table.h. */
#include "base/table.h"

/* The next line that is neither empty nor a comment, without its line end. */
static bool next_line(struct table *table, struct str *line)
{
    while (table->rest.data && table->rest.size) {
        *line = str_cut(&table->rest, '\n');
        table->line++;
        if (line->size && line->data[line->size - 1] == '\r')
            line->size--;
        if (line->size && line->data[0] != '#')
            return true;
    }
    return false;
}

static size_t split(struct str line, struct str fields[TABLE_COLUMNS])
{
    size_t count = 0;
    while (line.data) {
        struct str field = str_cut(&line, '\t');
        if (count < TABLE_COLUMNS)
            fields[count] = field;
        count++;
    }
    return count;
}

int table_open(struct table *table, struct str name, struct str text, const char *const *wanted,
               struct annals_error *error)
{
    *table = (struct table){.name = name, .rest = text};
    struct str line;
    if (!next_line(table, &line))
        return error_set(error, ANNALS_SETUP, "%.*s: is empty; a header line is needed",
                         STR_ARG(name));
    table->column_count = split(line, table->columns);
    if (table->column_count > TABLE_COLUMNS)
        return error_set(error, ANNALS_SETUP, "%.*s:%zu: more than %d columns", STR_ARG(name),
                         table->line, TABLE_COLUMNS);
    for (; wanted && *wanted; wanted++)
        if (table_column(table, *wanted) < 0)
            return error_set(error, ANNALS_SETUP, "%.*s:%zu: the header lacks the column \"%s\"",
                             STR_ARG(name), table->line, *wanted);
    return 0;
}

int table_next(struct table *table, struct annals_error *error)
{
    struct str line;
    if (!next_line(table, &line))
        return 0;
    size_t count = split(line, table->fields);
    if (count == table->column_count)
        return 1;
    error_set(error, ANNALS_SETUP, "%.*s:%zu: %zu fields where the header names %zu",
              STR_ARG(table->name), table->line, count, table->column_count);
    return -1;
}

int table_column(const struct table *table, const char *column)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (str_equal(table->columns[i], str_of(column)))
            return (int)i;
    return -1;
}

struct str table_field(const struct table *table, const char *column)
{
    int i = table_column(table, column);
    return i < 0 ? STR("") : table->fields[i];
}
