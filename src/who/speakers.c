/* speakers.c — who says "I" and "we": quotes and the speech verbs beside them, statements that a
 * colon opens, documents that a body issues itself. */
#include "lang/lang.h"
#include "who/coreference.h"
#include "who/phrases.h"

enum { NEAR = 60 }; /* tokens between a quote and the verb that tells its speaker */

/* ---- quotes ---- */

/* +1 opens, -1 closes, 2 either, 0 no quotation mark. Single marks are left alone. */
static int quotation_mark(const struct who *who, uint32_t token)
{
    struct str form = who_token(who, token)->form;
    if (str_equal(form, STR("\u201c")) || str_equal(form, STR("``")) ||
        str_equal(form, STR("\u00ab")))
        return 1;
    if (str_equal(form, STR("\u201d")) || str_equal(form, STR("''")) ||
        str_equal(form, STR("\u00bb")))
        return -1;
    return str_equal(form, STR("\"")) ? 2 : 0;
}

static void lay_quotes(struct who *who)
{
    uint32_t quote = NONE, paragraph = NONE;
    for (uint32_t token = 0; token < who->report->tokens.count; token++) {
        const struct sentence *sentence =
            &who->report->sentences.items[who_token(who, token)->sentence];
        int mark = quotation_mark(who, token);
        if (quote != NONE && sentence->paragraph != paragraph && mark <= 0)
            quote =
                NONE; /* a quote goes on in the next paragraph only if that begins with a mark */
        paragraph = sentence->paragraph;
        if (mark == -1 || (mark == 2 && quote != NONE && token != sentence->first)) {
            quote = NONE;
        } else if (mark > 0 && quote == NONE) {
            quote = (uint32_t)who->quote_speakers.count;
            *array_push(who->arena, &who->quote_speakers) = NONE;
        } else if (quote != NONE && mark == 0) {
            who->quote_of_token[token] = quote;
        }
    }
}

/* ---- speech verbs ---- */

static bool is_speech_verb(const struct who *who, uint32_t token)
{
    const struct token *at = who_token(who, token);
    return at->upos == UPOS_VERB &&
           word_in_class(find_word(who->tables, at->lemma), WORD_SPEECH) != NULL;
}

/* The draft that is the subject of a speech verb, NONE. */
static uint32_t subject_of(const struct who *who, uint32_t verb)
{
    uint32_t subject = tree_dependent(who->report, verb, DEPREL_NSUBJ, NONE);
    if (subject == NONE && who_token(who, verb)->deprel == DEPREL_CONJ)
        subject = tree_dependent(who->report, who_token(who, verb)->head, DEPREL_NSUBJ, NONE);
    return subject == NONE || who->quote_of_token[subject] != NONE ? NONE
                                                                   : who->draft_of_token[subject];
}

/* Takes the verb as what tells the quote's speaker if it is nearer than what was found before. */
static void offer_verb(struct who *who, uint32_t verb, uint32_t first, uint32_t end,
                       uint32_t *nearest, uint32_t *speaker)
{
    if (who->quote_of_token[verb] != NONE || !is_speech_verb(who, verb))
        return;
    uint32_t subject = subject_of(who, verb);
    uint32_t distance = verb < first ? first - verb : verb >= end ? verb - end + 1 : 0;
    if (subject == NONE || distance >= *nearest)
        return;
    *nearest = distance;
    *speaker = subject;
}

/* Speaker of the quote over tokens [first, end) from the sentences in which it begins and ends. */
static uint32_t find_quote_speaker(struct who *who, uint32_t first, uint32_t end)
{
    uint32_t nearest = NEAR, speaker = NONE;
    uint32_t sentences[] = {who_token(who, first)->sentence, who_token(who, end - 1)->sentence};
    for (int i = 0; i < (sentences[0] == sentences[1] ? 1 : 2); i++) {
        const struct sentence *sentence = &who->report->sentences.items[sentences[i]];
        for (uint32_t token = sentence->first; token < sentence->first + sentence->count; token++)
            offer_verb(who, token, first, end, &nearest, &speaker);
    }
    if (speaker != NONE || sentences[0] == 0)
        return speaker;
    const struct sentence *before = &who->report->sentences.items[sentences[0] - 1];
    uint32_t last = before->first + before->count - 1;
    if (before->count && str_equal(who_token(who, last)->form, STR(":")))
        for (uint32_t token = before->first; token <= last; token++)
            offer_verb(who, token, first, end, &nearest, &speaker);
    return speaker;
}

static void find_quote_speakers(struct who *who)
{
    uint32_t count = (uint32_t)who->report->tokens.count, last_sentence = NONE, last = NONE;
    for (uint32_t token = 0; token < count; token++) {
        uint32_t quote = who->quote_of_token[token];
        if (quote == NONE)
            continue;
        uint32_t end = token + 1;
        while (end < count && who->quote_of_token[end] == quote)
            end++;
        uint32_t *speaker = &who->quote_speakers.items[quote];
        uint32_t sentence = who_token(who, token)->sentence;
        *speaker = find_quote_speaker(who, token, end);
        if (*speaker == NONE && last != NONE && sentence - last_sentence <= 1)
            *speaker = last;
        last = *speaker;
        last_sentence = who_token(who, end - 1)->sentence;
        token = end - 1;
    }
}

/* ---- statements ---- */

/* "The minister said:" opens a statement that goes on, without marks, to the next such line. */
static void find_statement_speakers(struct who *who)
{
    uint32_t speaker = NONE;
    for (uint32_t i = 0; i < who->report->sentences.count; i++) {
        const struct sentence *sentence = &who->report->sentences.items[i];
        who->statement_speakers[i] = speaker;
        if (!sentence->count)
            continue;
        uint32_t last = sentence->first + sentence->count - 1;
        if (!str_equal(who_token(who, last)->form, STR(":")))
            continue;
        for (uint32_t token = sentence->first; token < last; token++)
            if (is_speech_verb(who, token) && who->quote_of_token[token] == NONE &&
                subject_of(who, token) != NONE)
                speaker = subject_of(who, token);
    }
}

