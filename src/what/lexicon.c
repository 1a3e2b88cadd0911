/* lexicon.c — reads the tables of the lexicon, see lexicon.h. The first column of a file says what
 * kind of table it is. */
#include "what/lexicon.h"

#include <stdarg.h>
#include <stdio.h>

int reader_error(struct lexicon_reader *reader, const char *format, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(reader->error, ANNALS_SETUP, "%.*s:%zu: %s", STR_ARG(reader->table.name),
                     reader->table.line, message);
}

uint32_t lexicon_word(struct lexicon_reader *reader, struct str word)
{
    struct lexicon *lexicon = reader->lexicon;
    struct str lower = str_lower(reader->arena, word);
    uint32_t *at = map_at(&lexicon->word_map, lower);
    if (*at == MAP_NONE) {
        *at = (uint32_t)lexicon->words.count;
        *array_push(reader->arena, &lexicon->words) = (struct word_entry){.text = lower};
    }
    return *at;
}

/* The words of a phrase, parted by blanks or, verb and particle, by +. */
static struct word_list read_words(struct lexicon_reader *reader, struct str text)
{
    struct word_list list = {0};
    text = str_trim(text);
    while (text.data && text.size) {
        size_t end = 0;
        while (end < text.size && text.data[end] != ' ' && text.data[end] != '+')
            end++;
        if (end)
            *push_few(reader->arena, &list) = lexicon_word(reader, str_slice(text, 0, end));
        text = str_slice(text, end + 1, text.size);
    }
    return list;
}

uint32_t lexicon_class(struct lexicon_reader *reader, struct str name)
{
    struct lexicon *lexicon = reader->lexicon;
    uint32_t *at = map_at(&lexicon->class_map, name);
    if (*at == MAP_NONE) {
        *at = (uint32_t)lexicon->classes.count;
        *array_push(reader->arena, &lexicon->classes) = name;
        *array_push(reader->arena, &lexicon->class_files) = reader->table.name;
        *array_push(reader->arena, &lexicon->class_lines) = (uint32_t)reader->table.line;
        *array_push(reader->arena, &reader->class_defined) = false;
    }
    return *at;
}

int lexicon_events(struct lexicon_reader *reader, struct str names, uint32_t *events)
{
    *events = 0;
    while (names.data) {
        struct str name = str_trim(str_cut(&names, '|'));
        if (str_equal(name, STR("ANY"))) {
            *events = UINT32_MAX;
            continue;
        }
        uint8_t category = ontology_category(reader->ontology, name);
        if (category == CATEGORY_NONE)
            return reader_error(reader, "\"%.*s\" in braces is no category of the ontology",
                                STR_ARG(name));
        *events |= 1u << category;
    }
    return 0;
}

static struct word_entry *entry_of(struct lexicon_reader *reader, uint32_t word)
{
    return &reader->lexicon->words.items[word];
}

/* ---- what rows that make events share ---- */

static int read_flags(struct lexicon_reader *reader, struct meaning *meaning)
{
    static const struct {
        const char *name;
        uint16_t flag;
    } FLAGS[] = {{"reciprocal", FLAG_RECIPROCAL},   {"visit", FLAG_VISIT},
                 {"sideAB", FLAG_SIDE_AB},          {"needs-recipient", FLAG_NEEDS_RECIPIENT},
                 {"needs-actor", FLAG_NEEDS_ACTOR}, {"weak", FLAG_WEAK},
                 {"content", FLAG_CONTENT},         {"speaker", FLAG_SPEAKER},
                 {"culprit", FLAG_CULPRIT},         {"carried", FLAG_CARRIED}};
    enum { FLAG_COUNT = sizeof FLAGS / sizeof *FLAGS };
    struct str rest = table_field(&reader->table, "flags");
    while (rest.data && rest.size) {
        struct str name = str_trim(str_cut(&rest, '|'));
        size_t i = 0;
        while (i < FLAG_COUNT && !str_equal(name, str_of(FLAGS[i].name)))
            i++;
        if (i == FLAG_COUNT)
            return reader_error(reader,
                                "flag \"%.*s\" is unknown; use reciprocal, visit, sideAB, "
                                "needs-recipient, needs-actor, weak, content, speaker, culprit or "
                                "carried, parted by |",
                                STR_ARG(name));
        meaning->flags |= FLAGS[i].flag;
    }
    return 0;
}

