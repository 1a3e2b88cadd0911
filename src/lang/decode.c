/* decode.c — maximum spanning tree with one root, see decode.h. */
#include "lang/decode.h"

#include <string.h>

/* Does every word reach the root, which has one dependent? `seen` is scratch for count + 1 marks.
 */
static bool is_single_rooted_tree(const uint32_t *heads, uint32_t count, uint32_t *seen)
{
    uint32_t roots = 0;
    memset(seen, 0, (count + 1) * sizeof *seen);
    for (uint32_t word = 1; word <= count; word++) {
        roots += heads[word - 1] == 0;
        uint32_t at = word;
        while (at && !seen[at]) {
            seen[at] = word;
            at = heads[at - 1];
        }
        if (at && seen[at] == word)
            return false;
    }
    return roots == 1;
}

static void choose_best_heads(const float *scores, uint32_t count, uint32_t *heads)
{
    for (uint32_t i = 0; i < count; i++) {
        const float *row = scores + (size_t)i * (count + 1);
        uint32_t best = 0;
        for (uint32_t j = 1; j <= count; j++)
            if (j != i + 1 && row[j] > row[best])
                best = j;
        heads[i] = best;
    }
}

/* ---- Chu-Liu/Edmonds ---- */

/* An arc between words as they were before any contraction. */
struct arc {
    uint32_t dependent, head;
};

/* A cycle made into one node: `members` [start, end) of the stack, node numbers before the
 * contraction, and the arcs that joined them. */
struct contraction {
    uint32_t node;
    size_t start, end;
};

/* Nodes 0 (root) to `count` are places in the matrices; a contracted cycle lives on in the place of
 * its first member. `node` says which node a place holds now: a word, or count + k after the k-th
 * contraction. `parent` leads from a node to the contraction that took it in. */
struct spanning {
    uint32_t count, width, node_count;
    double *weights;  /* [dependent place][head place] */
    struct arc *arcs; /* the arc between words that stands behind a weight */
    uint32_t *active, *best, *node,
        *mark; /* by place; `active` lists the places still in use, the root aside */
    uint32_t active_count;
    uint32_t *parent,
        *entered; /* by node; `entered`: the word at which the arc from outside arrives */
    struct arc *member_arcs;
    uint32_t *members;
    size_t member_count;
    struct contraction *contractions;
    uint32_t contraction_count;
};

static struct spanning spanning_make(const float *scores, uint32_t count, struct arena *arena)
{
    struct spanning s = {.count = count, .width = count + 1, .node_count = count + 1};
    size_t cells = (size_t)s.width * s.width, nodes = 2 * (size_t)s.width;
    s.weights = arena_new_array(arena, cells, double);
    s.arcs = arena_new_array(arena, cells, struct arc);
    s.active = arena_new_array(arena, s.width, uint32_t);
    s.best = arena_new_array(arena, s.width, uint32_t);
    s.node = arena_new_array(arena, s.width, uint32_t);
    s.mark = arena_new_array(arena, s.width, uint32_t);
    s.parent = arena_new_array(arena, nodes, uint32_t);
    s.entered = arena_new_array(arena, nodes, uint32_t);
    s.members = arena_new_array(arena, nodes, uint32_t);
    s.member_arcs = arena_new_array(arena, nodes, struct arc);
    s.contractions = arena_new_array(arena, s.width, struct contraction);
    double least = 0, most = 0;
    for (size_t i = 0; i < (size_t)count * s.width; i++) {
        if (i / s.width + 1 == i % s.width)
            continue;
        least = scores[i] < least ? scores[i] : least;
        most = scores[i] > most ? scores[i] : most;
    }
    /* So dear that the best tree takes one arc from the root and no more. */
    double root_price = (most - least + 1) * (count + 1);
    for (uint32_t d = 1; d <= count; d++) {
        s.active[s.active_count++] = d;
        for (uint32_t h = 0; h <= count; h++) {
            size_t cell = (size_t)d * s.width + h;
            s.weights[cell] = scores[(size_t)(d - 1) * s.width + h] - (h == 0 ? root_price : 0);
            s.arcs[cell] = (struct arc){d, h};
        }
    }
    for (uint32_t place = 0; place <= count; place++)
        s.node[place] = place;
    return s;
}

static void choose_head(struct spanning *s, uint32_t dependent)
{
    const double *row = s->weights + (size_t)dependent * s->width;
    uint32_t best = 0;
    for (uint32_t j = 0; j < s->active_count; j++)
        if (s->active[j] != dependent && row[s->active[j]] > row[best])
            best = s->active[j];
    s->best[dependent] = best;
}

/* After a contraction into `first`: whoever had a member (marked) for its head has the new node,
 * whose weight is that of its best member; only the new node itself must look at all others. With
 * this a tree of n words costs n squared steps, however many cycles hostile text makes. */
static void renew_heads(struct spanning *s, uint32_t first)
{
    for (uint32_t i = 0; i < s->active_count; i++)
        if (s->mark[s->best[s->active[i]]] == 1)
            s->best[s->active[i]] = first;
    choose_head(s, first);
}

