/* quotes.c — quotations and reported speech with their speakers.
 *
 * First the stretches between quotation marks are found, over sentences and, where a paragraph ends
 * without a closing mark and the next begins with an opening one, over paragraphs. Then what trees
 * tell of reported speech (contents.c) is laid over them: a stretch that is all of a content is a
 * direct quote, one inside a content makes it mixed. What is left is given to the cue beside it, or
 * goes on with the speaker before; short stretches without a cue ("the so-called “caliphate”") are
 * no quotes. */
#include <stdlib.h>

#include "lang/lang.h"
#include "said/speech.h"

/* Words between quotation marks: tokens [first, end) without the marks. `goes_on`: without closing
 * mark up to the end of its paragraph. */
struct stretch {
    uint32_t first, end, paragraph;
    bool goes_on, is_used;
    uint32_t content; /* index of the content it was given to, NONE */
};

struct quoting {
    const struct speech *speech;
    struct annals_report *report;
    ARRAY_OF(struct stretch) stretches;
    struct content_array contents;
    bool *is_quoted;
};

static const struct token *token_at(const struct quoting *quoting, uint32_t token)
{
    return &quoting->report->tokens.items[token];
}

static const struct sentence *sentence_of(const struct quoting *quoting, uint32_t token)
{
    return &quoting->report->sentences.items[token_at(quoting, token)->sentence];
}

/* ---- quotation marks ---- */

enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER, MARK_OPEN_SINGLE, MARK_CLOSE_SINGLE };

static enum mark mark_of(const struct quoting *quoting, uint32_t token)
{
    static const struct {
        const char *form;
        enum mark mark;
    } MARKS[] = {
        {"\"", MARK_EITHER},          {"\xE2\x80\x9C", MARK_OPEN},
        {"\xE2\x80\x9D", MARK_CLOSE}, {"``", MARK_OPEN},
        {"''", MARK_CLOSE},           {"\xE2\x80\x98", MARK_OPEN_SINGLE},
        {"\xC2\xAB", MARK_OPEN},      {"\xC2\xBB", MARK_CLOSE},
        {"\xE2\x80\x9E", MARK_OPEN},  {"\xE2\x80\x99", MARK_CLOSE_SINGLE},
    };
    const struct token *word = token_at(quoting, token);
    if (word->xpos == XPOS_POS)
        return MARK_NONE;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (str_equal(word->form, str_of(MARKS[i].form)))
            return MARKS[i].mark;
    return MARK_NONE;
}

static bool is_space_before(const struct quoting *quoting, uint32_t token)
{
    return token == sentence_of(quoting, token)->first || token_at(quoting, token - 1)->space_after;
}

/* A straight mark opens where white space stands before it and not behind; else it closes what is
 * open. */
static bool opens(const struct quoting *quoting, uint32_t token, enum mark mark, bool is_open)
{
    if (mark != MARK_EITHER)
        return mark == MARK_OPEN || mark == MARK_OPEN_SINGLE;
    if (is_open)
        return false;
    return is_space_before(quoting, token) || !token_at(quoting, token)->space_after;
}

static void add_stretch(struct quoting *quoting, uint32_t first, uint32_t end, bool goes_on)
{
    if (first >= end)
        return;
    *array_push(&quoting->report->arena, &quoting->stretches) = (struct stretch){
        .first = first,
        .end = end,
        .paragraph = sentence_of(quoting, first)->paragraph,
        .goes_on = goes_on,
        .content = NONE,
    };
    for (uint32_t token = first; token < end; token++)
        quoting->is_quoted[token] = true;
}

static bool begins_paragraph(const struct quoting *quoting, uint32_t token)
{
    uint32_t sentence = token_at(quoting, token)->sentence;
    const struct sentence *this = &quoting->report->sentences.items[sentence];
    if (token != this->first)
        return false;
    return sentence == 0 || this[-1].paragraph != this->paragraph ||
           this[-1].span.in_title != this->span.in_title;
}

static void find_stretches(struct quoting *quoting)
{
    uint32_t first = NONE, count = (uint32_t)quoting->report->tokens.count;
    bool is_single = false;
    for (uint32_t token = 0; token < count; token++) {
        if (first != NONE && begins_paragraph(quoting, token)) {
            /* A single mark without its other is an apostrophe. */
            if (!is_single)
                add_stretch(quoting, first, token, true);
            first = NONE;
        }
        enum mark mark = mark_of(quoting, token);
        bool is_mark_single = mark == MARK_OPEN_SINGLE || mark == MARK_CLOSE_SINGLE;
        if (mark == MARK_NONE || (first != NONE && is_mark_single != is_single))
            continue;
        if (first == NONE) {
            if (opens(quoting, token, mark, false)) {
                first = token + 1;
                is_single = is_mark_single;
            }
        } else if (!opens(quoting, token, mark, true)) {
            add_stretch(quoting, first, token, false);
            first = NONE;
        }
    }
    if (first != NONE && !is_single)
        add_stretch(quoting, first, count, true);
}

