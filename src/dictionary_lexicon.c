/* dictionary_lexicon.c — the part of `annals dict show` that tells which entries of the lexicon a
 * phrase triggers, and which classes, contexts and marks it brings. */
#include <string.h>

#include "coder.h"
#include "dictionary.h"
#include "what/lexicon.h"

enum { PHRASE_WORDS = 8, ALTERNATIVES = 4 };

/* The words of the phrase and what each may be a form of. */
struct words {
    struct str forms[PHRASE_WORDS][LEMMAS_OF_WORD];
    size_t lemmas[PHRASE_WORDS], count;
};

static struct words words_of(struct show *show, struct str phrase)
{
    struct words words = {0};
    while (phrase.data && words.count < PHRASE_WORDS) {
        struct str word = str_cut(&phrase, ' ');
        if (!word.size)
            continue;
        words.lemmas[words.count] =
            language_lemmas(show->coder->language, show->arena, word, words.forms[words.count]);
        words.count++;
    }
    return words;
}

/* Does the entry hold this word, be it as a class in brackets? */
static bool text_has_word(struct str text, struct str word)
{
    for (size_t at = str_find(text, word, 0); at != SIZE_MAX; at = str_find(text, word, at + 1)) {
        size_t end = at + word.size;
        static const char marks[] = " |+()[]{}";
        if ((!at || strchr(marks, text.data[at - 1])) &&
            (end == text.size || strchr(marks, text.data[end])))
            return true;
    }
    return false;
}

/* All words but `skip` stand in the text of the entry. */
static bool has_words(const struct words *words, size_t skip, struct str text)
{
    for (size_t i = 0; i < words->count; i++) {
        bool found = i == skip;
        for (size_t k = 0; k < words->lemmas[i] && !found; k++)
            found = text_has_word(text, words->forms[i][k]);
        if (!found)
            return false;
    }
    return true;
}

/* "verbs.tsv" and "ACTOR condemn RECIPIENT" of "lexicon/verbs.tsv: ACTOR condemn RECIPIENT". */
static struct str rule_words(struct str rule, struct str *file)
{
    size_t colon = str_find(rule, STR(": "), 0);
    *file = str_slice(rule, 0, colon);
    struct str own = STR("lexicon/");
    if (str_starts(*file, own))
        *file = str_slice(*file, own.size, file->size);
    return colon == SIZE_MAX ? rule : str_slice(rule, colon + 2, rule.size);
}

/* A word with many alternatives: the one of the phrase, or the first, and "|..." for the others. */
static struct str shorten_word(struct show *show, const struct words *words, struct str word)
{
    struct str rest = word, kept = STR("");
    size_t count = 0;
    while (rest.data) {
        struct str item = str_cut(&rest, '|');
        for (size_t i = 0; i < words->count; i++)
            for (size_t k = 0; k < words->lemmas[i]; k++)
                if (!kept.size && text_has_word(item, words->forms[i][k]))
                    kept = item;
        count++;
    }
    if (count <= ALTERNATIVES)
        return word;
    rest = word;
    struct str first = str_cut(&rest, '|');
    return str_format(show->arena, "%.*s|...", STR_ARG(kept.size ? kept : first));
}

static struct str shorten(struct show *show, const struct words *words, struct str text)
{
    struct str result = STR("");
    while (text.data) {
        struct str word = shorten_word(show, words, str_cut(&text, ' '));
        result = str_format(show->arena, "%.*s%s%.*s", STR_ARG(result), result.size ? " " : "",
                            STR_ARG(word));
    }
    return result;
}

/* Of the nouns of a row the one that the phrase is. */
static struct str shorten_noun(struct show *show, const struct words *words, struct str text)
{
    struct str rest = text;
    size_t count = 0;
    struct str kept = STR("");
    while (rest.data) {
        struct str item = str_cut(&rest, '|');
        if (!kept.size && has_words(words, words->count, item))
            kept = item;
        count++;
    }
    return count <= ALTERNATIVES || !kept.size ? text
                                               : str_format(show->arena, "%.*s|...", STR_ARG(kept));
}

