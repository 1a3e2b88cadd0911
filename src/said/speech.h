/* speech.h — the words of data/said, and the parts of this folder that share them. */
#ifndef ANNALS_SAID_SPEECH_H
#define ANNALS_SAID_SPEECH_H

#include "said/said.h"

/* What cues.tsv calls a word (bits). */
enum cue_kind {
    CUE_SAY = 1 << 0,
    CUE_THINK = 1 << 1,
    CUE_VOW = 1 << 2,
    CUE_NAME = 1 << 3,
    CUE_TOLD = 1 << 4,
    CUE_SOURCE = 1 << 5,
    CUE_ISSUE = 1 << 6,
    CUE_ADOPT = 1 << 7,
    CUE_REJECT = 1 << 8,
    CUE_VETO = 1 << 9,
    CUE_ABSTAIN = 1 << 10,
    CUE_ABSTENTION = 1 << 11,
    CUE_VOTE = 1 << 12,
    CUE_MEASURE = 1 << 13,
    CUE_BODY = 1 << 14,
    CUE_FAVOUR = 1 << 15,
    CUE_AGAINST = 1 << 16,
    CUE_UNANIMOUS = 1 << 17
};

enum number_kind {
    NUMBER_PLAIN,
    NUMBER_SCALE,
    NUMBER_ARTICLE,
    NUMBER_HALF,
    NUMBER_VAGUE,
    NUMBER_ROUGH
};

struct number_word {
    enum number_kind kind;
    int64_t value;
};

/* "more than": words of a phrase, and what it makes of the number. */
struct approx_phrase {
    struct str words, approx;
    uint32_t word_count;
    bool is_after;
};

/* How a word counts people. */
enum size_role { ROLE_OBJECT, ROLE_SUBJECT, ROLE_NOUN, ROLE_OF, ROLE_STATE, ROLE_TOLL, ROLE_COUNT };

/* A row of sizes.tsv; `kind` "-": no people. */
struct size_rule {
    struct str kind, events;
};

struct speech {
    struct map cues; /* lemma to bits */
    struct map numbers;
    ARRAY_OF(struct number_word) number_words;
    ARRAY_OF(struct approx_phrase) approx;
    struct map size_words[ROLE_COUNT]; /* lemma, or "verb+object", to size_rules */
    ARRAY_OF(struct size_rule) size_rules;
};

/* Is the lemma of the token of one of these kinds? NONE is not. */
bool is_cue(const struct speech *speech, const struct annals_report *report, uint32_t token,
            unsigned kinds);

/* ---- numbers.c ---- */

/* A count in the text: tokens [first, end), with the words that tell how exact it is; the number
 * itself is tokens `number_first` to `number`, the last of it. `approx` is never empty. */
struct count_phrase {
    uint32_t first, end, number_first, number;
    int64_t value;
    struct str approx;
};

/* The count whose number begins at `token`; tokens up to `limit`. False if there is none. */
bool read_count(const struct speech *speech, const struct annals_report *report, uint32_t token,
                uint32_t limit, struct count_phrase *count);

/* ---- speakers.c ---- */

/* The mention that the token is the head of or stands in, NONE if there is none. */
uint32_t mention_at(const struct annals_report *report, uint32_t token);
/* The innermost mention that the token stands in, be it its head or not; NONE if there is none. */
uint32_t mention_around(const struct annals_report *report, uint32_t token);
/* The subject of a verb, be it written with it, with the verb it is conjoined to or controlled by,
 * or as the noun of its relative clause; NONE if there is none or the verb is passive. */
uint32_t find_subject(const struct annals_report *report, uint32_t verb);
/* Who speaks in a clause with this cue: a mention or NONE. */
uint32_t find_speaker(const struct speech *speech, const struct annals_report *report,
                      uint32_t cue);

/* ---- contents.c ---- */

/* Words told on someone's word: up to two stretches of tokens [first, end) ("We go," he said,
 * "now") with the cue's tokens (cue_first == cue_end: none) and the speaker (a mention, NONE).
 * `is_report`: by a verb of saying or a source, not by one of belief. */
struct content {
    struct {
        uint32_t first, end;
    } parts[2];
    uint32_t part_count, cue_first, cue_end, speaker, sentence;
    uint8_t kind; /* enum quote_kind */
    bool is_report;
};

struct content_array {
    struct content *items;
    size_t count, capacity;
};

/* Contents that trees tell: clauses and infinitives under cues, "according to". `is_quoted[token]`:
 * cues inside quotation marks are not looked at. */
void find_contents(const struct speech *speech, struct annals_report *report, const bool *is_quoted,
                   struct content_array *contents);

#endif
