/* votes.c — votes of bodies: what was voted on, how it ended, who voted how, and the tally. */
#include "lang/lang.h"
#include "said/speech.h"

enum { LONGEST_WORD = 24 };

/* A sentence read as a vote. `action`: the verb that tells the outcome or how someone voted;
 * `measure`: what was voted on; tokens or NONE. */
struct ballot {
    const struct speech *speech;
    struct annals_report *report;
    uint32_t first, end;
    uint32_t action, measure, body;
    struct str outcome;
    int64_t votes_for, votes_against, abstain;
    ARRAY_OF(struct voter) voters;
};

static const struct token *token_at(const struct ballot *ballot, uint32_t token)
{
    return &ballot->report->tokens.items[token];
}

/* Lemmas of names keep their capitals ("Resolution"), so case is not looked at. */
static bool is_kind(const struct ballot *ballot, uint32_t token, unsigned kinds)
{
    char lower[LONGEST_WORD];
    struct str lemma = token == NONE ? STR("") : token_at(ballot, token)->lemma;
    if (!lemma.size || lemma.size > sizeof lower)
        return false;
    for (size_t i = 0; i < lemma.size; i++)
        lower[i] = lemma.data[i] >= 'A' && lemma.data[i] <= 'Z' ? (char)(lemma.data[i] + 32)
                                                                : lemma.data[i];
    uint32_t bits = map_get(&ballot->speech->cues, (struct str){lower, lemma.size});
    return bits != MAP_NONE && (bits & kinds) != 0;
}

static bool is_verb(const struct ballot *ballot, uint32_t token)
{
    return token_at(ballot, token)->upos == UPOS_VERB;
}

/* ---- the measure and the body ---- */

/* The noun of a measure that a verb acts on: its object or passive subject, or what passes. */
static uint32_t measure_of(const struct ballot *ballot, uint32_t verb)
{
    static const unsigned RELATIONS[] = {DEPREL_OBJ, DEPREL_NSUBJ_PASS, DEPREL_NSUBJ, DEPREL_OBL};
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++)
        for (uint32_t child = tree_dependent(ballot->report, verb, RELATIONS[i], NONE);
             child != NONE; child = tree_dependent(ballot->report, verb, RELATIONS[i], child))
            if (is_kind(ballot, child, CUE_MEASURE))
                return child;
    return NONE;
}

/* The measure with the longest description in the sentence. */
static uint32_t any_measure(const struct ballot *ballot)
{
    uint32_t found = NONE, longest = 0;
    for (uint32_t token = ballot->first; token < ballot->end; token++) {
        unsigned upos = token_at(ballot, token)->upos;
        if ((upos != UPOS_NOUN && upos != UPOS_PROPN) || !is_kind(ballot, token, CUE_MEASURE))
            continue;
        uint32_t first, end;
        tree_extent(ballot->report, token, &first, &end);
        if (end - first > longest) {
            longest = end - first;
            found = token;
        }
    }
    return found;
}

/* Can those be voters? Governments are not: a cabinet's house is no chamber. */
static bool may_vote(const struct annals_report *report, uint32_t mention)
{
    if (mention == NONE)
        return false;
    uint32_t entity = report->mentions.items[mention].entities[0];
    return !str_equal(report->entities.items[entity].sector, STR("GOV"));
}

/* The first mention in the stretch whose words name a voting body. */
static uint32_t find_body(const struct ballot *ballot, uint32_t first, uint32_t end)
{
    for (uint32_t token = first; token < end; token++) {
        unsigned upos = token_at(ballot, token)->upos;
        if ((upos == UPOS_NOUN || upos == UPOS_PROPN) && is_kind(ballot, token, CUE_BODY)) {
            uint32_t mention = mention_around(ballot->report, token);
            if (may_vote(ballot->report, mention))
                return mention;
        }
    }
    return NONE;
}

static struct str body_name(const struct ballot *ballot)
{
    const struct annals_report *report = ballot->report;
    if (ballot->body == NONE)
        return STR("");
    const struct mention *mention = &report->mentions.items[ballot->body];
    struct str name = report->entities.items[mention->entities[0]].name;
    return name.size ? name : span_text(report, mention->name);
}

