/* conllu.c — reads the ten columns of CoNLL-U (https://universaldependencies.org/format.html), see
 * conllu.h.
 *
 * Lines are taken one by one; those of a sentence are gathered until the empty line that ends it,
 * since `head` may point forward and the text is only known when all forms are. */
#include "ingest/conllu.h"

#include <string.h>

enum { COLUMNS = 10, LARGEST_TOKEN = 255 };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

/* What a line says of other words by number, resolved when its sentence is whole; and what stands
 * in the text for it: `written` is empty for all but the first word of a multiword token. */
struct links {
    struct str head, deps, written;
    size_t line;
};

/* `rest` is what is still to be read, `line` the number of the line taken last. `text` is the text
 * as far as it is written, in a buffer as large as the input, which it cannot outgrow. The sentence
 * at hand begins at token `first`; `links` belongs to its words; `surface_until` is the last word
 * of the multiword token that is being read. */
struct conllu {
    struct annals_report *report;
    struct annals_error *error;
    struct str name, rest;
    size_t line;
    bool in_title;
    char *text;
    size_t text_size;
    uint32_t paragraph, first;
    bool begun, new_paragraph, space_before;
    ARRAY_OF(struct links) links;
    struct str sentence_id, sentence_text;
    uint32_t range_first, range_last;
    struct str range_form, range_misc;
};

struct str split_origin(struct str origin, size_t *line)
{
    *line = 1;
    for (size_t i = origin.size; i > 0; i--) {
        if (origin.data[i - 1] != ':')
            continue;
        int64_t number;
        if (!str_to_integer(str_slice(origin, i, origin.size), &number) || number < 1)
            break;
        *line = (size_t)number;
        return str_slice(origin, 0, i - 1);
    }
    return origin;
}

static int refuse(struct conllu *conllu, size_t line, const char *what)
{
    return error_set(conllu->error, ANNALS_INPUT, "%.*s:%zu: not CoNLL-U: %s",
                     STR_ARG(conllu->name), line, what);
}

static bool to_number(struct str digits, uint32_t *number)
{
    int64_t value;
    if (!digits.size || digits.data[0] < '0' || digits.data[0] > '9' ||
        !str_to_integer(digits, &value) || value < 0 || value >= UINT32_MAX)
        return false;
    *number = (uint32_t)value;
    return true;
}

static struct str value_of(struct str column)
{
    return str_equal(column, STR("_")) ? STR("") : column;
}

/* Does the list `misc` ("A=1|SpaceAfter=No") hold `item`? */
static bool has_item(struct str misc, struct str item)
{
    struct str rest = misc;
    while (rest.data)
        if (str_equal(str_cut(&rest, '|'), item))
            return true;
    return false;
}

static struct token *token_at(struct conllu *conllu, size_t index)
{
    return &conllu->report->tokens.items[index];
}

static uint32_t word_count(const struct conllu *conllu)
{
    return (uint32_t)(conllu->report->tokens.count - conllu->first);
}

/* ---- lines ---- */

/* "# sent_id = x": the key and, after `=`, the value. */
static void read_comment(struct conllu *conllu, struct str line)
{
    struct str rest = str_slice(line, 1, line.size);
    struct str key = str_trim(str_cut(&rest, '='));
    struct str value = rest.data ? str_trim(rest) : STR("");
    if (str_equal(key, STR("sent_id")))
        conllu->sentence_id = value;
    else if (str_equal(key, STR("text")))
        conllu->sentence_text = value;
    else if (str_equal(key, STR("newpar")) || str_equal(key, STR("newpar id")) ||
             str_equal(key, STR("newdoc")))
        conllu->new_paragraph = true;
    else if (str_equal(key, STR("newdoc id"))) {
        conllu->new_paragraph = true;
        if (!conllu->report->id.size)
            conllu->report->id = value;
    }
}

/* "3-4 don't": the words that follow share its form. */
static int read_range(struct conllu *conllu, struct str first, struct str last,
                      const struct str *columns)
{
    uint32_t from, to;
    if (!to_number(first, &from) || !to_number(last, &to) || from != word_count(conllu) + 1 ||
        to <= from || conllu->range_last > word_count(conllu))
        return refuse(conllu, conllu->line, "a multiword token does not begin at the next word");
    if (to - from + 1 > LARGEST_TOKEN)
        return refuse(conllu, conllu->line, "a multiword token of more than 255 words");
    conllu->range_first = from;
    conllu->range_last = to;
    conllu->range_form = columns[FORM];
    conllu->range_misc = value_of(columns[MISC]);
    return 0;
}

