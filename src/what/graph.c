/* graph.c — reads the arguments of predicates off the enhanced graph and the tree: passives turned
 * round, participles given the noun they stand on, subjects that only another clause names. */
#include "what/coding.h"

const struct token *token_at(const struct coding *coding, uint32_t token)
{
    return &coding->report->tokens.items[token];
}

uint32_t governor_of(const struct coding *coding, uint32_t token)
{
    return token == NONE ? NONE : token_at(coding, token)->head;
}

uint32_t child_of(const struct coding *coding, uint32_t token)
{
    return coding->report->tree[token].child;
}

uint32_t next_child(const struct coding *coding, uint32_t child)
{
    return coding->report->tree[child].sibling;
}

uint32_t child_with(const struct coding *coding, uint32_t token, unsigned deprel)
{
    bool plain = deprel_base(deprel) == deprel;
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c)) {
        unsigned has = token_at(coding, c)->deprel;
        if (has == deprel || (plain && deprel_base(has) == deprel))
            return c;
    }
    return NONE;
}

bool has_word_child(const struct coding *coding, uint32_t token, uint32_t word)
{
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c))
        if (is_word_at(coding, c, word))
            return true;
    return false;
}

bool is_word_at(const struct coding *coding, uint32_t token, uint32_t word)
{
    return word != MAP_NONE && (coding->word[token] == word || coding->form[token] == word);
}

/* ---- preparation ---- */

static uint32_t look_up(const struct coding *coding, struct str word)
{
    char lower[64];
    if (word.size > sizeof lower)
        return MAP_NONE;
    for (size_t k = 0; k < word.size; k++) {
        char c = word.data[k];
        lower[k] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    return map_get(&coding->lexicon->word_map, (struct str){lower, word.size});
}

static void look_up_words(struct coding *coding)
{
    for (uint32_t i = 0; i < coding->report->tokens.count; i++) {
        coding->word[i] = look_up(coding, coding->report->tokens.items[i].lemma);
        coding->form[i] = look_up(coding, coding->report->tokens.items[i].form);
    }
}

/* Counting sort: edges_from[t] to edges_from[t + 1] in edge_order are the edges whose head is t. */
static void sort_edges(struct coding *coding)
{
    size_t count = coding->report->tokens.count;
    coding->edges_from = arena_new_array(coding->arena, count + 2, uint32_t);
    coding->edge_order = arena_new_array(coding->arena, coding->edge_count + 1, uint32_t);
    for (size_t e = 0; e < coding->edge_count; e++)
        if (coding->edges[e].head < count)
            coding->edges_from[coding->edges[e].head + 2]++;
    for (size_t t = 0; t < count; t++)
        coding->edges_from[t + 2] += coding->edges_from[t + 1];
    for (uint32_t e = 0; e < coding->edge_count; e++) {
        uint32_t head = coding->edges[e].head;
        if (head < count)
            coding->edge_order[coding->edges_from[head + 1]++] = e;
    }
}

static void find_edges(struct coding *coding)
{
    const struct annals_report *report = coding->report;
    coding->edges = report->edges.items;
    coding->edge_count = report->edges.count;
    if (coding->edge_count)
        return;
    struct edge *edges = arena_new_array(coding->arena, report->tokens.count + 1, struct edge);
    for (uint32_t t = 0; t < report->tokens.count; t++)
        edges[t] = (struct edge){.head = report->tokens.items[t].head,
                                 .dependent = t,
                                 .deprel = report->tokens.items[t].deprel,
                                 .lexical = STR("")};
    coding->edges = edges;
    coding->edge_count = report->tokens.count;
}

void prepare_coding(struct coding *coding)
{
    size_t count = coding->report->tokens.count;
    if (!coding->report->tree)
        index_tree(coding->report);
    coding->word = arena_new_array(coding->arena, count + 1, uint32_t);
    coding->form = arena_new_array(coding->arena, count + 1, uint32_t);
    coding->marker = arena_new_array(coding->arena, count + 1, struct str);
    coding->arguments = arena_new_array(coding->arena, count + 1, struct arguments *);
    coding->reading = arena_new_array(coding->arena, count + 1, struct reading *);
    coding->transparent = map_get(&coding->lexicon->class_map, STR("transparent"));
    coding->purpose = map_get(&coding->lexicon->class_map, STR("purpose"));
    look_up_words(coding);
    find_edges(coding);
    sort_edges(coding);
}

/* ---- words and classes ---- */

static bool list_has(const struct word_list *list, uint32_t item)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == item)
            return true;
    return false;
}