/* The measure's words without article and possessor. */
static struct str measure_text(const struct ballot *ballot)
{
    uint32_t first, end;
    if (ballot->measure == NONE)
        return STR("");
    tree_extent(ballot->report, ballot->measure, &first, &end);
    while (first < ballot->measure && (token_at(ballot, first)->upos == UPOS_DET ||
                                       token_at(ballot, first)->upos == UPOS_ADP ||
                                       token_at(ballot, first)->upos == UPOS_PART))
        first++;
    while (end > ballot->measure + 1 && token_at(ballot, end - 1)->upos == UPOS_PUNCT)
        end--;
    return span_text(ballot->report, tokens_span(ballot->report, first, end));
}

/* ---- the tally ---- */

static bool read_number(const struct ballot *ballot, uint32_t token, int64_t *number, uint32_t *end)
{
    struct count_phrase count;
    if (token >= ballot->end ||
        !read_count(ballot->speech, ballot->report, token, token + 1, &count))
        return false;
    *number = count.value;
    *end = count.end;
    return true;
}

static bool is_form(const struct ballot *ballot, uint32_t token, const char *form)
{
    return token < ballot->end && str_equal_fold(token_at(ballot, token)->form, str_of(form));
}

/* "14-0" or "230–198" in one token. */
static bool read_pair(struct str form, int64_t *left, int64_t *right)
{
    struct str rest = form, first = str_cut(&rest, '-');
    if (!rest.data) {
        size_t dash = str_find(form, STR("\xE2\x80\x93"), 0);
        if (dash == SIZE_MAX)
            return false;
        first = str_slice(form, 0, dash);
        rest = str_slice(form, dash + 3, form.size);
    }
    return str_to_integer(first, left) && str_to_integer(rest, right) && *left >= 0 &&
           *right >= 0 && *left < 10000 && *right < 10000;
}

static bool is_joint(const struct ballot *ballot, uint32_t token)
{
    return is_form(ballot, token, "-") || is_form(ballot, token, "to") ||
           is_form(ballot, token, "\xE2\x80\x93");
}

/* "14 - 0", "230 to 198", "230-to-198", "14-0": tokens taken, 0 if none. */
static uint32_t read_tally(struct ballot *ballot, uint32_t token)
{
    enum { LONGEST_JOINT = 3 };
    int64_t left, right;
    uint32_t end, last;
    if (read_pair(token_at(ballot, token)->form, &left, &right)) {
        end = last = token + 1;
    } else {
        if (!read_number(ballot, token, &left, &end))
            return 0;
        if (end < ballot->end && is_kind(ballot, end, CUE_VOTE))
            end++;
        uint32_t joint = end;
        while (is_joint(ballot, joint) && joint < end + LONGEST_JOINT)
            joint++;
        if (joint == end || !read_number(ballot, joint, &right, &last))
            return 0;
    }
    ballot->votes_for = left;
    ballot->votes_against = right;
    int64_t abstained;
    if (is_form(ballot, last, "-") && read_number(ballot, last + 1, &abstained, &end)) {
        ballot->abstain = abstained;
        last = end;
    }
    return last - token;
}

/* "14 votes in favour", "none against", "one abstention", "three abstained". */
static void read_counted(struct ballot *ballot, uint32_t token)
{
    enum { REACH = 5 };
    int64_t number = 0;
    uint32_t end = token + 1;
    bool is_none = is_form(ballot, token, "none") || is_form(ballot, token, "no") ||
                   is_form(ballot, token, "zero");
    if (!is_none && !read_number(ballot, token, &number, &end))
        return;
    for (uint32_t at = end; at < ballot->end && at < end + REACH; at++) {
        int64_t other;
        uint32_t behind;
        if (is_kind(ballot, at, CUE_ABSTENTION)) {
            ballot->abstain = number;
            return;
        }
        if (is_kind(ballot, at, CUE_AGAINST)) {
            ballot->votes_against = number;
            return;
        }
        if (is_form(ballot, at, "favor") || is_form(ballot, at, "favour") ||
            is_form(ballot, at, "support")) {
            ballot->votes_for = number;
            return;
        }
        if (is_form(ballot, at, ",") || is_form(ballot, at, "and") ||
            read_number(ballot, at, &other, &behind))
            return;
    }
}

