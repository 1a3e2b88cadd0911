/* language_data.c — vocabulary and batches, see language_data.h. */
#include "train/language_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/name_classes.h"

/* ---- counting ---- */

struct counted {
    struct str name;
    uint32_t count;
};
struct counts {
    struct arena *arena;
    ARRAY_OF(struct counted) items;
    struct map places;
};

static struct counts counts_make(struct arena *arena)
{
    return (struct counts){.arena = arena, .places = {.arena = arena}};
}

static void count_one(struct counts *counts, struct str name)
{
    uint32_t *place = map_at(&counts->places, name);
    if (*place == MAP_NONE) {
        *place = (uint32_t)counts->items.count;
        *(struct counted *)array_push(counts->arena, &counts->items) = (struct counted){name, 0};
    }
    counts->items.items[*place].count++;
}

static int by_count(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return str_compare(x->name, y->name);
}

static void name_classes_of(struct class_names *classes, struct counts *counts)
{
    qsort(counts->items.items, counts->items.count, sizeof *counts->items.items, by_count);
    classes->numbers = (struct map){.arena = counts->arena};
    for (size_t i = 0; i < counts->items.count; i++) {
        *array_push(counts->arena, &classes->names) = counts->items.items[i].name;
        map_put(&classes->numbers, counts->items.items[i].name, (uint32_t)i);
    }
}

static struct str tag_name(const struct corpus_word *word, int kind)
{
    switch (kind) {
    case TAG_XPOS: return str_of(xpos_name(word->xpos));
    case TAG_UPOS: return str_of(upos_name(word->upos));
    default: return word->feats;
    }
}

/* Counts the classes of one kind in a sentence; kind TAG_KINDS: relations. */
static void count_classes(struct counts *counts, const struct corpus *train,
                          const struct corpus_sentence *sentence, int kind)
{
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct corpus_word *word = &train->words.items[sentence->first + i];
        count_one(counts,
                  kind < TAG_KINDS ? tag_name(word, kind) : str_of(deprel_name(word->deprel)));
    }
}

static void collect_classes(struct vocabulary *vocabulary, const struct corpus *train)
{
    for (int kind = 0; kind <= TAG_KINDS; kind++) {
        struct counts counts = counts_make(vocabulary->arena);
        for (size_t i = 0; i < train->sentences.count; i++)
            count_classes(&counts, train, &train->sentences.items[i], kind);
        name_classes_of(kind < TAG_KINDS ? &vocabulary->tags[kind] : &vocabulary->deprels, &counts);
    }
}

/* ---- words ---- */

static struct str folded_copy(struct arena *arena, struct str form)
{
    struct folded_form folded;
    fold_form(form, &folded);
    return str_copy(arena, (struct str){folded.bytes, folded.size});
}

static struct counts count_words(struct arena *arena, const struct corpus *train)
{
    struct counts counts = counts_make(arena);
    for (size_t s = 0; s < train->sentences.count; s++) {
        const struct corpus_sentence *sentence = &train->sentences.items[s];
        for (uint32_t i = 0; i < sentence->count; i++)
            count_one(&counts, folded_copy(arena, train->words.items[sentence->first + i].form));
    }
    qsort(counts.items.items, counts.items.count, sizeof *counts.items.items, by_count);
    return counts;
}

/* Folded words given are folded already: fold_form of them is themselves. */
static bool enter_word(struct vocabulary *vocabulary, struct str word, uint32_t row)
{
    struct folded_form folded;
    fold_form(word, &folded);
    return word_index_put(&vocabulary->words, &folded, row);
}

static void enter_training_words(struct vocabulary *vocabulary, const struct counts *counts,
                                 uint32_t *row)
{
    for (size_t i = 0; i < counts->items.count; i++) {
        const struct counted *word = &counts->items.items[i];
        if (word->count < 2 || !enter_word(vocabulary, word->name, *row))
            continue;
        vocabulary->keep[*row] = (float)word->count / ((float)word->count + 2.0F);
        ++*row;
    }
}

/* ---- vectors ---- */

static bool read_vector(struct str *rest, float *vector, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) {
        double number;
        if (!rest->data || !str_to_double(str_cut(rest, ' '), &number))
            return false;
        vector[i] = (float)number;
    }
    return rest->data == NULL;
}

