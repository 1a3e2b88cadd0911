/* sizes.c — counts of people: how many died, were hurt, arrested, displaced, held, were there.
 *
 * A number counts people of a kind when the words around it say so: the verb of which they are
 * object or subject ("killed 30", "thousands marched"), what they are called ("100 hostages"), the
 * noun before them ("the deaths of hundreds"), what is said of them ("190 were dead"). The words
 * are in data/said/sizes.tsv. */
#include "lang/lang.h"
#include "said/speech.h"

/* A number being judged: `counted` the noun it counts, or the number itself; `verb` the word that
 * told the kind. */
struct judged {
    const struct speech *speech;
    const struct annals_report *report;
    struct count_phrase count;
    uint32_t counted, verb;
    const struct size_rule *rule;
};

static const struct token *token_at(const struct judged *judged, uint32_t token)
{
    return &judged->report->tokens.items[token];
}

static const struct size_rule *find_rule(const struct judged *judged, enum size_role role,
                                         struct str word)
{
    uint32_t index = map_get(&judged->speech->size_words[role], word);
    return index == MAP_NONE ? NULL : &judged->speech->size_rules.items[index];
}

static bool take_rule(struct judged *judged, enum size_role role, uint32_t word)
{
    if (word == NONE)
        return false;
    judged->rule = find_rule(judged, role, token_at(judged, word)->lemma);
    judged->verb = word;
    return judged->rule != NULL;
}

/* "take hostage", "fill the streets": the verb together with its object. */
static bool take_pair(struct judged *judged, enum size_role role, uint32_t verb)
{
    enum { LONGEST_PAIR = 48 };
    static const unsigned RELATIONS[] = {DEPREL_OBJ, DEPREL_XCOMP, DEPREL_OBL, DEPREL_ADVMOD};
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++) {
        uint32_t object = tree_dependent(judged->report, verb, RELATIONS[i], NONE);
        if (object == NONE)
            continue;
        char pair[LONGEST_PAIR];
        struct str first = token_at(judged, verb)->lemma, second = token_at(judged, object)->lemma;
        if (first.size + second.size + 1 > sizeof pair)
            continue;
        size_t size = 0;
        for (size_t k = 0; k < first.size; k++)
            pair[size++] = first.data[k];
        pair[size++] = '+';
        for (size_t k = 0; k < second.size; k++)
            pair[size++] = second.data[k];
        judged->rule = find_rule(judged, role, (struct str){pair, size});
        judged->verb = verb;
        if (judged->rule)
            return true;
    }
    return false;
}

static bool is_passive(const struct judged *judged, uint32_t verb)
{
    return tree_dependent(judged->report, verb, DEPREL_AUX_PASS, NONE) != NONE ||
           tree_dependent(judged->report, verb, DEPREL_NSUBJ_PASS, NONE) != NONE;
}

/* "left 20 dead", "30 were wounded": what is said of them below their verb. */
static bool take_state(struct judged *judged, uint32_t verb)
{
    static const unsigned RELATIONS[] = {DEPREL_XCOMP, DEPREL_ADVCL, DEPREL_CCOMP};
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++) {
        uint32_t state = tree_dependent(judged->report, verb, RELATIONS[i], NONE);
        if (take_rule(judged, ROLE_STATE, state) ||
            (state != NONE && token_at(judged, state)->xpos == XPOS_VBN &&
             take_rule(judged, ROLE_OBJECT, state)) ||
            /* "forced 2,000 people to flee" */
            (state != NONE && token_at(judged, state)->xpos == XPOS_VB &&
             take_rule(judged, ROLE_SUBJECT, state)))
            return true;
    }
    return false;
}

/* The counted noun stands as a part of its sentence: first of conjoined nouns where it is a later
 * one, "people" for the number of "30 of the people". */
static uint32_t first_conjunct(const struct judged *judged, uint32_t noun)
{
    for (int step = 0; step < 8; step++) {
        const struct token *token = token_at(judged, noun);
        if (token->deprel != DEPREL_CONJ || token->head == NONE)
            break;
        noun = token->head;
    }
    return noun;
}