/* ---- stretches and contents ---- */

static bool overlaps(const struct content *content, const struct stretch *stretch)
{
    for (uint32_t i = 0; i < content->part_count; i++)
        if (content->parts[i].first < stretch->end && stretch->first < content->parts[i].end)
            return true;
    return false;
}

static bool has_word_outside(const struct quoting *quoting, uint32_t first, uint32_t end)
{
    for (uint32_t token = first; token < end; token++)
        if (!quoting->is_quoted[token] && token_at(quoting, token)->upos != UPOS_PUNCT)
            return true;
    return false;
}

/* Lets the parts of the content reach to the ends of the stretch and tells direct from mixed. */
static void join(struct quoting *quoting, uint32_t index, struct stretch *stretch)
{
    struct content *content = &quoting->contents.items[index];
    bool is_direct = true;
    for (uint32_t i = 0; i < content->part_count; i++) {
        if (content->parts[i].first >= stretch->end || stretch->first >= content->parts[i].end) {
            is_direct &= !has_word_outside(quoting, content->parts[i].first, content->parts[i].end);
            continue;
        }
        if (!has_word_outside(quoting, content->parts[i].first, content->parts[i].end)) {
            content->parts[i].first = stretch->first;
            content->parts[i].end = stretch->end;
            continue;
        }
        is_direct = false;
        /* A quote that begins inside a clause may go on behind the sentence. */
        if (content->parts[i].end < stretch->end)
            content->parts[i].end = stretch->end;
    }
    content->kind = is_direct ? QUOTE_DIRECT : QUOTE_MIXED;
    stretch->is_used = true;
    stretch->content = index;
}

/* Both are in the order of the text but for contents before their cues; a cue's content lies in its
 * sentence. */
static void join_with_contents(struct quoting *quoting)
{
    size_t from = 0;
    for (size_t s = 0; s < quoting->stretches.count; s++) {
        struct stretch *stretch = &quoting->stretches.items[s];
        uint32_t first = token_at(quoting, stretch->first)->sentence,
                 last = token_at(quoting, stretch->end - 1)->sentence;
        while (from < quoting->contents.count && quoting->contents.items[from].sentence < first)
            from++;
        for (size_t c = from; c < quoting->contents.count; c++) {
            if (quoting->contents.items[c].sentence > last)
                break;
            if (!stretch->is_used && overlaps(&quoting->contents.items[c], stretch))
                join(quoting, (uint32_t)c, stretch);
        }
    }
}

/* Of two parts of which one is a quotation, the other is none of it ("“Stay,” she said, smiling").
 */
static void drop_unquoted_parts(struct quoting *quoting)
{
    for (size_t c = 0; c < quoting->contents.count; c++) {
        struct content *content = &quoting->contents.items[c];
        if (content->part_count < 2)
            continue;
        bool is_plain[2] = {true, true};
        for (uint32_t i = 0; i < 2; i++) {
            for (uint32_t at = content->parts[i].first; at < content->parts[i].end; at++)
                is_plain[i] &= !quoting->is_quoted[at];
        }
        if (is_plain[0] == is_plain[1])
            continue;
        content->parts[0] = content->parts[is_plain[0] ? 1 : 0];
        content->part_count = 1;
        content->kind = has_word_outside(quoting, content->parts[0].first, content->parts[0].end)
                            ? QUOTE_MIXED
                            : QUOTE_DIRECT;
    }
}

/* ---- stretches that no tree joins to a cue ---- */

static bool ends_utterance(const struct quoting *quoting, const struct stretch *stretch)
{
    static const char *const ENDS[] = {",", ".", "?", "!", "\xE2\x80\xA6", "-", "\xE2\x80\x94"};
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (str_equal(token_at(quoting, stretch->end - 1)->form, str_of(ENDS[i])))
            return true;
    return false;
}

static bool is_long(const struct quoting *quoting, const struct stretch *stretch)
{
    enum { LEAST_WORDS = 5 };
    uint32_t words = 0;
    bool has_verb = false;
    for (uint32_t token = stretch->first; token < stretch->end; token++) {
        unsigned upos = token_at(quoting, token)->upos;
        words += upos != UPOS_PUNCT;
        has_verb |= upos == UPOS_VERB || upos == UPOS_AUX;
    }
    return words >= LEAST_WORDS && has_verb && ends_utterance(quoting, stretch);
}

