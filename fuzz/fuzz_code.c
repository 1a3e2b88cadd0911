/* fuzz_code.c — any bytes as a document, through all stages and all writers. The first byte chooses
 * the format and whether there is a headline. */
#include <stdint.h>
#include <stdlib.h>

#include "annals.h"

static int ignore(void *user, const char *bytes, size_t size)
{
    size_t *written = user;
    for (size_t i = 0; i < size; i++)
        *written += (unsigned char)bytes[i]; /* touches every byte */
    return 0;
}

static void write_all(const annals_report *report)
{
    static const char *const FORMATS[] = {"plover", "document", "csv", "conllu", "explain"};
    struct annals_write_options options = ANNALS_WRITE_OPTIONS;
    size_t written = 0;
    options.layers = ANNALS_LAYERS_ALL;
    options.color = 1;
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        annals_write(report, FORMATS[i], &options, ignore, &written, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static annals *coder; /* loaded once for all inputs */
    annals_report *report;
    if (!coder && annals_open(NULL, &coder, NULL))
        abort();
    if (size < 1)
        return 0;
    struct annals_document document = ANNALS_DOCUMENT;
    document.format = data[0] & 1 ? "conllu" : "text";
    document.find_headline = data[0] & 2;
    document.title = data[0] & 4 ? "Kenya and Uganda meet" : NULL;
    document.date = data[0] & 8 ? "2024-03-25" : NULL;
    document.text = (const char *)data + 1;
    document.text_size = size - 1;
    if (!annals_code(coder, &document, &report, NULL)) {
        write_all(report);
        annals_report_free(report);
    }
    return 0;
}