static bool judge_by_verb(struct judged *judged, uint32_t noun)
{
    const struct token *token = token_at(judged, noun);
    uint32_t verb = token->head;
    if (verb == NONE)
        return false;
    unsigned relation = deprel_base(token->deprel);
    bool is_subject = relation == DEPREL_NSUBJ;
    /* "killed at least 28": parsers take the "at" for a preposition. */
    uint32_t preposition = tree_dependent(judged->report, noun, DEPREL_CASE, NONE);
    bool is_approx = preposition != NONE && preposition >= judged->count.first &&
                     preposition < judged->count.end && noun > verb;
    bool is_object = relation == DEPREL_OBJ || (relation == DEPREL_OBL && is_approx) ||
                     (is_subject && is_passive(judged, verb));
    if (is_object)
        return take_pair(judged, ROLE_OBJECT, verb) || take_state(judged, verb) ||
               take_rule(judged, ROLE_OBJECT, verb);
    if (is_subject)
        return take_pair(judged, ROLE_SUBJECT, verb) || take_rule(judged, ROLE_SUBJECT, verb) ||
               take_rule(judged, ROLE_STATE, verb) || take_state(judged, verb);
    return false;
}

/* "30 people killed in the raid", "people who fled": clauses that hang on the noun. */
static bool judge_by_clause(struct judged *judged, uint32_t noun)
{
    for (uint32_t verb = tree_dependent(judged->report, noun, DEPREL_ACL, NONE); verb != NONE;
         verb = tree_dependent(judged->report, noun, DEPREL_ACL, verb)) {
        bool suffers = token_at(judged, verb)->xpos == XPOS_VBN || is_passive(judged, verb);
        if (take_rule(judged, suffers ? ROLE_OBJECT : ROLE_SUBJECT, verb))
            return true;
    }
    return false;
}

/* "deaths of hundreds", "a death toll of 30", "the toll rose to 30". */
static bool judge_by_noun_before(struct judged *judged, uint32_t noun)
{
    const struct token *token = token_at(judged, noun);
    if (token->head == NONE)
        return false;
    unsigned relation = deprel_base(token->deprel);
    if (relation == DEPREL_NMOD && token->head < noun)
        return take_rule(judged, ROLE_OF, token->head) || take_rule(judged, ROLE_TOLL, token->head);
    if (relation == DEPREL_OBJ || relation == DEPREL_OBL || relation == DEPREL_XCOMP)
        return take_rule(judged, ROLE_TOLL,
                         tree_dependent(judged->report, token->head, DEPREL_NSUBJ, NONE));
    return false;
}

/* The noun right behind a number that the tree does not join to it: "More than 1000 people". */
static uint32_t noun_behind(const struct judged *judged)
{
    const struct sentence *sentence =
        &judged->report->sentences.items[token_at(judged, judged->count.number)->sentence];
    uint32_t limit = sentence->first + sentence->count, found = NONE;
    for (uint32_t token = judged->count.number + 1; token < limit; token++) {
        unsigned upos = token_at(judged, token)->upos;
        if (upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_PROPN)
            break;
        if (token_at(judged, token)->xpos == XPOS_NNS)
            found = token;
    }
    return found;
}

/* What the number counts: the noun it modifies, else the number itself. */
static uint32_t counted_noun(const struct judged *judged)
{
    const struct token *number = token_at(judged, judged->count.number);
    for (uint32_t token = judged->count.number_first; token <= judged->count.number; token++) {
        uint32_t head = token_at(judged, token)->head;
        unsigned relation = deprel_base(token_at(judged, token)->deprel);
        if (head != NONE && head > judged->count.number &&
            token_at(judged, head)->sentence == number->sentence && relation == DEPREL_NUMMOD)
            return head;
    }
    uint32_t noun = judged->count.number, behind = noun_behind(judged);
    if (behind != NONE && number->xpos == XPOS_CD)
        return behind;
    while (noun > judged->count.number_first && token_at(judged, noun)->head < noun &&
           token_at(judged, noun)->head >= judged->count.number_first)
        noun = token_at(judged, noun)->head;
    return noun;
}