static bool is_empty_node(struct str id)
{
    uint32_t number;
    struct str rest = id;
    return to_number(str_cut(&rest, '.'), &number) && rest.data && to_number(rest, &number);
}

static int read_word(struct conllu *conllu, const struct str *columns)
{
    uint32_t number;
    if (!to_number(columns[ID], &number) || number != word_count(conllu) + 1)
        return refuse(conllu, conllu->line, "words are not numbered 1, 2, 3 …");
    struct token token = {
        .form = columns[FORM],
        .lemma = value_of(columns[LEMMA]),
        .sentence = (uint32_t)conllu->report->sentences.count,
        .head = NONE,
        .upos = (uint8_t)upos_of(columns[UPOS]),
        .xpos = (uint8_t)xpos_of(columns[XPOS]),
        .deprel = (uint8_t)deprel_of(columns[DEPREL]),
        .token_words = 1,
        .space_after = !has_item(columns[MISC], STR("SpaceAfter=No")),
        .feats = value_of(columns[FEATS]),
        .misc = value_of(columns[MISC]),
    };
    if (str_equal(token.form, STR("_")) && token.upos != UPOS_NONE)
        token.lemma = columns[LEMMA];
    if (number <= conllu->range_last) {
        token.word_of_token = (uint8_t)(number - conllu->range_first);
        token.token_words = (uint8_t)(conllu->range_last - conllu->range_first + 1);
        token.space_after = !has_item(conllu->range_misc, STR("SpaceAfter=No"));
        if (token.word_of_token == 0)
            token.token_misc = conllu->range_misc;
    }
    struct links links = {columns[HEAD], value_of(columns[DEPS]), columns[FORM], conllu->line};
    if (token.token_words > 1)
        links.written = token.word_of_token ? STR("") : conllu->range_form;
    *array_push(&conllu->report->arena, &conllu->report->tokens) = token;
    *array_push(&conllu->report->arena, &conllu->links) = links;
    return 0;
}

static int read_token_line(struct conllu *conllu, struct str line)
{
    struct str columns[COLUMNS], rest = line;
    size_t count = 0;
    while (rest.data) {
        struct str column = str_cut(&rest, '\t');
        if (count < COLUMNS)
            columns[count] = column;
        count++;
    }
    if (count != COLUMNS)
        return refuse(conllu, conllu->line, "ten columns with tabs between them are needed");
    if (!columns[FORM].size)
        return refuse(conllu, conllu->line, "the second column, FORM, is empty");
    struct str last = columns[ID];
    struct str first = str_cut(&last, '-');
    if (last.data)
        return read_range(conllu, first, last, columns);
    if (is_empty_node(columns[ID]))
        return 0;
    return read_word(conllu, columns);
}

/* ---- a whole sentence ---- */

static int resolve_head(struct conllu *conllu, uint32_t word)
{
    struct token *token = token_at(conllu, conllu->first + word);
    const struct links *links = &conllu->links.items[word];
    uint32_t head;
    if (str_equal(links->head, STR("_"))) {
        if (token->deprel == DEPREL_ROOT)
            token->deprel = DEPREL_NONE;
        return 0;
    }
    if (!to_number(links->head, &head) || head > word_count(conllu))
        return refuse(conllu, links->line, "HEAD is no word of the sentence");
    if (head == 0) {
        token->deprel = DEPREL_ROOT;
        return 0;
    }
    if (token->deprel == DEPREL_ROOT)
        return refuse(conllu, links->line, "the relation root needs HEAD 0");
    token->head = conllu->first + head - 1;
    return 0;
}

