/* numbers.c — counts in figures and words: "30,000", "1.2 million", "half a million", "some
 * twenty-five", "hundreds of thousands", "20 to 30", "Sixty-six people or more". */
#include "said/speech.h"

enum { LONGEST_FORM = 32 };

static const int64_t LARGEST = 20000000000; /* more than there will be people */

/* What has been read so far: `total` of finished groups, `group` of the one that a scale may still
 * multiply; in the end multiplied by `leading` ("several") and divided by `divisor` (decimals). */
struct sum {
    int64_t total, group, divisor, leading;
    bool is_rough, is_half, has_number;
};

static struct str form_at(const struct annals_report *report, uint32_t token)
{
    return report->tokens.items[token].form;
}

static const struct number_word *word_of(const struct speech *speech, struct str form)
{
    char lower[LONGEST_FORM];
    if (!form.size || form.size > sizeof lower)
        return NULL;
    for (size_t i = 0; i < form.size; i++)
        lower[i] =
            form.data[i] >= 'A' && form.data[i] <= 'Z' ? (char)(form.data[i] + 32) : form.data[i];
    uint32_t index = map_get(&speech->numbers, (struct str){lower, form.size});
    return index == MAP_NONE ? NULL : &speech->number_words.items[index];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "30,000", "1.2", "25": the number and how much of a tenth it has ("1.2": 12 with one decimal). */
static bool read_figures(struct str form, int64_t *digits, int *decimals)
{
    bool is_fraction = false;
    *digits = 0;
    *decimals = 0;
    if (!form.size || !is_digit(form.data[0]))
        return false;
    for (size_t i = 0; i < form.size; i++) {
        char c = form.data[i];
        if (is_digit(c)) {
            *digits = *digits * 10 + (c - '0');
            *decimals += is_fraction;
        } else if (c == '.' && !is_fraction && i + 1 < form.size) {
            is_fraction = true;
        } else if (c != ',' || is_fraction || i + 3 >= form.size) {
            return false;
        }
        if (*digits > LARGEST || *decimals > 3)
            return false;
    }
    return true;
}

static int64_t power_of_ten(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

static bool multiply(struct sum *sum, int64_t scale)
{
    if (!sum->has_number)
        sum->group = 1;
    sum->has_number = true;
    if (sum->group > LARGEST / scale)
        return false;
    sum->group *= scale;
    if (scale >= 1000) {
        sum->total += sum->group;
        sum->group = 0;
    }
    return sum->total <= LARGEST;
}

/* Takes one word of a number; false if it does not go on. */
static bool add_word(struct sum *sum, const struct number_word *word)
{
    switch (word->kind) {
    case NUMBER_PLAIN:
        if (sum->is_rough || (sum->group % 10 != 0 && sum->has_number))
            return false;
        sum->group += word->value;
        sum->has_number = true;
        return true;
    case NUMBER_SCALE: return multiply(sum, word->value);
    case NUMBER_ROUGH:
        if (sum->has_number)
            return false;
        sum->is_rough = true;
        return multiply(sum, word->value);
    default: return false;
    }
}

/* "25 - 30", "20 to 30": the least is meant; `*end` moves behind it. */
static bool skip_range(const struct speech *speech, const struct annals_report *report,
                       uint32_t *end, uint32_t limit)
{
    int64_t digits;
    int decimals;
    if (*end + 1 >= limit)
        return false;
    struct str dash = form_at(report, *end), number = form_at(report, *end + 1);
    bool is_range = str_equal(dash, STR("to")) || str_equal(dash, STR("-")) ||
                    str_equal(dash, STR("–")) || str_equal(dash, STR("and"));
    const struct number_word *word = word_of(speech, number);
    if (!is_range ||
        !(read_figures(number, &digits, &decimals) || (word && word->kind == NUMBER_PLAIN)))
        return false;
    *end += 2;
    return true;
}

/* "thirty-five" in one token: its two words. */
static bool add_hyphenated(const struct speech *speech, struct sum *sum, struct str form)
{
    struct str rest = form, tens = str_cut(&rest, '-');
    const struct number_word *first = word_of(speech, tens);
    const struct number_word *second = rest.data ? word_of(speech, rest) : NULL;
    if (!first || !second || first->kind != NUMBER_PLAIN || second->kind != NUMBER_PLAIN ||
        sum->group % 100)
        return false;
    sum->group += first->value + second->value;
    sum->has_number = true;
    return true;
}

/* Takes a word that only leads to a scale: "a", "half", "several". */
static bool add_leading(struct sum *sum, const struct number_word *word)
{
    if (!word || sum->has_number)
        return false;
    switch (word->kind) {
    case NUMBER_ARTICLE: return true;
    case NUMBER_HALF: sum->is_half = true; return true;
    case NUMBER_VAGUE: sum->leading = word->value; return true;
    default: return false;
    }
}

static bool add_figures(struct sum *sum, struct str form)
{
    int64_t digits;
    int decimals;
    if (sum->has_number || sum->is_half || !read_figures(form, &digits, &decimals))
        return false;
    sum->group = digits;
    sum->divisor = power_of_ten(decimals);
    sum->has_number = true;
    return true;
}

/* "- five", "and fifty", "of thousands" behind a number: takes both words. */
static bool add_joined(const struct speech *speech, struct sum *sum, struct str joint,
                       struct str form)
{
    const struct number_word *word = word_of(speech, form);
    if (!sum->has_number || !word)
        return false;
    if (str_equal(joint, STR("of")))
        return sum->is_rough && word->kind == NUMBER_ROUGH && sum->total == 0 &&
               multiply(sum, word->value / 2);
    if (word->kind != NUMBER_PLAIN)
        return false;
    bool is_tens = sum->group >= 20 && sum->group % 10 == 0 && word->value < 10;
    bool is_hundreds = sum->group >= 100 && sum->group % 100 == 0;
    if (str_equal(joint, STR("-")) ? !is_tens : !str_equal(joint, STR("and")) || !is_hundreds)
        return false;
    sum->group += word->value;
    return true;
}

/* Tokens taken at `at`: 0 where the number ends. */
static uint32_t take(const struct speech *speech, const struct annals_report *report,
                     struct sum *sum, uint32_t at, uint32_t limit)
{
    struct str form = form_at(report, at);
    const struct number_word *word = word_of(speech, form);
    if (add_figures(sum, form) || add_leading(sum, word) || (word && add_word(sum, word)) ||
        add_hyphenated(speech, sum, form))
        return 1;
    return at + 1 < limit && add_joined(speech, sum, form, form_at(report, at + 1)) ? 2 : 0;
}

/* The number that begins at `token`: value and end. */
static bool read_number(const struct speech *speech, const struct annals_report *report,
                        uint32_t token, uint32_t limit, struct count_phrase *count)
{
    enum { LEAST_SCALED = 12 };
    struct sum sum = {.divisor = 1, .leading = 1};
    uint32_t end = token;
    for (uint32_t taken; end < limit && (taken = take(speech, report, &sum, end, limit)) != 0;)
        end += taken;
    int64_t value = (sum.total + sum.group) * sum.leading;
    bool leads_to_scale = sum.is_half || sum.leading > 1;
    if (!sum.has_number || value > LARGEST || value % sum.divisor != 0 ||
        (leads_to_scale && value < LEAST_SCALED))
        return false;
    *count = (struct count_phrase){
        .first = token,
        .end = end,
        .number_first = token,
        .number = end - 1,
        .value = value / sum.divisor / (sum.is_half ? 2 : 1),
        .approx = sum.is_rough || sum.leading > 1 ? STR("at_least") : STR("exact"),
    };
    return true;
}

/* Do the words of the phrase stand at tokens [at, at + word_count)? */
static bool stands_at(const struct annals_report *report, const struct approx_phrase *phrase,
                      uint32_t at)
{
    struct str rest = phrase->words;
    for (; rest.data; at++)
        if (!str_equal_fold(str_cut(&rest, ' '), form_at(report, at)))
            return false;
    return true;
}

static void read_approx(const struct speech *speech, const struct annals_report *report,
                        uint32_t sentence_first, uint32_t limit, struct count_phrase *count)
{
    uint32_t longest = 0, number_first = count->first;
    for (size_t i = 0; i < speech->approx.count; i++) {
        const struct approx_phrase *phrase = &speech->approx.items[i];
        if (phrase->word_count <= longest)
            continue;
        if (!phrase->is_after && number_first >= sentence_first + phrase->word_count &&
            stands_at(report, phrase, number_first - phrase->word_count)) {
            count->first = number_first - phrase->word_count;
        } else if (!phrase->is_after || count->end + phrase->word_count > limit ||
                   !stands_at(report, phrase, count->end)) {
            continue;
        }
        longest = phrase->word_count;
        count->approx = phrase->approx;
    }
}

/* "66 people or more": the words stand behind the noun. */
static void read_approx_behind_noun(const struct speech *speech, const struct annals_report *report,
                                    uint32_t limit, struct count_phrase *count)
{
    const struct token *number = &report->tokens.items[count->number];
    if (number->deprel != DEPREL_NUMMOD || number->head == NONE || number->head < count->end ||
        number->head >= limit)
        return;
    for (size_t i = 0; i < speech->approx.count; i++) {
        const struct approx_phrase *phrase = &speech->approx.items[i];
        if (phrase->is_after && number->head + 1 + phrase->word_count <= limit &&
            stands_at(report, phrase, number->head + 1)) {
            count->approx = phrase->approx;
            count->end = number->head + 1 + phrase->word_count;
            return;
        }
    }
}

bool read_count(const struct speech *speech, const struct annals_report *report, uint32_t token,
                uint32_t limit, struct count_phrase *count)
{
    if (!read_number(speech, report, token, limit, count))
        return false;
    const struct sentence *sentence =
        &report->sentences.items[report->tokens.items[token].sentence];
    if (skip_range(speech, report, &count->end, limit))
        count->approx = STR("at_least");
    read_approx(speech, report, sentence->first, limit, count);
    if (str_equal(count->approx, STR("exact")))
        read_approx_behind_noun(speech, report, limit, count);
    return true;
}