static uint32_t count_blanks(struct str line)
{
    uint32_t blanks = 0;
    for (size_t i = 0; i < line.size; i++)
        blanks += line.data[i] == ' ';
    return blanks;
}

/* Training words that the vectors write otherwise: "u.s." as "us", "mr." as "mr". */
static void borrow_vector(struct vocabulary *vocabulary, struct str word, const float *vector,
                          const struct map *dotless)
{
    uint32_t row = map_get(dotless, word);
    if (row == MAP_NONE)
        return;
    float *target = vocabulary->vectors + (size_t)row * vocabulary->vector_size;
    for (uint32_t i = 0; i < vocabulary->vector_size; i++)
        if (target[i] != 0)
            return;
    memcpy(target, vector, vocabulary->vector_size * sizeof *vector);
}

static struct map dotless_words(struct vocabulary *vocabulary, const struct counts *counts)
{
    struct map dotless = {.arena = vocabulary->arena};
    for (size_t i = 0; i < counts->items.count; i++) {
        struct str word = counts->items.items[i].name;
        struct folded_form folded;
        fold_form(word, &folded);
        uint32_t row = word_row(&vocabulary->words, &folded);
        if (row == 0 || !memchr(word.data, '.', word.size))
            continue;
        char *plain = arena_alloc(vocabulary->arena, word.size + 1);
        size_t size = 0;
        for (size_t j = 0; j < word.size; j++)
            if (word.data[j] != '.')
                plain[size++] = word.data[j];
        if (size)
            map_put(&dotless, (struct str){plain, size}, row);
    }
    return dotless;
}

static int read_vectors(struct vocabulary *vocabulary, const char *path, struct str text,
                        const struct map *dotless, uint32_t row_limit, uint32_t *row,
                        struct annals_error *error)
{
    float vector[1024];
    size_t number = 0;
    for (struct str rest = text; rest.data && rest.size;) {
        struct str line = str_cut(&rest, '\n');
        struct str word = str_cut(&line, ' ');
        number++;
        if (!line.data)
            continue;
        if (!read_vector(&line, vector, vocabulary->vector_size))
            return error_set(error, ANNALS_INPUT, "%s:%zu: a word and %u numbers are expected",
                             path, number, vocabulary->vector_size);
        struct folded_form folded;
        fold_form(word, &folded);
        uint32_t place = word_row(&vocabulary->words, &folded);
        if (place == 0 && *row < row_limit && word_index_put(&vocabulary->words, &folded, *row))
            place = (*row)++;
        float *target = vocabulary->vectors + (size_t)place * vocabulary->vector_size;
        if (place && target[0] == 0)
            memcpy(target, vector, vocabulary->vector_size * sizeof *vector);
        borrow_vector(vocabulary, word, vector, dotless);
    }
    return ANNALS_OK;
}

/* Numbers of size one on average; the vector of unknown words and of classes is the middle of rare
 * words'. */
static void normalise_vectors(struct vocabulary *vocabulary)
{
    size_t size = vocabulary->vector_size, rows = vocabulary->words.row_count;
    double squares = 0;
    uint32_t filled = 0;
    for (size_t row = WORD_CLASSES; row < rows; row++) {
        const float *vector = vocabulary->vectors + row * size;
        filled += vector[0] != 0;
        for (size_t i = 0; i < size; i++)
            squares += (double)vector[i] * (double)vector[i];
    }
    float scale = (float)sqrt((double)filled * (double)size / (squares > 0 ? squares : 1));
    for (size_t i = 0; i < rows * size; i++)
        vocabulary->vectors[i] *= scale;
}

static uint32_t vector_size_of(struct str text)
{
    return count_blanks(str_slice(text, 0, str_find(text, STR("\n"), 0)));
}

