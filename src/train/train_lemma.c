/* train_lemma.c — from words and their lemmas to tables of endings.
 *
 * Every word form votes, under its tags, for the edit that turns it into its lemma, at each of its
 * endings. An ending enters the table only where its winner differs from that of the next shorter
 * ending that did; a whole word only where its endings mislead. So the table stays small and says
 * for words never seen what words that end alike say. The same is done for capitals. */
#include "train/train_lemma.h"

#include <string.h>

#include "lang/lemma.h"

enum { LEAST_WORDS = 2, UNDECIDED = UINT16_MAX };

/* How often an ending voted for a value. */
struct ballot {
    uint32_t value, count, next;
};

/* An ending under a context. `decision` is what the table says for words that end so. */
struct ending {
    uint32_t key, votes, decision;
    bool is_kept;
};

/* A word form under a context, with the value its lemma asks for most often. */
struct sample {
    uint32_t context;
    struct str word;
    uint32_t value, count;
};

struct learner {
    struct arena *arena;
    struct map ending_of_name; /* context and ending → index */
    ARRAY_OF(struct ending) endings;
    ARRAY_OF(struct ballot) votes;
    struct map sample_of_name; /* context, word, value → index */
    ARRAY_OF(struct sample) samples;
};

struct known_edit {
    uint8_t cut;
    struct str ending;
};

struct training {
    struct arena *arena;
    struct map edit_of_name;
    ARRAY_OF(struct known_edit) edits;
    struct learner edit_learner, case_learner;
};

static struct learner learner_make(struct arena *arena)
{
    return (struct learner){
        .arena = arena, .ending_of_name.arena = arena, .sample_of_name.arena = arena};
}

/* ---- gathering ---- */

static void add_sample(struct learner *learner, uint32_t context, struct str word, uint32_t value)
{
    struct str name = str_format(learner->arena, "%u %u %.*s", context, value, STR_ARG(word));
    uint32_t *index = map_at(&learner->sample_of_name, name);
    if (*index == MAP_NONE) {
        *index = (uint32_t)learner->samples.count;
        *array_push(learner->arena, &learner->samples) = (struct sample){context, word, value, 0};
    }
    learner->samples.items[*index].count++;
}

static uint32_t edit_number(struct training *training, size_t cut, struct str ending)
{
    struct str name = str_format(training->arena, "%zu %.*s", cut, STR_ARG(ending));
    uint32_t *number = map_at(&training->edit_of_name, name);
    if (*number == MAP_NONE) {
        *number = (uint32_t)training->edits.count;
        *array_push(training->arena, &training->edits) =
            (struct known_edit){(uint8_t)cut, str_copy(training->arena, ending)};
    }
    return *number;
}

static size_t common_start(struct str a, struct str b)
{
    size_t size = 0;
    while (size < a.size && size < b.size && a.data[size] == b.data[size])
        size++;
    while (size > 0 && size < a.size && ((unsigned char)a.data[size] & 0xC0) == 0x80)
        size--;
    while (size > 0 && size < b.size && ((unsigned char)b.data[size] & 0xC0) == 0x80)
        size--;
    return size;
}

static void gather_word(struct training *training, const struct corpus_word *word)
{
    if (str_equal(word->lemma, STR("_")) || !word->lemma.size || word->deprel == DEPREL_GOESWITH ||
        str_find(word->feats, STR("Typo=Yes"), 0) != SIZE_MAX)
        return;
    struct arena *arena = training->arena;
    struct str form = lemma_key_form(arena, word->form);
    struct str lemma = lemma_key_form(arena, word->lemma);
    size_t common = common_start(form, lemma);
    if (form.size > LEMMA_LONGEST_WORD || form.size - common > LEMMA_LONGEST_EDIT ||
        lemma.size - common > LEMMA_LONGEST_EDIT)
        return;
    struct str ending = str_slice(lemma, common, lemma.size);
    add_sample(&training->edit_learner, lemma_edit_context(word->upos, word->xpos), form,
               edit_number(training, form.size - common, ending));
    for (uint32_t letters = 0; letters < CASE_COUNT; letters++) {
        struct str made = lemma_apply(arena, word->form, form.size - common, ending, letters);
        if (!str_equal(made, word->lemma))
            continue;
        add_sample(&training->case_learner, lemma_case_context(word->form, word->upos, word->xpos),
                   form, letters);
        return;
    }
}

/* ---- deciding ---- */

static struct ending *ending_at(struct learner *learner, const struct sample *sample, size_t size,
                                bool is_whole)
{
    struct str tail = str_slice(sample->word, sample->word.size - size, sample->word.size);
    struct str name =
        str_format(learner->arena, "%u %d %.*s", sample->context, is_whole, STR_ARG(tail));
    uint32_t *index = map_at(&learner->ending_of_name, name);
    if (*index == MAP_NONE) {
        *index = (uint32_t)learner->endings.count;
        uint32_t key = lemma_ending_key(sample->context, sample->word, size, is_whole);
        *array_push(learner->arena, &learner->endings) =
            (struct ending){.key = key, .votes = MAP_NONE, .decision = UNDECIDED};
    }
    return &learner->endings.items[*index];
}

