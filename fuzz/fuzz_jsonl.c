/* fuzz_jsonl.c — any bytes as a file, read as JSONL, CSV, TSV or by content, as the first byte
 * says. The reader must come to an end, and what it hands out must be readable to its last byte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "annals.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads every byte, so that the sanitizer sees what should not be there. */
static size_t touch(const char *bytes, size_t size)
{
    size_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += (unsigned char)bytes[i];
    return sum;
}

static size_t touch_string(const char *s)
{
    return s ? touch(s, strlen(s)) : 0;
}

static size_t touch_document(const struct annals_document *document)
{
    return touch(document->text, document->text_size) + touch_string(document->id) +
           touch_string(document->date) + touch_string(document->title) +
           touch_string(document->source) + touch_string(document->url) +
           touch_string(document->language) + touch_string(document->origin);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const FORMATS[] = {"jsonl", "csv", "tsv", "auto", "text", "conllu"};
    if (size == 0)
        return 0;
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data + 1, size - 1) != (ssize_t)(size - 1) || lseek(fd, 0, SEEK_SET))
        abort();
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    const char *paths[] = {path};
    struct annals_reader_options options = ANNALS_READER_OPTIONS;
    options.from = FORMATS[data[0] % 6];
    options.max_document = 256;
    annals_reader *reader;
    struct annals_document document;
    struct annals_error error;
    if (annals_reader_open(&options, paths, 1, &reader, &error))
        abort();
    volatile size_t sum = 0;
    size_t steps = 0;
    for (int status; (status = annals_reader_next(reader, &document, &error)) != ANNALS_END;) {
        if (status == ANNALS_OK)
            sum += touch_document(&document);
        else if (status != ANNALS_INPUT || !error.message[0])
            abort();
        if (++steps > size + 1)
            abort();
    }
    (void)sum;
    annals_reader_close(reader);
    close(fd);
    return 0;
}