static bool is_saying(const struct quoting *quoting, uint32_t token)
{
    unsigned upos = token_at(quoting, token)->upos;
    return !quoting->is_quoted[token] && (upos == UPOS_VERB || upos == UPOS_NONE) &&
           is_cue(quoting->speech, quoting->report, token, CUE_SAY | CUE_NAME);
}

/* A cue in the words right behind an utterance ("…," the envoy said), before any other verb. */
static uint32_t cue_behind(const struct quoting *quoting, const struct stretch *stretch)
{
    enum { REACH = 16 };
    const struct sentence *sentence = sentence_of(quoting, stretch->end - 1);
    uint32_t limit = sentence->first + sentence->count;
    for (uint32_t token = stretch->end; token < limit && token < stretch->end + REACH; token++) {
        if (quoting->is_quoted[token])
            return NONE;
        if (token_at(quoting, token)->upos == UPOS_VERB)
            return is_saying(quoting, token) ? token : NONE;
    }
    return NONE;
}

/* Do the words right before the quotation mark lead into speech: a cue, a comma, a colon, "that"? A
 * name in quotation marks follows other words ("on “Face the Day”"). */
static bool leads_in(const struct quoting *quoting, uint32_t mark)
{
    if (mark == sentence_of(quoting, mark)->first)
        return false;
    const struct token *before = token_at(quoting, mark - 1);
    return before->upos == UPOS_PUNCT || before->upos == UPOS_SCONJ || is_saying(quoting, mark - 1);
}

/* A cue in the words before ("The envoy said in a statement: “…”"), the nearest; what is called a
 * name may stand between it and the quotation ("called the vote “a retreat”"). */
static uint32_t cue_before(const struct quoting *quoting, const struct stretch *stretch)
{
    enum { REACH = 40, NAME_REACH = 8 };
    const struct sentence *sentence = sentence_of(quoting, stretch->first);
    bool leads = stretch->first > sentence->first && leads_in(quoting, stretch->first - 1);
    for (uint32_t token = stretch->first; token-- > sentence->first;) {
        if (quoting->is_quoted[token] || token + REACH < stretch->first)
            return NONE;
        if (!is_saying(quoting, token))
            continue;
        bool names = is_cue(quoting->speech, quoting->report, token, CUE_NAME) &&
                     token + NAME_REACH >= stretch->first;
        return leads || names || is_long(quoting, stretch) ? token : NONE;
    }
    return NONE;
}

static uint32_t add_content(struct quoting *quoting, const struct stretch *stretch, uint32_t cue,
                            uint32_t speaker, uint8_t kind)
{
    struct content content = {
        .parts = {{stretch->first, stretch->end}},
        .part_count = 1,
        .cue_first = cue == NONE ? stretch->first : cue,
        .cue_end = cue == NONE ? stretch->first : cue + 1,
        .speaker = speaker,
        .sentence = token_at(quoting, stretch->first)->sentence,
        .kind = kind,
        .is_report = true,
    };
    *array_push(&quoting->report->arena, &quoting->contents) = content;
    return (uint32_t)quoting->contents.count - 1;
}

static uint8_t kind_of_stretch(const struct quoting *quoting, const struct stretch *stretch,
                               uint32_t cue)
{
    bool names = is_cue(quoting->speech, quoting->report, cue, CUE_NAME) &&
                 !is_cue(quoting->speech, quoting->report, cue, CUE_SAY);
    return names || !ends_utterance(quoting, stretch) ? QUOTE_MIXED : QUOTE_DIRECT;
}

/* Does the stretch carry on the one before it: behind a cue between them, in the same paragraph, or
 * in the next one where that had no closing mark? */
static bool carries_on(const struct stretch *before, const struct stretch *stretch)
{
    return before->content != NONE &&
           (before->paragraph == stretch->paragraph ||
            (before->goes_on && before->paragraph + 1 == stretch->paragraph));
}

static void give_to_cue(struct quoting *quoting, size_t index)
{
    struct stretch *stretch = &quoting->stretches.items[index];
    uint32_t cue = ends_utterance(quoting, stretch) ? cue_behind(quoting, stretch) : NONE;
    if (cue == NONE)
        cue = cue_before(quoting, stretch);
    if (cue != NONE) {
        stretch->content =
            add_content(quoting, stretch, cue, find_speaker(quoting->speech, quoting->report, cue),
                        kind_of_stretch(quoting, stretch, cue));
        return;
    }
    if (!stretch->goes_on && !is_long(quoting, stretch))
        return;
    uint32_t speaker = NONE;
    if (index > 0 && carries_on(stretch - 1, stretch))
        speaker = quoting->contents.items[stretch[-1].content].speaker;
    stretch->content = add_content(quoting, stretch, NONE, speaker, QUOTE_DIRECT);
}