static bool tells_vote(const struct ballot *ballot)
{
    for (uint32_t token = ballot->first; token < ballot->end; token++)
        if (is_kind(ballot, token, CUE_VOTE | CUE_ABSTAIN | CUE_VETO | CUE_ABSTENTION))
            return true;
    return false;
}

static void read_tallies(struct ballot *ballot)
{
    if (!tells_vote(ballot) && ballot->measure == NONE)
        return;
    for (uint32_t token = ballot->first; token < ballot->end; token++) {
        uint32_t taken = ballot->votes_for < 0 ? read_tally(ballot, token) : 0;
        if (taken)
            token += taken - 1;
        else
            read_counted(ballot, token);
        if (is_kind(ballot, token, CUE_UNANIMOUS)) {
            ballot->votes_against = 0;
            ballot->abstain = 0;
        }
    }
}

/* ---- who voted how, and the outcome ---- */

static void add_voter(struct ballot *ballot, uint32_t subject, enum vote_value value)
{
    uint32_t mention = mention_at(ballot->report, subject);
    if (mention == NONE || mention == ballot->body)
        return;
    const struct mention *found = &ballot->report->mentions.items[mention];
    struct voter voter = {.party = {mention, found->entities[0], found->span},
                          .vote = (uint8_t)value};
    *array_push(&ballot->report->arena, &ballot->voters) = voter;
}

/* The subject and those conjoined with it. */
static void add_voters(struct ballot *ballot, uint32_t verb, enum vote_value value)
{
    uint32_t subject = find_subject(ballot->report, verb);
    if (subject == NONE)
        return;
    add_voter(ballot, subject, value);
    for (uint32_t other = tree_dependent(ballot->report, subject, DEPREL_CONJ, NONE); other != NONE;
         other = tree_dependent(ballot->report, subject, DEPREL_CONJ, other))
        add_voter(ballot, other, value);
}

/* Did it happen? Not what may, was not done, or stands as a bare infinitive. */
static bool is_actual(const struct ballot *ballot, uint32_t verb)
{
    if (token_at(ballot, verb)->xpos == XPOS_VB &&
        tree_dependent(ballot->report, verb, DEPREL_AUX, NONE) == NONE)
        return false;
    for (uint32_t child = tree_dependent(ballot->report, verb, DEPREL_AUX, NONE); child != NONE;
         child = tree_dependent(ballot->report, verb, DEPREL_AUX, child))
        if (token_at(ballot, child)->xpos == XPOS_MD)
            return false;
    for (uint32_t child = tree_dependent(ballot->report, verb, DEPREL_ADVMOD, NONE); child != NONE;
         child = tree_dependent(ballot->report, verb, DEPREL_ADVMOD, child))
        if (token_is(ballot->report, child, "not") || token_is(ballot->report, child, "never"))
            return false;
    return true;
}

static enum vote_value vote_direction(const struct ballot *ballot, uint32_t verb)
{
    enum { REACH = 4 };
    for (uint32_t at = verb + 1; at < ballot->end && at <= verb + REACH; at++) {
        if (is_kind(ballot, at, CUE_AGAINST))
            return VOTE_AGAINST;
        if (is_kind(ballot, at, CUE_FAVOUR))
            return VOTE_FOR;
    }
    return VOTE_ABSENT;
}

static void set_outcome(struct ballot *ballot, uint32_t verb, struct str outcome)
{
    if (!ballot->outcome.size || str_equal(outcome, STR("vetoed")))
        ballot->outcome = outcome;
    ballot->action = verb;
}

/* Is the infinitive what was brought about or decided ("allowing the measure to pass", "voted to
 * adopt")? Not below failing or refusing. */
static bool is_brought_about(const struct ballot *ballot, uint32_t verb)
{
    const struct token *token = token_at(ballot, verb);
    unsigned relation = deprel_base(token->deprel);
    if (token->head == NONE || (relation != DEPREL_XCOMP && relation != DEPREL_ACL))
        return false;
    uint32_t above = relation == DEPREL_ACL ? token_at(ballot, token->head)->head : token->head;
    return above != NONE && (token_is(ballot->report, above, "allow") ||
                             (is_kind(ballot, above, CUE_VOTE) && is_verb(ballot, above)));
}