/* No cycle, at most one root: every walk upwards ends, and each word is walked over once. */
static int check_tree(struct conllu *conllu, uint32_t *root)
{
    uint32_t count = word_count(conllu);
    uint32_t *walk = arena_new_array(&conllu->report->arena, count, uint32_t);
    *root = NONE;
    for (uint32_t word = 0; word < count; word++) {
        uint32_t at = conllu->first + word;
        while (at != NONE && !walk[at - conllu->first]) {
            walk[at - conllu->first] = word + 1;
            at = token_at(conllu, at)->head;
        }
        if (at != NONE && walk[at - conllu->first] == word + 1)
            return refuse(conllu, conllu->links.items[word].line, "heads run in a circle");
        if (token_at(conllu, conllu->first + word)->deprel != DEPREL_ROOT)
            continue;
        if (*root != NONE)
            return refuse(conllu, conllu->links.items[word].line, "a second root in the sentence");
        *root = conllu->first + word;
    }
    return 0;
}

/* "obl:agent", "conj:and": the longest relation that is known, and what is left of the label. */
static unsigned split_label(struct str label, struct str *lexical)
{
    *lexical = STR("");
    for (size_t end = label.size; end > 0; end--) {
        if (end != label.size && label.data[end] != ':')
            continue;
        struct str name = str_slice(label, 0, end);
        unsigned deprel = deprel_of(name);
        if (!deprel || !str_equal(name, str_of(deprel_name(deprel))))
            continue;
        *lexical = str_slice(label, end + 1, label.size);
        return deprel;
    }
    return DEPREL_NONE;
}

/* Keeps the edges of a word sorted by head; `first` is the word's first edge. Insertion, because
 * words have one or two; more than a sentence has words cannot be meant. */
static void insert_edge(struct conllu *conllu, size_t first, struct edge edge)
{
    struct annals_report *report = conllu->report;
    array_push(&report->arena, &report->edges);
    size_t at = report->edges.count - 1;
    for (; at > first && report->edges.items[at - 1].head > edge.head; at--)
        report->edges.items[at] = report->edges.items[at - 1];
    report->edges.items[at] = edge;
}

enum { LARGEST_EDGES = 64 };

static int read_edges(struct conllu *conllu, uint32_t word)
{
    uint32_t dependent = conllu->first + word;
    size_t first = conllu->report->edges.count;
    struct str rest = conllu->links.items[word].deps;
    while (rest.data && rest.size) {
        struct str label = str_cut(&rest, '|');
        struct str number = str_cut(&label, ':');
        uint32_t head;
        if (is_empty_node(number))
            continue;
        if (!label.data || !to_number(number, &head) || head > word_count(conllu))
            return refuse(conllu, conllu->links.items[word].line,
                          "DEPS names no word of the sentence");
        if (conllu->report->edges.count - first == LARGEST_EDGES)
            return refuse(conllu, conllu->links.items[word].line, "more than 64 edges in DEPS");
        struct edge edge = {.dependent = dependent};
        edge.deprel = (uint8_t)split_label(label, &edge.lexical);
        edge.head = head ? conllu->first + head - 1 : NONE;
        edge.extra = edge.head != token_at(conllu, dependent)->head;
        if (edge.deprel)
            insert_edge(conllu, first, edge);
    }
    return 0;
}

/* ---- text ---- */

static void put_text(struct conllu *conllu, struct str s)
{
    if (s.size)
        memcpy(conllu->text + conllu->text_size, s.data, s.size);
    conllu->text_size += s.size;
}

static void separate(struct conllu *conllu)
{
    if (conllu->text_size == 0)
        return;
    if (conllu->new_paragraph)
        put_text(conllu, STR("\n\n"));
    else if (conllu->space_before)
        put_text(conllu, STR(" "));
}

static size_t skip_space(struct str s, size_t at)
{
    for (size_t next = at; at < s.size; at = next)
        if (!utf8_is_space(utf8_next(s, &next)))
            break;
    return at;
}

/* Do the tokens, with white space at will between them, make up the whole of `# text`? */
static bool fits_text(const struct conllu *conllu)
{
    struct str text = conllu->sentence_text;
    size_t at = 0;
    for (size_t word = 0; word < conllu->links.count; word++) {
        struct str written = conllu->links.items[word].written;
        at = skip_space(text, at);
        if (!str_starts(str_slice(text, at, text.size), written))
            return false;
        at += written.size;
    }
    return skip_space(text, at) == text.size;
}

/* The span of token `word`, which begins at `start`, for all its words. */
static void set_span(struct conllu *conllu, size_t word, size_t start, size_t size)
{
    struct span span = {(uint32_t)start, (uint32_t)(start + size), conllu->in_title};
    for (size_t i = 0; i < token_at(conllu, conllu->first + word)->token_words; i++)
        token_at(conllu, conllu->first + word + i)->span = span;
}