static int read_contexts(struct lexicon_reader *reader, struct meaning *meaning)
{
    struct str rest = table_field(&reader->table, "context");
    while (rest.data && rest.size) {
        struct str name = str_trim(str_cut(&rest, '|'));
        struct str context = ontology_context(reader->ontology, name);
        if (!context.size)
            return reader_error(reader, "\"%.*s\" is no context of the ontology", STR_ARG(name));
        *push_few(reader->arena, &meaning->contexts) = context;
    }
    return 0;
}

static struct str category_names(struct lexicon_reader *reader)
{
    struct str names = STR("");
    for (size_t i = 0; i < reader->ontology->category_count; i++)
        names = str_format(reader->arena, "%.*s%s%.*s", STR_ARG(names), i ? ", " : "",
                           STR_ARG(reader->ontology->categories[i].name));
    return names;
}

static int mode_error(struct lexicon_reader *reader, struct str mode, uint8_t category)
{
    const struct ontology *ontology = reader->ontology;
    struct str names = STR("");
    if (category == CATEGORY_NONE)
        return reader_error(reader, "\"%.*s\": a row without a category has no mode",
                            STR_ARG(mode));
    for (size_t i = 0; i < ontology->modes.count; i++)
        if (ontology->modes.items[i].category == category)
            names = str_format(reader->arena, "%.*s%s%.*s", STR_ARG(names), names.size ? ", " : "",
                               STR_ARG(ontology->modes.items[i].name));
    return reader_error(reader, "\"%.*s\" is no mode of %.*s; %s%.*s", STR_ARG(mode),
                        STR_ARG(ontology->categories[category].name),
                        names.size ? "it has " : "it has none", STR_ARG(names));
}

/* `event`: a category, -, = or *. */
static int read_kind(struct lexicon_reader *reader, struct meaning *meaning)
{
    struct str event = table_field(&reader->table, "event");
    meaning->category = CATEGORY_NONE;
    if (str_equal(event, STR("-")))
        meaning->kind = MEANING_GUARD;
    else if (str_equal(event, STR("=")))
        meaning->kind = MEANING_STATEMENT;
    else if (str_equal(event, STR("*")))
        meaning->kind = MEANING_INNER;
    else {
        meaning->kind = MEANING_EVENT;
        meaning->category = ontology_category(reader->ontology, event);
        if (meaning->category == CATEGORY_NONE)
            return reader_error(reader, "\"%.*s\" is no category; write %.*s, or -, = or *",
                                STR_ARG(event), STR_ARG(category_names(reader)));
    }
    return 0;
}

static int read_meaning(struct lexicon_reader *reader, struct str words, struct meaning *meaning)
{
    *meaning = (struct meaning){
        .of_user = reader->of_user, .rank = reader->rank++, .line = (uint32_t)reader->table.line};
    int status = read_kind(reader, meaning);
    if (status)
        return status;
    meaning->mode = table_field(&reader->table, "mode");
    meaning->cameo = table_field(&reader->table, "cameo");
    meaning->rule =
        str_format(reader->arena, "%.*s: %.*s", STR_ARG(reader->table.name), STR_ARG(words));
    if (str_equal(meaning->mode, STR("*"))) {
        meaning->by_content = true;
        meaning->mode = STR("");
    }
    if (meaning->mode.size &&
        !ontology_has_mode(reader->ontology, meaning->category, meaning->mode))
        return mode_error(reader, meaning->mode, meaning->category);
    if (meaning->cameo.size && !ontology_code(reader->ontology, meaning->cameo))
        return reader_error(reader,
                            "\"%.*s\" is no CAMEO code; cameo.tsv of data/ontology lists them",
                            STR_ARG(meaning->cameo));
    status = read_flags(reader, meaning);
    return status ? status : read_contexts(reader, meaning);
}

/* ---- one reader for each kind of table ---- */

static int read_pattern(struct lexicon_reader *reader)
{
    struct lexicon *lexicon = reader->lexicon;
    struct str text = table_field(&reader->table, "pattern");
    struct pattern pattern = {0};
    int status = read_meaning(reader, text, &pattern.meaning);
    if (!status)
        status = compile_pattern(reader, text, &pattern);
    if (status)
        return status;
    uint32_t number = (uint32_t)lexicon->patterns.count;
    *array_push(reader->arena, &lexicon->patterns) = pattern;
    for (size_t i = 0; i < pattern.triggers.count; i++)
        *push_few(reader->arena, &entry_of(reader, pattern.triggers.items[i].word)->patterns) =
            number;
    return 0;
}