/* A quote whose speaker is named only at the end of a later paragraph. */
static void name_speakers_backwards(struct quoting *quoting)
{
    for (size_t s = quoting->stretches.count; s-- > 1;) {
        const struct stretch *after = &quoting->stretches.items[s];
        const struct stretch *stretch = &quoting->stretches.items[s - 1];
        if (stretch->content == NONE || after->content == NONE || !stretch->goes_on)
            continue;
        struct content *content = &quoting->contents.items[stretch->content];
        if (content->speaker == NONE && after->paragraph == stretch->paragraph + 1)
            content->speaker = quoting->contents.items[after->content].speaker;
    }
}

/* ---- statements without quotation marks ---- */

/* "The minister said:" at the end of a paragraph, and no quotation mark behind: what follows is the
 * statement, up to the end of the text. */
static void find_statement(struct quoting *quoting)
{
    struct annals_report *report = quoting->report;
    for (uint32_t s = 0; s + 1 < report->sentences.count; s++) {
        const struct sentence *sentence = &report->sentences.items[s];
        if (!sentence->count || sentence[1].paragraph == sentence->paragraph ||
            sentence->span.in_title || sentence[1].span.in_title || !sentence[1].count ||
            mark_of(quoting, sentence[1].first) != MARK_NONE)
            continue;
        uint32_t last = sentence->first + sentence->count - 1, cue = last;
        if (!str_equal(token_at(quoting, last)->form, STR(":")))
            continue;
        while (cue > sentence->first && !is_saying(quoting, cue))
            cue--;
        uint32_t speaker =
            is_saying(quoting, cue) ? find_speaker(quoting->speech, report, cue) : NONE;
        if (speaker == NONE)
            continue;
        struct stretch statement = {.first = sentence[1].first,
                                    .end = (uint32_t)report->tokens.count};
        add_content(quoting, &statement, cue, speaker, QUOTE_INDIRECT);
        return;
    }
}

/* ---- the stage ---- */

static struct span part_span(const struct quoting *quoting, uint32_t first, uint32_t end)
{
    struct span span = word_span(quoting->report, first);
    span.end = word_span(quoting->report, end - 1).end;
    return span;
}

static int compare_quotes(const void *a, const void *b)
{
    const struct quote *left = a, *right = b;
    if (left->span.in_title != right->span.in_title)
        return left->span.in_title ? -1 : 1;
    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    if (left->span.end != right->span.end)
        return left->span.end < right->span.end ? -1 : 1;
    return (left->cue.start > right->cue.start) - (left->cue.start < right->cue.start);
}

static void write_quotes(struct quoting *quoting)
{
    struct annals_report *report = quoting->report;
    for (size_t c = 0; c < quoting->contents.count; c++) {
        const struct content *content = &quoting->contents.items[c];
        struct span cue = {0};
        if (content->cue_first < content->cue_end)
            cue = part_span(quoting, content->cue_first, content->cue_end);
        for (uint32_t i = 0; i < content->part_count; i++)
            *array_push(&report->arena, &report->quotes) = (struct quote){
                .span = part_span(quoting, content->parts[i].first, content->parts[i].end),
                .cue = cue,
                .speaker = content->speaker,
                .kind = content->kind,
                .is_report = content->is_report,
            };
    }
    if (report->quotes.count)
        qsort(report->quotes.items, report->quotes.count, sizeof *report->quotes.items,
              compare_quotes);
}

int find_quotes(const struct speech *speech, struct annals_report *report,
                struct annals_error *error)
{
    (void)error;
    struct quoting quoting = {.speech = speech, .report = report};
    quoting.is_quoted = arena_new_array(&report->arena, report->tokens.count + 1, bool);
    find_stretches(&quoting);
    find_contents(speech, report, quoting.is_quoted, &quoting.contents);
    join_with_contents(&quoting);
    drop_unquoted_parts(&quoting);
    for (size_t s = 0; s < quoting.stretches.count; s++)
        if (!quoting.stretches.items[s].is_used)
            give_to_cue(&quoting, s);
    name_speakers_backwards(&quoting);
    find_statement(&quoting);
    write_quotes(&quoting);
    return 0;
}