static void set_space_after(struct conllu *conllu, size_t word, bool space)
{
    for (size_t i = 0; i < token_at(conllu, conllu->first + word)->token_words; i++)
        token_at(conllu, conllu->first + word + i)->space_after &= space;
}

static void lay_out_as_text(struct conllu *conllu)
{
    struct str text = conllu->sentence_text;
    size_t start = conllu->text_size, at = 0, last = SIZE_MAX;
    for (size_t word = 0; word < conllu->links.count; word++) {
        struct str written = conllu->links.items[word].written;
        if (!written.size)
            continue;
        size_t next = skip_space(text, at);
        if (last != SIZE_MAX)
            set_space_after(conllu, last, next > at);
        set_span(conllu, word, start + next, written.size);
        at = next + written.size;
        last = word;
    }
    put_text(conllu, str_slice(text, 0, at));
}

static void lay_out_as_forms(struct conllu *conllu)
{
    bool space = false;
    for (size_t word = 0; word < conllu->links.count; word++) {
        struct str written = conllu->links.items[word].written;
        if (!written.size)
            continue;
        if (space)
            put_text(conllu, STR(" "));
        set_span(conllu, word, conllu->text_size, written.size);
        put_text(conllu, written);
        space = token_at(conllu, conllu->first + word)->space_after;
    }
}

static int end_sentence(struct conllu *conllu)
{
    struct annals_report *report = conllu->report;
    uint32_t count = word_count(conllu), root;
    if (count == 0)
        return 0;
    if (conllu->range_last > count)
        return refuse(conllu, conllu->line, "a multiword token has fewer words than it names");
    for (uint32_t word = 0; word < count; word++)
        if (resolve_head(conllu, word))
            return ANNALS_INPUT;
    if (check_tree(conllu, &root))
        return ANNALS_INPUT;
    for (uint32_t word = 0; word < count; word++)
        if (read_edges(conllu, word))
            return ANNALS_INPUT;
    separate(conllu);
    conllu->paragraph += conllu->new_paragraph && conllu->begun;
    if (conllu->sentence_text.size && fits_text(conllu))
        lay_out_as_text(conllu);
    else
        lay_out_as_forms(conllu);
    *array_push(&report->arena, &report->sentences) =
        (struct sentence){.span = tokens_span(report, conllu->first, conllu->first + count),
                          .first = conllu->first,
                          .count = count,
                          .paragraph = conllu->paragraph,
                          .root = root,
                          .id = conllu->sentence_id};
    conllu->begun = true;
    conllu->space_before = token_at(conllu, conllu->first + count - 1)->space_after;
    return 0;
}

static void begin_sentence(struct conllu *conllu)
{
    conllu->first = (uint32_t)conllu->report->tokens.count;
    conllu->links.count = 0;
    conllu->range_first = conllu->range_last = 0;
    conllu->sentence_id = conllu->sentence_text = STR("");
    conllu->new_paragraph = false;
}

int read_conllu(struct str conllu, struct str origin, bool in_title, struct annals_report *report,
                struct annals_error *error)
{
    struct conllu reading = {
        .report = report, .error = error, .rest = conllu, .in_title = in_title};
    reading.name = split_origin(origin, &reading.line);
    reading.line--;
    reading.text = arena_alloc(&report->arena, conllu.size + 1);
    begin_sentence(&reading);
    while (reading.rest.data && reading.rest.size) {
        struct str line = str_cut(&reading.rest, '\n');
        reading.line++;
        if (line.size && line.data[line.size - 1] == '\r')
            line.size--;
        if (!line.size) {
            if (end_sentence(&reading))
                return ANNALS_INPUT;
            if (word_count(&reading))
                begin_sentence(&reading);
        } else if (line.data[0] == '#') {
            read_comment(&reading, line);
        } else if (read_token_line(&reading, line)) {
            return ANNALS_INPUT;
        }
    }
    if (end_sentence(&reading))
        return ANNALS_INPUT;
    *(in_title ? &report->title : &report->text) = (struct str){reading.text, reading.text_size};
    report->tokens_given = true;
    return 0;
}