static uint32_t add_virtual_draft(struct who *who, const struct reading *reading, uint8_t type)
{
    uint32_t index = (uint32_t)who->drafts.count;
    *array_push(who->arena, &who->drafts) = (struct draft){.name = NONE,
                                                           .role = NONE,
                                                           .kind = MENTION_NAME,
                                                           .type = type,
                                                           .type_known = true,
                                                           .is_definite = true,
                                                           .is_read = true,
                                                           .is_virtual = true,
                                                           .previous_of_family = NONE,
                                                           .parent = index,
                                                           .reading = {.row = reading->row},
                                                           .result = *reading};
    return index;
}

/* Takes the row of a hit as the body that issued the document, if it can be one. */
static bool take_source(struct who *who, const struct knowledge_hit *hit)
{
    struct knowledge_row row, state;
    if (!knowledge_get(who->knowledge, hit->row, &row) || str_equal(row.sector, STR("JRN")) ||
        (row.kind != KNOWLEDGE_ORGAN && row.kind != KNOWLEDGE_PATTERN &&
         row.kind != KNOWLEDGE_ORGANISATION && row.kind != KNOWLEDGE_STATE))
        return false;
    struct reading reading = {.name = row.name,
                              .code = row.record_code,
                              .country = row.country,
                              .sector = row.kind == KNOWLEDGE_STATE ? STR("GOV") : row.sector,
                              .identifier = row.wikidata,
                              .row = hit->row};
    if (row.kind == KNOWLEDGE_PATTERN) {
        if (!knowledge_get(who->knowledge, hit->state, &state))
            return false;
        reading.code = reading.country = state.record_code;
        reading.name = STR("");
    }
    who->source_reading = reading;
    return true;
}

/* The body that issued the document: the longest stretch of its source that the base knows ("US
 * State Department", "Delegation of the European Union to Syria"); not for news media. */
void find_source(struct who *who)
{
    enum { SOURCE_HITS = 8, SOURCE_WORDS = 12 };
    struct knowledge_hit hits[SOURCE_HITS];
    size_t starts[SOURCE_WORDS], ends[SOURCE_WORDS], words = 0;
    struct str source = who->report->source;
    who->source_reading = (struct reading){.row = NONE};
    for (size_t at = 0; at < source.size && words < SOURCE_WORDS;) {
        size_t blank = str_find(source, STR(" "), at);
        blank = blank == SIZE_MAX ? source.size : blank;
        starts[words] = at;
        ends[words++] = blank;
        at = blank + 1;
    }
    for (size_t length = words; length > 0; length--)
        for (size_t first = 0; first + length <= words; first++) {
            struct str part = str_slice(source, starts[first], ends[first + length - 1]);
            size_t count =
                knowledge_lookup(who->knowledge, part, who->report->published, hits, SOURCE_HITS);
            for (size_t i = 0; i < count; i++) {
                struct knowledge_row row;
                if (length == words && knowledge_get(who->knowledge, hits[i].row, &row) &&
                    str_equal(row.sector, STR("JRN")))
                    return;
                if (take_source(who, &hits[i]))
                    return;
            }
        }
}

void find_speakers(struct who *who)
{
    size_t count = who->report->tokens.count;
    who->quote_of_token = arena_new_array(who->arena, count, uint32_t);
    for (size_t i = 0; i < count; i++)
        who->quote_of_token[i] = NONE;
    who->statement_speakers = arena_new_array(who->arena, who->report->sentences.count, uint32_t);
    lay_quotes(who);
    find_quote_speakers(who);
    find_statement_speakers(who);
    who->source = who->source_reading.row == NONE
                      ? NONE
                      : add_virtual_draft(who, &who->source_reading, ENTITY_ORG);
    struct reading author = {.code = who->source_reading.code,
                             .country = who->source_reading.country,
                             .sector = who->source_reading.sector,
                             .row = NONE};
    who->author = add_virtual_draft(who, &author, ENTITY_PER);
}

/* The subject of the speech verb whose clause the token is in. */
static uint32_t speaker_of_clause(const struct who *who, uint32_t token)
{
    for (uint32_t up = token, step = 0; step < 40 && up != NONE; step++) {
        const struct token *at = who_token(who, up);
        if (at->head == NONE)
            break;
        bool clause = at->deprel == DEPREL_CCOMP || at->deprel == DEPREL_PARATAXIS;
        if (clause && is_speech_verb(who, at->head) && subject_of(who, at->head) != NONE)
            return subject_of(who, at->head);
        uint32_t beside = NONE;
        while ((beside = tree_dependent(who->report, at->head, DEPREL_PARATAXIS, beside)) != NONE)
            if (beside != up && is_speech_verb(who, beside) && subject_of(who, beside) != NONE)
                return subject_of(who, beside);
        up = at->head;
    }
    return NONE;
}

uint32_t speaker_at(struct who *who, uint32_t token)
{
    uint32_t quote = who->quote_of_token[token];
    if (quote != NONE)
        return who->quote_speakers.items[quote];
    uint32_t speaker = speaker_of_clause(who, token);
    if (speaker == NONE)
        speaker = who->statement_speakers[who_token(who, token)->sentence];
    if (speaker == NONE && find_pronoun(who->tables, who->folded[token])->number == 's')
        return who->author;
    return speaker != NONE ? speaker : who->source != NONE ? who->source : who->author;
}
