/* table.h — the tab-separated tables of data/: UTF-8, one header line, `|` between the items of a
 * list, lines that begin with `#` and empty lines are comments. Columns are asked for by name, so
 * that tables can gain columns. */
#ifndef ANNALS_BASE_TABLE_H
#define ANNALS_BASE_TABLE_H

#include "base/error.h"
#include "base/str.h"

enum { TABLE_COLUMNS = 32 };

/* A cursor over one table. `name` (a file name, for messages) and the text are borrowed. `fields`
 * are those of the current row, `line` its number from 1. */
struct table {
    struct str name, rest;
    struct str columns[TABLE_COLUMNS], fields[TABLE_COLUMNS];
    size_t column_count, line;
};

/* Reads the header. `wanted` names the columns that must be there, ended by NULL. ANNALS_SETUP with
 * file and line if not. */
int table_open(struct table *table, struct str name, struct str text, const char *const *wanted,
               struct annals_error *error);
/* Moves to the next row: 1 a row, 0 the end, -1 a row with the wrong number of fields (error
 * filled). */
int table_next(struct table *table, struct annals_error *error);
/* Index of a column, or -1. */
int table_column(const struct table *table, const char *column);
/* The field of the current row; empty where the table lacks the column. Borrows from the text. */
struct str table_field(const struct table *table, const char *column);

#endif