static void add_vote(struct learner *learner, struct ending *ending, uint32_t value, uint32_t count)
{
    for (uint32_t i = ending->votes; i != MAP_NONE; i = learner->votes.items[i].next)
        if (learner->votes.items[i].value == value) {
            learner->votes.items[i].count += count;
            return;
        }
    *array_push(learner->arena, &learner->votes) = (struct ballot){value, count, ending->votes};
    ending->votes = (uint32_t)learner->votes.count - 1;
}

/* The value with most votes (the earlier number of equals) and the number of all votes. */
static uint32_t winner(const struct learner *learner, const struct ending *ending, uint32_t *total)
{
    struct ballot best = {UNDECIDED, 0, 0};
    *total = 0;
    for (uint32_t i = ending->votes; i != MAP_NONE; i = learner->votes.items[i].next) {
        struct ballot ballot = learner->votes.items[i];
        *total += ballot.count;
        if (ballot.count > best.count || (ballot.count == best.count && ballot.value < best.value))
            best = ballot;
    }
    return best.value;
}

static size_t longest_ending(const struct sample *sample)
{
    return sample->word.size < LEMMA_LONGEST_ENDING ? sample->word.size : LEMMA_LONGEST_ENDING;
}

/* Endings weigh each form once, so that frequent irregular words do not rule; whole words weigh
 * every use. */
static void count_votes(struct learner *learner)
{
    for (size_t i = 0; i < learner->samples.count; i++) {
        const struct sample *sample = &learner->samples.items[i];
        for (size_t size = 0; size <= longest_ending(sample); size++)
            add_vote(learner, ending_at(learner, sample, size, false), sample->value, 1);
        add_vote(learner, ending_at(learner, sample, sample->word.size, true), sample->value,
                 sample->count);
    }
}

/* Decides one ending, given what the shorter one of the same word decided. */
static uint32_t decide(struct learner *learner, struct ending *ending, uint32_t shorter,
                       uint32_t least)
{
    if (ending->decision != UNDECIDED)
        return ending->decision;
    uint32_t total, best = winner(learner, ending, &total);
    ending->is_kept = best != shorter && (total >= least || shorter == UNDECIDED);
    ending->decision = ending->is_kept ? best : shorter;
    return ending->decision;
}

static void decide_endings(struct learner *learner)
{
    for (size_t i = 0; i < learner->samples.count; i++) {
        const struct sample *sample = &learner->samples.items[i];
        uint32_t decision = UNDECIDED;
        for (size_t size = 0; size <= longest_ending(sample); size++)
            decision =
                decide(learner, ending_at(learner, sample, size, false), decision, LEAST_WORDS);
        decide(learner, ending_at(learner, sample, sample->word.size, true), decision, 1);
    }
}

/* ---- writing ---- */

static void write_table(struct learner *learner, struct model_bytes *bytes)
{
    size_t kept = 0, size = 2;
    for (size_t i = 0; i < learner->endings.count; i++)
        kept += learner->endings.items[i].is_kept;
    while (size < kept * 2)
        size *= 2;
    uint32_t *keys = arena_new_array(learner->arena, size, uint32_t);
    uint16_t *values = arena_new_array(learner->arena, size, uint16_t);
    for (size_t i = 0; i < learner->endings.count; i++) {
        const struct ending *ending = &learner->endings.items[i];
        if (!ending->is_kept)
            continue;
        size_t slot = ending->key & (size - 1);
        while (keys[slot] && keys[slot] != ending->key)
            slot = (slot + 1) & (size - 1);
        keys[slot] = ending->key;
        values[slot] = (uint16_t)ending->decision;
    }
    model_write_u32(bytes, (uint32_t)size);
    model_write_array(bytes, keys, size, sizeof *keys, sizeof *keys);
    model_write_array(bytes, values, size, sizeof *values, sizeof *values);
}

void train_lemmatizer(const struct corpus *corpus, struct model_writer *writer)
{
    struct arena *arena = writer->arena;
    struct training training = {.arena = arena,
                                .edit_of_name.arena = arena,
                                .edit_learner = learner_make(arena),
                                .case_learner = learner_make(arena)};
    for (size_t i = 0; i < corpus->words.count; i++)
        gather_word(&training, &corpus->words.items[i]);
    struct learner *learners[] = {&training.edit_learner, &training.case_learner};
    for (int i = 0; i < 2; i++) {
        count_votes(learners[i]);
        decide_endings(learners[i]);
    }
    struct model_bytes bytes = {.arena = arena};
    model_write_u32(&bytes, (uint32_t)training.edits.count);
    for (size_t i = 0; i < training.edits.count; i++) {
        model_write_u8(&bytes, training.edits.items[i].cut);
        model_write_string(&bytes, training.edits.items[i].ending);
    }
    write_table(&training.edit_learner, &bytes);
    write_table(&training.case_learner, &bytes);
    model_writer_put(writer, "lemma", (struct str){bytes.items, bytes.count});
}
