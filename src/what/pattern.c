/* pattern.c — compiles the small sentences of the predicate tables ("ACTOR call on|upon RECIPIENT
 * to DO") into elements that match.c can look for. The grammar is docs/LEXICON.md. */
#include "what/lexicon.h"

#include <string.h>

/* Closed class: needed to tell "declare war on RECIPIENT" (war: a word) from "call on RECIPIENT".
 */
static const char *const PREPOSITIONS[] = {
    "about",  "above",   "across",    "after",      "against", "along",   "alongside",
    "amid",   "among",   "around",    "as",         "at",      "before",  "behind",
    "below",  "beneath", "beside",    "between",    "beyond",  "by",      "despite",
    "during", "for",     "from",      "in",         "inside",  "into",    "like",
    "near",   "of",      "off",       "on",         "onto",    "out",     "outside",
    "over",   "per",     "regarding", "since",      "than",    "through", "throughout",
    "to",     "toward",  "towards",   "under",      "until",   "unto",    "up",
    "upon",   "versus",  "via",       "with",       "within",  "without", "away",
    "ahead",  "because", "together",  "concerning", "over",    NULL};

static bool is_preposition(struct str word)
{
    struct str first = str_cut(&word, '|');
    for (const char *const *p = PREPOSITIONS; *p; p++)
        if (str_equal(first, str_of(*p)))
            return true;
    return false;
}

