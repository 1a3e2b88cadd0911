/* contents.c — what trees tell of reported speech: the clause under a verb of saying, the
 * infinitive under one of vowing, the sentence around "X said" and "according to X". */
#include "lang/lang.h"
#include "said/speech.h"

struct finder {
    const struct speech *speech;
    struct annals_report *report;
    const bool *is_quoted;
    struct content_array *contents;
};

static const struct token *token_at(const struct finder *finder, uint32_t token)
{
    return &finder->report->tokens.items[token];
}

static bool is_punctuation(const struct finder *finder, uint32_t token)
{
    return token_at(finder, token)->upos == UPOS_PUNCT;
}

static bool is_comma(const struct finder *finder, uint32_t token)
{
    return str_equal(token_at(finder, token)->form, STR(",")) ||
           str_equal(token_at(finder, token)->form, STR(":"));
}

/* Adds the stretch without punctuation before it and commas behind it. */
static void add_part(const struct finder *finder, struct content *content, uint32_t first,
                     uint32_t end)
{
    enum { MOST_PARTS = sizeof content->parts / sizeof *content->parts };
    while (first < end && is_comma(finder, first))
        first++;
    while (end > first &&
           (is_comma(finder, end - 1) || str_equal(token_at(finder, end - 1)->form, STR("."))))
        end--;
    bool has_words = false;
    for (uint32_t token = first; token < end && !has_words; token++)
        has_words = !is_punctuation(finder, token);
    if (has_words && content->part_count < MOST_PARTS) {
        content->parts[content->part_count].first = first;
        content->parts[content->part_count].end = end;
        content->part_count++;
    }
}

/* Stretch [first, end) without the hole [hole_first, hole_end). */
static void add_around(const struct finder *finder, struct content *content, uint32_t first,
                       uint32_t end, uint32_t hole_first, uint32_t hole_end)
{
    if (hole_end <= first || hole_first >= end) {
        add_part(finder, content, first, end);
        return;
    }
    if (hole_first > first)
        add_part(finder, content, first, hole_first);
    if (hole_end < end)
        add_part(finder, content, hole_end, end);
}

static void keep(const struct finder *finder, const struct content *content)
{
    if (content->part_count)
        *array_push(&finder->report->arena, finder->contents) = *content;
}

static struct content begin(const struct finder *finder, uint32_t cue_first, uint32_t cue_end)
{
    return (struct content){.cue_first = cue_first,
                            .cue_end = cue_end,
                            .speaker = NONE,
                            .sentence = token_at(finder, cue_first)->sentence,
                            .kind = QUOTE_INDIRECT,
                            .is_report = true};
}

/* The words of the cue's own clause: its subtree without the content's, as far as they stand
 * together around the cue. */
static void cue_clause(const struct finder *finder, uint32_t cue, uint32_t content, uint32_t *first,
                       uint32_t *end)
{
    const struct sentence *sentence =
        &finder->report->sentences.items[token_at(finder, cue)->sentence];
    *first = cue;
    *end = cue + 1;
    while (*first > sentence->first && tree_is_below(finder->report, *first - 1, cue) &&
           !tree_is_below(finder->report, *first - 1, content))
        --*first;
    while (*end < sentence->first + sentence->count && tree_is_below(finder->report, *end, cue) &&
           !tree_is_below(finder->report, *end, content))
        ++*end;
}

/* "He said (that) they left", "They left, he said": the clause is the content. */
static void add_clause(const struct finder *finder, uint32_t cue, uint32_t clause, bool is_report)
{
    struct content content = begin(finder, cue, cue + 1);
    uint32_t first, end, hole_first, hole_end;
    tree_extent(finder->report, clause, &first, &end);
    cue_clause(finder, cue, clause, &hole_first, &hole_end);
    add_around(finder, &content, first, end, hole_first, hole_end);
    content.speaker = find_speaker(finder->speech, finder->report, cue);
    content.is_report = is_report;
    keep(finder, &content);
}

/* "They left, he said" with the saying as a parenthesis: all of the clause above but it. */
static void add_parenthesis(const struct finder *finder, uint32_t cue)
{
    uint32_t above = token_at(finder, cue)->head;
    uint32_t first, end, hole_first, hole_end;
    if (above == NONE || find_subject(finder->report, cue) == NONE)
        return;
    struct content content = begin(finder, cue, cue + 1);
    tree_extent(finder->report, above, &first, &end);
    tree_extent(finder->report, cue, &hole_first, &hole_end);
    add_around(finder, &content, first, end, hole_first, hole_end);
    content.speaker = find_speaker(finder->speech, finder->report, cue);
    keep(finder, &content);
}

static void add_verb(const struct finder *finder, uint32_t cue)
{
    bool says = is_cue(finder->speech, finder->report, cue, CUE_SAY);
    bool thinks = is_cue(finder->speech, finder->report, cue, CUE_THINK);
    bool vows = is_cue(finder->speech, finder->report, cue, CUE_VOW);
    if (!says && !thinks && !vows)
        return;
    uint32_t clause = tree_dependent(finder->report, cue, DEPREL_CCOMP, NONE);
    if (clause != NONE && (says || thinks)) {
        add_clause(finder, cue, clause, says);
        return;
    }
    uint32_t infinitive = tree_dependent(finder->report, cue, DEPREL_XCOMP, NONE);
    if (vows && infinitive != NONE && token_at(finder, infinitive)->xpos == XPOS_VB) {
        add_clause(finder, cue, infinitive, false);
        return;
    }
    if (says && deprel_base(token_at(finder, cue)->deprel) == DEPREL_PARATAXIS)
        add_parenthesis(finder, cue);
}

/* "according to X": the clause that it modifies, without the phrase. */
static void add_source(const struct finder *finder, uint32_t cue)
{
    uint32_t source = token_at(finder, cue)->head;
    if (source == NONE || token_at(finder, cue)->deprel != DEPREL_CASE)
        return;
    uint32_t clause = token_at(finder, source)->head;
    clause = clause == NONE ? NONE : tree_clause(finder->report, clause);
    if (clause == NONE || tree_is_below(finder->report, clause, source))
        return;
    uint32_t cue_end = cue + 1;
    if (token_is(finder->report, tree_dependent(finder->report, cue, DEPREL_FIXED, NONE), "to"))
        cue_end++;
    struct content content = begin(finder, cue, cue_end);
    uint32_t first, end, hole_first, hole_end;
    tree_extent(finder->report, clause, &first, &end);
    tree_extent(finder->report, source, &hole_first, &hole_end);
    add_around(finder, &content, first, end, hole_first, hole_end);
    content.speaker = mention_at(finder->report, source);
    keep(finder, &content);
}

void find_contents(const struct speech *speech, struct annals_report *report, const bool *is_quoted,
                   struct content_array *contents)
{
    struct finder finder = {speech, report, is_quoted, contents};
    for (uint32_t token = 0; token < report->tokens.count; token++) {
        unsigned upos = report->tokens.items[token].upos;
        if (is_quoted[token])
            continue;
        if (is_cue(speech, report, token, CUE_SOURCE))
            add_source(&finder, token);
        else if (upos == UPOS_VERB)
            add_verb(&finder, token);
    }
}
