/* charset.h — bytes of any likely encoding become UTF-8 that the rest of the program can trust.
 *
 * UTF-8 is taken as it is, with a byte-order mark taken off; UTF-16 is known by its mark; all else
 * is read as Windows-1252, of which Latin-1 is part, if that makes sense, and refused if not. */
#ifndef ANNALS_INGEST_CHARSET_H
#define ANNALS_INGEST_CHARSET_H

#include "base/base.h"

/* `bytes` as valid UTF-8 in `*text`: borrowed where nothing changes, else in the arena. `origin`
 * names the input in messages. ANNALS_INPUT: neither UTF-8, UTF-16 nor Windows-1252. */
int decode_text(struct arena *arena, struct str bytes, struct str origin, struct str *text,
                struct annals_error *error);

/* For text of any size on its way through: code units of UTF-16 as UTF-8. Reads pairs of `bytes`
 * from `*at` on, in the order that `big_endian` says, writes at most `capacity` bytes to `out` and
 * returns how many; `*at` is where to go on. Half a pair of surrogates becomes U+FFFD; a last odd
 * byte or half a pair is left for the next call unless `is_end`. `out` needs room for 4 bytes. */
size_t decode_utf16(struct str bytes, size_t *at, bool big_endian, bool is_end, char *out,
                    size_t capacity);

/* Line ends as "\n", and control characters, which no text means, left out. ANNALS_INPUT when there
 * are so many that the input is no text (an image, a program). Borrows where nothing changes. */
int tidy_text(struct arena *arena, struct str text, struct str origin, struct str *tidy,
              struct annals_error *error);

#endif