/* Do the words of the phrase but its last stand before the token, or as its modifiers? */
static bool phrase_stands(const struct coding *coding, const struct phrase *phrase, uint32_t token)
{
    for (size_t i = 0; i + 1 < phrase->words.count; i++) {
        uint32_t back = (uint32_t)(phrase->words.count - 1 - i);
        bool before = token >= back && is_word_at(coding, token - back, phrase->words.items[i]);
        if (!before && !has_word_child(coding, token, phrase->words.items[i]))
            return false;
    }
    return true;
}

static bool word_in_class(const struct coding *coding, uint32_t word, uint32_t token,
                          uint32_t class)
{
    if (word == MAP_NONE)
        return false;
    const struct word_entry *entry = &coding->lexicon->words.items[word];
    if (list_has(&entry->classes, class))
        return true;
    for (size_t i = 0; i < entry->phrases.count; i++) {
        const struct phrase *phrase = &coding->lexicon->phrases.items[entry->phrases.items[i]];
        if (phrase->class == class && phrase_stands(coding, phrase, token))
            return true;
    }
    return false;
}

bool is_in_class(const struct coding *coding, uint32_t token, uint32_t class)
{
    return token != NONE && class != MAP_NONE &&
           (word_in_class(coding, coding->word[token], token, class) ||
            (coding->form[token] != coding->word[token] &&
             word_in_class(coding, coding->form[token], token, class)));
}
uint32_t see_through(const struct coding *coding, uint32_t token)
{
    for (int steps = 0; steps < 3 && token != NONE; steps++) {
        if (!is_in_class(coding, token, coding->transparent))
            return token;
        uint32_t of = NONE;
        for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c))
            if (token_at(coding, c)->deprel == DEPREL_NMOD &&
                str_equal(marker_of(coding, c), STR("of")))
                of = c;
        if (of == NONE)
            return token;
        token = of;
    }
    return token;
}

static struct str read_marker(const struct coding *coding, uint32_t token)
{
    for (uint32_t c = child_of(coding, token); c != NONE; c = next_child(coding, c)) {
        unsigned deprel = token_at(coding, c)->deprel;
        if (deprel != DEPREL_CASE && deprel != DEPREL_MARK)
            continue;
        struct str marker = str_lower(coding->arena, token_at(coding, c)->form);
        for (uint32_t f = child_of(coding, c); f != NONE; f = next_child(coding, f))
            if (token_at(coding, f)->deprel == DEPREL_FIXED)
                marker = str_format(coding->arena, "%.*s_%.*s", STR_ARG(marker),
                                    STR_ARG(str_lower(coding->arena, token_at(coding, f)->form)));
        return marker;
    }
    return STR("");
}

struct str marker_of(const struct coding *coding, uint32_t token)
{
    if (!coding->marker[token].data)
        coding->marker[token] = read_marker(coding, token);
    return coding->marker[token];
}

/* ---- arguments ---- */

static bool has_edge(const struct coding *coding, uint32_t head, unsigned deprel)
{
    const struct edge *edges = coding->edges;
    for (uint32_t i = coding->edges_from[head]; i < coding->edges_from[head + 1]; i++)
        if (edges[coding->edge_order[i]].deprel == deprel)
            return true;
    return false;
}

static bool is_participle(const struct coding *coding, uint32_t token)
{
    const struct token *word = token_at(coding, token);
    return word->xpos == XPOS_VBN ||
           (word->xpos == XPOS_VBD && child_with(coding, token, DEPREL_NSUBJ) == NONE &&
            word->deprel == DEPREL_ACL);
}

/* "was condemned", "condemned by", "the man accused of …", "… and condemned". */
static bool is_passive(const struct coding *coding, uint32_t token)
{
    if (child_with(coding, token, DEPREL_AUX_PASS) != NONE ||
        has_edge(coding, token, DEPREL_NSUBJ_PASS) || has_edge(coding, token, DEPREL_OBL_AGENT))
        return true;
    if (!is_participle(coding, token) || child_with(coding, token, DEPREL_OBJ) != NONE)
        return false;
    unsigned deprel = token_at(coding, token)->deprel;
    if (deprel == DEPREL_ACL || deprel == DEPREL_AMOD)
        return true;
    bool alone = child_with(coding, token, DEPREL_AUX) == NONE &&
                 child_with(coding, token, DEPREL_NSUBJ) == NONE;
    if (deprel == DEPREL_ADVCL || deprel == DEPREL_XCOMP)
        return alone;
    uint32_t head = governor_of(coding, token);
    return deprel == DEPREL_CONJ && alone && head != NONE &&
           child_with(coding, head, DEPREL_AUX_PASS) != NONE;
}

