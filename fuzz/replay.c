/* replay.c — runs a fuzz target without libFuzzer: over the files named, or, with none, over inputs
 * made from a fixed seed, so that the tests can run every target on any compiler. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LARGEST = 1 << 22, MADE_INPUTS = 2000 };

static int replay_file(const char *path, uint8_t *buffer)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    size_t size = fread(buffer, 1, LARGEST, file);
    fclose(file);
    LLVMFuzzerTestOneInput(buffer, size);
    return 0;
}

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*seed >> 33);
}

/* Bits of text, marks and raw bytes in a random row. */
static size_t make_input(uint64_t *seed, uint8_t *buffer)
{
    static const char *const bits[] = {
        "a",
        "Mr. ",
        "U.S.",
        "'s",
        "\n\n",
        "\n",
        " ",
        "don't",
        "-",
        "9,000",
        "\xE2\x80\x9D",
        "\"",
        ".",
        "!?",
        "\t",
        "_",
        "1\tx\t",
        "#",
        "@",
        "http://",
        "{\"",
        "\xF0\x9F\x98\x80",
        "\\u",
        "\xC3",
        "=",
        "0",
        "\r\n",
        "(",
        "|",
        ":)",
        "\xE2\x80\xA9",
        "$",
        "5pm",
        "'",
    };
    size_t size = 0, pieces = next_random(seed) % 60;
    for (size_t i = 0; i < pieces; i++) {
        uint32_t choice = next_random(seed) % (sizeof bits / sizeof *bits + 4);
        if (choice >= sizeof bits / sizeof *bits) {
            buffer[size++] = (uint8_t)next_random(seed);
            continue;
        }
        memcpy(buffer + size, bits[choice], strlen(bits[choice]));
        size += strlen(bits[choice]);
    }
    return size;
}

int main(int argc, char **argv)
{
    uint8_t *buffer = malloc(LARGEST);
    uint64_t seed = 1;
    int failed = !buffer;
    for (int i = 1; buffer && i < argc; i++)
        failed |= replay_file(argv[i], buffer);
    for (int i = 0; buffer && argc == 1 && i < MADE_INPUTS; i++) {
        /* a copy of the exact size, so that sanitizers see a read past the end */
        size_t size = make_input(&seed, buffer);
        uint8_t *input = malloc(size ? size : 1);
        if (input)
            memcpy(input, buffer, size);
        LLVMFuzzerTestOneInput(input ? input : buffer, size);
        free(input);
    }
    free(buffer);
    return failed;
}