/* A place on a cycle of best heads, or 0. */
static uint32_t find_cycle(struct spanning *s)
{
    memset(s->mark, 0, s->width * sizeof *s->mark);
    for (uint32_t i = 0; i < s->active_count; i++) {
        uint32_t at = s->active[i], stamp = i + 1;
        while (at && !s->mark[at]) {
            s->mark[at] = stamp;
            at = s->best[at];
        }
        if (at && s->mark[at] == stamp)
            return at;
    }
    return 0;
}

/* Weights between the place `outside` and the cycle, both ways, gathered in the place of its first
 * member. `kept`: the weights of the arcs inside the cycle. */
static void join_weights(struct spanning *s, const uint32_t *places, const double *kept,
                         uint32_t length, uint32_t outside)
{
    uint32_t first = places[0];
    size_t out_best = 0, in_best = 0;
    double out_weight = 0, in_weight = 0;
    for (uint32_t m = 0; m < length; m++) {
        uint32_t place = places[m];
        size_t in = (size_t)place * s->width + outside, out = (size_t)outside * s->width + place;
        double gain = s->weights[in] - kept[m];
        if (m == 0 || gain > in_weight) {
            in_weight = gain;
            in_best = in;
        }
        if (outside && (m == 0 || s->weights[out] > out_weight)) {
            out_weight = s->weights[out];
            out_best = out;
        }
    }
    struct arc in_arc = s->arcs[in_best];
    s->arcs[(size_t)first * s->width + outside] = in_arc;
    if (outside) {
        struct arc out_arc = s->arcs[out_best];
        s->arcs[(size_t)outside * s->width + first] = out_arc;
        s->weights[(size_t)outside * s->width + first] = out_weight;
    }
    s->weights[(size_t)first * s->width + outside] = in_weight;
}

static void contract(struct spanning *s, uint32_t first, struct arena *arena)
{
    struct contraction *cycle = &s->contractions[s->contraction_count++];
    *cycle = (struct contraction){s->node_count++, s->member_count, 0};
    uint32_t length = 0, at = first;
    do {
        length++;
        at = s->best[at];
    } while (at != first);
    uint32_t *places = arena_new_array(arena, length, uint32_t);
    double *kept = arena_new_array(arena, length, double);
    memset(s->mark, 0, s->width * sizeof *s->mark);
    for (uint32_t m = 0; m < length; m++, at = s->best[at]) {
        places[m] = at;
        s->mark[at] = 1;
        size_t cell = (size_t)at * s->width + s->best[at];
        kept[m] = s->weights[cell];
        s->members[s->member_count] = s->node[at];
        s->member_arcs[s->member_count++] = s->arcs[cell];
        s->parent[s->node[at]] = cycle->node;
    }
    cycle->end = s->member_count;
    join_weights(s, places, kept, length, 0);
    for (uint32_t i = 0; i < s->active_count; i++)
        if (s->mark[s->active[i]] == 0)
            join_weights(s, places, kept, length, s->active[i]);
    uint32_t left = 0;
    for (uint32_t i = 0; i < s->active_count; i++)
        if (s->mark[s->active[i]] != 1 || s->active[i] == first)
            s->active[left++] = s->active[i];
    s->active_count = left;
    s->node[first] = cycle->node;
}

/* Opens the contractions, last first: the member at which the arc from outside arrives gives up its
 * arc. */
static void expand(struct spanning *s, uint32_t *heads)
{
    for (uint32_t i = 0; i < s->active_count; i++) {
        struct arc arc = s->arcs[(size_t)s->active[i] * s->width + s->best[s->active[i]]];
        heads[arc.dependent - 1] = arc.head;
        s->entered[s->node[s->active[i]]] = arc.dependent;
    }
    for (uint32_t c = s->contraction_count; c-- > 0;) {
        const struct contraction *cycle = &s->contractions[c];
        uint32_t word = s->entered[cycle->node], broken = word;
        while (s->parent[broken] != cycle->node)
            broken = s->parent[broken];
        for (size_t m = cycle->start; m < cycle->end; m++) {
            struct arc arc = s->member_arcs[m];
            if (s->members[m] == broken) {
                s->entered[broken] = word;
                continue;
            }
            heads[arc.dependent - 1] = arc.head;
            s->entered[s->members[m]] = arc.dependent;
        }
    }
}

void decode_tree(const float *scores, uint32_t count, uint32_t *heads, struct arena *arena)
{
    choose_best_heads(scores, count, heads);
    uint32_t *seen = arena_new_array(arena, (size_t)count + 1, uint32_t);
    if (count == 0 || is_single_rooted_tree(heads, count, seen))
        return;
    struct spanning spanning = spanning_make(scores, count, arena);
    for (uint32_t i = 0; i < spanning.active_count; i++)
        choose_head(&spanning, spanning.active[i]);
    for (uint32_t cycle; (cycle = find_cycle(&spanning)) != 0;) {
        contract(&spanning, cycle, arena);
        renew_heads(&spanning, cycle);
    }
    expand(&spanning, heads);
}