static uint8_t form_of_clause(const struct coding *coding, uint32_t clause, struct str mark)
{
    unsigned xpos = token_at(coding, clause)->xpos;
    if (str_equal(mark, STR("to")))
        return CLAUSE_TO;
    if (xpos == XPOS_VBG)
        return CLAUSE_DOING;
    for (uint32_t c = child_of(coding, clause); c != NONE; c = next_child(coding, c))
        if (token_at(coding, c)->deprel == DEPREL_MARK && token_is(coding->report, c, "to"))
            return CLAUSE_TO;
    if (token_at(coding, clause)->deprel == DEPREL_XCOMP)
        return CLAUSE_TO;
    return CLAUSE_THAT;
}

static uint8_t role_of(unsigned deprel, bool passive, bool extra, struct str preposition)
{
    switch (deprel) {
    case DEPREL_NSUBJ_PASS:
    case DEPREL_CSUBJ_PASS: return ROLE_OBJECT;
    case DEPREL_OBL_AGENT: return passive ? ROLE_SUBJECT : ROLE_OBLIQUE;
    default: break;
    }
    switch (deprel_base(deprel)) {
    case DEPREL_NSUBJ:
    case DEPREL_CSUBJ: return passive && extra ? ROLE_OBJECT : ROLE_SUBJECT;
    case DEPREL_OBJ: return ROLE_OBJECT;
    case DEPREL_IOBJ: return ROLE_INDIRECT;
    case DEPREL_OBL:
        return passive && str_equal(preposition, STR("by")) ? ROLE_SUBJECT : ROLE_OBLIQUE;
    case DEPREL_NMOD: return ROLE_OBLIQUE;
    case DEPREL_CCOMP:
    case DEPREL_XCOMP:
    case DEPREL_ADVCL:
    case DEPREL_ACL: return ROLE_CLAUSE;
    default: return ROLE_OTHER;
    }
}

/* A relative pronoun stands for the noun its clause hangs from. */
static uint32_t antecedent(const struct coding *coding, uint32_t token)
{
    unsigned xpos = token_at(coding, token)->xpos;
    if (xpos != XPOS_WDT && xpos != XPOS_WP)
        return token;
    uint32_t at = governor_of(coding, token);
    for (int steps = 0; steps < 4 && at != NONE; steps++) {
        if (token_at(coding, at)->deprel == DEPREL_ACL_RELCL)
            return governor_of(coding, at);
        at = governor_of(coding, at);
    }
    return token;
}

/* A phrase joined by "and" to another argument comes with that one (parties.c). */
static bool is_joined(const struct coding *coding, const struct arguments *arguments,
                      uint32_t token, uint8_t role)
{
    if (token_at(coding, token)->deprel != DEPREL_CONJ)
        return false;
    uint32_t head = governor_of(coding, token);
    for (size_t i = 0; i < arguments->count; i++)
        if (arguments->items[i].role == role &&
            (arguments->items[i].token == head ||
             (token_at(coding, arguments->items[i].token)->deprel == DEPREL_CONJ &&
              governor_of(coding, arguments->items[i].token) == head)))
            return true;
    return false;
}

static void add_argument(struct arguments *arguments, struct argument argument)
{
    for (size_t i = 0; i < arguments->count; i++)
        if (arguments->items[i].token == argument.token &&
            (arguments->items[i].role == argument.role || argument.role == ROLE_OTHER))
            return;
    if (arguments->count < ARGUMENT_LIMIT)
        arguments->items[arguments->count++] = argument;
}

uint32_t argument_token(const struct arguments *arguments, uint8_t role)
{
    for (size_t i = 0; i < arguments->count; i++)
        if (arguments->items[i].role == role)
            return arguments->items[i].token;
    return NONE;
}

