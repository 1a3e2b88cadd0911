/* speakers.c — whose words: from a cue to its subject and the mention that stands there. */
#include "lang/lang.h"
#include "said/speech.h"

enum { LONGEST_CLIMB = 12 };

static const struct token *token_at(const struct annals_report *report, uint32_t token)
{
    return &report->tokens.items[token];
}

uint32_t mention_at(const struct annals_report *report, uint32_t token)
{
    if (token == NONE || !report->mention_of_token)
        return NONE;
    for (int step = 0; step < LONGEST_CLIMB && token != NONE; step++) {
        if (report->mention_of_token[token] != NONE)
            return report->mention_of_token[token];
        /* "a group of officials", "John Doe": the head of a longer name. */
        unsigned relation = deprel_base(token_at(report, token)->deprel);
        if (relation != DEPREL_FLAT && relation != DEPREL_COMPOUND && relation != DEPREL_APPOS)
            return NONE;
        token = token_at(report, token)->head;
    }
    return NONE;
}

/* Mentions stand in the order of the text; those around a token begin at most so many before. */
uint32_t mention_around(const struct annals_report *report, uint32_t token)
{
    enum { MOST_BACK = 24 };
    size_t low = 0, high = report->mentions.count;
    uint32_t found = NONE;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->mentions.items[middle].first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t back = 0; back < MOST_BACK && low-- > 0; back++) {
        const struct mention *mention = &report->mentions.items[low];
        if (mention->end <= token)
            continue;
        if (found == NONE ||
            mention->end - mention->first <
                report->mentions.items[found].end - report->mentions.items[found].first)
            found = (uint32_t)low;
    }
    return found;
}

static bool is_relative_pronoun(const struct annals_report *report, uint32_t token)
{
    unsigned xpos = token_at(report, token)->xpos;
    return xpos == XPOS_WP || xpos == XPOS_WDT;
}

/* The subject beside the verb itself; of a passive the agent. */
static uint32_t own_subject(const struct annals_report *report, uint32_t verb)
{
    for (uint32_t child = tree_dependent(report, verb, DEPREL_NSUBJ, NONE); child != NONE;
         child = tree_dependent(report, verb, DEPREL_NSUBJ, child)) {
        if (token_at(report, child)->deprel == DEPREL_NSUBJ_PASS)
            continue;
        if (!is_relative_pronoun(report, child))
            return child;
        const struct token *token = token_at(report, verb);
        if (deprel_base(token->deprel) == DEPREL_ACL)
            return token->head;
    }
    return tree_dependent(report, verb, DEPREL_OBL_AGENT, NONE);
}

uint32_t find_subject(const struct annals_report *report, uint32_t verb)
{
    for (int step = 0; step < LONGEST_CLIMB && verb != NONE; step++) {
        uint32_t subject = own_subject(report, verb);
        if (subject != NONE)
            return subject;
        const struct token *token = token_at(report, verb);
        switch (deprel_base(token->deprel)) {
        case DEPREL_CONJ:
        case DEPREL_XCOMP: break;
        case DEPREL_ADVCL:
            if (tree_dependent(report, verb, DEPREL_MARK, NONE) != NONE &&
                token->xpos != XPOS_VBG && token->xpos != XPOS_VB)
                return NONE;
            break;
        case DEPREL_ACL: return token->head;
        case DEPREL_PARATAXIS:
            if (token->xpos != XPOS_VBG)
                return NONE;
            break;
        default: return NONE;
        }
        if (tree_dependent(report, verb, DEPREL_AUX_PASS, NONE) != NONE)
            return NONE;
        verb = token->head;
    }
    return NONE;
}

/* "a statement from the ministry said", "his letter which said": the possessor or the source. */
static uint32_t issuer(const struct annals_report *report, uint32_t thing)
{
    uint32_t owner = tree_dependent(report, thing, DEPREL_NMOD_POSS, NONE);
    for (uint32_t child = owner == NONE ? tree_dependent(report, thing, DEPREL_NMOD, NONE) : NONE;
         child != NONE && owner == NONE;
         child = tree_dependent(report, thing, DEPREL_NMOD, child)) {
        uint32_t preposition = tree_dependent(report, child, DEPREL_CASE, NONE);
        if (token_is(report, preposition, "by") || token_is(report, preposition, "from"))
            owner = child;
    }
    return mention_at(report, owner);
}

uint32_t find_speaker(const struct speech *speech, const struct annals_report *report, uint32_t cue)
{
    uint32_t subject = find_subject(report, cue);
    if (subject == NONE)
        return NONE;
    if (is_cue(speech, report, subject, CUE_ISSUE)) {
        uint32_t owner = issuer(report, subject);
        if (owner != NONE)
            return owner;
        /* "They released a statement which said": who made it. */
        const struct token *thing = token_at(report, subject);
        if (deprel_base(thing->deprel) == DEPREL_OBJ && thing->head != NONE && thing->head < cue) {
            uint32_t maker = mention_at(report, find_subject(report, thing->head));
            if (maker != NONE)
                return maker;
        }
    }
    uint32_t speaker = mention_at(report, subject);
    return speaker == NONE ? mention_around(report, subject) : speaker;
}
