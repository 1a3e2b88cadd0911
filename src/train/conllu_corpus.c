/* conllu_corpus.c — reads treebanks, see conllu_corpus.h. */
#include "train/conllu_corpus.h"

#include <string.h>

enum { COLUMN_COUNT = 10 };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

/* Where reading stands: the sentence being gathered and the multiword token being filled. */
struct reading {
    struct corpus *corpus;
    const char *path;
    size_t line;
    struct corpus_sentence sentence;
    struct str document, token_form;
    int64_t token_end; /* last word of the open multiword token, 0: none */
    uint8_t token_words, word_of_token;
    bool token_space_after, new_document, new_paragraph;
};

static struct str column_or_empty(struct str column)
{
    return str_equal(column, STR("_")) ? STR("") : column;
}

static bool has_space_after(struct str misc)
{
    return str_find(misc, STR("SpaceAfter=No"), 0) == SIZE_MAX;
}

static void read_comment(struct reading *reading, struct str line)
{
    struct str rest = str_trim(str_slice(line, 1, line.size));
    size_t equals = str_find(rest, STR("="), 0);
    struct str key = str_trim(str_slice(rest, 0, equals));
    struct str value =
        equals == SIZE_MAX ? STR("") : str_trim(str_slice(rest, equals + 1, rest.size));
    if (str_equal(key, STR("newdoc id")) || str_equal(key, STR("newdoc"))) {
        reading->new_document = reading->new_paragraph = true;
        reading->document = value;
    } else if (str_starts(key, STR("newpar"))) {
        reading->new_paragraph = true;
    } else if (str_equal(key, STR("sent_id"))) {
        reading->sentence.id = value;
    } else if (str_equal(key, STR("text"))) {
        reading->sentence.text = value;
    }
}

/* "3-4": words 3 to 4 are one token. False if the range makes no sense. */
static bool open_token(struct reading *reading, const struct str *columns)
{
    struct str rest = columns[ID], from = str_cut(&rest, '-');
    int64_t first, last;
    if (!str_to_integer(from, &first) || !str_to_integer(rest, &last) || last < first ||
        last - first > 100 || first != (int64_t)reading->sentence.count + 1)
        return false;
    reading->token_end = last;
    reading->token_words = (uint8_t)(last - first + 1);
    reading->word_of_token = 0;
    reading->token_form = columns[FORM];
    reading->token_space_after = has_space_after(columns[MISC]);
    return true;
}

static bool read_word(struct reading *reading, const struct str *columns)
{
    int64_t number, head;
    if (!str_to_integer(columns[ID], &number) || number != (int64_t)reading->sentence.count + 1 ||
        !str_to_integer(columns[HEAD], &head) || head < 0 || head > UINT16_MAX)
        return false;
    bool in_token = number <= reading->token_end;
    struct corpus_word *word = array_push(reading->corpus->arena, &reading->corpus->words);
    *word = (struct corpus_word){
        .form = columns[FORM],
        .lemma = columns[LEMMA],
        .feats = column_or_empty(columns[FEATS]),
        .enhanced = column_or_empty(columns[DEPS]),
        .misc = column_or_empty(columns[MISC]),
        .token_form = in_token ? reading->token_form : columns[FORM],
        .head = (uint32_t)head,
        .upos = (uint8_t)upos_of(columns[UPOS]),
        .xpos = (uint8_t)xpos_of(columns[XPOS]),
        .deprel = (uint8_t)deprel_of(columns[DEPREL]),
        .word_of_token = in_token ? reading->word_of_token++ : 0,
        .token_words = in_token ? reading->token_words : 1,
        .space_after = in_token ? reading->token_space_after : has_space_after(columns[MISC]),
    };
    reading->sentence.count++;
    return true;
}

static int read_line(struct reading *reading, struct str line, struct annals_error *error)
{
    struct str columns[COLUMN_COUNT], rest = line;
    size_t count = 0;
    while (rest.data && count < COLUMN_COUNT)
        columns[count++] = str_cut(&rest, '\t');
    if (count != COLUMN_COUNT || rest.data)
        return error_set(error, ANNALS_INPUT, "%s:%zu: line has not ten columns; CoNLL-U is needed",
                         reading->path, reading->line);
    if (memchr(columns[ID].data, '.', columns[ID].size))
        return ANNALS_OK; /* an empty node */
    bool is_range = memchr(columns[ID].data, '-', columns[ID].size) != NULL;
    if (!(is_range ? open_token(reading, columns) : read_word(reading, columns)))
        return error_set(error, ANNALS_INPUT, "%s:%zu: ID or HEAD is out of order", reading->path,
                         reading->line);
    return ANNALS_OK;
}

static int end_sentence(struct reading *reading, struct annals_error *error)
{
    struct corpus *corpus = reading->corpus;
    struct corpus_sentence *sentence = &reading->sentence;
    if (sentence->count == 0)
        return ANNALS_OK;
    sentence->first = (uint32_t)corpus->words.count - sentence->count;
    for (uint32_t i = 0; i < sentence->count; i++)
        if (corpus->words.items[sentence->first + i].head > sentence->count)
            return error_set(error, ANNALS_INPUT,
                             "%s:%zu: a head lies outside the sentence that ends here",
                             reading->path, reading->line);
    sentence->new_document = reading->new_document;
    sentence->new_paragraph = reading->new_paragraph;
    sentence->document = reading->document;
    *(struct corpus_sentence *)array_push(corpus->arena, &corpus->sentences) = *sentence;
    *sentence = (struct corpus_sentence){0};
    reading->new_document = reading->new_paragraph = false;
    reading->token_end = 0;
    return ANNALS_OK;
}

int corpus_read(struct corpus *corpus, const char *path, struct annals_error *error)
{
    struct str text;
    int status = file_read(corpus->arena, path, 0, &text, error);
    struct reading reading = {
        .corpus = corpus, .path = path, .new_document = true, .new_paragraph = true};
    struct str rest = text;
    while (!status && rest.data) {
        struct str line = str_cut(&rest, '\n');
        reading.line++;
        if (str_ends(line, STR("\r")))
            line.size--;
        if (line.size == 0)
            status = end_sentence(&reading, error);
        else if (line.data[0] == '#')
            read_comment(&reading, line);
        else
            status = read_line(&reading, line, error);
    }
    return status ? status : end_sentence(&reading, error);
}

static bool is_skipped(struct arena *arena, struct str document, const char *genres)
{
    for (struct str rest = str_of(genres); rest.data && rest.size;) {
        struct str name = str_cut(&rest, ',');
        struct str genre = str_format(arena, "_%.*s_", STR_ARG(name));
        if (str_find(document, genre, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

void corpus_skip_genres(struct corpus *corpus, const char *genres)
{
    size_t sentences = 0, words = 0;
    for (size_t i = 0; i < corpus->sentences.count; i++) {
        struct corpus_sentence sentence = corpus->sentences.items[i];
        if (is_skipped(corpus->arena, sentence.document, genres))
            continue;
        memmove(corpus->words.items + words, corpus->words.items + sentence.first,
                sentence.count * sizeof *corpus->words.items);
        sentence.first = (uint32_t)words;
        words += sentence.count;
        corpus->sentences.items[sentences++] = sentence;
    }
    corpus->sentences.count = sentences;
    corpus->words.count = words;
}