/* "The Council adopted the resolution", "allowing the measure to pass", "the vote passed". */
static void read_outcome(struct ballot *ballot, uint32_t verb)
{
    uint32_t measure = measure_of(ballot, verb), head = token_at(ballot, verb)->head;
    bool has_vote =
        is_kind(ballot, tree_dependent(ballot->report, verb, DEPREL_NSUBJ, NONE), CUE_VOTE);
    bool has_measure_above =
        is_brought_about(ballot, verb) &&
        (is_kind(ballot, head, CUE_MEASURE) || measure_of(ballot, head) != NONE);
    if (measure == NONE && !has_vote && !has_measure_above)
        return;
    if (is_kind(ballot, verb, CUE_ADOPT))
        set_outcome(ballot, verb, STR("adopted"));
    else if (is_kind(ballot, verb, CUE_REJECT))
        set_outcome(ballot, verb, STR("rejected"));
    else
        return;
    if (ballot->measure == NONE)
        ballot->measure = measure;
}

/* "voted to hold him in contempt": the infinitive is the measure, and carried. */
static void read_decision(struct ballot *ballot, uint32_t verb)
{
    uint32_t infinitive = tree_dependent(ballot->report, verb, DEPREL_XCOMP, NONE);
    uint32_t voter = mention_at(ballot->report, find_subject(ballot->report, verb));
    if (infinitive == NONE || is_kind(ballot, infinitive, CUE_ADOPT | CUE_REJECT) ||
        voter == NONE || voter != ballot->body)
        return;
    set_outcome(ballot, verb, STR("adopted"));
    if (ballot->measure == NONE)
        ballot->measure = infinitive;
}

static void read_verb(struct ballot *ballot, uint32_t verb)
{
    if (!is_actual(ballot, verb) && !is_brought_about(ballot, verb))
        return;
    if (is_kind(ballot, verb, CUE_VETO)) {
        uint32_t measure = measure_of(ballot, verb);
        if (measure == NONE)
            return;
        ballot->measure = measure;
        set_outcome(ballot, verb, STR("vetoed"));
        add_voters(ballot, verb, VOTE_VETO);
    } else if (is_kind(ballot, verb, CUE_ABSTAIN)) {
        ballot->action = verb;
        add_voters(ballot, verb, VOTE_ABSTAIN);
    } else if (is_kind(ballot, verb, CUE_VOTE)) {
        enum vote_value value = vote_direction(ballot, verb);
        ballot->action = verb;
        if (value != VOTE_ABSENT)
            add_voters(ballot, verb, value);
        read_decision(ballot, verb);
    } else {
        read_outcome(ballot, verb);
    }
}

/* ---- a sentence ---- */

/* Enough to be a vote: a tally, a veto or an abstention, or an outcome by a known body. */
static bool is_vote(const struct ballot *ballot)
{
    bool has_tally = ballot->votes_for >= 0 || ballot->votes_against >= 0 || ballot->abstain >= 0;
    if (ballot->action == NONE)
        return false;
    if (ballot->voters.count > 0)
        return ballot->measure != NONE || has_tally;
    if (has_tally)
        return ballot->measure != NONE || ballot->body != NONE;
    return ballot->outcome.size && ballot->body != NONE;
}

/* Do more words than the noun and its article tell the measure? */
static bool is_described(const struct ballot *ballot)
{
    uint32_t first, end;
    tree_extent(ballot->report, ballot->measure, &first, &end);
    return end - first > 2;
}

/* Does the sentence only tell more of the vote before: its tally, or its outcome again? */
static bool completes(const struct ballot *ballot, const struct vote *before)
{
    if (ballot->voters.count || ballot->body != NONE || ballot->measure != NONE)
        return false;
    return ballot->votes_for < 0 || before->votes_for < 0;
}

/* The same vote of the same party; a state and its representative are one. */
static bool is_same_ballot(const struct annals_report *report, const struct voter *a,
                           const struct voter *b)
{
    return a->vote == b->vote && str_equal(report->entities.items[a->party.entity].code,
                                           report->entities.items[b->party.entity].code);
}