int vocabulary_make(struct vocabulary *vocabulary, const struct corpus *train, const char *path,
                    const char *names_folder, uint32_t row_limit, struct annals_error *error)
{
    struct arena *arena = vocabulary->arena;
    collect_classes(vocabulary, train);
    struct str text;
    int status = file_read(arena, path, 0, &text, error);
    if (status)
        return status;
    vocabulary->vector_size = vector_size_of(text);
    if (vocabulary->vector_size == 0 || vocabulary->vector_size > 1024)
        return error_set(error, ANNALS_INPUT, "%s:1: a word and its numbers are expected", path);
    struct counts counts = count_words(arena, train);
    uint32_t most = row_limit > counts.items.count + WORD_CLASSES
                        ? row_limit
                        : (uint32_t)counts.items.count + WORD_CLASSES;
    vocabulary->words = word_index_make(arena, most);
    vocabulary->vectors = arena_new_array(arena, (size_t)most * vocabulary->vector_size, float);
    vocabulary->keep = arena_new_array(arena, most, float);
    for (uint32_t i = 0; i < most; i++)
        vocabulary->keep[i] = 1.0F;
    uint32_t row = WORD_CLASSES;
    enter_training_words(vocabulary, &counts, &row);
    vocabulary->learned_count = row;
    struct map dotless = dotless_words(vocabulary, &counts);
    status = read_vectors(vocabulary, path, text, &dotless, most, &row, error);
    vocabulary->words.row_count = row;
    normalise_vectors(vocabulary);
    if (!status)
        status = name_classes_read(arena, names_folder, train, &vocabulary->classes, error);
    return status;
}

/* ---- batches ---- */

void describe_sentence(const struct vocabulary *vocabulary, uint32_t spelling_count,
                       const struct str *forms, uint32_t count, uint32_t *words,
                       uint32_t (*spellings)[SPELLING_FEATURES])
{
    size_t capitals[5] = {0};
    for (uint32_t i = 0; i < count; i++)
        capitals[form_capitals(forms[i])]++;
    enum sentence_case sentence_case = sentence_case_of(
        capitals[CAPITALS_NONE], capitals[CAPITALS_FIRST] + capitals[CAPITALS_MIXED],
        capitals[CAPITALS_ALL]);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t word_class = exact_row(&vocabulary->classes, forms[i]);
        struct folded_form folded;
        fold_form(forms[i], &folded);
        words[i] = word_class ? word_class : word_row(&vocabulary->words, &folded);
        if (word_class)
            class_features(word_class, spelling_count, spellings[i]);
        else
            spelling_features(forms[i], &folded, i == 0, sentence_case, spelling_count,
                              spellings[i]);
    }
}

/* The targets of one word. */
static void put_targets(const struct vocabulary *vocabulary, const struct corpus_word *word,
                        struct batch *batch, uint32_t place)
{
    for (int kind = 0; kind < TAG_KINDS; kind++)
        ((uint32_t *)batch->tags[kind])[place] =
            map_get(&vocabulary->tags[kind].numbers, tag_name(word, kind));
    ((uint32_t *)batch->heads)[place] = word->head;
    uint32_t deprel = map_get(&vocabulary->deprels.numbers, str_of(deprel_name(word->deprel)));
    ((uint32_t *)batch->deprels)[place] = deprel == MAP_NONE ? 0 : deprel;
}

struct batch make_batch(const struct vocabulary *vocabulary, const struct corpus *corpus,
                        const struct str *forms, uint32_t spelling_count, const uint32_t *sentences,
                        uint32_t sentence_count, struct arena *arena)
{
    uint32_t *first = arena_new_array(arena, sentence_count + 1, uint32_t), total = 0;
    for (uint32_t s = 0; s < sentence_count; s++) {
        first[s] = total;
        total += corpus->sentences.items[sentences[s]].count;
    }
    first[sentence_count] = total;
    uint32_t *words = arena_new_array(arena, total, uint32_t);
    uint32_t(*spellings)[SPELLING_FEATURES] =
        arena_alloc_array(arena, total, sizeof(uint32_t[SPELLING_FEATURES]));
    struct batch batch = {.sentence_count = sentence_count,
                          .first = first,
                          .words = words,
                          .spellings = (const uint32_t(*)[SPELLING_FEATURES])spellings,
                          .heads = arena_new_array(arena, total, uint32_t),
                          .deprels = arena_new_array(arena, total, uint32_t)};
    for (int kind = 0; kind < TAG_KINDS; kind++)
        batch.tags[kind] = arena_new_array(arena, total, uint32_t);
    for (uint32_t s = 0; s < sentence_count; s++) {
        const struct corpus_sentence *sentence = &corpus->sentences.items[sentences[s]];
        describe_sentence(vocabulary, spelling_count, forms + sentence->first, sentence->count,
                          words + first[s], spellings + first[s]);
        for (uint32_t i = 0; i < sentence->count; i++)
            put_targets(vocabulary, &corpus->words.items[sentence->first + i], &batch,
                        first[s] + i);
    }
    return batch;
}
