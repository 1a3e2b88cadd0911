/* auxiliary.c — which acts are no plain fact: negated, still to come, supposed, or long past. The
 * words that tell are the cue table's; this file knows only where to look for each kind. */
#include "what/coding.h"
#include "when/when.h"

enum { CLIMB_LIMIT = 12, MONTH_DAYS = 31, WORDS_AWAY = 80 };

/* Marks of the cues of one word that look from `where`. */
static unsigned marks_of_word(const struct coding *coding, uint32_t word, unsigned where,
                              bool *known)
{
    unsigned marks = 0;
    if (word == MAP_NONE)
        return 0;
    const struct word_list *cues = &coding->lexicon->words.items[word].cues;
    for (size_t i = 0; i < cues->count; i++) {
        const struct cue *cue = &coding->lexicon->cues.items[cues->items[i]];
        if (cue->where == where && cue->words.count == 1) {
            marks |= cue->auxiliary;
            *known = true;
        }
    }
    return marks;
}

/* The same for a token, by lemma or, failing that, by form. */
static unsigned marks_at(const struct coding *coding, uint32_t token, unsigned where)
{
    bool known = false;
    unsigned marks = marks_of_word(coding, coding->word[token], where, &known);
    if (!known)
        marks = marks_of_word(coding, coding->form[token], where, &known);
    return marks;
}

static bool is_verbal_child(unsigned deprel)
{
    return deprel == DEPREL_AUX || deprel == DEPREL_AUX_PASS || deprel == DEPREL_ADVMOD ||
           deprel == DEPREL_DET || deprel == DEPREL_CC_PRECONJ || deprel == DEPREL_COP;
}

/* Auxiliaries, adverbs and determiners on the word itself. */
static unsigned dependent_marks(const struct coding *coding, uint32_t token)
{
    unsigned marks = 0;
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c)) {
        unsigned deprel = token_at(coding, c)->deprel;
        if (is_verbal_child(deprel))
            marks |= marks_at(coding, c, CUE_DEPENDENT);
        if (deprel == DEPREL_ADVMOD || deprel == DEPREL_AMOD || deprel == DEPREL_COMPOUND)
            marks |= marks_at(coding, c, CUE_MODIFIER);
    }
    return marks;
}

/* "will meet and discuss": the second verb has the auxiliaries of the first, unless it has its own.
 */
static unsigned shared_marks(const struct coding *coding, uint32_t token)
{
    unsigned marks = dependent_marks(coding, token);
    for (int steps = 0; steps < 4; steps++) {
        uint32_t head = governor_of(coding, token);
        if (head == NONE || token_at(coding, token)->deprel != DEPREL_CONJ ||
            token_at(coding, head)->upos != token_at(coding, token)->upos ||
            child_with(coding, token, DEPREL_AUX) != NONE ||
            child_with(coding, token, DEPREL_NSUBJ) != NONE)
            break;
        marks |= dependent_marks(coding, head) & ~(unsigned)ANNALS_NEGATION;
        token = head;
    }
    return marks;
}

bool is_negated(const struct coding *coding, uint32_t token)
{
    return dependent_marks(coding, token) & ANNALS_NEGATION;
}

/* "had attacked", but not in reported speech, where "had" only shifts the tense. */
static unsigned pluperfect_marks(const struct coding *coding, uint32_t token)
{
    unsigned marks = 0;
    unsigned deprel = token_at(coding, token)->deprel;
    if (deprel == DEPREL_CCOMP || deprel == DEPREL_PARATAXIS)
        return 0;
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c))
        if (token_at(coding, c)->deprel == DEPREL_AUX && token_at(coding, c)->xpos == XPOS_VBD)
            marks |= marks_at(coding, c, CUE_PLUPERFECT);
    return marks;
}

/* "were to meet". */
static unsigned infinitive_marks(const struct coding *coding, uint32_t token)
{
    unsigned marks = 0;
    if (!str_equal(marker_of(coding, token), STR("to")))
        return 0;
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c))
        if (token_at(coding, c)->deprel == DEPREL_AUX)
            marks |= marks_at(coding, c, CUE_INFINITIVE);
    return marks;
}

/* "if", "unless" before the clause. */
static unsigned mark_marks(const struct coding *coding, uint32_t token)
{
    unsigned marks = 0;
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c)) {
        unsigned deprel = token_at(coding, c)->deprel;
        if (deprel == DEPREL_MARK || deprel == DEPREL_CASE ||
            (deprel == DEPREL_ADVMOD && c < token))
            marks |= marks_at(coding, c, CUE_MARK);
    }
    return marks;
}

/* What stands above: "plans to attack", "denied that …", "the threat of an attack", "if …". */
static unsigned marks_from_above(const struct coding *coding, uint32_t token)
{
    unsigned marks = mark_marks(coding, token);
    bool direct = true;
    for (int steps = 0; steps < CLIMB_LIMIT; steps++) {
        unsigned deprel = token_at(coding, token)->deprel;
        uint32_t head = governor_of(coding, token);
        if (head == NONE || deprel == DEPREL_ACL_RELCL || deprel == DEPREL_PARATAXIS)
            break;
        bool infinitive = deprel == DEPREL_XCOMP ||
                          (deprel == DEPREL_ACL && token_at(coding, token)->xpos == XPOS_VB);
        bool noun_of = deprel == DEPREL_NMOD && steps == 0;
        bool object = (deprel == DEPREL_OBJ || deprel == DEPREL_NSUBJ_PASS) && steps == 0;
        if (direct && (infinitive || noun_of || object))
            marks |= marks_at(coding, head, CUE_GOVERNOR);
        if (direct && infinitive)
            marks |= dependent_marks(coding, head);
        if (direct && (deprel == DEPREL_CCOMP || deprel == DEPREL_XCOMP || object))
            marks |= marks_at(coding, head, CUE_CONTENT_OF);
        direct = direct && infinitive;
        if (deprel != DEPREL_CONJ)
            marks |= mark_marks(coding, head) & ~(unsigned)ANNALS_NEGATION;
        token = head;
    }
    return marks;
}