/* "poss|mod|by": where a noun's party stands. */
static void read_sources(struct lexicon_reader *reader, const char *column,
                         struct noun_source **items, size_t *count)
{
    ARRAY_OF(struct noun_source) sources = {0};
    struct str rest = table_field(&reader->table, column);
    while (rest.data && rest.size) {
        struct str word = str_trim(str_cut(&rest, '|'));
        struct noun_source source = {NOUN_PREPOSITION, word};
        if (str_equal(word, STR("poss")))
            source.place = NOUN_POSSESSOR;
        else if (str_equal(word, STR("poss_object")))
            source.place = NOUN_POSSESSED;
        else if (str_equal(word, STR("mod")))
            source.place = NOUN_MODIFIER;
        if (word.size)
            *push_few(reader->arena, &sources) = source;
    }
    *items = sources.items;
    *count = sources.count;
}

static int read_noun(struct lexicon_reader *reader)
{
    struct lexicon *lexicon = reader->lexicon;
    struct str rest = table_field(&reader->table, "noun");
    struct noun_frame frame = {0};
    int status = read_meaning(reader, rest, &frame.meaning);
    if (status)
        return status;
    read_sources(reader, "actor", &frame.actor.items, &frame.actor.count);
    read_sources(reader, "recipient", &frame.recipient.items, &frame.recipient.count);
    while (rest.data) {
        struct word_list words = read_words(reader, str_cut(&rest, '|'));
        if (!words.count)
            return reader_error(reader, "a noun is empty");
        frame.head = words.items[words.count - 1];
        frame.words = words;
        frame.words.count--;
        uint32_t number = (uint32_t)lexicon->frames.count;
        *array_push(reader->arena, &lexicon->frames) = frame;
        *push_few(reader->arena, &entry_of(reader, frame.head)->frames) = number;
    }
    return 0;
}

static const char *const MARKS[] = {"historical", "future", "hypothetical", "negation"};

/* The mark as a bit, 0 if it is none. */
static unsigned read_mark(struct str name)
{
    for (unsigned i = 0; i < 4; i++)
        if (str_equal(name, str_of(MARKS[i])))
            return 1u << i;
    return str_equal(name, STR("willing")) ? MARK_WILLING : 0;
}

/* Number of the category whose name in small letters this is. */
static uint8_t small_category(const struct ontology *ontology, struct str name)
{
    for (size_t i = 0; name.size && i < ontology->category_count; i++)
        if (str_equal_fold(ontology->categories[i].name, name))
            return (uint8_t)i;
    return CATEGORY_NONE;
}

static int read_effect(struct lexicon_reader *reader, struct light_verb *light)
{
    struct str name = table_field(&reader->table, "effect");
    light->auxiliary = read_mark(name);
    light->category = small_category(reader->ontology, name);
    if (!name.size)
        light->effect = EFFECT_NONE;
    else if (str_equal(name, STR("cancel")))
        light->effect = EFFECT_CANCEL;
    else if (str_equal(name, STR("end")))
        light->effect = EFFECT_END;
    else if (light->auxiliary)
        light->effect = EFFECT_MARK;
    else if (light->category != CATEGORY_NONE)
        light->effect = EFFECT_CATEGORY;
    else
        return reader_error(reader,
                            "effect \"%.*s\" is unknown; use cancel, end, future, negation, "
                            "hypothetical, historical, a category in small letters, or nothing",
                            STR_ARG(name));
    return 0;
}

/* actor, recipient, event, none. */
static int read_light_subject(struct lexicon_reader *reader, struct light_verb *light)
{
    struct str subject = table_field(&reader->table, "subject");
    light->subject = FILL_ANYTHING;
    if (str_equal(subject, STR("actor")))
        light->subject = FILL_ACTOR;
    else if (str_equal(subject, STR("recipient")))
        light->subject = FILL_RECIPIENT;
    else if (str_equal(subject, STR("event")))
        light->of_subject = true;
    else if (subject.size && !str_equal(subject, STR("none")))
        return reader_error(reader,
                            "subject \"%.*s\" is unknown; use actor, recipient, event or none",
                            STR_ARG(subject));
    return 0;
}