/* Subject or, in the passive, object that the edges give `verb`; NONE. */
static uint32_t edge_subject(const struct coding *coding, uint32_t verb)
{
    const struct edge *edges = coding->edges;
    for (uint32_t i = coding->edges_from[verb]; i < coding->edges_from[verb + 1]; i++) {
        const struct edge *edge = &edges[coding->edge_order[i]];
        if (deprel_base(edge->deprel) == DEPREL_NSUBJ)
            return antecedent(coding, edge->dependent);
    }
    return NONE;
}

static bool governs_its_object(struct str mark)
{
    return str_equal(mark, STR("of")) || str_equal(mark, STR("for")) ||
           str_equal(mark, STR("from")) || str_equal(mark, STR("into")) ||
           str_equal(mark, STR("against"));
}

/* Who is meant to do what a verb without a subject tells: "the forces attacking …", "vowed to …",
 * "accused Iran of bombing …", "plans to attack …". */
static uint32_t understood_subject(const struct coding *coding, uint32_t verb)
{
    uint32_t at = verb;
    struct str mark = marker_of(coding, verb);
    for (int steps = 0; steps < 8; steps++) {
        unsigned deprel = token_at(coding, at)->deprel;
        uint32_t head = governor_of(coding, at);
        if (head == NONE)
            return NONE;
        bool to = form_of_clause(coding, at, marker_of(coding, at)) == CLAUSE_TO;
        if (deprel == DEPREL_ACL && !to)
            return head;
        if (deprel == DEPREL_ACL) {
            uint32_t possessor = child_with(coding, head, DEPREL_NMOD_POSS);
            if (possessor != NONE)
                return possessor;
        } else if (deprel == DEPREL_ACL_RELCL) {
            return NONE;
        } else if (deprel == DEPREL_ADVCL && governs_its_object(mark)) {
            uint32_t object = child_with(coding, head, DEPREL_OBJ);
            if (object == NONE)
                object = child_with(coding, head, DEPREL_NSUBJ_PASS);
            if (object != NONE)
                return object;
        } else if (deprel == DEPREL_XCOMP) {
            uint32_t object = child_with(coding, head, DEPREL_OBJ);
            if (object != NONE)
                return object;
        } else if (deprel == DEPREL_CCOMP || deprel == DEPREL_PARATAXIS) {
            return NONE;
        }
        uint32_t subject = edge_subject(coding, head);
        if (subject != NONE)
            return subject;
        at = head;
    }
    return NONE;
}

static void collect_arguments(struct coding *coding, uint32_t token, struct arguments *arguments)
{
    const struct edge *edges = coding->edges;
    for (uint32_t i = coding->edges_from[token]; i < coding->edges_from[token + 1]; i++) {
        const struct edge *edge = &edges[coding->edge_order[i]];
        uint32_t dependent = antecedent(coding, edge->dependent);
        if (dependent == token || dependent == NONE || edge->deprel == DEPREL_PUNCT)
            continue;
        struct str marker = marker_of(coding, edge->dependent);
        if (!marker.size && edge->extra)
            marker = edge->lexical;
        uint8_t role = role_of(edge->deprel, arguments->passive, edge->extra, marker);
        if (is_joined(coding, arguments, dependent, role))
            continue;
        uint8_t form =
            role == ROLE_CLAUSE ? form_of_clause(coding, dependent, marker) : (uint8_t)CLAUSE_NONE;
        add_argument(arguments, (struct argument){dependent, role, form, marker});
    }
    uint8_t wanted = arguments->passive ? ROLE_OBJECT : ROLE_SUBJECT;
    bool verbal = token_at(coding, token)->upos == UPOS_VERB;
    if (verbal && argument_token(arguments, wanted) == NONE) {
        uint32_t subject = understood_subject(coding, token);
        if (subject != NONE && subject != token)
            add_argument(arguments, (struct argument){subject, wanted, CLAUSE_NONE, STR("")});
    }
}

const struct arguments *arguments_of(struct coding *coding, uint32_t token)
{
    if (!coding->arguments[token]) {
        struct argument items[ARGUMENT_LIMIT];
        struct arguments *arguments = arena_new(coding->arena, struct arguments);
        *arguments = (struct arguments){items, 0, is_passive(coding, token)};
        collect_arguments(coding, token, arguments);
        arguments->items = arena_new_array(coding->arena, arguments->count + 1, struct argument);
        for (size_t i = 0; i < arguments->count; i++)
            arguments->items[i] = items[i];
        coding->arguments[token] = arguments;
    }
    return coding->arguments[token];
}