/* Has every voter of the sentence been told to vote so in an earlier vote without a new outcome? */
static bool is_repeated(const struct ballot *ballot)
{
    enum { MOST_BACK = 16 };
    const struct annals_report *report = ballot->report;
    size_t earliest = report->votes.count > MOST_BACK ? report->votes.count - MOST_BACK : 0;
    if (ballot->outcome.size || ballot->votes_for >= 0 || !ballot->voters.count)
        return false;
    for (size_t v = 0; v < ballot->voters.count; v++) {
        bool is_known = false;
        for (size_t i = earliest; i < report->votes.count && !is_known; i++)
            for (size_t k = 0; k < report->votes.items[i].voters.count; k++)
                is_known |= is_same_ballot(report, &report->votes.items[i].voters.items[k],
                                           &ballot->voters.items[v]);
        if (!is_known)
            return false;
    }
    return true;
}

static struct span vote_span(const struct ballot *ballot)
{
    uint32_t first = ballot->action, end = ballot->action + 1;
    if (ballot->measure != NONE) {
        uint32_t from, to;
        tree_extent(ballot->report, ballot->measure, &from, &to);
        first = from < first ? from : first;
        end = to > end ? to : end;
    }
    struct span span = word_span(ballot->report, first);
    span.end = word_span(ballot->report, end - 1).end;
    return span;
}

static void settle_outcome(struct ballot *ballot)
{
    if (ballot->outcome.size)
        return;
    if (ballot->votes_for > ballot->votes_against && ballot->votes_against >= 0)
        ballot->outcome = STR("adopted");
    else if (ballot->votes_for >= 0 && ballot->votes_for < ballot->votes_against)
        ballot->outcome = STR("rejected");
}

static void add_vote(struct ballot *ballot)
{
    struct annals_report *report = ballot->report;
    struct vote vote = {.span = vote_span(ballot),
                        .body = body_name(ballot),
                        .measure = measure_text(ballot),
                        .outcome = ballot->outcome,
                        .votes_for = ballot->votes_for,
                        .votes_against = ballot->votes_against,
                        .abstain = ballot->abstain};
    vote.voters.items = ballot->voters.items;
    vote.voters.count = ballot->voters.count;
    vote.voters.capacity = ballot->voters.capacity;
    *array_push(&report->arena, &report->votes) = vote;
}

static void complete(const struct ballot *ballot, struct vote *before)
{
    if (ballot->votes_for >= 0)
        before->votes_for = ballot->votes_for;
    if (ballot->votes_against >= 0)
        before->votes_against = ballot->votes_against;
    if (ballot->abstain >= 0)
        before->abstain = ballot->abstain;
    if (!before->outcome.size)
        before->outcome = ballot->outcome;
}

static void keep_vote(struct ballot *ballot, uint32_t index, uint32_t *last)
{
    struct annals_report *report = ballot->report;
    struct vote *before =
        *last != NONE && *last + 1 == index ? &report->votes.items[report->votes.count - 1] : NULL;
    if (before && completes(ballot, before)) {
        complete(ballot, before);
    } else if (is_vote(ballot) && !is_repeated(ballot)) {
        add_vote(ballot);
        *last = index;
    }
}

/* `*last`: the sentence that the last vote was found in. */
static void read_sentence(const struct speech *speech, struct annals_report *report, uint32_t index,
                          uint32_t *last)
{
    const struct sentence *sentence = &report->sentences.items[index];
    struct ballot ballot = {.speech = speech,
                            .report = report,
                            .first = sentence->first,
                            .end = sentence->first + sentence->count,
                            .action = NONE,
                            .measure = NONE,
                            .votes_for = -1,
                            .votes_against = -1,
                            .abstain = -1};
    ballot.body = find_body(&ballot, ballot.first, ballot.end);
    for (uint32_t token = ballot.first; token < ballot.end; token++)
        if (is_verb(&ballot, token) &&
            is_kind(&ballot, token, CUE_ADOPT | CUE_REJECT | CUE_VETO | CUE_ABSTAIN | CUE_VOTE))
            read_verb(&ballot, token);
    if (ballot.action == NONE)
        return;
    if (ballot.measure == NONE || !is_described(&ballot))
        ballot.measure = any_measure(&ballot);
    read_tallies(&ballot);
    settle_outcome(&ballot);
    keep_vote(&ballot, index, last);
}

int find_votes(const struct speech *speech, struct annals_report *report,
               struct annals_error *error)
{
    (void)error;
    uint32_t last = NONE;
    for (uint32_t s = 0; s < report->sentences.count; s++)
        read_sentence(speech, report, s, &last);
    return 0;
}