static int read_light(struct lexicon_reader *reader)
{
    struct lexicon *lexicon = reader->lexicon;
    struct str rest = table_field(&reader->table, "light");
    struct light_verb light = {.line = (uint32_t)reader->table.line};
    int status = read_effect(reader, &light);
    if (!status)
        status = read_light_subject(reader, &light);
    if (status)
        return status;
    while (rest.data) {
        struct str verb = str_cut(&rest, '|');
        light.rule =
            str_format(reader->arena, "%.*s: %.*s", STR_ARG(reader->table.name), STR_ARG(verb));
        struct word_list words = read_words(reader, verb);
        if (!words.count)
            return reader_error(reader, "a light verb is empty");
        light.word = words.items[0];
        light.words = (struct word_list){words.items + 1, words.count - 1, 0};
        *push_few(reader->arena, &entry_of(reader, light.word)->lights) =
            (uint32_t)lexicon->lights.count;
        *array_push(reader->arena, &lexicon->lights) = light;
    }
    return 0;
}

static int read_class(struct lexicon_reader *reader)
{
    struct lexicon *lexicon = reader->lexicon;
    struct str name = table_field(&reader->table, "class");
    struct str rest = table_field(&reader->table, "words");
    if (!name.size)
        return reader_error(reader, "a class needs a name");
    uint32_t class = lexicon_class(reader, name);
    reader->class_defined.items[class] = true;
    while (rest.data) {
        struct word_list words = read_words(reader, str_cut(&rest, '|'));
        if (!words.count)
            continue;
        uint32_t head = words.items[words.count - 1];
        if (words.count == 1) {
            *push_few(reader->arena, &entry_of(reader, head)->classes) = class;
            continue;
        }
        *push_few(reader->arena, &entry_of(reader, head)->phrases) =
            (uint32_t)lexicon->phrases.count;
        *array_push(reader->arena, &lexicon->phrases) = (struct phrase){words, class};
    }
    return 0;
}

/* One alternative of the column `content`: a category, a category/mode, a [class], or - for the
 * rest. */
static int read_content_item(struct lexicon_reader *reader, struct str item,
                             struct content_row *row)
{
    row->class = MAP_NONE;
    row->category = CATEGORY_NONE;
    row->inner_mode = STR("");
    if (str_equal(item, STR("-")))
        return 0;
    if (item.size > 2 && item.data[0] == '[') {
        row->class = lexicon_class(reader, str_slice(item, 1, item.size - 1));
        return 0;
    }
    row->category = ontology_category(reader->ontology, str_cut(&item, '/'));
    row->inner_mode = item.data ? item : STR("");
    if (row->category == CATEGORY_NONE)
        return reader_error(reader, "content is a category, a category/mode, a [class] or -");
    return 0;
}

static int read_content(struct lexicon_reader *reader)
{
    struct str content = table_field(&reader->table, "content");
    struct str event = table_field(&reader->table, "content_of");
    struct content_row row = {.mode = table_field(&reader->table, "mode"),
                              .cameo = table_field(&reader->table, "cameo"),
                              .event = ontology_category(reader->ontology, event)};
    if (row.event == CATEGORY_NONE)
        return reader_error(reader, "\"%.*s\" is no category of the ontology", STR_ARG(event));
    if (row.mode.size && !ontology_has_mode(reader->ontology, row.event, row.mode))
        return mode_error(reader, row.mode, row.event);
    if (row.cameo.size && !ontology_code(reader->ontology, row.cameo))
        return reader_error(reader, "\"%.*s\" is no CAMEO code", STR_ARG(row.cameo));
    while (content.data) {
        int status = read_content_item(reader, str_trim(str_cut(&content, '|')), &row);
        if (status)
            return status;
        *array_push(reader->arena, &reader->lexicon->contents) = row;
    }
    return 0;
}

static int read_context_word(struct lexicon_reader *reader)
{
    struct lexicon *lexicon = reader->lexicon;
    struct str rest = table_field(&reader->table, "words");
    struct str name = table_field(&reader->table, "context");
    struct context_word row = {.context = map_get(&reader->ontology->context_map, name)};
    if (row.context == MAP_NONE)
        return reader_error(reader, "\"%.*s\" is no context of the ontology", STR_ARG(name));
    while (rest.data) {
        row.words = read_words(reader, str_cut(&rest, '|'));
        if (!row.words.count)
            continue;
        *push_few(reader->arena, &entry_of(reader, row.words.items[0])->contexts) =
            (uint32_t)lexicon->context_words.count;
        *array_push(reader->arena, &lexicon->context_words) = row;
    }
    return 0;
}