/* "hundreds of protesters", "dozens of people": the noun behind "of". */
static uint32_t of_noun(const struct judged *judged)
{
    uint32_t noun = tree_dependent(judged->report, judged->counted, DEPREL_NMOD, NONE);
    uint32_t preposition = tree_dependent(judged->report, noun, DEPREL_CASE, NONE);
    return noun != NONE && noun > judged->counted && token_is(judged->report, preposition, "of")
               ? noun
               : NONE;
}

/* "150 soldiers, 95 civilians and hundreds of others killed": what is said behind the last. */
static bool judge_by_conjuncts(struct judged *judged, uint32_t first)
{
    for (uint32_t noun = tree_dependent(judged->report, first, DEPREL_CONJ, NONE); noun != NONE;
         noun = tree_dependent(judged->report, first, DEPREL_CONJ, noun)) {
        uint32_t inner = tree_dependent(judged->report, noun, DEPREL_NMOD, NONE);
        if (judge_by_clause(judged, noun) || (inner != NONE && judge_by_clause(judged, inner)))
            return true;
    }
    return false;
}

static bool judge(struct judged *judged)
{
    judged->counted = counted_noun(judged);
    uint32_t inner = judged->counted == judged->count.number ? of_noun(judged) : NONE;
    uint32_t noun = inner == NONE ? judged->counted : inner;
    if (noun != judged->count.number && take_rule(judged, ROLE_NOUN, noun) &&
        str_equal(judged->rule->kind, STR("-")))
        return false;
    const struct size_rule *called = noun != judged->count.number ? judged->rule : NULL;
    uint32_t first = first_conjunct(judged, judged->counted);
    if (judge_by_verb(judged, first) || judge_by_clause(judged, judged->counted) ||
        (inner != NONE && judge_by_clause(judged, inner)) ||
        (first != judged->counted && judge_by_clause(judged, first)) ||
        judge_by_noun_before(judged, first) || judge_by_conjuncts(judged, first))
        return true;
    judged->rule = called;
    judged->verb = noun;
    return called != NULL;
}

/* The words between the number and the noun, and the noun: "large crowds", without other numbers.
 */
static struct str noun_text(const struct judged *judged)
{
    uint32_t inner = judged->counted == judged->count.number ? of_noun(judged) : judged->counted;
    if (inner == NONE || inner <= judged->count.number)
        return STR("");
    uint32_t first = inner;
    while (first > judged->count.number + 1) {
        unsigned upos = token_at(judged, first - 1)->upos;
        if (upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_PROPN)
            break;
        first--;
    }
    return span_text(judged->report, tokens_span(judged->report, first, inner + 1));
}

static void add_size(struct annals_report *report, const struct judged *judged)
{
    struct span span = word_span(report, judged->count.first);
    span.end = word_span(report, judged->count.end - 1).end;
    *array_push(&report->arena, &report->sizes) = (struct size_count){
        .span = span,
        .sentence = report->tokens.items[judged->count.first].sentence,
        .head = judged->count.number,
        .verb = judged->verb,
        .kind = judged->rule->kind,
        .categories = judged->rule->events,
        .approx = judged->count.approx,
        .of = noun_text(judged),
        .value = judged->count.value,
        .event = NONE,
    };
}

static bool is_part_of_time(const struct annals_report *report, uint32_t token, size_t *time)
{
    while (*time < report->times.count && report->times.items[*time].end <= token)
        ++*time;
    return *time < report->times.count && report->times.items[*time].first <= token;
}

int find_sizes(const struct speech *speech, struct annals_report *report,
               struct annals_error *error)
{
    (void)error;
    size_t time = 0;
    for (uint32_t s = 0; s < report->sentences.count; s++) {
        const struct sentence *sentence = &report->sentences.items[s];
        uint32_t limit = sentence->first + sentence->count;
        for (uint32_t token = sentence->first; token < limit;) {
            struct judged judged = {.speech = speech, .report = report};
            if (is_part_of_time(report, token, &time) ||
                !read_count(speech, report, token, limit, &judged.count)) {
                token++;
                continue;
            }
            if (judge(&judged) && !str_equal(judged.rule->kind, STR("-")))
                add_size(report, &judged);
            token = judged.count.end;
        }
    }
    return 0;
}
