/* augment.c — see augment.h. */
#include "train/augment.h"

enum writing { AS_IT_STANDS, ALL_UPPER, FIRST_UPPER, ALL_LOWER };

static enum writing choose_writing(struct random *random)
{
    float chance = random_float(random);
    if (chance < 0.86F)
        return AS_IT_STANDS;
    if (chance < 0.89F)
        return ALL_UPPER;
    return chance < 0.97F ? FIRST_UPPER : ALL_LOWER;
}

/* Words that headlines write small even so. */
static bool is_small_word(const struct corpus_word *word)
{
    return word->form.size <= 3 && (word->upos == UPOS_ADP || word->upos == UPOS_DET ||
                                    word->upos == UPOS_CCONJ || word->upos == UPOS_PART);
}

static struct str rewrite(struct str form, enum writing writing, struct arena *arena)
{
    char *bytes = arena_alloc(arena, form.size * 2 + 8);
    size_t size = 0;
    for (size_t at = 0; at < form.size;) {
        bool is_first = at == 0;
        uint32_t code = utf8_next(form, &at);
        if (writing == ALL_UPPER || (writing == FIRST_UPPER && is_first))
            code = utf8_upper(code);
        else if (writing == ALL_LOWER)
            code = utf8_lower(code);
        size += utf8_encode(code, bytes + size);
    }
    return (struct str){bytes, size};
}

void augment_sentence(const struct corpus *corpus, const struct corpus_sentence *sentence,
                      struct str *forms, struct random *random, struct arena *arena)
{
    enum writing writing = choose_writing(random);
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct corpus_word *word = &corpus->words.items[sentence->first + i];
        bool is_kept =
            writing == AS_IT_STANDS ||
            (writing == FIRST_UPPER && (word->word_of_token > 0 || (i && is_small_word(word))));
        forms[i] = is_kept ? word->form : rewrite(word->form, writing, arena);
    }
}