static int read_cue(struct lexicon_reader *reader)
{
    static const char *const WHERE[] = {"dependent", "governor",   "modifier",
                                        "mark",      "content_of", "phrase",
                                        "past_year", "pluperfect", "infinitive"};
    struct lexicon *lexicon = reader->lexicon;
    struct str rest = table_field(&reader->table, "cue");
    struct str where = table_field(&reader->table, "where");
    struct str mark = table_field(&reader->table, "auxiliary");
    struct cue cue = {.where = UINT8_MAX, .auxiliary = read_mark(mark)};
    for (uint8_t i = 0; i < sizeof WHERE / sizeof *WHERE; i++)
        if (str_equal(where, str_of(WHERE[i])))
            cue.where = i;
    if (cue.where == UINT8_MAX)
        return reader_error(reader,
                            "where \"%.*s\" is unknown; use dependent, governor, modifier, mark, "
                            "content_of, phrase, past_year, pluperfect or infinitive",
                            STR_ARG(where));
    if (!cue.auxiliary && !str_equal(mark, STR("none")))
        return reader_error(reader,
                            "auxiliary \"%.*s\" is unknown; use historical, future, "
                            "hypothetical, negation, willing or none",
                            STR_ARG(mark));
    while (rest.data) {
        cue.words = read_words(reader, str_cut(&rest, '|'));
        if (!cue.words.count)
            continue;
        *push_few(reader->arena, &entry_of(reader, cue.words.items[0])->cues) =
            (uint32_t)lexicon->cues.count;
        *array_push(reader->arena, &lexicon->cues) = cue;
    }
    return 0;
}

/* ---- files ---- */

struct table_kind {
    const char *first, *wanted[5];
    int (*read)(struct lexicon_reader *reader);
};

static const struct table_kind KINDS[] = {
    {"pattern", {"event", NULL}, read_pattern},
    {"noun", {"actor", "recipient", "event", NULL}, read_noun},
    {"light", {"subject", NULL}, read_light},
    {"class", {"words", NULL}, read_class},
    {"content_of", {"content", "mode", "cameo", NULL}, read_content},
    {"context", {"words", NULL}, read_context_word},
    {"cue", {"auxiliary", "where", NULL}, read_cue},
};

/* A check wants to know rows that stand in the tables twice, or in a user's table over one of ours.
 */
static void note_row(struct lexicon_reader *reader, const struct table_kind *kind)
{
    struct str words = table_field(&reader->table, kind->first);
    /* A noun may have rows for other places of its parties. */
    struct str key = str_format(reader->arena, "%s\t%.*s\t%.*s\t%.*s", kind->first, STR_ARG(words),
                                STR_ARG(table_field(&reader->table, "actor")),
                                STR_ARG(table_field(&reader->table, "recipient")));
    struct row_place place = {reader->table.name, reader->table.line, reader->of_user};
    if (kind->read != read_pattern && kind->read != read_noun)
        return;
    uint32_t *at = map_at(&reader->rows, key);
    const struct row_place *old = *at == MAP_NONE ? NULL : &reader->places.items[*at];
    if (old && old->of_user == place.of_user)
        add_fault(reader->findings, "%.*s:%zu: \"%.*s\" stands in %.*s:%zu too; keep one of them",
                  STR_ARG(place.file), place.line, STR_ARG(words), STR_ARG(old->file), old->line);
    else if (old)
        add_note(reader->findings, "%.*s:%zu: \"%.*s\" takes the place of %.*s:%zu",
                 STR_ARG(place.file), place.line, STR_ARG(words), STR_ARG(old->file), old->line);
    *at = (uint32_t)reader->places.count;
    *array_push(reader->arena, &reader->places) = place;
}

/* Every row is read, those behind a wrong one too. */
static void check_rows(struct lexicon_reader *reader, const struct table_kind *kind)
{
    int more;
    while ((more = table_next(&reader->table, reader->error)) != 0)
        if (more < 0 || kind->read(reader))
            add_fault(reader->findings, "%s", reader->error->message);
        else
            note_row(reader, kind);
}

