/* tree.c — the questions about trees of lang.h.
 *
 * Later stages ask them for every verb and mention of a report, so `index_tree` numbers each tree
 * once: children as linked lists in the order of the text, a preorder number and how many numbers
 * the subtree spans (so that "is below" is two comparisons), and the reach of each subtree. Where
 * nobody has built the index (reports made by hand, as tests do) the same answers come from scans
 * of the sentence. */
#include <string.h>

#include "lang/lang.h"

static const struct sentence *sentence_of(const struct annals_report *report, uint32_t token)
{
    return &report->sentences.items[report->tokens.items[token].sentence];
}

static bool holds(const struct sentence *sentence, uint32_t token)
{
    return token >= sentence->first && token - sentence->first < sentence->count;
}

/* The head of the token if it lies in the sentence, else NONE. */
static uint32_t head_within(const struct annals_report *report, const struct sentence *sentence,
                            uint32_t token)
{
    uint32_t head = report->tokens.items[token].head;
    return head != NONE && holds(sentence, head) && head != token ? head : NONE;
}

/* ---- the index ---- */

static void link_children(const struct annals_report *report, const struct sentence *sentence,
                          struct tree_node *nodes)
{
    for (uint32_t token = sentence->first + sentence->count; token-- > sentence->first;) {
        uint32_t head = head_within(report, sentence, token);
        if (head == NONE)
            continue;
        nodes[token].sibling = nodes[head].child;
        nodes[head].child = token;
    }
}

/* Numbers the subtree of `root` in preorder from `number` on; returns the next free number. */
static uint32_t number_subtree(const struct annals_report *report, struct tree_node *nodes,
                               uint32_t root, uint32_t number)
{
    uint32_t at = root;
    nodes[at].enter = number++;
    for (;;) {
        if (nodes[at].child != NONE && nodes[nodes[at].child].enter == 0) {
            at = nodes[at].child;
            nodes[at].enter = number++;
            continue;
        }
        nodes[at].leave = number;
        while (at != root && nodes[at].sibling == NONE) {
            at = report->tokens.items[at].head;
            nodes[at].leave = number;
        }
        if (at == root)
            return number;
        at = nodes[at].sibling;
        nodes[at].enter = number++;
    }
}

/* Lets the reach of each subtree grow over its head's. `order[k]` is the token with the k-th
 * preorder number of the report, so that dependents come behind their heads. */
static void measure_subtrees(const struct annals_report *report, struct tree_node *nodes,
                             const uint32_t *order, uint32_t count)
{
    for (uint32_t k = count; k-- > 0;) {
        uint32_t token = order[k];
        uint32_t head = head_within(report, sentence_of(report, token), token);
        if (head == NONE)
            continue;
        if (nodes[token].first < nodes[head].first)
            nodes[head].first = nodes[token].first;
        if (nodes[token].end > nodes[head].end)
            nodes[head].end = nodes[token].end;
    }
}

void index_tree(struct annals_report *report)
{
    uint32_t count = (uint32_t)report->tokens.count;
    struct tree_node *nodes = arena_new_array(&report->arena, count, struct tree_node);
    for (uint32_t token = 0; token < count; token++)
        nodes[token] = (struct tree_node){NONE, NONE, 0, 0, token, token + 1};
    uint32_t number = 1;
    for (size_t s = 0; s < report->sentences.count; s++) {
        const struct sentence *sentence = &report->sentences.items[s];
        link_children(report, sentence, nodes);
        for (uint32_t token = sentence->first; holds(sentence, token); token++)
            if (head_within(report, sentence, token) == NONE)
                number = number_subtree(report, nodes, token, number);
    }
    uint32_t *order = arena_new_array(&report->arena, number, uint32_t);
    for (uint32_t token = 0; token < count; token++)
        if (nodes[token].enter)
            order[nodes[token].enter - 1] = token;
    measure_subtrees(report, nodes, order, number - 1);
    report->tree = nodes;
}

/* ---- the questions ---- */

static bool is_relation(const struct annals_report *report, uint32_t token, unsigned deprel)
{
    unsigned found = report->tokens.items[token].deprel;
    return found == deprel || deprel_base(found) == deprel;
}

static uint32_t scan_dependent(const struct annals_report *report, uint32_t head, unsigned deprel,
                               uint32_t after)
{
    const struct sentence *sentence = sentence_of(report, head);
    for (uint32_t token = after == NONE ? sentence->first : after + 1; holds(sentence, token);
         token++)
        if (report->tokens.items[token].head == head && is_relation(report, token, deprel))
            return token;
    return NONE;
}

uint32_t tree_dependent(const struct annals_report *report, uint32_t head, unsigned deprel,
                        uint32_t after)
{
    if (head == NONE)
        return NONE;
    if (!report->tree)
        return scan_dependent(report, head, deprel, after);
    uint32_t token = after == NONE ? report->tree[head].child : report->tree[after].sibling;
    while (token != NONE && !is_relation(report, token, deprel))
        token = report->tree[token].sibling;
    return token;
}

/* Climbs from the token; as many steps as the sentence has tokens end a circle of heads. */
static bool climb_to(const struct annals_report *report, uint32_t token, uint32_t ancestor)
{
    const struct sentence *sentence = sentence_of(report, token);
    for (uint32_t step = 0; step <= sentence->count && token != NONE; step++) {
        if (token == ancestor)
            return true;
        token = head_within(report, sentence, token);
    }
    return false;
}

bool tree_is_below(const struct annals_report *report, uint32_t token, uint32_t ancestor)
{
    if (token == NONE || ancestor == NONE)
        return false;
    if (!report->tree)
        return climb_to(report, token, ancestor);
    const struct tree_node *above = &report->tree[ancestor];
    uint32_t number = report->tree[token].enter;
    return token == ancestor || (above->enter && above->enter <= number && number < above->leave);
}

void tree_extent(const struct annals_report *report, uint32_t head, uint32_t *first, uint32_t *end)
{
    *first = *end = NONE;
    if (head == NONE)
        return;
    if (report->tree) {
        *first = report->tree[head].first;
        *end = report->tree[head].end;
        return;
    }
    const struct sentence *sentence = sentence_of(report, head);
    for (uint32_t token = sentence->first; holds(sentence, token); token++) {
        if (!climb_to(report, token, head))
            continue;
        if (*first == NONE)
            *first = token;
        *end = token + 1;
    }
}

bool token_is(const struct annals_report *report, uint32_t token, const char *lemma)
{
    return token != NONE && str_equal(report->tokens.items[token].lemma, str_of(lemma));
}