/* Rows with several nouns or forms come up more than once. */
static void add_line(struct show *show, struct lines *lines, struct line line)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *old = &lines->items[i];
        if (str_equal(old->cells[0], line.cells[0]) && str_equal(old->cells[3], line.cells[3]))
            return;
    }
    *array_push(show->arena, lines) = line;
}

static struct line line_of_meaning(struct show *show, const struct words *words,
                                   const struct meaning *meaning, bool is_noun)
{
    const struct ontology *ontology = show->coder->ontology;
    struct str what = STR("");
    struct str file, text = rule_words(meaning->rule, &file);
    switch (meaning->kind) {
    case MEANING_GUARD: what = STR("no act"); break;
    case MEANING_STATEMENT: what = STR("statement"); break;
    case MEANING_INNER: what = STR("the act inside"); break;
    default:
        if (meaning->category < ontology->category_count)
            what = ontology->categories[meaning->category].name;
    }
    struct str mode = meaning->by_content ? STR("by content") : meaning->mode;
    if (mode.size)
        what = str_format(show->arena, "%.*s, %.*s", STR_ARG(what), STR_ARG(mode));
    return (struct line){{is_noun ? STR("noun") : STR("verb"), what, meaning->cameo,
                          str_format(show->arena, "%.*s:%u", STR_ARG(file), meaning->line),
                          is_noun ? shorten_noun(show, words, text) : shorten(show, words, text)}};
}

static const struct word_entry *entry_of(const struct lexicon *lexicon, struct str word)
{
    uint32_t number = map_get(&lexicon->word_map, word);
    return number == MAP_NONE ? NULL : &lexicon->words.items[number];
}

static void add_patterns(struct show *show, const struct words *words, struct lines *lines)
{
    const struct lexicon *lexicon = show->coder->lexicon;
    for (size_t k = 0; k < words->lemmas[0]; k++) {
        const struct word_entry *entry = entry_of(lexicon, words->forms[0][k]);
        for (size_t i = 0; entry && i < entry->patterns.count; i++) {
            const struct pattern *pattern = &lexicon->patterns.items[entry->patterns.items[i]];
            if (has_words(words, 0, pattern->meaning.rule))
                add_line(show, lines, line_of_meaning(show, words, &pattern->meaning, false));
        }
    }
}

/* Are the words of the list those of the phrase from `from` to before `to`? */
static bool is_list(const struct lexicon *lexicon, const struct word_list *list,
                    const struct words *words, size_t from, size_t to)
{
    if (list->count != to - from)
        return false;
    for (size_t i = from; i < to; i++) {
        struct str wanted = lexicon->words.items[list->items[i - from]].text;
        bool same = false;
        for (size_t k = 0; k < words->lemmas[i] && !same; k++)
            same = str_equal(wanted, words->forms[i][k]);
        if (!same)
            return false;
    }
    return true;
}

static void add_nouns(struct show *show, const struct words *words, struct lines *lines)
{
    const struct lexicon *lexicon = show->coder->lexicon;
    size_t last = words->count - 1;
    for (size_t k = 0; k < words->lemmas[last]; k++) {
        const struct word_entry *entry = entry_of(lexicon, words->forms[last][k]);
        for (size_t i = 0; entry && i < entry->frames.count; i++) {
            const struct noun_frame *frame = &lexicon->frames.items[entry->frames.items[i]];
            if (!last || is_list(lexicon, &frame->words, words, 0, last))
                add_line(show, lines, line_of_meaning(show, words, &frame->meaning, true));
        }
    }
}

static struct str light_effect(const struct show *show, const struct light_verb *light)
{
    switch (light->effect) {
    case EFFECT_CANCEL: return STR("its noun is cancelled");
    case EFFECT_END: return STR("its noun ends");
    case EFFECT_MARK: return STR("its noun is marked");
    case EFFECT_CATEGORY: return show->coder->ontology->categories[light->category].name;
    default: return STR("lends its noun a party");
    }
}