static int read_file(struct lexicon_reader *reader, const struct lexicon_file *file)
{
    reader->of_user = file->of_user;
    struct table *table = &reader->table;
    int status = table_open(table, str_of(file->name), file->text, NULL, reader->error), more;
    if (status)
        return status;
    const struct table_kind *kind = KINDS, *end = KINDS + sizeof KINDS / sizeof *KINDS;
    while (kind < end && !str_equal(table->columns[0], str_of(kind->first)))
        kind++;
    if (kind == end)
        return reader_error(reader,
                            "a lexicon table cannot begin with the column \"%.*s\"; it begins "
                            "with pattern, noun, light, class, content_of, context or cue",
                            STR_ARG(table->columns[0]));
    for (const char *const *wanted = kind->wanted; *wanted; wanted++)
        if (table_column(table, *wanted) < 0)
            return reader_error(reader, "the header lacks the column \"%s\"", *wanted);
    if (reader->findings) {
        check_rows(reader, kind);
        return 0;
    }
    while ((more = table_next(table, reader->error)) > 0) {
        status = kind->read(reader);
        if (status)
            return status;
    }
    return more < 0 ? ANNALS_SETUP : 0;
}

/* A class that patterns use but no table defines is a slip of the pen, and named. */
static int check_classes(struct lexicon_reader *reader)
{
    const struct lexicon *lexicon = reader->lexicon;
    for (size_t i = 0; i < reader->class_defined.count; i++) {
        if (reader->class_defined.items[i])
            continue;
        error_set(reader->error, ANNALS_SETUP,
                  "%.*s:%u: the class [%.*s] is used but no class table defines it; correct its "
                  "name, or add it to a table with the columns class and words",
                  STR_ARG(lexicon->class_files.items[i]), (unsigned)lexicon->class_lines.items[i],
                  STR_ARG(lexicon->classes.items[i]));
        if (!reader->findings)
            return ANNALS_SETUP;
        add_fault(reader->findings, "%s", reader->error->message);
    }
    return 0;
}

/* Room for what the files are likely to hold, so that the large arrays do not grow by copying. */
static void reserve(struct lexicon_reader *reader, const struct lexicon_file *files, size_t count)
{
    struct lexicon *lexicon = reader->lexicon;
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += files[i].text.size;
    lexicon->words.capacity = bytes / 32 + 64;
    lexicon->words.items =
        arena_new_array(reader->arena, lexicon->words.capacity, struct word_entry);
    lexicon->patterns.capacity = lexicon->frames.capacity = bytes / 96 + 64;
    lexicon->patterns.items =
        arena_new_array(reader->arena, lexicon->patterns.capacity, struct pattern);
    lexicon->frames.items =
        arena_new_array(reader->arena, lexicon->frames.capacity, struct noun_frame);
}

/* A check tells of a file that is no table of the lexicon and goes on to the next. */
static int read_file_or_tell(struct lexicon_reader *reader, const struct lexicon_file *file)
{
    int status = read_file(reader, file);
    if (!status || !reader->findings)
        return status;
    add_fault(reader->findings, "%s", reader->error->message);
    return 0;
}

/* Built-in files first and users' last, the first of these at the very end: the later row wins. */
static int read_files(struct lexicon_reader *reader, const struct lexicon_file *files, size_t count)
{
    int status = 0;
    reserve(reader, files, count);
    for (size_t i = 0; i < count && !status; i++)
        if (!files[i].of_user)
            status = read_file_or_tell(reader, &files[i]);
    for (size_t i = count; i-- > 0 && !status;)
        if (files[i].of_user)
            status = read_file_or_tell(reader, &files[i]);
    return status ? status : check_classes(reader);
}

static struct lexicon_reader reader_of(struct arena *arena, const struct ontology *ontology,
                                       struct annals_error *error)
{
    struct lexicon *lexicon = arena_new(arena, struct lexicon);
    lexicon->word_map.arena = lexicon->class_map.arena = arena;
    return (struct lexicon_reader){
        .arena = arena, .ontology = ontology, .lexicon = lexicon, .error = error};
}

int lexicon_open(struct arena *arena, const struct ontology *ontology,
                 const struct lexicon_file *files, size_t count, struct lexicon **result,
                 struct annals_error *error)
{
    struct lexicon_reader reader = reader_of(arena, ontology, error);
    int status = read_files(&reader, files, count);
    if (!status)
        *result = reader.lexicon;
    return status;
}

void lexicon_check(struct arena *arena, const struct ontology *ontology,
                   const struct lexicon_file *files, size_t count, struct lexicon **result,
                   struct findings *findings)
{
    struct annals_error error;
    struct lexicon_reader reader = reader_of(arena, ontology, &error);
    reader.findings = findings;
    reader.rows.arena = arena;
    read_files(&reader, files, count);
    *result = reader.lexicon;
}

bool is_lexicon_table(struct str first_column)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (str_equal(first_column, str_of(KINDS[i].first)))
            return true;
    return false;
}
