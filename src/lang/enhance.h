/* enhance.h — the enhanced graph of Universal Dependencies over the trees of a report.
 *
 * Reads: tokens with lemmas, tags and trees; report->tree. Writes: report->edges and first_edge.
 * The graph holds every tree edge (its label with the preposition, conjunction or subordinator that
 * marks it, in `lexical`), and what a tree cannot say:
 *   - conjoined words hang where the first of them hangs, and conjoined predicates share subjects,
 *     and objects that follow both;
 *   - the subject of an open complement is the object of the governing verb, else its subject
 *     (`lexical` "xsubj");
 *   - the noun before a relative clause takes the part of its relative pronoun, which hangs on the
 *     noun by `ref`.
 * Edges that join words which the tree does not join have `extra` set. A word has at most
 * ENHANCED_EDGES edges, so that time is linear even where everything is conjoined with everything.
 */
#ifndef ANNALS_LANG_ENHANCE_H
#define ANNALS_LANG_ENHANCE_H

#include "report.h"

enum { ENHANCED_EDGES = 16 };

/* Makes the graph, replacing edges that are there. Needs report->tree (index_tree). */
void build_enhanced_graph(struct annals_report *report);

#endif
