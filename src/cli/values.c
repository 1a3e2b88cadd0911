/* values.c — checks the values of options, see values.h. */
#include "cli/values.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int wrong_value(const char *option, const char *value, const char *remedy)
{
    complain("%s: \"%s\" will not do; it is %s", option, value, remedy);
    return EXIT_USAGE;
}

static bool is_one_of(const char *value, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp(value, *names))
            return true;
    return false;
}

int set_from(const char *value, struct settings *settings)
{
    static const char *const NOW[] = {"auto", "text", "jsonl", "csv", "tsv", "conllu", NULL};
    static const char *const LATER[] = {"html", "xml", "feed", "warc", NULL};
    if (is_one_of(value, LATER)) {
        complain("--from %s is not supported yet; this version reads auto, text, jsonl, csv, tsv "
                 "and conllu",
                 value);
        return EXIT_USAGE;
    }
    if (!is_one_of(value, NOW))
        return wrong_value("--from", value, "auto, text, jsonl, csv, tsv or conllu");
    settings->reader.from = value;
    return -1;
}

int set_to(const char *value, struct settings *settings)
{
    static const char *const NOW[] = {"plover", "document", "csv", "conllu", "none", NULL};
    static const char *const LATER[] = {"cameo", "phoenix", "gdelt", "icews", "polecat", NULL};
    if (is_one_of(value, LATER)) {
        complain("--to %s is not supported yet; this version writes plover, document, csv, conllu "
                 "and none",
                 value);
        return EXIT_USAGE;
    }
    if (!is_one_of(value, NOW))
        return wrong_value("--to", value, "plover, document, csv, conllu or none");
    settings->to = value;
    return -1;
}

/* Bits of the names in a list joined by commas; false for an unknown name or an empty list. */
static bool parse_list(const char *value, const char *const *names, unsigned *bits)
{
    *bits = 0;
    while (*value) {
        size_t size = strcspn(value, ","), i = 0;
        while (names[i] && (strlen(names[i]) != size || memcmp(names[i], value, size) != 0))
            i++;
        if (!names[i])
            return false;
        *bits |= 1u << i;
        value += size;
        value += *value == ',';
    }
    return *bits != 0;
}

int set_keep_auxiliary(const char *value, struct settings *settings)
{
    static const char *const NAMES[] = {"historical", "future", "hypothetical", "negation", NULL};
    unsigned bits = 0;
    if (strcmp(value, "none") != 0 && !parse_list(value, NAMES, &bits))
        return wrong_value("--keep-auxiliary", value,
                           "a list of historical, future, hypothetical, negation, or none");
    settings->options.keep_auxiliary = bits;
    return -1;
}

int set_layers(const char *value, struct settings *settings)
{
    static const char *const NAMES[] = {"tokens", "parse", "entities", "quotes", "times",
                                        "places", "sizes", "votes",    "links",  NULL};
    unsigned bits = ANNALS_LAYERS_ALL;
    if (strcmp(value, "all") != 0 && !parse_list(value, NAMES, &bits))
        return wrong_value("--layers", value,
                           "a list of tokens, parse, entities, quotes, times, places, sizes, "
                           "votes, links, or all");
    settings->write.layers = bits;
    return -1;
}

int set_min_confidence(const char *value, struct settings *settings)
{
    char *end;
    double number = strtod(value, &end);
    if (end == value || *end || !(number >= 0 && number <= 1))
        return wrong_value("--min-confidence", value, "a number from 0 to 1, as 0.5");
    settings->options.min_confidence = number;
    return -1;
}

/* "4194304", "4096K", "4M", "4MB", "4MiB", "1G". */
int set_max_document(const char *value, struct settings *settings)
{
    const unsigned long long largest = 1ull << 30;
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    unsigned shift = 0;
    if (*end && strchr("KkMmGg", *end)) {
        shift = strchr("Kk", *end) ? 10 : strchr("Mm", *end) ? 20 : 30;
        end++;
        end += !strcmp(end, "iB") ? 2 : !strcmp(end, "B") ? 1 : 0;
    }
    if (value[0] < '0' || value[0] > '9' || errno || *end || !number || number > largest >> shift)
        return wrong_value("--max-document", value,
                           "a number of bytes, or one with K, M or G, at most 1G");
    settings->options.max_document = settings->reader.max_document = (size_t)(number << shift);
    return -1;
}

int set_threads(const char *value, struct settings *settings)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || errno || *end || number < 1 || number > MAX_THREADS)
        return wrong_value("-j", value, "a number of threads from 1 to 1024");
    settings->threads = (unsigned)number;
    return -1;
}
