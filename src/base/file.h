/* file.h — whole files: read into an arena, or mapped read-only. */
#ifndef ANNALS_BASE_FILE_H
#define ANNALS_BASE_FILE_H

#include "base/error.h"
#include "base/str.h"

/* All bytes of the file at `path` in `*content` (a NUL stands behind them), owned by the arena.
 * Fails with ANNALS_INPUT when it cannot be opened or read, or is larger than `limit` bytes (0: no
 * bound). */
int file_read(struct arena *arena, const char *path, size_t limit, struct str *content,
              struct annals_error *error);

/* A file mapped read-only and shared; `content.data` stays valid until file_unmap. */
struct mapped_file {
    struct str content;
};
int file_map(const char *path, struct mapped_file *file, struct annals_error *error);
void file_unmap(struct mapped_file *file);

#endif