/* ---- time ---- */

/* Nearest verb, or trigger, at or above the token. */
static uint32_t clause_head(const struct coding *coding, uint32_t token)
{
    for (int steps = 0; steps < CLIMB_LIMIT && token != NONE; steps++) {
        if (token_at(coding, token)->upos == UPOS_VERB || coding->reading[token])
            return token;
        token = governor_of(coding, token);
    }
    return NONE;
}

/* Does the time or phrase at `token` belong to the act? */
static bool belongs_to(const struct coding *coding, const struct reading *reading, uint32_t token)
{
    uint32_t head = clause_head(coding, token);
    if (head == NONE)
        return false;
    if (head == reading->trigger || head == reading->light)
        return true;
    uint32_t above = governor_of(coding, reading->trigger);
    unsigned deprel = token_at(coding, reading->trigger)->deprel;
    return reading->frame && head == above &&
           (deprel == DEPREL_NSUBJ || deprel == DEPREL_OBJ || deprel == DEPREL_NSUBJ_PASS);
}

static bool lasts_on(const struct coding *coding, uint32_t token)
{
    for (int steps = 0; steps < 3 && token != NONE; steps++) {
        if (str_equal(marker_of(coding, token), STR("since")))
            return true;
        token = governor_of(coding, token);
    }
    return false;
}

/* The first time expression that can belong to the token; they stand in the order of the text. */
static size_t first_time(const struct annals_report *report, uint32_t token)
{
    size_t low = 0, high = report->times.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->times.items[middle].first + WORDS_AWAY < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Dates more than a month before the report make an act historical, dates after it future. */
static unsigned time_marks(const struct coding *coding, const struct reading *reading)
{
    const struct annals_report *report = coding->report;
    unsigned marks = 0;
    if (!report->published.year)
        return 0;
    int32_t day = date_to_days(report->published);
    for (size_t i = first_time(report, reading->trigger); i < report->times.count; i++) {
        const struct time *time = &report->times.items[i];
        if (time->first > reading->trigger + WORDS_AWAY)
            break;
        uint32_t sentence = token_at(coding, reading->trigger)->sentence;
        if (time->sentence != sentence || !time->from.year ||
            !belongs_to(coding, reading, time->first) || lasts_on(coding, time->first))
            continue;
        if (date_to_days(time->to) < day - MONTH_DAYS)
            marks |= ANNALS_HISTORICAL;
        if (time->grain == GRAIN_DAY && date_to_days(time->from) > day)
            marks |= ANNALS_FUTURE;
    }
    return marks;
}

/* Time phrases of the cue table ("last year", "decades ago"), and years written out. */
static unsigned phrase_marks(const struct coding *coding, const struct reading *reading)
{
    unsigned marks = 0;
    const struct annals_report *report = coding->report;
    const struct sentence *sentence =
        &report->sentences.items[token_at(coding, reading->trigger)->sentence];
    uint32_t end = sentence->first + sentence->count, at = reading->trigger;
    uint32_t from = at > sentence->first + WORDS_AWAY ? at - WORDS_AWAY : sentence->first;
    for (uint32_t t = from; t < end && t < at + WORDS_AWAY; t++) {
        if (coding->word[t] == MAP_NONE)
            continue;
        const struct word_list *cues = &coding->lexicon->words.items[coding->word[t]].cues;
        for (size_t i = 0; i < cues->count; i++) {
            const struct cue *cue = &coding->lexicon->cues.items[cues->items[i]];
            size_t k = 0;
            if (cue->where != CUE_PHRASE ||
                t + cue->words.count > sentence->first + sentence->count)
                continue;
            while (k < cue->words.count && is_word_at(coding, t + (uint32_t)k, cue->words.items[k]))
                k++;
            if (k == cue->words.count &&
                belongs_to(coding, reading, t + (uint32_t)cue->words.count - 1))
                marks |= cue->auxiliary;
        }
    }
    return marks;
}

unsigned find_auxiliary(struct coding *coding, const struct reading *reading)
{
    uint32_t base = reading->light != NONE ? reading->light : reading->trigger;
    unsigned marks = dependent_marks(coding, reading->trigger) | shared_marks(coding, base) |
                     marks_from_above(coding, base) | pluperfect_marks(coding, base) |
                     infinitive_marks(coding, base) | time_marks(coding, reading) |
                     phrase_marks(coding, reading);
    if (base != reading->trigger)
        marks |= mark_marks(coding, reading->trigger) & ANNALS_NEGATION;
    if (reading->light_row && reading->light_row->effect == EFFECT_MARK)
        marks |= reading->light_row->auxiliary;
    if (reading->negated_by_pattern)
        marks &= ~(unsigned)ANNALS_NEGATION;
    return marks;
}