static void add_light_verbs(struct show *show, const struct words *words, struct lines *lines)
{
    const struct lexicon *lexicon = show->coder->lexicon;
    for (size_t k = 0; k < words->lemmas[0]; k++) {
        const struct word_entry *entry = entry_of(lexicon, words->forms[0][k]);
        for (size_t i = 0; entry && i < entry->lights.count; i++) {
            const struct light_verb *light = &lexicon->lights.items[entry->lights.items[i]];
            struct str file, text = rule_words(light->rule, &file);
            if (has_words(words, 0, light->rule))
                add_line(
                    show, lines,
                    (struct line){{STR("light verb"), light_effect(show, light), STR(""),
                                   str_format(show->arena, "%.*s:%u", STR_ARG(file), light->line),
                                   text}});
        }
    }
}

/* Classes that hold the word or the phrase: what patterns name in brackets. */
static bool write_classes(struct show *show, const struct words *words)
{
    const struct lexicon *lexicon = show->coder->lexicon;
    size_t last = words->count - 1;
    struct str classes = STR("");
    for (size_t k = 0; k < words->lemmas[last]; k++) {
        const struct word_entry *entry = entry_of(lexicon, words->forms[last][k]);
        const struct word_list *list = entry ? last ? &entry->phrases : &entry->classes : NULL;
        for (size_t i = 0; list && i < list->count; i++) {
            const struct phrase *phrase = last ? &lexicon->phrases.items[list->items[i]] : NULL;
            if (phrase && !is_list(lexicon, &phrase->words, words, 0, words->count))
                continue;
            struct str name = lexicon->classes.items[phrase ? phrase->class : list->items[i]];
            classes = str_format(show->arena, "%.*s%s[%.*s]", STR_ARG(classes),
                                 classes.size ? " " : "", STR_ARG(name));
        }
    }
    if (classes.size)
        write_format(show->writer, "  in classes %.*s\n", STR_ARG(classes));
    return classes.size > 0;
}

static bool write_contexts(struct show *show, const struct words *words)
{
    const struct lexicon *lexicon = show->coder->lexicon;
    struct str contexts = STR(""), marks = STR("");
    static const char *const names[] = {"historical", "future", "hypothetical", "negation"};
    for (size_t k = 0; k < words->lemmas[0]; k++) {
        const struct word_entry *entry = entry_of(lexicon, words->forms[0][k]);
        for (size_t i = 0; entry && i < entry->contexts.count; i++) {
            const struct context_word *row =
                &lexicon->context_words.items[entry->contexts.items[i]];
            if (is_list(lexicon, &row->words, words, 0, words->count))
                contexts = str_format(show->arena, "%.*s %.*s", STR_ARG(contexts),
                                      STR_ARG(show->coder->ontology->contexts.items[row->context]));
        }
        for (size_t i = 0; entry && i < entry->cues.count; i++) {
            const struct cue *cue = &lexicon->cues.items[entry->cues.items[i]];
            if (is_list(lexicon, &cue->words, words, 0, words->count))
                for (unsigned bit = 0; bit < 4; bit++)
                    if (cue->auxiliary & 1u << bit)
                        marks = str_format(show->arena, "%.*s %s", STR_ARG(marks), names[bit]);
        }
    }
    if (contexts.size)
        write_format(show->writer, "  tells the context%.*s\n", STR_ARG(contexts));
    if (marks.size)
        write_format(show->writer, "  marks an act as%.*s\n", STR_ARG(marks));
    return contexts.size || marks.size;
}

void write_lexicon(struct show *show, struct str phrase)
{
    struct words words = words_of(show, phrase);
    struct lines lines = {0};
    if (!words.count)
        return;
    write_heading(show, "Lexicon");
    add_patterns(show, &words, &lines);
    add_nouns(show, &words, &lines);
    add_light_verbs(show, &words, &lines);
    write_lines(show, &lines);
    bool any = lines.count > 0;
    any |= write_classes(show, &words);
    any |= write_contexts(show, &words);
    if (!any)
        write_text(show->writer, STR("  no entry begins with these words\n"));
}