static bool is_word(struct str token)
{
    char c = token.size ? token.data[0] : ' ';
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

enum { PATTERN_TOKENS = 40 };

/* The parse so far. `pending` holds a preposition that waits for its slot. */
struct compiler {
    struct lexicon_reader *reader;
    struct pattern *pattern;
    struct str tokens[PATTERN_TOKENS];
    size_t token_count, at;
    struct element elements[PATTERN_TOKENS];
    size_t element_count;
    bool seen_trigger, optional;
    struct str pending;
};

/* Blanks part tokens; brackets of optional parts are tokens of their own. */
static void split_tokens(struct compiler *compiler, struct str text)
{
    size_t i = 0;
    while (i < text.size && compiler->token_count < PATTERN_TOKENS) {
        char c = text.data[i];
        if (c == ' ') {
            i++;
        } else if (c == '(' || c == ')') {
            compiler->tokens[compiler->token_count++] = str_slice(text, i, i + 1);
            i++;
        } else {
            size_t start = i;
            char close = c == '{' ? '}' : c == '[' ? ']' : 0;
            while (i < text.size &&
                   (close ? text.data[i] != close
                          : text.data[i] != ' ' && text.data[i] != '(' && text.data[i] != ')'))
                i++;
            if (close && i < text.size)
                i++;
            compiler->tokens[compiler->token_count++] = str_slice(text, start, i);
        }
    }
}

static struct str peek(const struct compiler *compiler, size_t ahead)
{
    size_t at = compiler->at + ahead;
    return at < compiler->token_count ? compiler->tokens[at] : STR("");
}

static struct element *add_element(struct compiler *compiler, uint8_t place, uint8_t filler)
{
    struct arena *arena = compiler->reader->arena;
    struct element *element = &compiler->elements[compiler->element_count++];
    *element = (struct element){
        .place = place, .filler = filler, .subject = FILL_CLAUSE, .optional = compiler->optional};
    struct str rest = compiler->pending;
    while (rest.data && rest.size)
        *push_few(arena, &element->prepositions) = str_cut(&rest, '|');
    compiler->pending = STR("");
    return element;
}

/* The inside of [..] or {..}. */
static int fill_brackets(struct compiler *compiler, struct element *element, struct str token)
{
    struct lexicon_reader *reader = compiler->reader;
    struct str inside = str_slice(token, 1, token.size - 1);
    if (token.size < 3 || token.data[token.size - 1] != (token.data[0] == '[' ? ']' : '}'))
        return reader_error(reader, "\"%.*s\" lacks its closing bracket", STR_ARG(token));
    if (token.data[0] == '{')
        return lexicon_events(reader, inside, &element->events);
    while (inside.data)
        *push_few(reader->arena, &element->words) =
            lexicon_class(reader, str_trim(str_cut(&inside, '|')));
    return 0;
}

/* What stands in a place: a party, *, a class, an act, a word. */
static int compile_filler(struct compiler *compiler, uint8_t place, struct str token)
{
    if (str_equal(token, STR("ACTOR")))
        add_element(compiler, place, FILL_ACTOR);
    else if (str_equal(token, STR("RECIPIENT")))
        add_element(compiler, place, FILL_RECIPIENT);
    else if (str_equal(token, STR("*")))
        add_element(compiler, place, FILL_ANYTHING);
    else if (token.data[0] == '[')
        return fill_brackets(compiler, add_element(compiler, place, FILL_CLASS), token);
    else if (token.data[0] == '{')
        return fill_brackets(compiler, add_element(compiler, place, FILL_EVENT), token);
    else if (is_word(token)) {
        struct element *element = add_element(compiler, place, FILL_WORD);
        while (token.data)
            *push_few(compiler->reader->arena, &element->words) =
                lexicon_word(compiler->reader, str_cut(&token, '|'));
    } else
        return reader_error(compiler->reader,
                            "\"%.*s\" is neither ACTOR, RECIPIENT, DO, DOING, *, [class], {EVENT} "
                            "nor a lower-case word",
                            STR_ARG(token));
    return 0;
}

static int add_triggers(struct compiler *compiler, struct str words)
{
    struct lexicon_reader *reader = compiler->reader;
    while (words.data) {
        struct str verb = str_cut(&words, '|');
        struct str first = str_cut(&verb, '+');
        if (!first.size)
            return reader_error(reader, "a trigger has an empty word");
        struct trigger_word trigger = {lexicon_word(reader, first), MAP_NONE};
        if (verb.data && verb.size)
            trigger.particle = lexicon_word(reader, verb);
        *push_few(reader->arena, &compiler->pattern->triggers) = trigger;
    }
    return 0;
}

/* The trigger, with what belongs to a form of "be" before it. */
static int compile_trigger(struct compiler *compiler, struct str token)
{
    compiler->seen_trigger = true;
    if (!str_equal(token, STR("be")) || !is_word(peek(compiler, 0)))
        return add_triggers(compiler, token);
    struct pattern *pattern = compiler->pattern;
    pattern->copula = true;
    struct str complement = peek(compiler, 0);
    compiler->at++;
    if (is_preposition(complement) && is_word(peek(compiler, 0)) &&
        !is_preposition(peek(compiler, 0))) {
        pattern->copula_preposition = complement;
        complement = peek(compiler, 0);
        compiler->at++;
    }
    return add_triggers(compiler, complement);
}

/* A clause: `token` is DO or DOING, `subject` the party before it in "that RECIPIENT DO". */
static void add_clause(struct compiler *compiler, uint8_t place, uint8_t subject)
{
    add_element(compiler, place, FILL_CLAUSE)->subject = subject;
}

static bool is_clause(struct str token)
{
    return str_equal(token, STR("DO")) || str_equal(token, STR("DOING"));
}

/* "that DO", "that RECIPIENT DO", "that {ASSAULT}" */
static int compile_that(struct compiler *compiler)
{
    struct str token = peek(compiler, 0), next = peek(compiler, 1);
    if (is_clause(token)) {
        compiler->at++;
        add_clause(compiler, PLACE_THAT, FILL_CLAUSE);
        return 0;
    }
    if (is_clause(next) && (str_equal(token, STR("RECIPIENT")) || str_equal(token, STR("ACTOR")))) {
        compiler->at += 2;
        add_clause(compiler, PLACE_THAT,
                   str_equal(token, STR("ACTOR")) ? FILL_ACTOR : FILL_RECIPIENT);
        return 0;
    }
    if (!token.size)
        return reader_error(compiler->reader, "\"that\" wants DO or {EVENT} behind it");
    compiler->at++;
    return compile_filler(compiler, PLACE_THAT, token);
}

/* A preposition: "out of" becomes out_of; then what stands behind it. */
static int compile_preposition(struct compiler *compiler, struct str token)
{
    compiler->pending = token;
    while (is_preposition(peek(compiler, 0)) && !is_clause(peek(compiler, 0))) {
        compiler->pending = str_format(compiler->reader->arena, "%.*s_%.*s",
                                       STR_ARG(compiler->pending), STR_ARG(peek(compiler, 0)));
        compiler->at++;
    }
    bool to = str_equal(compiler->pending, STR("to"));
    struct str next = peek(compiler, 0);
    struct str behind = peek(compiler, 1);
    if (compiler->optional && next.size && next.data[0] == ')' && behind.size) {
        /* "meet (with) RECIPIENT": object or phrase */
        compiler->optional = false;
        compiler->at += 2;
        size_t number = compiler->element_count;
        int status = compile_filler(compiler, PLACE_PREPOSITION, behind);
        if (!status)
            compiler->elements[number].or_object = true;
        return status;
    }
    if (!next.size || next.data[0] == ')' || next.data[0] == '(')
        return reader_error(compiler->reader, "nothing stands behind the preposition \"%.*s\"",
                            STR_ARG(token));
    compiler->at++;
    if (is_clause(next)) {
        if (to)
            compiler->pending = STR("");
        add_clause(compiler, to ? PLACE_TO : PLACE_DOING, FILL_CLAUSE);
        return 0;
    }
    uint8_t place =
        to && (next.data[0] == '{' || next.data[0] == '[') ? PLACE_TO : PLACE_PREPOSITION;
    return compile_filler(compiler, place, next);
}

static int compile_token(struct compiler *compiler, struct str token)
{
    if (token.data[0] == '(' || token.data[0] == ')') {
        compiler->optional = token.data[0] == '(';
        return 0;
    }
    if (!compiler->seen_trigger) {
        if (str_equal(token, STR("not"))) {
            compiler->pattern->negated = true;
            return 0;
        }
        return is_word(token) ? compile_trigger(compiler, token)
                              : compile_filler(compiler, PLACE_SUBJECT, token);
    }
    if (str_equal(token, STR("that")))
        return compile_that(compiler);
    if (is_clause(token)) {
        add_clause(compiler, str_equal(token, STR("DO")) ? PLACE_TO : PLACE_DOING, FILL_CLAUSE);
        return 0;
    }
    if (is_word(token) && is_preposition(token))
        return compile_preposition(compiler, token);
    return compile_filler(compiler, PLACE_OBJECT, token);
}

int compile_pattern(struct lexicon_reader *reader, struct str text, struct pattern *pattern)
{
    struct compiler compiler = {.reader = reader, .pattern = pattern, .pending = STR("")};
    split_tokens(&compiler, text);
    if (compiler.token_count == PATTERN_TOKENS)
        return reader_error(reader, "the pattern has %d words or more", PATTERN_TOKENS);
    while (compiler.at < compiler.token_count) {
        struct str token = compiler.tokens[compiler.at++];
        int status = compile_token(&compiler, token);
        if (status)
            return status;
    }
    if (!compiler.seen_trigger)
        return reader_error(reader, "the pattern has no trigger; write the verb in lower case");
    if (compiler.optional)
        return reader_error(reader, "the pattern lacks a closing \")\"");
    pattern->elements.count = pattern->elements.capacity = compiler.element_count;
    pattern->elements.items =
        arena_new_array(reader->arena, compiler.element_count, struct element);
    if (compiler.element_count)
        memcpy(pattern->elements.items, compiler.elements,
               compiler.element_count * sizeof *compiler.elements);
    return 0;
}
